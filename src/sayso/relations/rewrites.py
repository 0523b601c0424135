"""Rewrites: the same quotations and particulars in the same order, in other words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.language.shingles import runs_of, words_of
from sayso.relations.overlaps import count_shared
from sayso.relations.pages import Page, relation
from sayso.tables import Relation

_QUOTATION = re.compile(r'[“"]([^“”"\n]{20,1500})[”"]')
_QUOTE_WIDTH = 6
"""Words that two quotations must have in common to be one."""
_PARTICULAR = re.compile(r"(?<=[\w,;:’'\"”)] )(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\d[\d,.:]*\d)")
"""Names within a sentence, and numbers of two digits or more."""
_MIN_QUOTES = 2
_MIN_SHARED = 8
_COVER = 0.4
_IN_ORDER = 0.7
"""Dev pile: of the pairs that share a quotation, none of two stories comes near the one or the other."""


@dataclass(frozen=True, slots=True)
class _Particulars:
    """Where a page quotes what, and where it first names whom or what; places are offsets.

    quotes: each run of six words in a quotation -> the place of the quotation
    first:  name or number -> its first place
    """

    quotes: Mapping[int, int]
    first: Mapping[str, int]


def find_rewrites(pages: Mapping[str, Page], known: frozenset[tuple[str, str]]) -> Iterator[Relation]:
    """Pages -> the pairs of which one retells the other, without those that are known as copies.

    Shape: two quotations or more in common, and of the names, numbers and quotations of the page that has fewer of them
           four in ten or more, eight at least, in nearly the same order
    """
    read = {doc_id: _read(page.row.text) for doc_id, page in pages.items()}
    read = {doc_id: found for doc_id, found in read.items() if len(set(found.quotes.values())) >= _MIN_QUOTES}
    shared = count_shared({doc_id: found.quotes for doc_id, found in read.items()})
    for pair in sorted(shared):
        if pair not in known:
            yield from _retold(pair, read[pair[0]], read[pair[1]])


def _retold(pair: tuple[str, str], one: _Particulars, other: _Particulars) -> Iterator[Relation]:
    quotes = _shared_quotes(one, other)
    if len(quotes) < _MIN_QUOTES:
        return
    particulars = sorted((one.first[name], other.first[name]) for name in one.first.keys() & other.first.keys())
    places = sorted([*quotes, *particulars])
    fewer = min(len(found.first) + len(set(found.quotes.values())) for found in (one, other))
    in_order = _longest_rise([place for _, place in places])
    if len(places) < _MIN_SHARED or in_order < _IN_ORDER * len(places) or in_order < _COVER * fewer:
        return
    detail = (
        f"{len(quotes)} quotations and {len(particulars)} names and numbers stand in both, "
        f"{in_order} of these {len(places)} in the same order, in other words"
    )
    yield relation(*pair, "rewrite", min(1.0, in_order / fewer), detail)


def _shared_quotes(one: _Particulars, other: _Particulars) -> list[tuple[int, int]]:
    """The quotations that stand in both, each once, by their places."""
    pairs = sorted({(place, other.quotes[run]) for run, place in one.quotes.items() if run in other.quotes})
    found: dict[int, int] = {}
    taken: set[int] = set()
    for here, there in pairs:
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)
    return list(found.items())


def _read(text: str) -> _Particulars:
    quotes: dict[int, int] = {}
    for match in _QUOTATION.finditer(text):
        words = words_of(match.group(1))
        if len(words) >= _QUOTE_WIDTH:
            for run in runs_of(words, _QUOTE_WIDTH):
                quotes.setdefault(run, match.start())
    first: dict[str, int] = {}
    for match in _PARTICULAR.finditer(text):
        first.setdefault(match.group(), match.start())
    return _Particulars(quotes, first)


def _longest_rise(places: list[int]) -> int:
    """How many of the places can stay when all that break the order are struck out."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
