"""What code tells of single sentences."""

from __future__ import annotations

import pytest

from sayso.tables import LocalEventMention
from tests.case_tables import read_cases
from tests.coding.told import Page, page, told

CASES = read_cases("coding")
NUMBERS = read_cases("coding_numbers")
SENTENCES = sorted({row["sentence"] for row in CASES})
COLUMNS = ("plover", "action", "mode", "actors", "recipients", "status", "polarity", "numbers", "where")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_tells_these_actions(sentence: str) -> None:
    on = page(sentence)
    expected = [{c: row[c] for c in COLUMNS} for row in CASES if row["sentence"] == sentence and row["plover"]]
    assert [_as_case(mention, on) for mention in told(on)] == expected


@pytest.mark.parametrize("case", NUMBERS, ids=[row["note"] for row in NUMBERS])
def test_numbers_say_how_many_of_what(case: dict[str, str]) -> None:
    on = page(case["sentence"])
    found = {(n.start, n.end, f"{n.value:g} {n.what}") for m in told(on) for n in m.numbers}
    assert [words for _, _, words in sorted(found)] == [
        f"{float(v):g} {what}" for v, _, what in (one.partition(" ") for one in case["numbers"].split("|") if one)
    ]


def test_there_are_cases_for_every_root() -> None:
    assert len({row["action"] for row in CASES if row["action"]}) == 16
    assert len(SENTENCES) >= 80


def _as_case(mention: LocalEventMention, on: Page) -> dict[str, str]:
    places = {place.place_id: place.text for place in on.places}
    return {
        "plover": mention.plover,
        "action": mention.action,
        "mode": mention.mode or "",
        "actors": _parties(on.names(mention.actor_referent_ids), mention.actor_countries),
        "recipients": _parties(on.names(mention.recipient_referent_ids), mention.recipient_countries),
        "status": mention.status,
        "polarity": mention.polarity,
        "numbers": "|".join(f"{number.value:g} {number.what}" for number in mention.numbers),
        "where": places.get(mention.place_id or "", ""),
    }


def _parties(names: list[str], countries: tuple[str, ...]) -> str:
    return "|".join(names) if names else "|".join(f"~{country}" for country in countries)
