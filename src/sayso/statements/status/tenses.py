"""When what a statement tells of is, as its holder speaks: past, present or future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueKind, CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.status.phrases import own_words, turn_of_phrase
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children, has_to, is_negated, objects_of
from sayso.tables import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

SHALL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
WILL = SHALL | {"would", "'d", "’d"}
_HAVE = frozenset({"have", "'ve", "’ve"})
_BE = frozenset({"is", "are", "am", "be", "'s", "’s", "'re", "’re", "'m", "’m"})
_AHEAD: frozenset[CueKind] = frozenset({"pledge", "intend", "wish", "threaten", "order", "predict", "warn", "ask"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_LATER = frozenset({"later", "eventually", "subsequently", "ultimately"})
_WHEN = frozenset({"for", "on", "in", "at", "by"})
_WITHIN = frozenset({"in", "on", "by", "at", "within"})


def tense_of(head: Token, cues: CueLists, one: Attribution | None = None) -> Tense:
    """The head of some content -> past, present or future, counted from when its holder speaks."""
    words = {aux.lower_ for aux in children(head, *AUXILIARIES)}
    if head.pos_ not in {"VERB", "AUX"}:
        return _noun_tense(head, one, cues)
    told_past = one is not None and _told_in_past(one) and not in_quotation(head)
    if one is None and "would" in words and any(word.lower_ in _LATER for word in children(head, "advmod")):
        return "past"
    if one is None and "would" in words and is_negated(head) and head.lemma_ in cues.classes["saying"]:
        return "past"
    if told_past and head.tag_ == "VBG" and words & {"was", "were"} and _told_ahead(head, cues):
        return "future"
    if _is_coming(head, words, cues) and one is None:
        return "future"
    if words & WILL:
        return "past" if _HAVE & words and not _told_ahead(head, cues) else "future"
    if is_to(head, cues):
        return "future"
    if words & {"may", "might", "could", "must", "ca", "can", "cannot", "should", "ought"}:
        return _modal_tense(head, words, cues)
    if told_past and _is_backshifted(head, words, cues):
        return "present"
    if head.tag_ == "VBD" or (words & {"have", "has", "had", "'ve", "’ve", "was", "were", "did"}):
        return "past"
    return _untensed(head, one, words, cues)


def _is_coming(head: Token, words: set[str], cues: CueLists) -> bool:
    """ "A storm looms", "the firm faces a fine", "talks are scheduled for Tuesday", "its days are numbered"."""
    plain = head.tag_ in {"VBZ", "VBP"} and not words
    if (plain or (words and words <= _BE)) and turn_of_phrase(own_words(head), cues.classes["coming"]):
        return True
    if plain:
        return _looms(head, cues) or _is_due(head) or _lies_ahead(head, cues)
    return _is_arranged(head, words, cues)


def _looms(head: Token, cues: CueLists) -> bool:
    """ "A storm looms", "the firm faces a fine": but "faces a rival" is told of the present."""
    nouns = {noun.lemma_.lower() for noun in children(head, "dobj")}
    return head.lemma_.lower() in cues.classes["looming"] or (
        head.lemma_ == "face" and bool(nouns - cues.classes["present"])
    )


def _is_due(head: Token) -> bool:
    """ "Is due in court on Monday"."""
    due = [word for word in children(head, "acomp") if word.lower_ == "due"]
    preps = [prep for over in (head, *due) for prep in children(over, "prep")]
    return bool(due) and any(prep.lower_ in _WITHIN for prep in preps)


def _lies_ahead(head: Token, cues: CueLists) -> bool:
    """ "A strike is in the offing"."""
    on = objects_of(head, "on", "in")
    return head.lemma_ == "be" and any(noun.lemma_ in cues.classes["offing"] for noun in on)


def _is_arranged(head: Token, words: set[str], cues: CueLists) -> bool:
    """ "Talks are scheduled for Tuesday"."""
    arranged = head.lower_ in cues.classes["arranged"] and bool(words & {"is", "are"})
    return arranged and any(prep.lower_ in _WHEN for prep in children(head, "prep"))


def _modal_tense(head: Token, words: set[str], cues: CueLists) -> Tense:
    if words & _HAVE:
        return "past"
    if "could" in words and is_negated(head):
        return "past"
    if not words & {"may", "might", "could"} or ("may" in words and is_permission(head)):
        return "present"
    return (
        "present"
        if head.lemma_ in cues.classes["states"] or ("be" in words - {"may"} and head.tag_ == "VBG")
        else "future"
    )


def is_permission(head: Token) -> bool:
    """ "May now enter", "may go home from noon"."""
    if any(word.lower_ in {"now", "only"} for word in children(head, "advmod")):
        return True
    return any(noun.ent_type_ in {"DATE", "TIME"} for noun in objects_of(head, "from", "until"))


def _untensed(head: Token, one: Attribution | None, words: set[str], cues: CueLists) -> Tense:
    """Verbs whose form does not tell: infinitives, participles, the present."""
    ahead = one is not None and one.kind in _AHEAD
    if "to" in words:
        return "future" if ahead or (head.dep_ == "ROOT" and bool(children(head, *SUBJECTS))) else "present"
    if head.tag_ == "VBG" and not words & _BE:
        return _gerund_tense(one, ahead)
    if head.tag_ == "VBN" and not words:
        return "past"
    if (
        head.tag_ in {"VBG", "VBZ", "VBP", "VB"}
        and "do" not in words
        and head.lemma_ != "be"
        and _told_ahead(head, cues)
    ):
        return "future"
    return "present"


def in_quotation(head: Token) -> bool:
    """Whether quotation marks are open before a word in its sentence: what stands there is not backshifted."""
    before = [token.text for token in head.sent if token.i < head.i]
    return sum(mark in "“«" for mark in before) > sum(mark in "”»" for mark in before) or before.count('"') % 2 == 1


def _told_in_past(one: Attribution) -> bool:
    """Whether who holds it did so in the past: "said", "had claimed", but not "says" or "has said"."""
    if one.cue is None or one.cue.pos_ not in {"VERB", "AUX"}:
        return False
    words = {aux.lower_ for aux in children(one.cue, *AUXILIARIES)}
    return one.cue.tag_ == "VBD" or bool(words & {"had", "was", "were", "did"})


def _is_backshifted(head: Token, words: set[str], cues: CueLists) -> bool:
    """ "said it was closed", "said he was packing": what lasted while it was said."""
    if any(token.lower_ in cues.classes["before"] or (token.like_num and len(token) == 4) for token in head.subtree):
        return False
    if head.tag_ == "VBG":
        return bool(words & {"was", "were"}) and not words & {"been"}
    stays = any(head.lemma_ in cues.classes[name] for name in ("states", "minds", "lasting"))
    return head.tag_ == "VBD" and not words and stays


def _told_ahead(head: Token, cues: CueLists) -> bool:
    """Whether a word on a verb in the present names a time to come: "opens on Tuesday", "leaves next week"."""
    planned = head.tag_ == "VBG" or head.lemma_.lower() in cues.classes["planned"]
    for child in head.children:
        near = [child] if child.dep_ in {"npadvmod", "advmod"} else []
        if child.dep_ == "prep" and child.lower_ in {"on", "in", "at", "by", "from", "until"}:
            near = children(child, "pobj")
        if any(_names_ahead(word, planned, cues) for word in near):
            return True
    return False


def _names_ahead(word: Token, planned: bool, cues: CueLists) -> bool:
    near = {word.lower_} | {child.lower_ for child in children(word, "amod", "compound", "nummod", "det", "advmod")}
    if near & {"every", "each", "most", "last", "yesterday"}:
        return False
    day = bool(near & _DAYS) or (bool(near & cues.classes["months"]) and word.pos_ == "PROPN")
    return bool(near & cues.classes["ahead"]) or (planned and day)


def _noun_tense(head: Token, one: Attribution | None, cues: CueLists) -> Tense:
    near = {word.lower_ for word in children(head, "amod", "acomp", "advmod", "acl")}
    if near & cues.classes["ahead"] or (head.dep_ == "ROOT" and _is_headline_plan(head)):
        return "future"
    if one is None:
        return "present"
    if one.kind in _AHEAD:
        return "future"
    return "past" if one.kind == "accuse" and _cue_is_past(one) else "present"


def _is_headline_plan(noun: Token) -> bool:
    """ "Minister to visit Peru": an infinitive that hangs on a headline's noun."""
    return any(clause.tag_ == "VB" and has_to(clause) for clause in children(noun, "acl", "relcl", "xcomp"))


def _gerund_tense(one: Attribution | None, ahead: bool) -> Tense:
    if ahead:
        return "future"
    return "past" if one is not None and _cue_is_past(one) else "present"


def _cue_is_past(one: Attribution) -> bool:
    return one.cue is not None and one.cue.tag_ in {"VBD", "VBN"}


def is_to(head: Token, cues: CueLists) -> bool:
    """ "is to visit", "is going to visit", "is set to visit", "is expected to visit"."""
    inner = [clause for clause in children(head, "xcomp") if has_to(clause)]
    finite = head.tag_ in {"VBZ", "VBP", "VBD"}
    if head.lemma_ == "be":
        return finite and (_is_to_come(head, cues) or _is_to_act(head, bool(inner), cues))
    if head.lemma_ in {"look", "seem", "appear"} and finite:
        likely = [word for word in children(head, "acomp", "xcomp", "oprd") if word.lower_ in cues.classes["likely"]]
        return any(clause.tag_ == "VB" for word in likely for clause in children(word, "xcomp"))
    if head.lemma_ in {"promise", "threaten"} and any(clause.lemma_ in cues.classes["turning"] for clause in inner):
        return finite
    going = head.lower_ == "going" and bool(inner)
    arranged = head.lower_ in cues.classes["arranged"] and bool(inner)
    return going or (arranged and bool(children(head, "auxpass")))


def _is_to_come(head: Token, cues: CueLists) -> bool:
    """ "A vote is imminent", but not "it is likely that they met"."""
    ahead = any(word.lower_ in cues.classes["to_come"] for word in children(head, "acomp"))
    impersonal = any(subject.lower_ == "it" for subject in children(head, *SUBJECTS))
    return ahead and not impersonal and not children(head, "ccomp", "csubj", "attr")


def _is_to_act(head: Token, to: bool, cues: CueLists) -> bool:
    """ "Is to visit", "is likely to visit", not "the aim is to visit"."""
    likely = [word for word in children(head, "acomp", "prep") if word.lower_ in cues.classes["likely"]]
    if any(clause.tag_ == "VB" for word in likely for clause in children(word, "xcomp", "pcomp")):
        return True
    aims = any(noun.lemma_ in cues.classes["aims"] for noun in children(head, *SUBJECTS))
    return to and not aims and not children(head, "attr", "acomp")
