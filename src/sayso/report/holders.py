"""Rows -> everybody whom the pile quotes, and how often a status occurs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso import views as v
from sayso.report.chains import listed
from sayso.report.model import HolderView, Link
from sayso.report.reading import Rows, title_of
from sayso.report.words import STATUSES, clipped

BRIEF = 160
"""Code points of a statement's words where they only lead to it."""


def author_words(document: v.Document) -> str:
    """A document -> its authors in a row; many are the first two and others."""
    authors = document.authors
    return listed(authors if len(authors) <= 3 else (*authors[:2], f"{len(authors) - 2} others"))


def holder_of(rows: Rows, statement: v.Statement) -> str:
    """A statement -> whoever holds it, in a name: the innermost source, or whose page it is."""
    document = rows.documents[statement.doc_id]
    if statement.voice == "author":
        return author_words(document) or document.publisher or title_of(document)
    return rows.chains[statement.statement_id][-1]


def holder_views(rows: Rows) -> tuple[HolderView, ...]:
    """Rows -> everybody whom the pile quotes, who says the most first, with all that each says."""
    held: dict[str, list[v.Statement]] = defaultdict(list)
    for statement in rows.statements.values():
        if statement.voice == "attributed" and statement.doc_id in rows.documents:
            for holder in _holders(rows, statement):
                held[holder].append(statement)
    return tuple(
        _holder_view(rows, name, held[name]) for name in sorted(held, key=lambda name: (-len(held[name]), name))
    )


def _holders(rows: Rows, statement: v.Statement) -> tuple[str, ...]:
    """The names to list a statement under: each of the joint sources; all that nobody is named for under one."""
    names = {rows.name_of(entity_id) for entity_id in statement.source_ids}
    innermost = statement.chain[-1] if statement.chain else None
    if names or innermost is None:
        return tuple(sorted(names))
    return ("unnamed sources" if innermost.kind == "unnamed" else innermost.name,)


def _holder_view(rows: Rows, name: str, statements: Sequence[v.Statement]) -> HolderView:
    ordered = sorted(statements, key=lambda one: (rows.order_of(one.doc_id), one.start, one.statement_id))
    counts = Counter(one.status for one in ordered)
    return HolderView(
        name=name,
        statuses=tuple((status, counts[status]) for status in STATUSES if counts[status]),
        statements=tuple(
            (one.status, Link(f"statement-{one.statement_id}", clipped(" ".join(one.text.split()), BRIEF)))
            for one in ordered
        ),
    )


def status_counts(rows: Rows) -> tuple[tuple[str, str, int], ...]:
    """Rows -> every status that occurs, what it means, and how many statements have it."""
    counts = Counter(one.status for one in rows.statements.values() if one.doc_id in rows.documents)
    return tuple((status, meaning, counts[status]) for status, meaning in STATUSES.items() if counts[status])
