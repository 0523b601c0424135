"""Bytes -> which kind of input they are, and their text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from charset_normalizer import from_bytes

from sayso.errors import InputError


class Decoded(NamedTuple):
    """A text, the encoding its bytes were read with, and how that was found."""

    text: str
    encoding: str
    detail: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # the longer UTF-32 mark begins with the UTF-16 one, so it comes first
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SPACES_OF_TEXT = 0.005
"""So large a share of a text are spaces and line ends; in UTF-16 with its bytes the wrong way round hardly any."""
_NOT_OF_PAGES = frozenset({"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"})
"""Codecs of Python that no browser would read a page by; some are slow, and one makes tags of what is none."""
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    rb"<(/?)(?:html|head|body|title|meta|link|script|style|div|span|p|a|h[1-6]|ul|li|table|tr|td|article|section|br)\b[^<>]{0,2000}>",
    re.I,
)
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SNIFFED = 4096
_SAMPLED = 200_000
_MAX_CONTROL_SHARE = 0.01
_MAX_BROKEN_SHARE = 0.2


def looks_like_html(content: bytes) -> bool:
    """Whether bytes begin like an HTML page (or a fragment of one)."""
    head = _head(content)
    if _HTML_START.match(head):
        return True
    # A fragment: it opens with a tag, and tags go on. Markdown with a stray <br> or <a> does not.
    tags = _HTML_TAG.findall(head)
    return head.lstrip()[:1] == b"<" and len(tags) >= 4


def refuse_binary(content: bytes, source: str) -> None:
    """Raises: InputError if the bytes are an archive, an image or anything else that is not text."""
    mend = "save the page as HTML or as plain text"
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise InputError(source, f"the input is {kind}, not text", mend)
    if _mark(content) is not None or wide_encoding(content) is not None:
        return
    sample = content[:_SAMPLED]
    share = len(_CONTROL.findall(sample)) / max(1, len(sample))
    if share > _MAX_CONTROL_SHARE:
        raise InputError(source, f"the input is binary: {share:.0%} of its bytes are control characters", mend)


def decode(content: bytes, source: str, html: bool, declared: str | None = None) -> Decoded:
    """Bytes -> text: byte order mark, UTF-8, what the page states, then what the bytes look like.

    declared: the charset that whoever delivered the page names (a mail's or an HTTP answer's Content-Type); it counts
              where the page itself states none

    UTF-8 is tried before the page's own word: text in another encoding is hardly ever valid UTF-8, while pages saved
    by a browser often keep an old statement. Seven-bit encodings (ISO-2022) are the exception.
    Raises: InputError if no encoding reads it
    """
    mark = _mark(content)
    if mark is not None:
        return _with_mark(content, source, mark)
    if (wide := wide_encoding(content)) is not None:
        how = "it has no byte order mark, but the zeros of that encoding"
        return Decoded(content.decode(wide, errors="replace"), wide, how)
    own = _stated(content) if html else None
    stated = own or _known(declared or "")
    text = _try(content, "utf-8")
    if text is not None and not (stated or "").startswith(("iso2022", "hz")):
        return Decoded(text, "utf-8", "its bytes are valid UTF-8")
    if text is None and (halves := _halved_utf8(content)) is not None:
        return halves
    if stated is not None:
        stated_text = _try(content, stated)
        if stated_text is not None:
            who = "the page" if own else "what delivered the page"
            return Decoded(stated_text, stated, f"{who} states its encoding")
    return _broken_utf8(content) or _guessed(content) or _last_resort(content, source)


def _mark(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark -> which of them it is, going by the first bytes; None if neither."""
    head = content[:_SNIFFED]
    if b"\0" not in head or _mark(head) is not None:
        return None
    return next((encoding for encoding in _WIDE if _reads_as(head, encoding)), None)


def _reads_as(head: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding: no character in it is none, and there are spaces."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeError:
        return False
    spaces = sum(map(text.count, (" ", "\n", "\r", "\t")))
    return spaces >= max(1, _SPACES_OF_TEXT * len(text)) and not any(
        unicodedata.category(one) in {"Cn", "Co", "Cc"} and one not in "\t\n\r" for one in text
    )


def _with_mark(content: bytes, source: str, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > _MAX_BROKEN_SHARE * len(text):
        raise InputError(source, f"broken encoding: marked as {encoding}, but not readable as that", "save it as UTF-8")
    note = f"; {broken} unreadable places became \ufffd" if broken else ""
    return Decoded(text, encoding, f"a byte order mark says so{note}")


def _stated(content: bytes) -> str | None:
    found = _META_CHARSET.search(content[:_SNIFFED])
    if found is None:
        return None
    return _known(found.group(1).decode("ascii", errors="ignore"))


def _known(name: str) -> str | None:
    """A charset's name as pages write it -> the name of the codec that reads it; None if there is none."""
    name = name.strip().lower()
    # The HTML standard reads these two names as Windows-1252.
    name = "windows-1252" if name in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found in _NOT_OF_PAGES else found


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, AssertionError):
        return None


def _halved_utf8(content: bytes) -> Decoded | None:
    """UTF-8 in which some characters were written as two halves, as UTF-16 has them, or as one half alone."""
    if b"\xed" not in content:
        return None
    try:
        halves = content.decode("utf-8", errors="surrogatepass").encode("utf-16-le", errors="surrogatepass")
    except UnicodeError:
        return None
    text = halves.decode("utf-16-le", errors="replace")
    broken = text.count("\ufffd")
    note = f", of which {broken} stood alone and became \ufffd" if broken else ""
    return Decoded(text, "utf-8", f"UTF-8 with halves of characters{note}")


def _broken_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: most of what is not ASCII is valid."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    valid = len(text) - broken - sum(byte < 128 for byte in content)
    if broken * 5 > valid:
        return None
    return Decoded(text, "utf-8", f"UTF-8 but for {broken} broken places, which became \ufffd")


def _guessed(content: bytes) -> Decoded | None:
    """Mostly ASCII with Windows-1252 punctuation, or whatever charset-normalizer finds."""
    high = sum(byte > 127 for byte in content[:_SAMPLED])
    western = _try(content, "cp1252")
    if western is not None and high * 8 < len(content[:_SAMPLED]):
        return Decoded(western, "cp1252", "not UTF-8; mostly ASCII, so the rest was read as Windows-1252")
    best = from_bytes(content[:_SAMPLED]).best()
    text = _try(content, best.encoding) if best is not None else None
    if best is None or text is None:
        return None
    return Decoded(text, best.encoding, "its bytes look most like this encoding")


def _last_resort(content: bytes, source: str) -> Decoded:
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken > _MAX_BROKEN_SHARE * len(text):
        raise InputError(source, "broken encoding: no encoding reads its bytes as text", "save the page again as UTF-8")
    return Decoded(text, "utf-8", f"no encoding fits; read as UTF-8, {broken} broken places became \ufffd")


def _head(content: bytes) -> bytes:
    """The first bytes, without a byte order mark; of UTF-16 and UTF-32 every ASCII character."""
    head = content[:_SNIFFED]
    mark = _mark(content) or wide_encoding(content)
    if mark is not None and mark.startswith(("utf-16", "utf-32")):
        return head.decode(mark, errors="ignore").encode("ascii", errors="ignore")
    return head.removeprefix(codecs.BOM_UTF8)
