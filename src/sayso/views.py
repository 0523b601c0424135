"""The views: what a reader of the dossier sees, each joined from stored tables by its SQL.

Contract tables that are stored as they are read (blocks, sentences, predicates, entities, relations, origins,
agreement, conflicts, forecasts, stories, failures, sources, runs) need no view and stand in `tables.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from sayso import tables as t
from sayso.schema import R, SpanColumns, Table


class View(Table[R]):
    """A table that nobody writes: its rows are the answer to `sql` over stored tables."""

    stage = "view"
    sql: ClassVar[str]


def _entity_ids(referent_ids: str) -> str:
    """SQL: a JSON list of referent ids -> the JSON list of their entity ids, sorted, each once."""
    return f"""(SELECT json_group_array(entity_id) FROM (
        SELECT DISTINCT re.entity_id FROM json_each({referent_ids}) j
        JOIN referent_entities re ON re.referent_id = j.value ORDER BY 1))"""


def _countries(referent_ids: str, told: str) -> str:
    """SQL: the countries a document gives a party, and those its entities have across the pile, sorted, each once."""
    return f"""(SELECT json_group_array(country) FROM (
        SELECT j.value AS country FROM json_each({told}) j
        UNION SELECT e.country FROM json_each({referent_ids}) j
        JOIN referent_entities re ON re.referent_id = j.value JOIN entities e USING (entity_id)
        WHERE e.country IS NOT NULL ORDER BY 1))"""


@dataclass(frozen=True, slots=True)
class Document:
    """One document."""

    doc_id: t.DocId
    sha256: Annotated[str, "SHA-256 of its bytes, in hex"]
    source: Annotated[str, "one path or URL it was read from; all stand in sources"]
    url: Annotated[str | None, "canonical address, if the document states one"]
    publisher: Annotated[t.Publisher | None, "who published it"]
    title: Annotated[str | None, "its title, verbatim"]
    authors: Annotated[tuple[str, ...], "its authors"]
    language: Annotated[str, "ISO 639-1 code; 'und' where it cannot be told"]
    genre: Annotated[t.Genre, "what kind of writing it is"]
    text: Annotated[str, "the kept blocks, verbatim, joined by two line breaks"]
    raw_text: Annotated[str, "the decoded input; of HTML and PDF the visible text in reading order"]
    published_earliest: Annotated[t.Day | None, "first day it can have been published; null: open"]
    published_latest: Annotated[t.Day | None, "last day it can have been published; null: open"]
    published_method: Annotated[str | None, "what the date rests on"]
    counts: Annotated[bool, "false when it was removed or replaced: readable, but no longer counted"]
    method: t.Method
    detail: t.Detail


class Documents(View[Document]):
    """Every document, with its text and its date."""

    name, row, key = "documents", Document, ("doc_id",)
    sql = """
        SELECT d.doc_id, d.sha256,
               (SELECT s.source FROM sources s WHERE s.doc_id = d.doc_id
                ORDER BY s.state <> 'current', s.source LIMIT 1) AS source,
               x.url, x.publisher, x.title, x.authors, x.language, x.genre, x.text, d.raw_text,
               dd.published_earliest, dd.published_latest, dd.published_method,
               EXISTS (SELECT 1 FROM sources s WHERE s.doc_id = d.doc_id AND s.state = 'current') AS counts,
               x.method, x.detail || CASE WHEN dd.detail IS NULL OR dd.detail = '' THEN ''
                                          ELSE '; date: ' || dd.detail END AS detail
        FROM local_documents d JOIN texts x USING (doc_id) LEFT JOIN document_dates dd USING (doc_id)"""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A candidate for a document's date."""

    candidate_id: Annotated[str, "hash of document, place and value"]
    doc_id: t.DocId
    about: Annotated[t.DateAbout, "what the date is said to be of"]
    value: Annotated[str, "ISO 8601: a day, a week, a month or a year"]
    precision: Annotated[t.DatePrecision, "how fine the value is"]
    method: Annotated[t.DateMethod, "where it was found"]
    start: Annotated[int | None, "first code point in documents.text, if it stands there"]
    end: Annotated[int | None, "code point after the last"]
    text: Annotated[str | None, "the words it was read from"]
    accepted: Annotated[bool, "whether the document's date rests on it"]
    detail: t.Detail


class DateCandidates(View[DateCandidate]):
    """Every candidate for every document's date, and what became of it."""

    name, row, key = "date_candidates", DateCandidate, ("candidate_id",)
    spans = (SpanColumns(),)
    sql = """
        SELECT p.candidate_id, p.doc_id, p.about, p.value, p.precision, p.method, p.start, p."end", p.text,
               coalesce(d.accepted, 0) AS accepted,
               p.detail || CASE WHEN d.detail IS NULL OR d.detail = '' THEN '' ELSE '; ' || d.detail END AS detail
        FROM date_proposals p LEFT JOIN date_decisions d USING (candidate_id)
        UNION ALL
        SELECT candidate_id, doc_id, about, value, precision, method, start, "end", text, accepted, detail
        FROM sister_candidates"""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean somebody, something or somewhere."""

    mention_id: Annotated[str, "hash of document and place"]
    doc_id: t.DocId
    start: t.Start
    end: t.End
    text: t.Words
    form: Annotated[t.MentionForm, "name, noun or pronoun"]
    kind: Annotated[t.EntityKind, "what kind of thing is meant"]
    entity_ids: Annotated[tuple[str, ...], "who is meant, sorted; several for a plural; empty if unsure"]
    method: t.Method
    detail: t.Detail


class Mentions(View[Mention]):
    """Every mention, tied to entities."""

    name, row, key = "mentions", Mention, ("mention_id",)
    spans = (SpanColumns(),)
    points_at = {"entity_ids": "entities"}
    sql = f"""
        SELECT m.mention_id, m.doc_id, m.start, m."end", m.text, m.form, m.kind,
               {_entity_ids("m.referent_ids")} AS entity_ids, m.method, m.detail
        FROM local_mentions m"""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression."""

    time_id: Annotated[str, "hash of document and place"]
    doc_id: t.DocId
    start: t.Start
    end: t.End
    text: t.Words
    timex_type: Annotated[t.TimexType, "TIMEX3 type"]
    value: Annotated[str | None, "TIMEX3 value"]
    mod: Annotated[str | None, "TIMEX3 mod"]
    earliest: Annotated[t.Day | None, "first day meant; null: open or unknown"]
    latest: Annotated[t.Day | None, "last day meant; null: open or unknown"]
    method: t.Method
    detail: t.Detail


class Times(View[Time]):
    """Every time expression with its calendar value."""

    name, row, key = "times", Time, ("time_id",)
    spans = (SpanColumns(),)
    sql = """
        SELECT l.time_id, l.doc_id, l.start, l."end", l.text, l.timex_type,
               coalesce(v.value, l.value) AS value, l.mod, v.earliest, v.latest,
               coalesce(v.method, l.method) AS method,
               l.detail || CASE WHEN v.detail IS NULL OR v.detail = '' THEN '' ELSE '; ' || v.detail END AS detail
        FROM local_times l LEFT JOIN time_values v USING (time_id)"""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention that is meant as a place."""

    place_id: Annotated[str, "hash of document and place in it"]
    doc_id: t.DocId
    start: t.Start
    end: t.End
    text: t.Words
    entity_id: Annotated[str | None, "the entity it is"]
    name: Annotated[str | None, "its name in the gazetteer, or its own"]
    country: Annotated[str | None, "ISO 3166 alpha-3"]
    lat: Annotated[float | None, "degrees north"]
    lon: Annotated[float | None, "degrees east"]
    geonames_id: Annotated[str | None, "GeoNames id"]
    precision: Annotated[t.PlacePrecision, "how fine the coordinates are"]
    method: t.Method
    detail: t.Detail


class Places(View[Place]):
    """Every mention meant as a place."""

    name, row, key = "places", Place, ("place_id",)
    spans = (SpanColumns(),)
    points_at = {"entity_id": "entities"}
    sql = """
        SELECT p.place_id, p.doc_id, p.start, p."end", p.text, re.entity_id, p.name, p.country, p.lat, p.lon,
               p.geonames_id, p.precision, p.method, p.detail
        FROM local_places p LEFT JOIN referent_entities re USING (referent_id)"""


@dataclass(frozen=True, slots=True)
class LinkedChainLink:
    """One step from the document to the innermost source."""

    kind: Literal["document", "outlet", "person", "organisation", "country", "group", "document_cited", "unnamed"]
    name: str
    entity_id: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something somebody holds."""

    statement_id: Annotated[str, "hash of document, place, holder and cue"]
    doc_id: t.DocId
    start: Annotated[int, "start of the hull of the content"]
    end: Annotated[int, "end of the hull of the content"]
    parts: Annotated[tuple[tuple[int, ...], ...], "the pieces of the content: [start, end] each"]
    text: t.Words
    voice: Annotated[t.Voice, "the author's own, or attributed"]
    source_text: Annotated[str | None, "the words that name who says it"]
    source_start: int | None
    source_end: int | None
    source_ids: Annotated[tuple[str, ...], "who says it: entity ids, sorted"]
    cue_text: Annotated[str | None, "the words that mark the saying"]
    cue_start: int | None
    cue_end: int | None
    chain: Annotated[tuple[LinkedChainLink, ...], "the document first, innermost source last"]
    parent_id: Annotated[str | None, "the statement it is nested in"]
    antecedent_id: Annotated[str | None, "the statement it answers"]
    status: Annotated[t.Status, "how its holder holds it"]
    polarity: Annotated[t.Polarity, "of the content as worded"]
    certainty: Annotated[t.Certainty, "as its holder has it"]
    tense: Annotated[t.Tense, "of the content"]
    quote: Annotated[t.Quote, "direct, indirect, mixed or none"]
    said_earliest: Annotated[t.Day | None, "first day it can have been said"]
    said_latest: Annotated[t.Day | None, "last day it can have been said"]
    method: t.Method
    detail: t.Detail


class Statements(View[Statement]):
    """Every statement with its holder, chain and date."""

    name, row, key = "statements", Statement, ("statement_id",)
    spans = (
        SpanColumns(),
        SpanColumns("source_start", "source_end", "source_text"),
        SpanColumns("cue_start", "cue_end", "cue_text"),
    )
    points_at = {"source_ids": "entities", "parent_id": "statements", "antecedent_id": "statements"}
    sql = f"""
        SELECT l.statement_id, l.doc_id, l.start, l."end", l.parts, l.text, l.voice,
               l.source_text, l.source_start, l.source_end, {_entity_ids("l.source_referent_ids")} AS source_ids,
               l.cue_text, l.cue_start, l.cue_end,
               (SELECT json_group_array(json_object(
                    'kind', link.kind, 'name', link.name, 'entity_id', link.entity_id,
                    'start', link.start, 'end', link."end")) FROM (
                    SELECT j.value ->> 'kind' AS kind, j.value ->> 'name' AS name, re.entity_id,
                           j.value ->> 'start' AS start, j.value ->> 'end' AS "end"
                    FROM json_each(l.chain) j
                    LEFT JOIN referent_entities re ON re.referent_id = j.value ->> 'referent_id'
                    ORDER BY j.key) link) AS chain,
               l.parent_id, l.antecedent_id, l.status, l.polarity, l.certainty, l.tense, l.quote,
               v.earliest AS said_earliest, v.latest AS said_latest, l.method, l.detail
        FROM local_statements l LEFT JOIN time_values v ON v.time_id = l.said_time_id"""


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an action."""

    event_mention_id: Annotated[str, "hash of statement, trigger and action"]
    statement_id: Annotated[str, "the statement that tells it"]
    doc_id: t.DocId
    start: t.Start
    end: t.End
    text: t.Words
    trigger_start: Annotated[int | None, "the word that names the action; null where 'the claims' stand for it"]
    trigger_end: int | None
    plover: Annotated[t.PloverRoot, "the manual's root"]
    action: Annotated[t.PloverRoot, "the root of the deed itself"]
    mode: Annotated[str | None, "PLOVER mode"]
    contexts: Annotated[tuple[str, ...], "PLOVER contexts, sorted"]
    cameo: Annotated[str | None, "CAMEO code"]
    goldstein: Annotated[float | None, "Goldstein scale, -10 to 10"]
    quad: Annotated[t.Quad, "quad class of plover"]
    actor_ids: Annotated[tuple[str, ...], "who does it: entity ids, sorted"]
    recipient_ids: Annotated[tuple[str, ...], "to whom: entity ids, sorted"]
    actor_countries: Annotated[tuple[str, ...], "ISO 3166 alpha-3, sorted"]
    recipient_countries: Annotated[tuple[str, ...], "ISO 3166 alpha-3, sorted"]
    actor_sectors: Annotated[tuple[str, ...], "PLOVER sectors, sorted"]
    recipient_sectors: Annotated[tuple[str, ...], "PLOVER sectors, sorted"]
    earliest: Annotated[t.Day | None, "first day it is said to happen"]
    latest: Annotated[t.Day | None, "last day it is said to happen"]
    place_entity_id: Annotated[str | None, "where"]
    numbers: Annotated[tuple[t.NumberTold, ...], "how many of what"]
    status: Annotated[t.Status, "how its holder holds it"]
    polarity: Annotated[t.Polarity, "of the action as worded"]
    certainty: Annotated[t.Certainty, "as its holder has it"]
    tense: Annotated[t.Tense, "of the action"]
    antecedent_id: Annotated[str | None, "the mention that 'the claims' stands for"]
    event_id: Annotated[str | None, "the event it tells; null for what is only conditional or opinion"]
    origin_id: Annotated[str, "through which origin it came"]
    score: t.Score
    method: t.Method
    detail: t.Detail


class EventMentions(View[EventMention]):
    """Every telling of an action, with entities, days, event and origin."""

    name, row, key = "event_mentions", EventMention, ("event_mention_id",)
    spans = (SpanColumns(), SpanColumns("trigger_start", "trigger_end", None))
    points_at = {
        "statement_id": "statements",
        "actor_ids": "entities",
        "recipient_ids": "entities",
        "place_entity_id": "entities",
        "antecedent_id": "event_mentions",
        "event_id": "events",
        "origin_id": "origins",
    }
    sql = f"""
        SELECT l.event_mention_id, l.statement_id, l.doc_id, l.start, l."end", l.text, l.trigger_start, l.trigger_end,
               l.plover, l.action, l.mode, l.contexts, l.cameo, l.goldstein, l.quad,
               {_entity_ids("l.actor_referent_ids")} AS actor_ids,
               {_entity_ids("l.recipient_referent_ids")} AS recipient_ids,
               {_countries("l.actor_referent_ids", "l.actor_countries")} AS actor_countries,
               {_countries("l.recipient_referent_ids", "l.recipient_countries")} AS recipient_countries,
               l.actor_sectors, l.recipient_sectors,
               v.earliest, v.latest, re.entity_id AS place_entity_id, l.numbers,
               l.status, l.polarity, l.certainty, l.tense, l.antecedent_id, g.event_id, o.origin_id,
               l.score, l.method,
               l.detail || CASE WHEN g.detail IS NULL OR g.detail = '' THEN '' ELSE '; ' || g.detail END AS detail
        FROM local_event_mentions l
        LEFT JOIN time_values v USING (time_id)
        LEFT JOIN local_places p ON p.place_id = l.place_id
        LEFT JOIN referent_entities re ON re.referent_id = p.referent_id
        LEFT JOIN event_members g USING (event_mention_id)
        JOIN mention_origins o USING (event_mention_id)"""


@dataclass(frozen=True, slots=True)
class Event:
    """The same action told one or more times."""

    event_id: Annotated[str, "hash of its first telling"]
    plover: Annotated[t.PloverRoot, "the root most tellings have"]
    action: Annotated[t.PloverRoot, "the root of the deed"]
    quad: Annotated[t.Quad, "quad class of plover"]
    title: Annotated[str, "its actors, action, place and day in a line"]
    actor_ids: Annotated[tuple[str, ...], "who does it: entity ids, sorted"]
    recipient_ids: Annotated[tuple[str, ...], "to whom: entity ids, sorted"]
    earliest: Annotated[t.Day | None, "first day it can have happened"]
    latest: Annotated[t.Day | None, "last day it can have happened"]
    place_entity_id: Annotated[str | None, "where"]
    origins_reporting: Annotated[int, "at most this many independent origins report it"]
    origins_denying: Annotated[int, "at most this many independent origins carry a denial"]
    standing: Annotated[t.Standing, "the first rule of the design that applies"]
    story_id: Annotated[str | None, "the story it belongs to"]
    method: t.Method
    detail: t.Detail


class Events(View[Event]):
    """Every event and how it stands."""

    name, row, key = "events", Event, ("event_id",)
    points_at = {
        "actor_ids": "entities",
        "recipient_ids": "entities",
        "place_entity_id": "entities",
        "story_id": "stories",
    }
    sql = """
        SELECT g.event_id, g.plover, g.action, g.quad, g.title, g.actor_ids, g.recipient_ids, g.earliest, g.latest,
               g.place_entity_id, s.origins_reporting, s.origins_denying, s.standing, g.story_id, s.method,
               g.detail || '; ' || s.detail AS detail
        FROM event_groups g JOIN event_standings s USING (event_id)"""


VIEWS: tuple[type[View[object]], ...] = (
    Documents, DateCandidates, Mentions, Times, Places, Statements, EventMentions, Events,
)  # type: ignore[assignment]  # fmt: skip
