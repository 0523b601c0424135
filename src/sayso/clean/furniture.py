"""furniture: lines that recur across documents and hosts."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from sayso.clean.lines import split_lines
from sayso.config import FurnitureSettings
from sayso.tables import Furniture, FurnitureLine, LocalDocuments

METHOD = "furniture/1"

_PROSE_WORDS = 8
"""A line with so many words may be a paragraph: it counts when copies are looked for."""
_ENOUGH_PROSE = 30


class _Seen(NamedTuple):
    """What furniture keeps of a document.

    lines: each line as it compares, whether it is prose, whether it reads like a sentence at all
    body:  the lines by which copies are known, with their words
    """

    doc_id: str
    lines: list[tuple[str, bool, bool]]
    body: dict[str, int]


def furniture(documents: LocalDocuments, settings: FurnitureSettings = FurnitureSettings()) -> Furniture:
    """LocalDocuments[n] -> the lines that the pile repeats.

    Keeps: copies of one text count as one document, so that a syndicated article is no furniture. A line that reads
           like a sentence needs twice as many documents, and must stand above or below everything that is their own:
           a stock paragraph in the middle of an article stays.
    """
    seen = [_look(row.doc_id, row.raw_text) for row in documents.rows()]
    copies = _copies(seen, settings.copy_share)
    groups: dict[str, set[str]] = {}
    for document in seen:
        for line in document.lines:
            groups.setdefault(line[0], set()).add(copies[document.doc_id])
    frequent = {line: len(found) for line, found in groups.items() if len(found) >= settings.min_documents}
    inside = _inside_articles(seen, groups, frequent)
    return Furniture.of(
        FurnitureLine(line, count, METHOD, f"stands in {count} documents that are not copies of each other")
        for line, count in frequent.items()
        if line not in inside or (count >= 2 * settings.min_documents and inside[line] * 10 <= count)
    )


def _look(doc_id: str, raw_text: str) -> _Seen:
    lines = [line for line in split_lines(raw_text) if any(character.isalpha() for character in line.normal)]
    prose = {line.normal: line.words for line in lines if line.words >= _PROSE_WORDS}
    if sum(prose.values()) < _ENOUGH_PROSE:
        prose = {line.normal: line.words for line in lines}
    kept = [(line.normal, line.prose, line.prose or line.short_sentence) for line in lines]
    return _Seen(doc_id, kept, prose)


def _copies(seen: list[_Seen], copy_share: float) -> dict[str, str]:
    """doc_id -> the first document of its group of copies.

    Each line ties its documents to the first of them and to their neighbours: copies share all their lines, so they
    meet in one of these pairs, and the pairs stay as few as the lines.
    """
    group = {document.doc_id: document.doc_id for document in seen}

    def root(doc_id: str) -> str:
        while group[doc_id] != doc_id:
            group[doc_id] = group[group[doc_id]]
            doc_id = group[doc_id]
        return doc_id

    body = {document.doc_id: document.body for document in seen}
    for one, other in sorted(_meetings(seen)):
        shared = sum(words for line, words in body[one].items() if line in body[other])
        longer = max(sum(body[one].values()), sum(body[other].values()))
        if shared >= copy_share * longer:
            first, second = sorted((root(one), root(other)))
            group[second] = first
    return {doc_id: root(doc_id) for doc_id in group}


def _meetings(seen: list[_Seen]) -> set[tuple[str, str]]:
    holders: dict[str, list[str]] = {}
    for document in seen:
        for line in document.body:
            holders.setdefault(line, []).append(document.doc_id)
    pairs: set[tuple[str, str]] = set()
    for docs in holders.values():
        pairs.update((docs[0], other) for other in docs[1:])
        pairs.update(pairwise(docs))
    return pairs


def _inside_articles(seen: list[_Seen], groups: dict[str, set[str]], frequent: dict[str, int]) -> dict[str, int]:
    """Of frequent lines that read like sentences: in how many documents each stands between lines of their own."""
    inside: dict[str, int] = {}
    for document in seen:
        own = [i for i, (line, prose, _) in enumerate(document.lines) if prose and len(groups[line]) == 1]
        for i, (line, _, sentence) in enumerate(document.lines):
            if line in frequent and sentence:
                between = bool(own) and own[0] < i < own[-1]
                inside[line] = inside.get(line, 0) + between
    return inside
