"""Forms in which a condition is told: word order ("had it rained"), turns of phrase ("as long as it rains")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.statements.attribution import Attribution
from sayso.statements.status.tenses import WILL
from sayso.statements.status.wording import modal_of
from sayso.statements.tree import SUBJECTS, children, climb, within

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONS = frozenset({"if", "unless", "provided", "providing", "assuming", "suppose", "supposing"})
PARTICIPLES = CONDITIONS - {"if", "unless"}
IMAGINED = WILL | {"could", "might"}
REACH = 200
"""Words on either side of a head among which its conditions are looked for; chosen by hand."""

MOST_WORDS = 12
"""Of a subject; chosen by hand."""

_INVERTED = frozenset({"had", "should", "were"})
_PAST_FORMS = frozenset({"had", "was", "were", "did", "has", "have"})


def governs_clause(word: Token) -> bool:
    """ "Assuming the truce holds", but not "assuming office"."""
    return any(children(inner, *SUBJECTS) for inner in children(word, "ccomp", "pcomp", "advcl", "xcomp"))


def inversion(clause: Token) -> str:
    """ "Had the crew not acted", "were the bank to close": a verb before its subject, and no subject before the verb.

    A parse has "had" as an auxiliary of the clause, or the clause as a complement of "had"; it may take the subject of
    "were" for what somebody is.
    """
    said = [s for c in children(clause, "ccomp") for s in children(c, *SUBJECTS)]
    for first in (*children(clause, "aux", "auxpass"), clause):
        after = [*children(clause, *SUBJECTS, *(("attr",) if first.i == clause.i else ())), *said]
        if first.lower_ in _INVERTED and first.i == clause.left_edge.i and any(s.i > first.i for s in after):
            return first.lower_
    return ""


def inverted_beside(head: Token) -> str:
    """ "He said it would have sunk had the crew not acted", where a parse hangs the condition on "said", too."""
    if head.dep_ != "ccomp" or not modal_of(head) & IMAGINED:
        return ""
    later = (clause for clause in children(head.head, "ccomp") if clause.i > head.i)
    return next((word for clause in later if (word := inversion(clause))), "")


def inverted_first(head: Token, one: Attribution | None) -> str:
    """ "Had the pump worked, the mine would have been saved", where a parse hangs the first clause elsewhere."""
    start = one.parts[0].start if one is not None else head.sent.start_char
    near = head.doc[max(head.sent.start, head.i - REACH) : head.i]
    first = next((word for word in near if word.idx >= start and word.is_alpha), None)
    if first is None or first.lower_ not in _INVERTED or not _is_in_clause(first, head, one):
        return ""
    asked = any(word.text == "?" for word in head.doc[head.i : min(head.sent.end, head.i + REACH)])
    ends = any(word.text == "," for word in near if word.i > first.i + 2)
    imagined = modal_of(head) & (IMAGINED | {"must", "should"})
    return first.lower_ if ends and imagined and not asked else ""


def phrase_in(head: Token, one: Attribution | None) -> str:
    """ "As long as", "on condition that": a turn of phrase in a clause's own words, wherever a parse hangs it.

    What a main clause tells as done ("the dog barked as long as the lamp burned") hangs on none.
    """
    sentence = head.sent
    done = is_done(head)
    for word in head.doc[max(sentence.start, head.i - REACH) : min(sentence.end, head.i + REACH)]:
        phrase = _phrase_at(word, head)
        if phrase and not done and _is_in_clause(word, head, one):
            return phrase
    return ""


def _phrase_at(word: Token, head: Token) -> str:
    if word.lower_ == "long":
        return as_long(word)
    before, after = _beside(word, -1), _beside(word, 1)
    if word.lower_ == "condition" and (before, after) == ("on", "that"):
        return "on condition that"
    if word.lower_ in PARTICIPLES and not _is_verb(word) and (after == "that" or _opens_clause(word)):
        return f"{word.lower_} that" if after == "that" else word.lower_
    if word.lower_ == "were" and (after, _beside(word, 2), _beside(word, 3)) == ("it", "not", "for"):
        return "were it not for"
    if word.lower_ == "but" and after == "for" and _is_but_for(word, head):
        return "but for"
    return ""


def as_long(long: Token) -> str:
    """ "As long as both agree": a clause with a verb of its own; no comparison, and no time ("as long as he could")."""
    first = _beside(long, -1)
    if long.lower_ != "long" or first not in {"as", "so"} or _beside(long, 1) != "as" or long.dep_ != "advmod":
        return ""
    link = long.nbor(1)
    clauses = [link.head] if link.dep_ == "mark" else children(link, "pcomp")
    told = any(children(clause, *SUBJECTS) and clause.tag_ != "MD" for clause in clauses)
    return f"{first} long as" if told and _beside(long, -2) != "for" else ""


def _is_verb(provided: Token) -> bool:
    """ "The contract provided that", "a rule providing that": a verb that tells what is laid down."""
    if children(provided, "aux", "auxpass", *SUBJECTS) or provided.dep_ in {"ROOT", "conj", "relcl"}:
        return True
    return provided.tag_ == "VBG" and provided.dep_ == "acl" and provided.head.i == provided.i - 1


def _opens_clause(word: Token) -> bool:
    """ "Provided the roof is mended": a subject begins right behind the word, wherever a parse hangs either."""
    near = word.doc[word.i + 1 : min(word.sent.end, word.i + MOST_WORDS)]
    return any(noun.dep_ in SUBJECTS and noun.left_edge.i == word.i + 1 for noun in near)


def _is_but_for(but: Token, head: Token) -> bool:
    """ "But for the dam, it would have drowned"; in "it opened, but for her it meant ruin" the word joins clauses."""
    if not modal_of(head) & IMAGINED or any(
        joined.i > but.i and joined.pos_ in {"VERB", "AUX"} for joined in children(but.head, "conj")
    ):
        return False
    return but.i > head.i or any(word.text == "," for word in head.doc[but.i : head.i])


def _is_in_clause(word: Token, head: Token, one: Attribution | None) -> bool:
    """Whether a word is one of a clause's own, and of no clause that is joined to it or tells of a thing in it."""
    if one is not None and not within(one.parts, word):
        return False
    for above in (word, *climb(word)):
        if above.i == head.i:
            return True
        joined = above.dep_ == "conj" or (above.dep_ == "ccomp" and above.i > head.i)
        if above.dep_ == "relcl" or (joined and children(above, *SUBJECTS)):
            return False
    return one is not None


def is_done(head: Token) -> bool:
    """Whether a main clause tells something as past, with no modal verb; what is reported may only be backshifted."""
    main = next((above for above in (head, *climb(head)) if above.dep_ != "conj"), head)
    if main.dep_ != "ROOT":
        return False
    words = modal_of(head)
    return not words & (IMAGINED | {"must", "may", "can"}) and (head.tag_ == "VBD" or bool(words & _PAST_FORMS))


def _beside(word: Token, steps: int) -> str:
    place = word.i + steps
    return word.doc[place].lower_ if 0 <= place < len(word.doc) else ""
