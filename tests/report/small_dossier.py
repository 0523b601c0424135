"""A dossier of a few rows made by hand, for the report: no file, no build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from sayso import tables as t
from sayso import views as v
from sayso.schema import Table

TableT = TypeVar("TableT", bound=Table[Any])

M = "hand/1"
COPIED = "Freedonia accused Sylvania of closing a bridge, but Sylvania denies the claims.\n\nThey will meet on Friday."
MET = "The ministers met in Old Town on Friday, an aide said."


@dataclass(frozen=True)
class HandMade:
    """Tables by their class; the others are empty."""

    tables: dict[type[Table[Any]], Table[Any]]

    def read(self, table: type[TableT], /) -> TableT:
        """A table as it was given, or one without rows."""
        found = self.tables.get(table)
        if found is None:
            return table.of(())
        assert isinstance(found, table)
        return found


def document(doc_id: str, text: str, title: str | None, **changes: Any) -> v.Document:
    """A document whose page is its text between a menu and a footer."""
    values: dict[str, Any] = {
        "doc_id": doc_id,
        "sha256": doc_id * 4,
        "source": f"pile/{doc_id}.txt",
        "url": f"https://news.example/{doc_id}",
        "publisher": "news.example",
        "title": title,
        "authors": ("Ann Writer",),
        "language": "en",
        "genre": "report",
        "text": text,
        "raw_text": f"Home | Sport\n{text}\nAll rights reserved",
        "published_earliest": "2024-05-14",
        "published_latest": "2024-05-14",
        "published_method": "header",
        "counts": True,
        "method": M,
        "detail": "read by hand",
    }
    return v.Document(**{**values, **changes})


def blocks(one: v.Document) -> list[t.Block]:
    """The blocks of such a document."""
    start = one.raw_text.index(one.text)
    end = start + len(one.text)
    return [
        t.Block(one.doc_id, 0, start, None, None, "navigation", False, M, "short words in a row"),
        t.Block(one.doc_id, start, end, 0, len(one.text), "body", True, M, "sentences"),
        t.Block(one.doc_id, end, len(one.raw_text), None, None, "legal", False, M, "rights"),
    ]


def statement(statement_id: str, doc_id: str, text: str, words: str, chain: tuple[str, ...]) -> v.Statement:
    """Words of a document that somebody holds; the chain's names after the document."""
    start = text.index(words)
    links = [v.LinkedChainLink("document", doc_id, None, None, None)]
    links += [v.LinkedChainLink("unnamed", name, None, None, None) for name in chain]
    return v.Statement(
        statement_id, doc_id, start, start + len(words), ((start, start + len(words)),), words,
        "attributed" if chain else "author", None, None, None, (), None, None, None, tuple(links), None, None,
        "asserted", "positive", "certain", "past", "none", None, None, M, "by hand",
    )  # fmt: skip


def telling(
    mention_id: str, held: v.Statement, trigger: str | None, event_id: str | None, **more: Any
) -> v.EventMention:
    """A telling with the words of its statement."""
    at = held.start + held.text.index(trigger) if trigger else None
    values: dict[str, Any] = {
        "event_mention_id": mention_id, "statement_id": held.statement_id, "doc_id": held.doc_id,
        "start": held.start, "end": held.end, "text": held.text,
        "trigger_start": at, "trigger_end": at + len(trigger) if at is not None and trigger else None,
        "plover": "COERCE", "action": "COERCE", "mode": None, "contexts": (), "cameo": None, "goldstein": None,
        "quad": "material conflict", "actor_ids": ("syl",), "recipient_ids": ("fre",), "actor_countries": (),
        "recipient_countries": (), "actor_sectors": (), "recipient_sectors": (), "earliest": None, "latest": None,
        "place_entity_id": None, "numbers": (), "status": "asserted", "polarity": "positive", "certainty": "certain",
        "tense": "past", "antecedent_id": None, "event_id": event_id, "origin_id": "text", "score": 0.9, "method": M,
        "detail": "verb close",
    }  # fmt: skip
    return v.EventMention(**{**values, **more})


def event(event_id: str, title: str, standing: t.Standing, day: str | None) -> v.Event:
    """An event between the two countries."""
    return v.Event(
        event_id, "COERCE", "COERCE", "material conflict", title, ("syl",), ("fre",), day, day, None,
        1, 1 if standing == "contested" else 0, standing, "story", M, "by hand",
    )  # fmt: skip


def entity(entity_id: str, name: str) -> t.Entity:
    """A country that does not exist."""
    return t.Entity(entity_id, name, "country", None, None, (), (f"the {name}ns",), None, None, None, M, "by hand")


def small_dossier(title: str = "A bridge is closed", url: str = "https://news.example/one") -> HandMade:
    """Two copies and a third page: a contested closing, a foretold meeting, a failure."""
    one = document("d1", COPIED, title, url=url)
    two = document("d2", COPIED, None, source="pile/copy.txt", published_method="metadata")
    three = document("d3", MET, "They met", published_earliest=None, published_latest=None, published_method=None)
    closing = "Sylvania of closing a bridge"
    said = statement("s1", "d1", COPIED, closing, ("Freedonia",))
    again = statement("s2", "d2", COPIED, closing, ("Freedonia",))
    denied = statement("s3", "d1", COPIED, "the claims", ("Sylvania",))
    foretold = statement("s4", "d1", COPIED, "They will meet on Friday", ())
    met = statement("s5", "d3", MET, "The ministers met in Old Town on Friday", ("an aide",))
    return HandMade(
        {
            v.Documents: v.Documents.of([one, two, three]),
            t.DocumentDates: t.DocumentDates.of(
                [t.DocumentDate("d1", "2024-05-14", "2024-05-14", "header", M, "the line above the title")]
            ),
            v.DateCandidates: v.DateCandidates.of(
                [v.DateCandidate("c1", "d1", "published", "2024-05-14", "day", "header", None, None, None, True, "ok")]
            ),
            t.Blocks: t.Blocks.of([*blocks(one), *blocks(two), *blocks(three)]),
            t.Sentences: t.Sentences.of(
                [
                    t.Sentence(f"{doc}-{start}", doc, start, end, "body")
                    for doc in ("d1", "d2")
                    for start, end in ((0, COPIED.index("\n\n")), (COPIED.index("They will"), len(COPIED)))
                ]
                + [t.Sentence("d3-0", "d3", 0, len(MET), "body")]
            ),
            t.Relations: t.Relations.of([t.Relation("d1", "d2", "exact", 1.0, M, "all its words")]),
            t.Credits: t.Credits.of(
                [t.Credit("w1", "d2", "Lagoon Wire", "document", None, None, "(LW)", None, None, M, "named at its end")]
            ),
            t.Entities: t.Entities.of([entity("fre", "Freedonia"), entity("syl", "Sylvania")]),
            v.Statements: v.Statements.of([said, again, denied, foretold, met]),
            v.EventMentions: v.EventMentions.of(
                [
                    telling("m1", said, "closing", "e1"),
                    telling("m2", again, "closing", "e1"),
                    telling("m3", denied, None, "e1", antecedent_id="m1", status="denied"),
                    telling("m4", foretold, "meet", "e2", status="predicted", tense="future", action="CONSULT"),
                    telling("m5", met, "met", "e2", plover="CONSULT", action="CONSULT"),
                    telling("m6", met, "met", None, status="conditional"),
                ]
            ),
            v.Events: v.Events.of(
                [
                    event("e1", "Sylvania closes a bridge", "contested", "2024-05-13"),
                    event("e2", "Freedonia and Sylvania meet", "single_origin", None),
                ]
            ),
            t.Agreement: t.Agreement.of(
                [
                    t.Position("p1", "e1", "fre", None, "text", True, "reports", ("m1", "m2"), M, "by hand"),
                    t.Position("p2", "e1", "syl", None, "text", True, "denies", ("m3",), M, "by hand"),
                ]
            ),
            t.Origins: t.Origins.of([t.Origin("text", "the text of A bridge is closed", "text", M, "copies")]),
            t.Conflicts: t.Conflicts.of(
                [t.Conflict("k1", "e1", "number", "2", "m1", "3", "m2", M, "two against three")]
            ),
            t.Forecasts: t.Forecasts.of([t.Forecast("m4", "happened_differently", ("place",), "e2", M, "moved")]),
            t.Stories: t.Stories.of(
                [t.Story("story", "The bridge", ("d1", "d2", "d3"), ("e1", "e2"), "2024-05-13", None, M, "by hand")]
            ),
            t.Failures: t.Failures.of([t.Failure("pile/empty.txt", "ingest", "It is empty.", "Save the page again.")]),
            t.Runs: t.Runs.of([t.Run("1", "0.1.0", "2024-06-01T08:00:00Z", None, "{}", "{}", "{}", None)]),
        }
    )
