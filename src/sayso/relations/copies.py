"""Copies: texts that are the same, nearly the same, or the one inside the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.config import RelateSettings
from sayso.relations.overlaps import Overlap
from sayso.relations.pages import Page, relation
from sayso.tables import Relation, RelationKind


def find_exact(pages: Iterable[Page]) -> tuple[list[Relation], list[str]]:
    """Pages -> the pairs with the same words, and one document for each text."""
    groups: dict[str, list[str]] = {}
    for page in pages:
        groups.setdefault(" ".join(page.words), []).append(page.row.doc_id)
    detail = "the two texts are the same, word for word"
    relations = [
        relation(first, other, "exact", 1.0, detail)
        for first, *others in map(sorted, groups.values())
        for other in others
    ]
    return relations, sorted(min(group) for group in groups.values())


def find_near(overlaps: Iterable[Overlap], settings: RelateSettings) -> Iterator[Relation]:
    """What texts share -> the pairs of near copies, and those of which one holds a part of the other."""
    for overlap in overlaps:
        kind = kind_of(overlap, settings)
        if kind is not None:
            one, other = overlap.one.row.doc_id, overlap.other.row.doc_id
            yield relation(one, other, kind, overlap.of_shorter, overlap.in_words())


def kind_of(overlap: Overlap, settings: RelateSettings) -> RelationKind | None:
    """What two texts share -> near, partial or neither."""
    whole = overlap.of_shorter >= settings.near_similarity and overlap.of_longer * 2 >= overlap.of_shorter
    if whole or overlap.resemblance >= settings.near_resemblance:
        return "near"
    return "partial" if overlap.of_shorter >= settings.partial_share else None
