"""What a parse gives: whose "I" it is, what stands behind a preposition, which word the others hang on."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.attribution import is_first_person
from sayso.statements.tree import has_to, is_numeral, noun_phrase_span, objects_of, subject_of, top_of, within
from tests.case_tables import read_cases


def parsed(text: str) -> Doc:
    return parse_text(text, [Span(0, len(text))])


def word(doc: Doc, text: str) -> Token:
    return next(token for token in reversed(doc) if token.text == text)


@pytest.mark.parametrize("case", read_cases("first_persons"), ids=lambda case: case["note"])
def test_a_number_behind_a_name_is_nobodys_i(case: dict[str, str]) -> None:
    one = word(parsed(case["sentence"]), "I")
    assert is_first_person(one) == (case["first_person"] == "yes")
    assert is_numeral(one) != is_first_person(one)
    subject = subject_of(one.head)
    assert subject is not None and subject.text == case["who"]


def test_the_number_belongs_to_the_name() -> None:
    text = "Queen Margaret I said that the siege was over."
    assert noun_phrase_span(word(parsed(text), "Margaret")).of(text) == "Queen Margaret I"


def test_our_and_we_are_the_first_person_and_she_is_not() -> None:
    doc = parsed("We told her that she had seen our boat.")
    assert [token.text for token in doc if is_first_person(token)] == ["We", "our"]


def test_marks_are_no_subject() -> None:
    subject = subject_of(word(parsed("“No. 10 has agreed to the plan,” said Anna Moss."), "agreed"))
    assert subject is None or any(character.isalnum() for character in subject.text)


@pytest.mark.parametrize(
    ("text", "verb", "prepositions", "objects"),
    [
        ("She spoke to the mayor with a smile in May.", "spoke", ("to",), ["mayor"]),
        ("She spoke to the mayor with a smile in May.", "spoke", ("to", "in"), ["mayor", "May"]),
        ("She spoke to the mayor with a smile in May.", "spoke", (), ["mayor", "smile", "May"]),
        ("She spoke to the mayor with a smile in May.", "spoke", ("about",), []),
        ("The memo was written by the ministry.", "written", ("by",), ["ministry"]),
        ("The mayor left.", "left", (), []),
    ],
)
def test_objects_of_prepositions(text: str, verb: str, prepositions: tuple[str, ...], objects: list[str]) -> None:
    assert [noun.text for noun in objects_of(word(parsed(text), verb), *prepositions)] == objects


@pytest.mark.parametrize(
    ("text", "verb", "behind_to"),
    [
        ("The mayor vowed to resign.", "resign", True),
        ("The mayor went to the harbour.", "went", False),
        ("The mayor will resign.", "resign", False),
    ],
)
def test_verb_behind_to(text: str, verb: str, behind_to: bool) -> None:
    assert has_to(word(parsed(text), verb)) is behind_to


def test_token_is_within_the_piece_in_which_it_begins() -> None:
    doc = parsed("The mayor left.")
    mayor = word(doc, "mayor")
    assert within([Span(0, 2), Span(4, 5)], mayor)
    assert not within([Span(0, 4), Span(5, 15)], mayor)
    assert not within([], mayor)


def test_top_is_a_word_and_no_mark() -> None:
    doc = parsed("“The old mayor left,” she said.")
    assert top_of([token for token in doc if token.text in {"The", "old", "mayor", "“"}]) == word(doc, "mayor")
    assert top_of([token for token in doc if token.is_punct]) is None
    assert top_of([]) is None
