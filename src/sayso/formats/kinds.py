"""Kinds: the first bytes of an input, and its name -> what it is."""

from __future__ import annotations

import re
from enum import StrEnum

from sayso.formats.encoding import looks_like_html

HEAD = 4096
"""So many bytes of an input tell what it is."""


class Kind(StrEnum):
    """What an input is, as far as it can be told from its first bytes and, for some, from the end of its name."""

    text = "plain text"
    html = "HTML"
    mail = "a mail message"
    mhtml = "a saved page (MHTML)"
    pdf = "a PDF document"
    zip = "a zip archive or an office document"
    tar = "a tar archive"
    gzip = "a gzip file"
    bzip2 = "a bzip2 file"
    xz = "an xz file"
    warc = "a web archive (WARC)"
    feed = "a feed (RSS or Atom)"
    json_lines = "JSON Lines"
    csv = "a table (CSV)"
    row = "a row of a table"
    unread = "an archive of another kind"


CONTAINERS = frozenset({
    Kind.zip, Kind.tar, Kind.gzip, Kind.bzip2, Kind.xz, Kind.warc, Kind.feed, Kind.json_lines, Kind.csv, Kind.mail,
    Kind.unread,
})  # fmt: skip
"""Kinds that may hold several documents."""

_BY_NAME = {
    ".csv": Kind.csv, ".tsv": Kind.csv,
    ".jsonl": Kind.json_lines, ".ndjson": Kind.json_lines, ".json": Kind.json_lines,
    ".eml": Kind.mail, ".mht": Kind.mhtml, ".mhtml": Kind.mhtml,
    ".rss": Kind.feed, ".atom": Kind.feed,
}  # fmt: skip
"""Kinds whose bytes look like plain text or XML. The end of the name decides, unless the bytes say otherwise."""

_SIGNATURES = (
    (b"%PDF-", Kind.pdf),
    (b"PK\x03\x04", Kind.zip),
    (b"PK\x05\x06", Kind.zip),
    (b"\x1f\x8b", Kind.gzip),
    (b"BZh", Kind.bzip2),
    (b"\xfd7zXZ", Kind.xz),
    (b"WARC/", Kind.warc),
    (b"7z\xbc\xaf\x27\x1c", Kind.unread),
    (b"Rar!\x1a\x07", Kind.unread),
    (b"\x28\xb5\x2f\xfd", Kind.unread),  # Zstandard
    (b"filedesc://", Kind.unread),  # ARC, which came before WARC
)
_ROW_START = b'{"sayso_row":'
_XML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?"
    rb"(?:<!--.{0,2000}?-->\s*|<\?[^>]{0,500}\?>\s*|<!DOCTYPE[^<>\[]{0,500}(?:\[.{0,4000}?\]\s*)?>\s*)*",
    re.I | re.S,
)
_FEED_ROOT = re.compile(rb"<(?:!DOCTYPE\s{1,9})?(?:rss|feed|rdf:RDF)\b", re.I)
_MAIL_HEADER = re.compile(
    rb"(?:From [^\n]{1,200}\n)?"
    rb"(?:(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|Date|From|To|Subject|X-[\w-]+|Content-Type|"
    rb"Snapshot-Content-Location|Reply-To|Sender|Cc|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Received-SPF|"
    rb"References|In-Reply-To|User-Agent|Thread-[\w-]+|List-[\w-]+|Content-[\w-]+|Archived-At)"
    rb"\s*:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){2}",
    re.I,
)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_SAVED_PAGE = re.compile(rb"^Content-Type:\s*multipart/related|^Snapshot-Content-Location:", re.I | re.M)
_SENT = re.compile(rb"^(?:To|Received|Return-Path|Delivered-To)\s*:", re.I | re.M)
"""What a mail has and a saved page has not; both may be multipart/related."""
_MAIL_MARK = re.compile(
    rb"^(?:(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To)\s*:|Content-Type:\s*(?:text|multipart)/)",
    re.I | re.M,
)


def kind_of(head: bytes, name: str = "") -> Kind:
    """The first HEAD bytes of an input, and its name -> what it is; what it turns out not to be is an error later.

    The name only decides between kinds whose bytes look alike, so that the same bytes under another such name are the
    same document: tables and lists of records, and the mail or feed that begins oddly.
    """
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[257:262] == b"ustar" or _is_old_tar(head):
        return Kind.tar
    if head.startswith(_ROW_START):
        return Kind.row
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if (start := _XML_START.match(bare)) and _FEED_ROOT.match(bare, start.end()):
        return Kind.feed
    if looks_like_html(head):
        return Kind.html
    header = _HEADER_END.split(bare.lstrip(), maxsplit=1)[0] + b"\n"
    mail = _MAIL_HEADER.match(header)
    if mail and _SAVED_PAGE.search(header) and not _SENT.search(header):
        return Kind.mhtml
    if mail and _MAIL_MARK.search(header):
        return Kind.mail
    return _BY_NAME.get(ending(name), Kind.text)


def ending(name: str) -> str:
    """The end of a name that says what it is, in small letters: ".csv"; "" if it says nothing that matters."""
    dot = name.rfind(".")
    end = name[dot:].lower() if dot >= 0 else ""
    return end if end in _BY_NAME else ""


def _is_old_tar(head: bytes) -> bool:
    """Whether a file begins like a tar archive from before archives said so: by the sum of its header."""
    header = head[:512]
    stated = header[148:156].strip(b" \0")
    if len(header) < 512 or not stated.isdigit() or b"\0" not in header[:100]:
        return False
    return int(stated) == int(f"{sum(header[:148]) + sum(header[156:]) + 8 * 32:o}")
