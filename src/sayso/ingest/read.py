"""One input's bytes -> the document it holds; the answer hangs on the bytes alone."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats import Page, read_page
from sayso.formats.kinds import HEAD, Kind, kind_of
from sayso.ids import doc_id_of, sha256_of
from sayso.ingest.html import most_attributes, read_html
from sayso.tables import LocalDocument, MetadataField

METHOD = "ingest/2"

_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair of code units: no character, and nothing that UTF-8 can hold."""
_MOST_ATTRIBUTES = 10_000
"""libxml2 holds every attribute of an element against every other: 100,000 of them take a minute."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def read_document(content: bytes, source: str, settings: IngestSettings = IngestSettings()) -> LocalDocument:
    """An input's bytes -> the document they hold.

    Keeps:  every code point of a text, but for line ends (all become "\\n") and control characters (each becomes a
            space, since neither SQLite nor HTML can carry them) and lone surrogates (each becomes U+FFFD); of HTML
            the visible text, in reading order
    Raises: InputError when there is nothing to read; `source` is only named in it
    """
    if len(content) > settings.max_bytes:
        raise InputError(
            source,
            f"the input has {len(content):,} bytes, more than the {settings.max_bytes:,} that are read",
            "split it into pages, one file a page",
        )
    if not content.strip():
        raise InputError(source, "the input is empty", "save the page again, or leave the file out")
    if kind_of(content[:HEAD]) is Kind.html:
        _refuse_markup(len(content), source, settings)
    page = _sound(read_page(content, source, settings))
    if page.is_markup:
        _refuse_markup(len(page.text), source, settings)
        _refuse_attributes(page.text, source)
    raw_text, metadata = _visible(page)
    _refuse_own_report(metadata, source)
    _refuse_text(raw_text, source, settings)
    return LocalDocument(
        doc_id=doc_id_of(content),
        sha256=sha256_of(content),
        media_type=page.media_type,
        encoding=page.encoding,
        raw_text=raw_text,
        metadata=tuple(MetadataField(field.name, _whole(field.value)) for field in (*page.metadata, *metadata)),
        method=METHOD,
        detail=page.detail,
    )


def plain_text(decoded: str) -> str:
    """Decoded text -> the same with one kind of line end and no control characters."""
    for line_end, newline in _LINE_ENDS.items():
        decoded = decoded.replace(line_end, newline)
    return _CONTROL.sub(" ", decoded)


def _sound(page: Page) -> Page:
    """A page without lone surrogates in its text, said in its detail."""
    text, halves = _LONE_SURROGATE.subn("\ufffd", page.text)
    if not halves:
        return page
    return replace(page, text=text, detail=f"{page.detail}; {halves} broken characters became \ufffd")


def _whole(words: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", plain_text(words))


def _visible(page: Page) -> tuple[str, tuple[MetadataField, ...]]:
    text = plain_text(page.text)
    if not page.is_markup:
        return text, ()
    visible, metadata = read_html(text)
    # Markup may name a control character, "&#8;".
    return plain_text(visible), metadata


def _refuse_own_report(metadata: tuple[MetadataField, ...], source: str) -> None:
    """A report repeats the pages it was made from: read again, every one of them would have a second witness."""
    if MetadataField("generator", "Sayso") in metadata:
        raise InputError(source, "this is a report that Sayso wrote, not a page of news", "leave it out of the pile")


def _refuse_markup(size: int, source: str, settings: IngestSettings) -> None:
    """Refused before its tree is built, which takes ten to thirty times the memory of the page."""
    if size > settings.max_markup:
        raise InputError(
            source,
            f"the page has {size:,} bytes of HTML, more than the {settings.max_markup:,} that are read",
            "save the page as text, or raise max_markup in the settings",
        )


def _refuse_attributes(markup: str, source: str) -> None:
    number = most_attributes(markup)
    if number > _MOST_ATTRIBUTES:
        raise InputError(
            source,
            f"an element of the page has about {number:,} attributes, more than the {_MOST_ATTRIBUTES:,} that are read",
            "save the page as text",
        )


def _refuse_text(raw_text: str, source: str, settings: IngestSettings) -> None:
    if not raw_text.strip():
        raise InputError(source, "no visible text is in the input", "save the page again once it has loaded")
    lines = raw_text.count("\n") + 1
    if len(raw_text) > settings.max_text or lines > settings.max_lines:
        raise InputError(
            source,
            f"the text has {len(raw_text):,} characters in {lines:,} lines; at most {settings.max_text:,} in "
            f"{settings.max_lines:,} are read",
            "split it into pages, one file a page",
        )
    longest = max(len(line) for line in raw_text.split("\n"))
    if longest > settings.max_line:
        raise InputError(
            source,
            f"one line has {longest:,} characters; no news page has a line over {settings.max_line:,}",
            "break the text into lines, or raise max_line in the settings",
        )
