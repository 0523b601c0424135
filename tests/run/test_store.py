"""Dossier and Writer: typed tables in and out of one SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import tables as t
from sayso.errors import DossierError
from sayso.run.layout import APPLICATION_ID, LAYOUT, STORED, insert_rows, layout_sql, read_rows, table_sql
from sayso.run.store import Dossier, clear_errors
from sayso.run.writing import open_writer
from sayso.schema import Table

T = TypeVar("T", bound=Table[Any])

words = st.text(st.characters(exclude_categories=["Cs"]))
optional = st.none() | words
referents = st.builds(
    t.Referent, words, words, words, st.sampled_from(["person", "place"]), st.lists(words).map(tuple),
    st.lists(words).map(tuple), optional, optional, optional, words, words,
)  # fmt: skip
numbers = st.builds(
    t.NumberTold, words, st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 9), st.just(9)
)


def stored(table: T) -> T:
    connection = sqlite3.connect(":memory:")
    for sql in table_sql(type(table)):
        connection.execute(sql)
    insert_rows(connection, table)
    again = read_rows(connection, type(table))
    connection.close()
    return again


@given(st.lists(referents, max_size=5, unique_by=lambda row: row.referent_id))
def test_rows_come_back_as_they_went_in(rows: list[t.Referent]) -> None:
    table = t.Referents.of(rows)
    assert stored(table).arrow.equals(table.arrow)


@given(st.lists(numbers, max_size=3))
def test_structs_floats_and_truth_values_come_back(told: list[t.NumberTold]) -> None:
    row = t.LocalEventMention(
        "m", "s", "d", 0, 1, "x", None, None, "AID", "AID", None, (), None, -0.1, "material cooperation", (), (), (),
        (), (), (), None, None, tuple(told), "asserted", "positive", "certain", "past", None, 0.3333, "code/1", "",
    )  # fmt: skip
    assert list(stored(t.LocalEventMentions.of([row])).rows()) == [row]
    block = t.Block("d", 0, 5, None, None, "body", False, "clean/1", "")
    assert list(stored(t.Blocks.of([block])).rows()) == [block]


def test_the_file_says_that_it_is_a_dossier_and_travels_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.sayso"
    with open_writer(path) as writer:
        assert writer.ask("PRAGMA journal_mode") == [("wal",)]
    assert [file.name for file in tmp_path.iterdir()] == ["d.sayso"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_every_stored_table_and_view_can_be_read_when_empty(tmp_path: Path) -> None:
    with open_writer(tmp_path / "d.sayso"):
        pass
    with Dossier(tmp_path / "d.sayso") as dossier:
        for kind in STORED:
            assert len(dossier.read(kind)) == 0
        tables = (
            dossier.documents(), dossier.entities(), dossier.statements(), dossier.event_mentions(), dossier.events(),
            dossier.agreement(), dossier.conflicts(), dossier.forecasts(), dossier.failures(),
        )  # fmt: skip
        assert [len(table) for table in tables] == [0] * 9


def test_rows_are_read_in_the_order_of_the_key_and_limited(tmp_path: Path) -> None:
    with open_writer(tmp_path / "d.sayso") as writer:
        writer.add(t.Failures.of([t.Failure("b", "ingest", "x", "y"), t.Failure("a", "ingest", "x", "y")]))
    with Dossier(tmp_path / "d.sayso") as dossier:
        assert [row.source for row in dossier.read(t.Failures).rows()] == ["a", "b"]
        assert [row.source for row in dossier.read(t.Failures, limit=1).rows()] == ["a"]
        latest = dossier.select(t.Failures, "WHERE stage = ? ORDER BY source DESC LIMIT ?", "ingest", 1)
        assert [row.source for row in latest.rows()] == ["b"]


def other_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()


def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, sqlite = tmp_path / "text.sayso", tmp_path / "sqlite.sayso"
    text.write_text("a page about nothing\n" * 100)
    other_sqlite(sqlite)
    for path in (text, sqlite):
        before = path.read_bytes()
        with pytest.raises(DossierError, match="is not a dossier and is left as it is"):
            Dossier(path)
        with pytest.raises(DossierError, match="is not a dossier and is left as it is"), open_writer(path):
            pass
        assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["sqlite.sayso", "text.sayso"]


@pytest.mark.parametrize(("name", "message"), [("", "is a folder"), ("none/d.sayso", "folder that is not there")])
def test_a_dossier_needs_a_file_in_a_folder(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(DossierError, match=message), open_writer(tmp_path / name):
        pass


def test_there_is_no_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="there is no dossier"):
        Dossier(tmp_path / "d.sayso")
    (tmp_path / "empty.sayso").touch()
    with pytest.raises(DossierError, match="is not a dossier"):
        Dossier(tmp_path / "empty.sayso")


def test_one_writer_at_a_time_and_readers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "d.sayso"
    with open_writer(path) as writer:
        with pytest.raises(DossierError, match="another build is writing"), open_writer(path):
            pass
        with writer.transaction():
            writer.add(t.Failures.of([t.Failure("a", "ingest", "x", "y")]))
            with Dossier(path) as dossier:
                assert len(dossier.failures()) == 0
        with Dossier(path) as dossier:
            assert len(dossier.failures()) == 1


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with open_writer(tmp_path / "d.sayso") as writer:
        with pytest.raises(ZeroDivisionError), writer.transaction():
            writer.add(t.Failures.of([t.Failure("a", "ingest", "x", "y")]))
            raise ZeroDivisionError
        assert writer.ask("SELECT count(*) FROM failures") == [(0,)]


def test_a_dossier_of_another_layout_keeps_what_cannot_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "d.sayso"
    with open_writer(path) as writer:
        writer.add(t.Originals.of([t.Original("0" * 64, "text/plain", b"bytes")]))
        writer.add(t.Failures.of([t.Failure("a", "ingest", "x", "y")]))
        writer.run("INSERT INTO sayso_unread VALUES ('/pile/a', 'a', 'x', 'y', NULL)")
        writer.run("ALTER TABLE sentences ADD COLUMN colour TEXT")
        writer.set_state("layout", "of old")
    with pytest.raises(DossierError, match="another version of Sayso"):
        Dossier(path)
    with open_writer(path):
        pass
    with Dossier(path) as dossier:
        assert [row.content for row in dossier.read(t.Originals).rows()] == [b"bytes"]
        assert len(dossier.failures()) == 0
        unread = dossier.connection.execute("SELECT * FROM sayso_unread").fetchall()
        assert unread == [("/pile/a", "a", "x", "y", None)]
        found = {sql for (sql,) in dossier.connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
        assert found == set(layout_sql())


@pytest.mark.parametrize("error", [ZeroDivisionError("mine"), KeyboardInterrupt("mine")])
def test_the_file_travels_alone_after_an_error_too(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "d.sayso"
    with pytest.raises(type(error), match="mine"), open_writer(path) as writer, writer.transaction():
        writer.add(t.Failures.of([t.Failure("a", "ingest", "x", "y")]))
        raise error
    assert [file.name for file in tmp_path.iterdir()] == ["d.sayso"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_what_sqlite_undid_already_does_not_hide_the_first_error(tmp_path: Path) -> None:
    with open_writer(tmp_path / "d.sayso") as writer, pytest.raises(ZeroDivisionError), writer.transaction():
        writer.run("ROLLBACK")
        raise ZeroDivisionError


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_NOTADB, "is not a dossier and is left as it is"),
        (sqlite3.SQLITE_BUSY, "is held by another program; close that program"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "is held by another program; close that program"),
        (sqlite3.SQLITE_READONLY, "read-only; copy it to a folder of your own"),
        (sqlite3.SQLITE_FULL, "the disk is full; make room"),
        (sqlite3.SQLITE_IOERR_READ, "check the disk"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened where it lies"),
        (sqlite3.SQLITE_CORRUPT, "is damaged; go back to a copy"),
    ],
)
def test_what_keeps_sqlite_from_a_file_is_said(tmp_path: Path, code: int, message: str) -> None:
    with pytest.raises(DossierError, match=f"d.sayso .*{message}"), open_writer(tmp_path / "d.sayso"):
        raise sqlite_error(code)


def test_what_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(DossierError, match="you are not allowed to read"), clear_errors(tmp_path):
        raise sqlite_error(sqlite3.SQLITE_CANTOPEN)


def test_a_fault_of_ours_is_not_laid_at_the_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), open_writer(tmp_path / "d.sayso") as writer:
        writer.ask("SELECT * FROM nowhere")


def test_a_dossier_that_another_program_holds_is_not_called_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.sayso"
    with open_writer(path):
        pass
    monkeypatch.setattr("sayso.run.store.WAIT_SECONDS", 0.01)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DossierError, match="is held by another program"):
        Dossier(path)
    holder.close()


def test_a_dossier_of_a_newer_sayso_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.sayso"
    with open_writer(path) as writer:
        writer.run(f"PRAGMA user_version = {LAYOUT + 1}")
    with pytest.raises(DossierError, match="newer Sayso"), open_writer(path):
        pass
