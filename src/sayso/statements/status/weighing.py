"""A status read by rules, weighed against what the encoder makes of the same words.

The rules know grammar and what was said before; the encoder knows what judgements and promises look like. Each is right
where the other is not, so the probabilities of both are multiplied: how often a status is meant where the rules say
this one was counted on statements that the rules were not made with (`training.encoder.weigh`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.language.encoder import STATUSES, ReadText
from sayso.spans import Span
from sayso.statements.status.hold import Hold
from sayso.tables import Status, Tense

_MAY_BECOME: dict[Status, frozenset[Status]] = {
    "asserted": frozenset({"denied", "conditional", "pledged", "predicted", "speculated", "opinion"}),
    "opinion": frozenset({"conditional", "pledged", "predicted", "speculated"}),
    "speculated": frozenset({"conditional", "pledged", "predicted", "opinion"}),
    "predicted": frozenset({"conditional", "pledged", "opinion"}),
    "pledged": frozenset({"conditional", "predicted"}),
}
"""What the encoder may make of what the rules say; the rest rests on a word that stands there: a denial, "if", a hedge,
a future. On unseen statements the encoder was right as often as wrong where it made them plain (7 of 15)."""

_FUTURE: frozenset[Status] = frozenset({"pledged", "predicted"})


def weighed(
    hold: Hold,
    read: ReadText | None,
    content: Sequence[Span],
    source: Span | None,
    *,
    attributed: bool,
    answers: bool = False,
) -> Hold:
    """How the rules have it that somebody holds some content -> the same, or what the encoder makes more likely.

    answers: whether something stands before it that a negation may answer; without, it is a report, no denial
    """
    scores = read.statuses_of(content, source, attributed=attributed) if read is not None else None
    if read is None or scores is None:
        return hold
    voice = "attributed" if attributed else "reported" if hold.reported else "author"
    both = np.log(scores) + read.after_rules(voice, hold.status)
    status = STATUSES[int(np.argmax(both))]
    negation = status == "denied" and hold.polarity == "negative" and not answers
    schedule = status == "pledged" and hold.arranged
    verdict = status == "opinion" and attributed and hold.reported
    if status == hold.status or negation or schedule or verdict or status not in _MAY_BECOME.get(hold.status, ()):
        return hold
    return _held_as(status, hold, float(scores[STATUSES.index(status)]))


def _held_as(status: Status, hold: Hold, likely: float) -> Hold:
    """A status in the place of another, with the certainty and the tense that go with it."""
    reason = f"by its words and their sentence {status} ({likely:.2f}), not {hold.status}: {hold.reason}"
    tense: Tense = "future" if status in _FUTURE else hold.tense
    certainty = hold.certainty
    if status == "denied":
        certainty = "certain"
    elif status == "speculated" and certainty == "certain":
        certainty = "possible"
    return replace(hold, status=status, certainty=certainty, tense=tense, reason=reason)
