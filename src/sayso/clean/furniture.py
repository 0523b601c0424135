"""furniture: lines that recur across documents and hosts."""

from __future__ import annotations

from sayso.config import FurnitureSettings
from sayso.tables import Furniture, LocalDocuments


def furniture(documents: LocalDocuments, settings: FurnitureSettings = FurnitureSettings()) -> Furniture:
    """LocalDocuments[n] -> the lines that the pile repeats."""
    return Furniture.of(())
