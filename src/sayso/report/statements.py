"""Rows -> every document's statements: who holds them through whom, how firmly, in which words, answering what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sayso import views as v
from sayso.report.chains import held_words
from sayso.report.holders import BRIEF, author_words, holder_of
from sayso.report.marking import Mark, marked, spans_of
from sayso.report.model import Answer, Link, Piece, SaidView, StatementView
from sayso.report.nesting import Nest, nest_of
from sayso.report.reading import Rows
from sayso.report.words import QUOTES, clipped, interval_words
from sayso.spans import Span


def said_views(rows: Rows) -> tuple[SaidView, ...]:
    """Rows -> the statements of every document that has any, in the order of the documents."""
    by_document: dict[str, list[v.Statement]] = defaultdict(list)
    for statement in rows.statements.values():
        if statement.doc_id in rows.documents:
            by_document[statement.doc_id].append(statement)
    answered = _answered(rows)
    told = _told(rows)
    return tuple(
        _said_view(rows, rows.documents[doc_id], by_document[doc_id], answered, told)
        for doc_id in sorted(by_document, key=rows.order_of)
    )


def _said_view(
    rows: Rows,
    document: v.Document,
    statements: Sequence[v.Statement],
    answered: dict[str, list[Answer]],
    told: dict[str, tuple[Link, ...]],
) -> SaidView:
    nest = nest_of(rows, document, statements)
    return SaidView(
        anchor=f"said-{document.doc_id}",
        document=rows.document_link(document.doc_id),
        publisher=document.publisher or "publisher unknown",
        date=interval_words(document.published_earliest, document.published_latest),
        count=len(statements),
        attributed=sum(one.voice == "attributed" for one in statements),
        statements=tuple(_View(rows, nest, answered, told).of(one, one) for one in nest.outermost),
    )


def _answered(rows: Rows) -> dict[str, list[Answer]]:
    """Statements -> what answers each: "denied: Ruritania"."""
    answers: dict[str, list[Answer]] = defaultdict(list)
    for statement in sorted(rows.statements.values(), key=lambda one: (one.doc_id, one.start, one.statement_id)):
        if statement.antecedent_id in rows.statements and statement.doc_id in rows.documents:
            answers[str(statement.antecedent_id)].append(
                Answer(statement.status, Link(f"statement-{statement.statement_id}", holder_of(rows, statement)))
            )
    return answers


def _told(rows: Rows) -> dict[str, tuple[Link, ...]]:
    """Statements -> the events that each tells of."""
    told: dict[str, dict[Link, None]] = defaultdict(dict)
    for mention in sorted(rows.tellings.values(), key=lambda one: (one.doc_id, one.start, one.event_mention_id)):
        event = rows.event_link(mention.event_id)
        if event is not None:
            told[mention.statement_id][event] = None
    return {statement_id: tuple(links) for statement_id, links in told.items()}


@dataclass(frozen=True, slots=True)
class _View:
    """Makes the statements of one document, each with what is nested in it."""

    rows: Rows
    nest: Nest
    answered: dict[str, list[Answer]]
    told: dict[str, tuple[Link, ...]]

    def of(self, statement: v.Statement, outermost: v.Statement) -> StatementView:
        """A statement and the outermost one that it stands under -> what the page shows of it."""
        document = self.nest.document
        return StatementView(
            anchor=f"statement-{statement.statement_id}",
            voice=statement.voice,
            status=statement.status,
            held=held_words(statement.status, statement.polarity, statement.certainty)[1:],
            chain=self.rows.chains[statement.statement_id],
            authors=author_words(document) if statement.voice == "author" and len(statement.chain) == 1 else "",
            pieces=self._words(statement),
            saying=self._saying(statement, outermost),
            quote=QUOTES[statement.quote],
            said=interval_words(statement.said_earliest, statement.said_latest)
            if statement.said_earliest or statement.said_latest
            else "",
            answers=self._answers(statement),
            answered=tuple(self.answered.get(statement.statement_id, ())),
            events=self.told.get(statement.statement_id, ()),
            detail=statement.detail,
            nested=tuple(self.of(one, outermost) for one in self.nest.nested.get(statement.statement_id, [])),
        )

    def _words(self, statement: v.Statement) -> tuple[Piece, ...]:
        """Its own words, with whoever speaks in them, the cues, what is said; a gap between pieces as three dots."""
        text, below = self.nest.document.text, list(self.nest.below(statement))
        marks: dict[Mark, list[Span]] = {
            "told": [part for one in below if one.voice == "attributed" for part in _parts(one)],
            "cue": list(chain.from_iterable(spans_of((one.cue_start, one.cue_end)) for one in below)),
            "source": list(chain.from_iterable(spans_of((one.source_start, one.source_end)) for one in below)),
        }
        shown = _parts(statement) if statement.parent_id is not None else [Span(statement.start, statement.end)]
        runs = [marked(text, part, marks) for part in shown]
        gap = (Piece(" … "),)
        return tuple(chain.from_iterable((*(gap if place else ()), *run) for place, run in enumerate(runs)))

    def _saying(self, statement: v.Statement, outermost: v.Statement) -> tuple[Piece, ...]:
        """The sentence that says who says it, where that is not the one shown above: "He added:"."""
        sources = spans_of((statement.source_start, statement.source_end))
        cues = spans_of((statement.cue_start, statement.cue_end))
        above = Span(outermost.start, outermost.end)
        elsewhere = [one for one in (*cues, *sources) if not above.contains(one)]
        if not elsewhere:
            return ()
        context = self.rows.context_of(statement.doc_id, elsewhere[0])
        marks: dict[Mark, list[Span]] = {"told": _parts(statement), "cue": cues, "source": sources}
        return marked(self.nest.document.text, context, marks)

    def _answers(self, statement: v.Statement) -> Link | None:
        answered = self.rows.statements.get(statement.antecedent_id) if statement.antecedent_id is not None else None
        if answered is None or answered.doc_id not in self.rows.documents:
            return None
        words = clipped(" ".join(answered.text.split()), BRIEF)
        return Link(f"statement-{answered.statement_id}", f"{holder_of(self.rows, answered)}: “{words}”")


def _parts(statement: v.Statement) -> list[Span]:
    """Its content in pieces; the hull where it has none."""
    parts = [Span(start, end) for start, end in statement.parts]
    return parts or [Span(statement.start, statement.end)]
