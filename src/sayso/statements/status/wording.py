"""What the words on a head say of its content: hedges, negation, advice, judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.status.phrases import turn_of_phrase
from sayso.statements.status.tenses import in_quotation, is_permission
from sayso.statements.tree import SUBJECTS, children, is_negated, objects_of
from sayso.tables import Certainty, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

RANK: dict[Certainty, int] = {"certain": 3, "probable": 2, "possible": 1, "unknown": 0}
DUTY = frozenset({"should", "must", "ought"})
NOBODY = frozenset({"nobody", "none", "neither", "no-one"})
_NOTHING = NOBODY | {"nothing", "no", "never"}


def printed(head: Token, start: int, end: int) -> str:
    """What stands between two places of the text, as far as it lies in the head's sentence.

    `Doc.text` would join the words of the whole page at every call.
    """
    sentence = head.sent
    first = sentence.start_char
    return sentence.text[max(0, start - first) : max(0, end - first)]


class Hedge(NamedTuple):
    """How certain something is held to be, and why. by_word: by a word that hedges it, such as "may" """

    certainty: Certainty
    reason: str
    by_word: bool = False


def certainty_of(head: Token, cues: CueLists, one: Attribution | None = None) -> Hedge:
    """The head of some content -> how certain it is held to be, and by which word."""
    level: Certainty = one.certainty if one is not None else "certain"
    reason = f"{one.kind!r} leaves it {level}" if one is not None and level != "certain" else ""
    by_word = False
    for word, part in _hedging(head):
        hedge = cues.hedges.get((word, part))
        if hedge is not None and hedge != "impossible" and RANK[hedge] < RANK[level]:
            level, reason, by_word = hedge, f"hedged by {word!r}", True
    inferred = _inferred(head)
    if inferred and level == "certain":
        level, reason, by_word = "probable", f"inferred: {inferred!r}", False
    if any(c.lower_ in {"whether", "if"} and c.dep_ == "mark" for c in head.children) and head.dep_ == "ccomp":
        return Hedge("unknown", "left open: whether", True)
    return Hedge(level, reason, by_word)


def _inferred(head: Token) -> str:
    """ "must have left", "cannot have left", "will have left by now"."""
    words = {aux.lower_ for aux in children(head, "aux")}
    if not words & {"have", "'ve", "’ve"}:
        return "must be" if "must" in words and head.tag_ == "VBG" else ""
    return next((f"{word} have" for word in ("must", "can", "ca", "will", "'ll", "’ll") if word in words), "")


def _is_no_hedge(head: Token, aux: Token) -> bool:
    """ "Could not be found", "may now enter": ability and permission."""
    return (aux.lower_ == "could" and is_negated(head)) or (aux.lower_ == "may" and is_permission(head))


def _hedging(head: Token) -> list[tuple[str, str]]:
    """The words on a head that may hedge it, with their parts of speech."""
    words = [(aux.lower_, "aux") for aux in children(head, "aux") if not _is_no_hedge(head, aux)]
    words += [(adverb.lower_, "adverb") for adverb in children(head, "advmod")]
    words += [(adjective.lower_, "adjective") for adjective in children(head, "acomp", "oprd")]
    if children(head, "expl"):
        words += [
            (noun.lemma_.lower(), "noun") for noun in children(head, "attr") if children(noun, "acl", "prep", "relcl")
        ]
    if children(head, "xcomp", "oprd", "ccomp", "acomp") and head.lemma_.lower() in {"seem", "appear", "tend", "risk"}:
        words.append((head.lemma_.lower(), "verb"))
    return words


def polarity_of(head: Token) -> Polarity:
    """The head of some content -> whether it is worded as a negation."""
    negative = is_negated(head) or any(
        child.lower_ in _NOTHING or any(det.lower_ in {"no", "neither"} for det in children(child, "det", "predet"))
        for child in children(head, *SUBJECTS, "dobj", "attr", "cc", "preconj", "dep", "expl")
    )
    return "negative" if negative or any(d.lower_ == "no" for d in children(head, "det")) else "positive"


def modal_of(head: Token) -> set[str]:
    """The modal verbs on a head, and "will" for "going to"."""
    words = {aux.lower_ for aux in children(head, "aux")}
    return words | {"will"} if head.lower_ == "going" else words


def _has_term(head: Token) -> bool:
    """ "Dogs must be registered by 1 May": a rule, no advice."""
    dated = any(noun.ent_type_ in {"DATE", "TIME"} for noun in objects_of(head, "by"))
    return dated and bool(children(head, "nsubjpass"))


def duty_of(head: Token) -> str:
    """The word by which a clause gives advice or an order; empty if it gives none."""
    words = {aux.lower_ for aux in children(head, "aux")}
    if "must" in words and _has_term(head):
        return ""
    for word in sorted(words & DUTY):
        if "have" not in words or word in {"should", "ought"}:
            return word
    for what in children(head, "attr"):
        for clause in children(what, "relcl"):
            aux = {word.lower_ for word in children(clause, "aux")}
            if aux & DUTY and "have" not in aux:
                return "must"
    if ("had" in words or head.lower_ == "had") and any(
        word.lower_ == "better" and word.i == head.i + (head.lower_ == "had") - (head.lower_ != "had")
        for word in children(head, "advmod")
    ):
        return "had better"
    if head.lemma_ in {"need", "ought"} and children(head, "xcomp"):
        return head.lower_
    if (
        head.lemma_ == "be"
        and any(word.lower_ == "time" and children(word, "relcl", "acl", "prep") for word in children(head, "attr"))
        and any(word.lower_ == "it" for word in children(head, *SUBJECTS))
    ):
        return "time"
    bare = head.tag_ == "VB" and not children(head, "aux", "mark", *SUBJECTS)
    commanded = bare and (head.dep_ == "ROOT" or (head.dep_ in {"ccomp", "conj", "parataxis"} and in_quotation(head)))
    return head.lower_ if commanded else ""


def judgement_of(head: Token, cues: CueLists) -> str:
    """The word on a head by which somebody judges; empty if there is none."""
    if (head.lemma_.lower(), "verb") in cues.evaluative:
        return head.lower_
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"}:
            for word in (child, *children(child, "amod", "conj", "compound")):
                if _judges(word, cues) or (_is_too(word) and head.lemma_ == "be"):
                    return word.lower_
        if child.dep_ == "advmod" and (child.lower_, "adverb") in cues.evaluative:
            return child.lower_
        if child.dep_ == "advmod" and child.lower_ in {"better", "worse"} and is_negated(head):
            return child.lower_
        if child.lower_ == "worth" and head.lemma_ == "be" and not _is_priced(child, cues):
            return child.lower_
        if (
            child.dep_ == "dobj"
            and head.lemma_ in cues.classes["making"]
            and (child.lemma_.lower(), "noun") in cues.evaluative
        ):
            return child.lower_
        if child.dep_ == "prep" and child.lower_ == "like" and head.lemma_ in {"be", "look", "sound", "feel"}:
            return "like"
    if head.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return next((word.lower_ for word in (head, *children(head, "amod")) if _judges(word, cues)), "")
    return _idiom(head, cues)


def _is_priced(worth: Token, cues: CueLists) -> bool:
    """ "Worth nine euros", "worth a fortune": a price, no praise."""
    return any(word.like_num or word.lemma_.lower() in cues.classes["sums"] for word in worth.subtree)


def _idiom(head: Token, cues: CueLists) -> str:
    """ "Has lost the plot", "is a step backwards": the turn of phrase in a clause that judges."""
    if head.pos_ not in {"VERB", "AUX"}:
        return ""
    return turn_of_phrase(head.subtree, cues.classes["idioms"])


def _is_too(word: Token) -> bool:
    """ "Too little", "too late", but not "too ill to travel"."""
    return any(child.lower_ == "too" for child in word.children) and not children(word, "xcomp", "ccomp", "advcl")


def is_rhetorical(head: Token, cues: CueLists) -> bool:
    """Whether a question begins as those do to which nobody expects an answer: "who needs", "what is the point"."""
    words = (
        " ".join(token.lower_ for token in head.sent if not token.is_punct)[:60]
        .replace("’", "'")
        .replace(" n't", "n't")
    )
    return any(f"{words} ".startswith(f"{begin} ") for begin in cues.classes["rhetorical"])


def _judges(word: Token, cues: CueLists) -> bool:
    lemma = word.lemma_.lower()
    return bool({(lemma, "noun"), (word.lower_, "adjective"), (lemma, "adjective")} & cues.evaluative)
