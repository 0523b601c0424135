"""One document's bytes -> its words, out of their wrapping; the answer hangs on the bytes alone."""

from __future__ import annotations

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.encoding import decode, refuse_binary
from sayso.formats.feeds.entry import read_feed_entry
from sayso.formats.kinds import HEAD, Kind, kind_of
from sayso.formats.mail.messages import read_mail, read_mhtml
from sayso.formats.markdown import read_markdown
from sayso.formats.page import Page
from sayso.formats.tables.records import read_row

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WITHOUT_MARKUP = frozenset({"text/plain", "text/markdown", "application/pdf", _WORD})
_NO_LIMIT = 1 << 62
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OFFICE_MARKS = (b"[Content_Types].xml", b"word/", b"_rels/.rels", b"docProps/")
"""Names of which one is the first in a Word document's archive."""


def read_page(
    content: bytes, source: str, settings: IngestSettings = IngestSettings(), declared: str | None = None
) -> Page:
    """A document's bytes -> its words and what its wrapping says of it.

    declared: the charset that whoever delivered the bytes names; it counts where they themselves state none
    Raises: InputError when they cannot be read; `source` is only named in it
    """
    match kind_of(content[:HEAD]):
        case Kind.feed:
            return read_feed_entry(content, source)
        case Kind.row:
            return read_row(content, source)
        case Kind.mail:
            return read_mail(content, source)
        case Kind.mhtml:
            return read_mhtml(content, source)
        case Kind.html:
            return _read_text(content, source, declared, html=True)
        case Kind.pdf | Kind.zip | Kind.warc as kind:
            return _read_heavy(kind, content, source, settings)
        case _:
            return _read_text(content, source, declared, html=False)


def markup_of(content: bytes, media_type: str) -> str | None:
    """A document that was read before, and as what -> its HTML, out of its wrapping; None if it has none."""
    if media_type in _WITHOUT_MARKUP or not content:
        return None
    # Whatever limits let it in then let it in now.
    page = read_page(content, media_type, IngestSettings(max_bytes=_NO_LIMIT, max_markup=_NO_LIMIT))
    return page.text if page.is_markup else None


def _read_heavy(kind: Kind, content: bytes, source: str, settings: IngestSettings) -> Page:
    """What needs a library that few piles need: it is loaded when the first such document comes."""
    if kind is Kind.pdf:
        from sayso.formats.pdf.pages import read_pdf

        return read_pdf(content, source)
    if kind is Kind.warc:
        from sayso.formats.warc.records import read_warc_record

        return read_warc_record(content, source, settings)
    if not content[30:60].startswith(_OFFICE_MARKS) and b"word/document.xml" not in content:
        refuse_binary(content, source)
    from sayso.formats.docx import read_docx

    return read_docx(content, source, settings)


def _read_text(content: bytes, source: str, declared: str | None, html: bool) -> Page:
    if content.startswith(_OLD_OFFICE):
        raise InputError(
            source, "the input is an old office document (DOC), or a new one locked with a password",
            "save it again as DOCX, without a password",
        )  # fmt: skip
    refuse_binary(content, source)
    decoded = decode(content, source, html, declared)
    marked = None if html else read_markdown(decoded.text, decoded.encoding, decoded.detail)
    if marked is not None:
        return marked
    how = "begins like HTML, so its visible text was taken" if html else "plain text, taken as it stands"
    return Page(
        media_type="text/html" if html else "text/plain",
        encoding=decoded.encoding,
        text=decoded.text,
        is_markup=html,
        metadata=(),
        detail=f"{how}; {decoded.detail}",
    )
