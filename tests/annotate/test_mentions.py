"""Mentions and referents: who is meant by which words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.actors import read_actors, spellings_of_countries
from sayso.language.names import load_names
from tests.annotate.reading import read
from tests.case_tables import read_cases


@pytest.mark.parametrize("case", read_cases("mentions"), ids=lambda case: case["note"])
def test_who_is_meant(case: dict[str, str]) -> None:
    annotated = read(case["text"])
    if not case["form"]:
        assert case["words"] not in {row.text for row in annotated.mentions.rows()}
        return
    form, kind, meant, detail = annotated.meant(case["words"])
    assert (form, kind) == (case["form"], case["kind"])
    expected = tuple(sorted(name for name in case["names"].split("|") if name))
    one_of = case["note"] in ("known by role alone", "two spellings of one name")
    assert meant[0] in expected if one_of else meant == expected, detail
    assert detail


def test_titles_and_demonyms_give_role_country_and_sector() -> None:
    annotated = read("Peruvian Foreign Minister Ana Orlova met Sven Lind, the Norwegian ambassador, on Monday.")
    by_name = {row.name: row for row in annotated.referents.rows()}
    minister, ambassador = by_name["Ana Orlova"], by_name["Sven Lind"]
    assert (minister.roles, minister.country, minister.sector) == (("foreign minister",), "PER", "GOV")
    assert (ambassador.roles, ambassador.country, ambassador.sector) == (("ambassador",), "NOR", "GOV")
    assert by_name["Peru"].known_as == "country:PER"


def test_spellings_with_hyphen_and_space_are_one_referent() -> None:
    annotated = read("Park Geun-hye spoke in Seoul on Monday. On Tuesday, Park Geun Hye left for Lima.")
    persons = [row for row in annotated.referents.rows() if row.kind == "person"]
    assert len(persons) == 1
    assert set(persons[0].names) == {"Park Geun-hye", "Park Geun Hye"}


def test_an_ambiguous_surname_stays_open_and_says_between_whom() -> None:
    annotated = read("Ana Orlova met Ivan Orlova on Monday. Orlova was tired.")
    _, _, meant, detail = annotated.meant("Orlova")
    assert meant == ()
    assert "several persons" in detail


def test_pages_without_a_parse_give_no_rows() -> None:
    annotated = read("", "")
    assert len(annotated.sentences) == len(annotated.mentions) == len(annotated.referents) == 0


def test_addresses_and_furniture_are_no_referents() -> None:
    annotated = read("Photo: www.example.com. Canada agreed on Monday.")
    assert {row.name for row in annotated.referents.rows()} == {"Canada"}


_WORDS = [
    "Ana Orlova",
    "the two leaders",
    "Canada's",
    "both",
    "he",
    "(OSB)",
    "President",
    "in",
    "Lima",
    ",",
    "who",
    "said",
    '"I will not go to the country," he said.',
    "It accused her of it.",
    "a lawyer",
    "Mrs Orlova",
    "They",
    "İ🙂",
    "-",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=14))
def test_any_words_give_sound_rows_and_the_same_twice(words: list[str]) -> None:
    text = " ".join(words)
    first, second = read(text), read(text)
    assert first.mentions.arrow.equals(second.mentions.arrow)
    used = {key for row in first.mentions.rows() for key in row.referent_ids}
    assert used == {row.referent_id for row in first.referents.rows()}


def test_a_users_actor_is_found_by_name_alias_initial_and_surname() -> None:
    actors = read_actors(
        "name,aliases,country,role\nAna Orlova,Anna Orlova,Peru,foreign minister\n", dict(spellings_of_countries()), "x"
    )
    annotated = read("Anna Orlova left Oslo on Monday. Orlova was tired, said A. Orlova.", lists=load_names(actors))
    (person,) = [row for row in annotated.referents.rows() if row.kind == "person"]
    assert (person.name, person.country, person.sector) == ("Ana Orlova", "PER", "GOV")
    assert person.known_as == "actor:person:ana orlova"
    assert set(person.names) >= {"Anna Orlova", "Orlova", "A. Orlova"}


def test_an_office_holder_gets_a_country_that_the_document_names_and_no_other() -> None:
    named = read("Angela Merkel spoke on Monday. Germany was calm.")
    unnamed = read("Angela Merkel spoke on Monday. Peru was calm.")
    found = [
        row.country
        for annotated in (named, unnamed)
        for row in annotated.referents.rows()
        if row.name == "Angela Merkel"
    ]
    assert found == ["DEU", None]


def test_those_named_as_some_of_a_delegation_are_of_its_country() -> None:
    annotated = read("The Peruvian delegation included officials such as Luis Rojas, in charge of ports, and Ana Lind.")
    countries = {row.name: row.country for row in annotated.referents.rows() if row.kind == "person"}
    assert countries == {"Luis Rojas": "PER", "Ana Lind": "PER"}


def test_a_quote_of_two_sentences_has_one_speaker() -> None:
    annotated = read('"I never liked the old harbour," Luis Rojas said. "My father built it, and my brother sold it."')
    assert annotated.meant("My")[2] == ("Luis Rojas",)
