"""How a statement is held: status, polarity, certainty, tense, read off its cue and the head of its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import FIRST_PERSON, Attribution
from sayso.statements.conditions import condition_of, condition_told
from sayso.statements.meaning import Meaning, goes_against, is_put_about, meaning_of
from sayso.statements.pledges import HEDGED_ACTS, is_own_voice, pledge_of, speaks_for, wants_of_another
from sayso.statements.questions import is_asked, is_left_open, is_unclear
from sayso.statements.tenses import WILL, is_to, tense_of
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children
from sayso.statements.untruths import denial_of
from sayso.statements.wording import (
    RANK,
    certainty_of,
    duty_of,
    is_rhetorical,
    judgement_of,
    modal_of,
    polarity_of,
    printed,
)
from sayso.tables import Certainty, Polarity, Status, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNSAID = frozenset({"may", "might", "could", "would", "can"})
_DUTIES = frozenset({"should", "must", "ought"})

REPORTED = "the author reports that it is said"


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
    if _hedged_by_adverb(head, cues):
        return _hold_own(head, cues)
    reports = [one for one in found if one.cue is not None and _reports_all(one, head)]
    says = any(one.cue is not None and one.cue.i == head.i for one in found)
    if not says and any(goes_against(one, head) for one in reports):
        return replace(_hold_own(head, cues), status="denied", certainty="certain", reason="against what others say")
    for one in reports:
        if is_put_about(one, head, cues):
            hold = hold_of(one, cues, False)
            if hold.status in {"speculated", "predicted"}:
                return replace(hold, reason=f"nobody is named who says so; {hold.reason}")
    if reports:
        tense: Tense = "past" if head.tag_ in {"VBD", "VBN"} and not children(head, "auxpass") else "present"
        words = {aux.lower_ for aux in children(head, *AUXILIARIES)}
        tense = "future" if words & WILL else "past" if words & {"was", "were", "had", "has", "have"} else tense
        return Hold("asserted", polarity_of(head), "certain", tense, REPORTED)
    hold, first = _hold_own(head, cues), _first_clause(head)
    if hold.status != "asserted" or first.i == head.i:
        return hold
    other = _hold_own(first, cues)
    return other if other.status != "asserted" else hold


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
    first_person = any(subject.lower_ in FIRST_PERSON for subject in children(one.head, *SUBJECTS))
    return _hold(one.head, cues, one, controls or first_person or speaks_for(one, cues))


def _reports_all(one: Attribution, head: Token) -> bool:
    """Whether the clause is nothing but the report: its verb is the cue, or the cue hangs on it."""
    if one.cue is None or _hedges_itself(head):
        return False
    told = any(part.start <= head.idx < part.end for part in one.parts)
    if one.cue.i == head.i or (one.cue_span is not None and one.cue_span.start <= head.idx < one.cue_span.end):
        return bool(children(head, "auxpass")) or not modal_of(head) & (HEDGED_ACTS | _DUTIES)
    return told


def _hedges_itself(head: Token) -> bool:
    """ "It is not clear whether", "the bones appear to be": nobody reports it, the author leaves it open."""
    open_words = {word.lower_ for word in children(head, "acomp", "attr")} & {
        "clear",
        "unclear",
        "known",
        "unknown",
        "certain",
    }
    if is_unclear(head) or (head.lemma_ in {"promise", "threaten", "look"} and is_to(head)):
        return True
    return head.lemma_ in {"seem", "appear", "remain"} or (head.lemma_ == "be" and bool(open_words))


def _hold(head: Token, cues: CueLists, one: Attribution | None, controls: bool) -> Hold:
    meaning = meaning_of(one, cues) if one is not None else None
    certainty, hedge = certainty_of(head, cues, one)
    if one is not None and certainty == "certain" and _is_hearsay(one, cues):
        certainty, hedge = "possible", "only said to be so"
    inner = _that_it_is_so(head, cues)
    if inner is not None:
        further, why = certainty_of(inner, cues, one)
        certainty, hedge = (further, why) if RANK[further] < RANK[certainty] else (certainty, hedge)
        head = inner
    tense = tense_of(head, cues, one)
    if (
        one is not None
        and meaning is not None
        and meaning.kind not in {"deny", "reject"}
        and is_left_open(one, meaning)
    ):
        return Hold(
            "predicted" if tense == "future" else "speculated",
            "unknown",
            "unknown",
            tense,
            "left open: whether it is so",
        )
    if meaning is not None and meaning.open:
        return Hold("speculated", polarity_of(head), "unknown", tense, "neither said nor denied")
    status, reason = _status(head, cues, (one, meaning), (tense, certainty, controls))
    reason = f"{reason}; {hedge}" if hedge else reason
    if status == "pledged" and one is None:
        tense = "future"
    if status == "denied":
        certainty = "certain"
    if one is not None and one.cue is not None and status in {"asserted", "opinion"} and modal_of(one.cue) & _UNSAID:
        status, certainty, reason = "speculated", "possible", f"{reason}; only possibly said"
    if is_asked(head, one) and one is None and is_rhetorical(head, cues):
        return Hold("opinion", polarity_of(head), "certain", tense, "a question that asks for no answer")
    if is_asked(head, one):
        status, certainty = "speculated" if status in {"asserted", "opinion"} else status, "unknown"
        reason = f"{reason}; a question"
    polarity = polarity_of(head)
    if meaning is not None and meaning.negated and status != "denied":
        polarity, reason = "negative" if polarity == "positive" else "positive", f"{reason}; the cue is negated"
    return Hold(status, polarity, certainty, tense, reason)


def _is_hearsay(one: Attribution, cues: CueLists) -> bool:
    """ "He is said to have left": told, and by nobody."""
    to = any(aux.lower_ == "to" for aux in children(one.head, "aux"))
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


def _status(
    head: Token,
    cues: CueLists,
    said: tuple[Attribution | None, Meaning | None],
    held: tuple[Tense, Certainty, bool],
) -> tuple[Status, str]:
    tense, certainty, controls = held
    one, meaning = said
    denial = denial_of(head, cues, one, meaning)
    if denial:
        return "denied", denial
    condition = condition_of(head, cues) or condition_told(head, one, meaning)
    if condition:
        return "conditional", f"hangs on {condition!r}"
    kind = meaning.kind if meaning is not None else None
    pledge = pledge_of(head, cues, one, (tense, controls, kind))
    if pledge:
        return "pledged", pledge
    if kind == "order" and certainty != "unknown":
        return "opinion", f"what the holder wants done ({kind})"
    if kind == "wish" and not controls and wants_of_another(one):
        return "opinion", "what the holder wants of another"
    return _told(head, cues, one, (tense, certainty, kind))


def _told(
    head: Token, cues: CueLists, one: Attribution | None, held: tuple[Tense, Certainty, str | None]
) -> tuple[Status, str]:
    """Status of what is neither denied, nor conditional, nor in its holder's hands."""
    tense, certainty, kind = held
    duty = duty_of(head)
    if duty and not _is_hearsay_of_deeds(head, one):
        return "opinion", f"advice: {duty!r}"
    judgement = judgement_of(head, cues) if kind != "accuse" else ""
    beyond = any(word.lower_ in {"nothing", "nobody", "little"} for word in children(head, *SUBJECTS))
    if judgement and ("would" in modal_of(head) or beyond):
        return "opinion", f"a judgement: {judgement!r}"
    if tense == "future":
        return "predicted", "told of the future"
    if kind == "describe" and one is not None and not _hedged_view(one, cues):
        return "opinion", "how the holder sees it"
    if judgement and kind == "think" and certainty == "probable":
        return "opinion", f"a judgement: {judgement!r}"
    if one is None and _is_held_to_be(head, cues):
        return "speculated", "held by nobody named"
    if certainty != "certain" or (kind == "describe" and one is not None):
        return "speculated", "not held as certain"
    if judgement:
        return "opinion", f"a judgement: {judgement!r}"
    if _bare_in_quotes(head, one):
        return "opinion", "words without a verb, quoted"
    return "asserted", "told as it is"


def _is_hearsay_of_deeds(head: Token, one: Attribution | None) -> bool:
    """ "The story that they should have broken in": what is said to have been done, not what ought to have been."""
    if one is None or one.cue is None or one.cue.pos_ != "NOUN" or one.kind not in {"report", "accuse", "say"}:
        return False
    return {"should", "have"} <= {aux.lower_ for aux in children(head, "aux")}


def _is_held_to_be(head: Token, cues: CueLists) -> bool:
    """ "Are presumed dead", "is feared lost"."""
    kinds = {entry.kind for entry in cues.verbs.get(head.lemma_.lower(), ())[:1]}
    held = bool(kinds & {"think", "predict"}) or head.lemma_ in {"presume", "rumour", "rumor"}
    return held and bool(children(head, "auxpass")) and bool(children(head, "oprd", "acomp"))


def _hedged_view(one: Attribution, cues: CueLists) -> bool:
    """ "considers it possible that ..."."""
    return one.cue is not None and any(
        (word.lower_, "adjective") in cues.hedges for word in children(one.cue, "oprd", "acomp", "ccomp")
    )


def _bare_in_quotes(head: Token, one: Attribution | None) -> bool:
    """A few quoted words without a verb: “a slap in the face”."""
    if one is None or head.pos_ in {"VERB", "AUX"}:
        return False
    text = printed(head, one.parts[0].start, one.parts[-1].end)
    return text[:1] in "“\"'‘«" and text[-1:] in "”\"'’»,."
