"""By what somebody says that a thing is not so: a cue that denies it, or words: "untrue", "nothing of the kind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.meaning import Meaning, is_said
from sayso.statements.tenses import WILL
from sayso.statements.tree import SUBJECTS, children, is_negated
from sayso.statements.wording import printed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SO = frozenset({"true", "so", "right", "correct", "accurate", "case", "guilty", "truth", "real", "genuine"})
_WHOLE = frozenset({"otherwise", "innocence", "innocent", "opposite", "contrary", "reverse"})
_POINTING = frozenset({"such", "this", "these", "that", "those"})
_DESCRIBED = frozenset({"dobj", "nsubj", "nsubjpass"})
_NONE_SUCH = frozenset({"kind", "sort"})
_WILLING = frozenset({"plan", "intention", "wish", "desire", "interest"})


def denial_of(head: Token, cues: CueLists, one: Attribution | None, meaning: Meaning | None) -> str:
    """Why a content is held not to be so, by its cue or by its own words; empty if it is held."""
    if one is not None and meaning is not None:
        if meaning.kind in {"deny", "reject"}:
            return f"the holder does not have it so ({meaning.kind})"
        if meaning.negated and meaning.kind in {"think", "predict", "intend"}:
            return f"the holder does not have it so (not {meaning.kind})"
        if _is_accused_first(one, cues):
            return "the word of the accused"
        if meaning.kind == "describe" and _described_as_untrue(head, one, cues):
            return "the holder calls it untrue"
    word = untruth_in(head, cues) or (_bare_no(one, cues) if one is not None else "")
    return f"told to be untrue: {word!r}" if word else ""


def untruth_in(head: Token, cues: CueLists) -> str:
    """The head of some content -> the word by which it says that something is not so; empty if there is none."""
    if head.lower_ in _WHOLE or (_stands_alone(head) and (head.lemma_.lower(), "noun") in cues.distancing):
        return head.lower_
    negated = is_negated(head)
    for word in children(head, "acomp", "attr", "oprd", "advmod"):
        disowned = (word.lower_, "adjective") in cues.distancing or (word.lemma_.lower(), "noun") in cues.distancing
        if word.dep_ != "advmod" and disowned and not negated and not _none(word):
            return word.lower_
        if word.lower_ in _SO and (negated or _none(word)) and not _will_plead(head):
            return f"not {word.lower_}"
    for word in children(head, *SUBJECTS, "attr", "dobj", "expl"):
        pointed = any(child.lower_ in _POINTING for child in word.children)
        if pointed and word.dep_ in SUBJECTS and (word.lemma_.lower(), "noun") in cues.distancing:
            return word.lower_
        found = _no_such(word)
        if found:
            return found
    return _no_such(head) if head.pos_ == "NOUN" else ""


def _will_plead(head: Token) -> bool:
    """ "Will plead not guilty": what is going to be denied is not denied yet."""
    return head.lemma_ == "plead" and any(aux.lower_ in WILL or aux.lower_ == "to" for aux in children(head, "aux"))


def _stands_alone(head: Token) -> bool:
    """ "Pure invention": a noun that is all there is."""
    alone = {"ROOT", "ccomp", "dobj", "attr", "oprd", "intj", "dep"}
    return head.pos_ in {"NOUN", "INTJ"} and not _none(head) and head.dep_ in alone


def _no_such(noun: Token) -> str:
    if noun.lower_ == "nothing":
        for prep in children(noun, "prep"):
            for what in children(prep, "pobj"):
                if what.lower_ in _NONE_SUCH:
                    return "nothing of the kind"
    if not _none(noun):
        return ""
    if any(word.lower_ == "such" for word in children(noun, "amod", "predet", "det")):
        return "no such"
    if noun.lemma_.lower() in _SO | _WILLING and (noun.lemma_.lower() in _SO or children(noun, "acl", "prep", "relcl")):
        return f"no {noun.lemma_.lower()}"
    return ""


def _none(noun: Token) -> bool:
    return any(word.lower_ in {"no", "not"} for word in children(noun, "det", "neg", "predet", "advmod"))


def _is_accused_first(one: Attribution, cues: CueLists) -> bool:
    """ "Accused of theft, he said the money was his"."""
    if one.cue is None or one.kind != "say" or one.cue.lemma_.lower() in cues.classes["admitting"]:
        return False
    before = [clause for clause in children(one.cue, "advcl") if clause.i < one.cue.i and clause.tag_ == "VBN"]
    return any(clause.lemma_.lower() in {"accuse", "charge", "confront"} for clause in before)


def _bare_no(one: Attribution, cues: CueLists) -> str:
    """ "No, ...", "Nonsense": an answer that needs no verb."""
    told = printed(one.head, one.parts[0].start, one.parts[0].end).lower().lstrip("“\"'‘« ")
    alone = told.rstrip("”\"'’»,.! ")
    if alone == "no":
        return alone
    return alone if (alone, "noun") in cues.distancing else "no" if told.startswith(("no, ", "no. ", "no! ")) else ""


def _described_as_untrue(head: Token, one: Attribution, cues: CueLists) -> bool:
    """ "called the report nonsense", "described the video as a forgery": what is said, or what is called untrue."""
    first, last = one.parts[0].start, one.parts[-1].end
    words = [token for token in head.sent if first <= token.idx < last]
    untrue = {(word.lower_, part) for word in words for part in ("noun", "adjective")} & cues.distancing
    if untrue or any((word.lemma_.lower(), "noun") in cues.distancing for word in words):
        return True
    described = words + (children(one.cue, "dobj", "nsubjpass", "ccomp") if one.cue is not None else [])
    return any(is_said(word, cues) and word.pos_ == "NOUN" and word.dep_ in _DESCRIBED for word in described)
