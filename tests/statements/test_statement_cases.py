from __future__ import annotations

import pytest

from tests.case_tables import read_cases
from tests.statements.reading import read


@pytest.mark.parametrize("case", read_cases("statements"), ids=lambda case: case["note"])
def test_sentence_gives_the_statement(case: dict[str, str]) -> None:
    text = case["sentence"]
    columns = ("source", "cue", "content", "status", "polarity", "certainty", "tense", "quote")
    found = [
        (
            row.source_text or "", row.cue_text or "", " … ".join(text[start:end] for start, end in row.parts),
            row.status, row.polarity, row.certainty, row.tense, row.quote,
        )
        for row in read(text)[1].rows() if row.voice == "attributed"
    ]  # fmt: skip
    assert tuple(case[column] for column in columns) in found


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
    assert found.factuality == float(case["factuality"])
    assert holders.get(found.holder, found.holder) == case["holder"]
