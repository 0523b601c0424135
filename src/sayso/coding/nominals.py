"""Nominals: "deny the claims" tells again, without a trigger of its own, what the claims told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.coding.marks import Marks
from sayso.ids import content_id
from sayso.spans import Span
from sayso.tables import LocalEventMention, LocalStatement

_CONFIRMS = frozenset({"asserted", "speculated"})


def answered(told: Iterable[LocalEventMention], marks: Marks) -> list[LocalEventMention]:
    """The mentions told so far, and the statements that answer another -> the same deeds, as the answer has them.

    Keeps: an answer in words of its own ("interests matter, not warnings") unless it denies; it tells what it tells
    """
    by_statement: dict[str, list[LocalEventMention]] = {}
    for mention in told:
        by_statement.setdefault(mention.statement_id, []).append(mention)
    found: list[LocalEventMention] = []
    for statement in marks.statements:
        if statement.antecedent_id is None or statement.statement_id in by_statement:
            continue
        if statement.status == "denied" or (statement.status in _CONFIRMS and _is_nominal(statement, marks)):
            found += [
                _again(mention, statement, marks.text) for mention in by_statement.get(statement.antecedent_id, ())
            ]
    return found


def _is_nominal(statement: LocalStatement, marks: Marks) -> bool:
    """Whether the content is a noun ("the report"), and no clause."""
    words = [token for start, end in statement.parts for token in marks.tokens(Span(start, end))]
    return not any(word.pos_ in {"VERB", "AUX"} for word in words)


def _again(mention: LocalEventMention, statement: LocalStatement, text: str) -> LocalEventMention:
    words = Span(statement.start, statement.end)
    return replace(
        mention,
        event_mention_id=content_id(
            "event_mention", statement.statement_id, None, mention.action, mention.event_mention_id
        ),
        statement_id=statement.statement_id,
        start=words.start,
        end=words.end,
        text=words.of(text),
        trigger_start=None,
        trigger_end=None,
        status=statement.status,
        certainty=statement.certainty,
        antecedent_id=mention.event_mention_id,
        detail=f"'{words.of(text)[:80]}' stands for what '{mention.text[:80]}' told",
    )
