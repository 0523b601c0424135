"""Questions, asked or told: "did it sink?", "it is not clear whether it sank"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.statements.attribution import Attribution
from sayso.statements.meaning import Meaning
from sayso.statements.tree import children, is_negated
from sayso.statements.wording import printed

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = ("how ", "why ", "who ", "what ", "when ", "where ", "which ")
_WH = frozenset({"WP", "WRB", "WDT"})
_UNSOLVED = frozenset({"unknown", "unclear", "uncertain", "mystery", "riddle", "question", "puzzle", "matter"})


def is_asked(head: Token, one: Attribution | None) -> bool:
    """Whether a sentence, or some content to its last mark, is a question."""
    if one is None and ((head.lemma_ == "remain" and children(head, "xcomp")) or is_unclear(head)):
        return True
    if one is None:
        return head.sent.text.rstrip("\"'”’» \n").endswith("?")
    last = one.parts[-1].end
    return printed(head, last - 3, last + 1).rstrip("\"'”’», \n").endswith("?")


def is_unclear(head: Token) -> bool:
    """ "It is not clear who ...", "it is unknown whether ..."."""
    words = {word.lower_ for word in children(head, "acomp", "attr")}
    clauses = children(head, "csubj", "csubjpass")
    asked = [c for c in clauses if c.left_edge.lower_ in {"whether", "if"} or c.left_edge.tag_ in _WH]
    unsolved = words & _UNSOLVED or (is_negated(head) and (words & {"clear", "known"} or head.lower_ == "known"))
    if asked and unsolved:
        return True
    over = [word for word in children(head, "attr") if word.lemma_ in _UNSOLVED]
    if any(
        c.left_edge.lower_ in {"whether", "if"} or c.left_edge.tag_ in _WH
        for w in over
        for c in children(w, "acl", "relcl", "ccomp")
    ):
        return True
    clauses = children(head, "ccomp") + [c for w in children(head, "acomp") for c in children(w, "ccomp")]
    if any(subject.lower_ == "it" for subject in children(head, "nsubj")):
        clauses += [c for c in children(head, "advcl") if any(mark.lower_ == "if" for mark in children(c, "mark"))]
    if clauses and head.lower_ == "known" and is_negated(head) and clauses[0].left_edge.lower_ in {"whether", "if"}:
        return True
    return bool(clauses) and ("unknown" in words or (is_negated(head) and bool(words & {"clear", "known", "certain"})))


def is_left_open(one: Attribution, meaning: Meaning) -> bool:
    """ "whether it holds"; "asked if it holds", but not "asked them to leave"."""
    first = printed(one.head, one.parts[0].start, one.parts[0].end).lower().lstrip("“\"'‘ ")
    if first.startswith("whether ") or ((meaning.negated or meaning.open) and first.startswith(_ASKING)):
        return True
    to = any(aux.lower_ == "to" for aux in children(one.head, "aux"))
    return meaning.kind == "ask" and one.head.pos_ in {"VERB", "AUX"} and not to
