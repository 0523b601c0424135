"""clean: documents, furniture -> blocks, text."""

from __future__ import annotations

from sayso.tables import Blocks, Furniture, LocalDocuments, Originals, Texts


def clean(documents: LocalDocuments, originals: Originals, furniture: Furniture) -> tuple[Blocks, Texts]:
    """LocalDocuments[n], their bytes, the pile's furniture -> the blocks of every page, the text of every document."""
    return Blocks.of(()), Texts.of(())
