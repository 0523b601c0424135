"""Conditions that a statement hangs on, in whatever form they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.cues.silences import UNSETTLED
from sayso.statements.status.condition_forms import (
    CONDITIONS,
    IMAGINED,
    PARTICIPLES,
    as_long,
    governs_clause,
    inversion,
    inverted_beside,
    inverted_first,
    is_done,
    phrase_in,
)
from sayso.statements.status.meaning import Meaning
from sayso.statements.status.tenses import WILL
from sayso.statements.status.wording import modal_of
from sayso.statements.tree import SUBJECTS, children, within

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_CONDITION = frozenset({"even", "as", "what"})
_WITHOUT = frozenset({"without", "barring", "absent"})
_UNANSWERED = UNSETTLED | {"doubtful", "clear"}
_ANNOUNCING = frozenset({"pledge", "intend", "threaten", "order", "wish"})


def condition_told(head: Token, one: Attribution | None, meaning: Meaning | None) -> str:
    """The words that set a condition anywhere in a content or an author's sentence, where the head shows none."""
    return _hangs_in(one, meaning) or inverted_first(head, one) or phrase_in(head, one)


def condition_of(head: Token, cues: CueLists | None = None) -> str:
    """The words that set a condition on a clause; empty if there are none.

    A deed of promising or threatening ("threatened to leave if ...") hangs on none: what is promised does.
    """
    for mark in children(head, "mark"):
        before = any(mark.i < clause.i < head.i for clause in children(head, "advcl"))
        if mark.lower_ in CONDITIONS and before and not _is_even(mark):
            return mark.lower_
    inverted = [aux for aux in children(head, "aux") if aux.lower_ == "had" and aux.i > head.left_edge.i]
    if any(aux.i < subject.i for aux in inverted for subject in children(head, *SUBJECTS)) and children(head, "ccomp"):
        return "had"
    asks = any(word.lower_ in _UNANSWERED for word in children(head, "acomp", "attr"))
    deed = cues is not None and _announces(head, cues)
    for over in (head,) if deed else (head, *children(head, "xcomp", "acomp", "attr")):
        for clause in children(over, "advcl", "prep", "ccomp", "advmod"):
            word = _sets_condition(clause, over)
            if word and not asks and not (deed and clause.i > head.i):
                return word
    if any(adverb.lower_ == "otherwise" for adverb in children(head, "advmod")) and modal_of(head) & (WILL | {"could"}):
        return "otherwise"
    return "" if deed else inverted_beside(head) or _alternative(head)


def _announces(head: Token, cues: CueLists) -> bool:
    kinds = {entry.kind for entry in cues.verbs.get(head.lemma_.lower(), ())}
    return bool(kinds & _ANNOUNCING) and bool(children(head, "xcomp", "ccomp")) and not modal_of(head) & WILL


def _sets_condition(clause: Token, over: Token) -> str:
    if clause.dep_ == "advmod":
        return "" if is_done(over) else as_long(clause)
    if clause.dep_ == "ccomp":
        return inversion(clause) if modal_of(over) & IMAGINED else ""
    if clause.dep_ == "prep":
        if clause.lower_ in _WITHOUT and clause.i < over.i and modal_of(over) & IMAGINED:
            return clause.lower_
        if clause.lower_ == "in" and any(n.lower_ in {"event", "case"} for n in children(clause, "pobj")):
            return "in case"
        return clause.lower_ if clause.lower_ in CONDITIONS and governs_clause(clause) else ""
    for mark in children(clause, "mark", "advmod"):
        if mark.lower_ in CONDITIONS and not _is_even(mark):
            return mark.lower_
    if clause.lower_ in PARTICIPLES | {"unless"} and governs_clause(clause) and not is_done(over):
        return clause.lower_
    return inversion(clause) or next((found for adverb in children(clause, "advmod") if (found := as_long(adverb))), "")


def _is_even(mark: Token) -> bool:
    """ "even if", "as if", "what if": no conditions."""
    before = mark.nbor(-1).lower_ if mark.i > 0 else ""
    return before in _NO_CONDITION


def _alternative(head: Token) -> str:
    """ "Pay or leave", "win and the title is theirs": an order that stands for a condition."""
    for first in (head, head.head):
        for joined in children(first, "conj"):
            bare = (
                first.tag_ == "VB"
                and first.dep_ in {"ROOT", "ccomp", "advcl"}
                and not children(first, "aux", *SUBJECTS)
            )
            if not bare or joined.pos_ not in {"VERB", "AUX"} or head.i not in {first.i, joined.i}:
                continue
            joining = {word.lower_ for word in children(first, "cc")}
            if "or" in joining or ("and" in joining and children(joined, *SUBJECTS)):
                return "or" if "or" in joining else "and"
    return ""


def _hangs_in(one: Attribution | None, meaning: Meaning | None) -> str:
    """ "called it “striking, if it holds up”": a condition in what is no clause."""
    if one is None or meaning is None:
        return ""
    if meaning.kind == "describe":
        words = [word for word in one.head.sent if within(one.parts, word)]
        marks = (word for word in words if word.lower_ == "if" and word.dep_ == "mark" and not _is_even(word))
        return "if" if any(children(mark.head, *SUBJECTS) for mark in marks) else ""
    near = (one.head, one.cue) if one.cue is not None and one.cue.i != one.head.i else (one.head,)
    for clause in (clause for over in near for clause in children(over, "advcl")):
        inside = within(one.parts, clause)
        word = next((mark.lower_ for mark in children(clause, "mark") if mark.lower_ in {"if", "unless"}), "")
        if inside and word and clause.i > one.head.i and meaning.kind != "ask":
            return word
    return ""
