"""code: statements -> event mentions."""

from __future__ import annotations

from typing import Protocol, TypeVar

from sayso.coding.marks import MarkedRows, Marks, mark
from sayso.coding.nominals import answered
from sayso.coding.recall import recalled
from sayso.coding.tell import tell_sentence
from sayso.language.parse import Parses
from sayso.language.verbs import VerbLists
from sayso.schema import Table
from sayso.tables import (
    LocalEventMention,
    LocalEventMentions,
    LocalMentions,
    LocalPlaces,
    LocalStatements,
    LocalTimes,
    Predicates,
    Referents,
    Sentences,
    Texts,
)


class OfDocument(Protocol):
    """A row that belongs to one document."""

    @property
    def doc_id(self) -> str: ...


R = TypeVar("R", bound=OfDocument)


def code(
    texts: Texts,
    sentences: Sentences,
    mentions: LocalMentions,
    referents: Referents,
    times: LocalTimes,
    places: LocalPlaces,
    predicates: Predicates,
    statements: LocalStatements,
    parses: Parses,
    verbs: VerbLists,
) -> LocalEventMentions:
    """LocalStatements[n] with everything marked in them -> every telling of an action.

    Shape:  at most one mention a trigger word, and one for each deed that a statement answers without naming it
    Keeps:  deeds of nobody known, if they are violent and it is told where, when or how many; documents without a
            parse tell nothing
    """
    by_sentence, by_mention, by_referent = _by_document(sentences), _by_document(mentions), _by_document(referents)
    by_time, by_place, by_predicate = _by_document(times), _by_document(places), _by_document(predicates)
    by_statement = _by_document(statements)
    found: list[LocalEventMention] = []
    for text in texts.rows():
        doc = parses.get(text.doc_id)
        if doc is None:
            continue
        rows = MarkedRows(
            sentences=by_sentence.get(text.doc_id, ()),
            mentions=by_mention.get(text.doc_id, ()),
            referents=by_referent.get(text.doc_id, ()),
            times=by_time.get(text.doc_id, ()),
            places=by_place.get(text.doc_id, ()),
            predicates=by_predicate.get(text.doc_id, ()),
            statements=by_statement.get(text.doc_id, ()),
        )
        found += _tell(mark(text.doc_id, text.text, doc, verbs, rows))
    return LocalEventMentions.of(found)


def _tell(marks: Marks) -> list[LocalEventMention]:
    found = [told for sentence in marks.sentences for told in tell_sentence(sentence, marks)]
    bare = frozenset(told.mention.event_mention_id for told in found if told.bare)
    told = recalled([one.mention for one in found], bare, marks.verbs)
    return told + answered(told, marks)


def _by_document(table: Table[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for row in table.rows():
        found.setdefault(row.doc_id, []).append(row)
    return {doc_id: tuple(rows) for doc_id, rows in found.items()}
