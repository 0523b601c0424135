"""Names of places and where they lie."""

from __future__ import annotations

import pytest

from sayso.language.gazetteer import Gazetteer, Lines, load_gazetteer
from sayso.language.wording import plain_key


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
    own, other = gazetteer.named("Paris")
    assert {plain_key(place.name) for place in own} == {"paris"}
    assert "paris" not in {plain_key(place.name) for place in other}
    people = [place.population for place in own]
    assert people == sorted(people, reverse=True)
    assert len({place.geonames_id for place in own + other}) == len(own + other)


@pytest.mark.parametrize("name", ["", "Nowhereville-upon-Nothing", "\t", "\n#", "x"])
def test_unknown_names_give_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.named(name) == ((), ())
    assert gazetteer.candidates(name) == ()


def test_small_towns_are_known_but_no_candidates_for_what_may_be_a_surname(gazetteer: Gazetteer) -> None:
    assert any(
        place.kind == "town" and place.population < 2000
        for place in gazetteer.named("Brown")[0] + gazetteer.named("Wilson")[0]
    )
    assert all(place.population >= 15_000 for name in ("Brown", "Wilson") for place in gazetteer.candidates(name))


def test_states_districts_and_countries(gazetteer: Gazetteer) -> None:
    (oregon,) = [place for place in gazetteer.named("Oregon")[0] if place.kind == "state"]
    assert oregon.country == "USA"
    assert gazetteer.state(oregon.geonames_id) == oregon
    assert gazetteer.short_states["Ore"] == (oregon.geonames_id,)
    salem = next(place for place in gazetteer.named("Salem")[0] if place.state == oregon.geonames_id)
    assert any(place.geonames_id == salem.district for place in gazetteer.named("Marion County")[0])
    assert gazetteer.countries["NOR"].geonames_id == "3144096"


def test_every_short_form_of_a_state_is_one_of_a_state_that_is_known(gazetteer: Gazetteer) -> None:
    assert all(ids and all(gazetteer.state(one) is not None for one in ids) for ids in gazetteer.short_states.values())


def test_every_place_can_be_read(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.places) > 250_000
    for line in list(gazetteer.places)[::997]:
        cells = line.decode().split("\t")
        assert len(cells) == 9
        assert -90 <= float(cells[4]) <= 90 and -180 <= float(cells[5]) <= 180


def test_lines_are_found_by_their_first_cell() -> None:
    lines = Lines(b"a\t1\nab\t2\nb\t3\n")
    assert [lines.starting(key) for key in (b"a", b"ab", b"b", b"c", b"")] == [b"a\t1", b"ab\t2", b"b\t3", None, None]
    assert list(Lines(b"")) == []
