"""Pages in blocks -> the tables that clean would give of them."""

from __future__ import annotations

from typing import Any

from sayso.tables import Block, Blocks, LocalDocument, LocalDocuments, MetadataField, Text, Texts

DOC = "0" * 16


def page(
    blocks: list[tuple[Any, str]], metadata: dict[str, str] | None = None, url: str | None = None
) -> tuple[LocalDocuments, Blocks, Texts]:
    """Kinds and words of a page's blocks, in order -> its document, blocks and text."""
    raw, text, rows = "", "", []
    for kind, words in blocks:
        start = None
        if kind in {"title", "byline", "dateline", "body", "caption"}:
            text += "\n\n" if text else ""
            start = len(text)
            text += words
        end = None if start is None else len(text)
        rows.append(Block(DOC, len(raw), len(raw) + len(words), start, end, kind, start is not None, "clean/1", ""))
        raw += words + "\n"
    fields = tuple(MetadataField(name, value) for name, value in (metadata or {}).items())
    document = LocalDocument(DOC, DOC * 4, "text/plain", "utf-8", raw, fields, "ingest/1", "")
    row = Text(DOC, text, url, None, None, (), "en", "report", "clean/1", "")
    return LocalDocuments.of([document]), Blocks.of(rows), Texts.of([row])
