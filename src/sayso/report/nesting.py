"""A document's statements -> which stands under which: what is reported under what reports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso import views as v
from sayso.report.reading import Rows

DEEPEST = 6
"""Statements are indented so many times; what is nested deeper stands at this depth."""


@dataclass(frozen=True, slots=True)
class Nest:
    """A document's statements: the outermost, and what is nested in each, all in the order of the text."""

    document: v.Document
    outermost: tuple[v.Statement, ...]
    nested: dict[str, list[v.Statement]]

    def below(self, statement: v.Statement) -> Iterator[v.Statement]:
        """Everything nested in a statement, however deep."""
        for one in self.nested.get(statement.statement_id, []):
            yield one
            yield from self.below(one)


def nest_of(rows: Rows, document: v.Document, statements: Iterable[v.Statement]) -> Nest:
    """A document's statements -> their order on the page."""
    outermost: list[v.Statement] = []
    nested: dict[str, list[v.Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda one: (one.start, -one.end, one.voice != "author", one.statement_id)):
        above = _above(rows, statement)
        if above:
            nested[above[-DEEPEST:][0].statement_id].append(statement)
        else:
            outermost.append(statement)
    return Nest(document, tuple(outermost), dict(nested))


def _above(rows: Rows, statement: v.Statement) -> list[v.Statement]:
    """The statements that this one stands under, the nearest first.

    What an author makes of somebody's words stands under the sentence that reports them.
    """
    reporting = _reporting_all(rows, statement)
    answered = rows.statements.get(statement.antecedent_id) if statement.antecedent_id is not None else None
    if reporting or answered is None or statement.voice != "author":
        return reporting
    outermost = _reporting_all(rows, answered)[-1:]
    return [one for one in outermost if one.antecedent_id is None and _inside(statement, one)]


def _inside(statement: v.Statement, other: v.Statement) -> bool:
    """Whether a statement lies wholly in another one's words, and is not that one."""
    same_words = statement.doc_id == other.doc_id and other.start <= statement.start and statement.end <= other.end
    return same_words and statement.statement_id != other.statement_id


def _reporting_all(rows: Rows, statement: v.Statement) -> list[v.Statement]:
    """The statements that report this one, the nearest first; none where they lead back to themselves."""
    above: list[v.Statement] = []
    seen = {statement.statement_id}
    reporting = _reporting(rows, statement)
    while reporting is not None:
        if reporting.statement_id in seen:
            return []
        seen.add(reporting.statement_id)
        above.append(reporting)
        reporting = _reporting(rows, reporting)
    return above


def _reporting(rows: Rows, statement: v.Statement) -> v.Statement | None:
    parent = rows.statements.get(statement.parent_id) if statement.parent_id is not None else None
    return parent if parent is not None and parent.doc_id == statement.doc_id else None
