"""date: candidates for a document's date."""

from __future__ import annotations

from sayso.tables import Blocks, DateProposals, LocalDocuments, Texts


def date(documents: LocalDocuments, blocks: Blocks, texts: Texts) -> DateProposals:
    """What a document says of itself, its header lines and its text -> candidates for its date."""
    return DateProposals.of(())
