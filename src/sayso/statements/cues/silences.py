"""Words that report, used where nobody holds anything: silence, what the author leaves open, who is only named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.tree import SUBJECTS, children, has_to, is_negated, is_passive, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSETTLED = frozenset({"unclear", "unknown", "uncertain", "unsure"})
SETTLED = frozenset({"clear", "known", "certain", "sure", "obvious"})
"""What, denied, is unsettled."""

UNWILLING = frozenset({"decline", "refuse"})
_PEOPLE = frozenset({"official", "source", "witness", "expert", "analyst", "resident", "diplomat", "insider"})
_ANSWERING = frozenset({"respond", "reply", "answer", "return"})
_ASKED = frozenset({"request", "call", "message", "email", "question", "inquiry", "enquiry", "query", "letter"})
_WISHING = frozenset({"ask", "request", "want", "wish", "prefer", "insist"})
_NAMING = frozenset({"name", "identify", "quote", "cite", "attribute"})
_WITHHELD = frozenset(
    {
        "answer", "comment", "confirm", "discuss", "disclose", "elaborate", "explain", "identify", "name", "provide",
        "reply", "respond", "reveal", "say", "speak", "specify", "speculate", "state", "talk",
    }
)  # fmt: skip
"""What a refusal of is no pledge, but silence."""


def tells_nothing(cue: Token, cues: CueLists) -> bool:
    """Whether a word that else reports does not here: nobody is told of who would hold anything, or say a word."""
    lemma = cue.lemma_.lower()
    objects = children(cue, "dobj")
    granted = lemma == "deny" and is_passive(cue) and bool(objects)  # "were denied a penalty"
    required = lemma in {"require", "order"} and any(as_.lower_ == "as" for as_ in children(cue, "mark", "advmod"))
    of_people = any(word.ent_type_ == "PERSON" or word.lemma_ in _PEOPLE for word in objects)
    named = of_people and lemma in cues.classes["quoting"]
    return granted or required or named or is_left_open_by_author(cue) or is_not_for_print(cue)


def is_left_open_by_author(cue: Token) -> bool:
    """ "It is unclear how ...", "it remains to be seen whether", "it is not known if", "it is hard to believe that".

    The author's own: nobody else is told of who would hold it.
    """
    verb = cue.head if cue.dep_ in {"acomp", "oprd", "attr", "xcomp"} else cue
    it = any(word.lower_ == "it" for word in children(verb, *SUBJECTS, "expl"))
    if not it:
        return False
    if cue.pos_ == "ADJ":
        return cue.lower_ in UNSETTLED or (cue.lower_ in SETTLED and (is_negated(verb) or verb.lemma_ == "remain"))
    if cue.dep_ == "xcomp" and verb.lemma_ != cue.lemma_:
        return verb.lemma_ == "remain" or bool(children(verb, "acomp")) or verb.pos_ == "ADJ"
    if cue.lemma_ == "know":
        return is_negated(cue) and is_passive(cue)
    said = {word.lower_ for word in children(cue, "acomp", "attr")} if cue.lemma_ in {"remain", "be"} else set()
    return bool(said & UNSETTLED) or (is_negated(cue) and bool(said & SETTLED))


def is_not_for_print(verb: Token) -> bool:
    """ "Asked not to be named", "declined to comment", "would not give her name": no statement, but the want of one."""
    lemma = verb.lemma_.lower()
    if lemma in _ANSWERING and is_negated(verb):
        asked = objects_of(verb)
        return any(noun.lemma_.lower() in _ASKED for noun in [*asked, *children(verb, "dobj")])
    for inner in children(verb, "xcomp", "ccomp"):
        if not has_to(inner):
            continue
        if lemma in UNWILLING and inner.lemma_ in _WITHHELD:
            return True
        if lemma in UNWILLING | _WISHING and inner.lemma_ in _NAMING and children(inner, "auxpass"):
            return True
    return False


def refused_word(verb: Token) -> Token | None:
    """ "Refused to confirm that ...": the word of speech that is refused, where it says what is not confirmed."""
    if verb.lemma_.lower() not in UNWILLING:
        return None
    said = (inner for inner in children(verb, "xcomp", "ccomp") if inner.lemma_ in _WITHHELD)
    return next((inner for inner in said if children(inner, "dobj", "ccomp")), None)


def quotes_as_saying(verb: Token) -> bool:
    """ "Quoted her as saying": what is said stands under its "saying"."""
    return any(
        prep.lower_ == "as" and any(inner.tag_ == "VBG" for inner in children(prep, "pcomp"))
        for over in (verb, *children(verb, "dobj", "nsubjpass"))
        for prep in children(over, "prep")
    )
