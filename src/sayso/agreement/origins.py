"""Through which origin a telling came: what can only count once.

The first that applies: the outlet cited in its chain; the wire credited for the passage; the cluster of copies or
rewrites; the publisher; the document itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.agreement.copies import Copies, clusters
from sayso.ids import content_id
from sayso.language.wording import plain_key
from sayso.tables import (
    Credit,
    Credits,
    Entity,
    LocalEventMentions,
    LocalStatement,
    MentionOrigin,
    Origin,
    OriginKind,
    Relations,
    Text,
    Texts,
)

METHOD = "compare/1"


class Origins:
    """Finds the origin of every telling, and remembers the rows that are needed."""

    def __init__(
        self,
        texts: Texts,
        relations: Relations,
        wire_credits: Credits,
        entity_of: Mapping[str, str],
        entities: Mapping[str, Entity],
    ) -> None:
        self._texts = {row.doc_id: row for row in texts.rows()}
        self._copies = Copies(self._texts, relations)
        self._houses = _houses(self._texts, relations)
        self._credits: dict[str, list[Credit]] = {}
        for credit in wire_credits.rows():
            if credit.scope != "part":
                self._credits.setdefault(credit.doc_id, []).append(credit)
        self._wires = {plain_key(row.wire): row.wire for rows in self._credits.values() for row in rows}
        self._entity_of = entity_of
        self._entities = entities
        self.rows: dict[str, Origin] = {}

    def of(self, statement: LocalStatement) -> tuple[str, str]:
        """A statement -> the origin_id of what it tells, and why."""
        return self._outlet(statement) or self._wire(statement) or self._text(statement) or self._publisher(statement)

    def _outlet(self, statement: LocalStatement) -> tuple[str, str] | None:
        outlet = next((link for link in reversed(statement.chain) if link.kind == "outlet"), None)
        if outlet is None:
            return None
        entity = self._entities.get(self._entity_of.get(outlet.referent_id or "", ""))
        names = (entity.name, *entity.aliases) if entity else (outlet.name,)
        wire = next((self._wires[key] for name in names if (key := plain_key(name)) in self._wires), None)
        why = "cited as the outlet that reports it"
        # A wire that one page cites and another prints is one origin.
        return self._row("wire", wire, why) if wire else self._row("outlet", names[0], why)

    def _wire(self, statement: LocalStatement) -> tuple[str, str] | None:
        own = self._credit_at(statement.doc_id, statement.start)
        if own is not None:
            return self._row("wire", own.wire, own.detail)
        for other in self._copies.holding(statement.doc_id, statement.start, statement.end):
            credit = self._whole_credit(other)
            if credit is not None:
                why = f"these words stand in another document, too, and there {credit.detail}"
                return self._row("wire", credit.wire, why)
        return None

    def _credit_at(self, doc_id: str, start: int) -> Credit | None:
        """The credit for the passage that holds a place, else that for the whole document."""
        for credit in self._credits.get(doc_id, []):
            if (credit.passage_start or 0) <= start < (credit.passage_end or 0):
                return credit
        return self._whole_credit(doc_id)

    def _whole_credit(self, doc_id: str) -> Credit | None:
        whole = [credit for credit in self._credits.get(doc_id, []) if credit.scope == "document"]
        return min(whole, key=lambda credit: credit.wire, default=None)

    def _text(self, statement: LocalStatement) -> tuple[str, str] | None:
        holding = self._copies.holding(statement.doc_id, statement.start, statement.end)
        if len(holding) < 2 or self._one_publisher(holding):
            return None
        return self._row(
            "text", holding[0], f"the same text stands in {len(holding)} documents", self._title(holding[0])
        )

    def _one_publisher(self, doc_ids: tuple[str, ...]) -> bool:
        """Whether all copies of a text are one publisher's: that counts once already, with all else it prints."""
        publishers = {self._house(doc_id) for doc_id in doc_ids}
        return len(publishers) == 1 and None not in publishers

    def _publisher(self, statement: LocalStatement) -> tuple[str, str]:
        publisher = self._house(statement.doc_id)
        if publisher:
            return self._row("publisher", publisher, "published there")
        why = "neither outlet, wire, copy nor publisher is known"
        return self._row("document", statement.doc_id, why, self._title(statement.doc_id))

    def _house(self, doc_id: str) -> str | None:
        """Whose a document is, under the one name that all of its publisher's documents count by."""
        return self._houses.get(doc_id, self._texts[doc_id].publisher)

    def _title(self, doc_id: str) -> str:
        return self._texts[doc_id].title or doc_id

    def _row(self, kind: OriginKind, key: str, why: str, name: str | None = None) -> tuple[str, str]:
        origin_id = content_id("origin", kind, key)
        about = "a page says that its words are theirs" if kind == "wire" else why
        self.rows.setdefault(origin_id, Origin(origin_id, name or key, kind, METHOD, about))
        return origin_id, why


def _houses(texts: Mapping[str, Text], relations: Relations) -> dict[str, str]:
    """Documents that are one publisher's -> the first of the names that it goes by; what only has one owner is two."""
    same = clusters(row for row in relations.rows() if row.relation == "same_publisher" and row.score == 1.0)
    names = {doc_id: sorted({texts[other].publisher or "" for other in cluster}) for doc_id, cluster in same.items()}
    return {doc_id: next(name for name in found if name) for doc_id, found in names.items() if any(found)}


def mention_origins(
    mentions: LocalEventMentions, statements: Mapping[str, LocalStatement], origins: Origins
) -> dict[str, MentionOrigin]:
    """Every telling -> its origin."""
    rows = {}
    for mention in mentions.rows():
        origin_id, why = origins.of(statements[mention.statement_id])
        rows[mention.event_mention_id] = MentionOrigin(mention.event_mention_id, origin_id, METHOD, why)
    return rows
