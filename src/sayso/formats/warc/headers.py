"""A stream of WARC records -> the header of each; every length is bounded, a damaged header is gone past."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

_VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}\s*")
_LENGTH = re.compile(r"\d{1,18}")
_MAX_LINE = 64 * 1024
_MAX_HEADER = 256 * 1024
_LINE_END = b"\r\n"
END = _LINE_END * 2
"""Behind a record's header and behind its content."""


@dataclass(frozen=True, slots=True)
class Record:
    """What stands before a record's content.

    lines:  as they stand, each with one kind of end
    length: how many bytes of content follow; None if that is not said
    """

    lines: bytes
    headers: StatusAndHeaders
    length: int | None

    def stated(self, name: str) -> str:
        """What a header says; "" if it is not there."""
        return str(self.headers.get_header(name) or "").strip()

    @property
    def kind(self) -> str:
        """The type that the record says it is of."""
        return self.stated("WARC-Type").lower()

    @property
    def url(self) -> str:
        """The address that the record is about."""
        return self.stated("WARC-Target-URI").strip("<>")


class CutError(Exception):
    """The archive ends in the middle of a record."""


def next_record(stream: BinaryIO) -> tuple[Record | None, int]:
    """The next record's header, and how many bytes before it belong to no record; None at the end."""
    skipped = 0
    while True:
        more, version = _to_version(stream)
        skipped += more
        if not version:
            return None, skipped
        lines, size = [version.rstrip()], 0
        while (line := stream.readline(_MAX_LINE)).rstrip():
            lines.append(line.rstrip())
            size += len(line)
            if size > _MAX_HEADER or len(line) == _MAX_LINE:
                break
        else:
            if not line:
                raise CutError
            return _record(_LINE_END.join(lines)), skipped
        skipped += size


def _to_version(stream: BinaryIO) -> tuple[int, bytes]:
    """How many bytes, but for blank lines, stand before the next line that begins a record; and that line."""
    skipped, is_whole = 0, True
    while (line := stream.readline(_MAX_LINE)) and not (is_whole and _VERSION.fullmatch(line)):
        skipped += len(line) if line.strip() else 0
        is_whole = line.endswith(b"\n")
    if not line and not is_whole:
        raise CutError
    return skipped, line


def _record(lines: bytes) -> Record:
    headers = StatusAndHeadersParser(["WARC/"], verify=False).parse(io.BytesIO(lines + END))
    length = _LENGTH.fullmatch((headers.get_header("Content-Length") or "").strip())
    return Record(lines, headers, int(length.group()) if length else None)


def exactly(stream: BinaryIO, size: int) -> bytes:
    """The next bytes.

    Raises: CutError if the stream ends before
    """
    content = stream.read(size)
    if len(content) < size:
        raise CutError
    return content
