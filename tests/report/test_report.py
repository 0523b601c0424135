"""The report: what it shows, and that a hostile page cannot get out of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import tables as t
from sayso import views as v
from sayso.report import render_report
from sayso.report.events import FEW
from sayso.report.reading import read_rows
from sayso.report.words import (
    LONG,
    OPEN,
    STANDINGS,
    clipped,
    day_words,
    interval_words,
    linkable,
    minute_words,
    period_words,
    shown,
)
from sayso.schema import Table, columns_of
from sayso.spans import Span
from tests.report.small_dossier import COPIED, HandMade, document, event, small_dossier
from tests.report.strict_html import faults_of, loads_from_outside, parsed

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe\u202c\"' onmouseover='x"


@pytest.fixture(scope="module")
def page() -> str:
    """The small dossier's report."""
    return render_report(small_dossier())


def test_the_page_is_well_formed(page: str) -> None:
    """Every element closed, every id once."""
    assert faults_of(page) == []
    assert page.startswith("<!DOCTYPE html>")


def test_every_inner_link_leads_somewhere(page: str) -> None:
    """No anchor that is not on the page."""
    tree = parsed(page)
    wanted = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert {"event-e1", "doc-d1", "doc-d2", "telling-m1", "telling-m3", "story-story"} <= wanted
    assert wanted <= set(tree.xpath("//@id"))


def test_every_document_event_and_telling_has_an_anchor(page: str) -> None:
    """So that a colleague can be sent to it."""
    ids = set(parsed(page).xpath("//@id"))
    assert {f"doc-d{n}" for n in (1, 2, 3)} | {"event-e1", "event-e2"} | {f"telling-m{n}" for n in range(1, 7)} <= ids


def test_nothing_is_loaded_from_outside(page: str) -> None:
    """No script, no resource; addresses stand only in links that a reader follows."""
    assert loads_from_outside(page) == []
    policy = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


@pytest.mark.parametrize("broken", ["<p>a<div>b</div></p>", "<b><i>a</b></i>", "<div>", "<p id='a'></p><p id='a'></p>"])
def test_the_strict_reader_finds_faults(broken: str) -> None:
    """Or it would find none in the report either."""
    assert faults_of(broken)


def test_the_words_are_marked_inside_their_sentence(page: str) -> None:
    """The sentence verbatim, the telling marked, the action bold."""
    telling = parsed(page).get_element_by_id("telling-m1")
    quote = telling.find(".//blockquote")
    assert quote.text_content().strip() == COPIED.split("\n\n")[0]
    assert "".join(mark.text_content() for mark in quote.iter("mark")) == "Sylvania of closing a bridge"
    assert [bold.text_content() for bold in quote.iter("b")] == ["closing"]


def test_a_telling_names_its_chain_and_how_it_is_held(page: str) -> None:
    """From the outlet to the innermost source."""
    words = parsed(page).get_element_by_id("telling-m3").text_content()
    assert re.search(r"news\.example\s*›\s*Sylvania", words)
    assert "denied, certain, affirmative" in words
    assert "These words stand for" in words


def test_contested_comes_first_and_says_at_most(page: str) -> None:
    """The order of standings, and the count that can only be too high."""
    events = parsed(page).xpath("//details[contains(@class, 'event')]")
    assert [event.get("id") for event in events] == ["event-e1", "event-e2"]
    assert "reported by at most 1 independent origin" in events[0].text_content()
    assert events[0].get("open") is not None


def test_what_was_cut_is_there_with_its_reason(page: str) -> None:
    """One click away, in order."""
    cut = parsed(page).get_element_by_id("doc-d1").find(".//details[@class='cut']")
    rows = [[cell.text_content() for cell in row] for row in cut.xpath(".//tbody/tr")]
    assert rows == [
        ["navigation", "Home | Sport", "short words in a row"],
        ["legal", "All rights reserved", "rights"],
    ]


def test_agreement_conflicts_forecasts_stories_and_failures_are_shown(page: str) -> None:
    """Each in its section, entities by their names."""
    tree = parsed(page)
    shown_in = ["event-e1", "conflicts", "forecasts", "stories", "failures", "names", "timeline", "documents"]
    section = {key: " ".join(" ".join(tree.get_element_by_id(key).itertext()).split()) for key in shown_in}
    assert "Sylvania denies it the text of A bridge is closed text yes" in section["event-e1"]
    assert "number: 2 or 3" in section["conflicts"]
    assert "happened differently" in section["forecasts"] and "What differed: place" in section["forecasts"]
    assert "The bridge" in section["stories"]
    assert "pile/empty.txt" in section["failures"] and "Save the page again." in section["failures"]
    assert "the Freedonians" in section["names"]
    assert "13 May 2024 Sylvania closes a bridge" in section["timeline"] and "No date known" in section["timeline"]
    assert "same text as untitled (copy.txt)" in section["documents"]


def test_a_wire_that_is_credited_is_named_with_the_words_that_do(page: str) -> None:
    """Who wrote what a paper prints."""
    (credit,) = parsed(page).xpath("//*[@id='doc-d2']//dt[.='Credits']/following-sibling::dd[1]")
    assert " ".join(credit.text_content().split()) == "Lagoon Wire for all of it: (LW) named at its end"


def test_a_page_in_a_language_that_cannot_be_read_says_so() -> None:
    """It is kept, and nothing is taken from it."""
    pages = [replace(row, language="ru") for row in small_dossier().read(v.Documents).rows()]
    dossier = HandMade(small_dossier().tables | {v.Documents: v.Documents.of(pages)})
    assert render_report(dossier).count("cannot be read yet") == len(pages)
    assert "cannot be read yet" not in render_report(small_dossier())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://a.example", "https://a\u202eb/"])
def test_a_hostile_page_stays_text(url: str) -> None:
    """Markup, quotes and overrides of the writing direction in a title; addresses that are none."""
    tree = parsed(render_report(small_dossier(title=HOSTILE, url=url)))
    assert not tree.xpath("//script | //img | //@onerror | //@onmouseover")
    assert not [href for href in tree.xpath("//@href") if not href.startswith(("#", "https://news.example/"))]
    summary = tree.get_element_by_id("doc-d1").find("summary").text_content()
    assert "<script>alert(1)</script>" in summary
    assert "⟨U+202E⟩gnp.exe" in summary


def test_hostile_words_in_every_column_stay_text() -> None:
    """Whatever a stage might pass on from a page: names, cues, reasons, addresses, dates."""
    pile = small_dossier()
    page = render_report(HandMade({kind: spoilt(table) for kind, table in pile.tables.items()}))
    tree = parsed(page)
    assert loads_from_outside(page) == []
    assert not tree.xpath("//@onmouseover")
    assert "\u202e" not in page
    assert page.count("alert(1)") > 60


def spoilt(table: Table[Any]) -> Table[Any]:
    """A table -> the same with hostile words wherever a row may hold words of any kind."""
    kept = re.compile(r"text|raw_text|.*_ids?|event_mention_[ab]")
    free = [c.name for c in columns_of(table.row) if not c.choices and not kept.fullmatch(c.name)]
    rows = table.arrow.to_pylist()
    for row in rows:
        for column in free:
            if isinstance(row[column], str):
                row[column] = HOSTILE
            elif column in {"authors", "aliases", "roles"}:
                row[column] = [HOSTILE]
    return type(table)(table.arrow.from_pylist(rows, schema=table.arrow.schema))


def test_a_crowded_day_folds_what_is_told_once() -> None:
    """The contested first, then the rest under one line; a quiet day shows all."""
    quiet = [event(f"q{n}", f"Quiet deed {n}", "single_origin", "2024-05-13") for n in range(FEW)]
    loud = event("loud", "Loud deed", "contested", "2024-05-13")
    crowded = parsed(render_report(HandMade({v.Events: v.Events.of([*quiet, loud])}))).get_element_by_id("timeline")
    assert crowded.xpath("./details/ul//a/@href") == ["#event-loud"]
    assert len(crowded.xpath(".//details[@class='rest']//li")) == FEW
    calm = parsed(render_report(HandMade({v.Events: v.Events.of(quiet)}))).get_element_by_id("timeline")
    assert len(calm.xpath("./details/ul/li")) == FEW


def test_the_timeline_ends_with_what_is_long_or_open() -> None:
    """Months and years in time's order first."""
    days = [
        ("2023-01-01", None),
        ("2022-12-30", "2023-01-02"),
        ("2024-05-13", "2024-05-13"),
        ("2023-01-01", "2023-12-31"),
    ]
    rows = [
        replace(event(f"e{n}", "A deed", "single_origin", None), earliest=first, latest=last)
        for n, (first, last) in enumerate(days)
    ]
    tree = parsed(render_report(HandMade({v.Events: v.Events.of(rows)})))
    headings = [heading.text_content() for heading in tree.get_element_by_id("timeline").iter("h3")]
    assert headings == ["2023, over more than one month", "May 2024", LONG, OPEN]


def test_two_who_say_it_together_are_one_step_of_the_chain() -> None:
    """Not the one through the other."""
    pile = small_dossier()
    held = {row.statement_id: row for row in pile.read(v.Statements).rows()}
    links = (
        v.LinkedChainLink("document", "d1", None, None, None),
        v.LinkedChainLink("outlet", "The Gazette", "gaz", None, None),
        v.LinkedChainLink("country", "Sylvania", "syl", None, None),
        v.LinkedChainLink("country", "Freedonia", "fre", None, None),
    )
    held["s3"] = replace(held["s3"], chain=links, source_ids=("fre", "syl"))
    page = render_report(HandMade({**pile.tables, v.Statements: v.Statements.of(held.values())}))
    words = parsed(page).get_element_by_id("telling-m3").find(".//span[@class='chain']").text_content()
    assert words == "news.example › The Gazette › Sylvania and Freedonia"


def test_tellings_stand_in_the_order_in_which_they_were_published() -> None:
    """Not in the order of ids."""
    pile = small_dossier()
    one, two, three = pile.read(v.Documents).rows()
    documents = v.Documents.of([one, replace(two, published_earliest="2024-05-01"), three])
    tree = parsed(render_report(HandMade({**pile.tables, v.Documents: documents})))
    anchors = tree.get_element_by_id("event-e1").xpath("./div[@class='telling']/@id")
    assert anchors == ["telling-m2", "telling-m1", "telling-m3"]


def test_an_empty_dossier_has_a_report() -> None:
    """No rows at all."""
    words = parsed(render_report(HandMade({}))).text_content()
    assert "0 documents" in words and "No events." in words and "Every input could be read." in words


def test_a_page_without_a_full_stop_is_shown_in_part() -> None:
    """A sentence of a million characters does not fill the report."""
    pile = small_dossier()
    endless = COPIED.split("\n\n")[0] + " and so on" * 100_000
    one = document("d1", endless, "Endless")
    held = next(pile.read(v.Statements).rows())
    tables = {
        **pile.tables,
        v.Documents: v.Documents.of([one, *list(pile.read(v.Documents).rows())[1:]]),
        t.Sentences: t.Sentences.of([t.Sentence("s", "d1", 0, len(endless), "body")]),
        v.Statements: v.Statements.of([replace(held, start=0, end=len(endless), text=endless)]),
        t.Blocks: t.Blocks.of([]),
    }
    quote = parsed(render_report(HandMade(tables))).get_element_by_id("telling-m1").find(".//blockquote")
    assert len(quote.text_content()) < 2_000


def test_the_same_dossier_gives_the_same_report() -> None:
    """Byte for byte."""
    assert render_report(small_dossier()) == render_report(small_dossier())


def test_latest_build_is_named_by_number_not_by_spelling() -> None:
    """Build 10 comes after build 9."""
    runs = [t.Run(str(n), f"0.{n}", "", None, "{}", "{}", "{}", None) for n in (9, 10)]
    assert "Made by Sayso 0.10" in render_report(HandMade({t.Runs: t.Runs.of(runs)}))


def test_a_span_finds_the_sentences_it_touches() -> None:
    """Also where it reaches over two of them, or lies in none."""
    rows = read_rows(small_dossier())
    second = COPIED.index("They will")
    assert rows.context_of("d1", Span(3, 9)) == (0, COPIED.index("\n\n"))
    assert rows.context_of("d1", Span(3, second + 2)) == (0, len(COPIED))
    assert rows.context_of("nowhere", Span(3, 9)) == (3, 9)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_title_can_be_shown(title: str) -> None:
    """Whatever a page calls itself, the report is well formed and can be written as UTF-8."""
    page = render_report(small_dossier(title=title))
    page.encode("utf-8")
    parsed(page)


@pytest.mark.parametrize(
    ("earliest", "latest", "words", "period"),
    [
        ("2024-05-17", "2024-05-17", "17 May 2024", "May 2024"),
        ("2024-05-13", "2024-05-19", "13 May 2024 to 19 May 2024", "May 2024"),
        ("2024-01-01", "2024-12-31", "1 January 2024 to 31 December 2024", "2024, over more than one month"),
        ("2023-12-31", "2024-01-01", "31 December 2023 to 1 January 2024", LONG),
        ("2024-02-12", None, "12 February 2024 or later", OPEN),
        (None, "2024-02-12", "12 February 2024 or earlier", OPEN),
        (None, None, "date unknown", OPEN),
        ("0099-13-40", "0099-13-40", "0099-13-40", "0099-13"),
    ],
)
def test_intervals_in_words(earliest: str | None, latest: str | None, words: str, period: str) -> None:
    """Known, open, unknown; what is no day stays as it is."""
    assert interval_words(earliest, latest) == words
    assert period_words(earliest, latest) == period


def test_every_standing_has_its_words() -> None:
    """Those of the table, and no others."""
    assert set(STANDINGS) == set(t.Standing.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a?b=c#d", True),
        ("http://news.example:8080/", True),
        ("HTTPS://news.example/", False),
        ("https://user@news.example/", False),
        ("//news.example/", False),
        ("https://news.example/\n", False),
        ("file:///etc/passwd", False),
        (None, False),
    ],
)
def test_only_plain_addresses_are_linked(url: str | None, linked: bool) -> None:
    """Everything else stays text."""
    assert (linkable(url) is not None) == linked


def test_unseen_characters_are_named() -> None:
    """Lone surrogates too, which could not be written at all; line breaks and accents stay."""
    assert shown("a\u202eb\ud800c\x00\n\té\u200d") == "a⟨U+202E⟩b⟨U+D800⟩c⟨U+0000⟩\n\té\u200d"


def test_clipped_words_say_how_many_are_missing() -> None:
    """Nothing is left out in silence."""
    assert clipped("abc", 3) == "abc"
    assert clipped("abcdef", 3) == "abc … (3 more characters)"


def test_day_words() -> None:
    """One day."""
    assert day_words("2024-05-01") == "1 May 2024"


def test_minute_words() -> None:
    """A moment in UTC, or what was written instead of one."""
    assert minute_words("2024-06-01T10:00:59.5+02:00") == "1 June 2024, 08:00 UTC"
    assert minute_words("just now") == "just now"
