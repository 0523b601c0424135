"""Names of places and where they lie."""

from __future__ import annotations

import pytest

from sayso.language.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "lat"),
    [
        ("Oslo", "NOR", 59.9),
        ("BERGEN", "NOR", 60.4),
        ("Tromsø", "NOR", 69.6),
        ("Tromso", "NOR", 69.6),
        ("Paris", "FRA", 48.9),
    ],
)
def test_the_largest_of_a_name_comes_first(gazetteer: Gazetteer, name: str, country: str, lat: float) -> None:
    place = gazetteer.candidates(name)[0]
    assert (place.country, round(place.lat, 1)) == (country, lat)


def test_own_names_come_before_other_names(gazetteer: Gazetteer) -> None:
    candidates = gazetteer.candidates("Paris")
    own = [place.name == "Paris" for place in candidates]
    assert own == sorted(own, reverse=True)
    assert len({place.geonames_id for place in candidates}) == len(candidates)


@pytest.mark.parametrize("name", ["", "Nowhereville-upon-Nothing", "MOW", "x"])
def test_unknown_names_and_codes_give_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.candidates(name) == ()


def test_states_and_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.regions["oregon"] == "USA"
    assert gazetteer.country_ids["NOR"] == "3144096"
