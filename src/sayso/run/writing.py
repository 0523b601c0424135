"""Writer: a dossier's file, open for one build."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from sayso import tables as t
from sayso.errors import DossierError
from sayso.run.layout import (
    APPLICATION_ID,
    KEPT,
    LAYOUT,
    STORED,
    TableType,
    digest_of,
    insert_rows,
    layout_digest,
    layout_sql,
)
from sayso.run.store import WAIT_SECONDS, Layout, clear_errors, layout_of, not_a_dossier
from sayso.schema import Table


@contextmanager
def open_writer(path: Path) -> Iterator[Writer]:
    """A new or known dossier -> the one writer it can have; at the end all of it stands in one file.

    Raises: DossierError if another build is writing it, it is something else, or its folder cannot be written
    """
    if path.is_dir() or not path.absolute().parent.is_dir():
        reason = "is a folder" if path.is_dir() else "stands in a folder that is not there"
        raise DossierError(f"{path} {reason}; give the name of a file, such as NAME.sayso")
    lock = FileLock(f"{path.absolute()}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DossierError(f"another build is writing {path}; wait for it, or give another name") from error
    except OSError as error:
        raise DossierError(f"{path} cannot be written ({error.strerror}); give a name in another folder") from error
    try:
        with clear_errors(path), _connected(path) as connection:
            found = _refuse_others(connection, path)
            try:
                _prepare(connection, found)
                yield Writer(connection)
            finally:
                _settle(connection)
    finally:
        # Taken away while still held; who waits for it sees that it is gone and makes a new one.
        with suppress(OSError):
            Path(lock.lock_file).unlink()
        lock.release()


def _connected(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None))


def _refuse_others(connection: sqlite3.Connection, path: Path) -> Layout:
    """The layout of a file that we may write; nothing is changed in one that we may not."""
    found = layout_of(connection)
    if not found.empty and not found.ours:
        raise not_a_dossier(path)
    if found.version > LAYOUT:
        raise DossierError(f"{path} was made by a newer Sayso; build it with that one, or give another name")
    return found


def _prepare(connection: sqlite3.Connection, found: Layout) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if found.empty or not found.current:
        _lay_out(connection, found.empty)


def _lay_out(connection: sqlite3.Connection, empty: bool) -> None:
    """Makes every table and view; of a dossier of another layout the tables in KEPT stay."""
    with _transaction(connection):
        kept: dict[str, str] = {}
        if not empty:
            kept = {name: columns for name in KEPT if (columns := _columns(connection, name))}
            for name in kept:
                connection.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
            _drop_all(connection, {f"old_{name}" for name in kept})
        for sql in layout_sql():
            connection.execute(sql)
        for name, columns in kept.items():
            connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM old_{name}")
            connection.execute(f"DROP TABLE old_{name}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
        connection.execute("INSERT INTO sayso_state VALUES ('layout', ?)", (layout_digest(),))


def _columns(connection: sqlite3.Connection, name: str) -> str:
    """The columns of a table, for SQL; empty if there is no such table."""
    return ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({name})"))


def _drop_all(connection: sqlite3.Connection, except_for: set[str]) -> None:
    connection.execute("PRAGMA legacy_alter_table = ON")
    shapes = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    for shape in ("view", "index", "table"):
        for found, name in shapes:
            if found == shape and name not in except_for:
                connection.execute(f'DROP {shape.upper()} IF EXISTS "{name}"')


def _settle(connection: sqlite3.Connection) -> None:
    """Brings everything into the one file, whatever went wrong before.

    A reader may stand in the way, or what went wrong; the next build then does it.
    """
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 2000")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors, such as a full disk, SQLite has rolled back already.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


class Writer:
    """Puts rows into a dossier, whole transactions at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside it, or nothing."""
        with _transaction(self.connection):
            yield

    def run(self, sql: str, *values: object) -> None:
        """One statement of SQL."""
        self.connection.execute(sql, values)

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self.connection.execute(sql, values).fetchall()

    def add(self, table: Table[Any], verb: str = "INSERT") -> None:
        """Writes rows."""
        insert_rows(self.connection, table, verb)

    def replace(self, table: Table[Any]) -> None:
        """Writes rows in place of all that the table held."""
        self.run(f"DELETE FROM {table.name}")
        self.add(table)

    def clear_document(self, doc_id: str, kinds: Iterable[TableType]) -> None:
        """Takes a document's rows out of some tables."""
        for kind in kinds:
            self.run(f"DELETE FROM {kind.name} WHERE doc_id = ?", doc_id)

    def state(self, name: str) -> str | None:
        """What the runner noted under a name."""
        rows = self.ask("SELECT value FROM sayso_state WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def set_state(self, name: str, value: str) -> None:
        """Notes something for the next build."""
        self.run("INSERT OR REPLACE INTO sayso_state VALUES (?, ?)", name, value)

    def counts(self) -> Mapping[str, int]:
        """How many rows every stored table has."""
        return {kind.name: self.ask(f"SELECT count(*) FROM {kind.name}")[0][0] for kind in STORED}

    def digests(self) -> Mapping[str, str]:
        """A SHA-256 over the rows of every table that the same pile always fills alike."""
        return digests_of(self.connection)


def digests_of(connection: sqlite3.Connection) -> Mapping[str, str]:
    """A SHA-256 over the rows of every table that the same pile always fills alike."""
    outside = (t.Sources, t.Runs, t.Failures)
    return {kind.name: digest_of(connection, kind) for kind in STORED if kind not in outside}
