"""What a cue makes of its content: the words of the whole cue, and whether it is said at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso.language.cues import CueKind, CueLists, SpeechCue
from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.cues.silences import UNWILLING
from sayso.statements.status.wording import NOBODY
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children, climb, has_to, is_negated, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_REJECTING: frozenset[CueKind] = frozenset({"deny", "reject"})
_CAUTIONING = frozenset({"warn", "caution"})
_UNWILLING = UNWILLING | {"avoid", "dodge"}
_SPOKEN: frozenset[CueKind] = frozenset({"say", "report", "know", "deny", "reject", "ask", "predict"})
_BARE = frozenset({"VBZ", "VBD", "VBP"})


class Meaning(NamedTuple):
    """What a cue says of its content. open: it is neither said nor denied ("declined to say", "has not ruled out")."""

    kind: CueKind
    negated: bool
    open: bool


def meaning_of(one: Attribution, cues: CueLists) -> Meaning:
    """An attribution -> what its cue, read as a whole, says of the content."""
    if one.cue is None:
        return Meaning(one.kind, one.negated, False)
    words = cue_words(one)
    kind = _kind(one, words, cues)
    lemmas = {word.lemma_.lower() for word in words.own}
    negated = _by_nobody(one.cue) or any(_is_negated_before(word) for word in words.own if word.pos_ in {"VERB", "AUX"})
    if (
        one.cue.pos_ == "NOUN"
        and kind in {"say", "accuse", "think", "predict"}
        and _is_none(one.cue)
        and not _no_evidence(one.cue, cues)
    ):
        return Meaning("reject", False, False)
    if one.cue.dep_ == "xcomp" and one.cue.head.lemma_.lower() in _UNWILLING and kind in _SPOKEN:
        return Meaning(kind, False, True)
    if lemmas >= {"confirm", "deny"} or _declines_to_say(lemmas, cues) or _no_evidence(one.cue, cues):
        return Meaning(kind, False, True)
    if lemmas & _UNWILLING and kind == "intend":
        return Meaning(kind, False, False)
    if kind in _REJECTING:
        return Meaning(kind if _is_denied(one, kind, cues) else "say", negated, negated)
    return Meaning(kind, negated, negated and kind in {"say", "report", "accuse", "pledge", "threaten"})


def _is_negated_before(word: Token) -> bool:
    """A parse may hang the "not" of the content on the cue: only one that stands before the cue is its own."""
    return is_negated(word) and any(
        child.i < word.i for child in word.children if child.dep_ == "neg" or child.lower_ in {"never", "n't", "n’t"}
    )


def _declines_to_say(lemmas: set[str], cues: CueLists) -> bool:
    """ "declined to say", "refused to rule out", "would not be drawn": but "refused to accept" is to deny."""
    others = lemmas - _UNWILLING
    says = any(entry.kind in _SPOKEN for lemma in others for entry in cues.verbs.get(lemma, ()))
    return bool(lemmas & _UNWILLING) and (says or "rule" in others) and "accept" not in others


def _no_evidence(cue: Token, cues: CueLists) -> bool:
    """ "found no evidence that": neither said nor denied."""
    return cue.lemma_.lower() in cues.classes["signs"] and _is_none(cue)


def _is_none(noun: Token) -> bool:
    return any(word.lower_ in {"no", "neither"} for word in children(noun, "det", "preconj"))


def _by_nobody(cue: Token) -> bool:
    """ "Neither side plans to": what nobody means to do is as good as denied."""
    return any(s.lower_ in NOBODY or _is_none(s) for s in children(cue, *SUBJECTS))


class CueWords(NamedTuple):
    """The words of a cue, and the word right behind them, which may be its particle ("rule" "out"); none at the end."""

    own: tuple[Token, ...]
    following: Token | None

    @property
    def all(self) -> tuple[Token, ...]:
        """Its own and the one behind."""
        return self.own if self.following is None else (*self.own, self.following)


def cue_words(one: Attribution) -> CueWords:
    """An attribution -> the words of its cue."""
    if one.cue is None:
        return CueWords((), None)
    span = one.cue_span or Span(one.cue.idx, one.cue.idx + 1)
    doc, first, last = one.cue.doc, one.cue.i, one.cue.i
    while first > 0 and doc[first - 1].idx >= span.start:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].idx < span.end:
        last += 1
    return CueWords(tuple(doc[first : last + 1]), doc[last + 1] if last + 1 < len(doc) else None)


def _kind(one: Attribution, words: CueWords, cues: CueLists) -> CueKind:
    entries = [entry for word, after in pairwise(words.all) for entry in _phrasal(word, after, cues)]
    if entries:
        return entries[0].kind
    above = one.cue is not None and one.cue.pos_ == "NOUN" and _rejected_noun(one.cue, one, cues)
    inside = any(
        entry.kind in _REJECTING
        for word in words.own
        if word.pos_ in {"VERB", "AUX"}
        for entry in cues.verbs.get(word.lemma_.lower(), ())[:1]
    )
    if above or inside:
        return "reject"
    if one.kind == "order" and one.cue is not None and one.cue.lemma_.lower() in _CAUTIONING:
        against = any(word.lower_ == "against" for word in words.all)
        return "order" if against or has_to(one.head) else "warn"
    if one.kind == "describe" and one.cue is not None:
        return _described(one.cue, cues)
    if one.kind == "order" and _is_finite(one.head) and not _asked(one.head):
        return "say"
    return one.kind


def _described(cue: Token, cues: CueLists) -> CueKind:
    """ "Described it as a farce", but "described how it sank": of some verbs only what is described "as" is a view."""
    other = cues.classes["described"] & {cue.lemma_.lower()}
    if not other or any(word.lower_ == "as" for word in cue.subtree):
        return "describe"
    kinds = (entry.kind for entry in cues.verbs.get(cue.lemma_.lower(), ()))
    return next((kind for kind in kinds if kind != "describe"), "say")


def _phrasal(word: Token, after: Token, cues: CueLists) -> tuple[SpeechCue, ...]:
    return cues.verbs.get(f"{word.lemma_.lower()} {after.lower_}", ()) if word.pos_ in {"VERB", "AUX"} else ()


def _is_finite(head: Token) -> bool:
    """ "insisted that it was so", not "insisted that it be so"."""
    words = [head, *children(head, *AUXILIARIES)]
    return head.pos_ in {"VERB", "AUX"} and any(word.tag_ in _BARE for word in words)


def _asked(head: Token) -> bool:
    return any(aux.lower_ in {"should", "must"} for aux in children(head, "aux"))


def _rejected_noun(noun: Token, one: Attribution, cues: CueLists) -> bool:
    """ "denied reports that he had fled", where whoever denied them is the one that the report is put down to."""
    for above in climb(noun):
        if above.pos_ == "VERB":
            after = above.doc[above.i + 1] if above.i + 1 < len(above.doc) else None
            entries = (after is not None and _phrasal(above, after, cues)) or cues.verbs.get(above.lemma_.lower(), ())
            by = subject_of(above)
            same = one.source is None or (by is not None and by.i == one.source.i)
            return same and bool(entries) and entries[0].kind in _REJECTING
    return False


def _is_denied(one: Attribution, kind: CueKind, cues: CueLists) -> bool:
    """Whether what is rejected was said: a story, a suggestion; not an appeal, an offer or an order."""
    if one.head.lemma_.lower() in cues.classes["granted"] and one.head.pos_ == "NOUN":
        return False
    if kind == "deny" or one.cue is None or one.cue.lemma_.lower() not in cues.classes["turned_down"]:
        return True
    head = one.head
    if head.pos_ in {"VERB", "AUX"}:
        return head.tag_ != "VB" or bool(children(head, "mark"))
    return is_said(head, cues) or any(prep.lower_ == "as" for prep in children(one.cue, "prep"))


def is_said(noun: Token, cues: CueLists) -> bool:
    """Whether a noun means what somebody says: "the claims", "it"; a proposal or an offer is none."""
    kinds = {entry.kind for entry in cues.nouns.get(noun.lemma_.lower(), ())}
    return noun.pos_ in {"PRON", "DET"} or bool(kinds & {"say", "report", "accuse", "think", "predict"})


def is_put_about(one: Attribution, head: Token, cues: CueLists) -> bool:
    """Whether the author tells what nobody named holds: "is said to", "reportedly", "there are fears that"."""
    cue = one.cue
    if cue is None:
        return False
    if cue.pos_ == "ADV" or cue.dep_ == "advmod":
        return True
    if one.source is not None and (
        one.source.lemma_.lower() in cues.classes["rumours"] or one.source.lower_ == "nobody"
    ):
        return True
    if one.source is not None or one.negated or cue.lemma_ == "tell":
        return False
    if cue.pos_ == "NOUN":
        return head.lemma_ == "be" and bool(children(head, "expl"))
    to = has_to(one.head)
    told = one.kind in {"think", "predict", "say", "report", "know"} or (one.kind == "accuse" and to)
    passive = bool(children(cue, "auxpass")) or cue.tag_ == "VBN"
    return passive and (told or cue.lemma_ in cues.classes["hearsay"])


def goes_against(one: Attribution, head: Token) -> bool:
    """ "Despite what the brochure says, there is no pool", "he was not in Rome, as some have claimed"."""
    if one.cue is None or one.cue.i == head.i or not is_negated(head):
        return False
    before = {word.lower_ for word in one.cue.subtree if word.i < one.cue.i}
    above = {word.lower_ for word in climb(one.cue)}
    if (before | above) & {"despite", "contrary", "whatever"}:
        return True
    marks = {mark.lower_ for mark in children(one.cue, "mark", "advmod")}
    return "as" in marks and one.cue.lemma_ in {"claim", "allege"} and one.cue.i > head.i
