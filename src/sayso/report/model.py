"""What the page shows, as plain values: nothing here knows tables or HTML.

Ids are the anchors of the page: `doc-ID`, `said-ID`, `statement-ID`, `event-ID`, `telling-ID`, `story-ID`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A place on this page, and the words that lead there."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of verbatim words: whether it is what is told, names the action, marks the saying, or says who speaks."""

    words: str
    told: bool = False
    trigger: bool = False
    cue: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for a document's date."""

    value: str
    about: str
    method: str
    words: str | None
    accepted: bool
    detail: str


@dataclass(frozen=True, slots=True)
class CutBlock:
    """A run of the page that is not part of the text."""

    kind: str
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """Another document that this one is not independent of."""

    relation: str
    document: Link
    detail: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A wire that a document credits: whose, how much of it, the words that say so, and why they do."""

    wire: str
    scope: str
    words: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: what it is, when, what it depends on, what was cut from it."""

    anchor: str
    title: str
    publisher: str
    authors: tuple[str, ...]
    source: str
    link: str | None
    url: str | None
    genre: str
    language: str
    is_read: bool
    date: str
    date_method: str | None
    date_detail: str
    detail: str
    counts: bool
    candidates: tuple[Candidate, ...]
    relations: tuple[RelatedDocument, ...]
    same_publisher: tuple[RelatedDocument, ...]
    credits: tuple[Credit, ...]
    origins: tuple[str, ...]
    events: tuple[Link, ...]
    paragraphs: tuple[str, ...]
    cut: tuple[CutBlock, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a statement: how it does, and whose it is."""

    status: str
    statement: Link


@dataclass(frozen=True, slots=True)
class StatementView:
    """Something somebody holds: through whom, how firmly, in which words; and what is nested in it."""

    anchor: str
    voice: str
    status: str
    held: tuple[str, ...]
    chain: tuple[str, ...]
    authors: str
    pieces: tuple[Piece, ...]
    saying: tuple[Piece, ...]
    quote: str
    said: str
    answers: Link | None
    answered: tuple[Answer, ...]
    events: tuple[Link, ...]
    detail: str
    nested: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    """The statements of one document."""

    anchor: str
    document: Link
    publisher: str
    date: str
    count: int
    attributed: int
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class HolderView:
    """Somebody whom the pile quotes: how often in which status, and every statement."""

    name: str
    statuses: tuple[tuple[str, int], ...]
    statements: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an action: its words, its document and the chain of sources it came through."""

    anchor: str
    pieces: tuple[Piece, ...]
    document: Link
    date: str
    chain: tuple[str, ...]
    status: str
    polarity: str
    certainty: str
    actors: str
    recipients: str
    plover: str
    when: str
    place: str | None
    numbers: tuple[str, ...]
    origin: str
    stands_for: Link | None
    event: Link | None
    statement: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class PositionView:
    """What one holder says of an event through one origin."""

    holder: str
    origin: str
    origin_kind: str
    stance: str
    stance_words: str
    interested: bool
    tellings: tuple[Link, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two tellings that cannot both be right."""

    event: Link
    slot: str
    value_a: str
    telling_a: Telling
    value_b: str
    telling_b: Telling
    detail: str


@dataclass(frozen=True, slots=True)
class ForecastView:
    """What was foretold, by whom, and what became of it."""

    telling: Telling
    outcome: str
    outcome_words: str
    slots: tuple[str, ...]
    event: Link | None
    detail: str


@dataclass(frozen=True, slots=True)
class EventView:
    """The same action told one or more times, and how it stands."""

    anchor: str
    title: str
    when: str
    earliest: str | None
    latest: str | None
    place: str | None
    plover: str
    action: str
    standing: str
    origins_reporting: int
    origins_denying: int
    positions: tuple[PositionView, ...]
    tellings: tuple[Telling, ...]
    conflicts: int
    forecasts: int
    story: Link | None
    detail: str

    @property
    def uninvolved(self) -> bool:
        """Told once, contradicted by nobody, foretold by nobody."""
        quiet = self.standing in {"single_origin", "doubted", "forecast_only"}
        return quiet and len(self.tellings) <= 1 and not self.conflicts and not self.forecasts


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a longer interval of the timeline; events told once and involved in nothing apart."""

    label: str
    events: tuple[EventView, ...]
    uninvolved: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the timeline."""

    label: str
    days: tuple[Day, ...]

    @property
    def events(self) -> int:
        """How many events stand in it."""
        return sum(len(day.events) + len(day.uninvolved) for day in self.days)


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """The events of one standing; those told once and involved in nothing apart."""

    standing: str
    meaning: str
    events: tuple[EventView, ...]
    uninvolved: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """Events and documents that belong together."""

    anchor: str
    title: str
    when: str
    documents: tuple[Link, ...]
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """Who or what takes part, under every name that the pile gives it."""

    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FailureView:
    """An input that could not be read."""

    source: str
    stage: str
    error: str
    detail: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    version: str
    built: str | None
    counts: tuple[tuple[str, str], ...]
    groups: tuple[StandingGroup, ...]
    periods: tuple[Period, ...]
    undated: tuple[EventView, ...]
    conflicts: tuple[ConflictView, ...]
    forecasts: tuple[ForecastView, ...]
    stories: tuple[StoryView, ...]
    loose: tuple[Telling, ...]
    said: tuple[SaidView, ...]
    holders: tuple[HolderView, ...]
    statuses: tuple[tuple[str, str, int], ...]
    documents: tuple[DocumentView, ...]
    entities: tuple[EntityView, ...]
    failures: tuple[FailureView, ...]
