"""Statements -> relations of source, cue and content, in the units of PolNeAR's guidelines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bench.brat import Relation
from sayso.spans import Span
from sayso.tables import LocalStatement


def answered(statements: Iterable[LocalStatement]) -> list[Relation]:
    """The statements of a document -> what is attributed in them, in order.

    One relation a cue, since gold puts all that a cue reports, over however many sentences, into one. A quotation
    without a cue of its own joins the relation that names the same words as its source, the nearest where there are
    several; those that none names make one relation without a cue for each source, and for each quotation where nobody
    is named.
    """
    rows = sorted(
        (row for row in statements if row.voice == "attributed"), key=lambda row: (row.start, row.end, row.statement_id)
    )
    by_cue: dict[tuple[Span, Span | None], list[Span]] = defaultdict(list)
    for row in rows:
        cue = span_of(row.cue_start, row.cue_end)
        if cue is not None:
            by_cue[cue, span_of(row.source_start, row.source_end)] += _parts(row)
    alone: dict[tuple[Span | None, str], list[Span]] = defaultdict(list)
    for row in rows:
        if row.cue_start is None:
            source = span_of(row.source_start, row.source_end)
            same = [key for key in by_cue if source is not None and key[1] == source]
            nearest = min(same, key=lambda key: (abs(key[0].start - row.start), key[0]), default=None)
            pieces = by_cue[nearest] if nearest else alone[source, "" if source is not None else row.statement_id]
            pieces += _parts(row)
    found = [_relation(source, cue, parts) for (cue, source), parts in by_cue.items()]
    found += [_relation(source, None, parts) for (source, _), parts in alone.items()]
    return sorted(found, key=lambda one: (one.cue or one.content, one.source))


def outermost(found: Sequence[Relation]) -> list[Relation]:
    """Relations -> those that are reported in no other: "we only annotate the outermost attribution".

    A relation is reported in another whose content holds its cue; of two that hold each other's, both are kept.
    """
    return [
        one
        for one in found
        if not any(_reports(other, one) and not _reports(one, other) for other in found if other is not one)
    ]


def _reports(outer: Relation, inner: Relation) -> bool:
    words_of_report = inner.cue or inner.content[:1]
    return bool(outer.cue) and any(part.contains(word) for part in outer.content for word in words_of_report)


def _relation(source: Span | None, cue: Span | None, parts: list[Span]) -> Relation:
    return Relation((source,) if source else (), (cue,) if cue else (), tuple(sorted(set(parts))))


def span_of(start: int | None, end: int | None) -> Span | None:
    """Two columns of a row -> the span they make; None where they are null."""
    return Span(start, end) if start is not None and end is not None else None


def _parts(row: LocalStatement) -> list[Span]:
    return [Span(start, end) for start, end in row.parts]
