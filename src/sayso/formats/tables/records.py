"""A row of a table -> bytes of our own that stand alone, and those bytes -> the page they hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.names import visible
from sayso.formats.page import Page
from sayso.formats.tables.columns import OURS, columns_of
from sayso.formats.titled import has_tags, titled_markup, titled_text, without_tags
from sayso.tables import MetadataField

_MANY = frozenset({"author", "section"})
"""What a row may have several of."""
_SECONDS = re.compile(r"(1[0-8]\d{8})(?:\d{3}|\.\d+)?$")
"""Seconds since 1970 (or thousandths of them), from 2001 to 2030: no such number reads as year, month, day, hour."""
_MEND = "give the table that it comes from once more"


def record_of(row: Mapping[str, Any], settings: IngestSettings) -> bytes | None:
    """A row, as names and values -> its record; None if no column of it is the text.

    Keeps: every value, those without a meaning under "rest"; the same values in another order are the same bytes
    """
    flat = _flat(row)
    filled = {name: _words(value) for name, value in flat.items()}
    columns = columns_of([name for name, words in filled.items() if words], settings)
    if "text" not in columns and "html" not in columns:
        return None
    ours = {word: filled[name] if word in _MANY else filled[name][0] for word, name in columns.items()}
    used = set(columns.values())
    rest = {name: row[name] for name in sorted(row) if name not in used}
    record = {"sayso_row": ours, "columns": columns, "rest": rest}
    # Half of a pair of code units (a lone surrogate) has no bytes in UTF-8: it stays the escape that it came as.
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="backslashreplace")


def read_row(content: bytes, source: str) -> Page:
    """A row's record -> its text, as markup if it is markup, with the title on top, and its metadata `record:...`.

    Raises: InputError if the bytes are no record
    """
    ours, columns = _parsed(content, source)
    title = without_tags(_first(ours, "title"))
    text = _first(ours, "text") or _first(ours, "html")
    is_markup = "text" not in ours or has_tags(text)
    said = ", ".join(f"{word}: {visible(columns[word])}" for word in ours if isinstance(columns.get(word), str))
    return Page(
        media_type="application/json",
        encoding="utf-8",
        text=titled_markup(title, text) if is_markup else titled_text(title, text),
        is_markup=is_markup,
        metadata=tuple(_metadata(ours)),
        detail=f"a row of a table; its columns were read as {said}" if said else "a row of a table",
    )


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values by name, those inside another value as "outer.inner" behind them."""
    inner = {
        f"{name}.{key}": value[key] for name, value in row.items() if isinstance(value, dict) for key in value
    }  # fmt: skip
    return {**row, **{name: value for name, value in inner.items() if name not in row}}


def _words(value: Any) -> list[str]:
    """A value -> what it says: one text, several of a list, somebody's name; nothing if it is empty."""
    if isinstance(value, list):
        return [words for part in value if not isinstance(part, list) for words in _words(part)]
    if isinstance(value, dict):
        return next((words for key in ("name", "title") if (words := _words(value.get(key)))), [])
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool) or value is None:
        return []
    return [str(value)]


def _parsed(content: bytes, source: str) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(source, "the row of a table is damaged", _MEND) from error
    ours = record.get("sayso_row") if isinstance(record, dict) else None
    if not isinstance(ours, dict):
        raise InputError(source, "the row of a table holds no columns", _MEND)
    columns = record.get("columns")
    return {word: ours[word] for word in OURS if word in ours}, columns if isinstance(columns, dict) else {}


def _first(ours: Mapping[str, Any], word: str) -> str:
    return next(iter(_words(ours.get(word))), "")


def _metadata(ours: Mapping[str, Any]) -> Iterator[MetadataField]:
    for word in OURS:
        if word in {"text", "html"}:
            continue
        for said in _words(ours.get(word)):
            value = _moment(said.strip()) if word in {"date", "updated"} else without_tags(said)
            if value:
                yield MetadataField(f"record:{word}", value)


def _moment(said: str) -> str:
    """A date as the column says it; seconds since 1970 as a moment of the calendar."""
    seconds = _SECONDS.match(said)
    if seconds is None:
        return said
    return datetime.fromtimestamp(int(seconds[1]), UTC).isoformat()
