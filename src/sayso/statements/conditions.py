"""Conditions that a statement hangs on, in whatever form they are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.meaning import Meaning
from sayso.statements.tenses import WILL
from sayso.statements.tree import SUBJECTS, children
from sayso.statements.wording import modal_of, printed

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONDITIONS = frozenset({"if", "unless", "provided", "providing", "assuming", "suppose", "supposing"})
_INVERSION = re.compile(
    r"\W{0,3}(had|were|should)\b[^,?]{3,120},[^?]{0,200}?\b(?:would|will|could|might|must|should)\b[^?]*$", re.I
)
_PHRASE = re.compile(
    r"\b(as long as|so long as|on condition that|provided that|providing that|were it not for|but for)\b", re.I
)
_LATE_INVERSION = re.compile(
    r"\b(?:would|could|might) have \w+[^,.;?]{0,60}?\s(had) (?:the|he|she|it|they|his|her|its|their|an?|no|not)\b", re.I
)
_NO_CONDITION = frozenset({"even", "as", "what"})
_INVERTED = frozenset({"had", "should", "were"})
_WITHOUT = frozenset({"without", "but", "barring", "absent"})
_OPEN_QUESTIONS = frozenset({"unclear", "uncertain", "unknown", "unsure", "doubtful", "clear"})
_ANNOUNCING = frozenset({"pledge", "intend", "threaten", "order", "wish"})


def condition_told(head: Token, one: Attribution | None, meaning: Meaning | None) -> str:
    """The words that set a condition anywhere in a content or an author's sentence, where the head shows none."""
    return _hangs_in(one, meaning) or _condition_in(_words_of(head, one))


def condition_of(head: Token, cues: CueLists | None = None) -> str:
    """The words that set a condition on a clause; empty if there are none.

    A deed of promising or threatening ("threatened to leave if ...") hangs on none: what is promised does.
    """
    for mark in children(head, "mark"):
        before = any(mark.i < clause.i < head.i for clause in children(head, "advcl"))
        if mark.lower_ in _CONDITIONS and before and not _is_even(mark):
            return mark.lower_
    inverted = [aux for aux in children(head, "aux") if aux.lower_ == "had" and aux.i > head.left_edge.i]
    if any(aux.i < subject.i for aux in inverted for subject in children(head, *SUBJECTS)) and children(head, "ccomp"):
        return "had"
    asks = any(word.lower_ in _OPEN_QUESTIONS for word in children(head, "acomp", "attr"))
    deed = cues is not None and _announces(head, cues)
    for over in (head,) if deed else (head, *children(head, "xcomp", "acomp", "attr")):
        for clause in children(over, "advcl", "prep"):
            word = _sets_condition(clause, over)
            if word and not asks and not (deed and clause.i > head.i):
                return word
    if any(adverb.lower_ == "otherwise" for adverb in children(head, "advmod")) and modal_of(head) & (WILL | {"could"}):
        return "otherwise"
    return "" if deed else _alternative(head)


def _condition_in(text: str) -> str:
    """A clause as it is printed -> the words of a condition that a parse does not show reliably; empty if none."""
    found = _INVERSION.match(text) or _PHRASE.search(text) or _LATE_INVERSION.search(text)
    return found.group(1).lower() if found else ""


def _announces(head: Token, cues: CueLists) -> bool:
    kinds = {entry.kind for entry in cues.verbs.get(head.lemma_.lower(), ())}
    return bool(kinds & _ANNOUNCING) and bool(children(head, "xcomp", "ccomp")) and not modal_of(head) & WILL


def _sets_condition(clause: Token, over: Token) -> str:
    if clause.dep_ == "prep":
        if clause.lower_ in _WITHOUT and clause.i < over.i and modal_of(over) & (WILL | {"could", "might"}):
            return clause.lower_ if clause.lower_ != "but" or _has(clause, "for") else ""
        if clause.lower_ == "in" and any(n.lower_ in {"event", "case"} for n in children(clause, "pobj")):
            return "in case"
        return clause.lower_ if clause.lower_ in _CONDITIONS else ""
    for mark in children(clause, "mark", "advmod"):
        if mark.lower_ in _CONDITIONS and not _is_even(mark):
            return mark.lower_
    if clause.lower_ in _CONDITIONS - {"if"}:
        return clause.lower_
    first = clause.left_edge
    inverted = first.lower_ in _INVERTED and clause.i in {first.head.i, first.i}
    if inverted and any(first.i < subject.i for subject in children(clause, *SUBJECTS)):
        return first.lower_
    long = [adverb for adverb in children(clause, "advmod") if adverb.lower_ == "long" and _has(adverb, "as", "so")]
    return "as long as" if long else ""


def _is_even(mark: Token) -> bool:
    """ "even if", "as if", "what if": no conditions."""
    before = mark.nbor(-1).lower_ if mark.i > 0 else ""
    return before in _NO_CONDITION


def _has(token: Token, *words: str) -> bool:
    return any(child.lower_ in words for child in token.children)


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
        return "if" if any(" if " in printed(one.head, *part) for part in one.parts) else ""
    near = {one.head.i} | ({one.cue.i} if one.cue is not None else set())
    for clause in (c for over in near for c in children(one.head.doc[over], "advcl")):
        inside = any(part.start <= clause.idx < part.end for part in one.parts)
        word = next((mark.lower_ for mark in children(clause, "mark") if mark.lower_ in {"if", "unless"}), "")
        if inside and word and clause.i > one.head.i and meaning.kind not in {"ask"}:
            return word
    return ""


def _words_of(head: Token, one: Attribution | None) -> str:
    """A clause as it is printed: the content, or the author's sentence."""
    return printed(head, one.parts[0].start, one.parts[-1].end) if one is not None else head.sent.text
