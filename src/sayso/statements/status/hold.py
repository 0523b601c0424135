"""How a statement is held: status, polarity, certainty, tense, read off its cue and the head of its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution, is_first_person
from sayso.statements.cues.silences import SETTLED, UNSETTLED
from sayso.statements.status.content import Content
from sayso.statements.status.meaning import Meaning, goes_against, is_put_about, meaning_of
from sayso.statements.status.pledges import HEDGED_ACTS, is_own_voice, speaks_for
from sayso.statements.status.questions import is_asked, is_left_open, is_unclear
from sayso.statements.status.sorting import status_of
from sayso.statements.status.tenses import WILL, is_to, tense_of
from sayso.statements.status.wording import DUTY, RANK, Hedge, certainty_of, is_rhetorical, modal_of, polarity_of
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children, has_to, within
from sayso.tables import Certainty, Polarity, Status, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNSAID = frozenset({"may", "might", "could", "would", "can"})

REPORTED = "the author reports that it is said"


@dataclass(frozen=True, slots=True)
class Hold:
    """How somebody holds something, and why it was read so.

    reason: for readers only
    reported: whether a clause does nothing but report what somebody holds
    own_view: whether the author says of their own mind that it is so ("I believe that")
    arranged: whether it "is to" or "is set to" come, told by another than who acts: a schedule, no promise
    """

    status: Status
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    reason: str
    reported: bool = False
    own_view: bool = False
    arranged: bool = False


def hold_of_author(head: Token | None, cues: CueLists, found: Sequence[Attribution]) -> Hold:
    """The head of a main clause and what is attributed in it -> how the author holds it.

    A clause that only reports ("it is expected that", "..., according to") is held as a report, whatever its content.
    """
    if head is None:
        return Hold("asserted", "unknown", "unknown", "present", "not parsed, so only that it is written is known")
    if _hedged_by_adverb(head, cues):
        return _hold_own(head, cues)
    reports = [one for one in found if one.cue is not None and _reports_all(one, head, cues)]
    says = any(one.cue is not None and one.cue.i == head.i for one in found)
    if not says and any(goes_against(one, head) for one in reports):
        return replace(_hold_own(head, cues), status="denied", certainty="certain", reason="against what others say")
    for one in reports:
        if is_put_about(one, head, cues):
            hold = hold_of(one, cues, False)
            if hold.status in {"speculated", "predicted"}:
                return replace(hold, reason=f"nobody is named who says so; {hold.reason}")
    if reports:
        return _report(head)
    hold, first = _hold_own(head, cues), _first_clause(head)
    if hold.status != "asserted" or first.i == head.i:
        return hold
    other = _hold_own(first, cues)
    return other if other.status != "asserted" else hold


def _report(head: Token) -> Hold:
    tense: Tense = "past" if head.tag_ in {"VBD", "VBN"} and not children(head, "auxpass") else "present"
    words = {aux.lower_ for aux in children(head, *AUXILIARIES)}
    tense = "future" if words & WILL else "past" if words & {"was", "were", "had", "has", "have"} else tense
    return Hold("asserted", polarity_of(head), "certain", tense, REPORTED, reported=True)


def _hedged_by_adverb(head: Token, cues: CueLists) -> bool:
    """ "Was supposedly planned": put about by nobody."""
    return any(
        word.lower_ in cues.adverbs and (word.lower_, "adverb") in cues.hedges for word in children(head, "advmod")
    )


def _hold_own(head: Token, cues: CueLists) -> Hold:
    controls = any(is_own_voice(subject, cues) for subject in children(head, *SUBJECTS))
    return _hold(head, cues, None, controls)


def _first_clause(head: Token) -> Token:
    """ "The crew seems to be safe; the ship was towed in": a parser may hang the first on the second."""
    for clause in children(head, "ccomp"):
        between = clause.doc[clause.right_edge.i : head.i] if clause.i < head.i else ()
        marked = children(clause, "mark") or not children(clause, *SUBJECTS)
        if not marked and any(token.text in {";", ":"} for token in between):
            return clause
    return head


def hold_of(one: Attribution, cues: CueLists, controls: bool) -> Hold:
    """An attribution -> how its holder holds the content. controls: the holder is the one who is to act."""
    first_person = any(is_first_person(subject) for subject in children(one.head, *SUBJECTS))
    return _hold(one.head, cues, one, controls or first_person or speaks_for(one, cues))


def _reports_all(one: Attribution, head: Token, cues: CueLists) -> bool:
    """Whether the clause is nothing but the report: its verb is the cue, or the cue hangs on it."""
    if one.cue is None or _hedges_itself(head, cues):
        return False
    told = within(one.parts, head)
    if one.cue.i == head.i or (one.cue_span is not None and one.cue_span.start <= head.idx < one.cue_span.end):
        return bool(children(head, "auxpass")) or not modal_of(head) & (HEDGED_ACTS | DUTY)
    return told


def _hedges_itself(head: Token, cues: CueLists) -> bool:
    """ "It is not clear whether", "the bones appear to be": nobody reports it, the author leaves it open."""
    if is_unclear(head, cues) or (head.lemma_ in {"promise", "threaten", "look"} and is_to(head, cues)):
        return True
    if head.lemma_ in {"seem", "appear", "remain"}:
        return True
    words = {word.lower_ for word in children(head, "acomp", "attr")}
    impersonal = any(subject.lower_ == "it" for subject in children(head, *SUBJECTS))
    return head.lemma_ == "be" and impersonal and bool(words & (UNSETTLED | SETTLED))


def _hold(head: Token, cues: CueLists, one: Attribution | None, controls: bool) -> Hold:
    meaning = meaning_of(one, cues) if one is not None else None
    head, hedge = _hedged(head, cues, one)
    tense = tense_of(head, cues, one)
    if one is not None and meaning is not None:
        left = _left_open(one, meaning, head, tense)
        if left is not None:
            return left
    content = Content(head, one, meaning, tense, hedge.certainty, controls)
    status, reason = status_of(content, cues)
    held = Hold(
        status,
        "positive" if _is_negated_in_cue(head, one) else polarity_of(head),
        _certainty(status, hedge.certainty),
        "future" if status == "pledged" and one is None else tense,
        f"{reason}; {hedge.reason}" if hedge.reason else reason,
        arranged=status == "predicted" and not controls and is_to(head, cues),
    )
    return _turned(_asked(_unsaid(held, one), content, cues), meaning)


def _certainty(status: Status, told: Certainty) -> Certainty:
    """What is denied is denied for certain; what is speculated is probable at most."""
    if status == "denied":
        return "certain"
    return "probable" if status == "speculated" and told == "certain" else told


def _is_negated_in_cue(head: Token, one: Attribution | None) -> bool:
    """ "Pleaded not guilty": the "not" is a word of the cue, not of the content."""
    if one is None or one.cue_span is None:
        return False
    return any(within((one.cue_span,), word) for word in children(head, "neg"))


def _hedged(head: Token, cues: CueLists, one: Attribution | None) -> tuple[Token, Hedge]:
    """The head of some content -> the head of what is told in it ("it is likely that ..."), and how certain that is."""
    hedge = certainty_of(head, cues, one)
    if one is not None and hedge.certainty == "certain" and _is_hearsay(one, cues):
        hedge = Hedge("possible", "only said to be so")
    inner = _that_it_is_so(head, cues)
    if inner is None:
        return head, hedge
    further = certainty_of(inner, cues, one)
    return inner, further if RANK[further.certainty] < RANK[hedge.certainty] else hedge


def _left_open(one: Attribution, meaning: Meaning, head: Token, tense: Tense) -> Hold | None:
    """What an attribution leaves open, or neither says nor denies; else nothing."""
    if meaning.kind not in {"deny", "reject"} and is_left_open(one, meaning):
        status: Status = "predicted" if tense == "future" else "speculated"
        return Hold(status, "unknown", "unknown", tense, "left open: whether it is so")
    if meaning.open:
        return Hold("speculated", polarity_of(head), "unknown", tense, "neither said nor denied")
    return None


def _unsaid(hold: Hold, one: Attribution | None) -> Hold:
    """ "She may say that": only possibly said."""
    possibly = one is not None and one.cue is not None and bool(modal_of(one.cue) & _UNSAID)
    if not possibly or hold.status not in {"asserted", "opinion"}:
        return hold
    return replace(hold, status="speculated", certainty="possible", reason=f"{hold.reason}; only possibly said")


def _asked(hold: Hold, content: Content, cues: CueLists) -> Hold:
    """A question leaves open what it asks, but for one that asks for no answer."""
    if not is_asked(content.head, content.one, cues):
        return hold
    if content.one is None and is_rhetorical(content.head, cues):
        return Hold("opinion", hold.polarity, "certain", hold.tense, "a question that asks for no answer")
    status: Status = "speculated" if hold.status in {"asserted", "opinion"} else hold.status
    return replace(hold, status=status, certainty="unknown", reason=f"{hold.reason}; a question")


def _turned(hold: Hold, meaning: Meaning | None) -> Hold:
    """ "Does not think that it sank": a negated cue turns its content, unless that is why it is denied."""
    if meaning is None or not meaning.negated or hold.status == "denied":
        return hold
    polarity: Polarity = "negative" if hold.polarity == "positive" else "positive"
    return replace(hold, polarity=polarity, reason=f"{hold.reason}; the cue is negated")


def _is_hearsay(one: Attribution, cues: CueLists) -> bool:
    """ "He is said to have left": told, and by nobody."""
    to = has_to(one.head)
    by_nobody = one.cue is not None and one.source is None and bool(children(one.cue, "auxpass"))
    if one.source is not None and one.source.lemma_.lower() in cues.classes["rumours"]:
        return True
    told = one.kind in {"say", "report", "accuse"} or (
        one.cue is not None and one.cue.lemma_ in cues.classes["hearsay"]
    )
    return by_nobody and told and (to or (one.cue is not None and one.cue.lemma_ in cues.classes["hearsay"]))


def _that_it_is_so(head: Token, cues: CueLists) -> Token | None:
    """ "it is likely that they will meet" -> "meet", of which the adjective says how it is held."""
    if head.lemma_ == "be" and children(head, "expl"):
        for noun in children(head, "attr"):
            if (noun.lemma_.lower(), "noun") in cues.hedges:
                return next((c for c in children(noun, "acl", "ccomp", "relcl") if children(c, "mark")), None)
    impersonal = any(s.lower_ == "it" for s in children(head, *SUBJECTS))
    hedging = (head.lemma_ == "be" and children(head, "acomp")) or head.lemma_ in {"seem", "appear"}
    if not impersonal or not hedging:
        return None
    for over in (head, *children(head, "acomp")):
        for clause in children(over, "ccomp"):
            if any(mark.lower_ == "that" for mark in children(clause, "mark")) or head.lemma_ != "be":
                return clause
    return None
