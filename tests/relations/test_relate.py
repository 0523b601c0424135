"""Texts -> documents that are not independent."""

from __future__ import annotations

import random

import networkx as nx

from sayso.language.shingles import containment, shingles, words_of
from sayso.relations.relate import relate
from sayso.tables import Relation, Text, Texts

WORDS = [
    "river",
    "council",
    "bridge",
    "school",
    "harvest",
    "minister",
    "border",
    "market",
    "ferry",
    "station",
    "village",
]


def _prose(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(9)) for _ in range(words)) + "."


def _texts(*rows: tuple[str, str] | tuple[str, str, str]) -> Texts:
    return Texts.of(
        Text(doc_id, text, None, rest[0] if rest else None, None, (), "en", "report", "test/1", "")
        for doc_id, text, *rest in rows
    )


def _found(texts: Texts) -> dict[tuple[str, str, str], Relation]:
    return {(row.doc_id, row.other_doc_id, row.relation): row for row in relate(texts).check().rows()}


def test_the_same_words_are_exact_whatever_case_and_punctuation() -> None:
    text = _prose(1)
    found = _found(_texts(("b", text), ("a", text.upper().replace(" ", "  ")), ("c", _prose(2))))
    assert set(found) == {("a", "b", "exact")}
    assert found["a", "b", "exact"].score == 1.0


def test_a_copy_with_another_ending_is_near_and_says_how_near() -> None:
    text = _prose(3)
    found = _found(_texts(("a", text), ("b", text + " " + _prose(4, 20))))
    assert set(found) == {("a", "b", "near")}
    assert found["a", "b", "near"].detail.startswith("100% of the shorter text's 5-word runs")


def test_a_text_that_holds_another_is_partial() -> None:
    short, long = _prose(5, 100), _prose(6, 400)
    assert set(_found(_texts(("a", short + " " + long), ("b", short)))) == {("a", "b", "partial")}


def test_independent_texts_are_not_related() -> None:
    assert _found(_texts(*[(f"d{i}", _prose(i)) for i in range(20)])) == {}


def test_short_and_empty_texts_are_no_near_copies() -> None:
    assert (
        _found(_texts(("a", "He did not say why."), ("b", "He did not say why, though."), ("c", ""), ("d", ""))) == {}
    )


def test_one_publisher_ties_its_documents_to_the_first() -> None:
    found = _found(_texts(*[(f"d{i}", _prose(i), "harbour.example" if i else "other.example") for i in range(4)]))
    assert set(found) == {("d1", "d2", "same_publisher"), ("d1", "d3", "same_publisher")}
    assert "harbour.example" in found["d1", "d2", "same_publisher"].detail


def test_groups_of_copies_are_the_components_of_a_graph_of_all_pairs() -> None:
    bodies = {group: _prose(100 + group) for group in range(4)}
    rows = [(f"d{i:03}", bodies[i % 4] + f" Copy {i}.") for i in range(160)]
    runs = {doc_id: shingles(words_of(text)) for doc_id, text in rows}
    expected = nx.Graph((one, other) for one in runs for other in runs if containment(runs[one], runs[other]) >= 0.8)
    found = nx.Graph((one, other) for one, other, _ in _found(_texts(*rows)))
    assert _components(found) == _components(expected)
    assert found.number_of_edges() < 160 * 40


def _components(graph: nx.Graph) -> set[frozenset[str]]:
    return {frozenset(component) for component in nx.connected_components(graph)}


def test_relations_do_not_hang_on_the_order_of_the_texts() -> None:
    rows = [(f"d{i}", _prose(i % 3) + f" Ending {i}.", "one.example") for i in range(9)]
    assert _found(_texts(*rows)) == _found(_texts(*reversed(rows)))
