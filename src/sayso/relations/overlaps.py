"""What two texts share, word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.language.lexicons import read_word_list
from sayso.relations.pages import Page

_SAMPLE = 4
"""One in so many runs is looked up to find candidates; the comparison itself uses all."""
_COMMON = 30
"""A run in more documents than this pairs each of them with its neighbour and the first alone."""
_MIN_RUNS = 20
"""Shorter texts are compared for equality only: a few stock sentences would make them copies."""
_SHORT = 300
"""Pages share no more of their furniture than so many runs; what is longer is text, whatever its title."""
_FEW = 30
_TITLE_SHARE = 0.25
_ALL_TO_READER, _SOME_TO_READER = 0.1, 0.02
"""Of the words that furniture shares, from .03 to .38 speak to the reader; of those that copies share, .03 at most."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two documents, doc_id < other, and the runs that stand in both.

    of_shorter, of_longer: the share of each one's runs that they are
    resemblance:           the share of the runs of both together
    """

    one: Page
    other: Page
    runs: int
    of_shorter: float
    of_longer: float
    resemblance: float

    def in_words(self) -> str:
        """How much it is, for a reader."""
        return (
            f"{self.of_shorter:.0%} of the shorter text stands word for word in the other, "
            f"{self.of_longer:.0%} of the longer one"
        )


def find_overlaps(pages: Mapping[str, Page]) -> list[Overlap]:
    """Pages -> the pairs that share at least a tenth of the shorter one's text, and tell the same with it.

    Keeps: of many copies of one text some of the pairs, enough to connect them all
    """
    pages = {doc_id: page for doc_id, page in pages.items() if len(page.distinct) >= _MIN_RUNS}
    return [found for one, other in _candidates(pages) if (found := _compared(pages[one], pages[other]))]


def _compared(one: Page, other: Page) -> Overlap | None:
    shared = one.distinct & other.distinct
    if len(shared) < _MIN_RUNS // 2 or not _is_told(one, other, shared):
        return None
    shorter, longer = sorted((len(one.distinct), len(other.distinct)))
    both = shorter + longer - len(shared)
    return Overlap(one, other, len(shared), len(shared) / shorter, len(shared) / longer, len(shared) / both)


def _is_told(one: Page, other: Page, shared: frozenset[int]) -> bool:
    """Whether shared words are of what the pages tell, not of their furniture.

    Furniture are words to the reader under two headlines that differ; and a few words in which neither headline finds
    its own again. Dev pile: of pairs refused so, all but two are of different stories, and these two are furniture.
    """
    alike = len(one.title & other.title) * 2 >= len(one.title | other.title)
    if len(shared) >= _SHORT or alike:
        return True
    words = one.words_in(shared)
    to_reader = sum(word in _reader_words() for word in words) / len(words)
    if to_reader >= _ALL_TO_READER:
        return False
    headed = any(len(page.title & set(words)) >= _TITLE_SHARE * len(page.title) for page in (one, other))
    return headed or (to_reader < _SOME_TO_READER and len(shared) >= _FEW)


@cache
def _reader_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_word_list("reader_words"))


def _candidates(pages: Mapping[str, Page]) -> list[tuple[str, str]]:
    """Pairs that share at least one in ten of the sampled runs of the shorter text."""
    sampled = {doc_id: [run for run in page.distinct if run % _SAMPLE == 0] for doc_id, page in pages.items()}
    shared = count_shared(sampled)
    return sorted(
        pair for pair, count in shared.items() if count * 10 >= min(len(sampled[pair[0]]), len(sampled[pair[1]]))
    )


def count_shared(marks: Mapping[str, Iterable[int]]) -> Counter[tuple[str, str]]:
    """Documents and the marks of each, every mark once -> pairs (the smaller id first), by how many marks they share.

    Keeps: of a mark that many documents have, the pairs that connect them all
    """
    holders: dict[int, list[str]] = {}
    for doc_id in sorted(marks):
        for mark in marks[doc_id]:
            holders.setdefault(mark, []).append(doc_id)
    shared: Counter[tuple[str, str]] = Counter()
    for docs in holders.values():
        shared.update(_pairs(docs))
    return shared


def _pairs(docs: list[str]) -> Iterable[tuple[str, str]]:
    """Every pair of a few documents; of many each with the first and with its neighbour."""
    if len(docs) <= _COMMON:
        return [(one, other) for i, one in enumerate(docs) for other in docs[i + 1 :]]
    with_first = [(docs[0], other) for other in docs[1:]]
    return with_first + list(pairwise(docs[1:]))
