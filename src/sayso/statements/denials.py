"""What an author says is not so, whoever said it: "it is a myth that ...", "the bogus report of ...", "it did not"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sayso.ids import content_id
from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.answers import is_groundless, is_said_of_falsely
from sayso.statements.attribution import joined, without_stop
from sayso.statements.find import Quoted, Reading
from sayso.statements.lookup import Placed
from sayso.statements.rows import Pages
from sayso.statements.tenses import tense_of
from sayso.statements.tree import SUBJECTS, children, climb, is_negated, subtree_span, tidy, word_span
from sayso.statements.wording import polarity_of
from sayso.tables import LocalStatement

if TYPE_CHECKING:
    from spacy.tokens import Token

_SO = frozenset({"true", "so", "correct", "accurate", "case"})
_GROUNDS = frozenset({"truth", "basis", "foundation", "substance", "merit"})
_CLAUSES = ("ccomp", "acl", "relcl", "csubj", "advcl")
_ALONE = frozenset({"be", "have", "do", "will", "can", "could"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis"})
_NEAR = 250
"""Letters between what is said and the words that answer it, at most."""

_SAME = 0.5
"""Of the shorter content: what two must share to be the same."""


class Disowned(NamedTuple):
    """Some content, by its head and its span, and the word by which it is said not to be so."""

    head: Token
    span: Span
    word: Token


def denied_by_author(
    readings: Sequence[Reading], told: Sequence[LocalStatement], pages: Pages, is_quoted: Quoted
) -> list[LocalStatement]:
    """The rows of a document -> further ones: what its author says is not so.

    Keeps: what somebody quoted or cited says is not so is left to them
    """
    attributed = [row for row in told if row.voice == "attributed"]
    authors = Placed((Span(row.start, row.end), row) for row in told if row.voice == "author" and row.cue_text is None)
    others = Placed((Span(start, end), row) for row in attributed for start, end in row.parts)
    known = [row for row in told if row.voice == "author" and row.cue_text is not None]
    made: dict[str, LocalStatement] = {}
    for reading in readings:
        for token in reading.tokens:
            if is_quoted(token) or reading.kind == "title":
                continue
            around = [row for _, row in authors.at(token.idx)]
            for found in _disowned(token, pages.cues) if around else ():
                if _is_another(found, others, reading.span):
                    continue
                row = _row(found, around[0], attributed, pages)
                if row is not None and not any(_same(row, other) for other in [*known, *made.values()]):
                    made.setdefault(row.statement_id, row)
        for token in reading.tokens:
            if not is_quoted(token) and (_is_bare_no(token) or _disowns_what_was_said(token, pages.cues)):
                row = _answered(token, attributed, authors, pages)
                if row is not None:
                    made.setdefault(row.statement_id, row)
    there = {row.statement_id for row in told}
    return [row for row in made.values() if row.statement_id not in there]


def _is_another(found: Disowned, others: Placed[LocalStatement], bounds: Span) -> bool:
    """Whether the word of distance is somebody else's, not told of what they say."""
    at = found.word.idx
    if not bounds.contains(found.span):
        return True
    return any(
        row.source_text is not None and not (part.start >= found.span.start and part.end <= found.span.end)
        and row.text.strip() != "" and not _begins_with(row, found.word)
        for part, row in others.at(at)
    )  # fmt: skip


def _begins_with(row: LocalStatement, word: Token) -> bool:
    """ "Repeats the lie that ...": what is repeated is told to be a lie by whoever tells of it."""
    noun = word.head if word.dep_ == "amod" else word
    return noun.pos_ == "NOUN" and noun.dep_ == "dobj" and noun.left_edge.idx == row.start


def _disowned(token: Token, cues: CueLists) -> Iterator[Disowned]:
    noun = (token.lemma_.lower(), "noun") in cues.distancing and token.pos_ == "NOUN"
    if noun or (token.lower_, "adjective") in cues.distancing or token.lower_ in _SO | {"wrong", "mistake"}:
        yield from _of_it(token, cues)
    if token.lemma_.lower() in cues.classes["showing"] and not is_negated(token):
        yield from _shown(token, cues)
    if token.pos_ == "NOUN" and not _has(token, "no"):
        word = token if noun else _distance_of(token, cues)
        if word is not None:
            yield from _content_of(token, word, topics=not noun)
    if token.lower_ in _GROUNDS and _has(token, "no"):
        yield from _content_of(token, token, topics=False)
        for about in (n for prep in children(token, "prep") for n in children(prep, "pobj")):
            yield from _content_of(about, token, topics=False)
    if token.lower_ == "contrary":
        for about in (n for prep in children(token, "prep") for n in children(prep, "pobj")):
            yield from _content_of(about, token, topics=False)
    if token.pos_ == "VERB" and not is_negated(token):
        falsely = [word for word in children(token, "advmod") if (word.lower_, "adverb") in cues.distancing]
        falsely += [prep for prep in children(token, "prep") if is_groundless(prep)]
        if falsely or (token.lemma_.lower(), "verb") in cues.distancing:
            yield from (Disowned(c, subtree_span(c), (*falsely, token)[0]) for c in _that(token, bare=True))


def _of_it(word: Token, cues: CueLists) -> Iterator[Disowned]:
    """ "It is not true that ...", "it is a lie that ...", "it would be wrong to say that ..."."""
    verb = word.head
    if word.dep_ not in {"acomp", "attr", "oprd"} or verb.pos_ not in {"AUX", "VERB"}:
        return
    if not any(subject.lower_ == "it" for subject in children(verb, *SUBJECTS, "expl")):
        return
    negated = is_negated(verb) or any(joining.lower_ == "nor" for joining in children(verb, "cc", "preconj", "advmod"))
    saying = word.lower_ in {"wrong", "mistake"}
    if negated != (word.lower_ in _SO):
        return
    over = [verb, word]
    if saying:
        kinds = {"say", "think", "report", "accuse", "describe"}
        over = [
            clause for near in over for clause in children(near, "xcomp", "ccomp", "acl", "relcl")
            if kinds & {entry.kind for entry in cues.verbs.get(clause.lemma_.lower(), ())}
        ]  # fmt: skip
    for clause in (c for near in over for c in _that(near, bare=saying)):
        yield Disowned(clause, subtree_span(clause), word)


def _shown(verb: Token, cues: CueLists) -> Iterator[Disowned]:
    """ "A forged photo shows the judge with a thief", "the pamphlet, a hoax, shows ..."."""
    for subject in children(verb, "nsubj"):
        for word in children(subject, "amod", "appos"):
            if {(word.lower_, "adjective"), (word.lemma_.lower(), "noun")} & cues.distancing:
                for what in children(verb, "dobj", "ccomp"):
                    first = subtree_span(what)
                    behind = [child for child in verb.children if child.i > what.i and child.dep_ in {"prep", "advcl"}]
                    last = subtree_span(behind[-1]) if behind else first
                    yield Disowned(what, Span(first.start, max(first.end, last.end)), word)


def _distance_of(noun: Token, cues: CueLists) -> Token | None:
    """The word by which what a noun tells of is said not to be so: "bogus report", "the idea that ... is a fallacy"."""
    if noun.lemma_.lower() in cues.nouns or noun.lemma_.lower() in cues.classes["tales"]:
        for word in children(noun, "amod", "compound"):
            if (word.lower_, "adjective") in cues.distancing and word.lower_ != "unsubstantiated":
                return word
        return is_said_of_falsely(noun, cues)
    return None


def _content_of(noun: Token, word: Token, *, topics: bool) -> Iterator[Disowned]:
    """What a noun tells: "the report that the bank had closed", "the story of a secret tunnel"."""
    clauses = _that(noun, bare=False)
    for clause in clauses:
        yield Disowned(clause, subtree_span(clause), word)
    if topics and not clauses:
        for prep in children(noun, "prep"):
            for what in children(prep, "pobj", "pcomp") if prep.lower_ in {"of", "about"} else ():
                yield Disowned(what, subtree_span(what), word)


def _that(over: Token, *, bare: bool) -> list[Token]:
    """The clauses on a word that tell a content: with "that" as a conjunction, or bare right under a verb."""
    found = children(over, *_CLAUSES)
    marked = [c for c in found if _is_that_clause(c)]
    if marked or not bare:
        return marked
    plain = [c for c in children(over, "ccomp") if c.i > over.i and not children(c, "mark")]
    return [c for c in plain if children(c, *SUBJECTS)]


def _is_that_clause(clause: Token) -> bool:
    """ "that" as a conjunction; a parser may take it for an object of what takes none, as in "that he was seen"."""
    that = next((child for child in clause.children if child.lower_ == "that" and child.i < clause.i), None)
    if that is None:
        return False
    whole = that.dep_ not in SUBJECTS and bool(children(clause, *SUBJECTS))
    if whole and any(thing.i != that.i for thing in children(clause, "dobj")):
        return True
    return that.dep_ == "mark" or (
        whole and (that.pos_ == "SCONJ" or bool(children(clause, "auxpass")) or that.dep_ == "attr")
    )


def _has(noun: Token, *words: str) -> bool:
    return any(word.lower_ in words for word in children(noun, "det", "neg", "predet"))


def _row(
    found: Disowned, around: LocalStatement, attributed: Sequence[LocalStatement], pages: Pages
) -> LocalStatement | None:
    text = pages.text.text
    parts = joined(text, [without_stop(text, part) for part in tidy(text, [found.span])])
    if not parts or any(part.start <= found.word.idx < part.end for part in parts):
        return None
    start, end = parts[0].start, parts[-1].end
    row = _denied(around, ((start, end),), found.word, pages)
    before = [other for other in attributed if _same(row, other)]
    first = min(before, key=lambda other: (other.end - other.start, other.statement_id), default=None)
    return replace(
        row,
        antecedent_id=first.statement_id if first is not None else None,
        polarity=polarity_of(found.head),
        tense=tense_of(found.head, pages.cues),
    )


def _denied(around: LocalStatement, parts: tuple[tuple[int, ...], ...], word: Token, pages: Pages) -> LocalStatement:
    text, at = pages.text.text, word_span(word)
    pieces = tuple((start, end) for start, end in parts)
    start, end = pieces[0][0], pieces[-1][1]
    return replace(
        around,
        statement_id=content_id("statement", around.doc_id, start, end, "author", None, at.start),
        start=start, end=end, parts=pieces, text=text[start:end], cue_text=at.of(text), cue_start=at.start,
        cue_end=at.end, status="denied", certainty="certain", detail=f"the author disowns it by {at.of(text)!r}",
    )  # fmt: skip


def _same(row: LocalStatement, other: LocalStatement) -> bool:
    shared = sum(max(0, min(e, f) - max(s, b)) for s, e in row.parts for b, f in other.parts)
    long = max(sum(e - s for s, e in one.parts) for one in (row, other))
    return shared > _SAME * long


def _answered(
    token: Token, attributed: Sequence[LocalStatement], authors: Placed[LocalStatement], pages: Pages
) -> LocalStatement | None:
    """ "The paper said that he had fled. He had not.": the words of the report, denied."""
    around = [row for _, row in authors.at(token.idx)]
    near = [row for row in attributed if row.end <= token.idx and token.idx - row.end < _NEAR]
    if any(start <= token.idx < end for row in attributed for start, end in row.parts) or not (around and near):
        return None
    said = max(near, key=lambda row: (row.end, row.start, row.statement_id))
    if said.status == "denied" or said.polarity != "positive":
        return None
    row = _denied(around[0], said.parts, token, pages)
    return replace(row, antecedent_id=said.statement_id, polarity=said.polarity, tense=said.tense)


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
    untrue = (token.lower_, "adjective") in cues.distancing or (token.lemma_.lower(), "noun") in cues.distancing
    verb = token.head
    if not (untrue or token.lower_ == "wrong") or token.dep_ not in {"acomp", "attr"} or verb.dep_ not in _MAIN:
        return False
    if verb.lemma_ != "be" or is_negated(verb) or _has(token, "no") or children(verb, "ccomp", "xcomp", "aux"):
        return False
    return any(
        word.lower_ in {"it", "this", "that"} or (word.lemma_.lower() in cues.nouns and not children(word, *_CLAUSES))
        for word in children(verb, *SUBJECTS)
    )


def _is_condition(token: Token) -> bool:
    return any(mark.lower_ == "if" for mark in children(token, "mark"))
