"""Text -> the word pieces that the encoder reads, and the windows that they are read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CORE = 190
"""Pieces of the sentences that a window answers for, if they are not longer by themselves."""

AROUND = 30
"""Pieces of whole sentences that are read before and after them, so that "he added" finds who he is. Of 128 and 60, 150
and 50, 170 and 40, 190 and 30 the last is the fastest, by a third, and on PolNeAR's dev documents none is better."""

LONGEST = 254
"""Pieces of a window without its two marks; the encoder was trained on 256."""

OPENING, CLOSING = 101, 102
"""The marks that BERT's vocabulary puts around what is read."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text, or of a window of it, and the words they stand for.

    Shape: ids[p], first[w] (the first piece of every word), starts[w] and ends[w]
    Units: starts and ends in code points of the text
    """

    ids: NDArray[np.int64]
    first: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)

    def window(self, begin: int, end: int) -> Pieces:
        """The words from `begin` to `end`, their pieces between the two marks; at most `LONGEST` pieces."""
        at = int(self.first[begin])
        stop = min(self._piece(end), at + LONGEST)
        end = min(end, int(np.searchsorted(self.first, stop)))
        ids = np.concatenate([[OPENING], self.ids[at:stop], [CLOSING]])
        return Pieces(ids, self.first[begin:end] - at + 1, self.starts[begin:end], self.ends[begin:end])

    def length(self, begin: int, end: int) -> int:
        """How many pieces the words from `begin` to `end` have."""
        return self._piece(end) - self._piece(begin)

    def _piece(self, word: int) -> int:
        return int(self.first[word]) if word < len(self.first) else len(self.ids)


class Window(NamedTuple):
    """Words from `begin` to `end` that are read together; those from `core` to `core_end` get their answers there."""

    begin: int
    core: int
    core_end: int
    end: int


def pieces_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """Text -> its pieces, without the two marks of a window."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words = np.asarray(encoding.word_ids, dtype=np.int64)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    first = np.flatnonzero(np.diff(words, prepend=-1))
    last = np.append(first[1:], len(words)) - 1
    ids = np.asarray(encoding.ids, dtype=np.int64)
    return Pieces(ids, first, offsets[first, 0], offsets[last, 1] if len(first) else offsets[:0, 1])


def windows(pieces: Pieces, sentences: Sequence[Span]) -> Iterator[Window]:
    """The pieces of a text and its sentences in order -> the windows that answer for every word that stands in one.

    Keeps: a window hangs on the sentences alone; what is longer than a window is cut, without words around it
    """
    units = list(_units(pieces, sentences))
    at = 0
    while at < len(units):
        stop = at + 1
        while stop < len(units) and pieces.length(units[at][0], units[stop][1]) <= CORE:
            stop += 1
        core, core_end = units[at][0], units[stop - 1][1]
        room = (LONGEST - pieces.length(core, core_end)) // 2
        room = max(0, min(AROUND, room))
        begin = min((a for a, _ in units[max(0, at - AROUND) : at] if pieces.length(a, core) <= room), default=core)
        end = max((b for _, b in units[stop : stop + AROUND] if pieces.length(core_end, b) <= room), default=core_end)
        yield Window(begin, core, core_end, end)
        at = stop


def _units(pieces: Pieces, sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Sentences as words from and to; those that no window could hold in runs that one can."""
    for sentence in sentences:
        begin = int(np.searchsorted(pieces.starts, sentence.start))
        end = int(np.searchsorted(pieces.starts, sentence.end))
        while begin < end and pieces.length(begin, end) > LONGEST:
            stop = max(begin + 1, int(np.searchsorted(pieces.first, pieces.first[begin] + CORE)))
            yield begin, min(stop, end)
            begin = min(stop, end)
        if begin < end:
            yield begin, end
