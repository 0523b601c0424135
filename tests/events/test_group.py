"""group: which tellings tell one event."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import GroupSettings
from sayso.events.group import cluster, group
from sayso.language.actions import load_actions
from sayso.tellings import tellings_of
from tests.case_tables import read_cases
from tests.pile_of_tellings import Pile

ACTIONS = load_actions()


@pytest.mark.parametrize("case", read_cases("group"), ids=lambda case: case["note"])
def test_two_tellings(case: dict[str, str]) -> None:
    pile = Pile()
    both = [pile.tell(case["first"]), pile.tell(case["second"])]
    _, members, _ = group(*pile.for_group(), ACTIONS)
    events = {row.event_mention_id: row.event_id for row in members.rows()}
    together = len({events.get(one) for one in both}) == 1
    assert together == (case["same"] == "yes"), case["note"]


def test_title_names_people_rather_than_their_countries() -> None:
    pile = Pile()
    pile.tell("CONSULT Ana/PRT+Ben/ESP at faro/PRT on 2030-05-03 in d1")
    pile.tell("CONSULT PRT+ESP on 2030-05-03 in d2")
    events, _, _ = group(*pile.for_group(), ACTIONS)
    (event,) = events.rows()
    assert event.title == "Meeting: Ana/PRT, Ben/ESP; faro/PRT; 2030-05-03"
    assert event.actor_ids == ("Ana/PRT", "Ben/ESP")
    assert (event.earliest, event.latest) == ("2030-05-03", "2030-05-03")


LINES = [
    f"{action} {actor} > {recipient}{day} in {doc}"
    for action in ("AID", "CONSULT", "ASSAULT")
    for actor in ("Ana/PRT", "PRT", "ESP")
    for recipient in ("Ben/ESP", "ESP", "FRA")
    for day in ("", " on 2030-05-03", " on XX-05-03")
    for doc in ("d1 of 2030-05-04", "d2 of 2030-06-01", "d3")
]


@given(st.lists(st.sampled_from(LINES), max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_matter(lines: list[str], dice: random.Random) -> None:
    pile = Pile()
    for line in lines:
        pile.tell(line)
    told = tellings_of(*pile.for_group())
    shuffled = list(told)
    dice.shuffle(shuffled)

    def groups(tellings: list) -> set[frozenset[str]]:  # type: ignore[type-arg]
        clusters = cluster(tellings, GroupSettings())
        return {frozenset(t.mention.event_mention_id for t in members) for members, _ in clusters}

    assert groups(shuffled) == groups(told)
    assert sorted(i for g in groups(told) for i in g) == sorted(t.mention.event_mention_id for t in told)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=15))
def test_stories_are_what_is_linked(lines: list[str]) -> None:
    pile = Pile()
    for line in lines:
        pile.tell(line)
    events, _, stories = group(*pile.for_group(), ACTIONS)
    graph = nx.Graph()
    graph.add_nodes_from(event.event_id for event in events.rows())
    for story in stories.rows():
        nx.add_path(graph, story.event_ids)
    components = {frozenset(c) for c in nx.connected_components(graph) if len(c) > 1}
    assert components == {frozenset(story.event_ids) for story in stories.rows()}
    in_stories = {event.event_id: event.story_id for event in events.rows() if event.story_id}
    assert in_stories == {event_id: s.story_id for s in stories.rows() for event_id in s.event_ids}
