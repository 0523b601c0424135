"""factuality: how gold is read, and what is counted."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest

from bench.factuality import Event, Pair, compare, correlation, figures_of, measure, passages
from bench.tokens import HYPHENS, detokenise
from sayso.spans import Span
from sayso.tables import Predicate

PRINTED = [
    ("He said : `` Wait ''", "He said: “Wait”"),
    ("'' We wait , '' he said", "“We wait,” he said"),
    ('He said , " Wait . " Then " go " .', 'He said, "Wait." Then "go".'),
    ("She did n't say it 's over -LRB- yet -RRB- .", "She didn't say it's over (yet)."),
    ("the states ' $ 5 plan fell 5 % -- twice", "the states' $5 plan fell 5% — twice"),
    ("Oslo - The rain fell", "Oslo - The rain fell"),
    ("", ""),
]


@pytest.mark.parametrize(("tokens", "wanted"), PRINTED)
def test_tokens_are_printed(tokens: str, wanted: str) -> None:
    split = tokens.split()
    text, places = detokenise(split)
    assert text == wanted
    assert len(places) == len(split)
    assert all(before.end <= place.start for before, place in pairwise(places))
    assert all(place.of(text).strip() for place in places)


def test_hyphens_join_where_tokens_are_cut_at_them() -> None:
    tokens = ["the", "U.N", ".-", "led", "eight", "-", "man", "team"]
    assert detokenise(tokens, HYPHENS)[0] == "the U.N.-led eight-man team"


@pytest.fixture
def split(tmp_path: Path) -> Path:
    folder = tmp_path / "dev"
    folder.mkdir()
    for name, text, at in (
        ("uw", "The long - awaited bridge did not open .", 7),
        ("meantime", "The bridge opened .", 2),
    ):
        row = {
            "text": text,
            "targets": [{"span1": [at, at + 1], "label": -3.0 if name == "uw" else 3.0, "span_text": ""}],
        }
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")
    return folder


def test_gold_stands_in_the_printed_text(split: Path) -> None:
    (passage,) = passages(split / "uw.jsonl.gz", "uw")
    assert passage.text == "The long-awaited bridge did not open."
    assert [(event.span.of(passage.text), event.label) for event in passage.events] == [("open", -3.0)]


def test_the_product_is_asked(split: Path) -> None:
    figures = measure(split)["all"]
    assert (figures["uw_mae"], figures["uw_negative_mae"], figures["uw_unanswered"]) == (0.0, 0.0, 0.0)
    assert figures["meantime_mae"] == 0.0


def predicate(start: int, end: int, factuality: float) -> Predicate:
    return Predicate(f"{start}", "x", start, end, "", factuality, "author", "", "")


def test_an_event_has_the_number_of_the_predicate_that_stands_there() -> None:
    rows = [predicate(0, 4, 1.0), predicate(5, 9, -2.0), predicate(20, 24, 0.0)]
    events = [Event(Span(0, 4), 3.0), Event(Span(2, 9), 3.0), Event(Span(10, 14), 2.0), Event(Span(20, 24), 0.0)]
    assert [pair.answer for pair in compare(events, rows)] == [1.0, -2.0, None, 0.0]


def test_counts() -> None:
    figures = figures_of([Pair(3.0, 3.0), Pair(-2.0, 1.0), Pair(2.0, None), Pair(0.0, 0.0)])
    assert figures == {"mae": 1.0, "r": figures["r"], "negative_mae": 3.0, "unanswered": 25.0}
    assert 0 < figures["r"] < 1
    assert figures_of([]) == {"mae": 0.0, "r": 0.0, "negative_mae": 0.0, "unanswered": 0.0}


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ([1.0, 2.0, 3.0], [2.0, 4.0, 6.0], 1.0),
        ([1.0, 2.0], [2.0, 1.0], -1.0),
        ([1.0, 2.0], [3.0, 3.0], 0.0),
        ([], [], 0.0),
    ],
)
def test_correlation(ours: list[float], theirs: list[float], wanted: float) -> None:
    assert correlation(ours, theirs) == wanted
