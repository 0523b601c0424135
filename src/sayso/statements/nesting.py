"""Nesting: which statement reports which, the chain of sources, what answers what."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.spans import Span
from sayso.statements.answers.replies import REACH, Answer, Said, answer_of, stems_of
from sayso.statements.answers.verdicts import verdicts
from sayso.statements.attribution import is_first_person
from sayso.statements.lookup import Placed
from sayso.statements.page import Page
from sayso.statements.rows import Held
from sayso.tables import LocalStatement

MAX_NESTING = 8
"""Statements inside statements; deeper ones are hung on the eighth."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands where in a document. by_cue: index of a cue word -> the statements it reports, in their order."""

    held: Placed[Held]
    authors: Placed[LocalStatement]
    by_cue: dict[int, list[Held]]


def nested(all_held: list[Held], authors: Sequence[LocalStatement], page: Page) -> list[LocalStatement]:
    """Every row of a document, each attributed one hung on the statement that reports it and with its chain."""
    all_held = _without_repeats(all_held)
    around = Surroundings(
        held=Placed((Span(start, end), one) for one in all_held for start, end in one.row.parts),
        authors=Placed((Span(row.start, row.end), row) for row in authors),
        by_cue={},
    )
    for held in all_held:
        if held.one.cue is not None:
            around.by_cue.setdefault(held.one.cue.i, []).append(held)
    for inner in all_held:
        inner.parent = _reporting(inner, around)
    for inner in all_held:
        _speak_for_itself(inner)
    answers = _answers(all_held, authors, page)
    rows = []
    for inner in all_held:
        chain = [page.document]
        for step in reversed(_upwards(inner)):
            for link in step.links:
                if link.name != chain[-1].name:  # nobody cites himself
                    chain.append(link)
        parent = inner.parent
        parent_id = parent.row.statement_id if parent else _author_of(inner, around)
        row = _answering(inner.row, answers.get(inner.row.statement_id))
        rows.append(replace(row, chain=tuple(chain), parent_id=parent_id))
    told = [_answering(row, answers.get(row.statement_id)) for row in authors]
    return [*told, *rows, *verdicts(all_held, rows, page)]


def _answers(all_held: list[Held], authors: Sequence[LocalStatement], page: Page) -> dict[str, Answer]:
    """Statements -> by their ids, what each answers."""
    text = page.text.text
    ends = sorted({row.end for row in authors})
    said = [
        Said(held.row, stems_of(text, held.row.parts, page.cues), bisect.bisect_right(ends, _told_at(held)), held)
        for held in all_held
    ]
    said += [
        Said(row, stems_of(text, row.parts, page.cues), bisect.bisect_right(ends, row.start), None)
        for row in authors
        if row.quote == "none"  # quoted words are answered by whoever holds them
    ]
    said.sort(key=lambda one: (_place(one), one.held is not None, one.row.statement_id))
    answers = {}
    for at, one in enumerate(said):
        answers[one.row.statement_id] = answer_of(one, said[max(0, at - REACH) : at + REACH // 2], page.cues)
    return answers


def _place(one: Said) -> int:
    return one.row.start if one.held is None else _told_at(one.held)


def _answering(row: LocalStatement, answer: Answer | None) -> LocalStatement:
    """A row with what it answers, denied if the answer says that it is not so."""
    if answer is None or answer.to is None:
        return row
    if not answer.denies:
        return replace(row, antecedent_id=answer.to.statement_id)
    detail = f"{row.detail}; it meets {answer.to.text[:40]!r}, and has it otherwise"
    return replace(row, antecedent_id=answer.to.statement_id, status="denied", certainty="certain", detail=detail)


def _speak_for_itself(inner: Held) -> None:
    """ "We have evidence that ..." in a quotation: "we" is whoever is quoted, and no further step of the chain."""
    if inner.one.source is not None and is_first_person(inner.one.source) and inner.parent is not None:
        inner.links = []
        inner.row = replace(inner.row, source_referent_ids=inner.parent.row.source_referent_ids)


def _without_repeats(all_held: list[Held]) -> list[Held]:
    unique: dict[str, Held] = {}
    for one in all_held:
        unique.setdefault(one.row.statement_id, one)
    return sorted(unique.values(), key=lambda h: (_anchor(h), h.row.start, h.row.end, h.row.statement_id))


def _anchor(inner: Held) -> int:
    """Where the holder speaks up: the cue, else the source, else the content."""
    row = inner.row
    return next(start for start in (row.cue_start, row.source_start, row.start) if start is not None)


def _told_at(inner: Held) -> int:
    """Where the holder says it: at the content itself where no cue stands by it, as in a turn of many sentences."""
    return _anchor(inner) if inner.one.cue is not None else inner.row.start


def _reporting(inner: Held, around: Surroundings) -> Held | None:
    """The smallest attributed statement in whose content the cue stands."""
    outers = [outer for _, outer in around.held.at(_anchor(inner))]
    outers += _reported_with(inner, around)
    fit = [
        outer
        for outer in outers
        if outer is not inner
        and (inner.one.cue is not None or outer.row.parts != inner.row.parts)
        and not any(step is inner for step in _upwards(outer))
    ]
    near = min(fit, key=lambda outer: (outer.row.end - outer.row.start, outer.row.statement_id), default=None)
    return near if near is None or len(_upwards(near)) < MAX_NESTING else _upwards(near)[1]


def _reported_with(inner: Held, around: Surroundings) -> list[Held]:
    """The report that a statement is known to be part of, of its pieces those that share words, else the first."""
    if inner.one.reported_by is None:
        return []
    pieces = around.by_cue.get(inner.one.reported_by, [])
    shared = [outer for outer in pieces if any(o.overlaps(p) for o in outer.one.parts for p in inner.one.parts)]
    return shared or pieces[:1]


def _upwards(inner: Held) -> list[Held]:
    """A statement and those it is nested in, innermost first."""
    steps = [inner]
    while steps[-1].parent is not None and len(steps) <= MAX_NESTING:
        steps.append(steps[-1].parent)
    return steps


def _author_of(inner: Held, around: Surroundings) -> str | None:
    anchor = _told_at(inner)
    rows = [row for _, row in around.authors.at(anchor)]
    exact = [row for row in rows if any(start <= anchor < end for start, end in row.parts)]
    return next((row.statement_id for row in [*exact, *rows]), None)
