"""Ids hang on content alone; spans count code points and slice back."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.ids import ID_LENGTH, content_id, doc_id_of, sha256_of
from sayso.spans import Span, hull, in_one_paragraph, trim, without

PARTS = st.lists(st.none() | st.text(max_size=5) | st.integers() | st.lists(st.integers(), max_size=3), max_size=4)


@given(PARTS)
def test_an_id_is_hex_of_one_length(parts: list[object]) -> None:
    assert re.fullmatch(rf"[0-9a-f]{{{ID_LENGTH}}}", content_id("word", *parts))


@given(PARTS, PARTS)
def test_other_content_has_another_id(one: list[object], other: list[object]) -> None:
    assume(json.dumps(one) != json.dumps(other))
    assert content_id("word", *one) != content_id("word", *other)


def test_a_kind_keeps_ids_apart() -> None:
    assert content_id("sentence", "d1", 0, 5) != content_id("mention", "d1", 0, 5)


def test_neighbouring_parts_do_not_run_together() -> None:
    assert content_id("word", "ab", "c") != content_id("word", "a", "bc")
    assert content_id("word", 1, None) != content_id("word", 1)
    assert content_id("word", 1) != content_id("word", "1")


def test_ids_do_not_move_between_builds() -> None:
    assert content_id("mention", "d1", 3, "Łódź") == "274ff600a4781081"
    assert doc_id_of(b"abc") == hashlib.sha256(b"abc").hexdigest()[:16]
    assert sha256_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_ids_do_not_hang_on_the_process() -> None:
    asked = "from sayso.ids import content_id; print(content_id('mention', 'd1', 3, ['b', 'a']))"
    answers = {
        subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
        for _ in range(2)
    }
    assert answers == {content_id("mention", "d1", 3, ["b", "a"])}


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    """A text and a span inside it."""
    text = draw(st.text(alphabet=st.sampled_from("ab \t\n\u00a0\u2003é한🙂\u202e"), max_size=20))
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@given(text_and_span())
def test_trim_keeps_the_words_and_nothing_around(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    trimmed = trim(text, span)
    assert trimmed.of(text) == span.of(text).strip()
    assert span.contains(trimmed)
    assert trim(text, trimmed) == trimmed


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_hull_is_the_smallest_that_contains_all(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    whole = hull(spans)
    assert all(whole.contains(span) for span in spans)
    assert whole.start in {span.start for span in spans}
    assert whole.end in {span.end for span in spans}


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        (Span(0, 5), Span(5, 9), False, False),
        (Span(0, 5), Span(4, 9), True, False),
        (Span(0, 9), Span(4, 9), True, True),
        (Span(4, 9), Span(0, 9), True, False),
        (Span(4, 9), Span(4, 9), True, True),
    ],
)
def test_how_spans_lie(one: Span, other: Span, overlaps: bool, contains: bool) -> None:
    assert one.overlaps(other) is overlaps
    assert other.overlaps(one) is overlaps
    assert one.contains(other) is contains


def test_offsets_count_code_points() -> None:
    text = "🙂 Łódź 한국"
    assert Span(2, 6).of(text) == "Łódź"
    assert Span(0, 4).shift(2) == Span(2, 6)


@pytest.mark.parametrize(
    ("text", "one"),
    [("a b", True), ("a\nb", True), ("a\n\nb", False), ("a\n \t\nb", False), ("a\r\n\r\nb", False), ("a  b", True)],
)
def test_a_paragraph_ends_at_a_line_with_nothing_in_it(text: str, one: bool) -> None:
    assert in_one_paragraph(text, 0, len(text) - 1) is one
    assert in_one_paragraph(text, len(text) - 1, 0) is one


@given(text_and_span(), st.lists(text_and_span(), max_size=3))
def test_what_is_cut_out_of_a_span_is_all_that_goes(of: tuple[str, Span], holes: list[tuple[str, Span]]) -> None:
    _, whole = of
    cut = [hole for _, hole in holes if hole.end > hole.start]
    left = {at for piece in without(whole, cut) for at in range(*piece)}
    assert left == set(range(*whole)) - {at for hole in cut for at in range(*hole)}
