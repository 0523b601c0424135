"""What the word lists know, and how it is found in a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.lexicons import read_word_list, several
from sayso.language.names import NameLists, load_names
from sayso.language.wording import plain_key
from tests.case_tables import read_cases

SECTORS = {row["sector"] for row in read_word_list("titles")} | {"IGO", "NGO", "PRM"}


@pytest.fixture(scope="module")
def names() -> NameLists:
    return load_names()


@pytest.mark.parametrize("case", read_cases("names"), ids=lambda case: case["words"])
def test_lookup(names: NameLists, case: dict[str, str]) -> None:
    found = names.lookup(case["words"])
    assert ((found.key, found.form) if found else ("", "")) == (case["key"], case["form"])


def test_find_takes_the_longest_and_parts_at_hyphens(names: NameLists) -> None:
    text = "Norway-South Korea talks, UN Security Council; US-led"
    found = [(f.span.of(text), f.form.key) for f in names.find(text)]
    assert found == [
        ("Norway", "country:NOR"),
        ("South Korea", "country:KOR"),
        ("UN Security Council", "organisation:UNSC"),
        ("US", "country:USA"),
    ]


def test_titles_are_found_in_any_case_and_number(names: NameLists) -> None:
    text = "Deputy Prime Minister Lind met two foreign ministers and a general"
    found = [(f.title.name, f.title.sector, f.title.plural) for f in names.find_titles(text)]
    assert found == [
        ("deputy prime minister", "GOV", False),
        ("foreign minister", "GOV", True),
        ("general", "MIL", False),
    ]


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Ministry of Industry", "GOV"),
        ("Northern Fleet", "MIL"),
        ("Supreme Court", "JUD"),
        ("Oslo Daily Post", "JRN"),
        ("Fjord Lines", None),
    ],
)
def test_sector_by_words(names: NameLists, name: str, sector: str | None) -> None:
    assert names.sector_of(name) == sector


@pytest.mark.parametrize(
    ("a", "b"), [("Kim Jong-un", "kim jong un"), ("Sana'a", "Sanaa"), ("Türkiye", "turkiye"), ("U.S.", "us")]
)
def test_plain_key_is_what_spellings_share(a: str, b: str) -> None:
    assert plain_key(a) == plain_key(b)


def test_every_country_is_whole_and_no_form_means_two() -> None:
    meant: dict[str, str] = {}
    for row in read_word_list("countries"):
        assert len(row["iso3"]) == 3 and len(row["iso2"]) == 2 and row["name"]
        for form in (row["name"], *several(row["aliases"]), *several(row["demonyms"])):
            assert meant.setdefault(form, row["iso3"]) == row["iso3"], form
    assert len({row["iso3"] for row in read_word_list("countries")}) > 200


def test_every_organisation_is_in_a_known_country_and_sector(names: NameLists) -> None:
    meant: dict[str, str] = {}
    for row in read_word_list("organisations"):
        assert not row["country"] or f"country:{row['country']}" in names.known
        assert row["sector"] in SECTORS
        for form in (row["name"], *several(row["aliases"])):
            assert meant.setdefault(form, row["key"]) == row["key"], form


def test_parts_of_the_world_hold_known_countries(names: NameLists) -> None:
    for region, countries in names.world_regions.items():
        assert countries and all(f"country:{country}" in names.known for country in countries), region


def test_every_noun_that_refers_is_of_a_known_kind_and_sector(names: NameLists) -> None:
    for noun, what in names.referring.items():
        assert what.kind in ("person", "organisation", "country", "place"), noun
        assert what.sectors <= SECTORS | {"any"}, noun
        assert what.sex in ("", "m", "f"), noun


def test_every_list_states_source_and_licence() -> None:
    import sayso

    lists = (
        "countries organisations titles place_words organisation_words not_names pair_nouns regions given_names "
        "referring_nouns world_regions office_holders"
    )
    for name in lists.split():
        head = (Path(sayso.__file__).parent / "resources" / f"{name}.csv").read_text(encoding="utf-8").split("\n\n")[0]
        comments = [line for line in head.splitlines() if line.startswith("#")]
        assert any("Source" in line for line in comments), name
        assert any("Licence" in line or "CC BY" in line for line in comments), name


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("US.’' -AKremlinNorway\n\u00a0İß—presidents"), max_size=60))
def test_found_forms_stand_in_the_text(text: str) -> None:
    lists = load_names_once()
    for found in lists.find(text):
        assert plain_key(found.span.of(text)) == plain_key(found.form.text)
    for title in lists.find_titles(text):
        assert 0 <= title.span.start < title.span.end <= len(text)


_ONCE: list[NameLists] = []


def load_names_once() -> NameLists:
    if not _ONCE:
        _ONCE.append(load_names())
    return _ONCE[0]
