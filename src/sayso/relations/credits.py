"""Credits: by which words a page says that a wire wrote what it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.ids import content_id
from sayso.language.wires import WireList
from sayso.relations.credit_lines import Said, read_line
from sayso.relations.datelines import dateline_of, ends_with_wire
from sayso.relations.pages import METHOD
from sayso.spans import Span, trim
from sayso.tables import Block, BlockKind, Blocks, Credit, CreditScope, LocalDocument, LocalDocuments, Text

_ABOVE, _BELOW = 8, 10
"""Lines above and below the article among which a credit is looked for; further off stand other stories' credits."""
_TOP = 3
"""A dateline in one of so many first lines covers the whole text."""
_AUTHOR_FIELDS = frozenset({"author", "article:author", "byline", "byl", "creator", "dc.creator", "parsely-author"})
_MAX_LINE = 600


class _Line(NamedTuple):
    """A line of the page: its words, what clean took it for, and where it stands in documents.text, if it does."""

    words: str
    kind: BlockKind
    span: Span | None


class _Found(NamedTuple):
    """One credit; `rank` is smaller, the surer the sign."""

    wire: str
    scope: CreditScope
    rank: int
    why: str
    span: Span | None = None
    passage: Span | None = None


def find_credits(texts: Iterable[Text], documents: LocalDocuments, blocks: Blocks, wires: WireList) -> list[Credit]:
    """Texts and their pages -> the wires that each credits.

    Keeps: of several signs for one wire and document the surest; a wire that only lesser signs name, where a surer one
           names another, as part of the text
    """
    pages = {row.doc_id: row for row in documents.rows()}
    blocks_of: dict[str, list[Block]] = {}
    for block in blocks.rows():
        blocks_of.setdefault(block.doc_id, []).append(block)
    return [
        credit
        for text in texts
        if text.doc_id in pages
        for credit in _credits_of(text, pages[text.doc_id], blocks_of.get(text.doc_id, []), wires)
    ]


def _credits_of(text: Text, page: LocalDocument, blocks: list[Block], wires: WireList) -> Iterator[Credit]:
    lines = _lines(page.raw_text, text.text, blocks)
    found = [
        *_datelines(lines, text.text, wires),
        *_credit_lines(lines, text.publisher or "", wires),
        *_metadata(text, page, wires),
    ]
    for one in _surest(found):
        start, end = one.span or (None, None)
        passage_start, passage_end = one.passage or (None, None)
        yield Credit(
            credit_id=content_id("credit", text.doc_id, one.wire, one.scope, passage_start),
            doc_id=text.doc_id,
            wire=one.wire,
            scope=one.scope,
            start=start,
            end=end,
            text=one.span.of(text.text) if one.span else None,
            passage_start=passage_start,
            passage_end=passage_end,
            method=METHOD,
            detail=one.why,
        )


def _lines(raw_text: str, text: str, blocks: list[Block]) -> list[_Line]:
    """The lines of a page that are not blank, in its order."""
    lines: list[_Line] = []
    for block in sorted(blocks, key=lambda block: block.raw_start):
        at = block.raw_start
        for piece in raw_text[block.raw_start : block.raw_end].split("\n"):
            place = trim(raw_text, Span(at, at + len(piece)))
            at += len(piece) + 1
            words = place.of(raw_text)
            if not words:
                continue
            span = place.shift(block.start - block.raw_start) if block.start is not None else None
            lines.append(_Line(words, block.kind, span if span and span.of(text) == words else None))
    return lines


def _datelines(lines: list[_Line], text: str, wires: WireList) -> Iterator[_Found]:
    """Datelines that name a wire, and the wire's mark at the very end; each with what it covers."""
    body = [line for line in lines if line.kind in ("body", "dateline") and line.span is not None]
    found: list[tuple[int, Span, tuple[str, ...]]] = []
    for number, line in enumerate(body):
        dateline = dateline_of(line.words, wires)
        if dateline is not None and line.span is not None:
            found.append((number, dateline.span.shift(line.span.start), dateline.wires))
    if found:
        yield from _covered(found, text)
    elif len(body) > _TOP:
        last = body[-1]
        for wire in ends_with_wire(last.words, wires):
            yield _Found(wire, "document", 2, f"the text ends with the mark of {wire}", last.span)


def _covered(found: list[tuple[int, Span, tuple[str, ...]]], text: str) -> Iterator[_Found]:
    if found[0][0] < _TOP and len({wires for _, _, wires in found}) == 1:
        _, span, wires = found[0]
        for wire in wires:
            yield _Found(wire, "document", 0, f"its dateline names {wire}", span)
        return
    ends = [span.start for _, span, _ in found[1:]] + [len(text)]
    for (_, span, wires), end in zip(found, ends, strict=True):
        passage = trim(text, Span(span.start, end))
        for wire in wires:
            yield _Found(wire, "passage", 0, f"a dateline that names {wire} begins this passage", span, passage)


def _credit_lines(lines: list[_Line], publisher: str, wires: WireList) -> Iterator[_Found]:
    """Lines around the article that credit a wire."""
    body = [number for number, line in enumerate(lines) if line.kind in ("body", "dateline")]
    if not body:
        return
    for line in lines[max(0, body[0] - _ABOVE) : body[-1] + 1 + _BELOW]:
        if line.kind in ("title", "caption") or len(line.words) > _MAX_LINE:
            continue
        for said in read_line(line.words, publisher, wires, byline=line.kind == "byline"):
            yield _of(said, line.span)


def _of(said: Said, span: Span | None) -> _Found:
    return _Found(said.wire, said.scope, said.rank, said.why, span)


def _metadata(text: Text, page: LocalDocument, wires: WireList) -> Iterator[_Found]:
    """What the file says of its authors, and whose host it stands on."""
    stated = [field.value for field in page.metadata if field.name.lower() in _AUTHOR_FIELDS]
    for author in (*text.authors, *stated):
        for said in read_line(author, text.publisher or "", wires, byline=True):
            if said.rank == 1:
                yield _Found(said.wire, said.scope, 4, f"the page names {said.wire} as its author")
    host = text.publisher or ""
    while host:
        if host in wires.hosts:
            yield _Found(wires.hosts[host], "document", 5, f"{wires.hosts[host]} published it itself, at {host}")
            return
        host = host.partition(".")[2]


def _surest(found: list[_Found]) -> list[_Found]:
    """Of the signs for each wire the surest; only the surest kind of sign covers the whole document."""
    best = min((one.rank for one in found if one.scope == "document"), default=None)
    kept: dict[tuple[str, int | None], _Found] = {}
    for one in sorted(found, key=lambda one: (one.scope == "part", one.rank, one.wire)):
        passages = {wire for wire, start in kept if start is not None}
        start = one.passage.start if one.passage else None
        if start is None and ((one.wire, None) in kept or one.wire in passages):
            continue
        if one.scope == "document" and (one.rank != best or passages):
            kept[one.wire, start] = one._replace(scope="part", why=f"{one.why}, but a surer sign names another wire")
        else:
            kept[one.wire, start] = one
    return list(kept.values())
