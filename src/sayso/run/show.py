"""What `sayso show` prints: a dossier's tables, for a terminal or as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso import tables as t
from sayso import views as v
from sayso.run.store import Dossier
from sayso.schema import Table

if TYPE_CHECKING:
    from rich.table import Table as TerminalTable

    from sayso.run.local import BuildSummary

BY_STANDING = """ORDER BY CASE standing WHEN 'contested' THEN 0 WHEN 'denied' THEN 1 WHEN 'corroborated' THEN 2
    WHEN 'single_origin' THEN 3 WHEN 'forecast_only' THEN 4 ELSE 5 END, earliest IS NULL, earliest, title, event_id"""
BY_DAY = 'ORDER BY earliest IS NULL, earliest, latest, "event_id"'


class Shown(NamedTuple):
    """A table as it is shown: its kind, the SQL of its order, and what a terminal has room for."""

    kind: type[Table[Any]]
    rest: str
    columns: tuple[str, ...]
    cells: Callable[[Any, Dossier], Iterable[object]]


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


SHOWN = {
    "documents": Shown(
        v.Documents,
        "",
        ("id", "input", "published", "publisher", "title", "genre", "counts"),
        lambda row, _: (
            row.doc_id, row.source, days(row.published_earliest, row.published_latest), row.publisher or "not known",
            row.title or "none", row.genre, "yes" if row.counts else "no",
        ),
    ),
    "events": Shown(v.Events, BY_STANDING, ("days", "event", "standing", "origins, at most"), _event_cells),
    "timeline": Shown(v.Events, BY_DAY, ("days", "event", "standing", "origins, at most"), _event_cells),
    "statements": Shown(
        v.Statements,
        'ORDER BY doc_id, start, "end", statement_id',
        ("document", "holder", "status", "certainty", "words"),
        lambda row, _: (
            row.doc_id, row.chain[-1].name if row.voice == "attributed" and row.chain else row.voice, row.status,
            row.certainty, row.text,
        ),
    ),
    "conflicts": Shown(
        t.Conflicts,
        "ORDER BY event_id, slot, conflict_id",
        ("event", "in what", "the one says", "the other says"),
        _conflict_cells,
    ),
    "forecasts": Shown(
        t.Forecasts,
        "ORDER BY outcome = 'open', outcome DESC, event_mention_id",
        ("foretold", "outcome", "what differed", "what happened"),
        _forecast_cells,
    ),
    "failures": Shown(
        t.Failures,
        "",
        ("input", "stage", "what is wrong", "what mends it"),
        lambda row, _: (row.source, row.stage, row.error, row.detail),
    ),
}  # fmt: skip


def rows_of(dossier: Dossier, what: str, limit: int | None) -> list[Any]:
    """The rows that are shown, in their order."""
    shown = SHOWN[what]
    rest = shown.rest if limit is None else f"{shown.rest} LIMIT ?"
    return list(dossier.select(shown.kind, rest, *([] if limit is None else [limit])).rows())


def json_rows(dossier: Dossier, what: str, limit: int | None) -> list[dict[str, Any]]:
    """Every column of the rows that are shown."""
    return [asdict(row) for row in rows_of(dossier, what, limit)]


def terminal_table(dossier: Dossier, what: str, limit: int | None) -> TerminalTable:
    """The rows that are shown, as a table for a terminal."""
    from rich import box
    from rich.table import Table as TerminalTable
    from rich.text import Text

    table = TerminalTable(box=box.SIMPLE_HEAD)
    for column in SHOWN[what].columns:
        table.add_column(column)
    rows = rows_of(dossier, what, limit)
    for row in rows:
        table.add_row(*(Text(legible(str(cell))) for cell in SHOWN[what].cells(row, dossier)))
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
