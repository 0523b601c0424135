"""Antecedents: the persons that "he" or "she" may mean, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.mentions.meant import History, Meant
from sayso.annotate.mentions.namesakes import is_relation
from sayso.annotate.page import SUBJECTS
from sayso.language.children import children_labelled
from sayso.language.names import NameLists

if TYPE_CHECKING:
    from spacy.tokens import Token

SENTENCES_BACK = 4
"""How many sentences back "he" may reach: further, right and wrong are as frequent (GUM train)."""

NEARER, SUBJECT, OWN_CLAUSE, AGAIN, KNOWN_SEX = 1.0, 1.6, 0.8, 0.6, 2.0
"""What a candidate gains: a sentence nearer, as a subject, as that of the pronoun's own clause, for each further
mention, where its sex is known to fit. Set on GUM train."""

QUOTED, ROLE_PLAYED, KIN, LONE = -1.5, -2.0, -3.0, -3.0
"""What it loses where it is spoken of in a quote and the pronoun is not, as a part played ("as Hamlet"), as somebody's
relation before another of theirs, and if one capitalised word is all that says that it is a person."""

UNNAMED = 0.3
"""What somebody without a name loses who is no subject."""

UNNAMED_SEX = 1.0
"""What somebody without a name gains as a subject whose sex is known: "a woman", not "his mother"."""

MOST_AGAIN = 5
"""More mentions than this make nobody likelier."""

MARGIN = 0.7
"""So much must the likeliest be ahead of the next."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean; key: None if the document does not name them."""

    key: str | None
    name: str
    score: float


def persons_before(token: Token, gender: str, history: History) -> list[Candidate]:
    """A pronoun and its sex -> whom it may mean, the likeliest first."""
    excluded = _excluded(token, history)
    subjects = {subject.i for subject in _clause_subjects(token)}
    quote = history.quotes.at(token.idx)
    best: dict[str, float] = {}
    keys: dict[str, str | None] = {}
    times: Counter[str] = Counter()
    for back, earlier in enumerate(history.before(token.idx, SENTENCES_BACK)):
        for meant in earlier:
            if meant.kind != "person" or len(meant.keys) > 1 or not (meant.keys or meant.unnamed):
                continue
            key = meant.keys[0] if meant.keys else None
            name = history.name(key) if key is not None else meant.unnamed
            known = key or f"noun:{name}"
            if key in excluded or history.genders.get(known, gender) != gender:
                continue
            score = NEARER * (SENTENCES_BACK - back) + (SUBJECT if meant.is_subject else 0.0)
            score += OWN_CLAUSE if meant.head is not None and meant.head.i in subjects else 0.0
            score -= 0.0 if key is not None or meant.is_subject else UNNAMED
            if known in history.genders:
                score += KNOWN_SEX if key is not None else UNNAMED_SEX if _is_told_of(meant) else 0.0
            score += QUOTED if quote is None and history.quotes.at(meant.span.start) is not None else 0.0
            score += _aside(meant, token, history.lists) + (LONE if key is not None and history.is_lone(key) else 0.0)
            keys[name] = key
            times[name] += 1
            best[name] = max(score, best.get(name, score))
    found = [Candidate(keys[name], name, best[name] + AGAIN * min(times[name] - 1, MOST_AGAIN)) for name in best]
    return sorted(found, key=lambda one: (-one.score, one.name))


def _aside(meant: Meant, token: Token, lists: NameLists) -> float:
    """What a candidate loses as a part played ("as Hamlet"), or in "his father, Luis, and his mother" as the father."""
    head = meant.head
    if head is None:
        return 0.0
    played = head.dep_ == "dobj" and head.head.lemma_ in ("play", "portray")
    if played or (head.dep_ == "pobj" and head.head.lower_ in ("as", "than", "like")):
        return ROLE_PLAYED
    is_kin = token.dep_ == "poss" and lists.is_person_sign(token.head.lemma_, "has")
    return KIN if is_kin and is_relation(head, lists) else 0.0


def _is_told_of(meant: Meant) -> bool:
    """Whether somebody without a name is a subject, and nobody's relation."""
    return meant.is_subject and meant.head is not None and not children_labelled(meant.head, ("poss",))


def likeliest(found: Sequence[Candidate]) -> Candidate | None:
    """Candidates, the likeliest first -> the one that is clearly ahead, if it has a name."""
    first = clearly_first(found)
    return first if first is not None and first.key is not None else None


def clearly_first(found: Sequence[Candidate]) -> Candidate | None:
    """Candidates, the likeliest first -> the one that is clearly ahead."""
    ahead = bool(found) and (len(found) == 1 or found[0].score - found[1].score >= MARGIN)
    return found[0] if ahead else None


def own_subject(token: Token, history: History) -> Meant | None:
    """What the subject of a word's own clause means: Orlova of "Orlova hurt herself"."""
    subject = next(_clause_subjects(token, own=True), None)
    return (history.name_at(subject) or history.by_head.get(subject.i)) if subject is not None else None


def named_after(token: Token, history: History) -> Meant | None:
    """The subject after a fronted phrase: "In his speech, Orlova ..." -> Orlova."""
    node = token
    for _ in range(6):
        if node.dep_ == "ROOT" or node.head.i == node.i:
            return None
        fronted = node.dep_ in ("prep", "advcl", "npadvmod")
        node, child = node.head, node
        if fronted and child.i < node.i:
            for subject in children_labelled(node, tuple(SUBJECTS)):
                named = history.name_at(subject)
                if subject.i > token.i and named is not None and named.kind == "person" and len(named.keys) == 1:
                    return named
    return None


def _excluded(token: Token, history: History) -> set[str]:
    """Whom a pronoun cannot mean: the subject of its own verb ("she met him"), who speaks the quote that it stands in,
    and, where it speaks a quote itself, whoever is named in that."""
    keys: set[str] = set()
    others: list[Token] = []
    if token.lower_ in ("him", "her") and token.dep_ in ("dobj", "dative", "pobj"):
        others += _clause_subjects(token, own=True)
    if token.dep_ == "poss":
        noun = token.head
        others += [noun.head] if noun.dep_ == "appos" else []
        others += children_labelled(noun, ("appos",))
    if token.dep_ in SUBJECTS:
        others += [child for child in children_labelled(token.head, ("dobj",)) if child.i < token.i]
    speaker = history.quotes.speaker_at(token.idx)
    others += [speaker] if speaker is not None else []
    for other in others:
        meant = history.name_at(other) or history.by_head.get(other.i)
        keys |= set(meant.keys) if meant is not None else set()
    for quote in history.quotes.spoken_by(token):
        keys |= {key for word in history.page.tokens(quote) if (named := history.name_at(word)) for key in named.keys}
    return keys


def _clause_subjects(token: Token, *, own: bool = False) -> Iterator[Token]:
    """The subjects of the clauses that a word stands in, its own first; own: of that alone."""
    node = token
    for _ in range(12):
        if node.head.i == node.i:
            return
        node = node.head
        found = [child for child in children_labelled(node, tuple(SUBJECTS)) if child.i < token.i]
        yield from found
        if own and (found or node.pos_ in ("VERB", "AUX")):
            return
