"""A stream of JSON (an object a line, an array of objects, or one object) -> its objects, one at a time."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from sayso.formats.encoding import wide_encoding

_DECODER = json.JSONDecoder()
_CHUNK = 1 << 16
_SPACE = b" \t\r\n"
_MOST_WRAPPINGS = 4
_MOST_TRIED = 20
"""So many lines are tried before the objects are taken to stand over several lines each."""
_EDGE = 64
"""An error so near to the end of what has been read may be its end only."""
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, and why.

    is_last: whether what comes after it cannot be found
    """

    reason: str
    is_last: bool = False


JsonRow = tuple[str, dict[str, Any] | Broken]


def objects_in(stream: BinaryIO, max_size: int) -> Iterator[JsonRow]:
    """JSON -> ("line 17", the object on it) or ("row 17", the array's seventeenth), or why it cannot be read.

    Keeps: memory for one object of at most max_size bytes. A single object that wraps a list of objects
           ({"status": "ok", "articles": [...]}) gives those.
    """
    stream = narrow(stream, max_size)
    start = stream.tell()
    first = next((sign for sign in iter(lambda: stream.read(1), b"") if sign not in _SPACE), b"")
    stream.seek(start)
    if first == b"[":
        return _array(stream, max_size)
    lines = islice(lines_of(stream, max_size), _MOST_TRIED)
    is_one = first == b"{" and not any(_stands_alone(line) for line in lines)
    stream.seek(start)
    return _single(stream, max_size) if is_one else _lines(stream, max_size)


def narrow(stream: BinaryIO, max_size: int) -> BinaryIO:
    """A stream of text -> the same without a byte order mark; UTF-16 and UTF-32, read up to max_size, as UTF-8."""
    start = stream.tell()
    head = stream.read(4)
    encoding = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    if encoding is None and b"\0" in head:
        encoding = wide_encoding(head + stream.read(_CHUNK))
    if encoding is not None:
        stream.seek(start)
        return io.BytesIO(stream.read(max_size).decode(encoding, errors="replace").encode("utf-8", errors="replace"))
    stream.seek(start + 3 if head.startswith(codecs.BOM_UTF8) else start)
    return stream


def lines_of(stream: BinaryIO, max_size: int) -> Iterator[bytes | Broken]:
    """A stream's lines, without reading one that is longer than max_size."""
    while line := stream.readline(max_size + 1):
        if len(line) <= max_size:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield Broken(f"the line is longer than {max_size:,} bytes")


def text_of(line: bytes) -> str:
    """A line's bytes -> its text: UTF-8, else Windows-1252."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _stands_alone(line: bytes | Broken) -> bool:
    """Whether a line is an object by itself, and no piece of one that is written over several lines."""
    return isinstance(line, bytes) and line.startswith(b"{") and len(line) > 4 and isinstance(_parsed(line), dict)


def _lines(stream: BinaryIO, max_size: int) -> Iterator[JsonRow]:
    for number, line in enumerate(lines_of(stream, max_size), start=1):
        if isinstance(line, Broken):
            yield f"line {number}", line
        elif line.strip():
            yield f"line {number}", _object(_parsed(line))


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(text_of(line))
    except (ValueError, RecursionError) as error:
        return Broken(f"the line is not JSON ({_why(error)})")


def _object(value: Any) -> dict[str, Any] | Broken:
    return value if isinstance(value, dict | Broken) else Broken("the row is no JSON object with names and values")


def _why(error: Exception, start: int = 0) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, at character {error.pos - start + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _single(stream: BinaryIO, max_size: int) -> Iterator[JsonRow]:
    """One object over several lines, or several one after the other."""
    for name, row in _values(_Window(stream, max_size)):
        inner = _wrapped(row) if isinstance(row, dict) else None
        if inner is None:
            yield name, row
        else:
            yield from ((f"row {number}", _object(one)) for number, one in enumerate(inner, start=1))


def _wrapped(row: dict[str, Any]) -> list[Any] | None:
    """The first list of objects in an object or in the objects in it; None if there is none."""
    around = [row]
    for _ in range(_MOST_WRAPPINGS):
        inside = [value for one in around for value in one.values()]
        for value in inside:
            if isinstance(value, list) and len(value) > 0 and all(isinstance(part, dict) for part in value):
                return value
        around = [value for value in inside if isinstance(value, dict)]
    return None


def _array(stream: BinaryIO, max_size: int) -> Iterator[JsonRow]:
    window = _Window(stream, max_size)
    window.skip("[")
    row: dict[str, Any] | Broken | None = None
    for name, row in _values(window):
        yield name, row
    if not isinstance(row, Broken) and not window.is_at("]"):
        yield "the end", Broken("the list has no end: the file is cut off", is_last=True)


class _Window:
    """The part of a stream of JSON that is being read."""

    def __init__(self, stream: BinaryIO, max_size: int) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._max_size = max_size
        self._text = ""
        self._at = 0
        self._is_whole = False

    def skip(self, signs: str) -> bool:
        """Passes over white space and these signs; whether anything comes after."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in signs + " \t\r\n":
                self._at += 1
            if self._at < len(self._text) or not self._more(_CHUNK):
                return self._at < len(self._text)

    def is_at(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def value(self) -> Any:
        """The next value, or why there is none."""
        size = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._text) - self._at > self._max_size:
                    return Broken(f"a row is longer than {self._max_size:,} bytes", is_last=True)
                # Twice as much each time, so that a long row is not read again for every piece of it.
                size *= 2
                why = _why(error, self._at)
                if not self._may_go_on(error) or not self._more(size):
                    return Broken(f"the row is not JSON ({why}); the rest was not read", is_last=True)
            else:
                if end < len(self._text) or not self._more(_CHUNK):
                    self._at = end
                    return value

    def _may_go_on(self, error: Exception) -> bool:
        """Whether an error may come of the row's end not having been read."""
        if not isinstance(error, json.JSONDecodeError):
            return False
        return error.msg.startswith("Unterminated") or error.pos > len(self._text) - _EDGE

    def _more(self, size: int) -> bool:
        """Reads on; whether there was more."""
        if self._is_whole:
            return False
        chunk = self._stream.read(size)
        self._is_whole = not chunk
        self._text = self._text[self._at :] + self._decoder.decode(chunk, final=self._is_whole)
        self._at = 0
        return not self._is_whole


def _values(window: _Window) -> Iterator[JsonRow]:
    number = 0
    while window.skip(","):
        if window.is_at("]"):
            return
        number += 1
        value = window.value()
        yield f"row {number}", _object(value)
        if isinstance(value, Broken):
            return
