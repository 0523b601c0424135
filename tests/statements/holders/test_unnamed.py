"""Whom "he said" means where the page names nobody."""

from __future__ import annotations

import pytest

from bench.stating import Raw, state_texts
from sayso.language.knowledge import Knowledge


def speakers(text: str) -> set[str]:
    """Who the chains of what is said in a text end with."""
    (stated,) = state_texts([Raw("d", text)], Knowledge())
    return {row.chain[-1].name for row in stated.statements if row.cue_text == "said"}


SPEAKERS = [
    ("The minister shook her head. “I signed nothing,” she said.", "The minister"),
    ("The boy walked off. Rain fell. “Next time I hit it,” he said.", "The boy"),
    ("The [minister](a.example) of health left. “I signed nothing,” she said.", "The [minister](a.example) of health"),
    ("The farmers were angry. They said the road was closed.", "The farmers"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_pronoun_of_a_speaker_is_the_last_subject_that_may_be_meant(text: str, speaker: str) -> None:
    assert speakers(text) == {speaker}


def test_subject_too_far_back_is_not_meant() -> None:
    text = "The minister came. Rain fell. Snow fell. Hail fell. “It is cold,” she said."
    assert speakers(text) == {"she"}
