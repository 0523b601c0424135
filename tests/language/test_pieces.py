"""Windows of word pieces: every word of a sentence is answered once, by words that stand in the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from sayso.language.encoder import MODEL
from sayso.language.pieces import CLOSING, LONGEST, OPENING, pieces_of, windows
from sayso.spans import Span

TOKENIZER = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
WORDS = st.sampled_from(
    ["Ana", "said", "“no”", "re-election", "antidisestablishmentarianism", "é\u0301", "3.5%", "\u202e"]
)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=120).map(lambda words: " ".join(words) + ". "), max_size=12)


def _laid_out(sentences: list[str]) -> tuple[str, list[Span]]:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence)
    return "".join(sentences), spans


@settings(deadline=None)
@given(SENTENCES)
def test_every_word_is_answered_in_one_window(sentences: list[str]) -> None:
    text, spans = _laid_out(sentences)
    pieces = pieces_of(text, TOKENIZER)
    answered = [word for window in windows(pieces, spans) for word in range(window.core, window.core_end)]
    assert answered == list(range(len(pieces)))


@settings(deadline=None)
@given(SENTENCES)
def test_a_window_fits_and_its_words_stand_in_the_text(sentences: list[str]) -> None:
    text, spans = _laid_out(sentences)
    pieces = pieces_of(text, TOKENIZER)
    for begin, core, core_end, end in windows(pieces, spans):
        window = pieces.window(begin, end)
        assert begin <= core < core_end <= end
        assert len(window.ids) <= LONGEST + 2
        assert (window.ids[0], window.ids[-1]) == (OPENING, CLOSING)
        assert len(window) == end - begin
        assert (window.first < len(window.ids) - 1).all()
        assert np.array_equal(window.starts, pieces.starts[begin:end])


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "a" * 5000])
def test_odd_texts_give_windows_or_none(text: str) -> None:
    pieces = pieces_of(text, TOKENIZER)
    found = list(windows(pieces, [Span(0, len(text))]))
    assert len(found) == (1 if len(pieces) else 0)


def test_a_window_hangs_on_its_neighbours_alone() -> None:
    first = [f"Sentence number {n} tells of the harbour and of what was said there by many. " for n in range(40)]
    text, spans = _laid_out(first)
    longer, more = _laid_out([*first, "And then it rained. " * 20])
    short = [pieces_of(text, TOKENIZER).window(w.begin, w.end).ids for w in windows(pieces_of(text, TOKENIZER), spans)]
    long = pieces_of(longer, TOKENIZER)
    assert all(
        np.array_equal(one, long.window(w.begin, w.end).ids)
        for one, w in list(zip(short, windows(long, more), strict=False))[:-2]
    )
