"""VerbLists: which verbs and nouns name which action."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VerbLists:
    """Which verbs and nouns name which action."""


def load_verbs() -> VerbLists:
    """The word lists in `resources/`."""
    return VerbLists()
