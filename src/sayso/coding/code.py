"""code: statements -> event mentions."""

from __future__ import annotations

from sayso.language.parse import Parses
from sayso.language.verbs import VerbLists
from sayso.tables import (
    LocalEventMentions,
    LocalMentions,
    LocalPlaces,
    LocalStatements,
    LocalTimes,
    Predicates,
    Referents,
    Sentences,
    Texts,
)


def code(
    texts: Texts,
    sentences: Sentences,
    mentions: LocalMentions,
    referents: Referents,
    times: LocalTimes,
    places: LocalPlaces,
    predicates: Predicates,
    statements: LocalStatements,
    parses: Parses,
    verbs: VerbLists,
) -> LocalEventMentions:
    """LocalStatements[n] with everything marked in them -> every telling of an action."""
    return LocalEventMentions.of(())
