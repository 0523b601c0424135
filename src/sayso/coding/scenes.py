"""Scenes: what the triggers of one sentence have to do with each other.

A promise and the deed it promises are one telling; so are the bomb and the killing. A refusal is of what is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.coding.assertion import Assertion
from sayso.coding.marks import Marks
from sayso.coding.parties import Party
from sayso.coding.roles import Cast
from sayso.coding.triggers import Trigger
from sayso.tables import LocalStatement, NumberTold

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_CLIMB = 12

_DOWNWARD = frozenset({"xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "conj", "acomp"})
_ASKS = frozenset({"REQUEST", "REJECT"})
_PROMISES = frozenset({"AGREE"})
_SPEAKS_TO = frozenset({"REJECT", "THREATEN", "AGREE"})


@dataclass(frozen=True)
class Scene:
    """A trigger and all that was read around it."""

    trigger: Trigger
    cast: Cast
    statement: LocalStatement
    assertion: Assertion
    numbers: tuple[NumberTold, ...]
    time_id: str | None
    place_id: str | None


def settle(scenes: list[Scene], marks: Marks) -> list[Scene]:
    """The scenes of a sentence -> those that tell an action each, in order."""
    by_word = {scene.trigger.word.i: scene for scene in scenes}
    by_word |= {scene.trigger.verb.i: scene for scene in scenes if scene.trigger.verb is not None}
    kept = list(scenes)
    for scene in scenes:
        above = _carrier(scene, by_word)
        if above is not None and above in kept:
            kept[kept.index(above)] = _with_complement(above, scene, marks)
            if _is_promise(above, scene):
                kept = [other for other in kept if other.trigger.word.i != above.trigger.word.i]
    return _one_of_each(kept)


def _carrier(scene: Scene, by_word: dict[int, Scene]) -> Scene | None:
    """The promise, refusal, request or threat in whose complement the scene stands."""
    word = scene.trigger.verb if scene.trigger.verb is not None else scene.trigger.word
    for _ in range(MAX_CLIMB):
        if not _hangs_below(word):
            return None
        word = word.head
        above = by_word.get(word.i)
        if above is not None and above is not scene:
            return above if above.trigger.deed.plover in _ASKS | _PROMISES | {"THREATEN"} else None
    return None


def _hangs_below(word: Token) -> bool:
    """Whether the word belongs to the complement of the one above: "called on them to leave" included."""
    if word.dep_ == "advcl":
        return word.tag_ == "VB" and not any(child.dep_ in {"mark", "nsubj"} for child in word.children)
    return word.dep_ in _DOWNWARD and word.head.i != word.i


def _with_complement(above: Scene, below: Scene, marks: Marks) -> Scene:
    """A refusal to meet is a refusal of a meeting, and refuses whoever should have been met."""
    root = marks.verbs.roots[below.trigger.deed.plover]
    spoken = above.trigger.deed.plover
    mode = root.asked if spoken in _ASKS else root.threatened if spoken == "THREATEN" else None
    cast = above.cast
    if not cast.recipients and spoken in _SPEAKS_TO:
        others = (below.cast.recipients or below.cast.actors).without(cast.actors)
        cast = replace(cast, recipients=others, detail=_and(cast.detail, "recipient as in its complement"))
    deed = replace(above.trigger.deed, mode=above.trigger.deed.mode or mode)
    return replace(above, cast=cast, trigger=replace(above.trigger, deed=deed))


def _is_promise(above: Scene, below: Scene) -> bool:
    return above.trigger.deed.plover in _PROMISES and below.assertion.status in {"pledged", "predicted"}


def _one_of_each(scenes: list[Scene]) -> list[Scene]:
    """One deed told by two words of a clause is told once: by the word that says more of who is in it."""
    kept: list[Scene] = []
    for scene in scenes:
        twin = next((n for n, other in enumerate(kept) if _same_deed(other, scene)), None)
        if twin is None:
            kept.append(scene)
        else:
            kept[twin] = _merged(kept[twin], scene)
    return kept


def _same_deed(one: Scene, other: Scene) -> bool:
    if one.trigger.deed.plover != other.trigger.deed.plover or one.statement != other.statement:
        return False
    if one.trigger.deed.plover == "CONSULT" and one.trigger.deed.mode != other.trigger.deed.mode:
        return False
    both_named = one.cast.recipients and other.cast.recipients and one.cast.recipients != other.cast.recipients
    return (
        not both_named
        and _fit_together(one.cast.actors, other.cast.actors)
        and (_linked(one, other) or _linked(other, one))
    )


def _fit_together(one: Party, other: Party) -> bool:
    """Whether the one says no more than the other, as "the two" and "Iran and Oman"."""
    ids = one.referent_ids <= other.referent_ids or other.referent_ids <= one.referent_ids
    return ids and (one.countries <= other.countries or other.countries <= one.countries)


def _linked(one: Scene, other: Scene) -> bool:
    """Whether the one word is the other's subject, or goes on where the other stops."""
    a, b = one.trigger, other.trigger
    if b.verb is not None and _acts(a.word, b.verb):
        return True
    if a.verb is None or b.verb is None:
        return False
    head = b.verb.head
    above = {head.i, head.head.i} if head.dep_ == "conj" else {head.i}
    goes_on = b.verb.dep_ in {"conj", "advcl", "xcomp"} and a.verb.i in above
    return goes_on and (not _own_subject(b.verb) or not _has_parties(one) or not _has_parties(other))


def _acts(noun: Token, verb: Token) -> bool:
    """ "the bomb killed", "killed by the bomb"."""
    agent = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
    return (agent and noun.head.head.i == verb.i) or (noun.dep_ == "nsubj" and noun.head.i == verb.i)


def _has_parties(scene: Scene) -> bool:
    return bool(scene.cast.actors or scene.cast.recipients)


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "mark"} for child in verb.children)


def _merged(first: Scene, second: Scene) -> Scene:
    richer, poorer = (second, first) if _weight(second) > _weight(first) else (first, second)
    mode = richer.trigger.deed.mode or poorer.trigger.deed.mode
    cameo = richer.trigger.deed.cameo if richer.trigger.deed.mode or not poorer.trigger.deed.mode else None
    deed = replace(richer.trigger.deed, mode=mode, cameo=cameo or poorer.trigger.deed.cameo)
    words = f"{richer.trigger.detail} and {poorer.trigger.detail}"
    return replace(
        richer,
        trigger=replace(richer.trigger, deed=deed, detail=words),
        cast=replace(
            richer.cast,
            actors=richer.cast.actors or poorer.cast.actors,
            recipients=richer.cast.recipients or poorer.cast.recipients,
        ),
        numbers=tuple(sorted({*richer.numbers, *poorer.numbers}, key=lambda number: number.start)),
        time_id=richer.time_id or poorer.time_id,
        place_id=richer.place_id or poorer.place_id,
    )


def _weight(scene: Scene) -> int:
    known = len(scene.cast.recipients.countries | scene.cast.recipients.referent_ids)
    return known + len(scene.cast.actors.countries | scene.cast.actors.referent_ids) + bool(scene.trigger.verb)


def _and(first: str, second: str) -> str:
    return f"{first}; {second}" if first else second
