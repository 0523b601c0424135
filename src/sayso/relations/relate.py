"""relate: documents -> relations."""

from __future__ import annotations

from sayso.config import RelateSettings
from sayso.tables import Relations, Texts


def relate(texts: Texts, settings: RelateSettings = RelateSettings()) -> Relations:
    """Texts[n] -> the pairs that are not independent."""
    return Relations.of(())
