"""A dossier -> its rows, by what the report asks them for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sayso import tables as t
from sayso import views as v
from sayso.report.chains import chains_of
from sayso.report.model import Link
from sayso.schema import Table
from sayso.spans import Span, hull

TableT = TypeVar("TableT", bound=Table[Any])

K = TypeVar("K")
R = TypeVar("R")


class Dossier(Protocol):
    """Whatever gives a table or view by its class."""

    def read(self, table: type[TableT], /) -> TableT:
        """A class of `tables` or `views` -> that table."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a dossier, each table once, by the id that others point with; `chains`: who says each statement."""

    documents: dict[str, v.Document]
    dates: dict[str, t.DocumentDate]
    candidates: dict[str, list[v.DateCandidate]]
    blocks: dict[str, list[t.Block]]
    sentences: dict[str, list[Span]]
    relations: dict[str, list[tuple[str, t.Relation]]]
    credits: dict[str, list[t.Credit]]
    entities: dict[str, t.Entity]
    statements: dict[str, v.Statement]
    chains: dict[str, tuple[str, ...]]
    tellings: dict[str, v.EventMention]
    events: dict[str, v.Event]
    positions: dict[str, list[t.Position]]
    origins: dict[str, t.Origin]
    conflicts: list[t.Conflict]
    forecasts: list[t.Forecast]
    stories: dict[str, t.Story]
    failures: list[t.Failure]
    runs: list[t.Run]

    def name_of(self, entity_id: str) -> str:
        """An entity -> the name to show."""
        entity = self.entities.get(entity_id)
        return entity.name if entity else entity_id

    def names_of(self, entity_ids: Iterable[str]) -> str:
        """Entities -> their names in a row, sorted."""
        return ", ".join(sorted(self.name_of(entity_id) for entity_id in entity_ids))

    def order_of(self, doc_id: str) -> tuple[bool, str, str, str]:
        """A document -> what it is sorted by: its date, the undated last, then its title."""
        document = self.documents[doc_id]
        day = document.published_earliest or document.published_latest
        return day is None, day or "", title_of(document), doc_id

    def document_link(self, doc_id: str) -> Link:
        """A document -> its place on the page, under its title."""
        document = self.documents.get(doc_id)
        return Link(f"doc-{doc_id}", title_of(document) if document else doc_id)

    def event_link(self, event_id: str | None) -> Link | None:
        """An event -> its place on the page."""
        event = self.events.get(event_id) if event_id is not None else None
        return Link(f"event-{event.event_id}", event.title) if event else None

    def context_of(self, doc_id: str, span: Span) -> Span:
        """A span -> the sentences that it touches; itself where it touches none."""
        sentences = self.sentences.get(doc_id, [])
        first = max(bisect_right(sentences, (span.start, span.start)) - 1, 0)
        touched = [span]
        for sentence in sentences[first:]:
            if sentence.start >= span.end:
                break
            if sentence.overlaps(span):
                touched.append(sentence)
        return hull(touched)


def title_of(document: v.Document) -> str:
    """A document -> its title, or the name of its file where it has none."""
    return document.title or f"untitled ({document.source.rsplit('/', 1)[-1]})"


def read_rows(dossier: Dossier) -> Rows:
    """Dossier -> the rows that the report shows."""
    documents = {row.doc_id: row for row in dossier.read(v.Documents).rows()}
    statements = {row.statement_id: row for row in dossier.read(v.Statements).rows()}
    return Rows(
        documents=documents,
        dates={row.doc_id: row for row in dossier.read(t.DocumentDates).rows()},
        candidates=_grouped((row.doc_id, row) for row in dossier.read(v.DateCandidates).rows()),
        blocks=_grouped((row.doc_id, row) for row in dossier.read(t.Blocks).rows()),
        sentences=_grouped((row.doc_id, Span(row.start, row.end)) for row in dossier.read(t.Sentences).rows()),
        relations=_both_ways(dossier.read(t.Relations)),
        credits=_grouped((row.doc_id, row) for row in dossier.read(t.Credits).rows()),
        entities={row.entity_id: row for row in dossier.read(t.Entities).rows()},
        statements=statements,
        chains=chains_of(statements.values(), {doc_id: row.publisher for doc_id, row in documents.items()}),
        tellings={row.event_mention_id: row for row in dossier.read(v.EventMentions).rows()},
        events={row.event_id: row for row in dossier.read(v.Events).rows()},
        positions=_grouped((row.event_id, row) for row in dossier.read(t.Agreement).rows()),
        origins={row.origin_id: row for row in dossier.read(t.Origins).rows()},
        conflicts=list(dossier.read(t.Conflicts).rows()),
        forecasts=list(dossier.read(t.Forecasts).rows()),
        stories={row.story_id: row for row in dossier.read(t.Stories).rows()},
        failures=list(dossier.read(t.Failures).rows()),
        runs=list(dossier.read(t.Runs).rows()),
    )


def _grouped(pairs: Iterable[tuple[K, R]]) -> dict[K, list[R]]:
    groups: dict[K, list[R]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return dict(groups)


def _both_ways(relations: t.Relations) -> dict[str, list[tuple[str, t.Relation]]]:
    """Relations -> for each document the other one, and the relation."""
    rows = list(relations.rows())
    forth = [(row.doc_id, (row.other_doc_id, row)) for row in rows]
    back = [(row.other_doc_id, (row.doc_id, row)) for row in rows]
    return _grouped(forth + back)
