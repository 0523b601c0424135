"""Names of files: what they may do to who reads them, where they lead, which can be no page."""

from __future__ import annotations

import re
from mimetypes import MimeTypes

_ILLEGIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal obeys or nobody sees: control characters, turns of the writing direction, halves of characters."""
_DRIVE = re.compile(r"[A-Za-z]:/")
_MAX_LENGTH = 1_000
_KEPT_END = 200
_TYPES = MimeTypes()
"""Python's own table, without that of the system, so that every machine answers alike."""
_NO_PAGES = {
    "image": "a picture", "audio": "sound", "video": "a video", "font": "a font",
    "text/css": "a style sheet", "text/javascript": "a script", "application/javascript": "a script",
    "application/vnd.ms-fontobject": "a font",
}  # fmt: skip
_ENDINGS = (".webp", ".avif", ".ico", ".woff", ".woff2", ".eot", ".map")
"""What the table does not know in every version of Python."""
_OF_SITES = {
    "robots.txt": "a site's rules for robots", "sitemap.xml": "a list of a site's addresses",
    "manifest.json": "what a browser is told of a site", "site.webmanifest": "what a browser is told of a site",
}  # fmt: skip
_SYSTEM_FILES = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def legible(name: str) -> str:
    """A name as an archive states it -> one line that can be shown; what cannot be seen as \\xNN or \\uNNNN.

    Keeps: the beginning and the end of a name of more than a thousand characters
    """
    shown = visible(name)
    if len(shown) <= _MAX_LENGTH:
        return shown
    return f"{shown[: _MAX_LENGTH - _KEPT_END]}…{shown[-_KEPT_END:]}"


def visible(words: str) -> str:
    """Words from an input -> the same without what cannot be seen, which stands there as \\xNN or \\uNNNN."""
    return _ILLEGIBLE.sub(_escaped, words)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as Python carries it
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def place_of(name: str) -> tuple[str, ...] | None:
    """A name in an archive -> the folders that lead to it, and its own; None if it leads out of the archive."""
    name = name.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        return None
    place: list[str] = []
    for part in name.split("/"):
        if part == "..":
            if not place:
                return None
            place.pop()
        elif part not in {"", "."}:
            place.append(part)
    return tuple(place)


def left_out(place: tuple[str, ...]) -> str | None:
    """Folders and name of a file that nobody named -> why it is no page by its nature; None if it may be one.

    Keeps: what pages of a site are saved with: pictures, styles, scripts
    """
    if any(part.startswith(".") or part in _SYSTEM_FILES for part in place):
        return "a hidden file, which a system keeps for itself"
    own = place[-1].lower().partition("?")[0] if place else ""
    if own in _OF_SITES or own.endswith(_ENDINGS):
        return _OF_SITES.get(own, "a picture, font or map of a script")
    stated, packed = _TYPES.guess_type(f"/{own}")
    if stated is None or packed is not None:
        return None
    return _NO_PAGES.get(stated) or _NO_PAGES.get(stated.partition("/")[0])
