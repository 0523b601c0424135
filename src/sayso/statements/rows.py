"""Clauses and attributions of a document -> the rows of its statements, not yet nested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ids import content_id
from sayso.spans import PARAGRAPH, Span, hull
from sayso.statements.answers.distance import disowning_word
from sayso.statements.attribution import Attribution
from sayso.statements.clauses import Clause
from sayso.statements.holders.mentions import Mentions, links_of, referents_of
from sayso.statements.holders.outlets import handed_on
from sayso.statements.holders.unnamed import KINDS, speaker_before
from sayso.statements.lookup import Placed
from sayso.statements.page import Page
from sayso.statements.status.hold import Hold, hold_of
from sayso.statements.status.weighing import weighed
from sayso.statements.tree import children, within
from sayso.tables import ChainLink, LocalStatement, Quote

METHOD = "state/1"


@dataclass(slots=True)
class Held:
    """An attribution and its row, before nesting is known."""

    one: Attribution
    row: LocalStatement
    links: list[ChainLink]
    parent: Held | None = None


def author_row(
    clause: Clause, hold: Hold, page: Page, note: str, *, chain: tuple[ChainLink, ...], quote: Quote
) -> LocalStatement:
    """A main clause and how it is held -> what the author holds. quote: direct where it is all somebody's own words."""
    doc_id, text = page.text.doc_id, page.text.text
    start, end = hull(list(clause.parts))
    return LocalStatement(
        statement_id=content_id("statement", doc_id, start, end, "author", None, None),
        doc_id=doc_id, start=start, end=end, parts=tuple((p.start, p.end) for p in clause.parts), text=text[start:end],
        voice="author",
        source_text=None, source_start=None, source_end=None, source_referent_ids=(),
        cue_text=None, cue_start=None, cue_end=None, chain=chain, parent_id=None, antecedent_id=None,
        status=hold.status, polarity=hold.polarity, certainty=hold.certainty, tense=hold.tense, quote=quote,
        said_time_id=None, method=METHOD, detail="; ".join(part for part in (hold.reason, note) if part),
    )  # fmt: skip


def held(one: Attribution, beside: Sequence[Attribution], page: Page) -> Held:
    """An attribution and what else its sentence attributes -> its row, not yet nested."""
    doc_id, text = page.text.doc_id, page.text.text
    one = _named(one, text)
    start, end = hull(list(one.parts))
    referent_ids = referents_of(one.source, page.mentions, page.cues)
    hold = hold_of(one, page.cues, _controls(one, referent_ids, page.mentions))
    hold = replace(hold, reported=any(_is_all_told_by(one, other) for other in beside))
    # Where the author disowns it, the encoder takes it for denied by its holder.
    if disowning_word(one, page.cues) is None:
        hold = weighed(hold, page.read, one.parts, one.source_span, attributed=True, answers=_stands_behind(one, page))
    source, cue = one.source_span, one.cue_span
    source_start, cue_start = source.start if source else None, cue.start if cue else None
    row = LocalStatement(
        statement_id=content_id("statement", doc_id, start, end, "attributed", source_start, cue_start),
        doc_id=doc_id, start=start, end=end, parts=tuple((p.start, p.end) for p in one.parts), text=text[start:end],
        voice="attributed", source_text=source.of(text) if source else None, source_start=source_start,
        source_end=source.end if source else None, source_referent_ids=tuple(sorted(referent_ids)),
        cue_text=cue.of(text) if cue else None, cue_start=cue_start, cue_end=cue.end if cue else None,
        chain=(), parent_id=None, antecedent_id=None, status=hold.status, polarity=hold.polarity,
        certainty=hold.certainty, tense=hold.tense, quote=quote_of(one.parts, page.quoted_spans, text),
        said_time_id=page.times.of(one, page.quoted_spans), method=METHOD, detail=f"{one.detail}; {hold.reason}",
    )  # fmt: skip
    links = handed_on(one, text, page.mentions, page.cues)
    nameless = one.source if one.source is not None and not referent_ids else None
    unnamed = None
    if nameless is not None:
        unnamed = speaker_before(text, nameless, one.parts, page.mentions, page.cues, page.quoted_spans)
    last = [unnamed] if unnamed is not None else links_of(one, text, referent_ids, page.mentions, page.cues)
    return Held(one, row, [*links, *last])


def _is_all_told_by(one: Attribution, other: Attribution) -> bool:
    """ "We have intelligence that they met": whether the head of some content reports another, and does no more."""
    if other.cue is None or not within(one.parts, other.cue):
        return False
    carries = other.cue.i == one.head.i or (other.cue.head.i == one.head.i and other.cue.dep_ in {"dobj", "attr"})
    return carries and all(any(whole.contains(part) for whole in one.parts) for part in other.parts)


def _stands_behind(one: Attribution, page: Page) -> bool:
    """Whether another sentence of the page stands before what is attributed."""
    return bool(page.readings) and page.readings[0].span.end <= one.parts[0].start


def _named(one: Attribution, text: str) -> Attribution:
    """An attribution without what is no part of its source: what a parse joined to it across the end of a paragraph.

    Marks alone name nobody, whatever a parser makes of them.
    """
    if one.source_span is None:
        return one
    whole = one.source_span.of(text)
    words = PARAGRAPH.split(whole, 1)[0].rstrip()
    if any(character.isalnum() for character in words):
        return replace(one, source_span=Span(one.source_span.start, one.source_span.start + len(words)))
    return one if any(character.isalnum() for character in whole) else replace(one, source=None, source_span=None)


def _controls(one: Attribution, referent_ids: tuple[str, ...], mentions: Mentions) -> bool:
    """Whether the one who is to act in the content is the one who holds it.

    A pronoun of which nobody knows whom it means is taken for the holder ("she said she would").
    """
    for subject in children(one.head, "nsubj"):
        row = mentions.at(subject)
        meant = set(row.referent_ids) if row is not None else set()
        if meant & set(referent_ids) or (not meant and one.source is not None and subject.lower_ in KINDS):
            return True
    return False


def quote_of(parts: Sequence[Span], quoted_spans: Placed[None], text: str) -> Quote:
    """The pieces of some content -> whether its words are quoted: all, some or none."""
    inside = outside = 0
    for part in parts:
        near = [quoted for quoted, _ in quoted_spans.overlapping(part)]
        words = sum(not character.isspace() for character in part.of(text))
        covered = sum(sum(not c.isspace() for c in text[max(q.start, part.start) : min(q.end, part.end)]) for q in near)
        inside, outside = inside + covered, outside + words - covered
    if not inside:
        return "indirect"
    return "direct" if outside <= 5 else "mixed"
