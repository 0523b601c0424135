"""Questions, asked or told: "did it sink?", "it is not clear whether it sank"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.cues.silences import SETTLED, UNSETTLED
from sayso.statements.status.meaning import Meaning
from sayso.statements.status.wording import printed
from sayso.statements.tree import children, has_to, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = ("how ", "why ", "who ", "what ", "when ", "where ", "which ")
_WH = frozenset({"WP", "WRB", "WDT"})


def is_asked(head: Token, one: Attribution | None, cues: CueLists) -> bool:
    """Whether a sentence, or some content to its last mark, is a question."""
    if one is None and ((head.lemma_ == "remain" and children(head, "xcomp")) or is_unclear(head, cues)):
        return True
    if one is None:
        return head.sent.text.rstrip("\"'”’» \n").endswith("?")
    last = one.parts[-1].end
    return printed(head, last - 3, last + 1).rstrip("\"'”’», \n").endswith("?")


def is_unclear(head: Token, cues: CueLists) -> bool:
    """ "It is not clear who ...", "it is unknown whether ...", "it is a mystery why ..."."""
    words = {word.lower_ for word in children(head, "acomp", "attr")}
    unsettled = is_negated(head) and bool(words & SETTLED or head.lower_ == "known")
    riddles = [word for word in children(head, "attr") if word.lemma_ in cues.classes["riddles"]]
    unsolved = bool(words & UNSETTLED or riddles) or unsettled
    if unsolved and any(_asks(clause) for clause in children(head, "csubj", "csubjpass")):
        return True
    if any(_asks(clause) for word in riddles for clause in children(word, "acl", "relcl", "ccomp")):
        return True
    clauses = children(head, "ccomp") + [c for word in children(head, "acomp") for c in children(word, "ccomp")]
    if any(subject.lower_ == "it" for subject in children(head, "nsubj")):
        clauses += [c for c in children(head, "advcl") if any(mark.lower_ == "if" for mark in children(c, "mark"))]
    if clauses and head.lower_ == "known" and is_negated(head):
        return clauses[0].left_edge.lower_ in {"whether", "if"}
    return bool(clauses) and ("unknown" in words or (is_negated(head) and bool(words & SETTLED)))


def _asks(clause: Token) -> bool:
    first = clause.left_edge
    return first.lower_ in {"whether", "if"} or first.tag_ in _WH


def is_left_open(one: Attribution, meaning: Meaning) -> bool:
    """ "whether it holds"; "asked if it holds", but not "asked them to leave"."""
    first = printed(one.head, one.parts[0].start, one.parts[0].end).lower().lstrip("“\"'‘ ")
    if first.startswith("whether ") or ((meaning.negated or meaning.open) and first.startswith(_ASKING)):
        return True
    to = has_to(one.head)
    return meaning.kind == "ask" and one.head.pos_ in {"VERB", "AUX"} and not to
