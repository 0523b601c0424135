"""Pronouns: he, she, they, who, and the one person or body each can mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.annotate.meant import History, Meant, distinct
from sayso.spans import Span
from sayso.tables import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"who", "whom", "whose"})
_BODIES: tuple[EntityKind, ...] = ("organisation", "country", "group")


def is_pronoun(token: Token) -> bool:
    """Whether a token is a pronoun that may mean somebody named before."""
    lower = token.lower_
    return lower in _ONE or lower in _MANY or (lower in _RELATIVE and token.head.dep_ == "relcl")


def read_pronoun(token: Token, history: History) -> Meant:
    """A pronoun -> whom it means, if just one answer is near."""
    span = Span(token.idx, token.idx + len(token))
    kind: EntityKind = "person"
    if token.lower_ in _ONE:
        keys, detail = _one(token, _ONE[token.lower_], history)
        if keys:
            history.genders.setdefault(keys[0], _ONE[token.lower_])
    elif token.lower_ in _MANY:
        kind, keys, detail = _many(span, history)
    else:
        kind, keys, detail = _relative(token, history)
    return Meant(span, "pronoun", kind, keys, detail, token)


def _one(token: Token, gender: str, history: History) -> tuple[tuple[str, ...], str]:
    before_it = list(history.before(token.idx, 1))
    here, before = before_it if len(before_it) == 2 else ([], [])
    own_subjects = {key for meant in here if meant.is_subject for key in meant.keys} if _is_other(token) else set()

    def fitting(meants: list[Meant]) -> list[str]:
        singles = [meant for meant in meants if len(meant.keys) == 1]
        keys = [key for key in distinct(singles, "person") if history.genders.get(key, gender) == gender]
        return [key for key in keys if key not in own_subjects]

    near = list(dict.fromkeys(fitting(here) + fitting(before)))
    if len(near) == 1:
        return (near[0],), f"{history.name(near[0])} is the only person named here and in the sentence before"
    for meants in (here, before):
        subjects = fitting([meant for meant in meants if meant.is_subject])
        if len(subjects) == 1:
            return (subjects[0],), f"{history.name(subjects[0])} is the nearest person that a sentence before is about"
        if fitting(meants):
            break
    if not near:
        return (), "no person is named here or in the sentence before"
    return (), f"it may be {' or '.join(history.name(key) for key in near)}"


def _is_other(token: Token) -> bool:
    """Whether a pronoun is an object, and so somebody other than its subject: "she met him"."""
    return token.lower_ in ("him", "her") and token.dep_ in ("dobj", "dative", "pobj")


def _many(span: Span, history: History) -> tuple[EntityKind, tuple[str, ...], str]:
    for meants in history.before(span.start, 1):
        for meant in reversed(meants):
            if not meant.is_subject and len(meant.keys) < 2:
                continue
            keys = tuple(sorted({*meant.keys, *_joined(meant, history)}))
            if len(keys) > 1 or meant.kind in _BODIES:
                return meant.kind, keys, f"the nearest before that may be many: {' and '.join(map(history.name, keys))}"
    return "group", (), "nobody who may be many is named here or in the sentence before"


def _joined(meant: Meant, history: History) -> Iterator[str]:
    """The others of "A and B"."""
    if meant.head is not None:
        for other in meant.head.conjuncts:
            yield from history.by_head[other.i].keys if other.i in history.by_head else ()


def _relative(token: Token, history: History) -> tuple[EntityKind, tuple[str, ...], str]:
    verb = token.head if token.head.dep_ == "relcl" else token.head.head
    antecedent = history.by_head.get(verb.head.i)
    if antecedent is None:
        return "person", (), f"'{verb.head.text}' names nobody"
    return antecedent.kind, antecedent.keys, f"it goes with '{antecedent.span.of(history.page.words)}'"
