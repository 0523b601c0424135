"""Through which origin a telling came: what can only count once.

The first that applies: the outlet cited in its chain; the cluster of copies its document belongs to; the publisher; the
document itself. (A wire credit comes before the copies, once relate writes any.)
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.ids import content_id
from sayso.tables import (
    Entity,
    LocalEventMentions,
    LocalStatement,
    MentionOrigin,
    Origin,
    OriginKind,
    Relations,
    Texts,
)

METHOD = "compare/1"
COPIES = frozenset({"exact", "near", "rewrite"})


class Origins:
    """Finds the origin of every telling, and remembers the rows that are needed."""

    def __init__(
        self, texts: Texts, relations: Relations, entity_of: Mapping[str, str], entities: Mapping[str, Entity]
    ) -> None:
        self._texts = {row.doc_id: row for row in texts.rows()}
        self._copies = copy_clusters(relations)
        self._entity_of = entity_of
        self._entities = entities
        self.rows: dict[str, Origin] = {}

    def of(self, statement: LocalStatement) -> tuple[str, str]:
        """A statement -> the origin_id of what it tells, and why."""
        outlet = next((link for link in reversed(statement.chain) if link.kind == "outlet"), None)
        if outlet is not None:
            entity = self._entities.get(self._entity_of.get(outlet.referent_id or "", ""))
            name = entity.name if entity else outlet.name
            return self._row("outlet", name, "cited as the outlet that reports it")
        copies = self._copies.get(statement.doc_id)
        if copies:
            why = f"the same text stands in {len(copies)} documents"
            return self._row("text", copies[0], why, self._title(copies[0]))
        publisher = self._texts[statement.doc_id].publisher
        if publisher:
            return self._row("publisher", publisher, "published there")
        why = "neither outlet, copy nor publisher is known"
        return self._row("document", statement.doc_id, why, self._title(statement.doc_id))

    def _title(self, doc_id: str) -> str:
        return self._texts[doc_id].title or doc_id

    def _row(self, kind: OriginKind, key: str, why: str, name: str | None = None) -> tuple[str, str]:
        origin_id = content_id("origin", kind, key)
        self.rows.setdefault(origin_id, Origin(origin_id, name or key, kind, METHOD, why))
        return origin_id, why


def copy_clusters(relations: Relations) -> dict[str, tuple[str, ...]]:
    """Relations -> doc_id -> all the documents that are copies of one another, itself among them, sorted."""
    clusters: dict[str, set[str]] = {}
    for row in relations.rows():
        if row.relation in COPIES:
            both = clusters.get(row.doc_id, {row.doc_id}) | clusters.get(row.other_doc_id, {row.other_doc_id})
            for doc_id in both:
                clusters[doc_id] = both
    return {doc_id: tuple(sorted(cluster)) for doc_id, cluster in clusters.items()}


def mention_origins(
    mentions: LocalEventMentions, statements: Mapping[str, LocalStatement], origins: Origins
) -> dict[str, MentionOrigin]:
    """Every telling -> its origin."""
    rows = {}
    for mention in mentions.rows():
        origin_id, why = origins.of(statements[mention.statement_id])
        rows[mention.event_mention_id] = MentionOrigin(mention.event_mention_id, origin_id, METHOD, why)
    return rows
