"""The encoder: an answer hangs on the words around it alone, and on nothing that is read besides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.language.encoder import STATUSES, VOICES, ReadText, ReadWindow, StatusWeights, buckets, load_encoder
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
    for name in ("cue", "head", "other", "level", "held"):
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


@pytest.mark.parametrize(
    ("distance", "bucket"),
    [(0, 0), (1, 1), (7, 7), (8, 8), (9, 8), (10, 8), (11, 9), (12, 9), (13, 10), (15, 10), (16, 11), (31, 13),
     (32, 14), (64, 17), (127, 19), (128, 20), (5000, 20)],
)  # fmt: skip
def test_distances_are_exact_when_small_and_coarse_when_far(distance: int, bucket: int) -> None:
    assert buckets(np.array([distance, -distance])).tolist() == [20 + bucket, 20 - bucket]


_RANDOM = np.random.default_rng(5)
WEIGHTS = StatusWeights(
    hidden=_RANDOM.normal(size=(16, 13)).astype(np.float32),
    hidden_bias=_RANDOM.normal(size=16).astype(np.float32),
    status=_RANDOM.normal(size=(len(STATUSES), 16)).astype(np.float32),
    status_bias=np.zeros(len(STATUSES), dtype=np.float32),
    after_rules=np.zeros((len(VOICES), len(STATUSES), len(STATUSES)), dtype=np.float32),
)
SENTENCES = [Span(0, 18), Span(18, 36)]
CONTENT, SOURCE = [Span(0, 5), Span(9, 11)], Span(12, 14)


def _window() -> ReadWindow:
    """Twelve words of two letters, three code points apart, of which the last is not answered for."""
    starts = np.arange(12) * 3
    of_words = np.random.default_rng(6).normal(size=(12, 3)).astype(np.float32)
    return ReadWindow(starts, starts + 2, 0, 11, of_words, of_words, of_words, of_words[:, 0], of_words)


def _statuses(window: ReadWindow, *, attributed: bool = True, source: Span | None = SOURCE) -> list[float]:
    scores = ReadText([window], SENTENCES, WEIGHTS).statuses_of(CONTENT, source, attributed=attributed)
    assert scores is not None
    assert scores.sum() == pytest.approx(1, abs=1e-5)
    return scores.tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("word", "heard"),
    [(0, True), (1, True), (2, True), (3, True), (4, True), (5, True), (6, False), (11, False)],
)
def test_a_status_hangs_on_the_words_of_its_sentences(word: int, heard: bool) -> None:
    window = _window()
    held = window.held.copy()
    held[word] += 3
    assert (_statuses(replace(window, held=held)) != _statuses(window)) == heard


def test_a_status_hangs_on_who_holds_it() -> None:
    window = _window()
    assert _statuses(window) != _statuses(window, attributed=False)
    assert _statuses(window) != _statuses(window, source=None)


@pytest.mark.parametrize("place", [2, 33, 500])
def test_where_no_word_is_answered_for_there_is_no_status(place: int) -> None:
    read = ReadText([_window()], SENTENCES, WEIGHTS)
    assert read.statuses_of([Span(place, place + 1)], None, attributed=False) is None


def test_weighing_changes_what_the_rules_say_and_nothing_else() -> None:
    text, as_shipped = "The ferry may sink, he said.", load_encoder()
    after_rules = np.arange(len(VOICES) * len(STATUSES) ** 2, dtype=np.float32).reshape(
        -1, len(STATUSES), len(STATUSES)
    )
    before = _read(text).after_rules("author", "denied").copy()
    other = as_shipped.weighing(after_rules).read(text, split_text(text))
    assert other.after_rules("reported", "asserted").tolist() == after_rules[1, -1].tolist()
    assert np.array_equal(_read(text).after_rules("author", "denied"), before)
    ours, theirs = (one.statuses_of([Span(0, 18)], None, attributed=True) for one in (other, _read(text)))
    assert ours is not None
    assert theirs is not None
    assert np.array_equal(ours, theirs)
