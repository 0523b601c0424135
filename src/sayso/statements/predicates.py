"""Verbs and event nouns -> how firmly their holder has it that they happen.

Source: the scale is that of Saurí and Pustejovsky, FactBank, 2009, as Stanovsky et al., 2017, put it on -3..3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.status import certainty_of, condition_of, polarity_of
from sayso.statements.tree import MAX_CLIMB, children

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRMLY = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unknown": 0.0}
FUTURE = 2.0
CONDITIONAL = 1.0
"""Mean of the readers' scores for words under "if" in UW's training data: 0.95."""
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_OPEN = frozenset({"would", "should", "must", "ought", "'d", "’d"})
_NOUN_ROLES = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "pobj", "conj"})
_VERB_ROLES = frozenset({"xcomp", "pcomp", "conj", "ccomp"})
_CONDITIONS = frozenset({"if", "unless", "whether"})


def is_predicate(token: Token, cues: CueLists) -> bool:
    """Whether a word says that something happens: a verb that is no auxiliary, or a noun of the list."""
    if token.pos_ == "VERB":
        return token.dep_ not in {"aux", "auxpass", "amod", "prep", "case", "mark", "det", "compound"}
    return token.pos_ == "NOUN" and token.lemma_.lower() in cues.event_nouns and token.dep_ != "compound"


def factuality(token: Token, cues: CueLists, top: int | None) -> tuple[float, str]:
    """A predicate -> its factuality and the words that lower or turn it.

    top: index of the head of the content it stands in, beyond which its holder no longer answers for it
    """
    level, sign, reasons, first = 3.0, 1, [], token
    for _ in range(MAX_CLIMB):
        step, turned, reason = _own(token, cues)
        turned = turned and (first.pos_ != "NOUN" or token.i == first.i or token.lemma_ in cues.light_verbs)
        if reason:
            reasons.append(reason)
        level, sign = min(level, step), -sign if turned else sign
        if token.i in {top, token.head.i}:
            break
        above = token.head
        step, turned, reason, passes = _from_above(token, above, cues)
        if reason:
            reasons.append(reason)
        level, sign = min(level, step), -sign if turned else sign
        if not passes:
            break
        token = above
    return round(sign * level if level else 0.0, 4), "; ".join(reasons) or "told as it is"


def _own(token: Token, cues: CueLists) -> tuple[float, bool, str]:
    """What negation, modals, hedges and conditions on the word itself do to it."""
    words = {aux.lower_ for aux in children(token, "aux")}
    certainty, hedge = certainty_of(token, cues)
    level, reason = FIRMLY[certainty], hedge
    turned = polarity_of(token) == "negative" and (token.pos_ == "VERB" or not children(token, "nsubj"))
    if words & _WILL and level > FUTURE:
        level, reason = FUTURE, "future"
    if words & _OPEN and level > 1.0:
        level, reason = 1.0, "not said to be so, but that it would or should be"
    marks = {mark.lower_ for mark in children(token, "mark")}
    if condition_of(token) or (token.dep_ in {"advcl", "ccomp"} and marks & _CONDITIONS):
        level, reason = min(level, CONDITIONAL), "on a condition"
    return level, turned, "; ".join(part for part in (reason, "negated" if turned else "") if part)


def _from_above(token: Token, above: Token, cues: CueLists) -> tuple[float, bool, str, bool]:
    """What the word above does: a hedge ("tried to"), a turn ("failed to"), and whether its own state passes down."""
    lemma = above.lemma_.lower()
    if above.pos_ == "ADP" and token.dep_ in {"pobj", "pcomp"}:
        return 3.0, False, "", token.dep_ == "pcomp" and above.dep_ == "prep" and above.head.pos_ == "VERB"
    embeds = token.dep_ in {"xcomp", "ccomp", "pcomp"} or (token.dep_ == "dobj" and token.pos_ == "NOUN")
    part = {"VERB": "verb", "ADJ": "adjective"}.get(above.pos_, "")
    hedge = cues.hedges.get((lemma, part)) if embeds else None
    if token.dep_ == "acl" and any(det.lower_ == "no" for det in children(above, "det")):
        return 3.0, True, f"no {lemma!r}", False
    if hedge == "impossible" and token.pos_ == "NOUN":
        return FIRMLY["possible"], False, f"{lemma!r} leaves it open", True
    if hedge == "impossible":
        return 3.0, True, f"{lemma!r} says it did not happen", True
    if hedge is not None:
        return FIRMLY[hedge], False, f"left {hedge} by {lemma!r}", token.dep_ != "ccomp"
    verbal = above.pos_ in {"VERB", "AUX"} and token.dep_ in (_VERB_ROLES - {"ccomp"})
    nominal = token.pos_ == "NOUN" and token.dep_ in _NOUN_ROLES and above.pos_ in {"VERB", "AUX", "NOUN"}
    joined = token.dep_ == "conj" and bool(children(token, "nsubj", "nsubjpass", "aux"))
    return 3.0, False, "", (verbal or nominal) and not joined
