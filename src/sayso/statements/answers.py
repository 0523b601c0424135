"""Statements that answer others: what a denial denies, and what an author disowns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.tree import children, word_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_POINTERS = frozenset(
    {"the", "this", "that", "these", "those", "such", "any", "all", "its", "their", "his", "her", "both"}
)
_REPLYING = frozenset({"reply", "respond", "answer", "retort", "counter", "rebut", "refute", "rebuff"})
_REPLIES = frozenset({"response", "reply", "answer", "turn", "return", "retort"})
REACH = 12
"""Statements back; what is answered stands in the same or one of the last few sentences."""


def points_back(one: Attribution, cues: CueLists) -> bool:
    """Whether the content only points at what somebody said before: "the claims", "it", "any such report"."""
    head = one.head
    if head.lower_ in _POINTING and head.pos_ in {"PRON", "DET"}:
        return True
    if head.pos_ != "NOUN" or head.lemma_.lower() not in cues.nouns:
        return False
    return not children(head, "acl", "relcl") and (
        any(child.lower_ in _POINTERS for child in children(head, "det", "predet", "amod", "poss"))
        or head.tag_ == "NNS"
    )


def replies(one: Attribution) -> bool:
    """Whether the cue says that it answers somebody: "replied that", "in response, ... said"."""
    if one.cue is None:
        return False
    if one.cue.lemma_.lower() in _REPLYING:
        return True
    return any(
        prep.lower_ == "in" and any(noun.lower_ in _REPLIES for noun in children(prep, "pobj"))
        for prep in children(one.cue, "prep")
    )


def answered(one: Attribution, before: Sequence[Attribution]) -> int | None:
    """What came before, in order -> the place of the one this answers: nearest accusation, else nearest of another."""
    near = list(enumerate(before))[-REACH:]
    others = [(n, b) for n, b in near if b.cue is not one.cue and b.kind not in {"deny", "reject"}]
    accusing = [n for n, b in others if b.kind == "accuse"]
    same_sentence = [n for n, b in others if b.cue is not None and one.cue is not None and b.cue.sent == one.cue.sent]
    if same_sentence:
        return same_sentence[-1]
    if accusing:
        return accusing[-1]
    return others[-1][0] if others else None


def disowning_word(one: Attribution, cues: CueLists) -> Token | None:
    """The word by which the author says that a statement is not so: "the fake story that ...", "falsely said"."""
    if one.cue is None:
        return None
    for child in one.cue.children:
        word = child.lower_
        if child.dep_ == "advmod" and (word, "adverb") in cues.distancing:
            return child
        if child.dep_ in {"amod", "compound"} and (word, "adjective") in cues.distancing:
            return child
    return None


def scare_quoted(one: Attribution, text: str) -> bool:
    """Whether the author puts the cue noun itself between quotation marks: the “evidence” that ..."""
    if one.cue is None or one.cue.pos_ != "NOUN":
        return False
    span = word_span(one.cue)
    return text[max(0, span.start - 1) : span.start] in {"“", '"', "‘", "'"} and text[span.end : span.end + 1] in {
        "”", '"', "’", "'",
    }  # fmt: skip
