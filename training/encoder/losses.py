"""What the heads get wrong on a batch of windows, added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.model import Reader
from training.encoder.windows import Window, stacked

CUE_WEIGHT, ROLE_WEIGHT, LEVEL_WEIGHT = 5.0, 5.0, 1.0
SCALE_WEIGHT = (1.0, 0.5)

LevelLoss: TypeAlias = "Callable[[Tensor, Tensor], Tensor]"
"""How a wrong factuality counts."""


def loss_of(model: Reader, batch: Sequence[Window], level_loss: LevelLoss, status_weight: float) -> Tensor:
    """The weighted sum of what the heads get wrong on a batch, each by what it is asked."""
    ids, seen = stacked(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        given = model(ids, seen)
    # Every head's scores of the first pieces of words, window by window.
    firsts = [torch.from_numpy(window.pieces.first) for window in batch]
    cue, head, other, level, held = (
        [scores[row, first].float() for row, first in enumerate(firsts)] for scores in given
    )
    return (
        CUE_WEIGHT * _cue_loss(cue, batch)
        + ROLE_WEIGHT * _role_loss(model, head, other, batch)
        + LEVEL_WEIGHT * _level_loss(level, batch, level_loss)
        + status_weight * _status_loss(model, held, batch)
    )


def _cue_loss(cue: Sequence[Tensor], batch: Sequence[Window]) -> Tensor:
    wrong = torch.zeros(())
    for scores, window in zip(cue, batch, strict=True):
        if window.cues is not None:
            wrong = wrong + functional.cross_entropy(scores, torch.from_numpy(window.cues), reduction="sum")
    return wrong / max(1, sum(len(window.pieces) for window in batch))


def _role_loss(model: Reader, head: Sequence[Tensor], other: Sequence[Tensor], batch: Sequence[Window]) -> Tensor:
    wrong = torch.zeros(())
    for heads, others, window in zip(head, other, batch, strict=True):
        if window.roles:
            at = torch.tensor([anchor for anchor, _ in window.roles])
            gold = torch.stack([torch.from_numpy(labels) for _, labels in window.roles])
            scores = model.roles(heads[at], others[None], torch.arange(len(window.pieces))[None] - at[:, None])
            wrong = wrong + functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), reduction="sum")
    return wrong / max(1, sum(len(window.pieces) * len(window.roles) for window in batch))


def _level_loss(level: Sequence[Tensor], batch: Sequence[Window], level_loss: LevelLoss) -> Tensor:
    wrong = torch.zeros(())
    for scores, window in zip(level, batch, strict=True):
        for word, value, scale in window.levels:
            wrong = wrong + SCALE_WEIGHT[scale] * level_loss(scores[word, scale], torch.tensor(value))
    return wrong / max(1, sum(len(window.levels) for window in batch))


def _status_loss(model: Reader, held: Sequence[Tensor], batch: Sequence[Window]) -> Tensor:
    wrong = torch.zeros(())
    for vectors, window in zip(held, batch, strict=True):
        if window.held:
            gold = torch.tensor([status for *_, status in window.held])
            scores = model.statuses(vectors, *parts_of(window))
            wrong = wrong + functional.cross_entropy(scores, gold, reduction="sum")
    return wrong / max(1, sum(len(window.held) for window in batch))


def parts_of(window: Window) -> tuple[list[tuple[Tensor, ...]], Tensor]:
    """What the head of statuses is given of a window's statements, besides their vectors."""
    parts = [tuple(torch.from_numpy(words) for words in (c, s, a)) for c, s, a, _, _ in window.held]
    return parts, torch.tensor([float(attributed) for *_, attributed, _ in window.held])
