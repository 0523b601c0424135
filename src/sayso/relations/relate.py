"""relate: documents -> relations, credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.config import RelateSettings
from sayso.language.wires import WireList
from sayso.relations.copies import find_exact, find_near
from sayso.relations.credits import find_credits
from sayso.relations.overlaps import Overlap, find_overlaps
from sayso.relations.pages import open_page, relation
from sayso.relations.publishers import find_same_owner, find_same_publisher, find_updates
from sayso.relations.rewrites import find_rewrites
from sayso.tables import Blocks, Credit, Credits, LocalDocuments, Relation, Relations, Texts


def relate(
    texts: Texts,
    documents: LocalDocuments,
    blocks: Blocks,
    wires: WireList,
    settings: RelateSettings = RelateSettings(),
) -> tuple[Relations, Credits]:
    """Texts[n] and their pages -> the pairs that are not independent, and the wires that the pages credit.

    Shape: each pair and relation once, doc_id < other_doc_id
    Keeps: n documents that are one another's copies, or of one publisher, are tied to the smallest doc_id among them,
           not each to each (n - 1 rows instead of n * (n - 1) / 2): they belong together by connection
    """
    rows = list(texts.rows())
    wire_credits = find_credits(rows, documents, blocks, wires)
    pages = {row.doc_id: open_page(row) for row in rows if row.text.strip()}
    exact, first_of = find_exact(pages.values())
    different = {doc_id: pages[doc_id] for doc_id in first_of}
    overlaps = find_overlaps(different)
    near = list(find_near(overlaps, settings))
    copies = frozenset((row.doc_id, row.other_doc_id) for row in near if row.relation == "near")
    found = [
        *exact,
        *near,
        *find_rewrites(different, copies),
        *find_updates(overlaps),
        *find_same_wire(overlaps, wire_credits),
        *find_same_publisher((page.row for page in pages.values()), documents),
        *find_same_owner((page.row for page in pages.values()), documents, wires),
    ]
    return Relations.of(found), Credits.of(wire_credits)


def find_same_wire(overlaps: Iterable[Overlap], wire_credits: Iterable[Credit]) -> Iterator[Relation]:
    """What texts share, and the wires that they credit -> the pairs that carry text of one wire."""
    credited: dict[str, set[str]] = {}
    for credit in wire_credits:
        credited.setdefault(credit.doc_id, set()).add(credit.wire)
    for overlap in overlaps:
        one, other = overlap.one.row.doc_id, overlap.other.row.doc_id
        for wire in sorted(credited.get(one, set()) & credited.get(other, set()))[:1]:
            detail = f"both credit {wire}, and they share its words: {overlap.in_words()}"
            yield relation(one, other, "wire", overlap.of_shorter, detail)
