from __future__ import annotations

import pytest

from sayso.tables import Genre, LocalStatement
from tests.case_tables import read_cases
from tests.statements.reading import read

GENRES: dict[str, Genre] = {"opinion": "opinion", "analysis": "analysis", "report": "report"}


def authors(text: str, genre: Genre = "opinion", names: tuple[str, ...] = ()) -> list[LocalStatement]:
    rows = read(text, genre=genre, authors=names)[1].rows()
    return sorted((row for row in rows if row.voice == "author"), key=lambda row: (row.start, row.end))


@pytest.mark.parametrize("case", read_cases("voices"), ids=lambda case: case["note"])
def test_an_author_reports_or_judges(case: dict[str, str]) -> None:
    row = authors(case["text"], GENRES[case["genre"]])[0]
    assert (row.status, row.detail[: len(case["why"])]) == (case["status"], case["why"])


@pytest.mark.parametrize(
    "text",
    [
        "I believe the court will stop the sale.",
        "We think that the company lied.",
        "This newspaper has argued that land belongs to the town.",
        "In my view, the bank has failed.",
        "In our opinion the bank is weak.",
    ],
)
def test_what_the_author_holds_is_put_down_to_nobody_else(text: str) -> None:
    rows = list(read(text, genre="opinion")[1].rows())
    assert [row.voice for row in rows] == ["author"]
    assert [link.kind for link in rows[0].chain] == ["document"]


def test_the_first_person_is_the_one_author_of_a_page() -> None:
    own, other = authors("I grew up in Ostra. The US sold the harbour.", names=("Petra Holm",))
    assert [(link.kind, link.name) for link in own.chain] == [("document", "d"), ("person", "Petra Holm")]
    assert [link.kind for link in other.chain] == ["document"]


def test_of_two_authors_nobody_knows_who_is_meant() -> None:
    (own,) = authors("I grew up in Ostra.", names=("Petra Holm", "Jon Ek"))
    assert [link.kind for link in own.chain] == ["document"]


def test_we_in_a_quotation_is_not_the_author() -> None:
    rows = list(read("“We believe the court will stop it,” Anna Moss said.", genre="opinion")[1].rows())
    assert all(link.name != "Petra Holm" for row in rows for link in row.chain)
    assert any(row.voice == "attributed" and row.status == "predicted" for row in rows)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("“We lost everything. We left at night,” said Anna Moss.", "Anna Moss"),
        ("“We lost everything. We left at night.”", "somebody"),
        ("Anna Moss said: “We left. The police came.”", "Anna Moss"),
        ("“The mill has burned.” “The police came.”", "somebody"),
    ],
)
def test_quoted_words_are_not_told_by_the_author(text: str, holder: str) -> None:
    rows = list(read(text)[1].rows())
    given = [row for row in rows if row.voice == "author" and row.quote == "direct"]
    assert given
    for row in given:
        assert (row.status, row.polarity, row.certainty, row.tense) == ("asserted", "positive", "certain", "past")
        assert row.detail.startswith(f"quoted words: held by {holder}")
        # Whoever looks for the innermost holder of a word in the sentence finds somebody else.
        words = [at for at in range(row.start, row.end) if text[at].isalnum()]
        others = [part for other in rows if other.voice == "attributed" for part in other.parts]
        assert all(any(start <= at < end for start, end in others) for at in words)
        assert all(end - start <= row.end - row.start for start, end in others if row.start <= start < row.end)


def test_quoted_words_answer_nothing_in_the_authors_voice() -> None:
    rows = list(read("The police said the mill had burned. “The mill has not burned,” said Anna Moss.")[1].rows())
    assert not any(row.voice == "author" and row.status == "denied" for row in rows)
