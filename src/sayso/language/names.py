"""NameLists: countries, capitals, demonyms, organisations, titles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NameLists:
    """Countries, capitals, demonyms, organisations, titles."""


def load_names() -> NameLists:
    """The word lists in `resources/`."""
    return NameLists()
