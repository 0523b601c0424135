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
from sayso.statements.status import REPORTED, Hold
from sayso.tables import Status, Tense

TRUST = 0.75
"""What the encoder's probabilities count for, which are surer than they are right. Of 659 unseen statements macro-F1 is
67.3, at 0.5 65.3, by the rules alone 59.1; free to overrule every rule 71.6, but plain sentences suffer."""

LIKELY = 0.5
"""How likely the encoder must have a status for the rules to give way."""

_FUTURE: frozenset[Status] = frozenset({"pledged", "predicted"})


def weighed(
    hold: Hold, read: ReadText | None, content: Sequence[Span], source: Span | None, *, attributed: bool
) -> Hold:
    """How the rules have it that somebody holds some content -> the same, or what the encoder makes more likely."""
    scores = read.statuses_of(content, source, attributed=attributed) if read is not None else None
    if read is None or scores is None:
        return hold
    voice = "attributed" if attributed else "reported" if hold.reason == REPORTED else "author"
    both = TRUST * np.log(scores) + read.after_rules(voice, hold.status)
    status = STATUSES[int(np.argmax(both))]
    likely = float(scores[STATUSES.index(status)])
    if likely < LIKELY or not _may_be(status, hold, attributed=attributed):
        return hold
    return _held_as(status, hold, likely)


def _may_be(status: Status, hold: Hold, *, attributed: bool) -> bool:
    """Whether the encoder may overrule the rules: where they saw nothing in particular, or a future in whose hands.

    What rests on a word ("if", "rumour has it", "should") stays. Whether a negation denies is a matter of what was said
    before, which the encoder has not learned to look at; and it takes plain reported speech too readily for a view.
    """
    if hold.status == "asserted":
        denial = status == "denied" and hold.polarity == "negative"
        view = status == "opinion" and attributed
        return status != "asserted" and not denial and not view
    if hold.status == "predicted":
        return status == "conditional" or (status == "pledged" and hold.certainty != "unknown")
    return hold.status == "pledged" and status == "conditional"


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
