"""By what somebody says that a thing is not so: a cue that denies it, or words: "untrue", "nothing of the kind"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.answers.distance import calls_untrue
from sayso.statements.attribution import Attribution
from sayso.statements.status.meaning import Meaning, is_said
from sayso.statements.status.tenses import WILL
from sayso.statements.status.wording import polarity_of, printed
from sayso.statements.tree import SUBJECTS, children, is_negated, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"such", "this", "these", "those", "that"})
_GIVEN = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
_NONE_SUCH = frozenset({"kind", "sort"})
_OPENING = re.compile(r"[“\"'‘«\s]*no(?:[,!.—–]+[”\"'’»]*\s*(?P<next>\w*)|[”\"'’»\s]*$)", re.I)
_ALONE = re.compile(r"[“\"'‘«\s]*(?P<word>[^\W_]+)[”\"'’»,.!\s]*")


def denial_of(head: Token, cues: CueLists, one: Attribution | None, meaning: Meaning | None) -> str:
    """Why a content is held not to be so, by its cue or by its own words; empty if it is held."""
    if one is not None and meaning is not None:
        if meaning.kind in {"deny", "reject"}:
            return f"the holder does not have it so ({meaning.kind})"
        if meaning.negated and meaning.kind in {"think", "predict", "intend"}:
            return f"the holder does not have it so (not {meaning.kind})"
        if _denies_a_deed(head, cues) and _is_accused_first(one, cues):
            return "the word of the accused"
        if meaning.kind == "describe" and not meaning.negated and _described_as_untrue(head, one, cues):
            return "the holder calls it untrue"
    word = untruth_in(head, cues) or (_outcry(one, cues) if one is not None else "")
    return f"told to be untrue: {word!r}" if word else ""


def untruth_in(head: Token, cues: CueLists) -> str:
    """The head of some content -> the word by which it says that something is not so; empty if there is none."""
    alone = _stands_alone(head) and (head.lemma_.lower(), "noun") in cues.distancing
    if head.lower_ in cues.classes["contrary"] or alone:
        return head.lower_
    negated = is_negated(head)
    for word in children(head, "acomp", "attr", "oprd", "advmod"):
        if word.dep_ != "advmod" and calls_untrue(word, cues) and not negated and not _none(word):
            return word.lower_
        if (negated or _none(word)) and _is_not_so(word, head, cues):
            return f"not {word.lower_}"
    for word in children(head, *SUBJECTS, "attr", "dobj", "expl"):
        pointed = any(child.lower_ in _POINTING for child in word.children)
        if pointed and word.dep_ in SUBJECTS and (word.lemma_.lower(), "noun") in cues.distancing:
            return word.lower_
        found = _no_such(word, head, cues)
        if found:
            return found
    return _no_such(head, head, cues) if head.pos_ == "NOUN" else ""


def _is_not_so(word: Token, head: Token, cues: CueLists) -> bool:
    """Whether "not" and this word tell a content not to be so: "not true", not "the turn was not right"."""
    if _will_plead(head, cues):
        return False
    if word.lower_ == "so":
        kinds = {entry.kind for entry in cues.verbs.get(head.lemma_.lower(), ())}
        return head.lemma_ == "be" or "think" in kinds
    if word.lemma_.lower() in {"case", "truth"} and word.pos_ == "NOUN":
        named = any(the.lower_ == "the" for the in children(word, "det"))
        return (named or _none(word)) and not children(word, "amod", "compound", "prep")
    if word.lower_ in cues.classes["fitting"]:
        pointing = _POINTING - {"such"} if word.lower_ == "right" else _POINTING | {"it"}
        return any(subject.lower_ in pointing or _tells(subject, cues) for subject in children(head, *SUBJECTS))
    return word.lower_ in cues.classes["so"] | cues.classes["proven"]


def _tells(noun: Token, cues: CueLists) -> bool:
    """Whether a noun means what somebody says or shows: "the report", "the photo"."""
    return noun.pos_ == "NOUN" and (is_said(noun, cues) or noun.lemma_.lower() in cues.classes["tales"])


def _will_plead(head: Token, cues: CueLists) -> bool:
    """ "Will plead not guilty": what is going to be denied is not denied yet."""
    later = any(aux.lower_ in WILL or aux.lower_ == "to" for aux in children(head, "aux"))
    return head.lemma_ in cues.classes["pleading"] and later


def _stands_alone(head: Token) -> bool:
    """ "Pure invention": a noun that is all there is."""
    alone = {"ROOT", "ccomp", "dobj", "attr", "oprd", "intj", "dep"}
    return head.pos_ in {"NOUN", "INTJ"} and not _none(head) and head.dep_ in alone


def _no_such(noun: Token, head: Token, cues: CueLists) -> str:
    """ "Nothing of the kind", "no such letter", "no truth in it", "no plan to sell"."""
    if noun.lower_ == "nothing" and any(what.lower_ in _NONE_SUCH for what in objects_of(noun)):
        return "nothing of the kind"
    if not _none(noun):
        return ""
    if any(word.lower_ == "such" for word in children(noun, "amod", "predet", "det")):
        return "no such"
    lemma = noun.lemma_.lower()
    if lemma == "truth" or (lemma in cues.classes["willing"] and _is_an_act(noun, head)):
        return f"no {lemma}"
    return ""


def _is_an_act(noun: Token, head: Token) -> bool:
    """ "No plan to sell", "no interest in selling": an act that will not be, and by somebody; not "in the sale"."""
    acts = [*children(noun, "acl"), *(act for prep in children(noun, "prep") for act in children(prep, "pcomp"))]
    by_somebody = not children(head, "expl") or noun.lemma_.lower() in {"plan", "intention"}
    return by_somebody and any(act.pos_ in {"VERB", "AUX"} for act in acts)


def _none(noun: Token) -> bool:
    return any(word.lower_ in {"no", "not"} for word in children(noun, "det", "neg", "predet", "advmod"))


def _denies_a_deed(head: Token, cues: CueLists) -> bool:
    """ "She had signed nothing", not "she did not know", "it was not clear"."""
    silent = head.lemma_ in cues.classes["unaware"] | cues.classes["telling"]
    open_still = head.lemma_ == "be" and any(subject.lower_ == "it" for subject in children(head, *SUBJECTS, "expl"))
    return polarity_of(head) == "negative" and not silent and not open_still


def _is_accused_first(one: Attribution, cues: CueLists) -> bool:
    """ "Charged with fraud, she said she had signed nothing": also where nobody is found to hold the charge."""
    if one.cue is None or one.kind != "say" or one.cue.lemma_.lower() in cues.classes["admitting"]:
        return False
    before = [clause for clause in children(one.cue, "advcl") if clause.i < one.cue.i and clause.tag_ == "VBN"]
    return any(clause.lemma_.lower() in cues.classes["charging"] for clause in before)


def _outcry(one: Attribution, cues: CueLists) -> str:
    """ "Nonsense!", "No, we never sold it": an answer that needs no verb, or a "no" that its own words bear out.

    A "no" before anything else answers what was asked, if it was: `replies` looks for that.
    """
    told = printed(one.head, one.parts[0].start, one.parts[0].end)
    alone = _ALONE.fullmatch(told)
    if alone is not None and (alone["word"].lower(), "noun") in cues.distancing:
        return alone["word"].lower()
    return "no" if opens_with_no(told) and polarity_of(one.head) == "negative" else ""


def opens_with_no(told: str) -> bool:
    """ "No, ...", not "No. 10" and not the "No, thank you" that turns down an offer."""
    found = _OPENING.match(told)
    after = (found["next"] or "").lower() if found is not None else ""
    return found is not None and not after[:1].isdigit() and not after.startswith("thank")


def _described_as_untrue(head: Token, one: Attribution, cues: CueLists) -> bool:
    """ "Called the report nonsense", "described the video as a forgery", "branded the claim absurd"."""
    words = _called(head, one)
    said = any(is_said(word, cues) or _tells(word, cues) for word in words if word.dep_ in _GIVEN)
    absurd = cues.classes["absurd"] if said else frozenset()
    return any((calls_untrue(word, cues) or word.lower_ in absurd) and _is_meant(word) for word in words)


def _called(head: Token, one: Attribution) -> list[Token]:
    """What is described, and what it is called, wherever a content ends: the words of both."""
    first, last = one.parts[0].start, one.parts[-1].end
    words = {token.i: token for token in head.sent if first <= token.idx < last}
    if one.cue is not None:
        for child in children(one.cue, "dobj", "nsubjpass", "oprd", "acomp", "attr", "prep", "xcomp"):
            words.update((token.i, token) for token in child.subtree)
    return list(words.values())


def _is_meant(word: Token) -> bool:
    """Whether a word is what something is called: not "the false report", not "no lie", not "far from absurd"."""
    if word.dep_ in {"amod", "compound"} and word.head.dep_ in _GIVEN and word.head.head.lower_ != "as":
        return False
    before = word.nbor(-1).lower_ if word.i > 0 else ""
    above = [word, *([word.head] if word.head.dep_ in {"prep", "oprd", "attr"} else [])]
    return before not in {"not", "no", "hardly", "from", "but", "nor"} and not any(_none(each) for each in above)
