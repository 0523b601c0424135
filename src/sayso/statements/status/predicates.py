"""Words that say that something happens -> how firmly their holder has it that it does.

The encoder has read such words as a reader judges them; the rules give what it has no word for, and the reason.

Source: the scale is that of Saurí and Pustejovsky, FactBank, 2009, as Stanovsky et al., 2017, put it on -3..3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.language.encoder import ReadText
from sayso.statements.status.condition_forms import CONDITIONS
from sayso.statements.status.conditions import condition_of
from sayso.statements.status.tenses import SHALL
from sayso.statements.status.wording import certainty_of, polarity_of
from sayso.statements.tree import MAX_CLIMB, children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.statements.rows import Held

FIRMLY = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unknown": 0.0}
FUTURE = 2.0
"""What will be is at most probable: a step of the scale, chosen by hand."""

CONDITIONAL = 1.0
"""Mean of the readers' scores for words under "if" in UW's training data: 0.95."""
_OPEN = frozenset({"would", "should", "must", "ought", "'d", "’d"})
_NOUN_ROLES = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "pobj", "conj"})
_VERB_ROLES = frozenset({"xcomp", "pcomp", "conj", "ccomp"})
_UNDECIDED = CONDITIONS | {"whether"}
_NO_VERBS = frozenset({"aux", "auxpass", "case", "mark", "det", "punct"})
_LINKED = frozenset({"acomp", "oprd"})

APART = 2.0
"""How far the encoder may be from what "may" or "tried to" leaves open before the mean of both is taken; by hand."""

FIRM = 2.5
"""A level of the encoder from which a thing is told as certain. On the dev sentences of UW and MEANTIME mean error .405
and .289, without .417 and .387; higher suits UW (2.7: .402, .319), lower MEANTIME (2.3: .416, .274)."""


def is_predicate(token: Token, cues: CueLists) -> bool:
    """Whether a word says that something happens or is so: a verb, a noun of the list, an adjective that is told of."""
    if token.pos_ == "VERB":
        return token.dep_ not in _NO_VERBS
    if token.pos_ == "AUX":
        return token.dep_ not in _NO_VERBS and not children(token, "acomp")
    if token.pos_ == "ADJ":
        return token.dep_ in _LINKED and token.head.pos_ in {"VERB", "AUX"}
    return token.pos_ == "NOUN" and token.lemma_.lower() in cues.event_nouns


def level_of(token: Token, holder: Held | None, cues: CueLists, read: ReadText | None) -> tuple[float, str]:
    """A predicate and the statement it is told in -> its factuality, as its holder has it, and why.

    Keeps: what the encoder reads as negative already when the holder denies it
    """
    head = holder.one.head if holder is not None else None
    ruled = factuality(token, cues, head.i if head is not None else None)
    level, reason = ruled.level, ruled.reason
    judged = read.level_at(token.idx) if read is not None else None
    if judged is not None:
        firm = judged if abs(judged) < FIRM else math.copysign(3.0, judged)
        level = _together(token, level, firm, open_words=ruled.left_open)
        reason = f"{reason}; read with its sentence as {judged:.1f}"
    if holder is not None and _is_denied(token, holder):
        level, reason = (-level if judged is None or level > 0 else level), f"{reason}; denied by its holder"
    return level or 0.0, reason


def _together(token: Token, ruled: float, judged: float, *, open_words: bool) -> float:
    """What the rules and the encoder make of a word -> one number: the encoder's, but for "not", "if" and "may".

    What both have as negative is the mean of theirs; where the encoder sees hardly any sign, the negation counts.
    """
    if {mark.lower_ for mark in children(token, "mark")} & _UNDECIDED and token.dep_ == "advcl":
        return round(min(judged, CONDITIONAL), 1)
    if open_words and 0 <= ruled <= 1 and abs(judged - ruled) >= APART:
        return round((judged + ruled) / 2, 1)
    if ruled >= 0 or judged >= 1:
        return round(judged, 1)
    return round(ruled if judged > -1 else (judged + ruled) / 2, 1)


def _is_denied(token: Token, holder: Held) -> bool:
    """Whether it is what the holder denies, or joined to it; not what is told by the way ("the suit that he filed")."""
    one = holder.one
    turned = one.kind in {"deny", "reject"} or (one.negated and one.kind in {"think", "predict"})
    if not turned or holder.row.status != "denied" or token.pos_ == "ADJ":
        return False
    while token.dep_ in {"conj", "xcomp"} and token.i not in {one.head.i, token.head.i}:
        token = token.head
    return token.i == one.head.i


@dataclass(frozen=True, slots=True)
class Factuality:
    """How firmly words have it that something happens, by the rules.

    left_open: whether a word on it or above it leaves it open: "may", "tried to"
    """

    level: float
    reason: str
    left_open: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """What one word, or what stands above it, does to a predicate. passes: whether what is further up counts, too."""

    level: float = 3.0
    turns: bool = False
    reason: str = ""
    left_open: bool = False
    passes: bool = False


def factuality(token: Token, cues: CueLists, top: int | None) -> Factuality:
    """A predicate -> its factuality and the words that lower or turn it.

    top: index of the head of the content it stands in, beyond which its holder no longer answers for it
    """
    steps, sign, first = [], 1, token
    for _ in range(MAX_CLIMB):
        own = _own(token, cues)
        steps.append(own)
        if own.turns and (first.pos_ != "NOUN" or token.i == first.i or token.lemma_ in cues.light_verbs):
            sign = -sign
        if token.i in {top, token.head.i}:
            break
        above = _from_above(token, token.head, cues)
        steps.append(above)
        sign = -sign if above.turns else sign
        if not above.passes:
            break
        token = token.head
    level = min(step.level for step in steps)
    reason = "; ".join(step.reason for step in steps if step.reason) or "told as it is"
    return Factuality(round(sign * level if level else 0.0, 4), reason, any(step.left_open for step in steps))


def _own(token: Token, cues: CueLists) -> _Step:
    """What negation, modals, hedges and conditions on the word itself do to it."""
    words = {aux.lower_ for aux in children(token, "aux")}
    hedge = certainty_of(token, cues)
    level, reason, left_open = FIRMLY[hedge.certainty], hedge.reason, hedge.by_word
    turns = polarity_of(token) == "negative" and (token.pos_ == "VERB" or not children(token, "nsubj"))
    if words & SHALL and level > FUTURE:
        level, reason = FUTURE, "future"
    if words & _OPEN and level > 1.0:
        level, reason, left_open = 1.0, "not said to be so, but that it would or should be", False
    marks = {mark.lower_ for mark in children(token, "mark")}
    if condition_of(token) or (token.dep_ in {"advcl", "ccomp"} and marks & _UNDECIDED):
        level, reason, left_open = min(level, CONDITIONAL), "on a condition", False
    return _Step(level, turns, "; ".join(part for part in (reason, "negated" if turns else "") if part), left_open)


def _from_above(token: Token, above: Token, cues: CueLists) -> _Step:
    """What the word above does: a hedge ("tried to"), a turn ("failed to"), and whether its own state passes down."""
    lemma = above.lemma_.lower()
    if above.pos_ == "ADP" and token.dep_ in {"pobj", "pcomp"}:
        verbal = token.dep_ == "pcomp" and above.dep_ == "prep" and above.head.pos_ == "VERB"
        return _Step(passes=verbal)
    embeds = token.dep_ in {"xcomp", "ccomp", "pcomp"} or (token.dep_ == "dobj" and token.pos_ == "NOUN")
    part = {"VERB": "verb", "ADJ": "adjective"}.get(above.pos_, "")
    hedge = cues.hedges.get((lemma, part)) if embeds else None
    if token.dep_ == "acl" and any(det.lower_ == "no" for det in children(above, "det")):
        return _Step(turns=True, reason=f"no {lemma!r}")
    if hedge == "impossible" and token.pos_ == "NOUN":
        return _Step(FIRMLY["possible"], reason=f"{lemma!r} leaves it open", passes=True)
    if hedge == "impossible":
        return _Step(turns=True, reason=f"{lemma!r} says it did not happen", passes=True)
    if hedge is not None:
        why = f"left {hedge} by {lemma!r}"
        return _Step(FIRMLY[hedge], reason=why, left_open=True, passes=token.dep_ != "ccomp")
    verbal = above.pos_ in {"VERB", "AUX"} and token.dep_ in (_VERB_ROLES - {"ccomp"})
    nominal = token.pos_ == "NOUN" and token.dep_ in _NOUN_ROLES and above.pos_ in {"VERB", "AUX", "NOUN"}
    joined = token.dep_ == "conj" and bool(children(token, "nsubj", "nsubjpass", "aux"))
    return _Step(passes=(verbal or nominal) and not joined)
