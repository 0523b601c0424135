"""The parse: as long as its text, and the same for a block whatever stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.children import children_labelled
from sayso.language.parse import (
    MAX_CHUNK,
    MAX_SENTENCE,
    REMEMBERED,
    Memory,
    blank_markup,
    forget_parses,
    parse_chunks,
    parse_text,
)
from sayso.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

ANSWERS: list[int | str] = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB"]
WHO = ("The minister", "Rebels", "A court in Lima", "Ana Torres, who leads the union,", "Kenya")
DID = ("said on Monday that talks would begin", "denies any attack", "may visit Chile", "was told to leave by 5 p.m.")
CHUNKS = [
    *(f"{who} {did}. " * (1 + n % 5) for n, (who, did) in enumerate(zip(WHO * 8, DID * 10, strict=True), start=1)),
    "Peru", "—", "\n\n", "1,000", "“Yes,” she said.", "NO DEAL", "Go", "a" * 500, "to the of and", "😀 ok",
]  # fmt: skip


def answers(doc: Doc) -> list[list[int]]:
    rows: list[list[int]] = doc.to_array(ANSWERS).tolist()
    return rows


def test_a_chunk_is_parsed_alike_whatever_else_is_in_the_batch() -> None:
    assert len(CHUNKS) == 50
    alone = []
    for chunk in CHUNKS:
        forget_parses()
        alone += [answers(doc) for doc in parse_chunks([chunk])]
    forget_parses()
    assert [answers(doc) for doc in parse_chunks(CHUNKS)] == alone
    forget_parses()
    assert [answers(doc) for doc in parse_chunks(CHUNKS[::-1])] == alone[::-1]
    assert [answers(doc) for doc in parse_chunks(CHUNKS)] == alone, "and when they are remembered"


def test_what_is_done_to_a_parse_does_not_stay_in_memory() -> None:
    first = parse_text(CHUNKS[3], [])
    before = answers(first)
    first[0].tag_ = "XX"
    assert answers(parse_text(CHUNKS[3], [])) == before


def test_the_memory_forgets_what_was_not_asked_for_the_longest() -> None:
    docs = dict(zip(("four", "six-es", "ten-letters"), parse_chunks(["a", "b", "c"]), strict=True))
    memory = Memory(12)
    memory.keep({"four": docs["four"], "six-es": docs["six-es"]})
    memory.keep({"four": docs["four"]})
    memory.keep({"five5": docs["ten-letters"]})
    assert list(memory.docs) == ["four", "five5"]
    memory.forget()
    assert not memory.docs and REMEMBERED > MAX_CHUNK


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([*CHUNKS[:4], "no end ", "x" * 4500, "\n\n", "[a](b) ", "*", "Yes! " * 900]), max_size=8)
)
def test_a_parse_is_as_long_as_its_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    if text:
        ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
        spans = [Span(end - len(piece), end) for piece, end in zip(pieces, ends, strict=True)]
        doc = parse_text(text, spans)
        assert doc.text == blank_markup(text)


def test_what_never_ends_is_cut() -> None:
    doc = parse_text("Peru and Chile and " * 800, [])
    assert max(sentence.end_char - sentence.start_char for sentence in doc.sents) <= MAX_SENTENCE


@pytest.mark.parametrize("chunk", CHUNKS[:6])
def test_children_are_those_that_the_parser_gave(chunk: str) -> None:
    doc = parse_text(chunk, [])
    for token in doc:
        labels = ("nsubj", "dobj", "prep", "punct")
        assert children_labelled(token, labels) == [child for child in token.children if child.dep_ in labels]
