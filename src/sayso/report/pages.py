"""Rows -> the whole page."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.report.documents import document_views
from sayso.report.events import entity_views, event_views, head_counts, standing_groups, timeline
from sayso.report.holders import holder_views, status_counts
from sayso.report.model import ConflictView, FailureView, ForecastView, Link, Page, StoryView, Telling
from sayso.report.reading import Rows
from sayso.report.statements import said_views
from sayso.report.tellings import telling_view
from sayso.report.words import OUTCOMES, interval_words, minute_words


def make_page(rows: Rows) -> Page:
    """The rows of a dossier -> everything that its report shows."""
    tellings = {key: telling_view(rows, mention) for key, mention in rows.tellings.items()}
    events = event_views(rows, tellings)
    periods, undated = timeline(events)
    last = max(rows.runs, key=lambda run: (len(run.run_id), run.run_id), default=None)
    return Page(
        version=last.version if last else "of unknown version",
        built=minute_words(last.finished_at) if last and last.finished_at else None,
        counts=head_counts(rows),
        groups=standing_groups(events),
        periods=periods,
        undated=undated,
        conflicts=_conflicts(rows, tellings),
        forecasts=_forecasts(rows, tellings),
        stories=_stories(rows),
        loose=_loose(rows, tellings),
        said=said_views(rows),
        holders=holder_views(rows),
        statuses=status_counts(rows),
        documents=document_views(rows),
        entities=entity_views(rows),
        failures=tuple(FailureView(row.source, row.stage, row.error, row.detail) for row in rows.failures),
    )


def _conflicts(rows: Rows, tellings: Mapping[str, Telling]) -> tuple[ConflictView, ...]:
    ordered = sorted(rows.conflicts, key=lambda row: (row.event_id, row.slot, row.conflict_id))
    return tuple(
        ConflictView(
            event=rows.event_link(row.event_id) or Link("events", row.event_id),
            slot=row.slot,
            value_a=row.value_a,
            telling_a=tellings[row.event_mention_a],
            value_b=row.value_b,
            telling_b=tellings[row.event_mention_b],
            detail=row.detail,
        )
        for row in ordered
        if row.event_mention_a in tellings and row.event_mention_b in tellings
    )


def _forecasts(rows: Rows, tellings: Mapping[str, Telling]) -> tuple[ForecastView, ...]:
    order = list(OUTCOMES)
    ordered = sorted(rows.forecasts, key=lambda row: (order.index(row.outcome), row.event_mention_id))
    return tuple(
        ForecastView(
            telling=tellings[row.event_mention_id],
            outcome=row.outcome,
            outcome_words=OUTCOMES[row.outcome],
            slots=row.slots,
            event=rows.event_link(row.event_id),
            detail=row.detail,
        )
        for row in ordered
        if row.event_mention_id in tellings
    )


def _stories(rows: Rows) -> tuple[StoryView, ...]:
    views = [
        StoryView(
            anchor=f"story-{story.story_id}",
            title=story.title,
            when=interval_words(story.earliest, story.latest),
            documents=tuple(rows.document_link(doc_id) for doc_id in story.doc_ids if doc_id in rows.documents),
            events=tuple(link for link in map(rows.event_link, story.event_ids) if link is not None),
        )
        for story in rows.stories.values()
    ]
    return tuple(sorted(views, key=lambda story: (-len(story.events), story.title, story.anchor)))


def _loose(rows: Rows, tellings: Mapping[str, Telling]) -> tuple[Telling, ...]:
    """Tellings that tell no event: what is only conditional, or opinion."""
    loose = [mention for mention in rows.tellings.values() if mention.event_id not in rows.events]
    loose.sort(key=lambda mention: (mention.doc_id, mention.start, mention.event_mention_id))
    return tuple(tellings[mention.event_mention_id] for mention in loose)
