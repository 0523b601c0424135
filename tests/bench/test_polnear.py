"""polnear: its readers, its units and what it counts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.brat import Relation, documents, relations
from bench.cofenet import Labelled, labels, spans_of, with_marks
from bench.cofenet import Tally as ExactTally
from bench.polnear import Tally, count, measure
from bench.reported import answered, outermost
from bench.stating import Raw, state_texts
from bench.tokens import detokenise
from sayso.language.knowledge import Knowledge
from sayso.spans import Span

TEXT = "Harbour to close\n\nThe mayor said that the harbour would close. “It is old,” she added."


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def ann(*marks: tuple[str, str], links: tuple[str, ...]) -> str:
    """(kind, words)[n] -> T1..Tn; links: E lines; "A;B" is a span in two pieces."""
    lines = []
    for number, (kind, words) in enumerate(marks, 1):
        places = ";".join("{} {}".format(*at(piece)) for piece in words.split(";"))
        lines.append(f"T{number}\t{kind} {places}\t{words}")
    return "\n".join([*lines, *(f"E{number}\t{link}" for number, link in enumerate(links, 1))]) + "\n"


MARKED = ann(
    ("Source", "The mayor"),
    ("Cue", "said"),
    ("Content", "that the harbour;would close"),
    ("Attribution", "said"),
    ("Cue", "added"),
    ("Discard", "she"),
    links=(
        "Attribution:T4 Content:T3 Cue:T2 Source:T1",
        "Attribution-no-source:T4 Cue2:T5 Content:T3",
        "Attribution:T4 Cue:T2 Source:T1",
        "Discard:T6 Content:T3 Cue:T5",
    ),
)


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A split with one document, annotated twice, and one instance."""
    folder = tmp_path / "dev"
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / "gazette_2020-01-01_harbour.txt").write_text(TEXT, encoding="utf-8")
    for reader, marked in (("b2", ""), ("a1", MARKED)):
        path = folder / "attributions" / f"gazette_2020-01-01_harbour_{reader}.ann"
        path.write_text(marked, encoding="utf-8")
    instance = {
        "tokens": ["The", "mayor", "said", "the", "harbour", "would", "close", "."],
        "labels": ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 3, "O"],
        "id": "gazette_2020-01-01_harbour_a1",
    }
    with gzip.open(folder / "cofenet.txt.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(instance) + "\n")
    return folder


def test_relations_need_a_cue_and_content_and_are_not_discarded() -> None:
    found = list(relations(MARKED))
    assert found == [
        Relation((at("The mayor"),), (at("said"),), (at("that the harbour"), at("would close"))),
        Relation((), (at("added"),), (at("that the harbour"), at("would close"))),
    ]


def test_words_that_run_over_a_line_are_no_mark() -> None:
    broken = (
        "T1\tContent 0 9\tTo: all\nThe end\n\n#1\tAnnotatorNotes T1\tsee there\n"
        "T2\tCue 0 3\tThe\nE1\tx:T2 Cue:T2 Content:T1\n"
    )
    assert list(relations(broken)) == [Relation((), (Span(0, 3),), (Span(0, 9),))]


def test_the_first_annotator_counts(split: Path) -> None:
    (page,) = documents(split)
    assert (page.name, page.text, len(page.relations)) == ("gazette_2020-01-01_harbour", TEXT, 2)


def test_a_document_without_annotator_is_refused(split: Path) -> None:
    (split / "text" / "gazette_2020-01-02_x.txt").write_text("Nothing.", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="gazette_2020-01-02_x"):
        list(documents(split))


SNOW = "Ann said rain fell. Bob was blunt. Snow fell on the hills all day."
SNOW_SENTENCES = tuple(
    at(part, SNOW) for part in ("Ann said rain fell.", "Bob was blunt.", "Snow fell on the hills all day.")
)


def told(source: str | None, cue: str, content: str) -> Relation:
    return Relation((at(source, SNOW),) if source else (), (at(cue, SNOW),), (at(content, SNOW),))


NEAR, FAR = told("Ann", "said", "rain fell"), told("Bob", "blunt", "Snow fell on the hills")
HALF = told("Bob", "blunt", "Snow fell on")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            [NEAR, HALF],
            {"same_content": 2, "same_source": 2, "far_answers": 1, "far_answers_right": 1, "far_gold_hit": 1},
        ),
        ([told("Bob", "blunt", "Snow fell")], {"far_answers": 1}),
        ([told(None, "blunt", "Snow fell on")], {"same_content": 1}),
        ([told("Ann", "blunt", "Snow fell on")], {"same_content": 1, "far_answers": 1}),
        ([told("hills", "blunt", "Snow fell on")], {"same_content": 1}),
        (
            [HALF, HALF],
            {"same_content": 1, "same_source": 1, "far_answers": 2, "far_answers_right": 1, "far_gold_hit": 1},
        ),
        ([], {}),
    ],
)
def test_counts(given: list[Relation], wanted: dict[str, int]) -> None:
    tally = count(SNOW, [NEAR, FAR], given, SNOW_SENTENCES)
    assert tally == Tally(gold=2, answers=len(given), far_gold=1, **wanted)


def test_neither_source_is_the_same_source() -> None:
    one = Relation((), (at("said"),), (at("the harbour would close"),))
    assert count(TEXT, [one], [one], [Span(0, len(TEXT))]).same_source == 1


def test_only_the_outermost_counts() -> None:
    text = "Ann said that Bob claimed that rain fell."
    outer = Relation((at("Ann", text),), (at("said", text),), (at("that Bob claimed that rain fell", text),))
    inner = Relation((at("Bob", text),), (at("claimed", text),), (at("that rain fell", text),))
    assert outermost([inner, outer]) == [outer]
    crossed = Relation(outer.source, outer.cue, (at("claimed", text),))
    other = Relation(inner.source, inner.cue, (at("said", text),))
    assert outermost([crossed, other]) == [crossed, other]


def test_what_one_cue_reports_in_several_sentences_is_one_relation() -> None:
    text = "“The bridge is old,” the mayor said on Monday. “It will be closed for a year.”"
    (stated,) = state_texts([Raw("x", text)], Knowledge())
    (found,) = answered(stated.statements)
    assert [span.of(text) for span in found.cue] == ["said"]
    assert [span.of(text) for span in found.source] == ["the mayor"]
    assert "The bridge" in found.content[0].of(text)
    assert "closed for a year" in found.content[-1].of(text)


def test_labels_split_where_another_role_takes_a_token() -> None:
    text, places = detokenise(["Rain", ",", "Ann", "said", ",", "fell", "."])
    one = Relation((places[2],), (places[3],), (Span(places[0].start, places[5].end),))
    assert labels(text, [one], places) == ["B-content", "I-content", "B-source", "B-cue", "B-content", "I-content", "O"]
    assert spans_of(labels(text, [one], places))[0] == Labelled("content", 0, 2)


@pytest.mark.parametrize(
    ("text", "content", "wanted"),
    [
        ("She said that rain fell.", "rain fell", "that rain fell"),
        ("She vowed to go.", "go", "to go"),
        ("“Rain fell,” she said.", "Rain fell", "“Rain fell,”"),
        ("She said rain fell.", "rain fell", "rain fell"),
        ("Rain fell, she said.", "Rain fell", "Rain fell"),
        ("He saw what rain does.", "rain does", "rain does"),
    ],
)
def test_marks_that_gold_counts_as_content(text: str, content: str, wanted: str) -> None:
    assert with_marks(text, at(content, text)).of(text) == wanted


def test_sentences_of_one_content_are_one_span() -> None:
    text, places = detokenise(["``", "Rain", "fell", ".", "Snow", "fell", ".", "''", "Ann", "said"])
    one = Relation(
        (places[8],), (places[9],), (Span(*places[1][:1], places[2].end), Span(places[4].start, places[5].end))
    )
    assert [span for span in spans_of(labels(text, [one], places)) if span.role == "content"] == [
        Labelled("content", 0, 8)
    ]


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        (["B-cue", "I-cue", "O", "B-cue"], [("cue", 0, 2), ("cue", 3, 4)]),
        (["B-cue", "B-cue"], [("cue", 0, 1), ("cue", 1, 2)]),
        (["I-cue", "I-source"], [("cue", 0, 1), ("source", 1, 2)]),
        (["O", "O"], []),
    ],
)
def test_spans_of_labels(marks: list[str], wanted: list[tuple[str, int, int]]) -> None:
    assert spans_of(marks) == wanted


def test_exact_spans_are_counted_by_role() -> None:
    tally = ExactTally()
    tally.add([Labelled("cue", 0, 1), Labelled("source", 1, 2)], [Labelled("cue", 0, 1), Labelled("source", 1, 3)])
    assert tally.figures() == {"source_f1": 0.0, "cue_f1": 100.0, "content_f1": 0.0}


def test_the_product_is_asked(split: Path) -> None:
    figures = measure(split)
    assert figures["gazette"] == figures["all"]
    assert figures["all"]["relation_recall"] == 50.0
    assert (figures["all"]["source_f1"], figures["all"]["cue_f1"], figures["all"]["content_f1"]) == (
        100.0,
        100.0,
        100.0,
    )
