"""date: candidates for a document's date.

Where they come from, in `method`: metadata (what the file says of itself), url (its address), header (lines around the
title), dateline (the place and day before the first sentence), text (dates in the body: evidence only).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.dating.beside import seen_together
from sayso.dating.page_fields import Candidate, of_address, of_metadata
from sayso.ids import content_id
from sayso.language.calendar import FoundDate, find_dates
from sayso.spans import Span
from sayso.tables import (
    Block,
    Blocks,
    DateAbout,
    DateMethod,
    DateProposal,
    DateProposals,
    LocalDocument,
    LocalDocuments,
    Text,
    Texts,
)

METHOD = "date/1"

MAX_HEADER_LINE = 160
"""Code points of a line; in a longer one a date is part of a text, not of a header."""

MAX_DATELINE = 90
"""Code points from the start of the body within which a dateline's date begins."""

_UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised|last (?:change|edit)\w*)\b", re.I)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|created|filed|released|publication date|first published)\b", re.I
)
_CLOCK = re.compile(r"\b(?:today|right now|current (?:time|date))\b|\b\d\d:\d\d:\d\d\b", re.I)
_AFTER_DATELINE = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:[-–—:]|\(|\))")
_BEFORE_DATELINE = re.compile(
    r"\W{0,4}(?:(?:[A-Z][\w.'’/-]{0,24}|of|de|la|al|and)[\s,]{1,2}){1,6}(?:\([^()\n]{1,30}\)\s?[-–—,]?\s?)?"
)
"""A place, at most with its country and an agency in brackets."""


def date(documents: LocalDocuments, blocks: Blocks, texts: Texts) -> DateProposals:
    """What a document says of itself, its header lines and its text -> candidates for its date.

    Shape:  LocalDocuments[n] -> DateProposals[m], any number a document
    Keeps:  every reading; which one counts is for redate to say
    """
    by_document: dict[str, list[Block]] = {}
    for block in blocks.rows():
        by_document.setdefault(block.doc_id, []).append(block)
    known = {document.doc_id: document for document in documents.rows()}
    rows: dict[str, DateProposal] = {}
    for text in texts.rows():
        if (document := known.get(text.doc_id)) is None:
            continue
        found = [
            *of_metadata(document),
            *of_address(document, text.url),
            *_of_header(document, text, by_document.get(text.doc_id, [])),
            *_of_body(text, by_document.get(text.doc_id, [])),
        ]
        for candidate in seen_together(found):
            row = _row(text.doc_id, candidate)
            rows.setdefault(row.candidate_id, row)
    return DateProposals.of(rows.values())


def _row(doc_id: str, candidate: Candidate) -> DateProposal:
    start, end = candidate.date.span if candidate.in_text else (None, None)
    parts = (candidate.about, candidate.method, candidate.date.value, start, end, candidate.detail)
    return DateProposal(
        candidate_id=content_id("date_proposal", doc_id, *parts),
        doc_id=doc_id,
        about=candidate.about,
        value=candidate.date.value,
        precision=candidate.date.precision,
        method=candidate.method,
        start=start,
        end=end,
        text=candidate.words,
        detail=candidate.detail,
        closes=candidate.closes,
    )


# ---------------------------------------------------------------- header lines


def _of_header(document: LocalDocument, text: Text, blocks: list[Block]) -> list[Candidate]:
    """Dates in the lines around the title, kept or cut.

    A bare date before the title is the page's own clock where another line of the header gives another date; where it
    stands alone, it is the best that the page offers.
    """
    title = next((block.raw_start for block in blocks if block.kind == "title"), 0)
    body = next((block.raw_start for block in blocks if block.kind == "body"), len(document.raw_text))
    found: list[tuple[bool, Candidate]] = []
    for block in blocks:
        kept = block.kind in {"dateline", "byline"}
        above = block.kind in {"navigation", "other"} and block.raw_start < body
        if kept or above:
            above_title = block.raw_start < title
            found += [(above_title, candidate) for candidate in _of_lines(document, text, block)]
    found = found or [(False, candidate) for candidate in _of_foot(document, text, blocks, body)]
    firm = [c for above_title, c in found if c.about == "published" and (c.labelled or not above_title)]
    return [_clock_if_contradicted(c, above_title, firm) for above_title, c in found]


def _of_foot(document: LocalDocument, text: Text, blocks: list[Block], body: int) -> list[Candidate]:
    """Lines below the first paragraph that say when the page was published or updated, if they say one day each.

    Lists of other articles print many such days, and belong to those.
    """
    below = [block for block in blocks if block.kind in {"navigation", "other", "legal"} and block.raw_start > body]
    found = [candidate for block in below for candidate in _of_lines(document, text, block) if candidate.labelled]
    days: dict[str, set[str]] = {}
    for candidate in found:
        days.setdefault(candidate.about, set()).add(candidate.date.value)
    return [candidate for candidate in found if len(days[candidate.about]) == 1 and candidate.date.precision == "day"]


def _clock_if_contradicted(candidate: Candidate, above_title: bool, firm: list[Candidate]) -> Candidate:
    if candidate.about != "published" or candidate.labelled or not above_title or not firm:
        return candidate
    if any(other.date.value == candidate.date.value for other in firm):
        return candidate
    return replace(candidate, about="page_clock", detail="a bare date above the title; a line below gives another")


def _of_lines(document: LocalDocument, text: Text, block: Block) -> Iterator[Candidate]:
    whole, at = (text.text, block.start) if block.start is not None else (document.raw_text, block.raw_start)
    size = block.raw_end - block.raw_start
    for line in re.finditer(r"[^\n]+", whole[at : at + size]):
        if len(line.group().strip()) > MAX_HEADER_LINE:
            continue
        for found in find_dates(line.group()):
            about, detail, labelled = _about_of_line(line.group(), found.span)
            span = found.span.shift(at + line.start())
            placed = FoundDate(span, found.value, found.precision)
            words = span.of(whole)
            yield Candidate(about, placed, "header", words, detail, block.start is not None, labelled)


def _about_of_line(line: str, span: Span) -> tuple[DateAbout, str, bool]:
    """What the words of a header line say that its date is of, and whether they do say it."""
    before = line[: span.start]
    labels = [(m.start(), "updated") for m in _UPDATED.finditer(before)]
    labels += [(m.start(), "published") for m in _PUBLISHED.finditer(before)]
    if labels:
        said = max(labels)[1]
        return ("updated" if said == "updated" else "published"), f"a header line says {said}", True
    if _CLOCK.search(line):
        return "page_clock", "a clock of the page, by its words", False
    return "published", "a date in the header, without a word of what it is of", False


# ---------------------------------------------------------------- dateline and body


def _of_body(text: Text, blocks: list[Block]) -> Iterator[Candidate]:
    """Dates in title, body and captions; the first paragraph's may be its dateline."""
    first = next((block for block in blocks if block.kind == "body" and block.start is not None), None)
    for block in blocks:
        if block.kind not in {"title", "body", "caption"} or block.start is None or block.end is None:
            continue
        words = text.text[block.start : block.end]
        for found in find_dates(words):
            if found.precision != "day":
                continue
            dateline = block is first and _is_dateline(words, found.span)
            placed = FoundDate(found.span.shift(block.start), found.value, found.precision)
            method: DateMethod = "dateline" if dateline else "text"
            detail = "place and day before the first sentence" if dateline else "a date in the text: evidence only"
            yield Candidate("published", placed, method, found.span.of(words), detail, True)


def _is_dateline(words: str, span: Span) -> bool:
    before = words[: span.start]
    return bool(
        span.start <= MAX_DATELINE and _BEFORE_DATELINE.fullmatch(before) and _AFTER_DATELINE.match(words, span.end)
    )
