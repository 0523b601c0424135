"""Rows -> documents: what each is, when it was published and why, what it depends on, what was cut from it."""

from __future__ import annotations

from collections import defaultdict

from sayso import tables as t
from sayso import views as v
from sayso.language.parse import READABLE
from sayso.report.model import Candidate, Credit, CutBlock, DocumentView, Link, RelatedDocument
from sayso.report.reading import Rows, title_of
from sayso.report.words import RELATIONS, SCOPES, clipped, interval_words, linkable

LONGEST = 600
"""Code points of a cut block that are shown; the rest is counted. The stored page holds all of it."""

_CLOSENESS = list(RELATIONS)


def document_views(rows: Rows) -> tuple[DocumentView, ...]:
    """Rows -> every document, by date, the undated last."""
    told = _told_by_document(rows)
    documents = sorted(rows.documents.values(), key=lambda document: rows.order_of(document.doc_id))
    return tuple(_document_view(rows, document, told.get(document.doc_id, [])) for document in documents)


def _told_by_document(rows: Rows) -> dict[str, list[v.EventMention]]:
    told: dict[str, list[v.EventMention]] = defaultdict(list)
    for mention in sorted(rows.tellings.values(), key=lambda m: (m.doc_id, m.start, m.event_mention_id)):
        told[mention.doc_id].append(mention)
    return told


def _document_view(rows: Rows, document: v.Document, told: list[v.EventMention]) -> DocumentView:
    date = rows.dates.get(document.doc_id)
    relations = _related(rows, document.doc_id)
    origins = {rows.origins[m.origin_id].name for m in told if m.origin_id in rows.origins}
    return DocumentView(
        anchor=f"doc-{document.doc_id}",
        title=title_of(document),
        publisher=document.publisher or "publisher unknown",
        authors=document.authors,
        source=document.source,
        link=linkable(document.url),
        url=document.url,
        genre=document.genre,
        language=document.language,
        is_read=document.language in READABLE or not document.text.strip(),
        date=interval_words(document.published_earliest, document.published_latest),
        date_method=document.published_method,
        date_detail=date.detail if date else "",
        detail=document.detail.removesuffix(f"; date: {date.detail}") if date else document.detail,
        counts=document.counts,
        candidates=tuple(_candidate(row) for row in rows.candidates.get(document.doc_id, [])),
        relations=tuple(one for kind, one in relations if kind != "same_publisher"),
        same_publisher=tuple(one for kind, one in relations if kind == "same_publisher"),
        credits=tuple(_credit(row) for row in rows.credits.get(document.doc_id, [])),
        origins=tuple(sorted(origins)),
        events=_events_told(rows, told),
        paragraphs=tuple(document.text.split("\n\n")) if document.text else (),
        cut=tuple(_cut(document, block) for block in rows.blocks.get(document.doc_id, []) if _worth(document, block)),
    )


def _related(rows: Rows, doc_id: str) -> list[tuple[str, RelatedDocument]]:
    related = rows.relations.get(doc_id, [])
    related = sorted(related, key=lambda pair: (_CLOSENESS.index(pair[1].relation), pair[0]))
    return [
        (relation.relation, RelatedDocument(RELATIONS[relation.relation], rows.document_link(other), relation.detail))
        for other, relation in related
        if other in rows.documents
    ]


def _events_told(rows: Rows, told: list[v.EventMention]) -> tuple[Link, ...]:
    links = [rows.event_link(mention.event_id) for mention in told]
    return tuple(dict.fromkeys(link for link in links if link is not None))


def _candidate(row: v.DateCandidate) -> Candidate:
    return Candidate(row.value, row.about.replace("_", " "), row.method, row.text, row.accepted, row.detail)


def _credit(row: t.Credit) -> Credit:
    return Credit(row.wire, SCOPES[row.scope], row.text, row.detail)


def _worth(document: v.Document, block: t.Block) -> bool:
    """Cut, and more than white space."""
    return not block.kept and bool(document.raw_text[block.raw_start : block.raw_end].strip())


def _cut(document: v.Document, block: t.Block) -> CutBlock:
    words = document.raw_text[block.raw_start : block.raw_end].strip()
    return CutBlock(block.kind, clipped(words, LONGEST), block.detail)
