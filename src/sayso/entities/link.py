"""link: referents -> entities."""

from __future__ import annotations

from sayso.language.names import NameLists
from sayso.tables import Entities, LocalPlaces, ReferentEntities, Referents


def link(referents: Referents, places: LocalPlaces, names: NameLists) -> tuple[Entities, ReferentEntities]:
    """Referents[n] -> the entities of the pile, and which of them each referent is."""
    return Entities.of(()), ReferentEntities.of(())
