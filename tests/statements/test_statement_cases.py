from __future__ import annotations

import re

import pytest

from sayso.tables import LocalStatement
from tests.case_tables import read_cases
from tests.statements.reading import read

SHARED = 0.5
"""Of the words of two contents, how many must be the same for them to be one: the encoder draws edges its own way."""

BAND = 1.0
"""How far a factuality may be from that of its word: the encoder's numbers lie between the steps of the scale."""


@pytest.mark.parametrize("case", read_cases("statements"), ids=lambda case: case["note"])
def test_sentence_gives_the_statement(case: dict[str, str]) -> None:
    found = [row for row in read(case["sentence"])[1].rows() if row.voice == "attributed" and is_of(row, case)]
    assert [case["status"], case["polarity"], case["certainty"], case["tense"], case["quote"]] in [
        [row.status, row.polarity, row.certainty, row.tense, row.quote] for row in found
    ]


def is_of(row: LocalStatement, case: dict[str, str]) -> bool:
    """Whether a statement has the source, cue and content of a case."""
    ours, theirs = (set(re.findall(r"\w+", words.lower())) for words in (told(row), case["content"]))
    same = len(ours & theirs) >= SHARED * len(ours | theirs)
    source = (row.source_text or "") == "" if not case["source"] else case["source"] in (row.source_text or "")
    return same and source and case["cue"] in (row.cue_text or "")


def told(row: LocalStatement) -> str:
    """The pieces of a content, joined."""
    return " ".join(row.text[start - row.start : end - row.start] for start, end in row.parts)


@pytest.mark.parametrize("case", read_cases("author_statements"), ids=lambda case: case["note"])
def test_author_holds_it(case: dict[str, str]) -> None:
    authors = [row for row in read(case["sentence"])[1].rows() if row.voice == "author"]
    row = min(authors, key=lambda row: row.start)
    assert [row.status, row.polarity, row.certainty, row.tense] == [
        case["status"], case["polarity"], case["certainty"], case["tense"],
    ]  # fmt: skip


@pytest.mark.parametrize("case", read_cases("predicates"), ids=lambda case: case["note"])
def test_predicate_is_as_firm_as_its_words(case: dict[str, str]) -> None:
    predicates, statements = read(case["sentence"])
    holders = {row.statement_id: (row.source_text or "").lower() for row in statements.rows()}
    (found,) = [row for row in predicates.rows() if row.text == case["word"]]
    expected = float(case["factuality"])
    assert abs(found.factuality - expected) <= BAND
    assert found.factuality * expected >= 0
    assert holders.get(found.holder, found.holder) == case["holder"]
