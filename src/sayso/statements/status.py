"""How a statement is held: status, polarity, certainty, tense, read off the head of its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.language.cues import CueKind, CueLists
from sayso.statements.attribution import FIRST_PERSON, Attribution
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children, is_negated
from sayso.tables import Certainty, Polarity, Status, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
_DUTY = frozenset({"should", "must", "ought"})
_CONDITIONS = frozenset({"if", "unless", "provided", "providing", "assuming", "suppose", "supposing"})
_OPEN_QUESTIONS = frozenset({"unclear", "uncertain", "unknown", "unsure", "doubtful", "clear"})
_UNSAID = frozenset({"may", "might", "could", "would", "can"})
_STATES = frozenset({"be", "have", "know", "want", "need", "exist", "contain", "include", "mean", "remain", "possess"})
_AHEAD: frozenset[CueKind] = frozenset({"pledge", "intend", "wish", "threaten", "order", "predict", "warn", "ask"})
_AHEAD_WORDS = frozenset({"next", "tomorrow", "upcoming", "forthcoming", "coming", "imminent", "looming"})
_RANK: dict[Certainty, int] = {"certain": 3, "probable": 2, "possible": 1, "unknown": 0}


@dataclass(frozen=True, slots=True)
class Hold:
    """How somebody holds something, and why it was read so."""

    status: Status
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    reason: str


def hold_of_author(head: Token | None, cues: CueLists, found: Sequence[Attribution]) -> Hold:
    """The head of a main clause and what is attributed in it -> how the author holds it.

    A clause that only reports ("it is expected that", "..., according to") is held as a report, whatever its content.
    """
    if head is None:
        return Hold("asserted", "unknown", "unknown", "present", "not parsed, so only that it is written is known")
    if any(one.cue is not None and _reports_all(one, head) for one in found):
        tense: Tense = "past" if head.tag_ in {"VBD", "VBN"} and not children(head, "auxpass") else "present"
        words = {aux.lower_ for aux in children(head, *AUXILIARIES)}
        tense = "future" if words & _WILL else "past" if words & {"was", "were", "had", "has", "have"} else tense
        return Hold("asserted", polarity_of(head), "certain", tense, "the author reports that it is said")
    controls = any(subject.lower_ in {"i", "we"} for subject in children(head, *SUBJECTS))
    return _hold(head, cues, None, controls)


def hold_of(one: Attribution, cues: CueLists, controls: bool) -> Hold:
    """An attribution -> how its holder holds the content. controls: the holder is the one who is to act."""
    first_person = any(subject.lower_ in FIRST_PERSON for subject in children(one.head, *SUBJECTS))
    return _hold(one.head, cues, one, controls or first_person)


def _reports_all(one: Attribution, head: Token) -> bool:
    """Whether the clause is nothing but the report: its verb is the cue in the passive, or the cue hangs on it."""
    if one.cue is None:
        return False
    return (one.cue.i == head.i and bool(children(head, "auxpass"))) or one.head.i == head.i


def _hold(head: Token, cues: CueLists, one: Attribution | None, controls: bool) -> Hold:
    certainty, hedge = certainty_of(head, cues, one)
    inner = _that_it_is_so(head)
    if inner is not None:
        further, why = certainty_of(inner, cues, one)
        certainty, hedge = (further, why) if _RANK[further] < _RANK[certainty] else (certainty, hedge)
        head = inner
    tense = tense_of(head, one)
    status, reason = _status(head, cues, one, (tense, certainty, controls))
    reason = f"{reason}; {hedge}" if hedge else reason
    if status == "denied":
        certainty = "certain"
    if one is not None and one.cue is not None and status in {"asserted", "opinion"} and _modal(one.cue) & _UNSAID:
        status, certainty, reason = "speculated", "possible", f"{reason}; only possibly said"
    if one is None and head.sent.text.rstrip("\"'”’» \n").endswith("?"):
        status, certainty = "speculated" if status in {"asserted", "opinion"} else status, "unknown"
        reason = f"{reason}; a question"
    polarity = polarity_of(head)
    if one is not None and one.negated and status != "denied":
        polarity, reason = "negative" if polarity == "positive" else "positive", f"{reason}; the cue is negated"
    return Hold(status, polarity, certainty, tense, reason)


def _that_it_is_so(head: Token) -> Token | None:
    """ "it is likely that they will meet" -> "meet", of which the adjective says how it is held."""
    if (
        head.lemma_ != "be"
        or not children(head, "acomp")
        or not any(s.lower_ == "it" for s in children(head, *SUBJECTS))
    ):
        return None
    for clause in children(head, "ccomp"):
        if any(mark.lower_ == "that" for mark in children(clause, "mark")):
            return clause
    return None


def _status(
    head: Token, cues: CueLists, one: Attribution | None, held: tuple[Tense, Certainty, bool]
) -> tuple[Status, str]:
    tense, certainty, controls = held
    kind = one.kind if one is not None else None
    if one is not None and (kind in {"deny", "reject"} or (kind in {"think", "know"} and one.negated)):
        return "denied", f"the holder does not have it so ({kind})"
    condition = condition_of(head)
    if condition:
        return "conditional", f"hangs on {condition!r}"
    if tense == "future" and kind in {"pledge", "intend", "threaten"}:
        return "pledged", f"the holder announces an act of its own ({kind})"
    if tense == "future" and kind not in {"order", "ask", "wish"} and controls and _modal(head) & _WILL:
        return "pledged", "the holder is the one who is to act"
    if kind in {"order", "ask"} and certainty != "unknown":
        return "opinion", f"what the holder wants done ({kind})"
    duty = _duty(head)
    if duty:
        return "opinion", f"advice: {duty!r}"
    judgement = judgement_of(head, cues)
    if judgement and "would" in _modal(head):
        return "opinion", f"a judgement: {judgement!r}"
    if tense == "future":
        return "predicted", "told of the future"
    if certainty != "certain":
        return "speculated", "not held as certain"
    if judgement:
        return "opinion", f"a judgement: {judgement!r}"
    return "asserted", "told as it is"


def condition_of(head: Token) -> str:
    """The words that set a condition on a clause; empty if there are none."""
    asks = any(word.lower_ in _OPEN_QUESTIONS for word in children(head, "acomp", "attr"))
    for over in (head, *children(head, "xcomp")):
        for clause in children(over, "advcl", "prep"):
            marks = [clause] if clause.dep_ == "prep" else children(clause, "mark", "advmod")
            for mark in marks:
                if mark.lower_ in _CONDITIONS and not asks:
                    return mark.lower_
    return ""


def tense_of(head: Token, one: Attribution | None = None) -> Tense:
    """The head of some content -> past, present or future, as it is worded."""
    words = {aux.lower_ for aux in children(head, *AUXILIARIES)}
    ahead = one is not None and one.kind in _AHEAD
    if head.pos_ not in {"VERB", "AUX"}:
        near = any(word.lower_ in _AHEAD_WORDS for word in children(head, "amod", "acomp", "advmod", "acl"))
        return "future" if near else _noun_tense(one)
    if words & _WILL or _is_to(head):
        return "future"
    if words & {"may", "might", "could"}:
        return "past" if words & {"have", "'ve", "’ve"} else "present" if head.lemma_ in _STATES else "future"
    if head.tag_ == "VBD" or (words & {"have", "has", "had", "'ve", "’ve", "was", "were", "did"}):
        return "past"
    if "to" in words:
        return "future" if ahead else "present"
    if head.tag_ == "VBG" and not words & {"is", "are", "am", "be", "'s", "’s", "'re", "’re", "'m", "’m"}:
        return _gerund_tense(one, ahead)
    if head.tag_ == "VBG" and any(t.lower_ in _AHEAD_WORDS for t in head.subtree):
        return "future"
    if head.tag_ == "VBN" and not words:
        return "past"
    return "present"


def _noun_tense(one: Attribution | None) -> Tense:
    if one is None:
        return "present"
    if one.kind in _AHEAD:
        return "future"
    told_in_past = one.cue is not None and one.cue.tag_ in {"VBD", "VBN"}
    return "past" if one.kind == "accuse" and told_in_past else "present"


def _gerund_tense(one: Attribution | None, ahead: bool) -> Tense:
    if ahead:
        return "future"
    told_in_past = one is not None and one.cue is not None and one.cue.tag_ in {"VBD", "VBN"}
    return "past" if told_in_past else "present"


def _is_to(head: Token) -> bool:
    """ "is to visit", "is going to visit", "is set to visit", "is expected to visit"."""
    inner = [clause for clause in children(head, "xcomp") if any(c.lower_ == "to" for c in children(clause, "aux"))]
    if head.lemma_ == "be":
        by_adjective = any(
            word.lower_ in {"likely", "set", "due", "poised", "bound", "about", "unlikely"}
            and any(clause.dep_ in {"xcomp", "pcomp"} and clause.tag_ == "VB" for clause in word.children)
            for word in children(head, "acomp", "prep")
        )
        return (bool(inner) and head.tag_ in {"VBZ", "VBP"} and not children(head, "attr")) or (
            by_adjective and head.tag_ in {"VBZ", "VBP"}
        )
    going = head.lower_ == "going" and bool(inner)
    arranged = head.lower_ in {"set", "due", "expected", "scheduled", "slated", "poised"} and bool(inner)
    return going or (arranged and bool(children(head, "auxpass")))


def certainty_of(head: Token, cues: CueLists, one: Attribution | None = None) -> tuple[Certainty, str]:
    """The head of some content -> how certain it is held to be, and by which word."""
    level: Certainty = one.certainty if one is not None else "certain"
    reason = f"{one.kind!r} leaves it {level}" if one is not None and level != "certain" else ""
    for word, part in _hedging(head):
        hedge = cues.hedges.get((word, part))
        if hedge is not None and hedge != "impossible" and _RANK[hedge] < _RANK[level]:
            level, reason = hedge, f"hedged by {word!r}"
    if any(c.lower_ in {"whether", "if"} and c.dep_ == "mark" for c in head.children) and head.dep_ == "ccomp":
        level, reason = "unknown", "left open: whether"
    return level, reason


def _hedging(head: Token) -> list[tuple[str, str]]:
    """The words on a head that may hedge it, with their parts of speech."""
    words = [(aux.lower_, "aux") for aux in children(head, "aux")]
    words += [(adverb.lower_, "adverb") for adverb in children(head, "advmod")]
    words += [(adjective.lower_, "adjective") for adjective in children(head, "acomp", "oprd")]
    if children(head, "xcomp") and head.lemma_.lower() in {"seem", "appear", "tend", "risk"}:
        words.append((head.lemma_.lower(), "verb"))
    return words


def polarity_of(head: Token) -> Polarity:
    """The head of some content -> whether it is worded as a negation."""
    negative = is_negated(head) or any(
        child.lower_ in {"nobody", "nothing", "none", "neither", "no-one"}
        or any(det.lower_ in {"no", "neither"} for det in children(child, "det"))
        for child in children(head, "nsubj", "nsubjpass", "dobj", "attr")
    )
    return "negative" if negative or any(d.lower_ == "no" for d in children(head, "det")) else "positive"


def _modal(head: Token) -> set[str]:
    words = {aux.lower_ for aux in children(head, "aux")}
    return words | {"will"} if head.lower_ == "going" else words


def _duty(head: Token) -> str:
    for aux in children(head, "aux"):
        if aux.lower_ in _DUTY and not any(a.lower_ == "have" for a in children(head, "aux")):
            return aux.lower_
    for what in children(head, "attr"):
        for clause in children(what, "relcl"):
            if any(aux.lower_ in _DUTY for aux in children(clause, "aux")):
                return "must"
    if head.lemma_ in {"need", "ought"} and children(head, "xcomp"):
        return head.lower_
    commanded = head.tag_ == "VB" and head.dep_ == "ROOT" and not children(head, "aux", *SUBJECTS)
    return head.lower_ if commanded else ""


def judgement_of(head: Token, cues: CueLists) -> str:
    """The word on a head by which somebody judges; empty if there is none."""
    if (head.lemma_.lower(), "verb") in cues.evaluative:
        return head.lower_
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"}:
            for word in (child, *children(child, "amod", "conj")):
                if {(word.lemma_.lower(), "noun"), (word.lower_, "adjective")} & cues.evaluative:
                    return word.lower_
        if child.dep_ == "advmod" and (child.lower_, "adverb") in cues.evaluative:
            return child.lower_
    part = "noun" if head.pos_ == "NOUN" else "adjective"
    if head.pos_ in {"NOUN", "ADJ"} and (head.lemma_.lower(), part) in cues.evaluative:
        return head.lower_
    return ""
