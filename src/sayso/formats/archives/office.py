"""Zip archives that are one document and no archive: those of office programs."""

from __future__ import annotations

import zipfile
from typing import NamedTuple


class Office(NamedTuple):
    """A document of an office program.

    what: what it is
    mend: what to do with it; None if it can be read
    """

    what: str
    mend: str | None


_BY_FOLDER = {
    "word/": Office("a Word document", None),
    "xl/": Office("an Excel workbook", "save its sheets as CSV"),
    "ppt/": Office("a PowerPoint presentation", "save it as PDF"),
}
_CONTENT_TYPES = "[Content_Types].xml"
_EVERY_OFFICE = (_CONTENT_TYPES, "_rels/.rels", "docProps/")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_BY_TYPE = {
    f"{_OPEN_DOCUMENT}text": Office("an OpenDocument text", "save it as DOCX or PDF"),
    f"{_OPEN_DOCUMENT}spreadsheet": Office("an OpenDocument spreadsheet", "save its sheets as CSV"),
    f"{_OPEN_DOCUMENT}presentation": Office("an OpenDocument presentation", "save it as PDF"),
    "application/epub+zip": Office("an e-book (EPUB)", "save its pages as HTML or as plain text"),
}
_OTHER = Office("a document of an office program", "save it as PDF")


def office_of(archive: zipfile.ZipFile) -> Office | None:
    """A zip archive -> which office document it is; None if it is an archive."""
    names = [info.filename for info in archive.filelist]
    if _CONTENT_TYPES in names:
        found = (office for folder, office in _BY_FOLDER.items() if any(name.startswith(folder) for name in names))
        return next(found, _OTHER)
    first = archive.filelist[0] if names else None
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return None
    try:
        stated = archive.open(first).read(200).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError):
        return None
    return _BY_TYPE.get(stated, _OTHER)


def office_by_first_name(name: str) -> Office | None:
    """The first name in a zip archive without a directory -> which office document it may be."""
    if name == "mimetype":
        return _OTHER
    by_folder = (office for folder, office in _BY_FOLDER.items() if name.startswith(folder))
    return next(by_folder, _BY_FOLDER["word/"] if name.startswith(_EVERY_OFFICE) else None)
