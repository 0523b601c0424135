"""Texts -> documents that are not independent."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from sayso.language.shingles import containment, shingles, words_of
from sayso.language.wires import load_wires
from sayso.relations.publishers import owners_in
from sayso.relations.relate import relate
from sayso.tables import Blocks, LocalDocument, LocalDocuments, MetadataField, Relation, Text, Texts
from tests.plain_words import WORDS


def _prose(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(9)) for _ in range(words)) + "."


def _texts(*rows: tuple[str, ...]) -> Texts:
    """Rows of doc_id, text, and, where they matter, publisher, title, address."""
    padded = [(*row, *[""] * (5 - len(row))) for row in rows]
    return Texts.of(
        Text(doc_id, text, url or None, publisher or None, title or None, (), "en", "report", "test/1", "")
        for doc_id, text, publisher, title, url in padded
    )


def _found(texts: Texts, documents: LocalDocuments | None = None) -> dict[tuple[str, str, str], Relation]:
    relations, _ = relate(texts, documents or LocalDocuments.of(()), Blocks.of(()), load_wires())
    return {(row.doc_id, row.other_doc_id, row.relation): row for row in relations.check().rows()}


def test_the_same_words_are_exact_whatever_case_and_punctuation() -> None:
    text = _prose(1)
    found = _found(_texts(("b", text), ("a", text.upper().replace(" ", "  ")), ("c", _prose(2))))
    assert set(found) == {("a", "b", "exact")}
    assert found["a", "b", "exact"].score == 1.0


def test_a_copy_with_another_ending_is_near_and_says_how_near() -> None:
    text = _prose(3)
    found = _found(_texts(("a", text), ("b", text + " " + _prose(4, 20))))
    assert set(found) == {("a", "b", "near")}
    assert found["a", "b", "near"].detail.startswith("100% of the shorter text stands word for word in the other")


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


def _pages(**site_names: str) -> LocalDocuments:
    """Documents whose pages state the name of their site."""
    return LocalDocuments.of(
        LocalDocument(doc_id, doc_id, "text/html", "utf-8", "", (MetadataField("og:site_name", name),), "test/1", "")
        for doc_id, name in site_names.items()
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("edition.harbour.com", "harbour.com", True),
        ("news.harbour.co.uk", "m.harbour.co.uk", True),
        ("harbour.co.uk", "lighthouse.co.uk", False),
        ("ada.wordpress.com", "bert.wordpress.com", False),
        ("m.harbour.example", "www2.harbour.example", True),
    ],
)
def test_hosts_of_one_registered_name_are_one_publisher(one: str, other: str, same: bool) -> None:
    found = _found(_texts(("a", _prose(1), one), ("b", _prose(2), other)))
    assert (("a", "b", "same_publisher") in found) is same


def test_a_page_that_only_bears_the_name_of_a_host_is_its_publishers() -> None:
    texts = _texts(("a", _prose(1), "harbour.example"), ("b", _prose(2), "Harbour Gazette"))
    assert ("a", "b", "same_publisher") in _found(texts, _pages(a="Harbour Gazette"))
    assert _found(texts, _pages(a="Lighthouse Post")) == {}


def test_a_name_that_two_hosts_bear_is_neithers() -> None:
    texts = _texts(
        ("a", _prose(1), "one.example"), ("b", _prose(2), "two.example"), ("c", _prose(3), "Harbour Gazette")
    )
    assert _found(texts, _pages(a="Harbour Gazette", b="Harbour Gazette")) == {}


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


NOTICE = (
    "Thank you for signing in to your account. We have sent you an email. Please click the link in our email to "
    "confirm your address, and visit us often to keep your profile up to date and receive our newsletters."
)


def test_a_notice_to_the_reader_is_no_text_that_two_pages_share() -> None:
    one, other = "Ferry strikes pier in fog", "Council sells the old market"
    assert _found(_texts(("a", f"{one}. {NOTICE}", "", one), ("b", f"{other}. {NOTICE}", "", other))) == {}


def test_a_short_copy_under_another_headline_is_still_a_copy() -> None:
    text = (
        "A ferry struck a pier in thick fog on Friday and forty passengers were brought ashore in small boats. "
        "The harbour master closed the port until the wreck had been towed away by two tugs on Saturday night."
    )
    rows = (
        ("a", text, "", "Ferry hits pier: forty brought ashore"),
        ("b", text + " More.", "", "Port closed in the fog"),
    )
    assert set(_found(_texts(*rows))) == {("a", "b", "near")}


def test_another_state_of_a_page_is_an_update() -> None:
    first, more = _prose(11, 150), _prose(12, 150)
    found = _found(
        _texts(
            ("a", first, "", "", "https://www.gazette.example/ferry?x=1"),
            ("b", f"{first} {more}", "", "", "http://m.gazette.example/ferry/amp"),
            ("c", f"{first} {more} {_prose(13, 100)}", "", "", "https://other.example/ferry"),
        )
    )
    updates = [pair for pair in found if pair[2] == "update"]
    assert updates == [("a", "b", "update")]
    assert found["a", "b", "update"].detail.startswith("both stood at gazette.example/ferry")


def test_one_title_at_one_publisher_is_an_update_and_at_two_is_not() -> None:
    first, title = _prose(14, 150), "Ferry strikes pier while fishing boats watch"
    rows = [("a", first), ("b", first + " " + _prose(15, 120))]
    same = _found(_texts(*[(*row, "gazette.example", title) for row in rows]))
    apart = _found(_texts(*[(*row, f"{row[0]}.example", title) for row in rows]))
    assert ("a", "b", "update") in same
    assert ("a", "b", "update") not in apart


TOLD = (
    "In Aveiro the mayor, Ana Matos, said on Friday: “The ferry came out of the fog without any warning at all.” "
    "Some 41 passengers of the Santa Rita were taken to the hospital of Coimbra by Joaquim Reis and 12 of his "
    "crew. “Nobody saw the pier until it was far too late for us,” the captain, Rui Alves, told the Gazeta at "
    "18:40."
)
RETOLD = (
    "People living near Aveiro heard from mayor Ana Matos how it went. “The ferry came out of the fog without any "
    "warning at all,” she recalled, adding that hospital staff in Coimbra treated 41 people from the Santa Rita; "
    "the boat of Joaquim Reis had carried them there, helped by 12 men. For his part Rui Alves assured the Gazeta "
    "towards 18:40: “Nobody saw the pier until it was far too late for us.”"
)
OTHER = (
    "Another witness, Marta Costa from Ovar, 73, disagreed with much of this. “The ferry came out of the fog "
    "without any warning at all,” the mayor had said. But Marta Costa and her brother Luis Costa had heard the "
    "horn of the ship at 17:55, and again at 18:20, she told Radio Norte in Espinho. “The captain must have seen "
    "the lights of the pier,” said Luis."
)


def test_the_same_quotations_and_names_in_the_same_order_are_a_rewrite() -> None:
    found = _found(_texts(("a", TOLD), ("b", RETOLD)))
    assert ("a", "b", "rewrite") in found
    assert found["a", "b", "rewrite"].detail.startswith("2 quotations and ")


def test_one_quotation_in_common_is_no_rewrite() -> None:
    assert all(kind != "rewrite" for _, _, kind in _found(_texts(("a", TOLD), ("b", OTHER))))


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Copyright 2031 Harbour Media Group. All rights reserved.", ["Harbour Media Group"]),
        ("© 2029-2031 Harbour Media, Inc.", ["Harbour Media"]),
        ("Copyright 2031 by the Quay and Sea Trust", ["Quay and Sea Trust"]),
        ("(c) 2031 All Rights Reserved", []),
        ("The copyright of 2031 songs was sold.", []),
        ("Copyright Law in Europe", []),
    ],
)
def test_owners(line: str, owners: list[str]) -> None:
    assert owners_in(f"A line.\n{line}\n") == owners


def test_pages_of_one_owner_are_tied_though_their_publishers_differ() -> None:
    rows = [(f"d{n}", _prose(n), f"{'ab'[n % 2]}.example") for n in range(4)]
    line = "© 2031 Harbour Media Group. All rights reserved."
    pages = [LocalDocument(row[0], "0" * 64, "text/plain", "utf-8", line, (), "test/1", "") for row in rows]
    relations, _ = relate(_texts(*rows), LocalDocuments.of(pages), Blocks.of(()), load_wires())
    found = {(row.doc_id, row.other_doc_id): row.detail for row in relations.check().rows()}
    assert set(found) == {("d0", "d2"), ("d1", "d3"), ("d0", "d1")}
    assert found["d0", "d1"] == "the copyright lines of both name Harbour Media Group"


def test_one_publisher_with_one_owner_is_told_once() -> None:
    owned = "© 2023 Harbour Courier"
    texts = _texts(("a", _prose(1), "m.harbour.com"), ("b", _prose(2), "harbour.com"))
    pages = LocalDocuments.of(
        LocalDocument(doc_id, doc_id, "text/plain", "utf-8", owned, (), "test/1", "") for doc_id in ("a", "b")
    )
    assert set(_found(texts, pages)) == {("a", "b", "same_publisher")}
