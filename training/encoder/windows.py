"""Passages -> windows of pieces with a label for every word."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from sayso.language.encoder import STATUSES
from sayso.language.pieces import LONGEST, Pieces, pieces_of
from training.encoder.model import SCALES
from training.encoder.passages import SENTENCE_END, Passage, Spans

Words = NDArray[np.int64]

UNKNOWN = -100
"""Where nobody looked for a cue; torch's own number for what is not counted."""


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of a passage and its labels by word.

    cues:   0 outside, 1 first word, 2 further word of a cue, `UNKNOWN`; None where nobody looked for them
    roles:  the first word of each cue, and the role of every word to it
    levels: (word, factuality, scale)
    held:   statements: the words of content, of source and around them, whether attributed, the number of its status
    """

    pieces: Pieces
    cues: NDArray[np.int64] | None
    roles: tuple[tuple[int, NDArray[np.int64]], ...]
    levels: tuple[tuple[int, float, int], ...]
    held: tuple[tuple[Words, Words, Words, bool, int], ...] = ()


def windows(passage: Passage, tokenizer: Tokenizer, chance: random.Random) -> Iterator[Window]:
    """A passage -> windows of whole sentences of up to 254 pieces; where they are cut differs from call to call."""
    pieces = pieces_of(passage.text, tokenizer)
    ends = [match.end() for match in SENTENCE_END.finditer(passage.text)]
    for begin, end in _cuts(pieces, [*np.searchsorted(pieces.starts, ends).tolist(), len(pieces)], chance):
        yield _labelled(passage, pieces.window(begin, end))


def _cuts(pieces: Pieces, ends: list[int], chance: random.Random) -> Iterator[tuple[int, int]]:
    begin = last = 0
    room = chance.randint(LONGEST // 3, LONGEST)
    for end in ends:
        if pieces.length(begin, end) > room and last > begin:
            yield begin, last
            begin, room = last, LONGEST
        last = end
    if last > begin:
        yield begin, last


def _labelled(passage: Passage, pieces: Pieces) -> Window:
    cues, roles = None, []
    if passage.frames is not None:
        cues = np.full(len(pieces), 0 if passage.whole else UNKNOWN, dtype=np.int64)
        for frame in passage.frames:
            cue = _words(frame.cue, pieces)
            if not len(cue):
                continue
            before = np.concatenate([[-2], cue[:-1]])
            cues[cue] = np.where(cue == before + 1, 2, 1)
            row = np.zeros(len(pieces), dtype=np.int64)
            row[_words(frame.content, pieces)] = 2
            row[_words(frame.source, pieces)] = 1
            row[cue] = 3
            roles.append((int(cue[0]), row))
    levels = tuple(
        (int(words[0]), level, SCALES.index(passage.scale))
        for start, end, level in passage.levels
        if len(words := _words(((start, end),), pieces))
    )
    return Window(pieces, cues, tuple(roles), levels, tuple(_held(passage, pieces)))


def _held(passage: Passage, pieces: Pieces) -> Iterator[tuple[Words, Words, Words, bool, int]]:
    ends = [match.end() for match in SENTENCE_END.finditer(passage.text)]
    sentence = np.searchsorted(ends, pieces.starts, side="right")
    for one in passage.held:
        content, source = _words(one.content, pieces), _words(one.source, pieces)
        if len(content):
            told = np.isin(sentence, sentence[np.concatenate([content, source])])
            told[content] = told[source] = False
            yield content, source, np.flatnonzero(told), one.attributed, STATUSES.index(one.status)


def _words(spans: Spans, pieces: Pieces) -> Words:
    inside = np.zeros(len(pieces), dtype=bool)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start)
    return np.flatnonzero(inside)


def stacked(batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """Windows[b] -> ids[b, p] and which of them are seen, padded to the longest."""
    longest = max(len(window.pieces.ids) for window in batch)
    ids = torch.zeros((len(batch), longest), dtype=torch.long)
    seen = torch.zeros((len(batch), longest), dtype=torch.long)
    for row, window in enumerate(batch):
        size = len(window.pieces.ids)
        ids[row, :size] = torch.from_numpy(window.pieces.ids)
        seen[row, :size] = 1
    return ids, seen


def batches(found: list[Window], pieces: int, chance: random.Random) -> list[list[Window]]:
    """Windows -> batches of about `pieces` pieces, of like length, in random order."""
    chance.shuffle(found)
    ordered: list[Any] = sorted(found, key=lambda window: len(window.pieces.ids) // 16)
    made: list[list[Window]] = []
    batch: list[Window] = []
    for window in ordered:
        if batch and (len(batch) + 1) * max(len(window.pieces.ids), len(batch[-1].pieces.ids)) > pieces:
            made.append(batch)
            batch = []
        batch.append(window)
    if batch:
        made.append(batch)
    chance.shuffle(made)
    return made
