"""What an author says is not so, whoever said it: "it is a myth that ...", "the bogus report of ...", "it did not"."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.answers.disowned import THAT_CLAUSES, Disowned, disowned, has_word
from sayso.statements.answers.distance import calls_untrue, scare_quoted
from sayso.statements.answers.overlap import are_one
from sayso.statements.answers.verdicts import verdict
from sayso.statements.attribution import joined, without_stop
from sayso.statements.lookup import Placed
from sayso.statements.page import Page
from sayso.statements.readings import Reading
from sayso.statements.status.tenses import tense_of
from sayso.statements.status.wording import polarity_of
from sayso.statements.tree import SUBJECTS, children, climb, is_negated, tidy, within
from sayso.tables import LocalStatement

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALONE = frozenset({"be", "have", "do", "will", "can", "could"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis"})
_NEAR = 250
"""Letters between what is said and the words that answer it, at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands where in a document: what others hold and the author's clauses.

    others: by the pieces of their contents; cues: by their cues, where somebody is named; ending, ends: by their ends
    known: what the author's own words have been found to make of others' contents
    """

    others: Placed[LocalStatement]
    cues: Placed[LocalStatement]
    ending: list[LocalStatement]
    ends: list[int]
    authors: Placed[LocalStatement]
    known: Placed[LocalStatement]

    @classmethod
    def of(cls, rows: Sequence[LocalStatement]) -> Told:
        """The rows of a document, by their places."""
        attributed = [row for row in rows if row.voice == "attributed"]
        ending = sorted(attributed, key=lambda row: (row.end, row.start, row.statement_id))
        authors = [row for row in rows if row.voice == "author"]
        return cls(
            others=_by_pieces(attributed),
            cues=Placed(
                (Span(row.cue_start, row.cue_end), row)
                for row in attributed
                if row.source_text is not None and row.cue_start is not None and row.cue_end is not None
            ),
            ending=ending,
            ends=[row.end for row in ending],
            authors=Placed((Span(row.start, row.end), row) for row in authors if row.cue_text is None),
            known=_by_pieces(row for row in authors if row.cue_text is not None),
        )


def _by_pieces(rows: Iterable[LocalStatement]) -> Placed[LocalStatement]:
    return Placed((Span(start, end), row) for row in rows for start, end in row.parts)


def denied_by_author(page: Page, told: Sequence[LocalStatement]) -> list[LocalStatement]:
    """The rows of a document -> further ones: what its author says is not so.

    Keeps: what somebody quoted or cited says is not so is left to them
    """
    around = Told.of(told)
    made: dict[str, LocalStatement] = {}
    for reading in page.readings:
        own = [token for token in reading.tokens if not page.is_quoted(token) or scare_quoted(token, page.cues)]
        here: list[LocalStatement] = []
        for row in _of_contents(own, reading, around, page) if reading.kind != "title" else ():
            # A content lies in its sentence, so only those of the sentence can be the same.
            if not any(are_one(row, other) for other in here):
                here.append(row)
        here += [said for token in own if (said := _answering(token, around, page)) is not None]
        for row in here:
            made.setdefault(row.statement_id, row)
    there = {row.statement_id for row in told}
    return [row for row in made.values() if row.statement_id not in there]


def _of_contents(own: list[Token], reading: Reading, around: Told, page: Page) -> Iterator[LocalStatement]:
    """The author's words of a sentence -> what they say is not so, unless it is known already."""
    for token in own:
        clauses = [row for _, row in around.authors.at(token.idx)]
        for found in disowned(token, page.cues) if clauses else ():
            if not _is_another(found, around, reading.span):
                row = _row(found, clauses[0], around, page)
                if row is not None and not _same(row, around.known):
                    yield row


def _same(row: LocalStatement, among: Placed[LocalStatement]) -> list[LocalStatement]:
    """Those with the same content as a row."""
    near = {other.statement_id: other for start, end in row.parts for _, other in among.overlapping(Span(start, end))}
    return [other for other in near.values() if are_one(row, other)]


def _is_another(found: Disowned, around: Told, bounds: Span) -> bool:
    """Whether the word of distance is somebody else's, not told of what they say."""
    at = found.word.idx
    if not bounds.contains(found.span) or _is_told_under(found.word, around.cues):
        return True
    return any(
        row.source_text is not None and not (part.start >= found.span.start and part.end <= found.span.end)
        and row.text.strip() != "" and not _begins_with(row, found.word)
        for part, row in around.others.at(at)
    )  # fmt: skip


def _is_told_under(word: Token, cues: Placed[LocalStatement]) -> bool:
    """ "The clerk said it was not the case that ...": a word in the clause that somebody's cue governs."""
    steps = [word, *climb(word)]
    return any(under.dep_ == "ccomp" and cues.at(above.idx) for under, above in pairwise(steps))


def _begins_with(row: LocalStatement, word: Token) -> bool:
    """ "Repeats the lie that ...": what is repeated is told to be a lie by whoever tells of it."""
    noun = word.head if word.dep_ == "amod" else word
    return noun.pos_ == "NOUN" and noun.dep_ == "dobj" and noun.left_edge.idx == row.start


def _row(found: Disowned, clause: LocalStatement, around: Told, page: Page) -> LocalStatement | None:
    text = page.text.text
    parts = joined(text, [without_stop(text, part) for part in tidy(text, [found.span])])
    if not parts or within(parts, found.word):
        return None
    start, end = parts[0].start, parts[-1].end
    told = replace(
        clause, start=start, end=end, parts=((start, end),), text=text[start:end],
        polarity=polarity_of(found.head), tense=tense_of(found.head, page.cues),
    )  # fmt: skip
    before = _same(told, around.others)
    first = min(before, key=lambda other: (other.end - other.start, other.statement_id), default=None)
    return verdict(told, found.word, page, chain=clause.chain, antecedent=first, doubted=found.doubted)


def _answering(token: Token, around: Told, page: Page) -> LocalStatement | None:
    """ "The paper said that he had fled. He had not.": the words of the report, denied."""
    if not (_is_bare_no(token) or _disowns_what_was_said(token, page.cues)):
        return None
    clauses = [row for _, row in around.authors.at(token.idx)]
    last = bisect.bisect_right(around.ends, token.idx) - 1
    if not clauses or around.others.at(token.idx) or last < 0 or token.idx - around.ends[last] >= _NEAR:
        return None
    said = around.ending[last]
    if said.status == "denied" or said.polarity != "positive":
        return None
    return verdict(said, token, page, chain=clauses[0].chain, antecedent=said)


def _is_bare_no(token: Token) -> bool:
    """ "He had not.", "it did not": nothing but the negation."""
    if token.lemma_ not in _ALONE or token.dep_ in {"aux", "auxpass"} or not is_negated(token):
        return False
    last = max((child.i for child in token.children if child.dep_ == "neg"), default=token.i)
    after = token.doc[last + 1] if last + 1 < len(token.doc) else None
    ends = after is None or after.is_punct or after.is_space
    subject = any(word.pos_ == "PRON" for word in children(token, *SUBJECTS))
    return ends and subject and not any(_is_condition(above) for above in climb(token))


def _disowns_what_was_said(token: Token, cues: CueLists) -> bool:
    """ "That is false.", "It was a hoax.", "The report was wrong." """
    untrue = calls_untrue(token, cues)
    verb = token.head
    if not (untrue or token.lower_ == "wrong") or token.dep_ not in {"acomp", "attr"} or verb.dep_ not in _MAIN:
        return False
    if verb.lemma_ != "be" or is_negated(verb) or has_word(token, "no") or children(verb, "ccomp", "xcomp", "aux"):
        return False
    return any(
        word.lower_ in {"it", "this", "that"}
        or (word.lemma_.lower() in cues.nouns and not children(word, *THAT_CLAUSES))
        for word in children(verb, *SUBJECTS)
    )


def _is_condition(token: Token) -> bool:
    return any(mark.lower_ == "if" for mark in children(token, "mark"))
