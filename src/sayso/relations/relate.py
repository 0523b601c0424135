"""relate: documents -> relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sayso.config import RelateSettings
from sayso.language.shingles import containment, shingles, words_of
from sayso.tables import Relation, RelationKind, Relations, Text, Texts

METHOD = "relate/1"

_SAMPLE = 4
"""One in so many runs is looked up to find candidates; the comparison itself uses all."""
_COMMON = 30
"""A run in more documents than this pairs each of them with its neighbour and the first alone."""
_MIN_RUNS = 20
"""Shorter texts are compared for equality only: a few stock sentences would make them copies."""


def relate(texts: Texts, settings: RelateSettings = RelateSettings()) -> Relations:
    """Texts[n] -> the pairs that are not independent.

    Shape: each pair and relation once, doc_id < other_doc_id
    Keeps: n documents that are one another's copies, or of one publisher, are tied to the smallest doc_id among them,
           not each to each (n - 1 rows instead of n * (n - 1) / 2): they belong together by connection
    """
    rows = [row for row in texts.rows() if row.text.strip()]
    words = {row.doc_id: words_of(row.text) for row in rows}
    exact, first_of = _exact(rows, words)
    near = _near({doc_id: words[doc_id] for doc_id in first_of}, settings.near_similarity)
    return Relations.of([*exact, *near, *_same_publisher(rows)])


def _exact(rows: list[Text], words: dict[str, list[str]]) -> tuple[list[Relation], list[str]]:
    """Pairs with the same words, and one document for each text."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(" ".join(words[row.doc_id]), []).append(row.doc_id)
    detail = "the two texts are the same, word for word"
    relations = [
        _relation(first, other, "exact", 1.0, detail)
        for first, *others in map(sorted, groups.values())
        for other in others
    ]
    return relations, sorted(min(group) for group in groups.values())


def _near(words: dict[str, list[str]], near_similarity: float) -> Iterator[Relation]:
    runs = {doc_id: shingles(of) for doc_id, of in words.items()}
    runs = {doc_id: of for doc_id, of in runs.items() if len(of) >= _MIN_RUNS}
    for one, other in _candidates(runs):
        shared = containment(runs[one], runs[other])
        shorter, longer = sorted((len(runs[one]), len(runs[other])))
        if shared < near_similarity / 2:
            continue
        kind: RelationKind = "near" if shared >= near_similarity and shorter * 2 >= longer else "partial"
        of_longer = len(runs[one] & runs[other]) / longer
        detail = f"{shared:.0%} of the shorter text's 5-word runs stand in the other, {of_longer:.0%} of the longer's"
        yield _relation(one, other, kind, shared, detail)


def _candidates(runs: dict[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs that share at least one in ten of the sampled runs of the shorter text."""
    sampled = {doc_id: [run for run in of if run % _SAMPLE == 0] for doc_id, of in runs.items()}
    holders: dict[int, list[str]] = {}
    for doc_id in sorted(sampled):
        for run in sampled[doc_id]:
            holders.setdefault(run, []).append(doc_id)
    shared: Counter[tuple[str, str]] = Counter()
    for docs in holders.values():
        shared.update(_pairs(docs))
    return sorted(
        pair for pair, count in shared.items() if count * 10 >= min(len(sampled[pair[0]]), len(sampled[pair[1]]))
    )


def _pairs(docs: list[str]) -> Iterable[tuple[str, str]]:
    """Every pair of a few documents; of many each with the first and with its neighbour."""
    if len(docs) <= _COMMON:
        return [(one, other) for i, one in enumerate(docs) for other in docs[i + 1 :]]
    with_first = [(docs[0], other) for other in docs[1:]]
    return with_first + list(pairwise(docs[1:]))


def _same_publisher(rows: list[Text]) -> Iterator[Relation]:
    groups: dict[str, list[str]] = {}
    for row in rows:
        if row.publisher:
            groups.setdefault(row.publisher.casefold(), []).append(row.doc_id)
    for publisher, doc_ids in sorted(groups.items()):
        first, *others = sorted(doc_ids)
        for other in others:
            yield _relation(first, other, "same_publisher", 1.0, f"both were published by {publisher}")


def _relation(one: str, other: str, kind: RelationKind, score: float, detail: str) -> Relation:
    first, second = sorted((one, other))
    return Relation(first, second, kind, round(score, 4), METHOD, detail)
