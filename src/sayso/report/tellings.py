"""Rows -> tellings: the words of an action inside their sentence, and the chain of sources they came through."""

from __future__ import annotations

from itertools import pairwise

from sayso import views as v
from sayso.report.model import Link, Piece, Telling
from sayso.report.reading import Rows
from sayso.report.words import CERTAINTIES, POLARITIES, clipped, interval_words
from sayso.spans import Span

MARGIN = 400
"""Code points of a sentence shown on either side of a telling; most sentences are shorter than this."""

LONGEST = 2000
"""Code points of one piece of a telling that are shown: a page without punctuation is one sentence."""


def telling_view(rows: Rows, mention: v.EventMention) -> Telling:
    """One event mention -> what the page shows of it."""
    statement = rows.statements.get(mention.statement_id)
    document = rows.documents[mention.doc_id]
    return Telling(
        anchor=f"telling-{mention.event_mention_id}",
        pieces=pieces(rows, mention, statement),
        document=rows.document_link(mention.doc_id),
        date=interval_words(document.published_earliest, document.published_latest),
        chain=chain_words(document, statement),
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
        detail=mention.detail,
    )


def stands_for(rows: Rows, mention: v.EventMention) -> Link | None:
    """A telling such as "the claims" -> the telling it answers."""
    antecedent = rows.tellings.get(mention.antecedent_id) if mention.antecedent_id is not None else None
    if antecedent is None:
        return None
    return Link(f"telling-{antecedent.event_mention_id}", clipped(antecedent.text, 120))


def chain_words(document: v.Document, statement: v.Statement | None) -> tuple[str, ...]:
    """A telling's statement -> who says it, from the outlet to the innermost source; joint ones together."""
    outlet = document.publisher or "publisher unknown"
    if statement is None:
        return (outlet,)
    links = [link for link in statement.chain if link.kind != "document"]
    together = [link.name for link in links if link.entity_id in statement.source_ids]
    if len(together) < 2:
        return (outlet, *(link.name for link in links))
    return (outlet, *(link.name for link in links if link.name not in together), " and ".join(together))


def pieces(rows: Rows, mention: v.EventMention, statement: v.Statement | None) -> tuple[Piece, ...]:
    """A telling -> the words of its sentence in runs, each with what it is to the telling."""
    text = rows.documents[mention.doc_id].text
    told = Span(mention.start, mention.end)
    context = _near(rows.context_of(mention.doc_id, told), told)
    trigger = _spans((mention.trigger_start, mention.trigger_end))
    cues = _cues(statement)
    marks = [told, *trigger, *cues]
    edges = {context.start, context.end, *(edge for mark in marks for edge in mark)}
    cuts = sorted(edge for edge in edges if context.start <= edge <= context.end)
    runs = [Span(start, end) for start, end in pairwise(cuts)]
    return tuple(
        Piece(
            words=clipped(run.of(text), LONGEST),
            told=told.contains(run),
            trigger=any(one.contains(run) for one in trigger),
            cue=any(cue.contains(run) for cue in cues),
        )
        for run in runs
    )


def _near(context: Span, told: Span) -> Span:
    return Span(max(context.start, told.start - MARGIN), min(context.end, told.end + MARGIN))


def _cues(statement: v.Statement | None) -> list[Span]:
    if statement is None:
        return []
    return _spans((statement.cue_start, statement.cue_end), (statement.source_start, statement.source_end))


def _spans(*pairs: tuple[int | None, int | None]) -> list[Span]:
    return [Span(start, end) for start, end in pairs if start is not None and end is not None]
