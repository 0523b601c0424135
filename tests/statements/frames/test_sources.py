"""Who holds what is said, who holds nothing, and what is left out where too much is said at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.statements.cues.rules import MAX_ATTRIBUTIONS
from sayso.statements.holders.datelines import dateline_end, datelines
from tests.statements.reading import read, statement

CASES = Path(__file__).parents[2] / "cases"


def _cases(name: str) -> Iterator[Any]:
    lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        yield pytest.param(row, id=row["note"])


@pytest.mark.parametrize("case", list(_cases("no_statements.csv")))
def test_nobody_but_the_author_holds_it(case: dict[str, str]) -> None:
    rows = list(read(case["text"])[1].rows())
    assert not [(row.source_text, row.cue_text, row.text) for row in rows if row.voice == "attributed"]


@pytest.mark.parametrize("case", list(_cases("datelines.csv")))
def test_dateline_is_found(case: dict[str, str]) -> None:
    assert case["text"][: dateline_end(case["text"], 0)] == case["dateline"]


@given(st.text(alphabet="AbC ,.-–—()[]/\n0é", max_size=300))
def test_datelines_lie_at_the_heads_of_paragraphs(text: str) -> None:
    for span in datelines(text):
        assert 0 <= span.start < span.end <= len(text)
        assert text[: span.start].rstrip(" ").endswith("\n") or span.start == 0


def test_what_somebody_refuses_to_confirm_is_left_open() -> None:
    row = statement("The ministry refused to confirm that the envoy had left.", "refused")
    assert (row.text, row.status, row.certainty) == ("that the envoy had left", "speculated", "unknown")


def test_refusal_to_act_is_meant() -> None:
    assert statement("The minister refused to resign.", "refused").status == "pledged"


def test_story_of_what_somebody_should_have_done_is_asserted_and_disowned() -> None:
    text = "This is the fake story spun by the tabloids, that the harbour board should have sold the pier."
    rows = [row for row in read(text)[1].rows() if row.text.startswith("that the harbour board")]
    assert {(row.voice, row.status) for row in rows} == {("attributed", "asserted"), ("author", "denied")}


def test_what_mattered_to_somebody_is_not_foretold() -> None:
    row = statement("The palace said that its own interests mattered, “not warnings from abroad.”", "said")
    assert (row.status in {"asserted", "opinion"}, row.tense) == (True, "past")


def test_those_who_speak_together_come_in_the_order_of_the_text() -> None:
    row = statement("Zoe Adams and Adam Zelig told reporters that the road was open.", "told")
    assert [link.name for link in row.chain[1:]] == ["Zoe Adams", "Adam Zelig"]
    assert list(row.source_referent_ids) == sorted(row.source_referent_ids)


@pytest.mark.parametrize(
    "text",
    [
        "A lawmaker asked where the minister was. The minister's aide said he did not know.",
        "Asked if schools would open on Monday, Anna Moss said she could not say.",
        "Sixteen people accused the landlord of locking the doors. No weapons were found, the coroner said.",
        "The agent slammed the reports. The singer's mother told the Sun that she had “heard nothing”.",
    ],
)
def test_ignorance_and_other_matters_are_no_denials(text: str) -> None:
    last = max((row for row in read(text)[1].rows() if row.voice == "attributed"), key=lambda row: row.start)
    assert last.status != "denied"


def test_negation_meets_another_form_of_the_same_word() -> None:
    text = "Witnesses said officers beat five men; the ministry said nobody was beaten."
    row = next(row for row in read(text)[1].rows() if row.text == "nobody was beaten")
    assert row.status == "denied" and row.antecedent_id is not None


def test_cues_past_the_limit_are_named_where_they_are_left_out() -> None:
    said = " and ".join("Anna denied that it rained" for _ in range(MAX_ATTRIBUTIONS + 20))
    rows = list(read(f"{said}.")[1].rows())
    assert sum(row.voice == "attributed" for row in rows) <= MAX_ATTRIBUTIONS
    details = [row.detail for row in rows if row.voice == "author"]
    assert any("left out, the least certain: 'denied'" in detail for detail in details)


@pytest.mark.parametrize(
    "text",
    [
        "“No. 10 has agreed to the plan,” said Anna Moss.",
        "“No. 7 has vowed to fight the tax,” the shopkeepers said.",
        "… said that the dam was safe.",
        "— denied that the dam was safe, the mayor said.",
    ],
)
def test_marks_hold_nothing(text: str) -> None:
    sources = [row.source_text for row in read(text)[1].rows() if row.source_text is not None]
    assert all(any(character.isalnum() for character in source) for source in sources), sources
