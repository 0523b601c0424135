"""compare: standing, origins, conflicts, forecasts."""

from __future__ import annotations

import pytest

from sayso.agreement.compare import compare
from sayso.agreement.copies import clusters
from sayso.events.group import group
from sayso.language.actions import load_actions
from sayso.tables import (
    Agreement,
    Conflicts,
    Credits,
    EventStandings,
    Forecasts,
    LocalStatements,
    Origins,
    Relations,
    Texts,
)
from tests.case_tables import read_cases
from tests.pile_of_tellings import Pile, copies

ACTIONS = load_actions()


def _compare(
    pile: Pile, relations: Relations | None = None
) -> tuple[Origins, Agreement, EventStandings, Conflicts, Forecasts]:
    common = pile.for_group()
    events, members, _ = group(*common, ACTIONS)
    texts, statements = Texts.of(pile.texts.values()), LocalStatements.of(pile.statements.values())
    mentions, places, entities, links, dates, times = common
    origins, _, agreement, standings, conflicts, forecasts = compare(
        texts,
        relations or copies(),
        Credits.of(()),
        statements,
        mentions,
        places,
        entities,
        links,
        dates,
        times,
        events,
        members,
    )
    return origins, agreement, standings, conflicts, forecasts


@pytest.mark.parametrize("case", read_cases("standing"), ids=lambda case: case["note"])
def test_standing(case: dict[str, str]) -> None:
    pile = Pile()
    for line in case["tellings"].split("|"):
        pile.tell(line)
    _, _, standings, _, _ = _compare(pile, copies(("c1", "d1")) if " c1" in case["tellings"] else None)
    (event,) = standings.rows()
    assert event.standing == case["standing"]
    assert (event.origins_reporting, event.origins_denying) == (int(case["reporting"]), int(case["denying"]))


@pytest.mark.parametrize("case", read_cases("forecasts"), ids=lambda case: case["note"])
def test_forecast(case: dict[str, str]) -> None:
    pile = Pile()
    foretold = pile.tell(case["foretold"])
    pile.tell(case["happened"])
    _, _, _, _, forecasts = _compare(pile)
    (forecast,) = forecasts.rows()
    assert forecast.event_mention_id == foretold
    assert forecast.outcome == case["outcome"]
    assert "+".join(forecast.slots) == case["slots"]
    assert (forecast.event_id is None) == (case["outcome"] in ("open", "did_not_happen"))


def test_two_counts_are_a_conflict() -> None:
    pile = Pile()
    pile.tell("ASSAULT PRT > ESP on 2030-05-03 of 12 killed in d1")
    pile.tell("ASSAULT PRT > ESP on 2030-05-03 of 15 killed in d2")
    pile.tell("ASSAULT PRT > ESP on 2030-05-03 of 12 killed in d3")
    _, _, _, conflicts, _ = _compare(pile)
    (conflict,) = conflicts.rows()
    assert conflict.slot == "number"
    assert {conflict.value_a, conflict.value_b} == {"12 killed", "15 killed"}


def test_two_places_are_a_conflict() -> None:
    pile = Pile()
    pile.tell("ASSAULT Ana/PRT > ESP at faro/PRT on 2030-05-03 in d1")
    pile.tell("ASSAULT Ana/PRT > ESP at porto/PRT on 2030-05-03 in d2")
    _, _, _, conflicts, _ = _compare(pile)
    assert [row.slot for row in conflicts.rows()] == ["place"]


def test_report_and_denial_are_a_conflict_of_occurrence() -> None:
    pile = Pile()
    pile.tell("AID PRT > ESP on 2030-05-03 by FRA in d1")
    pile.tell("AID PRT > ESP on 2030-05-03 as denied by PRT in d1")
    _, agreement, _, conflicts, _ = _compare(pile)
    assert [row.slot for row in conflicts.rows()] == ["occurrence"]
    stances = {row.holder_id: (row.stance, row.interested) for row in agreement.rows()}
    assert stances == {"FRA": ("reports", False), "PRT": ("denies", True)}


def test_cited_outlet_comes_before_publisher() -> None:
    pile = Pile()
    pile.tell("AID PRT > ESP via Herald in d1", publisher="gazette.example")
    pile.tell("AID PRT > FRA in d2", publisher="gazette.example")
    origins, _, _, _, _ = _compare(pile)
    assert {(row.kind, row.name) for row in origins.rows()} == {("outlet", "Herald"), ("publisher", "gazette.example")}


def test_copies_of_copies_are_one_cluster() -> None:
    found = clusters(copies(("a", "b"), ("c", "d"), ("b", "c")).rows())
    assert set(found.values()) == {("a", "b", "c", "d")}
