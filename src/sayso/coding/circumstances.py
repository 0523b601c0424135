"""Circumstances: when and where a deed happens, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sayso.coding.marks import Marks, head_of
from sayso.coding.syntax import clause_of
from sayso.coding.triggers import Trigger
from sayso.language.verbs import VerbLists
from sayso.spans import Span
from sayso.tables import LocalPlace, LocalTime

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset(
    {"in", "at", "near", "on", "outside", "inside", "around", "off", "across", "over", "to", "into", "of"}
)
_ALWAYS_WHERE = _WHERE - {"to", "into", "of", "over", "on"}
_NOT_WHEN = frozenset({"since", "until", "till", "than", "between"})


def time_of(trigger: Trigger, times: tuple[LocalTime, ...], said_ids: frozenset[str], marks: Marks) -> str | None:
    """The time expression that hangs on the trigger or its clause, else the only one of the sentence."""
    usable = [t for t in times if t.timex_type in {"DATE", "TIME"} and t.time_id not in said_ids]
    heads = {t.time_id: head_of(marks.tokens(Span(t.start, t.end))) for t in usable}
    usable = [t for t in usable if (head := heads[t.time_id]) is not None and not _is_bound(head)]
    for word in _carriers(trigger):
        near = [t for t in usable if (head := heads[t.time_id]) is not None and _hangs_on(head, word)]
        if near:
            return min(near, key=lambda t: (abs(t.start - trigger.word.idx), t.start)).time_id
    only_clause = trigger.verb is None or trigger.verb.dep_ not in {"relcl", "acl"}
    return usable[0].time_id if len(usable) == 1 and len(times) == 1 and only_clause else None


def place_of(trigger: Trigger, places: tuple[LocalPlace, ...], marks: Marks) -> str | None:
    """The finest place that hangs on the trigger or its clause by "in", "at", "near"."""
    visits = trigger.roles in {"visit", "host"}
    allowed = _WHERE if visits else _ALWAYS_WHERE | ({"on"} if trigger.deed.plover == "ASSAULT" else frozenset())
    for word in _carriers(trigger):
        near = [place for place in places if _is_where(place, word, allowed, trigger, marks)]
        if near:
            finest = {"exact": 0, "city": 1, "region": 2, "country": 3}
            return min(near, key=lambda p: (finest[p.precision], abs(p.start - trigger.word.idx), p.start)).place_id
    return None


def contexts_of(words: Iterable[Token], verbs: VerbLists) -> tuple[str, ...]:
    """The words of a sentence -> the PLOVER contexts they speak of."""
    found: set[str] = set()
    before = ""
    for token in words:
        for form in (token.lower_, token.lemma_.lower()):
            found.update(verbs.contexts.get(form, ()))
            found.update(verbs.contexts.get(f"{before} {form}", ()))
        before = token.lower_
    return tuple(sorted(found))


def _carriers(trigger: Trigger) -> list[Token]:
    """The words that a time or place may hang on, nearest first."""
    found = [trigger.word]
    if trigger.noun is not None and trigger.noun.i != trigger.word.i:
        found.append(trigger.noun)
    if trigger.verb is not None and trigger.verb.i != trigger.word.i:
        found.append(trigger.verb)
    if trigger.verb is None and (clause := clause_of(trigger.word)) is not None and _shares_clause(trigger.word):
        found.append(clause)
    if trigger.verb is not None and trigger.verb.dep_ == "conj":
        found.append(trigger.verb.head)
    return found


def _shares_clause(noun: Token) -> bool:
    """Whether the noun happens when its clause does: its subject, or what somebody arrives for."""
    purpose = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "at", "during", "in"}
    return noun.dep_ in {"nsubj", "nsubjpass"} or purpose


def _hangs_on(word: Token, carrier: Token) -> bool:
    """Whether the word hangs on the carrier with no clause of its own between them."""
    for _ in range(12):
        if word.i == carrier.i:
            return True
        if word.head.i == word.i or (word.pos_ == "VERB" and not _goes_with_noun(word)):
            return False
        word = word.head
    return False


def _goes_with_noun(verb: Token) -> bool:
    """ "a forum held in Oslo", "to be held in Oslo": where the forum is."""
    to_be = verb.dep_ == "advcl" and {"to", "be"} <= {child.lower_ for child in verb.lefts}
    return to_be or verb.dep_ in {"acl", "xcomp"}


def _is_bound(head: Token) -> bool:
    """ "since 2019" says from when, not when."""
    return head.dep_ == "pobj" and head.head.lower_ in _NOT_WHEN


def _is_where(place: LocalPlace, carrier: Token, allowed: frozenset[str], trigger: Trigger, marks: Marks) -> bool:
    head = head_of(marks.tokens(Span(place.start, place.end)))
    if head is None or not _hangs_on(head, carrier):
        return False
    word = head
    for _ in range(6):
        if word.dep_ in {"dobj", "nsubjpass"} and word.head.i == carrier.i:
            struck = trigger.roles == "visit" or trigger.deed.plover in {"ASSAULT", "COERCE"}
            return trigger.verb is not None and struck
        if word.dep_ == "pobj" and word.head.dep_ in {"prep", "agent"}:
            if word.head.lower_ in allowed or word.head.lower_ != "of":
                return word.head.lower_ in allowed
            word = word.head
        if word.i in {carrier.i, word.head.i}:
            return False
        word = word.head
    return False
