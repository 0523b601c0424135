"""Which documents hold the same text, or the same passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sayso.language.shingles import shingles, words_of
from sayso.tables import Relation, Relations, Text

COPIES = frozenset({"exact", "near", "rewrite"})
PARTS = frozenset({"partial", "wire", "update"})
"""The two share passages: which ones is asked for every telling."""
_SHARE = 0.6
"""Share of a passage's 5-word runs that must stand in another text, so that it is the same passage."""
_MIN_WORDS = 8
"""Shorter passages are said alike by chance."""


class Copies:
    """Answers which documents hold what a document says at a place."""

    def __init__(self, texts: Mapping[str, Text], relations: Relations) -> None:
        rows = list(relations.rows())
        self._texts = texts
        self._clusters = clusters(row for row in rows if row.relation in COPIES)
        self._shared = clusters(row for row in rows if row.relation in COPIES | PARTS)
        self._runs = cache(self._runs_of)
        self._holding = cache(self._holders)

    def holding(self, doc_id: str, start: int, end: int) -> tuple[str, ...]:
        """A passage -> the documents that hold it, its own among them, sorted."""
        return self._holding(doc_id, start, end) if doc_id in self._shared else (doc_id,)

    def _holders(self, doc_id: str, start: int, end: int) -> tuple[str, ...]:
        copies = set(self._clusters.get(doc_id, (doc_id,)))
        words = words_of(self._texts[doc_id].text[start:end])
        runs = shingles(words)
        if len(words) >= _MIN_WORDS:
            for other in self._shared[doc_id]:
                if other not in copies and len(runs & self._runs(other)) >= _SHARE * len(runs):
                    copies.update(self._clusters.get(other, (other,)))
        return tuple(sorted(copies))

    def _runs_of(self, doc_id: str) -> frozenset[int]:
        return shingles(words_of(self._texts[doc_id].text))


def clusters(relations: Iterable[Relation]) -> dict[str, tuple[str, ...]]:
    """Relations -> doc_id -> all the documents that they connect, itself among them, sorted."""
    found: dict[str, set[str]] = {}
    for row in relations:
        both = found.get(row.doc_id, {row.doc_id}) | found.get(row.other_doc_id, {row.other_doc_id})
        for doc_id in both:
            found[doc_id] = both
    return {doc_id: tuple(sorted(cluster)) for doc_id, cluster in found.items()}
