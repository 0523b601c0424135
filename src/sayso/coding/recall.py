"""Recall: "the meeting" later in a text is the meeting that was foretold before.

A noun without a verb or a time of its own says nothing of whether its deed has come about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.language.verbs import VerbLists
from sayso.tables import LocalEventMention

MAX_BACK = 200
"""Mentions looked back upon; a longer text has gone on to something else."""

_PLANNED = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "MOBILIZE", "AID"})
"""Actions that are announced before they happen; a bare "the murder" has happened."""
_TO_COME = frozenset({"predicted", "pledged"})


def recalled(told: Iterable[LocalEventMention], bare_ids: frozenset[str], verbs: VerbLists) -> list[LocalEventMention]:
    """A document's mentions, and which of them are bare nouns -> the same; a bare noun is told as what it recalls."""
    found: list[LocalEventMention] = []
    for told_as in sorted(told, key=lambda m: (m.trigger_start or m.start, m.event_mention_id)):
        mention = told_as
        if mention.event_mention_id in bare_ids and mention.status == "asserted" and mention.time_id is None:
            before = [other for other in found[-MAX_BACK:] if _may_be_same(other, mention)]
            if before and all(other.status in _TO_COME for other in before):
                mention = _foretold(mention, before[-1], verbs)
        found.append(mention)
    return found


def _may_be_same(one: LocalEventMention, other: LocalEventMention) -> bool:
    if other.action not in _PLANNED or (one.action, one.mode) != (other.action, other.mode):
        return False
    if one.status == "conditional":
        return False
    people = {*one.actor_referent_ids, *one.recipient_referent_ids}
    if people & {*other.actor_referent_ids, *other.recipient_referent_ids}:
        return True
    states = {*one.actor_countries, *one.recipient_countries}
    return bool(states & {*other.actor_countries, *other.recipient_countries})


def _foretold(mention: LocalEventMention, before: LocalEventMention, verbs: VerbLists) -> LocalEventMention:
    plover = verbs.roots[mention.action].foretold
    return replace(
        mention,
        plover=plover,
        quad=verbs.roots[plover].quad,
        status="predicted",
        certainty=before.certainty,
        tense="future",
        detail=f"{mention.detail}; foretold, as by '{before.text[:80]}' before it",
    )
