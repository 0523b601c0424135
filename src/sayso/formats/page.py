"""Page: what a document's bytes hold, whatever they were wrapped in."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.tables import MetadataField


@dataclass(frozen=True, slots=True)
class Page:
    """A document's words, out of their wrapping.

    text:      decoded; HTML markup if `is_markup`, else the visible text itself
    metadata:  what the wrapping says of the page, in its order; what markup says of itself is not in it yet. Names:
               `record:...` what whoever delivered the page says of it (a feed's entry, a table's row, a mail's header,
               a front matter): title, date, updated, author, url, publisher, language, section
               `file:...` the properties of a PDF or DOCX: title, author, created, modified
               `capture:...` of a page that a program saved: url, date
    encoding:  the encoding its words were decoded with
    detail:    how it was read, in words
    """

    media_type: str
    encoding: str
    text: str
    is_markup: bool
    metadata: tuple[MetadataField, ...]
    detail: str
