"""A text as relate compares it: its words, its runs, the words of its title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sayso.language.shingles import WIDTH, runs_of, words_of
from sayso.tables import Relation, RelationKind, Text

METHOD = "relate/2"

_LONG_WORD = 4


@dataclass(frozen=True)
class Page:
    """One document.

    words: its words in lower case
    runs:  the run of five that begins at each word, in order; `distinct`, each once
    """

    row: Text
    words: list[str]

    @cached_property
    def runs(self) -> list[int]:
        """The runs in order."""
        return runs_of(self.words)

    @cached_property
    def distinct(self) -> frozenset[int]:
        """The runs, each once."""
        return frozenset(self.runs)

    @cached_property
    def title(self) -> frozenset[str]:
        """The title's words that carry something."""
        return frozenset(word for word in words_of(self.row.title or "") if len(word) >= _LONG_WORD)

    def words_in(self, runs: frozenset[int]) -> list[str]:
        """The words of those of its runs that are among the given ones, in order."""
        places: set[int] = set()
        for at, run in enumerate(self.runs):
            if run in runs:
                places.update(range(at, min(at + WIDTH, len(self.words))))
        return [self.words[at] for at in sorted(places)]


def open_page(row: Text) -> Page:
    """A text -> the same, ready to be compared."""
    return Page(row, words_of(row.text))


def relation(one: str, other: str, kind: RelationKind, score: float, detail: str) -> Relation:
    """Two documents in any order -> the row that relates them."""
    first, second = sorted((one, other))
    return Relation(first, second, kind, round(score, 4), METHOD, detail)
