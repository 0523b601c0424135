"""link: which referents are one entity."""

from __future__ import annotations

import random

import pytest

from sayso.entities.link import link
from sayso.ids import content_id
from sayso.language.gazetteer import Gazetteer, Lines
from sayso.language.names import NameLists, load_names
from sayso.tables import Entities, LocalPlace, LocalPlaces, PlacePrecision, Referent, ReferentEntities, Referents
from tests.case_tables import read_cases

GAZETTEER = Gazetteer(
    places=Lines(
        b"614540\tcountry\tGeorgia\tGEO\t42.000\t43.500\t3731000\t\t\n"
        b"4197000\tstate\tGeorgia\tUSA\t32.750\t-83.500\t8975842\t\t\n"
        b"4180439\ttown\tAtlanta\tUSA\t33.749\t-84.388\t463878\t4197000\t\n"
    ),
    names=Lines(b"atlanta\t2\t\ngeorgia\t0,1\t\n"),
)
"""A country, a state of the same name, and a town in that."""


@pytest.fixture(scope="module")
def names() -> NameLists:
    return load_names()


def _referent(number: int, told: str, known_as: str | None = None) -> Referent:
    kind, name, country, role = told.split(":")
    doc_id = f"{number:016d}"
    return Referent(
        referent_id=content_id("referent", doc_id, kind, name),
        doc_id=doc_id,
        name=name,
        kind=kind,  # type: ignore[arg-type]
        names=(name,),
        roles=(role,) if role else (),
        country=country or None,
        sector=None,
        known_as=known_as,
        method="test",
        detail="",
    )


def _link(
    rows: list[Referent], names: NameLists, places: tuple[LocalPlace, ...] = ()
) -> tuple[Entities, ReferentEntities]:
    entities, links = link(Referents.of(rows), LocalPlaces.of(places), names, GAZETTEER)
    keys = {
        "referents": frozenset(row.referent_id for row in rows),
        "entities": frozenset(row.entity_id for row in entities.rows()),
    }
    entities.check(keys=keys)
    links.check(keys=keys)
    assert {row.referent_id for row in links.rows()} == keys["referents"]
    assert {row.entity_id for row in links.rows()} == keys["entities"]
    return entities, links


@pytest.mark.parametrize("case", read_cases("links"), ids=lambda case: case["note"])
def test_how_many_are_meant(case: dict[str, str], names: NameLists) -> None:
    rows = [_referent(number, told) for number, told in enumerate(case["referents"].split(";"))]
    entities, links = _link(rows, names)
    assert len(entities) == int(case["entities"])
    assert all(row.detail and 0 < row.score <= 1 for row in links.rows())


def test_known_ones_are_never_merged_and_name_themselves(names: NameLists) -> None:
    rows = [
        _referent(1, "country:North Korea:PRK:", "country:PRK"),
        _referent(2, "country:Pyongyang:PRK:", "country:PRK"),
        _referent(3, "country:South Korea:KOR:", "country:KOR"),
    ]
    entities, _ = _link(rows, names)
    found = {row.name: row.aliases for row in entities.rows()}
    assert found == {"North Korea": ("Pyongyang",), "South Korea": ()}


def test_one_slip_in_one_document_is_two_persons(names: NameLists) -> None:
    a, b = _referent(1, "person:Choi Sun Ae:KOR:minister"), _referent(1, "person:Choi Son Ae:KOR:minister")
    assert len(_link([a, b], names)[0]) == 2


def test_towns_are_tied_by_the_gazetteer_and_lie_within_their_country(names: NameLists) -> None:
    rows = [
        _referent(1, "place:Kyiv::"),
        _referent(2, "place:Kiev::"),
        _referent(3, "country:Ukraine:UKR:", "country:UKR"),
    ]
    spots = tuple(_spot(row, "703448:Kyiv:UKR:50.45:30.52", "city") for row in rows[:2])
    entities, _ = _link(rows, names, spots)
    by_kind = {row.kind: row for row in entities.rows()}
    assert len(entities) == 2
    town = by_kind["place"]
    assert (town.name, town.aliases, town.lat, town.within) == ("Kyiv", ("Kiev",), 50.45, by_kind["country"].entity_id)
    assert town.country == "UKR"


ATLANTA, STATE, COUNTRY = (
    "4180439:Atlanta:USA:33.749:-84.388",
    "4197000:Georgia:USA:32.75:-83.5",
    "614540:Georgia:GEO:42.0:43.5",
)


def test_a_state_and_the_country_of_its_name_are_two_and_a_town_lies_in_its_state(names: NameLists) -> None:
    rows = [
        _referent(1, "place:Atlanta::"),
        _referent(1, "country:Georgia:GEO:", "country:GEO"),
        _referent(2, "place:the state of Georgia:USA:"),
        _referent(3, "country:Georgia:GEO:", "country:GEO"),
        _referent(4, "country:United States:USA:", "country:USA"),
    ]
    told: tuple[tuple[str, PlacePrecision], ...] = (
        (ATLANTA, "city"), (STATE, "region"), (STATE, "region"), (COUNTRY, "country"),
    )  # fmt: skip
    spots = tuple(_spot(row, where, precision) for row, (where, precision) in zip(rows, told, strict=False))
    entities, links = _link(rows, names, spots)
    by_id = {row.entity_id: row for row in entities.rows()}
    entity_of = {row.referent_id: by_id[row.entity_id] for row in links.rows()}
    town, state, same_state, country, union = (entity_of[row.referent_id] for row in rows)
    assert state == same_state
    assert (state.kind, state.name, state.country) == ("place", "Georgia", "USA")
    assert (country.kind, country.country) == ("country", "GEO")
    assert (town.within, state.within, union.within) == (state.entity_id, union.entity_id, None)
    assert len(entities) == 4


def test_a_town_lies_in_its_country_where_the_pile_does_not_speak_of_its_state(names: NameLists) -> None:
    rows = [_referent(1, "place:Atlanta::"), _referent(2, "country:United States:USA:", "country:USA")]
    entities, _ = _link(rows, names, (_spot(rows[0], ATLANTA, "city"),))
    by_kind = {row.kind: row for row in entities.rows()}
    assert by_kind["place"].within == by_kind["country"].entity_id


def _spot(row: Referent, where: str, precision: PlacePrecision) -> LocalPlace:
    geonames_id, name, country, lat, lon = where.split(":")
    return LocalPlace(
        place_id=f"p{row.referent_id}",
        doc_id=row.doc_id,
        start=0,
        end=4,
        text=name,
        referent_id=row.referent_id,
        name=name,
        country=country,
        lat=float(lat),
        lon=float(lon),
        geonames_id=geonames_id,
        precision=precision,
        method="test",
        detail="",
    )


def test_the_order_of_referents_does_not_matter(names: NameLists) -> None:
    told = [part for case in read_cases("links") for part in case["referents"].split(";")]
    rows = [_referent(number, words) for number, words in enumerate(told)]
    entities, links = _link(rows, names)
    for seed in range(3):
        other_entities, other_links = _link(random.Random(seed).sample(rows, len(rows)), names)
        assert entities.arrow.equals(other_entities.arrow)
        assert links.arrow.equals(other_links.arrow)


def test_a_listed_person_takes_in_surnames_and_spellings_and_no_other_listed_one(names: NameLists) -> None:
    rows = [
        _referent(1, "person:Ana Orlova:PER:", "actor:person:ana orlova"),
        _referent(2, "person:Orlova::"),
        _referent(3, "person:Anna Orlova:PER:"),
        _referent(4, "person:Ana Maria Orlova:PER:", "actor:person:ana maria orlova"),
        _referent(5, "person:Ana Orlova:CHL:"),
    ]
    _, links = _link(rows, names)
    entity_of = {row.referent_id: row.entity_id for row in links.rows()}
    first, _, spelled, other, namesake = (entity_of[row.referent_id] for row in rows)
    assert first == spelled
    assert len({first, other, namesake}) == 3
