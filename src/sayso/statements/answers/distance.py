"""Words by which an author keeps away from what others hold: "the fake story", "falsely said", the “evidence”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueKind, CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.tree import SUBJECTS, children, climb, is_negated, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OPENING = frozenset({"“", '"', "‘", "'"})
_CLOSING = frozenset({"”", '"', "’", "'"})
_HYPHENS = 2
"""On either side of a word, at most: a row of a thousand must not be gone through at each of its words."""

_NAMING = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
_OWN_WORD: frozenset[CueKind] = frozenset(
    {"pledge", "intend", "wish", "threaten", "warn", "order", "ask", "deny", "reject"}
)
"""What a noun of these tells of is said by whoever gives it: a “guarantee” is likely their own word for it."""


def calls_untrue(word: Token, cues: CueLists) -> bool:
    """Whether a word says that something is not so: "false", "a hoax"."""
    return is_untrue_adjective(word, cues) or (word.lemma_.lower(), "noun") in cues.distancing


def is_untrue_adjective(word: Token, cues: CueLists) -> bool:
    """ "False", "so-called", "made-up"."""
    return (whole_word(word).text.lower(), "adjective") in cues.distancing


def whole_word(word: Token) -> Span:
    """A word with what hyphens join to it: a parser takes "so-called" for three."""
    doc, first, last = word.doc, word.i, word.i
    for _ in range(_HYPHENS):
        first -= 2 if first > 1 and _is_joined(doc[first - 1]) else 0
        last += 2 if last + 2 < len(doc) and _is_joined(doc[last + 1]) else 0
    return doc[first : last + 1]


def _is_joined(hyphen: Token) -> bool:
    return hyphen.text == "-" and not hyphen.whitespace_ and hyphen.i > 0 and not hyphen.nbor(-1).whitespace_


def disowning_word(one: Attribution, cues: CueLists) -> Token | None:
    """The word by which the author says that a statement is not so: "the fake story that ...", "falsely said"."""
    if one.cue is None:
        return None
    named = [child for child in one.source.children if child.dep_ == "amod"] if one.source is not None else []
    aside = disowning_aside(one.cue, one.source, cues)
    if aside is not None:
        return aside
    for child in [*one.cue.children, *named]:
        if child.dep_ == "advmod" and (child.lower_, "adverb") in cues.distancing:
            return child
        if child.dep_ in {"amod", "compound"} and is_untrue_adjective(child, cues):
            return child
    if one.cue.pos_ != "NOUN":
        return None
    if (one.cue.lemma_.lower(), "noun") in cues.distancing:
        return one.cue
    return is_said_of_falsely(one.cue, cues) if one.cue.dep_ in {"nsubj", "nsubjpass"} else None


def disowning_aside(cue: Token, source: Token | None, cues: CueLists) -> Token | None:
    """The word of distance set in beside who says something: "the study, later debunked, claimed"."""
    for over in (cue, source) if source is not None else (cue,):
        for word in children(over, "advcl", "acl"):
            if word.i < cue.i and is_disowning_aside(word, cues):
                return word
    return None


def is_disowning_aside(word: Token, cues: CueLists) -> bool:
    """ "Later debunked", "since retracted": a participle by which the author, and nobody else, says it is not so."""
    bare = word.dep_ in {"acl", "advcl"} and word.tag_ == "VBN" and not children(word, *SUBJECTS, "agent")
    return bare and is_untrue_adjective(word, cues) and not is_negated(word)


def is_said_of_falsely(noun: Token, cues: CueLists) -> Token | None:
    """ "The claim that ... is false", "the notion that ... was debunked", "... is without foundation"."""
    verb = noun.head
    if is_negated(verb):
        return None
    turned = [clause for clause in children(verb, "xcomp", "ccomp") if clause.lemma_ == "be" or verb.lemma_ == "turn"]
    for word in [word for over in (verb, *turned) for word in children(over, "acomp", "attr", "oprd")]:
        if calls_untrue(word, cues):
            return word
    if is_untrue_adjective(verb, cues) and noun.dep_ == "nsubjpass":
        return verb
    up = [particle for particle in children(verb, "prt") if particle.lower_ == "up"]
    if verb.lower_ == "made" and up and noun.dep_ == "nsubjpass":
        return verb
    return next((prep for prep in children(verb, "prep") if is_groundless(prep, cues)), None)


def is_groundless(prep: Token, cues: CueLists) -> bool:
    """ "without foundation"."""
    return prep.lower_ == "without" and any(what.lower_ in cues.classes["grounds"] for what in children(prep, "pobj"))


def scare_quoted(noun: Token, cues: CueLists) -> bool:
    """Whether an author puts a noun that tells something between quotation marks by itself: the “evidence” that ...

    Keeps: nothing where somebody named may have used the word: "gave a “guarantee” that", "what he called “proof” that"
    """
    if noun.pos_ != "NOUN" or noun.i == 0 or noun.i + 1 >= len(noun.doc):
        return False
    marked = noun.nbor(-1).text in _OPENING and noun.nbor(1).text in _CLOSING
    tells = noun.lemma_.lower() in cues.nouns or noun.lemma_.lower() in cues.classes["tales"]
    return marked and tells and not _is_in_their_words(noun, cues)


def _is_in_their_words(noun: Token, cues: CueLists) -> bool:
    """Whether a quoted noun is the word of whoever called it so or gave it."""
    above = [word for word in climb(noun) if word.pos_ == "VERB"]
    if any(entry.kind == "describe" for verb in above for entry in cues.verbs.get(verb.lemma_.lower(), ())):
        return True
    own = any(entry.kind in _OWN_WORD for entry in cues.nouns.get(noun.lemma_.lower(), ()))
    anothers = any(holder.pos_ != "PRON" for holder in children(noun, "poss"))
    if not (own and above) or noun.dep_ not in {"dobj", "pobj"} or anothers:
        return False
    giver = subject_of(above[0])
    return giver is not None and _is_named(giver)


def _is_named(noun: Token) -> bool:
    """Somebody in particular, who can be quoted: "the firm", "Anna Moss", "she"; not "trolls"."""
    return noun.pos_ in {"PROPN", "PRON"} or any(
        word.lower_ in _NAMING or word.dep_ == "poss" for word in children(noun, "det", "poss")
    )
