"""A table (JSON Lines, a list of JSON objects, CSV) -> its rows, one record each, however long the table is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.encoding import decode
from sayso.formats.tables.columns import bare, columns_of, meaning_of
from sayso.formats.tables.objects import Broken, lines_of, narrow, objects_in, text_of
from sayso.formats.tables.records import record_of

MOST_BROKEN = 20
"""After so many broken rows without a whole one between them the rest is taken to be broken, too."""
_SAMPLED = 200_000
_DELIMITERS = ",;\t|"
_MOST_NAMED = 12
"""So many columns are named in a failure."""

Row = tuple[str, dict[str, Any] | Broken]
RowPart = tuple[str, bytes] | InputError


def json_parts(stream: BinaryIO, source: str, settings: IngestSettings) -> Iterator[RowPart]:
    """JSON Lines, a JSON array of objects or one object -> ("line 17", its record) each, or why it has none.

    Keeps: memory for one row
    """
    return _records(objects_in(stream, settings.max_bytes), source, settings)


def csv_parts(stream: BinaryIO, source: str, settings: IngestSettings) -> Iterator[RowPart]:
    """CSV with a header -> ("row 17", its record) each, counted as a spreadsheet does, or why it has none.

    Keeps: memory for one row
    """
    return _records(_csv_rows(stream, source, settings), source, settings)


def _records(rows: Iterable[Row], source: str, settings: IngestSettings) -> Iterator[RowPart]:
    """Rows -> their records, or for each why it has none; after MOST_BROKEN broken ones once for all the rest."""
    broken, given = 0, False
    for name, row in _told_once(rows, source, settings):
        given = True
        if isinstance(row, InputError):
            yield row
        elif isinstance(row, Broken):
            broken += 1
            mend = "save the table again" if row.is_last else "mend the row, or leave it out"
            yield InputError(f"{source}/{name}", row.reason, mend)
            if broken == MOST_BROKEN:
                yield InputError(
                    source, f"{broken} rows are broken with no whole one between them; nothing after {name} was read",
                    "mend the table",
                )  # fmt: skip
                return
        else:
            broken = 0
            record = record_of(row, settings)
            yield (name, record) if record else InputError(f"{source}/{name}", "the row has no text", "leave it out")
    if not given:
        yield InputError(source, "the table has no rows", "leave it out of the pile")


def _told_once(
    rows: Iterable[Row], source: str, settings: IngestSettings
) -> Iterator[tuple[str, dict[str, Any] | Broken | InputError]]:
    """Rows as they come; but if none of the first ones has a column for the text, that once and nothing else."""
    waiting: list[tuple[str, dict[str, Any]]] = []
    knows_text = False
    for name, row in rows:
        if isinstance(row, dict) and not knows_text:
            knows_text = not columns_of(row, settings).keys().isdisjoint({"text", "html"})
            if not knows_text:
                waiting.append((name, row))
                if len(waiting) == MOST_BROKEN:
                    break
                continue
        if knows_text:
            yield from waiting
            waiting = []
        yield name, row
    if waiting:
        yield "", _no_text_column(source, list(waiting[0][1]), settings)


def _no_text_column(source: str, names: list[str], settings: IngestSettings) -> InputError:
    stated = next((theirs for ours, theirs in settings.columns if ours == "text"), None)
    shown = ", ".join(_short(name) for name in names[:_MOST_NAMED]) or "none"
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    missing = "no column is known to hold the text" if stated is None else f"there is no column {_short(stated)}"
    return InputError(source, f"{missing}; the columns are {shown}{more}", "say which it is with --column text=NAME")


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= 40 else f"{words[:40]} ..."


def _csv_rows(stream: BinaryIO, source: str, settings: IngestSettings) -> Iterator[Row]:
    stream = narrow(stream, settings.max_bytes)
    start = stream.tell()
    sample = stream.read(_SAMPLED)
    stream.seek(start)
    if not sample.strip():
        return
    # A sample that ends inside a character would not be valid UTF-8.
    encoding = decode(sample[: sample.rfind(b"\n") + 1 or None], source, html=False).encoding
    # The length of a field is limited by a setting of the whole module; 128 KB would be too little for a long text.
    csv.field_size_limit(settings.max_bytes)
    lines = _Lines(lines_of(stream, settings.max_bytes), encoding)
    header_line = next(lines, "")
    table = csv.reader(chain([header_line], lines), delimiter=_delimiter(header_line, settings))
    yield from _by_header(table, lines)


class _Lines:
    """A table's lines, decoded; what has been read of the row that is being read."""

    def __init__(self, lines: Iterable[bytes | Broken], encoding: str) -> None:
        self._pieces = self._split(lines, encoding)
        self._marks = 0
        self._is_over = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        piece = next(self._pieces, None)
        if piece is None:
            self._is_over = True
            raise StopIteration
        self._marks += piece.count('"')
        return piece

    def next_row(self) -> None:
        """Says that a row begins."""
        self._marks = 0

    def is_unclosed(self) -> bool:
        """Whether the row ran on to the table's end because a quotation mark in it is never closed."""
        return self._is_over and self._marks % 2 == 1

    def _split(self, lines: Iterable[bytes | Broken], encoding: str) -> Iterator[str]:
        for line in lines:
            if isinstance(line, Broken):
                raise csv.Error(line.reason)
            text = text_of(line) if encoding == "utf-8" else line.decode(encoding, errors="replace")
            # csv takes no carriage return that stands alone.
            yield from (f"{one}\n" for one in re.split(r"\r\n|\r|\n", text.removesuffix("\n").removesuffix("\r")))


def _delimiter(header: str, settings: IngestSettings) -> str:
    """What parts the columns: with it the header has most of the names we know, or most names.

    csv.Sniffer looks at the rows, where the commas and semicolons of prose outnumber those between the columns.
    """
    stated = {bare(theirs) for _, theirs in settings.columns}

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return sum(meaning_of(name) is not None or bare(name) in stated for name in names), len(names)

    return max(_DELIMITERS, key=known)


def _by_header(table: Iterator[list[str]], lines: _Lines) -> Iterator[Row]:
    """Lists of cells, the header first -> rows by name. Blank lines count, as they do in a spreadsheet."""
    names: list[str] = []
    number = 0
    while True:
        number += 1
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield f"row {number}", Broken(f"it cannot be read as CSV ({error}); the rest was not read", is_last=True)
            return
        if cells is None:
            return
        if lines.is_unclosed():
            yield f"row {number}", Broken("a quotation mark is not closed; the rest was not read", is_last=True)
        elif not names:
            names = _distinct(cells)
        elif len(cells) > len(names) and any(cells[len(names) :]):
            yield f"row {number}", Broken(f"it has {len(cells)} cells, the header {len(names)}")
        elif any(cells):
            yield f"row {number}", dict(zip(names, cells, strict=False))
        lines.next_row()


def _distinct(cells: list[str]) -> list[str]:
    """Names of columns, each once: a second "source" is "source (2)"; one without a name goes by its place."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        names.append(name if name not in taken else f"{name} ({place})")
        taken.add(names[-1])
    return names if any(cells) else []
