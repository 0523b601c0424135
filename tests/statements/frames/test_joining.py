"""What the encoder and the rules find together: source, cue, content and chain."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy

from sayso.language.encoder import load_encoder
from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.cues.rules import find_cued
from sayso.statements.frames.frames import Frame
from sayso.statements.frames.joining import attribute_frames
from sayso.statements.holders.signed import signature
from sayso.statements.quotations.marks import Quotation
from sayso.statements.readings import Quoted, Reading, tokens_of
from tests.statements.reading import CUES, read

CASES = Path(__file__).parents[2] / "cases/frames.csv"


def _cases() -> Iterator[Any]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        yield pytest.param(row, id=row["note"])


@pytest.mark.parametrize("case", list(_cases()))
def test_statements_of_frames(case: dict[str, str]) -> None:
    _, statements = read(case["text"].replace("\\n", "\n"))
    rows = [
        row
        for row in statements.rows()
        if row.voice == "attributed"
        and case["cue"] in (row.cue_text or "")
        and case["source"] in (row.source_text or "")
    ]
    assert rows, [(row.source_text, row.cue_text, row.text) for row in statements.rows()]
    if case["content"]:
        assert case["content"] in {row.text for row in rows}
    if case["chain"]:
        chains = {" > ".join(link.name for link in row.chain[1:]) for row in rows}
        assert case["chain"] in chains


def test_what_somebody_likes_or_looks_at_is_no_statement() -> None:
    for text in (
        "The minister welcomed the envoy at the gate.",
        "Police are monitoring the march.",
        "Supporters of the Harbour League filled the square.",
    ):
        _, statements = read(text)
        assert {row.voice for row in statements.rows()} == {"author"}, text


@pytest.mark.parametrize(
    ("signed", "is_one"),
    [
        (" ― Ana Lind", True),
        (" ― " + "A" * 20_000, False),
        ("– " + "Ab " * 9_000, False),
        ("—" * 9_000, False),
        (" - Ana\n" * 4_000, False),
    ],
    ids=["a name", "a long word", "many words", "dashes", "one word"],
)
def test_what_only_looks_like_a_signature_is_none(signed: str, is_one: bool) -> None:
    text = f"“No.”{signed}"
    reading = Reading(Span(0, len(text)), "body", list(spacy.blank("en")(text)))
    assert (signature(text, [reading], Quotation(Span(0, 5), True)) is not None) is is_one


FAR = [
    ("said", "The mayor said that the dam was safe. The mill burned down.", "The mill burned down", True),
    (
        "told",
        "The mayor told reporters that the dam was safe. Nobody knew why.",
        "Nobody knew why",
        True,
    ),
    ("said", "The mayor said little. The mill had burned down on Friday.", "The mill had burned down on Friday", False),
]


@pytest.mark.parametrize(("cue", "text", "content", "has_clause"), FAR)
def test_content_in_another_sentence_takes_nothing_from_a_cue_with_a_clause_of_its_own(
    cue: str, text: str, content: str, has_clause: bool
) -> None:
    """A frame whose content the encoder puts into the next sentence alone."""
    readings, is_quoted = readings_of(text)
    before = [one.parts for one in readings[0].found]
    assert bool(before) is has_clause
    frame = Frame((at(text, cue),), (at(text, "The mayor"),), (at(text, content),), 0.99)
    read = load_encoder().read(text, [reading.span for reading in readings])
    attribute_frames(text, readings, [frame], read, CUES, is_quoted)
    assert [one.parts for one in readings[0].found] == before
    assert bool(readings[1].found) is not has_clause


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def readings_of(text: str) -> tuple[list[Reading], Quoted]:
    """The sentences of a text, with what the rules alone find in them."""
    doc = parse_text(text, [Span(0, len(text))])
    spans = [Span(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    is_quoted = Quoted([])
    readings = [Reading(span, "body", tokens) for span, tokens in zip(spans, tokens_of(doc, spans), strict=True)]
    for reading in readings:
        reading.found = find_cued(text, reading, CUES, {token.i for token in reading.tokens}, is_quoted)
    return readings, is_quoted
