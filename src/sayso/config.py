"""Settings: one frozen dataclass a stage, gathered in `Settings` under the stage's name."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits of reading."""

    max_bytes: int = 256 * 1024 * 1024
    """An input larger than this is refused."""
    max_line: int = 4_000_000
    """A text with a longer line is refused: no news page has one, and every stage would stand still on it."""


@dataclass(frozen=True, slots=True)
class FurnitureSettings:
    """When a line that recurs is furniture."""

    min_documents: int = 3
    """In so many documents (copies of one text count once) a line must stand."""
    copy_share: float = 0.5
    """Two pages that share so much of the longer one's prose are copies of one text."""


@dataclass(frozen=True, slots=True)
class RelateSettings:
    """When two documents are copies."""

    near_similarity: float = 0.8
    """Share of the shorter text's 5-word runs that stand in the other, from which on two texts of like length are near
    copies."""
    near_resemblance: float = 0.4
    """Share of the runs of both together that stand in both, from which on they are near copies of whatever length."""
    partial_share: float = 0.3
    """Share of the shorter text's runs from which on the one text holds a part of the other."""


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """When two tellings tell the same action."""

    window_days: int = 10
    """What is told as past without a day is taken to have happened at most so many days before publication."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of all stages; a field is named after its stage."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    furniture: FurnitureSettings = field(default_factory=FurnitureSettings)
    relate: RelateSettings = field(default_factory=RelateSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
