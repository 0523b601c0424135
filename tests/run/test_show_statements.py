"""show statements: who says it through whom, how firmly and answering what, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso import tables as t
from sayso.run.show import json_rows, terminal_table
from sayso.run.store import Dossier
from sayso.run.writing import open_writer

TEXT = "The Lagoon Post said the ferry may sink. The owner \u202edenied the report."
DOCUMENT, POST, OWNER = (
    t.ChainLink("document", "A ferry", None, None, None),
    t.ChainLink("outlet", "The Lagoon Post", None, 0, 15),
    t.ChainLink("unnamed", "the owner", None, 41, 50),
)


def held(one_id: str, words: str, *chain: t.ChainLink) -> t.LocalStatement:
    """Words of the text through a chain."""
    start = TEXT.index(words)
    return t.LocalStatement(
        one_id, "d1", start, start + len(words), ((start, start + len(words)),), words,
        "attributed" if chain else "author", None, None, None, (), None, None, None, (DOCUMENT, *chain), None, None,
        "asserted", "positive", "certain", "present", "none", None, "state/1", "by hand",
    )  # fmt: skip


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A report at second hand and its denial, ids not in the order of the text."""
    said = replace(held("b", "the ferry may sink", POST), parent_id="z", status="predicted", certainty="possible")
    denied = replace(held("a", "the report", OWNER), parent_id="y", antecedent_id="b", status="denied")
    with open_writer(tmp_path / "d.sayso") as writer:
        writer.add(t.Texts.of([t.Text("d1", TEXT, None, "news.example", "A ferry", (), "en", "report", "clean/1", "")]))
        first, second = TEXT.split(". ")
        answering = replace(held("z", f"{first}."), antecedent_id="a")
        writer.add(t.LocalStatements.of([denied, said, answering, held("y", second)]))
    return tmp_path / "d.sayso"


def test_a_terminal_shows_chain_and_status_in_words(dossier: Path) -> None:
    """What is reported below what reports it; nothing of a page steers the terminal."""
    with Dossier(dossier) as opened:
        table = terminal_table(opened, "statements", None)
    assert [str(column.header) for column in table.columns] == ["document", "status", "who says it", "words"]
    _, held_as, chain, words = ([str(cell) for cell in column.cells] for column in table.columns)
    assert held_as == ["asserted", "predicted, possible", "asserted", "denied"]
    assert chain == [
        "news.example, own voice",
        "↳ news.example › The Lagoon Post",
        "news.example, own voice",
        "↳ news.example › the owner",
    ]
    assert words[3] == "the report (answers: The Lagoon Post: “the ferry may sink”)"
    assert words[2] == "The owner \N{REPLACEMENT CHARACTER}denied the report."


def test_json_has_every_column_and_the_same_in_words(dossier: Path) -> None:
    """Beside the columns of the table, not instead of them."""
    with Dossier(dossier) as opened:
        rows = json_rows(opened, "statements", None)
        assert json_rows(opened, "statements", 4) == rows
    assert [row["statement_id"] for row in rows] == ["z", "b", "y", "a"]
    assert (rows[3]["antecedent_id"], rows[3]["status"]) == ("b", "denied")
    in_words = [(row["chain_in_words"], row["held_in_words"], row["answers_in_words"]) for row in rows]
    assert in_words == [
        ("news.example", "asserted", "the owner: “the report”"),
        ("news.example › The Lagoon Post", "predicted, possible", None),
        ("news.example", "asserted", None),
        ("news.example › the owner", "denied", "The Lagoon Post: “the ferry may sink”"),
    ]


def test_a_limit_keeps_what_it_points_at_in_words(dossier: Path) -> None:
    """The statement that is answered need not be among the rows shown."""
    with Dossier(dossier) as opened:
        (only,) = json_rows(opened, "statements", 1)
    assert only["answers_in_words"] == "the owner: “the report”"
