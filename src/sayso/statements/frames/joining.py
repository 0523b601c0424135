"""Frames that the encoder read, and what the rules found -> one list of attributions for every sentence.

The encoder knows where a source and its content begin and end; the rules know what the cue means ("denied", "vowed"),
and what the encoder has not learned to see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.language.encoder import ReadText
from sayso.spans import PARAGRAPH, Span
from sayso.statements.answers.distance import is_disowning_aside
from sayso.statements.attribution import Attribution, entry_of, is_first_person, joined
from sayso.statements.cues.silences import quotes_as_saying, refused_word
from sayso.statements.frames.frames import Frame
from sayso.statements.frames.pieces import mended
from sayso.statements.frames.sentences import Readings
from sayso.statements.frames.sources import source_of
from sayso.statements.frames.trust import is_kept, says_something
from sayso.statements.lookup import Placed
from sayso.statements.quotations.marks import SIGNS
from sayso.statements.readings import Quoted, Reading
from sayso.statements.tree import children, is_negated, top_of, within

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELPING = frozenset({"aux", "auxpass", "neg"})
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})


def attribute_frames(
    text: str, readings: list[Reading], frames: Sequence[Frame], read: ReadText, cues: CueLists, is_quoted: Quoted
) -> None:
    """Replaces what the rules found in every sentence by what the encoder and they make of it together."""
    contents = Placed((part, None) for frame in frames for part in frame.content)
    for reading in readings:
        reading.found = [one for one in reading.found if is_kept(one, read, contents, cues)]
    page = Readings(text, readings, is_quoted)
    far = [one for frame in frames for one in _attribute(page, frame, cues)]
    for n, one in far:
        if not any(part.overlaps(other) for part in one.parts for found in readings[n].found for other in found.parts):
            readings[n].found.append(one)


def _attribute(page: Readings, frame: Frame, cues: CueLists) -> list[tuple[int, Attribution]]:
    """Adds what a frame says in the sentence of its cue -> what it says in others, each with that sentence's number.

    Keeps: what the rules found by that cue, where the frame says nothing in its sentence
    """
    n = page.number_at(frame.cue[0].start)
    cue = _word_of(page.rows[n], frame.cue, cues) if n >= 0 else None
    if cue is None or _reports_nothing(cue, page.rows[n], cues):
        return []
    found = page.rows[n].found
    same = next((at for at, one in enumerate(found) if _same_cue(one, frame)), None)
    rule = found[same] if same is not None else None
    if rule is not None and _names_who_says_so(rule):
        return []
    if rule is None:
        cue = refused_word(cue) or cue
        if not says_something(page, frame, cue, cues):
            return []
    said = _said(page, frame, (n, cue), rule, cues)
    here = [one for m, one in said if m == n]
    if here and same is not None:
        del found[same]
    found += here
    if rule is not None and not here and rule.head.pos_ in {"VERB", "AUX"}:
        return []
    return [(m, one) for m, one in said if m != n]


def _said(
    page: Readings, frame: Frame, by: tuple[int, Token], rule: Attribution | None, cues: CueLists
) -> list[tuple[int, Attribution]]:
    """What a frame says in every sentence that its content stands in, each with that sentence's number.

    by: the number of the cue's sentence, and the cue
    """
    n, cue = by
    source, named = source_of(page.text, (page.words_of(frame.source), frame.source), frame.content, (rule, cue), cues)
    if source is not None and is_first_person(source) and not page.is_quoted(source):
        return []
    span = _cue_span(page.text, frame.cue, cue)
    if rule is not None and _cites_writing(rule, named, cues):
        source, named, span = rule.source, rule.source_span, rule.cue_span or span
    said = []
    for m, parts in page.said_where(n, frame.content):
        whole = mended(page.text, (page.rows[n], cue), parts, rule, cues) if m == n else parts
        if m == n:
            whole = joined(page.text, [*_taken_for_source(page, frame, named), *whole])
        head = page.rows[m].head_of(whole[0])
        if head is None:
            continue
        if rule is not None and m == n and within(whole, rule.head):
            head = rule.head
        made = _made(rule, cue, head, cues)
        detail = made.detail if m == n else f"{made.detail}; it goes on in another sentence than its cue"
        said.append((m, replace(made, cue_span=span, source=source, source_span=named, parts=whole, detail=detail)))
    return said


def _taken_for_source(page: Readings, frame: Frame, named: Span | None) -> list[Span]:
    """ "A leaked memo, the paper said, had ...": who acts in the content, where the encoder has it with the source."""
    if named is None or not frame.source or not frame.source[0].start < named.start or not frame.content:
        return []
    start = frame.source[0].start
    before = page.text[start : named.start].rstrip()
    told = next(iter(page.words_of(frame.content[:1])), None)
    goes_on = told is not None and told.idx > named.end and told.tag_ in _FINITE
    return [Span(start, start + len(before) - 1)] if goes_on and before.endswith(",") else []


def _reports_nothing(cue: Token, reading: Reading, cues: CueLists) -> bool:
    """Whether a word that the encoder takes for a cue stands where it is none, or where another in its place is."""
    passes_on = cue.dep_ == "acl" and cue.lemma_ in cues.classes["quoting"]
    return quotes_as_saying(cue) or passes_on or _spins(cue, reading) or _disowns(cue, cues)


def _cites_writing(rule: Attribution, named: Span | None, cues: CueLists) -> bool:
    """ "According to a report by the ministry": the report, where the encoder takes who wrote it alone."""
    if rule.source is None or rule.source_span is None or rule.cue_span is None:
        return False
    cited = rule.source.lemma_.lower() in cues.cited["document_cited"]
    return cited and named is not None and rule.source_span.overlaps(named) and rule.source_span != named


def _spins(cue: Token, reading: Reading) -> bool:
    """ "The story spun by the tabloids, that ...": it is the story that holds it, whoever has spun it."""
    return cue.dep_ == "acl" and any(one.cue is not None and one.cue.i == cue.head.i for one in reading.found)


def _disowns(cue: Token, cues: CueLists) -> bool:
    """ "The study, later debunked, claimed ...", "that ... is a fallacy": the author's own words, no view of others."""
    if cue.pos_ == "NOUN" and cue.dep_ in {"attr", "oprd"} and (cue.lemma_.lower(), "noun") in cues.distancing:
        return not children(cue, "poss")
    return is_disowning_aside(cue, cues)


def _names_who_says_so(one: Attribution) -> bool:
    """Whether the rules know better whose content it is: "said, citing X, that" (a step of the chain), "reportedly"."""
    return one.reported_by is not None or (one.cue is not None and one.cue.pos_ == "ADV")


def _made(rule: Attribution | None, cue: Token, head: Token, cues: CueLists) -> Attribution:
    """What the cue means: as the rules have it, else by its word in the lists, else that it is said."""
    if rule is not None:
        return replace(rule, cue=cue, head=head)
    entry = entry_of(cue, cues)
    negated = is_negated(cue)
    return Attribution(
        cue=cue, cue_span=None, source=None, source_span=None, head=head, parts=(), kind=entry.kind,
        certainty="unknown" if negated else entry.certainty, factive=entry.factive, negated=negated,
        detail=f"read as the cue of what it stands with ({entry.kind})",
    )  # fmt: skip


def _same_cue(one: Attribution, frame: Frame) -> bool:
    return one.cue_span is not None and any(one.cue_span.overlaps(part) for part in frame.cue)


def _cue_span(text: str, parts: tuple[Span, ...], cue: Token) -> Span:
    """The piece of a cue in which its word stands and those right beside it: "accused" of "accused ... of"."""
    at = next((n for n, part in enumerate(parts) if within((part,), cue)), 0)
    first = last = at
    while first > 0 and parts[first].start - parts[first - 1].end < 2:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].start - parts[last].end < 2:
        last += 1
    words = parts[last].of(text).rstrip(f"{SIGNS} ")
    span = Span(parts[first].start, parts[last].start + len(words) if words else parts[last].end)
    stop = PARAGRAPH.search(text, cue.idx, span.end)
    return Span(span.start, stop.start()) if stop is not None else span


def _word_of(reading: Reading, spans: tuple[Span, ...], cues: CueLists) -> Token | None:
    """The word of a cue that the lists have, else the one on which its others hang."""
    inside = [token for token in reading.inside(spans) if not token.is_space]
    if all((t.pos_ == "PROPN" and not t.is_upper) or _is_in_a_name(t) for t in inside):
        return None  # "Port Said": the encoder does not see capitals
    if all(t.dep_ in _HELPING or t.lower_ == "of" for t in inside):
        return None  # "would not" of "would not say anything", the "of" of "reports of"
    for words in (cues.verbs, cues.nouns, cues.adverbs):
        for token in inside:
            if token.lemma_.lower() in words and token.pos_ in {"VERB", "AUX", "NOUN", "ADV", "ADJ"}:
                return token
    return top_of(inside) or next(iter(inside), None)


def _is_in_a_name(token: Token) -> bool:
    """ "Port Said" where a parser takes it for a verb: a capital behind another, in a sentence of small letters."""
    if not (token.lower_ == "said" and token.is_title and token.i > 0 and token.nbor(-1).is_title):
        return False
    words = [word for word in token.sent if word.is_alpha]
    return sum(word.is_lower for word in words) * 2 > len(words)
