"""One document's bytes -> its words, out of their wrapping; the answer hangs on the bytes alone."""

from __future__ import annotations

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.encoding import decode, refuse_binary
from sayso.formats.kinds import HEAD, Kind, kind_of
from sayso.formats.page import Page


def read_page(content: bytes, source: str, settings: IngestSettings = IngestSettings()) -> Page:
    """A document's bytes -> its words and what its wrapping says of it.

    Raises: InputError when they cannot be read; `source` is only named in it
    """
    kind = kind_of(content[:HEAD])
    refuse_binary(content, source)
    return _read_text(content, source, kind is Kind.html)


def _read_text(content: bytes, source: str, html: bool) -> Page:
    decoded = decode(content, source, html)
    how = "begins like HTML, so its visible text was taken" if html else "plain text, taken as it stands"
    return Page(
        media_type="text/html" if html else "text/plain",
        encoding=decoded.encoding,
        text=decoded.text,
        is_markup=html,
        metadata=(),
        detail=f"{how}; {decoded.detail}",
    )
