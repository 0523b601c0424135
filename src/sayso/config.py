"""Settings: one frozen dataclass a stage, gathered in `Settings` under the stage's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sayso.errors import UsageError

COLUMNS = ("text", "html", "title", "date", "updated", "author", "url", "publisher", "language", "section")
"""What the columns of a table can mean."""


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits of reading, and what the columns of tables mean."""

    max_bytes: int = 256 * 1024 * 1024
    """A document larger than this is refused."""
    max_markup: int = 64 * 1024 * 1024
    """HTML larger than this is refused: its tree takes ten to thirty times its bytes."""
    max_line: int = 4_000_000
    """A text with a longer line is refused: no news page has one, and every stage would stand still on it."""
    max_lines: int = 200_000
    """A text with more lines is refused: each of them is looked at by itself, and takes a thousand bytes meanwhile."""
    max_text: int = 20_000_000
    """A text with more characters than this, twenty thick books, is refused."""
    max_files: int = 50_000
    """An archive (zip, tar) with more files is refused; lists of records (WARC, JSON Lines, CSV, feeds) have no such
    limit."""
    max_unpacked: int = 4 * 1024**3
    """An archive that unpacks to more bytes than this, and to more than `max_ratio` times its own, is refused."""
    max_ratio: int = 100
    """How many times its own bytes an archive beyond `max_unpacked` may hold; text shrinks to a fifth, seldom to a
    twentieth."""
    max_depth: int = 4
    """An archive that lies in so many others is not opened."""
    columns: tuple[tuple[str, str], ...] = ()
    """What the columns of tables and the keys of JSON Lines mean, ours first: (("text", "body"), ("date", "day")).
    Ours are text, title, date, updated, author, url, publisher, language, section; without a word the usual names are
    looked for."""


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
class RunSettings:
    """Limits of the processes that read; no row hangs on them but for those in `failures`."""

    max_seconds: int = 60
    """So long may the reading of one document take, or the way to the next one in an archive."""
    max_seconds_document: int = 900
    """So long may the stages after that take on one document."""
    max_memory: int = 3 * 1024**3
    """So many bytes of memory may a process take, where the system can hold it to that (Linux)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of all stages; a field is named after its stage. `run` holds the limits of processes."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    furniture: FurnitureSettings = field(default_factory=FurnitureSettings)
    relate: RelateSettings = field(default_factory=RelateSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
    run: RunSettings = field(default_factory=RunSettings)


def settings_from(named: Mapping[str, Any]) -> Settings:
    """Settings by stage and name, as a TOML file or a row of `runs` has them; what is not named stays as it is.

    Raises: UsageError for a stage or name that there is none of, or a value of another kind
    """
    settings = Settings()
    for stage, values in named.items():
        known = getattr(settings, stage, None)
        if known is None or not isinstance(values, Mapping):
            raise UsageError(f"there are no settings for {stage}; there are {', '.join(_names(settings))}")
        changed = {name: _value(stage, name, known, value) for name, value in values.items()}
        settings = replace(settings, **{stage: replace(known, **changed)})
    return settings


def _value(stage: str, name: str, known: Any, value: Any) -> Any:
    if name not in _names(known):
        raise UsageError(f"{stage} has no setting {name}; it has {', '.join(_names(known))}")
    if name == "columns":
        pairs = list(value.items() if isinstance(value, Mapping) else value)
        unknown = [str(ours) for ours, _ in pairs if ours not in COLUMNS]
        if unknown:
            raise UsageError(f"a column cannot mean {unknown[0]}; it can mean {', '.join(COLUMNS)}")
        return tuple((str(ours), str(theirs)) for ours, theirs in pairs)
    before = getattr(known, name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UsageError(f"{stage}.{name} is {value!r}; give a number, such as {before}")
    return type(before)(value)


def _names(settings: Any) -> list[str]:
    return [one.name for one in fields(settings)]
