"""The report's statements: each with its chain, its status and its place under what reports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from sayso import tables as t
from sayso import views as v
from sayso.report import render_report
from sayso.report.chains import chains_of, held_words, listed
from sayso.report.marking import marked
from sayso.report.nesting import DEEPEST
from sayso.report.words import QUOTES, STATUSES, UNCERTAINTIES
from sayso.spans import Span
from tests.report.small_dossier import HandMade, document, small_dossier, statement
from tests.report.strict_html import loads_from_outside, parsed

TEXT = (
    "The Lagoon Post reported on Monday that the ministry's spokesman said the bridge may close, "
    "but both towns deny the reports.\n\nHe added: it will reopen in May."
)
SENTENCE, ADDED = TEXT.split("\n\n")
OUTLET = v.LinkedChainLink("outlet", "The Lagoon Post", "lagoon", None, None)
SPOKESMAN = v.LinkedChainLink("person", "the ministry's spokesman", "spokesman", None, None)
EAST = v.LinkedChainLink("group", "East Town", "east", None, None)
WEST = v.LinkedChainLink("group", "West Town", "west", None, None)


def at(words: str, name: str) -> dict[str, Any]:
    """Words of the text -> the columns of a source or a cue."""
    start = TEXT.index(words)
    return {f"{name}_text": words, f"{name}_start": start, f"{name}_end": start + len(words)}


def held(one_id: str, words: str, *links: v.LinkedChainLink, **columns: Any) -> v.Statement:
    """A statement of the text through the links of a chain."""
    made = statement(one_id, "d1", TEXT, words, tuple(link.name for link in links))
    return replace(made, chain=(made.chain[0], *links), **columns)


REPORTED = held(
    "post", "that the ministry's spokesman said the bridge may close", OUTLET, parent_id="all", source_ids=("lagoon",),
    quote="indirect", **at("The Lagoon Post", "source"), **at("reported on Monday", "cue"),
)  # fmt: skip
SAID = held(
    "says", "the bridge may close", OUTLET, SPOKESMAN, parent_id="post", source_ids=("spokesman",), status="predicted",
    certainty="possible", tense="future", quote="indirect", said_earliest="2024-05-13", said_latest="2024-05-13",
    **at("the ministry's spokesman", "source"), **at("said", "cue"),
)  # fmt: skip
DENIED = held(
    "no", "the reports", EAST, WEST, parent_id="all", source_ids=("east", "west"), status="denied", quote="indirect",
    antecedent_id="says", **at("both towns", "source"), **at("deny", "cue"),
)  # fmt: skip
LATER = held(
    "later", "it will reopen in May", SPOKESMAN, parent_id="all", status="predicted", source_ids=("spokesman",),
    **at("He", "source"), **at("added", "cue"),
)  # fmt: skip
AUTHOR = held("all", SENTENCE)
EVERY = [AUTHOR, REPORTED, SAID, DENIED, LATER, held("own", ADDED)]


def dossier_of(statements: Sequence[v.Statement], **columns: Any) -> HandMade:
    """The text above with such statements."""
    ends = [Span(0, len(SENTENCE)), Span(len(SENTENCE) + 2, len(TEXT))]
    return HandMade(
        {
            v.Documents: v.Documents.of([document("d1", TEXT, "A bridge", **columns)]),
            t.Sentences: t.Sentences.of([t.Sentence(f"s{n}", "d1", *one, "body") for n, one in enumerate(ends)]),
            v.Statements: v.Statements.of(statements),
        }
    )


@pytest.fixture(scope="module")
def tree() -> html.HtmlElement:
    """The report of them all."""
    return parsed(render_report(dossier_of(EVERY)))


def row(tree: html.HtmlElement, one_id: str) -> html.HtmlElement:
    """A statement's own row, without what is nested in it."""
    (found,) = tree.xpath(f"//li[@id='statement-{one_id}']")
    return found


def words_of(element: html.HtmlElement, path: str) -> list[str]:
    """What the elements at a path say, spaces folded."""
    return [" ".join(one.text_content().split()) for one in element.xpath(path)]


CHAIN = "./div[@class='what']/p[@class='who']/span[@class='chain']"
WORDS = "./div[@class='what']/p[@class='words']"


@pytest.mark.parametrize(
    ("one_id", "chain", "how"),
    [
        ("all", "news.example", "asserted"),
        ("post", "news.example › The Lagoon Post", "asserted"),
        ("says", "news.example › The Lagoon Post › the ministry's spokesman", "predicted possible"),
        ("no", "news.example › East Town and West Town", "denied"),
    ],
)
def test_a_statement_shows_its_chain_and_its_status(tree: html.HtmlElement, one_id: str, chain: str, how: str) -> None:
    """From the outlet to the innermost source; certainty only where it is not certain."""
    assert words_of(row(tree, one_id), CHAIN) == [chain]
    assert words_of(row(tree, one_id), "./p[@class='how']") == [how]


def test_a_statement_stands_under_the_one_that_reports_it(tree: html.HtmlElement) -> None:
    """As a list in its row; what nobody reports stands alone."""
    under = {"post": "all", "says": "post", "no": "all", "later": "all"}
    for inner, outer in under.items():
        assert row(tree, inner).getparent().getparent().get("id") == f"statement-{outer}"
    assert [one.get("id") for one in tree.xpath("//ul[@class='statements']/li")] == ["statement-all", "statement-own"]


def test_source_cue_and_content_are_marked_in_the_sentence(tree: html.HtmlElement) -> None:
    """Those of everything that the sentence reports, and only there."""
    sentence = row(tree, "all").xpath(WORDS)[0]
    assert sentence.text_content() == SENTENCE
    assert words_of(sentence, ".//u[@class='source']") == ["The Lagoon Post", "the ministry's spokesman", "both towns"]
    assert words_of(sentence, ".//u[@class='cue']") == ["reported on Monday", "said", "deny"]
    assert "".join(mark.text_content() for mark in sentence.iter("mark")) == f"{REPORTED.text}the reports"
    assert words_of(row(tree, "says"), f"{WORDS}//*") == []


def test_a_source_in_another_sentence_is_shown_in_it(tree: html.HtmlElement) -> None:
    """ "He added:" stands in a sentence of its own; where the source stands above, nothing is repeated."""
    (saying,) = row(tree, "later").xpath("./div/p[contains(., 'says who')]")
    assert words_of(saying, ".//u") == ["He", "added"] and ADDED in saying.text_content()
    assert not row(tree, "says").xpath("./div/p[contains(., 'says who')]")


def test_an_answer_leads_to_what_it_answers_and_back(tree: html.HtmlElement) -> None:
    """The denial names whom it denies; what is denied names who denies it."""
    (forth,) = row(tree, "no").xpath("./div/p[contains(., 'answers:')]/a")
    assert (forth.get("href"), forth.text_content()) == (
        "#statement-says", "the ministry's spokesman: “the bridge may close”",
    )  # fmt: skip
    (back,) = row(tree, "says").xpath("./div/p[starts-with(., 'answered:')]")
    assert " ".join(back.text_content().split()) == "answered: denied by East Town and West Town"
    assert back.xpath("./a/@href") == ["#statement-no"]


def test_the_authors_voice_is_apart(tree: html.HtmlElement) -> None:
    """In words, and for the eye."""
    assert words_of(row(tree, "all"), ".//span[@class='voice']") == [", in its own voice, by Ann Writer · by hand"]
    assert {one.get("class") for one in tree.xpath("//li[starts-with(@id, 'statement-')]")} == {
        "statement author", "statement attributed",
    }  # fmt: skip
    assert not row(tree, "post").xpath(".//span[@class='voice']")


def test_when_and_how_it_was_said(tree: html.HtmlElement) -> None:
    assert "not quoted · said 13 May 2024 · by hand" in words_of(row(tree, "says"), "./div/p[@class='more']")


def test_a_page_without_a_publisher_is_the_page() -> None:
    """An outlet is not made up."""
    tree = parsed(render_report(dossier_of(EVERY, publisher=None)))
    assert words_of(row(tree, "post"), CHAIN) == ["the page › The Lagoon Post"]


def test_what_the_author_makes_of_it_stands_under_the_sentence_that_reports_it() -> None:
    """A report that the writer calls false is the writer's denial of it."""
    fake = replace(held("fake", SAID.text), status="denied", antecedent_id="says")
    tree = parsed(render_report(dossier_of([*EVERY, fake])))
    assert row(tree, "fake").getparent().getparent().get("id") == "statement-all"
    assert row(tree, "fake").get("class") == "statement author"


def test_content_in_pieces_is_shown_in_pieces() -> None:
    """With dots where words of the sentence are left out."""
    first, last = TEXT.index("the ministry"), TEXT.index("may close")
    parts = ((first, first + 12), (last, last + 9))
    pieced = replace(SAID, start=first, end=last + 9, parts=parts, text=TEXT[first : last + 9])
    tree = parsed(render_report(dossier_of([AUTHOR, REPORTED, pieced])))
    assert words_of(row(tree, "says"), WORDS) == ["the ministry … may close"]


def test_everybody_who_is_quoted_is_listed(tree: html.HtmlElement) -> None:
    """Joint sources each by itself, with links to all that they say."""
    holders = tree.get_element_by_id("holders")
    heads = words_of(holders, "./details/summary")
    assert heads == [
        "spokesman 2 statements: 2 predicted",
        "east 1 statement: 1 denied",
        "lagoon 1 statement: 1 asserted",
        "west 1 statement: 1 denied",
    ]
    assert holders.xpath("./details[1]//a/@href") == ["#statement-says", "#statement-later"]


def test_every_status_can_be_chosen_without_a_script(tree: html.HtmlElement) -> None:
    """Each that occurs, with its number; the choice is one of style."""
    section = tree.get_element_by_id("statements")
    assert words_of(section, ".//fieldset/label") == [
        "all", "attributed", "asserted (3)", "denied (1)", "predicted (2)",
    ]  # fmt: skip
    (style,) = tree.xpath("//style/text()")
    for choice in section.xpath(".//input/@id")[1:]:
        assert f"#statements:has(#{choice}:checked)" in style
    assert loads_from_outside(html.tostring(tree, encoding="unicode")) == []


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_shape_of_its_own(tree: html.HtmlElement, status: str) -> None:
    """For whoever does not see colours, and on paper; a screen reader does not read it out."""
    (style,) = tree.xpath("//style/text()")
    shapes = dict(re.findall(r'\.status\.(\w+)::before \{ content: "(.)"; content: "." / ""; \}', style))
    plain = re.findall(r'\.status::before \{[^}]*content: "(.)" / "";', style)
    assert status == "asserted" or status in shapes
    assert len({*shapes.values(), *plain}) == len(STATUSES)


def test_the_words_are_those_of_the_tables() -> None:
    """No status, certainty or kind of quotation without words, and none too many."""
    assert set(STATUSES) == set(t.Status.__args__)  # type: ignore[attr-defined]
    assert set(UNCERTAINTIES) == set(t.Certainty.__args__)  # type: ignore[attr-defined]
    assert set(QUOTES) == set(t.Quote.__args__)  # type: ignore[attr-defined]


def test_parents_that_lead_in_a_circle_or_nowhere_lose_nothing() -> None:
    """Every statement has its row, whatever its parent is."""
    circle = [
        replace(REPORTED, parent_id="says"),
        SAID,
        replace(DENIED, parent_id="gone"),
        replace(LATER, parent_id="later"),
    ]
    fakes = [replace(held("x", SENTENCE), antecedent_id="y"), replace(held("y", SENTENCE), antecedent_id="x")]
    tree = parsed(render_report(dossier_of([*circle, *fakes])))
    assert {one.get("id") for one in tree.xpath("//ul[@class='statements']/li")} == {
        "statement-post", "statement-says", "statement-no", "statement-later", "statement-x", "statement-y",
    }  # fmt: skip
    assert words_of(row(tree, "no"), "./div/p/q//u") == ["both towns", "deny"]


def test_what_is_nested_too_deep_to_indent_stands_at_the_last_depth() -> None:
    """Nothing is lost."""
    links = [v.LinkedChainLink("unnamed", f"source {n}", None, None, None) for n in range(2_000)]
    deep = [held(f"n{n}", "the bridge", *links[:n], parent_id=f"n{n - 1}" if n else None) for n in range(DEEPEST + 40)]
    tree = parsed(render_report(dossier_of(deep)))
    assert len(tree.xpath("//li[starts-with(@id, 'statement-n')]")) == len(deep)
    assert max(len(one.xpath("ancestor::li")) for one in tree.xpath("//li[starts-with(@id, 'statement-')]")) == DEEPEST


def test_an_event_telling_leads_to_its_statement_and_back() -> None:
    """From the status of the telling, and from the words of the statement."""
    tree = parsed(render_report(small_dossier()))
    assert tree.get_element_by_id("telling-m3").xpath(".//span[@class='held']/a/@href") == ["#statement-s3"]
    assert row(tree, "s3").xpath(".//p[contains(., 'tells of')]/a/@href") == ["#event-e1"]


def link(name: str, entity_id: str | None = None) -> v.LinkedChainLink:
    """A step of a chain."""
    return v.LinkedChainLink("person", name, entity_id, None, None)


@pytest.mark.parametrize(
    ("steps", "source_ids", "chain"),
    [
        ([link("A", "a"), link("B", "b"), link("C", "c")], ("a", "b", "c"), ("Post", "A, B and C")),
        ([link("A", "a"), link("B", "b")], ("b",), ("Post", "A", "B")),
        ([link("A"), link("B")], (), ("Post", "A", "B")),
        ([link("B", "b"), link("B", "b")], ("b",), ("Post", "B")),
        ([], (), ("Post",)),
    ],
)
def test_a_chain_in_words(steps: list[v.LinkedChainLink], source_ids: tuple[str, ...], chain: tuple[str, ...]) -> None:
    """Who says it together is one step; nobody cites himself."""
    one = held("one", "the bridge", *steps, source_ids=source_ids)
    assert chains_of([one], {"d1": "Post"}) == {"one": chain}


def test_joint_sources_of_what_reports_it_stay_one_step() -> None:
    """And are not joined with the inner source, though it is one of them."""
    outer = held("outer", "the bridge may", EAST, WEST, source_ids=("east", "west"))
    inner = held("inner", "the bridge", EAST, WEST, EAST, parent_id="outer", source_ids=("east",))
    assert chains_of([inner, outer], {"d1": "Post"})["inner"] == ("Post", "East Town and West Town", "East Town")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (("asserted", "positive", "certain"), ("asserted",)),
        (("predicted", "positive", "possible"), ("predicted", "possible")),
        (("opinion", "unknown", "unknown"), ("opinion", "certainty unknown")),
        (("asserted", "negative", "probable"), ("asserted", "probable", "negative")),
    ],
)
def test_how_it_is_held_in_words(how: tuple[Any, Any, Any], words: tuple[str, ...]) -> None:
    """What is as usual is not said."""
    assert held_words(*how) == words


def test_names_in_a_row() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair))))


@given(text=st.text(min_size=40, max_size=40), told=SPANS, cue=SPANS, source=SPANS)
@settings(max_examples=80, deadline=None)
def test_marked_words_are_the_words(text: str, told: list[Span], cue: list[Span], source: list[Span]) -> None:
    """Nothing added, lost or moved; each character has the marks whose spans cover it."""
    pieces = marked(text, Span(5, 35), {"told": told, "cue": cue, "source": source})
    assert "".join(piece.words for piece in pieces) == text[5:35]
    place = 5
    for piece in pieces:
        assert piece.told == any(one.start <= place < one.end for one in told)
        assert piece.cue == any(one.start <= place < one.end for one in cue)
        assert piece.source == any(one.start <= place < one.end for one in source)
        place += len(piece.words)
