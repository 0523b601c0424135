"""What a statement answers, and whether it says that it is not so.

"The mine was accused of hiding a leak. Nothing leaked, it said": worded as an assertion, told as a denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.language.cues import CueLists
from sayso.statements.answers.overlap import share_words
from sayso.statements.answers.pointing import points_back, replies
from sayso.statements.rows import Held
from sayso.statements.status.untruths import opens_with_no
from sayso.statements.tree import children, is_negated
from sayso.tables import LocalStatement

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 12
"""Statements back; what is answered stands in the same or one of the last few sentences."""

FAR = 3
"""Sentences between an answer and what it answers, at most."""

STEM = 5
"""Letters by which words are compared: "resigned" and "resignation" share them."""

_ENDINGS = ("ing", "en", "ed", "es", "s")
_WORD = re.compile(r"[^\W_]{3,}")
_ANSWERABLE = frozenset({"accuse", "say", "report", "think", "ask", "know", "predict", "describe", "warn"})


class Answer(NamedTuple):
    """What is answered, if anything, and whether the answer says that it is not so."""

    to: LocalStatement | None
    denies: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that others may answer. stems: of its words; place: number of its sentence."""

    row: LocalStatement
    stems: frozenset[str]
    place: int
    held: Held | None

    @property
    def at(self) -> int:
        """Where it is told: at its cue; without one, at its content."""
        row = self.row
        if self.held is not None and self.held.one.cue is None:
            return row.start
        return next(at for at in (row.cue_start, row.source_start, row.start) if at is not None)


def stems_of(text: str, parts: Iterable[tuple[int, ...]], cues: CueLists) -> frozenset[str]:
    """The words of some content that carry meaning, cut to their stems."""
    words = (word.group().lower() for part in parts for word in _WORD.finditer(text, part[0], part[1]))
    return frozenset(_stem(word) for word in words if word not in cues.classes["common"])


def _stem(word: str) -> str:
    """ "beaten" and "beat", "resigned" and "resignation": the same letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)][:STEM]
    return word[:STEM]


def answer_of(inner: Said, before: Sequence[Said], cues: CueLists) -> Answer:
    """A statement and those before it or inside its content -> what it answers, and whether it denies it."""
    held = inner.held
    if held is None:
        return _authors(inner, before)
    denied, points = held.row.status == "denied", points_back(held.one, cues)
    fit = [(score, said) for said in before if (score := _fits(inner, said, (points, denied), cues)) > 0]
    best = max(fit, key=lambda pair: (pair[0], pair[1].row.start), default=(0, None))[1]
    if best is None:
        return Answer(None, False)
    denies = not denied and _denies(inner, best, cues)
    if held.row.cue_text == ":" and _is_question(best.row) and inner.place - best.place < 3:
        return Answer(best.row, denies)
    return Answer(best.row if denies or denied or replies(held.one, cues) else None, denies)


def _fits(inner: Said, said: Said, worded: tuple[bool, bool], cues: CueLists) -> int:
    """How well some statement fits as what this one answers; 0 if it does not.

    worded: whether this one points back, and whether it is worded as a denial
    """
    points, denied = worded
    one, other = inner.held, said.held
    if one is None or said.row.statement_id == inner.row.statement_id or inner.place - said.place > FAR:
        return 0
    if other is not None and (other.one.kind not in _ANSWERABLE or _above(other, one)):
        return 0
    if other is not None and _above(one, other):
        return 20 - said.row.start + inner.row.start if denied and said.row.start - inner.row.start < 20 else 6 * denied
    if said.at > inner.at or _same_holder(one, other) or share_words(inner.row, said.row):
        return 0
    shared = len(inner.stems & said.stems)
    accuses = other is not None and other.one.kind == "accuse"
    asks = _is_open(said.row)
    against = _is_set_against(inner, said)
    if not (
        shared or points or accuses or asks or against or (replies(one.one, cues) and inner.place - said.place < 2)
    ):
        return 0
    return 4 + 2 * min(shared, 3) + 4 * accuses + 3 * asks + 2 * points - 2 * (inner.place - said.place)


def _denies(inner: Said, said: Said, cues: CueLists) -> bool:
    """Whether what is not worded as a denial is one: a negation that meets what was said, the word of the accused."""
    one, row = inner.held, inner.row
    if one is None or row.status not in {"asserted", "opinion", "speculated"} or row.certainty == "unknown":
        return False
    cue = one.one.cue.lemma_.lower() if one.one.cue is not None else ""
    if cue in cues.classes["admitting"] or one.one.factive or one.one.kind not in {"say", "order", "report", "pledge"}:
        return False
    if _is_ignorant(one.one.head, row, cues):
        return False
    charge = said.held is not None and said.held.one.kind == "accuse"
    accuses = charge and (bool(inner.stems & said.stems) or _is_accused(one, said, cues))
    no = row.polarity == "negative" or opens_with_no(row.text)
    if no or (", not " in row.text and _meets(inner, said)):
        asked = _is_open(said.row) and _asks(said) and inner.place - said.place < 2
        return accuses or _meets(inner, said) or replies(one.one, cues) or asked
    if row.status != "asserted" or one.one.kind not in {"say", "pledge"} or row.tense == "future":
        return False
    near = inner.place - said.place < 2
    puts_right = accuses and near and _sets_right(row, cues) and _is_accused(one, said, cues)
    return puts_right or _is_set_against(inner, said)


def _sets_right(row: LocalStatement, cues: CueLists) -> bool:
    """Whether an accused puts something else in place of the charge: "he only held the door", not "she was sorry"."""
    words = {word.group().lower() for word in _WORD.finditer(row.text)}
    return bool(words & cues.classes["setting_right"]) and not words & cues.classes["owning"]


def _is_ignorant(head: Token, row: LocalStatement, cues: CueLists) -> bool:
    """ "He did not know", "she could not say": no denial, unless it says what was not known: "did not know of it"."""
    if head.lemma_ in cues.classes["telling"] and is_negated(head) and not children(head, "dobj", "ccomp", "xcomp"):
        return True
    known = head.lemma_ == "know" and not children(head, "dobj", "ccomp", "xcomp", "prep")
    return head.lemma_ in cues.classes["unaware"] and "nothing" not in row.text and (known or row.tense != "past")


def _is_question(row: LocalStatement) -> bool:
    return row.text.rstrip('"”’ ').endswith("?")


def _is_open(row: LocalStatement) -> bool:
    """Whether a statement leaves open whether it is so."""
    return row.certainty == "unknown" or _is_question(row)


def _asks(said: Said) -> bool:
    """Whether a statement leaves open whether something is so, and does not only name it."""
    if said.held is None or said.held.one.kind == "ask" or _is_question(said.row):
        return True
    return said.held.one.head.pos_ in {"VERB", "AUX"}


def _is_set_against(inner: Said, said: Said) -> bool:
    """ "A says that they did it; they say that they were away", "A said ..., but B said ...": one against the other."""
    one, other = inner.held, said.held
    if one is None or other is None or other.one.kind not in {"say", "report", "accuse", "know"}:
        return False
    if one.one.cue is None or other.one.cue is None or said.row.status != "asserted":
        return False
    if inner.place - said.place > 1 or one.one.cue.sent.start != other.one.cue.sent.start:
        return False
    first, last = sorted((other.one.cue.i, one.one.cue.i))
    between = one.one.cue.doc[first:last]
    joints = {token.lower_ for token in between}
    return bool(joints & {"but", "though", "while", "whereas"}) or (";" in joints and bool(inner.stems & said.stems))


def _meets(inner: Said, said: Said) -> bool:
    """Whether two statements speak of the same: half of an answer's words are those of what it answers.

    Two shared words, or a third of an answer's, took seven of ten long negative remarks in real news for denials.
    """
    return 0 < len(inner.stems & said.stems) * 2 >= len(inner.stems)


def _is_accused(one: Held, said: Said, cues: CueLists) -> bool:
    """Whether who speaks is spoken of in the charge, or is who is charged: "accused of theft, she said"."""
    charge = said.held.one.cue if said.held is not None else None
    if charge is not None and one.one.cue is not None and charge.dep_ == "advcl" and charge.tag_ == "VBN":
        return charge.head.i == one.one.cue.i
    name = one.row.source_text or ""
    own = stems_of(name, [(0, len(name))], cues)
    theirs = {"his", "her", "its", "their"} & set(name.lower().split())
    return bool(own & said.stems) or bool(theirs) or name.lower() in {"he", "she", "they", "it", "who"}


def _authors(inner: Said, before: Sequence[Said]) -> Answer:
    """The author's own words after somebody else's: "He has not resigned.\""""
    row = inner.row
    if row.polarity != "negative" and row.status != "denied":
        return Answer(None, False)
    near = [said for said in before if said.held is not None and 0 <= inner.place - said.place <= 2]
    outside = [said for said in near if not share_words(row, said.row) and inner.row.start >= said.row.end]
    for said in reversed(outside):
        meets = len(inner.stems & said.stems) * 2 > len(inner.stems) or not inner.stems or row.status == "denied"
        if said.held is not None and said.held.one.kind in _ANSWERABLE and meets and said.row.status != "denied":
            return Answer(said.row, row.status in {"asserted", "opinion"})
    return Answer(None, False)


def _above(outer: Held, inner: Held) -> bool:
    """Whether one statement is told in the other's content."""
    step = inner.parent
    for _ in range(20):
        if step is None:
            return False
        if step is outer:
            return True
        step = step.parent
    return False


def _same_holder(one: Held, other: Held | None) -> bool:
    if other is None or other.one.kind == "ask":
        return False
    ours, theirs = set(one.row.source_referent_ids), set(other.row.source_referent_ids)
    if ours and theirs:
        return bool(ours & theirs)
    name = (one.row.source_text or "").lower()
    return bool(name) and (other.row.source_text or "").lower().removeprefix("the ") == name.removeprefix("the ")
