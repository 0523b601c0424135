"""state: sentences -> predicates, statements."""

from __future__ import annotations

from sayso.language.cues import CueLists
from sayso.language.parse import Parses
from sayso.tables import LocalMentions, LocalStatements, LocalTimes, Predicates, Referents, Sentences, Texts


def state(
    texts: Texts,
    sentences: Sentences,
    mentions: LocalMentions,
    referents: Referents,
    times: LocalTimes,
    parses: Parses,
    cues: CueLists,
) -> tuple[Predicates, LocalStatements]:
    """Sentences[n] with their mentions, times and parse -> who holds what, and how firmly."""
    return Predicates.of(()), LocalStatements.of(())
