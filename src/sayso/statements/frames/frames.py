"""What the encoder makes of a text's words -> who, by which words, says what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.language.encoder import Encoder, ReadText, ReadWindow
from sayso.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

SURE = 0.5
"""How likely a word must be a cue for its frame to be read; set on PolNeAR's dev documents."""

CHANGE = 2.0
"""What a change of role from one word to the next costs, in logarithms of probabilities; set on the same documents."""

_NONE, _SOURCE, _CONTENT, _CUE = range(4)


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that report, who they name and what they report, each in pieces, in order; source may be empty.

    score: how likely the first word of the cue is one
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


def frames_of(read: ReadText, encoder: Encoder) -> Iterator[Frame]:
    """A text as the encoder read it -> its frames, in the order of their cues."""
    for window in read.windows:
        cues = list(_cues(window))
        if cues:
            roles = _smooth(np.stack([_known(encoder.roles(window, first), first, last) for first, last in cues]))
            for (first, _), role in zip(cues, roles, strict=True):
                content = _runs(window, role == _CONTENT)
                if content:
                    likely = round(float(1 - window.cue[first, 0]), 4)
                    yield Frame(_runs(window, role == _CUE), _runs(window, role == _SOURCE), content, likely)


def _cues(window: ReadWindow) -> Iterator[tuple[int, int]]:
    """The words from and to of every cue that begins in the core."""
    likely = 1 - window.cue[:, 0]
    begins, goes_on = window.cue[:, 1], window.cue[:, 2]
    at = window.core
    while at < window.core_end:
        if likely[at] < SURE or (goes_on[at] > begins[at] and at > 0 and likely[at - 1] >= SURE):
            at += 1
            continue
        end = at + 1
        while end < len(likely) and likely[end] >= SURE and goes_on[end] >= begins[end]:
            end += 1
        yield at, end
        at = end


def _known(roles: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """Roles of every word to a cue, its own words being known: as logarithms."""
    scores: NDArray[np.float32] = np.log(np.maximum(roles, 1e-6))
    scores[first:last] = -20
    scores[first:last, _CUE] = 0
    return scores


def _smooth(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """scores[c, w, 4] -> the likeliest role of every word, roles[c, w], if each change of role costs `CHANGE`."""
    cues, words, roles = scores.shape
    came = np.empty((words, cues, roles), dtype=np.int64)
    cost = np.where(np.eye(roles, dtype=bool), 0, -CHANGE)
    best = scores[:, 0]
    for word in range(1, words):
        through = best[:, :, None] + cost
        came[word] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:, word]
    found = np.empty((cues, words), dtype=np.int64)
    found[:, -1] = best.argmax(axis=1)
    for word in range(words - 1, 0, -1):
        found[:, word - 1] = came[word][np.arange(cues), found[:, word]]
    return found


def _runs(window: ReadWindow, chosen: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Words chosen -> the spans of those that stand side by side."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    return tuple(
        Span(int(window.starts[begin]), int(window.ends[end - 1]))
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    )
