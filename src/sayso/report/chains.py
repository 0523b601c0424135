"""A statement -> who says it, from the outlet to the innermost source, and how it is held: in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso import tables as t
from sayso import views as v
from sayso.report.words import UNCERTAINTIES

THE_PAGE = "the page"
"""The outlet, where a page does not tell who publishes it."""

ARROW = " › "


def chains_of(statements: Iterable[v.Statement], publishers: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Whole documents' statements -> the steps of each, from the outlet to the innermost source; joint ones together.

    What a statement adds to the chain of the one that reports it is its own source, and only a source's own names can
    be joint: "both countries" are one step. The shortest chains come first, since others begin with them.
    """
    ordered = sorted(statements, key=lambda one: len(one.chain))
    by_id = {one.statement_id: one for one in ordered}
    chains: dict[str, tuple[str, ...]] = {}
    for statement in ordered:
        inherited = _inherited(statement, by_id)
        before = chains[inherited.statement_id] if inherited else (publishers.get(statement.doc_id) or THE_PAGE,)
        own = statement.chain[len(inherited.chain) if inherited else 0 :]
        chains[statement.statement_id] = _with(before, own, statement.source_ids)
    return chains


def _with(before: tuple[str, ...], own: Sequence[v.LinkedChainLink], source_ids: Sequence[str]) -> tuple[str, ...]:
    """Steps and what comes after them -> both; nobody cites himself."""
    named = [link for link in own if link.kind != "document"]
    joint = _joint(named, source_ids)
    steps = [*before, *(link.name for link in named[: len(named) - joint])]
    if joint:
        steps.append(listed([link.name for link in named[len(named) - joint :]]))
    return tuple(step for place, step in enumerate(steps) if place == 0 or step != steps[place - 1])


def _inherited(statement: v.Statement, statements: Mapping[str, v.Statement]) -> v.Statement | None:
    """The statement that reports this one, where its chain begins this one's."""
    parent = statements.get(statement.parent_id) if statement.parent_id is not None else None
    if parent is None or not 0 < len(parent.chain) < len(statement.chain):
        return None
    return parent if statement.chain[: len(parent.chain)] == parent.chain else None


def _joint(own: Sequence[v.LinkedChainLink], source_ids: Sequence[str]) -> int:
    """How many of the last steps are the source itself: "both countries" are two."""
    found: set[str | None] = set()
    for link in reversed(own):
        if link.entity_id not in source_ids or link.entity_id in found:
            break
        found.add(link.entity_id)
    return len(found)


def listed(names: Sequence[str]) -> str:
    """Names -> A, B and C."""
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), *names[-1:]])


def held_words(status: t.Status, polarity: t.Polarity, certainty: t.Certainty) -> tuple[str, ...]:
    """How a holder holds it -> its status, then what else is not as usual: uncertain, or said of what is not."""
    return (status, *UNCERTAINTIES[certainty], *(["negative"] if polarity == "negative" else []))
