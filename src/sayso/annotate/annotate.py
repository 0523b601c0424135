"""annotate: text -> sentences, mentions, referents, times, places."""

from __future__ import annotations

from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.language.parse import Parses
from sayso.tables import Blocks, LocalMentions, LocalPlaces, LocalTimes, Referents, Sentences, Texts


def annotate(
    texts: Texts, blocks: Blocks, parses: Parses, names: NameLists, gazetteer: Gazetteer
) -> tuple[Sentences, LocalMentions, Referents, LocalTimes, LocalPlaces]:
    """Texts[n], their blocks and parses -> everything that is marked in them."""
    return Sentences.of(()), LocalMentions.of(()), Referents.of(()), LocalTimes.of(()), LocalPlaces.of(())
