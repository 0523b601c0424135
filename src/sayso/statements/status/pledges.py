"""Acts that are in their holder's hands: plans, promises, threats, offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution, is_first_person
from sayso.statements.status.content import Content
from sayso.statements.status.tenses import WILL
from sayso.statements.status.wording import judgement_of, modal_of
from sayso.statements.tree import SUBJECTS, children

if TYPE_CHECKING:
    from spacy.tokens import Token

HEDGED_ACTS = WILL | {"may", "might", "could"}
_PLEDGING = frozenset({"pledge", "intend", "threaten"})
_OWN = frozenset({"its", "their", "our", "my"})


def pledge_of(content: Content, cues: CueLists) -> str:
    """Why a content is an act that its holder means to do; empty if it is not."""
    head, one, kind, tense, controls = content.head, content.one, content.kind, content.tense, content.controls
    if kind in _PLEDGING and tense == "future":
        return f"the holder announces an act of its own ({kind})"
    if judgement_of(head, cues) and head.lemma_ == "be":
        return ""
    if one is not None and one.cue is not None and one.cue.lemma_ in cues.classes["pondering"] and head.tag_ == "VBG":
        return "the holder thinks of doing it"
    own = controls and kind not in {"order", "ask", "wish", "predict", "think"}
    if own and tense == "future" and (modal_of(head) & HEDGED_ACTS or head.tag_ == "VBG"):
        return "the holder is the one who is to act"
    if one is None:
        return _meant(head, cues) if controls else ""
    return (_meant(head, cues) if controls else "") or _announced(head, one, cues)


def _meant(head: Token, cues: CueLists) -> str:
    """ "We plan to leave", "they are ready to talk"."""
    if any(
        word.lower_ in cues.classes["ready"] and children(word, "xcomp", "prep") for word in children(head, "acomp")
    ):
        return "the holder is ready to act"
    if not children(head, "xcomp") or head.lemma_ == "be":
        return ""
    kinds = {entry.kind for entry in cues.verbs.get(head.lemma_.lower(), ())}
    present = head.tag_ in {"VBP", "VBZ"} or (head.tag_ == "VBG" and not children(head, "mark"))
    means = bool(kinds & _PLEDGING) or head.lemma_.lower() in {"refuse", "consider"}
    return "the holder says what it means to do" if present and means else ""


def _announced(head: Token, one: Attribution, cues: CueLists) -> str:
    told = one.cue is not None and one.cue.lemma_ in cues.classes["announcing"]
    return "an announcement of what will be done" if told and "will" in modal_of(head) else ""


def speaks_for(one: Attribution, cues: CueLists) -> bool:
    """ "The minister said the state would pay", "Norland's envoy said Norland would sign": a body's spokesman."""
    if one.source is None or one.source.lemma_.lower() in cues.classes["onlookers"]:
        return False
    if one.head.lemma_.lower() in cues.classes["befalling"]:
        return False
    named = {token.lower_ for token in one.source.subtree if token.pos_ in {"PROPN", "NOUN"}}
    return any(
        subject.lower_ in named
        or (bool(modal_of(one.head) & WILL) and _is_theirs(subject, named))
        or (subject.lemma_.lower() in cues.classes["bodies"] and subject.tag_ == "NN")
        for subject in children(one.head, "nsubj")
    )


def _is_theirs(subject: Token, named: set[str]) -> bool:
    """ "Its new plant", "Norland's troops"."""
    return any(word.lower_ in named or word.lower_ in _OWN for word in children(subject, "poss"))


def is_own_voice(subject: Token, cues: CueLists) -> bool:
    """ "We", "I", "this newspaper": who writes."""
    return is_first_person(subject) or (
        subject.lemma_.lower() in cues.classes["papers"]
        and any(word.lower_ in {"this", "our"} for word in children(subject, "det", "poss"))
    )


def wants_of_another(one: Attribution | None) -> bool:
    """ "Wants the canal widened", "wants them to leave", not "wants to leave"."""
    return one is not None and (one.head.pos_ != "VERB" or bool(children(one.head, *SUBJECTS)))
