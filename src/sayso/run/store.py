"""Dossier: a dossier's file, open for reading."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sayso import tables as t
from sayso import views as v
from sayso.errors import DossierError
from sayso.run.layout import APPLICATION_ID, LAYOUT, layout_digest, read_rows
from sayso.schema import Table

T = TypeVar("T", bound=Table[Any])

WAIT_SECONDS = 30
"""How long a connection waits for another that holds the file for a moment."""


class Dossier:
    """A dossier, open for reading: every table of `tables.py` and view of `views.py`, typed.

    A build that is going on does not block it; it then reads what has been written so far.

    Raises: DossierError if there is no file, it is not a dossier, or another version of Sayso laid it out
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.is_file():
            raise DossierError(f"there is no dossier {self.path}; sayso build makes one")
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        with clear_errors(self.path):
            self.connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS)
            try:
                found = layout_of(self.connection)
            except sqlite3.Error:
                self.connection.close()
                raise
        if found.empty or not found.ours:
            self.connection.close()
            raise not_a_dossier(self.path)
        if not found.current:
            self.connection.close()
            raise DossierError(
                f"{self.path} was laid out by another version of Sayso; "
                f"sayso build --into {self.path} brings it up to date"
            )

    def read(self, kind: type[T], *, limit: int | None = None) -> T:
        """A table or view in the order of its key; `limit`: its first rows only."""
        return self.select(kind, "" if limit is None else "LIMIT ?", *([] if limit is None else [limit]))

    def select(self, kind: type[T], rest: str, *values: object) -> T:
        """The rows of a table or view that SQL's WHERE, ORDER BY or LIMIT leaves."""
        with clear_errors(self.path):
            return read_rows(self.connection, kind, rest, values)

    def count(self, kind: type[Table[Any]]) -> int:
        """How many rows a table or view has."""
        with clear_errors(self.path):
            return int(self.connection.execute(f"SELECT count(*) FROM {kind.name}").fetchone()[0])

    def documents(self) -> v.Documents:
        """Every document, with its text and its date."""
        return self.read(v.Documents)

    def entities(self) -> t.Entities:
        """Who and what the pile speaks of."""
        return self.read(t.Entities)

    def statements(self) -> v.Statements:
        """Every statement with its holder, chain and date."""
        return self.read(v.Statements)

    def event_mentions(self) -> v.EventMentions:
        """Every telling of an action."""
        return self.read(v.EventMentions)

    def events(self) -> v.Events:
        """Every event and how it stands."""
        return self.read(v.Events)

    def agreement(self) -> t.Agreement:
        """Who says what of every event, through whom."""
        return self.read(t.Agreement)

    def conflicts(self) -> t.Conflicts:
        """Every pair of tellings that cannot both be right."""
        return self.read(t.Conflicts)

    def forecasts(self) -> t.Forecasts:
        """Every foretold or pledged action and what became of it."""
        return self.read(t.Forecasts)

    def failures(self) -> t.Failures:
        """What could not be read, and what mends it."""
        return self.read(t.Failures)

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Layout:
    """What a SQLite file's header and tables say of it."""

    def __init__(self, empty: bool, ours: bool, version: int, digest: str | None) -> None:
        self.empty = empty
        self.ours = ours
        self.version = version
        self.current = version == LAYOUT and digest == layout_digest()


def layout_of(connection: sqlite3.Connection) -> Layout:
    """Raises: sqlite3.DatabaseError if the file is no SQLite file at all."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    empty = not names
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID and "sayso_state" in names
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if empty or not ours or version != LAYOUT:
        return Layout(empty, ours, version, None)
    row = connection.execute("SELECT value FROM sayso_state WHERE name = 'layout'").fetchone()
    return Layout(empty, ours, version, row[0] if row else None)


def not_a_dossier(path: Path) -> DossierError:
    """The error for a file that is something else."""
    return DossierError(f"{path} is not a dossier and is left as it is; give another name")


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Whatever keeps SQLite from a dossier's file -> a sentence that says so; our own faults stay as they are.

    Raises: DossierError
    """
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind of error, the rest its finer shade.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise not_a_dossier(path) from error
        if code in _CANNOT_OPEN and path.exists() and not os.access(path, os.R_OK):
            raise DossierError(f"you are not allowed to read {path}; give yourself the right to read it") from error
        if code in _MENDS:
            raise DossierError(f"{path} {_MENDS[code]}") from error
        raise


_CANNOT_OPEN = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_NO_WAY_IN = (
    "cannot be opened where it lies, as its folder cannot be written; "
    "copy it, with the files beside it that begin with its name, to a folder of your own"
)
_MENDS = dict.fromkeys(_CANNOT_OPEN, _NO_WAY_IN) | {
    sqlite3.SQLITE_BUSY: "is held by another program; close that program, or wait until it is done",
    sqlite3.SQLITE_LOCKED: "is held by another program; close that program, or wait until it is done",
    sqlite3.SQLITE_READONLY: "cannot be written, as the file or its folder is read-only; "
    "copy it to a folder of your own, or give another name",
    sqlite3.SQLITE_FULL: "cannot be written on, as the disk is full; make room, then give the same command again",
    sqlite3.SQLITE_IOERR: "cannot be read or written by the system; check the disk, then give the same command again",
    sqlite3.SQLITE_CORRUPT: "is damaged; go back to a copy of it, or build it again under another name",
    sqlite3.SQLITE_NOMEM: "needs more memory than there is; close other programs, then give the same command again",
}


def open_dossier(path: str | Path) -> Dossier:
    """A dossier's file -> the dossier, open for reading."""
    return Dossier(path)
