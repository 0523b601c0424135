from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.tables import LocalStatement
from tests.case_tables import read_cases
from tests.statements.reading import read

PIECES = st.sampled_from(
    [
        "Q:",
        "A:",
        "ANNA MOSS:",
        "Paul Orth (Tull):",
        "\n\n",
        "\n",
        "We left.",
        "Why?",
        "“",
        "”",
        "said",
        ":",
        "(Applause.)",
    ]
)


def held(text: str) -> list[LocalStatement]:
    return [row for row in read(text)[1].rows() if row.voice == "attributed"]


@pytest.mark.parametrize("case", read_cases("turns"), ids=lambda case: case["note"])
def test_a_turn_is_held_by_its_speaker(case: dict[str, str]) -> None:
    text = case["text"].replace(" ¶ ", "\n\n")
    rows = [row for row in held(text) if row.text.strip() == case["sentence"]]
    if not case["holder"]:
        assert rows == []
        return
    assert [(row.chain[-1].name, row.status, row.quote) for row in rows] == [(case["holder"], case["status"], "direct")]


def test_what_a_speaker_reports_is_nested_in_the_turn() -> None:
    text = (
        "Q: What happened?\n\nA: Anna Moss said that the bridge had fallen. I believe her.\n\nQ: Why?\n\nA: It was old."
    )
    outer = next(row for row in held(text) if row.text.startswith("Anna Moss said"))
    inner = next(row for row in held(text) if row.cue_text == "said")
    assert inner.parent_id == outer.statement_id
    assert [link.name for link in inner.chain] == ["d", "A", "Anna Moss"]


def test_i_in_a_turn_is_the_speaker() -> None:
    text = "Q: What now?\n\nA: I think the bridge will fall.\n\nQ: Why?\n\nA: It is old."
    inner = next(row for row in held(text) if row.cue_text == "think")
    assert (inner.status, [link.name for link in inner.chain]) == ("predicted", ["d", "A"])


def test_an_answer_is_not_the_pages() -> None:
    text = "Q: Did it fall?\n\nA: The bridge fell. Nobody died.\n\nQ: When?\n\nA: In May."
    own = [row for row in read(text)[1].rows() if row.voice == "author"]
    assert {(row.status, row.quote) for row in own} == {("asserted", "direct")}
    assert all(row.detail.startswith("quoted words: held by") for row in own)


@pytest.mark.parametrize(
    ("title", "holders"),
    [
        ("Full text: the speech of Anna Moss", {"Anna Moss"}),
        ("The speech of Anna Moss in full", {"Anna Moss"}),
        ("Full text: what Anna Moss told Paul Orth", set()),
        ("The speech of Anna Moss", set()),
    ],
)
def test_a_page_that_prints_a_speech_is_whoever_gives_it(title: str, holders: set[str]) -> None:
    text = f"{title}\n\nThe harbour is closed.\n\nThank you. We opened it in May.\n\nThe police came later."
    rows = [row for row in read(text, titled=True)[1].rows() if row.voice == "attributed" and row.quote == "direct"]
    assert {row.chain[-1].name for row in rows} == holders
    assert {row.text for row in rows} == (
        {"Thank you.", "We opened it in May.", "The police came later."} if holders else set()
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=14))
def test_any_turns_give_every_sentence_an_author(pieces: list[str]) -> None:
    text = " ".join(pieces).replace("\n ", "\n")
    if text.strip():
        rows = list(read(text)[1].rows())
        assert any(row.voice == "author" for row in rows)
        assert all(row.start < row.end for row in rows)
