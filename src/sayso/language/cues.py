"""CueLists: words that mark speech, hedges, denials."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CueLists:
    """Words that mark speech, hedges, denials."""


def load_cues() -> CueLists:
    """The word lists in `resources/`."""
    return CueLists()
