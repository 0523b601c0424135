"""The example pile, built for real: what a careful reader finds in it must be in its dossier.

The key to the pile is examples/README.md; the numbers in the names below are its points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import sayso
from sayso import tables as t
from sayso import views as v
from sayso.report import render_report
from sayso.run.store import Dossier
from tests.report.strict_html import loads_from_outside, parsed

"""What a careful reader sees and the program does not: never deleted, never weakened."""

PILE = Path(__file__).parents[1] / "examples" / "one-week"
FURNITURE = [
    "most read", "most popular", "popular now", "must-reads", "you may also like", "related stories", "related post",
    "share on", "follow us", "newsletter", "sign in", "all rights reserved", "privacy policy", "cookie settings",
    "comments", "skip to main", "quick access", "lighthouse", "hippos", "airports", "coconut rice", "balconies",
    "market hall", "ferry timetable", "slow ferry", "this page is invented", "click here", "leave a reply",
    "views in this column",
]  # fmt: skip


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The dossier of the example, built once."""
    into = tmp_path_factory.mktemp("example") / "week.sayso"
    sayso.build([PILE], into=into)
    with Dossier(into) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(dossier: Dossier) -> dict[str, v.Document]:
    """Its documents by the first two digits of their file's name."""
    return {document.source[:2]: document for document in dossier.read(v.Documents).rows()}


@pytest.fixture(scope="module")
def events(dossier: Dossier) -> Callable[..., list[v.Event]]:
    """The events of an action by the countries of whom its tellings name, told in all of the given pages."""
    documents = {document.doc_id: document.source[:2] for document in dossier.read(v.Documents).rows()}
    mentions = list(dossier.read(v.EventMentions).rows())
    rows = list(dossier.read(v.Events).rows())

    def find(action: str, by: set[str], to: set[str] = frozenset(), told_in: set[str] = frozenset()) -> list[v.Event]:  # type: ignore[assignment]
        found = []
        for event in rows:
            told = [mention for mention in mentions if mention.event_id == event.event_id]
            who = {country for mention in told for country in mention.actor_countries}
            whom = {country for mention in told for country in mention.recipient_countries}
            where = {documents[mention.doc_id] for mention in told}
            if event.action == action and by <= who and to <= whom and told_in <= where:
                found.append(event)
        return found

    return find


def test_every_page_is_a_document_and_none_failed(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """Point 1: eight files, eight documents."""
    assert sorted(pages) == [f"0{n}" for n in range(1, 9)]
    assert len(dossier.read(t.Failures)) == 0


@pytest.mark.parametrize("line", FURNITURE)
def test_no_menu_line_is_in_a_text(pages: dict[str, v.Document], line: str) -> None:
    """Point 9."""
    assert [name for name, page in pages.items() if line in page.text.casefold()] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("01", "DODOMA, May 14 (Equator Wire) - Tanzania has accused Kenya"),
        ("01", "when the catch is best."),
        ("02", "called on Kenya and Tanzania to hold talks."),
        ("03", "“Kenya has not detained a single fisherman,” Wekhora told parliament"),
        ("03", "Fishing boats on the shore at Homa Bay."),
        ("03", "had already raised the price of fish."),
        ("04", "sold more tea than on any day this year."),
        ("05", "Police and Fishermen Face Each Other in Mwanza"),
        ("05", "often share fuel and ice."),
        ("06", "They were moved to the coast because heavy rain"),
        ("06", "had reached an island with a broken engine and were safe."),
        ("07", "I have watched our neighbours quarrel"),
        ("07", "They may do it after the next storm."),
        ("08", "What was agreed?"),
        ("08", "The harbour at Mwanza after the rain"),
        ("08", "nobody wanted to pay for the radios."),
    ],
)
def test_no_sentence_is_lost(pages: dict[str, v.Document], name: str, words: str) -> None:
    """First and last sentences, subheads, captions."""
    assert words in pages[name].text


@pytest.mark.parametrize(
    ("name", "title", "publisher"),
    [
        ("01", "Tanzania accuses Kenya of detaining 14 fishermen", "lakesidepost.example"),
        ("02", "Dodoma says Kenya is holding its fishermen", "harbourtimes.example"),
        ("03", "Ministers to meet in Arusha over lake dispute", "nairobicourier.example"),
        ("04", "Twelve fishermen injured in Mwanza protest", "mwanzamail.example"),
        ("05", "Police and Fishermen Face Each Other in Mwanza", "dailyglobewrap.example"),
        ("06", "Kenya and Tanzania sign lake agreement in Mombasa", "eastcoastledger.example"),
        ("07", "Two ministers, one lake and a very small fish", "themaraview.example"),
        ("08", "How a storm became a dispute: the lake agreement explained", "lakebasinreview.example"),
    ],
)
def test_title_and_publisher(pages: dict[str, v.Document], name: str, title: str, publisher: str) -> None:
    """As they stand on the page; of a scrape, the host that its foot names."""
    assert (pages[name].title, pages[name].publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("name", "authors", "genre"),
    [
        ("01", [("Equator Wire",)], "report"),
        ("02", [("Staff and Wire",), ()], "report"),
        ("03", [("Grace Atienza",)], "report"),
        ("04", [("Neema Kasala",)], "report"),
        ("05", [("admin",), ()], "report"),
        ("06", [("Samir Odhiambi",)], "report"),
        ("07", [("Tobias Wanyeri",)], "opinion"),
    ],
)
def test_authors_and_genre(pages: dict[str, v.Document], name: str, authors: list[tuple[str, ...]], genre: str) -> None:
    """Where a byline names no person, two answers are right."""
    assert pages[name].authors in authors
    assert pages[name].genre == genre


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("01", "2024-05-14"),
        ("02", "2024-05-15"),
        ("03", "2024-05-15"),
        ("04", "2024-05-16"),
        ("06", "2024-05-18"),
        ("07", "2024-05-19"),
    ],
)
def test_dates_that_stand_on_the_page(pages: dict[str, v.Document], name: str, day: str) -> None:
    """Each to the day."""
    assert (pages[name].published_earliest, pages[name].published_latest) == (day, day)


def test_the_wrong_header_is_a_candidate(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """Point 7: it was found, and a reader can see it."""
    doc_id = pages["05"].doc_id
    values = {row.value for row in dossier.read(v.DateCandidates).rows() if row.doc_id == doc_id}
    assert "2024-08-12" in values


def test_the_wrong_header_is_not_the_date(pages: dict[str, v.Document]) -> None:
    """Point 7: the page foretells a meeting of 17 May for "Friday"."""
    page = pages["05"]
    assert page.published_earliest is not None and page.published_latest is not None
    assert "2024-05-15" <= page.published_earliest <= page.published_latest <= "2024-05-17"


def test_the_undated_page_is_not_given_a_day(pages: dict[str, v.Document]) -> None:
    """Point 7: nothing on it says when it was written; after 17 May is all that can be known."""
    page = pages["08"]
    assert page.published_earliest is None or page.published_earliest != page.published_latest
    assert page.published_earliest is None or page.published_earliest >= "2024-05-11"


def test_the_copy_is_seen(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """Point 1: 02 is a copy of 01, and no other two pages are copies."""
    kinds = {"exact", "near", "partial", "wire"}
    copies = [{row.doc_id, row.other_doc_id} for row in dossier.read(t.Relations).rows() if row.relation in kinds]
    assert copies
    assert all(pair == {pages["01"].doc_id, pages["02"].doc_id} for pair in copies)


def test_the_copies_have_one_origin(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """Point 1: what 01 and 02 tell of Uganda's call comes through one origin."""
    told = [row for row in dossier.read(v.EventMentions).rows() if "UGA" in row.actor_countries]
    doc_ids = {pages["01"].doc_id, pages["02"].doc_id}
    origins = {row.origin_id for row in told if row.doc_id in doc_ids}
    assert {row.doc_id for row in told} >= doc_ids
    assert len(origins) == 1


def test_the_detention_is_contested(dossier: Dossier, events: Callable[..., list[v.Event]]) -> None:
    """Point 2: Tanzania reports it, Kenya denies it, both are parties to it."""
    detained = [event for event in events("COERCE", {"KEN"}) if event.standing == "contested"]
    assert detained
    names = {row.entity_id: row.country for row in dossier.read(t.Entities).rows()}
    event_ids = {event.event_id for event in detained}
    said = {
        (names.get(row.holder_id or ""), row.stance, row.interested)
        for row in dossier.read(t.Agreement).rows()
        if row.event_id in event_ids
    }
    assert ("TZA", "reports", True) in said
    assert ("KEN", "denies", True) in said


def test_the_accusation_is_told_by_many(events: Callable[..., list[v.Event]]) -> None:
    """Point 2: that Tanzania accused Kenya is reported by the wire and by papers that did not copy it."""
    assert any(event.standing == "corroborated" for event in events("ACCUSE", {"TZA"}, {"KEN"}, {"01", "03"}))


def test_the_meeting_is_corroborated(events: Callable[..., list[v.Event]]) -> None:
    """Point 5: two pages tell it, each by itself."""
    met = events("CONSULT", {"KEN", "TZA"}, told_in={"06", "08"})
    assert any(event.standing == "corroborated" and event.origins_reporting >= 2 for event in met)


def test_the_meeting_happened_differently(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """Point 3: foretold for Arusha, held in Mombasa."""
    mentions = {row.event_mention_id: row for row in dossier.read(v.EventMentions).rows()}
    foretold = [
        row
        for row in dossier.read(t.Forecasts).rows()
        if mentions[row.event_mention_id].doc_id == pages["03"].doc_id
        and mentions[row.event_mention_id].action == "CONSULT"
        and row.outcome == "happened_differently"
    ]
    assert any("place" in row.slots for row in foretold)


def test_the_visit_is_open(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """Point 3: nothing tells whether Wekhora went to Mwanza."""
    mentions = {row.event_mention_id: row for row in dossier.read(v.EventMentions).rows()}
    pledged = [
        row
        for row in dossier.read(t.Forecasts).rows()
        if mentions[row.event_mention_id].doc_id == pages["03"].doc_id
        and "Mwanza" in mentions[row.event_mention_id].text
    ]
    assert [row.outcome for row in pledged] == ["open"] * len(pledged)
    assert pledged


def test_the_two_numbers_conflict(dossier: Dossier) -> None:
    """Point 4: 12 injured or 19."""
    numbers = [row for row in dossier.read(t.Conflicts).rows() if row.slot == "number"]
    found = [{word for value in (row.value_a, row.value_b) for word in value.split()} for row in numbers]
    assert any({"12", "19"} <= words for words in found)
    assert all({"12", "19"} <= words for words in found), "no other numbers of the pile are at odds"


def test_one_minister_under_two_spellings(dossier: Dossier) -> None:
    """Point 6."""
    ministers = [row for row in dossier.read(t.Entities).rows() if "Abdalla" in " ".join((row.name, *row.aliases))]
    assert len(ministers) == 1
    assert {"Halima Abdalla", "Halima Abdallah"} <= {ministers[0].name, *ministers[0].aliases}


def test_the_report_shows_all_of_it(dossier: Dossier, pages: dict[str, v.Document]) -> None:
    """A strict reader finds no fault in its markup, and nothing is loaded from outside."""
    page = render_report(dossier)
    tree = parsed(page)
    assert loads_from_outside(page) == []
    ids = set(tree.xpath("//@id"))
    assert {f"doc-{document.doc_id}" for document in pages.values()} <= ids
    assert {f"event-{event.event_id}" for event in dossier.read(v.Events).rows()} <= ids
    assert {f"telling-{row.event_mention_id}" for row in dossier.read(v.EventMentions).rows()} <= ids
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= ids
    assert (
        "Six Airports With Surprisingly Good Soup" in tree.get_element_by_id(f"doc-{pages['05'].doc_id}").text_content()
    )
