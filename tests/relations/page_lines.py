"""Pages in a line each: "# title|{B}body line|{C}caption|{X}cut line|{P}" -> the tables that relate reads.

{P} stands for a paragraph without any credit.
"""

from __future__ import annotations

from sayso.tables import Block, BlockKind, Blocks, LocalDocument, LocalDocuments, Text, Texts

PARAGRAPH = "The harbour was closed for the rest of the day, and the passengers were brought ashore in small boats."
KINDS: dict[str, tuple[BlockKind, bool]] = {
    "# ": ("title", True), "{B": ("body", True), "{C": ("caption", True), "{X": ("other", False), "{P": ("body", True),
}  # fmt: skip


def read_page(page: str, publisher: str = "", doc_id: str = "d1") -> tuple[Texts, LocalDocuments, Blocks]:
    """A page in a line -> its text, its raw text, its blocks."""
    blocks: list[Block] = []
    raw, text, title = "", "", None
    for line in page.split("|"):
        kind, kept = KINDS[line[:2]]
        words = PARAGRAPH if line.startswith("{P") else line.removeprefix(line[:2]).removeprefix("}")
        start = end = None
        if kept:
            text += "\n\n" if text else ""
            start, end = len(text), len(text) + len(words)
            text += words
        blocks.append(Block(doc_id, len(raw), len(raw) + len(words) + 1, start, end, kind, kept, "test/1", ""))
        raw += words + "\n"
        title = words if kind == "title" else title
    row = Text(doc_id, text, None, publisher or None, title, (), "en", "report", "test/1", "")
    document = LocalDocument(doc_id, "0" * 64, "text/plain", "utf-8", raw, (), "test/1", "")
    return Texts.of([row]), LocalDocuments.of([document]), Blocks.of(blocks)
