"""What an author makes of what others hold, as a statement of its own: that it is not so, or that it is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.ids import content_id
from sayso.spans import Span
from sayso.statements.answers.distance import disowning_word, scare_quoted, whole_word
from sayso.statements.page import Page
from sayso.statements.rows import Held
from sayso.tables import ChainLink, LocalStatement

if TYPE_CHECKING:
    from spacy.tokens import Token


def verdict(
    told: LocalStatement,
    word: Token,
    page: Page,
    *,
    chain: tuple[ChainLink, ...],
    antecedent: LocalStatement | None,
    doubted: bool = False,
) -> LocalStatement:
    """Some content and the author's word of distance -> what the author makes of it.

    told: gives the content, its polarity and its tense; doubted: the author only stands back from it
    """
    said = whole_word(word)
    at = Span(said.start_char, said.end_char)
    words = at.of(page.text.text)
    why = f"the author sets {words!r} in quotation marks: at a distance, which denies nothing"
    return replace(
        told,
        statement_id=content_id("statement", told.doc_id, told.start, told.end, "author", None, at.start),
        voice="author", source_text=None, source_start=None, source_end=None, source_referent_ids=(),
        cue_text=words, cue_start=at.start, cue_end=at.end, chain=chain, parent_id=None,
        antecedent_id=antecedent.statement_id if antecedent is not None else None,
        status="speculated" if doubted else "denied", certainty="possible" if doubted else "certain",
        quote="none", said_time_id=None, detail=why if doubted else f"the author disowns it by {words!r}",
    )  # fmt: skip


def verdicts(all_held: list[Held], rows: Sequence[LocalStatement], page: Page) -> list[LocalStatement]:
    """What others hold, and its rows -> what the author's own words make of it."""
    made = []
    for inner, row in zip(all_held, rows, strict=True):
        word = disowning_word(inner.one, page.cues)
        cue = inner.one.cue
        doubted = word is None and cue is not None and scare_quoted(cue, page.cues)
        word = cue if doubted else word
        if word is not None and not _is_anothers(word, inner):
            made.append(verdict(row, word, page, chain=(page.document,), antecedent=row, doubted=doubted))
    # One word may disown two reports of the same words.
    return list({row.statement_id: row for row in made}.values())


def _is_anothers(word: Token, inner: Held) -> bool:
    """Whether a word of distance stands in what somebody else says: then it is not the author's."""
    outer = inner.parent
    if outer is None or (outer.row.source_start is not None and outer.row.source_start == inner.row.source_start):
        return False
    return any(start <= word.idx < end for start, end in outer.row.parts)
