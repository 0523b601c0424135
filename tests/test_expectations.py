"""The language in which expectations are written, asked of a tiny dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso import tables as t
from sayso import views as v
from sayso.schema import Table
from tests.dossier_rows import DossierRows, TableClass
from tests.expectations import (
    PILE,
    Answer,
    Expectation,
    ask,
    fault_of,
    mark_failing,
    parse_test,
    read_expectations,
    summary,
    unmark,
    write_expectations,
)

TEXT = "Mayor Ada Berg met the council on Monday. Berg left on Tuesday."


class TinyDossier:
    """One document of two sentences."""

    rows: tuple[Any, ...] = (
        v.Document(
            "d1",
            "ff",
            "pages/007_berg.txt",
            None,
            None,
            "Berg",
            ("I. Moe", "O. Lie"),
            "en",
            "report",
            TEXT,
            TEXT + " Menu",
            "2024-05-07",
            "2024-05-07",
            "header",
            True,
            "clean/1",
            "",
        ),
        t.Block("d1", 0, 63, 0, 63, "body", True, "clean/1", "a paragraph"),
        t.Block("d1", 63, 68, None, None, "navigation", False, "clean/1", "a menu"),
        t.Sentence("s1", "d1", 0, 41, "body"),
        t.Sentence("s2", "d1", 42, 63, "body"),
        t.Entity("e1", "Ada Berg", "person", "NOR", "GOV", ("Mayor",), ("Berg",), None, None, None, "link/1", ""),
        t.Entity("e2", "Norway", "country", "NOR", None, (), (), 60.0, 10.0, None, "link/1", ""),
        v.Mention("m1", "d1", 6, 14, "Ada Berg", "name", "person", ("e1",), "annotate/1", ""),
        v.Mention("m2", "d1", 42, 46, "Berg", "name", "person", ("e1", "e2"), "annotate/1", ""),
        v.Time("x1", "d1", 31, 40, "on Monday", "DATE", "2024-05-06", None, None, None, "resolve/1", ""),
        v.Time("x2", "d1", 52, 62, "on Tuesday", "DATE", None, None, None, None, "resolve/1", ""),
    )

    def read(self, table: TableClass, /) -> Table[Any]:
        """Its rows of one table."""
        return table.of(row for row in self.rows if isinstance(row, table.row))


@pytest.fixture(scope="module")
def tiny() -> DossierRows:
    """The rows of the tiny dossier."""
    return DossierRows(TinyDossier())


def line(table: str, what: str, value: str, *, document: str = "007", part: str = "") -> Expectation:
    """A line about the tiny dossier."""
    return Expectation("x", document, table, what, value, part, "note")


@pytest.mark.parametrize(
    ("table", "what", "value", "holds"),
    [
        ("times", "text~Monday -> value", "2024-05-06", True),
        ("times", "text~Monday -> value", "2024-05-07", False),
        ("times", "text~Monday & text~Tuesday -> value", "2024-05-06", False),
        ("times", "text~on -> value", "2024-05-06", True),
        ("times", "every text~on -> value", "2024-05-06", False),
        ("times", "every text~on -> timex_type", "date", True),
        ("times", "every text~Sunday -> timex_type", "date", False),
        ("times", "text~Tuesday -> value", "null", True),
        ("times", "sentence~Berg left -> text", "on Tuesday", True),
        ("times", "text~Sunday", "none", True),
        ("times", "text~Sunday", "some", False),
        ("times", "all", "2", True),
        ("times", "all", ">=3", False),
        ("times", "value!=null", "1", True),
        ("mentions", "text=Berg -> entity_ids.names", "~Ada Berg", True),
        ("mentions", "text=Berg -> entity_ids.kind", "person|country", True),
        ("mentions", "text=Berg -> entity_ids.kind", "person", False),
        ("mentions", "entity_ids.name~Norway -> text", "Berg", True),
        ("blocks", "every text~Menu -> kept", "no", True),
        ("documents", "authors=I. Moe", "some", False),
        ("documents", "authors~I. Moe", "some", True),
        ("documents", "text~Menu", "none", True),
        ("documents", "raw_text~Menu", "some", True),
        ("documents", "-> genre", "opinion / report", True),
    ],
)
def test_ask(tiny: DossierRows, table: str, what: str, value: str, holds: bool) -> None:
    asked = line(table, what, value)
    assert fault_of(asked) is None
    assert ask(tiny, asked).holds is holds


def test_a_line_about_another_document_finds_nothing(tiny: DossierRows) -> None:
    assert not ask(tiny, line("times", "all", "some", document="008")).holds


def test_a_line_about_the_pile_asks_all_documents(tiny: DossierRows) -> None:
    assert ask(tiny, line("times", "all", "2", document=PILE)).holds


def test_marks_go_where_lines_hold_and_come_only_when_asked() -> None:
    lines = [line("times", "all", "some", part=part) for part in ("", "2", "", "2")]
    answers = [Answer(holds, "") for holds in (True, True, False, False)]
    assert [one.part for one in unmark(lines, answers)] == ["", "", "", "2"]
    assert [one.part for one in mark_failing(lines, answers)] == ["", "2", "3", "2"]
    assert "all                 2 of    4" in summary(lines, answers)


def test_lines_survive_the_file(tmp_path: Path) -> None:
    lines = read_expectations()
    write_expectations(lines, tmp_path / "lines.csv")
    assert read_expectations(tmp_path / "lines.csv") == lines


@pytest.mark.parametrize(
    ("value", "test", "passes"),
    [
        ("on  Monday", "=On Monday", True),
        ("on Monday", "=Monday", False),
        ("on Monday", "~monday", True),
        ("Kim’s", "~kim's", True),
        (None, "~a", False),
        (None, "null", True),
        ([], "null", True),
        (["a"], "null", False),
        (None, "!=a", True),
        ("a", "!~a", False),
        (["b", "a"], "a|b", True),
        (["b", "a", "c"], "a|b", False),
        (["a one", "b two", "c"], "~two|one", True),
        (["a one"], "~two|one", False),
        ("x", "y / x", True),
        (True, "yes", True),
        (False, "yes", False),
        (2.0, "2", True),
        (43.1, ">=43", True),
        (-3.0, "<=-2", True),
        (None, ">=0", False),
        ("2024-02-13", ">=2024-02-12", True),
        ("2024-02-11", ">=2024-02-12", False),
    ],
)
def test_operators(value: object, test: str, passes: bool) -> None:
    assert parse_test(test).passes(value) is passes


@pytest.mark.parametrize(
    ("table", "what", "value", "fault"),
    [
        ("times", "text~Monday -> value", "2023-09-04", None),
        ("time", "text~Monday -> value", "2023-09-04", "no table"),
        ("times", "words~Monday -> value", "2023-09-04", "no column 'words'"),
        ("times", "text~Monday -> day", "2023-09-04", "no column 'day'"),
        ("times", "text~Monday", "2023-09-04", "no number"),
        ("statements", "antecedent_id.source_ids.land=USA", "some", "no column 'land'"),
        ("statements", "chain.kind~outlet", "some", None),
        ("statements", "chain.sort~outlet", "some", "leads to no 'sort'"),
    ],
)
def test_faults(table: str, what: str, value: str, fault: str | None) -> None:
    found = fault_of(Expectation("x", PILE, table, what, value, "", "note"))
    assert found is None if fault is None else found is not None and fault in found
