"""Rows -> tellings: the words of an action inside their sentence, and the chain of sources they came through."""

from __future__ import annotations

from sayso import views as v
from sayso.report.chains import THE_PAGE
from sayso.report.marking import Mark, marked, spans_of
from sayso.report.model import Link, Piece, Telling
from sayso.report.reading import Rows
from sayso.report.words import CERTAINTIES, POLARITIES, clipped, interval_words
from sayso.spans import Span

MARGIN = 400
"""Code points of a sentence shown on either side of a telling; most sentences are shorter than this."""


def telling_view(rows: Rows, mention: v.EventMention) -> Telling:
    """One event mention -> what the page shows of it."""
    statement = rows.statements.get(mention.statement_id)
    document = rows.documents[mention.doc_id]
    return Telling(
        anchor=f"telling-{mention.event_mention_id}",
        pieces=pieces(rows, mention, statement),
        document=rows.document_link(mention.doc_id),
        date=interval_words(document.published_earliest, document.published_latest),
        chain=rows.chains[statement.statement_id] if statement else (document.publisher or THE_PAGE,),
        status=mention.status,
        polarity=POLARITIES[mention.polarity],
        certainty=CERTAINTIES[mention.certainty],
        actors=rows.names_of(mention.actor_ids) or ", ".join(mention.actor_countries),
        recipients=rows.names_of(mention.recipient_ids) or ", ".join(mention.recipient_countries),
        plover=mention.plover,
        when=interval_words(mention.earliest, mention.latest),
        place=rows.name_of(mention.place_entity_id) if mention.place_entity_id else None,
        numbers=tuple(f"{number.value:g} {number.what}" for number in mention.numbers),
        origin=rows.origins[mention.origin_id].name if mention.origin_id in rows.origins else mention.origin_id,
        stands_for=stands_for(rows, mention),
        event=rows.event_link(mention.event_id),
        statement=f"statement-{statement.statement_id}" if statement else None,
        detail=mention.detail,
    )


def stands_for(rows: Rows, mention: v.EventMention) -> Link | None:
    """A telling such as "the claims" -> the telling it answers."""
    antecedent = rows.tellings.get(mention.antecedent_id) if mention.antecedent_id is not None else None
    if antecedent is None:
        return None
    return Link(f"telling-{antecedent.event_mention_id}", clipped(antecedent.text, 120))


def pieces(rows: Rows, mention: v.EventMention, statement: v.Statement | None) -> tuple[Piece, ...]:
    """A telling -> the words of its sentence in runs, each with what it is to the telling."""
    told = Span(mention.start, mention.end)
    marks: dict[Mark, list[Span]] = {"told": [told], "trigger": spans_of((mention.trigger_start, mention.trigger_end))}
    if statement is not None:
        marks["cue"] = spans_of((statement.cue_start, statement.cue_end))
        marks["source"] = spans_of((statement.source_start, statement.source_end))
    context = _near(rows.context_of(mention.doc_id, told), told)
    return marked(rows.documents[mention.doc_id].text, context, marks)


def _near(context: Span, told: Span) -> Span:
    return Span(max(context.start, told.start - MARGIN), min(context.end, told.end + MARGIN))
