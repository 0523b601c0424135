"""A PDF -> its text in reading order, a paragraph a line, and its properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sayso.errors import InputError
from sayso.formats.page import Page
from sayso.formats.pdf.lines import Line, lines_of
from sayso.formats.pdf.paragraphs import paragraphs_of
from sayso.tables import MetadataField

_PROPERTIES = (("title", "Title"), ("author", "Author"), ("created", "CreationDate"), ("modified", "ModDate"))
_MOMENT = re.compile(
    r"(?:D:)?(?P<y>[12]\d{3})(?P<m>0[1-9]|1[0-2])?(?P<d>[0-3]\d)?(?:(?P<H>[0-2]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?)?"
    r"(?:(?P<zone>Z)|(?P<sign>[+-])(?P<h>\d\d)'?(?P<min>\d\d)?)?"
)
_LONGEST_VALUE = 1_000
_MOST_LOOKED_AT = 20
"""On so many pages without text pictures are looked for."""


def read_pdf(content: bytes, source: str) -> Page:
    """A PDF's bytes -> its paragraphs with a blank line between, and its properties as metadata `file:...`.

    Keeps:  running heads and page numbers as lines of their own
    Raises: InputError if it is locked, damaged or holds no text but pictures of it
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _unreadable(source, error) from error
    try:
        pages = [list(_lines(document, number)) for number in range(len(document))]
        empty = [number for number, lines in enumerate(pages) if not lines]
        if len(empty) == len(pages):
            raise _without_text(document, source)
        metadata = tuple(_properties(document))
    finally:
        document.close()
    unread = f"; {len(empty)} of its {len(pages)} pages hold no text" if empty else ""
    return Page(
        media_type="application/pdf",
        encoding="utf-8",
        text="\n\n".join(paragraphs_of(pages)),
        is_markup=False,
        metadata=metadata,
        detail=f"a PDF, its text in reading order, the lines of a paragraph joined{unread}",
    )


def _lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    """A page's lines; none of a page that is damaged."""
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    lines = lines_of(textpage)
    textpage.close()
    page.close()
    return lines


def _unreadable(source: str, error: pdfium.PdfiumError) -> InputError:
    if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
        return InputError(source, "the PDF is locked with a password", "save it again without one")
    if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
        return InputError(source, "the PDF is locked in a way that cannot be opened", "print it to a new PDF")
    return InputError(source, "the PDF is damaged", "save or download it again")


def _without_text(document: pdfium.PdfDocument, source: str) -> InputError:
    if any(_has_picture(document, number) for number in range(min(len(document), _MOST_LOOKED_AT))):
        return InputError(
            source, "the PDF holds pictures of text and no text", "run text recognition (OCR) on it first"
        )
    return InputError(source, "the PDF holds no text", "leave it out of the pile")


def _has_picture(document: pdfium.PdfDocument, number: int) -> bool:
    try:
        pictures = document[number].get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
        return next(islice(pictures, 1), None) is not None
    except pdfium.PdfiumError:
        return False


def _properties(document: pdfium.PdfDocument) -> Iterator[MetadataField]:
    for name, theirs in _PROPERTIES:
        value = " ".join(document.get_metadata_value(theirs).split())[:_LONGEST_VALUE]
        if name in {"created", "modified"}:
            value = _moment(value)
        if value:
            yield MetadataField(f"file:{name}", value)


def _moment(value: str) -> str:
    """A PDF's date, "D:20230914120000+09'00'" -> ISO 8601; what is no such date stays as it is."""
    found = _MOMENT.fullmatch(value.strip().rstrip("'"))
    if found is None:
        return value
    day = "-".join(part for part in (found["y"], found["m"], found["d"]) if part)
    if not found["H"]:
        return day
    zone = "Z" if found["zone"] else f"{found['sign']}{found['h']}:{found['min'] or '00'}" if found["sign"] else ""
    return f"{day}T{found['H']}:{found['M']}:{found['S'] or '00'}{zone}"
