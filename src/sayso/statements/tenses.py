"""When what a statement tells of is, as its holder speaks: past, present or future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueKind, CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.tree import AUXILIARIES, SUBJECTS, children, is_negated
from sayso.tables import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
_HAVE = frozenset({"have", "'ve", "’ve"})
_BE = frozenset({"is", "are", "am", "be", "'s", "’s", "'re", "’re", "'m", "’m"})
_STATES = frozenset({"be", "have", "know", "want", "need", "exist", "contain", "include", "mean", "remain", "possess"})
_STAYS = _STATES | {"believe", "think", "own", "belong", "live", "like", "love", "hold", "keep", "understand", "lack"}
_AHEAD: frozenset[CueKind] = frozenset({"pledge", "intend", "wish", "threaten", "order", "predict", "warn", "ask"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_LATER = frozenset({"later", "eventually", "subsequently", "ultimately"})
_FIXED = frozenset({"set", "due", "expected", "scheduled", "slated", "poised", "bound", "certain", "planned", "timed"})
_TO_COME = frozenset({"likely", "unlikely", "imminent", "inevitable", "forthcoming"})
_BOUND = frozenset({"heading", "bracing", "gearing", "headed"})
_TURNING = frozenset({"be", "become", "prove", "turn", "overshadow", "derail"})
_LIKELY = frozenset({"likely", "set", "due", "poised", "bound", "about", "unlikely", "certain", "sure"})


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
    if is_to(head):
        return "future"
    if words & {"may", "might", "could", "must", "ca", "can", "cannot", "should", "ought"}:
        return _modal_tense(head, words)
    if told_past and _is_backshifted(head, words, cues):
        return "present"
    if head.tag_ == "VBD" or (words & {"have", "has", "had", "'ve", "’ve", "was", "were", "did"}):
        return "past"
    return _untensed(head, one, words, cues)


def _is_coming(head: Token, words: set[str], cues: CueLists) -> bool:
    """ "A storm looms", "the firm faces a fine", "talks are scheduled for Tuesday", "its days are numbered"."""
    if head.tag_ in {"VBZ", "VBP"} and not words:
        nouns = {noun.lemma_.lower() for noun in children(head, "dobj")}
        if head.lemma_.lower() in cues.classes["looming"] or (
            head.lemma_ == "face" and nouns - cues.classes["present"]
        ):
            return True
        if head.lemma_ == "remain":
            return any(clause.lower_ == "seen" for clause in children(head, "xcomp"))
        if head.lemma_ == "be" and any(word.lower_ == "doomed" for word in children(head, "acomp")):
            return True
        due = [word for word in children(head, "acomp") if word.lower_ == "due"]
        if (
            any(
                prep.lower_ in {"in", "on", "by", "at", "within"}
                for over in (head, *due)
                for prep in children(over, "prep")
            )
            and due
        ):
            return True
        if any(
            word.lower_ == "matter" and "before" in {w.lower_ for w in head.subtree} for word in children(head, "attr")
        ):
            return "time" in {word.lower_ for word in head.subtree}
        on = [n for p in children(head, "prep") if p.lower_ in {"on", "in"} for n in children(p, "pobj")]
        return head.lemma_ == "be" and any(noun.lemma_ in cues.classes["offing"] for noun in on)
    if head.tag_ == "VBG" and head.lower_ in _BOUND and words & _BE:
        return any(prep.lower_ in {"for", "towards", "toward"} for prep in children(head, "prep"))
    arranged = head.lower_ in _FIXED | {"pencilled", "feared", "forecast"} and bool(words & {"is", "are"})
    subjects = {noun.lemma_.lower() for noun in children(head, "nsubjpass", "nsubj")}
    if head.lower_ == "doomed" and words & {"is", "are"}:
        return True
    if head.lower_ == "numbered" and "day" in subjects:
        return True
    return arranged and any(prep.lower_ in {"for", "on", "in", "at", "by"} for prep in children(head, "prep"))


def _modal_tense(head: Token, words: set[str]) -> Tense:
    if words & _HAVE:
        return "past"
    if "could" in words and is_negated(head):
        return "past"
    if not words & {"may", "might", "could"} or ("may" in words and is_permission(head)):
        return "present"
    return "present" if head.lemma_ in _STATES or ("be" in words - {"may"} and head.tag_ == "VBG") else "future"


def is_permission(head: Token) -> bool:
    """ "May now enter", "may go home from noon"."""
    if any(word.lower_ in {"now", "only"} for word in children(head, "advmod")):
        return True
    terms = [
        noun for prep in children(head, "prep") if prep.lower_ in {"from", "until"} for noun in children(prep, "pobj")
    ]
    return any(noun.ent_type_ in {"DATE", "TIME"} for noun in terms)


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
    return head.tag_ == "VBD" and not words and head.lemma_ in _STAYS


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
    return any(
        clause.tag_ == "VB" and any(aux.lower_ == "to" for aux in children(clause, "aux"))
        for clause in children(noun, "acl", "relcl", "xcomp")
    )


def _gerund_tense(one: Attribution | None, ahead: bool) -> Tense:
    if ahead:
        return "future"
    return "past" if one is not None and _cue_is_past(one) else "present"


def _cue_is_past(one: Attribution) -> bool:
    return one.cue is not None and one.cue.tag_ in {"VBD", "VBN"}


def is_to(head: Token) -> bool:
    """ "is to visit", "is going to visit", "is set to visit", "is expected to visit"."""
    inner = [clause for clause in children(head, "xcomp") if any(c.lower_ == "to" for c in children(clause, "aux"))]
    finite = head.tag_ in {"VBZ", "VBP", "VBD"}
    if head.lemma_ == "be":
        by_adjective = any(
            word.lower_ in _LIKELY
            and any(clause.dep_ in {"xcomp", "pcomp"} and clause.tag_ == "VB" for clause in word.children)
            for word in children(head, "acomp", "prep")
        )
        ahead = any(word.lower_ in _TO_COME for word in children(head, "acomp")) and not children(
            head, "ccomp", "csubj"
        )
        if (
            ahead
            and not children(head, "attr")
            and not any(subject.lower_ == "it" for subject in children(head, *SUBJECTS))
        ):
            return finite
        plain = bool(inner) and not children(head, "attr", "acomp") and _acts(head)
        return finite and (by_adjective or plain)
    if head.lemma_ in {"look", "seem", "appear"} and finite:
        likely = [word for word in children(head, "acomp", "xcomp", "oprd") if word.lower_ in _LIKELY]
        return any(clause.tag_ == "VB" for word in likely for clause in children(word, "xcomp"))
    if head.lemma_ in {"promise", "threaten"} and any(clause.lemma_ in _TURNING for clause in inner):
        return finite
    going = head.lower_ == "going" and bool(inner)
    arranged = head.lower_ in _FIXED and bool(inner)
    return going or (arranged and bool(children(head, "auxpass")))


def _acts(head: Token) -> bool:
    """ "is to visit", not "the aim is to visit"."""
    return not any(
        noun.lemma_ in {"aim", "goal", "task", "plan", "purpose", "idea", "job"} for noun in children(head, *SUBJECTS)
    )
