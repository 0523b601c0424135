"""Judgements and happenings: by what an author's own clause shows that it judges, or that it tells something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.language.cues import CueLists
from sayso.statements.cues.verbs import can_hold
from sayso.statements.page import Page
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
_PAST = frozenset({"VBD", "VBN"})
_POINTING = frozenset({"this", "that", "these", "those"})
_RELATING = ("al", "ic", "ary", "an", "ese", "ish")
"""Ends of adjectives that sort things rather than judge them: military, federal, Russian."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """By what a clause judges.

    by: a word of worth or of the author's stance, a conclusion that the clause draws, or its form
    reason: the same for readers
    """

    by: Literal["worth", "stance", "conclusion", "form"]
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """By what a clause tells a happening: its date, a number, or that it is over. reason: the same for readers."""

    by: Literal["date", "number", "past"]
    reason: str

    @property
    def is_settled(self) -> bool:
        """Whether it stays a report, whatever words it judges by in passing."""
        return self.by != "past"


def judgement_in(head: Token, words: Sequence[Token], page: Page) -> Judgement | None:
    """By what a clause judges; nothing if nothing shows that it does."""
    cues = page.cues
    if _concludes(head, page):
        return Judgement("conclusion", f"draws a conclusion ({head.text!r})")
    for token in words:
        lemma, part = token.lemma_.lower(), {"ADJ": "adjective", "NOUN": "noun", "ADV": "adverb", "VERB": "verb"}
        if {(lemma, part.get(token.pos_, "")), (token.lower_, part.get(token.pos_, ""))} & cues.evaluative:
            return Judgement("worth", f"{token.text!r} is a judgement of worth")
        if token.dep_ == "advmod" and token.lower_ in cues.classes["stance"]:
            return Judgement("stance", f"{token.text!r} is what the author makes of it")
    subject = next(iter(children(head, *SUBJECTS)), None)
    form = "an exclamation" if words and words[-1].text.endswith("!") else ""
    if subject is not None:
        form = _form(head, subject, words, page) or form
    return Judgement("form", form) if form else None


def _form(head: Token, subject: Token, words: Sequence[Token], page: Page) -> str:
    cues = page.cues
    if subject.lemma_.lower() in cues.classes["points"] and head.lemma_ == "be":
        return f"{subject.text!r} draws a conclusion"
    if _characterises(head, subject):
        return f"says what {subject.text!r} amounts to"
    if _is_general(head, subject) and not _counted(words):
        return "told as a general truth, of no time and no number"
    return ""


def _concludes(head: Token, page: Page) -> bool:
    """ "This shows that ...", "the talks signal a shift": where nobody, and no writing, is there to show it."""
    cues = page.cues
    said = children(head, "ccomp") or (head.lemma_.lower() not in cues.classes["picturing"] and children(head, "dobj"))
    if head.lemma_.lower() not in cues.classes["concluding"] or not said:
        return False
    return not any(
        can_hold(subject, cues, page.mentions.holding([subject, *children(subject, "appos")]))
        for subject in children(head, *SUBJECTS)
    )


def happening_of(head: Token, words: Sequence[Token], cues: CueLists) -> Happening | None:
    """What shows that a clause tells a happening: when it was, how many there were, that it is over."""
    stative = any(head.lemma_ in cues.classes[name] for name in ("states", "minds", "seeming"))
    if head.pos_ not in {"VERB", "AUX"} or stative:
        return None
    dated = next((t for t in words if t.ent_type_ in {"DATE", "TIME"}), None)
    auxiliaries = {aux.lower_ for aux in children(head, *AUXILIARIES)}
    if dated is not None:
        return Happening("date", f"a happening with a date ({_entity(dated, words)!r})")
    counted = _counted(words)
    over = head.tag_ in _PAST and not auxiliaries & {"is", "are", "will", "would", "be"}
    if counted is not None and (over or auxiliaries & {"is", "are"}):
        return Happening("number", f"a happening with a number ({_entity(counted, words)!r})")
    return Happening("past", f"a happening of the past ({head.text!r})") if over else None


def _entity(token: Token, words: Sequence[Token]) -> str:
    first = last = token.i
    inside = {word.i for word in words if word.ent_type_ == token.ent_type_}
    while last + 1 in inside:
        last += 1
    while first - 1 in inside:
        first -= 1
    return token.doc[first : last + 1].text


def _counted(words: Sequence[Token]) -> Token | None:
    return next((t for t in words if t.like_num and t.ent_type_ in _COUNTS and t.lower_ != "one"), None)


def _characterises(head: Token, subject: Token) -> bool:
    """ "This is a game", "it was always a fragile peace"."""
    if head.lemma_ != "be" or children(head, "expl"):
        return False
    said = children(head, "attr", "acomp")
    if subject.lower_ in _POINTING and subject.pos_ in {"PRON", "DET"}:
        return bool(said)
    adjectives = [word for what in said for word in (what, *children(what, "amod")) if word.pos_ == "ADJ"]
    return subject.lower_ == "it" and any(not word.lower_.endswith(_RELATING) for word in adjectives)


def _is_general(head: Token, subject: Token) -> bool:
    """ "Weak states make weak promises", "money cannot replace trust"."""
    bare = subject.pos_ == "NOUN" and not children(subject, "det", "poss", "nummod") and subject.ent_type_ == ""
    verb = next(iter(children(head, *AUXILIARIES)), head)
    present = verb.tag_ in {"VBP", "VBZ"} or verb.lower_ in {"can", "can’t", "cannot", "ca"}
    return bare and present and head.tag_ not in {"VBG", "VBN"}
