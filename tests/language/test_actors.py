"""A user's own list of actors, and the list of office-holders."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.language.actors import Actor, load_offices, read_actors, spellings_of_countries
from sayso.language.knowledge import Knowledge
from sayso.language.lexicons import read_word_list
from sayso.run.plan import Plan
from tests.case_tables import read_cases

COUNTRIES = dict(spellings_of_countries())
TABLE = """# my actors
name,aliases,kind,country,role,from,to

Ana Orlova,A. Orlova|Anna Orlova,person,Peru,foreign minister,2020-01-01,
Lake Post,,organisation,no,,,
"""


def _read(table: str) -> tuple[Actor, ...]:
    return read_actors(table, COUNTRIES, "mine.csv")


def test_rows_become_actors() -> None:
    orlova, post = _read(TABLE)
    assert (orlova.country, orlova.aliases, orlova.role) == ("PER", ("A. Orlova", "Anna Orlova"), "foreign minister")
    assert orlova.says == "in the user's list of actors as foreign minister from 2020-01-01"
    assert (post.kind, post.country, post.role, post.until) == ("organisation", "NOR", None, None)


def test_a_name_alone_is_enough() -> None:
    (only,) = _read("\ufeffName\nAna Orlova\n")
    assert (only.name, only.kind) == ("Ana Orlova", "person")


@pytest.mark.parametrize("case", read_cases("actors"), ids=lambda case: case["note"])
def test_a_bad_row_is_one_clear_error(case: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=re.escape(case["wrong"])) as error:
        _read(case["table"].replace(" / ", "\n"))
    assert str(error.value).startswith("mine.csv") and "\n" not in str(error.value)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        actors = _read(f"name,country\n{text}")
    except UsageError:
        return
    assert all(actor.name for actor in actors)


def test_a_users_actors_go_before_ours() -> None:
    names = Knowledge(_read("name,kind,country\nHarbour Gazette,organisation,PER\nReuters,organisation,NOR\n")).names
    form = names.lookup("Reuters")
    assert form is not None and names.known[form.key].country == "NOR"
    assert names.lookup("Harbour Gazette") is not None


def test_the_list_is_part_of_what_makes_the_rows() -> None:
    mine, other = _read(TABLE), _read(TABLE.replace("Peru", "Chile"))
    prints = [Plan(knowledge=Knowledge(actors), code="x").fingerprint for actors in ((), mine, other)]
    prints.append(Plan(code="x").fingerprint)
    assert len(set(prints)) == 4


def test_what_was_loaded_makes_no_other_fingerprint() -> None:
    knowledge = Knowledge(_read(TABLE))
    before = pickle.dumps(knowledge)
    assert knowledge.names.known
    assert pickle.dumps(knowledge) == before
    assert pickle.loads(before).names.lookup("Anna Orlova") is not None


def test_every_office_is_of_a_known_country_and_in_order() -> None:
    countries = {row["iso3"] for row in read_word_list("countries")}
    for name, offices in load_offices().items():
        for office in offices:
            assert office.country in countries, name
            assert not (office.since and office.until) or office.since <= office.until, name
