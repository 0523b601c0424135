"""What `sayso show` prints: a dossier's tables, for a terminal or as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso import tables as t
from sayso import views as v
from sayso.report.chains import ARROW, chains_of, held_words
from sayso.run.store import Dossier
from sayso.schema import Table

if TYPE_CHECKING:
    from rich.table import Table as TerminalTable

    from sayso.run.local import BuildSummary

BY_STANDING = """ORDER BY CASE standing WHEN 'contested' THEN 0 WHEN 'denied' THEN 1 WHEN 'corroborated' THEN 2
    WHEN 'single_origin' THEN 3 WHEN 'forecast_only' THEN 4 ELSE 5 END, earliest IS NULL, earliest, title, event_id"""
BY_DAY = 'ORDER BY earliest IS NULL, earliest, latest, "event_id"'


Cells = Iterable[Iterable[object]]


class Shown(NamedTuple):
    """A table as it is shown: its kind, the SQL of its order, and what a terminal has room for of its rows."""

    kind: type[Table[Any]]
    rest: str
    columns: tuple[str, ...]
    cells: Callable[[Sequence[Any], Dossier], Cells]


def _each(cells: Callable[[Any, Dossier], Iterable[object]]) -> Callable[[Sequence[Any], Dossier], Cells]:
    """What a terminal has room for of one row -> the same of all rows."""
    return lambda rows, dossier: (cells(row, dossier) for row in rows)


def _event_cells(row: v.Event, _: Dossier) -> tuple[object, ...]:
    origins = f"{row.origins_reporting} report, {row.origins_denying} deny"
    return days(row.earliest, row.latest), row.title, row.standing, origins


def _conflict_cells(row: t.Conflict, dossier: Dossier) -> tuple[object, ...]:
    return _title(row.event_id, dossier), row.slot, row.value_a, row.value_b


def _forecast_cells(row: t.Forecast, dossier: Dossier) -> tuple[object, ...]:
    tellings = dossier.select(t.LocalEventMentions, "WHERE event_mention_id = ?", row.event_mention_id).rows()
    foretold = next((telling.text for telling in tellings), row.event_mention_id)
    return foretold, row.outcome, ", ".join(row.slots), _title(row.event_id, dossier)


def _title(event_id: str | None, dossier: Dossier) -> str:
    """An event's title; its id where a build that is not finished has not got to the event yet."""
    if event_id is None:
        return ""
    events = dossier.select(v.Events, "WHERE event_id = ?", event_id).rows()
    return next((event.title for event in events), event_id)


@dataclass(frozen=True, slots=True)
class StatementInWords:
    """What a statement's row says by ids, in words: who holds it through whom, how firmly, answering what."""

    depth: int
    chain: str
    held: str
    answers: str | None


def statements_in_words(rows: Sequence[v.Statement], dossier: Dossier) -> Iterator[StatementInWords]:
    """Each statement in words; what reports it and what it answers stand in the same document."""
    for doc_id, of_document in groupby(rows, key=lambda row: row.doc_id):
        beside = {one.statement_id: one for one in dossier.select(v.Statements, "WHERE doc_id = ?", doc_id).rows()}
        texts = dossier.select(t.Texts, "WHERE doc_id = ?", doc_id).rows()
        chains = chains_of(beside.values(), {one.doc_id: one.publisher for one in texts})
        yield from (_in_words(row, beside, chains) for row in of_document)


def _in_words(
    row: v.Statement, statements: Mapping[str, v.Statement], chains: Mapping[str, tuple[str, ...]]
) -> StatementInWords:
    answered = statements.get(row.antecedent_id) if row.antecedent_id is not None else None
    return StatementInWords(
        depth=_depth(row, statements),
        chain=ARROW.join(chains[row.statement_id]),
        held=", ".join(held_words(row.status, row.polarity, row.certainty)),
        answers=f"{chains[answered.statement_id][-1]}: “{answered.text}”" if answered else None,
    )


def _depth(row: v.Statement, statements: Mapping[str, v.Statement]) -> int:
    """How many statements report this one, each the one before."""
    seen: set[str] = set()
    parent_id = row.parent_id
    while parent_id is not None and parent_id in statements and parent_id not in seen:
        seen.add(parent_id)
        parent_id = statements[parent_id].parent_id
    return len(seen)


def _statement_cells(rows: Sequence[v.Statement], dossier: Dossier) -> Cells:
    for row, words in zip(rows, statements_in_words(rows, dossier), strict=True):
        answers = f" (answers: {words.answers})" if words.answers else ""
        own = ", own voice" if row.quote == "none" else ", quoting"
        voice = own if row.voice == "author" else ""
        yield row.doc_id, words.held, f"{'↳ ' * words.depth}{words.chain}{voice}", f"{row.text}{answers}"


SHOWN = {
    "documents": Shown(
        v.Documents,
        "",
        ("id", "input", "published", "publisher", "title", "genre", "counts"),
        _each(lambda row, _: (
            row.doc_id, row.source, days(row.published_earliest, row.published_latest), row.publisher or "not known",
            row.title or "none", row.genre, "yes" if row.counts else "no",
        )),
    ),
    "events": Shown(v.Events, BY_STANDING, ("days", "event", "standing", "origins, at most"), _each(_event_cells)),
    "timeline": Shown(v.Events, BY_DAY, ("days", "event", "standing", "origins, at most"), _each(_event_cells)),
    "statements": Shown(
        v.Statements,
        'ORDER BY doc_id, start, "end" DESC, voice DESC, statement_id',
        ("document", "status", "who says it", "words"),
        _statement_cells,
    ),
    "conflicts": Shown(
        t.Conflicts,
        "ORDER BY event_id, slot, conflict_id",
        ("event", "in what", "the one says", "the other says"),
        _each(_conflict_cells),
    ),
    "forecasts": Shown(
        t.Forecasts,
        "ORDER BY outcome = 'open', outcome DESC, event_mention_id",
        ("foretold", "outcome", "what differed", "what happened"),
        _each(_forecast_cells),
    ),
    "failures": Shown(
        t.Failures,
        "",
        ("input", "stage", "what is wrong", "what mends it"),
        _each(lambda row, _: (row.source, row.stage, row.error, row.detail)),
    ),
}  # fmt: skip


def rows_of(dossier: Dossier, what: str, limit: int | None) -> list[Any]:
    """The rows that are shown, in their order."""
    shown = SHOWN[what]
    rest = shown.rest if limit is None else f"{shown.rest} LIMIT ?"
    return list(dossier.select(shown.kind, rest, *([] if limit is None else [limit])).rows())


def json_rows(dossier: Dossier, what: str, limit: int | None) -> list[dict[str, Any]]:
    """Every column of the rows that are shown; of statements also in words what the columns say by ids."""
    rows = rows_of(dossier, what, limit)
    if what != "statements":
        return [asdict(row) for row in rows]
    return [
        asdict(row) | {"chain_in_words": words.chain, "held_in_words": words.held, "answers_in_words": words.answers}
        for row, words in zip(rows, statements_in_words(rows, dossier), strict=True)
    ]


def terminal_table(dossier: Dossier, what: str, limit: int | None) -> TerminalTable:
    """The rows that are shown, as a table for a terminal."""
    from rich import box
    from rich.table import Table as TerminalTable
    from rich.text import Text

    table = TerminalTable(box=box.SIMPLE_HEAD)
    for column in SHOWN[what].columns:
        table.add_column(column)
    rows = rows_of(dossier, what, limit)
    for cells in SHOWN[what].cells(rows, dossier):
        table.add_row(*(Text(legible(str(cell))) for cell in cells))
    table.caption = (
        f"{len(rows)} of {dossier.count(SHOWN[what].kind)}"
        if limit
        else f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    )
    return table


def legible(words: str) -> str:
    """Words of a page -> the same on one line, without anything that steers a terminal or turns its direction."""
    line = " ".join(words.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in line)


def days(earliest: str | None, latest: str | None) -> str:
    """An interval of days, either end of which may be open, as people write it."""
    if earliest is None and latest is None:
        return "undated"
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '...'} to {latest or '...'}"


def json_of_summary(summary: BuildSummary) -> dict[str, Any]:
    """A build's summary as JSON can carry it."""
    return asdict(summary) | {"path": str(summary.path)}
