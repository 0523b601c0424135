"""A Word document (DOCX) -> its paragraphs and tables in order, and its properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Literal, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from lxml import etree

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.page import Page
from sayso.tables import MetadataField

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
"""What was taken away while changes were tracked, what is no text, and what says the same again for older programs."""
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MAIN_TYPES = ("wordprocessingml.document", "wordprocessingml.template", "ms-word.document", "ms-word.template")
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEND = "open it in a word processor and save it again"
_BROKEN = (
    OpcError, zipfile.BadZipFile, zipfile.LargeZipFile, etree.LxmlError, LookupError, ValueError, TypeError,
    AttributeError, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error,  # type: ignore[attr-defined]
)  # fmt: skip

Kind = Literal["paragraph", "list", "row"]


class Block(NamedTuple):
    """A paragraph, an entry of a list or a row of a table."""

    kind: Kind
    text: str


def read_docx(content: bytes, source: str, settings: IngestSettings) -> Page:
    """A Word document's bytes -> its text, a blank line between paragraphs, and its properties as `file:...`.

    Keeps:  headings, lists and tables in their order (a row a line, a tab between cells), what was inserted while
            changes were tracked; not what was deleted, nor headers, footers and footnotes
    Raises: InputError if it is damaged, too large once unpacked, or no Word document
    """
    _refuse_bomb(content, source, settings)
    try:
        package = OpcPackage.open(BytesIO(content))
        main = package.main_document_part
        if not any(kind in main.content_type for kind in _MAIN_TYPES):
            raise InputError(source, "the document holds no text of a word processor", "save it as DOCX or as PDF")
        root = etree.fromstring(main.blob, parser=etree.XMLParser(resolve_entities=False, no_network=True))
        metadata = tuple(_properties(package))
    except _BROKEN as error:
        raise InputError(source, "the Word document is damaged", _MEND) from error
    return Page(
        media_type=_MEDIA_TYPE,
        encoding="utf-8",
        text="".join(_spaced(_Reading().of(root))),
        is_markup=False,
        metadata=metadata,
        detail="a Word document, its paragraphs and tables in order",
    )


def _refuse_bomb(content: bytes, source: str, settings: IngestSettings) -> None:
    """Raises: InputError if the document is no zip archive, or is too large once unpacked"""
    try:
        members = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, LookupError) as error:
        raise InputError(source, "the Word document is damaged", _MEND) from error
    if any(member.flag_bits & 1 for member in members):
        raise InputError(source, "the Word document is locked with a password", "save it again without one")
    whole = sum(member.file_size for member in members)
    text = max((member.file_size for member in members if member.filename.endswith((".xml", ".rels"))), default=0)
    if whole > settings.max_bytes or text > settings.max_markup:
        raise InputError(
            source,
            f"the Word document unpacks to {whole:,} bytes, more than are read",
            "split it, or take out its pictures",
        )


def _properties(package: Any) -> Iterator[MetadataField]:
    # Asked for properties that are not there, the library makes some up, with today's date.
    kinds = {relation.reltype for relation in package.rels.values()}
    if RELATIONSHIP_TYPE.CORE_PROPERTIES not in kinds:
        return
    core = package.core_properties
    stated = (
        ("title", core.title), ("author", core.author),
        ("created", core.created and core.created.isoformat()),
        ("modified", core.modified and core.modified.isoformat()),
    )  # fmt: skip
    for name, value in stated:
        if words := " ".join((value or "").split()):
            yield MetadataField(f"file:{name}", words)


def _spaced(blocks: list[Block]) -> Iterator[str]:
    """Blocks with what stands between them: rows and entries of a list on the next line, else a blank line."""
    for number, block in enumerate(blocks):
        if number:
            same = block.kind != "paragraph" and block.kind == blocks[number - 1].kind
            yield "\n" if same else "\n\n"
        yield block.text


class _Reading:
    """The blocks of a document in the making."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._tables = 0
        self._around: list[tuple[list[str], list[str], int]] = []

    def of(self, root: Any) -> list[Block]:
        """A document's tree -> its blocks; walked without recursion, however deep."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start" and element.tag in _LEFT_OUT:
                walk.skip_subtree()
            elif event == "start":
                self._start(element)
            elif element.tag not in _LEFT_OUT:
                self._end(element)
        return self._blocks

    def _start(self, element: Any) -> None:
        if element.tag == f"{_W}tbl":
            self._tables += 1
        elif element.tag == f"{_W}txbxContent":
            # A box of text hangs in the middle of a paragraph: it is read by itself, before that paragraph.
            self._around.append((self._words, self._cells, self._tables))
            self._words, self._cells, self._tables = [], [], 0
        elif element.tag == f"{_W}t":
            self._words.append(element.text or "")
        elif element.tag in _SIGNS:
            self._words.append(_SIGNS[element.tag])

    def _end(self, element: Any) -> None:
        if element.tag == f"{_W}p" and not self._tables:
            self._close("list" if _is_listed(element) else "paragraph")
        elif element.tag == f"{_W}p":
            self._words.append(" ")
        elif element.tag == f"{_W}tc":
            self._cells.append(" ".join("".join(self._words).split()))
            self._words = []
        elif element.tag == f"{_W}tr":
            self._words, self._cells = ["\t".join(self._cells)], []
            self._close("row")
        elif element.tag == f"{_W}tbl":
            self._tables = max(0, self._tables - 1)
        elif element.tag == f"{_W}txbxContent" and self._around:
            self._words, self._cells, self._tables = self._around.pop()

    def _close(self, kind: Kind) -> None:
        if text := "".join(self._words).strip():
            self._blocks.append(Block(kind, text))
        self._words = []


def _is_listed(paragraph: Any) -> bool:
    """Whether a paragraph is an entry of a list."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    style = properties.find(f"{_W}pStyle")
    named = style is not None and str(style.get(f"{_W}val", "")).startswith("List")
    return named or properties.find(f"{_W}numPr") is not None
