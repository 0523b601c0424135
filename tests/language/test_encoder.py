"""The encoder: an answer hangs on the words around it alone, and on nothing that is read besides."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.language.encoder import ReadText, load_encoder
from sayso.language.parse import split_text
from sayso.spans import Span

TOLD = (
    "The harbour master said on Monday that the second pier would close for a month. Nobody had asked him why. "
    "“It is the pillars,” he added. Fishermen deny that they damaged them."
)


def _read(text: str) -> ReadText:
    return load_encoder().read(text, split_text(text))


def test_probabilities_add_up_and_levels_keep_to_the_scale() -> None:
    for window in _read(TOLD * 12).windows:
        assert np.allclose(window.cue.sum(axis=1), 1, atol=1e-5)
        assert np.abs(window.level).max() <= 3
        assert len(window.starts) == len(window.ends) == len(window.head) == len(window.other)


def test_words_lie_where_the_text_has_them() -> None:
    window = _read(TOLD).windows[0]
    words = [TOLD[start:end] for start, end in zip(window.starts, window.ends, strict=True)]
    assert "".join(words) == "".join(TOLD.split())


def test_an_answer_does_not_hang_on_what_was_read_before() -> None:
    load_encoder.cache_clear()
    alone = _read(TOLD).windows[0]
    load_encoder.cache_clear()
    for other in ("It rained in the hills. " * 50, TOLD[:50], "One, two, three."):
        _read(other)
    after = _read(TOLD).windows[0]
    for name in ("cue", "head", "other", "level"):
        assert np.array_equal(getattr(alone, name), getattr(after, name)), name


def test_a_far_paragraph_changes_nothing() -> None:
    paragraphs = [f"{TOLD} It was the {n}th time this year.\n\n" for n in range(12)]
    text = "".join(paragraphs)
    first = _read(text).windows[0]
    changed = _read(text + "The mayor denied everything.").windows[0]
    assert np.array_equal(first.level, changed.level)


def test_places_without_words_have_no_answer() -> None:
    read = _read(TOLD)
    assert read.level_at(TOLD.index(" said")) is None
    assert read.cue_at(len(TOLD) + 5) == 0
    assert read.cue_at(TOLD.index("said")) > 0.5
    assert read.level_at(TOLD.index("damaged")) is not None


@pytest.mark.parametrize("text", ["", "\n", "\u202e\u200b", "word " * 3000, "“" * 900, "é\u0301" * 400, "漢字" * 300])
def test_odd_texts_are_read(text: str) -> None:
    read = load_encoder().read(text, [Span(0, len(text))])
    assert all(len(window.starts) for window in read.windows)
