"""The stages in their order: name, function, what it reads, writes and uses.

`run/`, the command line, ARCHITECTURE.md and the data dictionary are driven by `STAGES`; a stage that is not here does
not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sayso import tables as t
from sayso.agreement.compare import compare
from sayso.annotate.annotate import annotate
from sayso.annotate.resolve import resolve
from sayso.clean.clean import clean
from sayso.clean.furniture import furniture
from sayso.coding.code import code
from sayso.config import Settings
from sayso.dating.date import date
from sayso.dating.redate import redate
from sayso.entities.link import link
from sayso.events.group import group
from sayso.ingest import ingest
from sayso.language.knowledge import Knowledge
from sayso.language.parse import Parses
from sayso.relations.relate import relate
from sayso.schema import Table
from sayso.statements.state import state

TableType = type[Table[Any]]
Tables = Mapping[TableType, Table[Any]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step on the way of the data.

    function: takes the tables of `reads`, then what `uses` names, in this order; then `settings`, if the stage has
              some in `config.Settings`; gives the tables of `writes`, in this order
    scope:    whether its rows for a document hang on that document alone, or on the whole pile
    """

    name: str
    function: Callable[..., Any]
    scope: Literal["document", "pile"]
    reads: tuple[TableType, ...]
    writes: tuple[TableType, ...]
    uses: tuple[
        Literal["page_words", "parses", "names", "gazetteer", "cues", "encoder", "verbs", "actions", "wires"], ...
    ]
    does: str


STAGES: tuple[Stage, ...] = (
    Stage(
        "ingest", ingest, "document",
        (t.Inputs,), (t.LocalDocuments, t.Originals, t.Readings, t.Failures), (),
        "files -> documents, originals, failures",
    ),
    Stage(
        "furniture", furniture, "pile",
        (t.LocalDocuments,), (t.Furniture,), (),
        "lines that recur across documents and hosts",
    ),
    Stage(
        "clean", clean, "document",
        (t.LocalDocuments, t.Originals, t.Furniture), (t.Blocks, t.Texts), ("page_words",),
        "what is on the page, and which of it is the text",
    ),
    Stage(
        "date", date, "document",
        (t.LocalDocuments, t.Blocks, t.Texts), (t.DateProposals,), (),
        "candidates for a document's date",
    ),
    Stage(
        "annotate", annotate, "document",
        (t.Texts, t.Blocks), (t.Sentences, t.LocalMentions, t.Referents, t.LocalTimes, t.LocalPlaces),
        ("parses", "names", "gazetteer"),
        "sentences, who, when and where",
    ),
    Stage(
        "state", state, "document",
        (t.Texts, t.Sentences, t.LocalMentions, t.Referents, t.LocalTimes), (t.Predicates, t.LocalStatements),
        ("parses", "cues", "encoder"),
        "who says so, and how firmly",
    ),
    Stage(
        "code", code, "document",
        (
            t.Texts, t.Sentences, t.LocalMentions, t.Referents, t.LocalTimes, t.LocalPlaces, t.Predicates,
            t.LocalStatements,
        ),
        (t.LocalEventMentions,),
        ("parses", "verbs"),
        "who does what to whom",
    ),
    Stage(
        "relate", relate, "pile",
        (t.Texts, t.LocalDocuments, t.Blocks), (t.Relations, t.Credits), ("wires",),
        "documents that are not independent",
    ),
    Stage(
        "link", link, "pile",
        (t.Referents, t.LocalPlaces), (t.Entities, t.ReferentEntities), ("names", "gazetteer"),
        "who is who across the pile",
    ),
    Stage(
        "redate", redate, "pile",
        (
            t.Texts, t.Relations, t.DateProposals, t.LocalTimes, t.LocalEventMentions, t.LocalPlaces, t.Entities,
            t.ReferentEntities,
        ),
        (t.DateDecisions, t.SisterCandidates, t.DocumentDates), (),
        "when every document was published",
    ),
    Stage(
        "resolve", resolve, "pile",
        (t.LocalTimes, t.DocumentDates), (t.TimeValues,), (),
        "the calendar value of every time expression",
    ),
    Stage(
        "group", group, "pile",
        (
            t.LocalEventMentions, t.LocalPlaces, t.Entities, t.ReferentEntities, t.DocumentDates, t.TimeValues,
        ),
        (t.EventGroups, t.EventMembers, t.Stories), ("actions",),
        "the same action, told again",
    ),
    Stage(
        "compare", compare, "pile",
        (
            t.Texts, t.Relations, t.Credits, t.LocalStatements, t.LocalEventMentions, t.LocalPlaces, t.Entities,
            t.ReferentEntities, t.DocumentDates, t.TimeValues, t.EventGroups, t.EventMembers,
        ),
        (t.Origins, t.MentionOrigins, t.Agreement, t.EventStandings, t.Conflicts, t.Forecasts), (),
        "where independent sources agree, deny or contradict each other",
    ),
)  # fmt: skip


def run_stage(
    stage: Stage, tables: Tables, knowledge: Knowledge, settings: Settings, parses: Parses | None = None
) -> dict[TableType, Table[Any]]:
    """A stage and the tables it reads -> the tables it writes, their columns and values checked.

    Raises: TableError if the stage broke a table's promise
    """
    arguments: list[Any] = [tables[table] for table in stage.reads]
    arguments += [parses if name == "parses" else getattr(knowledge, name) for name in stage.uses]
    if hasattr(settings, stage.name):
        arguments.append(getattr(settings, stage.name))
    written = stage.function(*arguments)
    if isinstance(written, Table):
        written = (written,)
    return {table: result.check() for table, result in zip(stage.writes, written, strict=True)}
