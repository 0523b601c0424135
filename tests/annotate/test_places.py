"""Places: what is meant as a place, and where it lies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.places.holders import holders_beside
from sayso.annotate.places.home import home_of
from sayso.annotate.places.senses import senses_of
from tests.annotate.reading import gazetteer, names, read
from tests.case_tables import read_cases


@pytest.mark.parametrize("case", read_cases("places"), ids=lambda case: case["note"])
def test_where_it_is(case: dict[str, str]) -> None:
    places = [row for row in read(case["text"]).places.rows() if row.text == case["words"]]
    assert len({(row.name, row.country, row.geonames_id) for row in places}) == 1
    place = places[0]
    assert (place.name, place.country or "", place.precision) == (case["name"], case["country"], case["precision"])
    assert (place.lat is not None) == (case["located"] == "yes"), place.detail
    assert (place.lat is None) == (place.lon is None)


@pytest.mark.parametrize(
    "text", ["Canada accused Peru of spying.", "Ottawa rejected the report.", "The Kremlin's answer was short."]
)
def test_who_acts_is_no_place(text: str) -> None:
    assert len(read(text).places) == 0


def test_a_name_that_nothing_tells_apart_is_linked_to_none_and_says_between_which() -> None:
    (place,) = read("A barn burnt down in Springfield on Monday.").places.rows()
    assert (place.lat, place.geonames_id) == (None, None)
    assert place.country == "USA"
    assert "unsure between" in place.detail and place.detail.count("Springfield (") >= 2


def test_one_sense_a_document() -> None:
    text = "The council of Hamilton, New Zealand, met on Monday. Two roads in Hamilton will be closed."
    places = [row for row in read(text).places.rows() if row.text == "Hamilton"]
    assert len(places) == 2
    assert len({row.geonames_id for row in places}) == 1
    assert {row.country for row in places} == {"NZL"}


def test_the_home_of_an_outlet_tells_namesakes_apart() -> None:
    home = home_of("www.dailydundeegazette.co.uk", gazetteer())
    assert home.country == "GBR"
    assert {place.country for place in home.towns} == {"GBR"}
    assert home_of("news.example", gazetteer()).towns == ()
    assert home_of("Dundee Gazette", gazetteer()) == home_of(None, gazetteer())


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("in Salem, Ore., on", "Salem", "Oregon"),
        ("in Salem (Oregon) on", "Salem", "Oregon"),
        ("in Oregon's Salem on", "Salem", "Oregon"),
        ("the Oregon city of Salem on", "Salem", "Oregon"),
        ("in Salem, Panama City and", "Salem", None),
        ("in Salem, said Oregon", "Salem", None),
        ("in Salem", "Salem", None),
    ],
)
def test_what_stands_beside_a_name(text: str, name: str, holder: str | None) -> None:
    start = text.index(name)
    holders = holders_beside(text, start, start + len(name), names(), gazetteer())
    assert [place.name for place in holders] == ([holder] if holder else [])


@pytest.mark.parametrize(
    ("name", "kind", "first"),
    [
        ("Mt. Vernon", "town", "Mount Vernon"),
        ("downtown Lima", "town", "Lima"),
        ("Province of Ontario", "state", "Ontario"),
        ("Kansas State", "state", "Kansas"),
        ("Texan", "state", "Texas"),
        ("Peruvian", "country", "Peru"),
        ("Siberians", "region", "Siberia"),
        ("the South", None, None),
        ("Quibbleton", None, None),
    ],
)
def test_what_a_name_may_mean(name: str, kind: str | None, first: str | None) -> None:
    senses = senses_of(name, names(), gazetteer())
    assert bool(senses) == (first is not None)
    if first is not None:
        assert first in {sense.place.name for sense in senses if sense.place.kind == kind}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_name_is_too_odd(name: str) -> None:
    for sense in senses_of(name, names(), gazetteer()):
        assert -90 <= sense.place.lat <= 90 and -180 <= sense.place.lon <= 180
    assert isinstance(holders_beside(f"in {name}, {name}", 3, 3 + len(name), names(), gazetteer()), tuple)
    home_of(name, gazetteer())


def test_many_names_take_no_square_of_their_number() -> None:
    towns = ["Lima", "Quito", "Bogota", "Salem", "Dover", "Milan", "Perth", "Delft", "Ghent", "Leeds"]
    text = " ".join(f"He went from {a} to {b} on Monday." for a in towns for b in towns)
    places = list(read(text).places.rows())
    assert len(places) > 100
    assert {row.precision for row in places} <= {"city", "region"}
