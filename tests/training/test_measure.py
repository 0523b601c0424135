"""The table on statements that nothing has learned from."""

from __future__ import annotations

from bench.status_cases import Case, Labels
from sayso.language.encoder import STATUSES, load_encoder
from sayso.spans import Span
from training.encoder.measure import Figures, by_head, figures_of, parts_of, table

TEXT = "The vicar said the bell was sold. It was a pity."


def case(name: str, content: str, *, attributed: bool, status: str) -> Case:
    at = TEXT.index(content)
    labels = Labels(status, "unknown", "unknown", "present")
    holder = Span(0, len("The vicar")) if attributed else None
    return Case(name, TEXT, (Span(at, at + len(content)),), holder, (), False, labels)


ASKED = [
    case("held_wire.txt:0:0", "the bell was sold", attributed=True, status="asserted"),
    case("held_wire.txt:0:1", "The vicar said the bell was sold", attributed=False, status="asserted"),
    case("held_plans.txt:0:0", "It was a pity", attributed=False, status="opinion"),
]


def test_parts_are_voices_and_files() -> None:
    assert parts_of(ASKED) == {
        "own": [0, 1, 2],
        "author": [2],
        "reported": [1],
        "attributed": [0],
        "held_wire": [0, 1],
        "held_plans": [2],
    }


def test_parts_without_cases_are_left_out() -> None:
    assert list(parts_of(ASKED[2:])) == ["own", "author", "held_plans"]


def test_what_is_not_found_is_wrong() -> None:
    # F1 of asserted: 2 * 1 / (1 + 2); of opinion: 1.
    assert figures_of(ASKED, ["asserted", None, "opinion"]) == Figures(83.34, 66.67, 66.67)


def test_table_has_a_line_for_every_part_and_three_figures_for_every_way() -> None:
    right, wrong = ["asserted", "asserted", "opinion"], [None, "denied", "denied"]
    names, head, *lines = table(ASKED, {"one": [*right], "other": [*wrong]}).splitlines()
    assert names.split() == ["one", "other"]
    assert head.split() == ["cases", *(["F1", "right", "found"] * 2)]
    assert lines[0].split() == ["own", "3", "100.0", "100.0", "100.0", "0.0", "0.0", "66.7"]
    assert [line.split()[0] for line in lines] == list(parts_of(ASKED))


def test_head_answers_every_case_that_has_words() -> None:
    given = by_head(ASKED, load_encoder())
    assert len(given) == len(ASKED)
    assert set(given) <= set(STATUSES)
