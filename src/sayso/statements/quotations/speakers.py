"""Quotations -> who says them: the cue beside them, or the speaker that a neighbouring sentence names."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span, in_one_paragraph, trim, without
from sayso.statements.attribution import NOBODY, Attribution, cue_span, is_first_person, source_span
from sayso.statements.holders.signed import signature
from sayso.statements.quotations.marks import Quotation
from sayso.statements.readings import Reading
from sayso.statements.tree import is_passive, subject_of, tidy, within, word_span

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_WORDS = 4
"""A shorter quotation in the middle of a sentence is a term or a partial quote, not a statement of its own."""

_SPEAKING = frozenset(
    {"say", "report", "know", "warn", "threaten", "pledge", "think", "accuse", "deny", "order", "ask"}
)


def attribute_quotations(text: str, readings: list[Reading], quotations: Sequence[Quotation], cues: CueLists) -> None:
    """Extends what was found by the quotations it runs into, and adds those that no cue's clause reached."""
    starts = [reading.span.start for reading in readings]
    left: list[tuple[int, Span]] = []
    before: Quotation | None = None
    speaker: Attribution | None = None
    for quotation in quotations:
        goes_on = before is not None and not before.closed and quotation.span.start - before.span.end < 4
        touched = _touched(readings, starts, quotation.span)
        pieces = [(n, _piece(text, quotation.span, readings[n].span)) for n in touched]
        after = bisect.bisect_right(starts, quotation.span.end)
        signed = signature(text, readings[max(0, after - 1) : after + 1], quotation)
        if signed is not None:
            _sign(readings, pieces, signed)
            before, speaker = quotation, signed
            continue
        named = _named(text, readings, pieces, cues)
        if named is None and goes_on:
            named = speaker
        rest = [(n, piece) for n, piece in pieces if not _covered(readings[n], piece)]
        for n, piece in rest:
            if named is not None and _long(text, readings[n], piece):
                readings[n].found.append(
                    _same_speaker(readings[n], piece, named, "the quotation began or ends beside it")
                )
            elif _whole_sentence(text, readings[n], piece):
                left.append((n, piece))
        before, speaker = quotation, named
    for n, piece in left:
        neighbour = _neighbour(text, readings, n, cues)
        if _covered(readings[n], piece):
            continue
        said = neighbour_said(readings[n], piece, neighbour) if neighbour else _said_by_nobody(text, readings[n], piece)
        if said is not None:
            readings[n].found.append(said)


def _sign(readings: list[Reading], pieces: list[tuple[int, Span]], signed: Attribution) -> None:
    """Gives a quotation to the one who signs it, in place of those whom its own words seemed to name."""
    for n, piece in pieces:
        readings[n].found = [
            one for one in readings[n].found if one.cue is not None and piece.contains(word_span(one.cue))
        ]
        readings[n].found.append(_same_speaker(readings[n], piece, signed, signed.detail))


def neighbour_said(reading: Reading, piece: Span, neighbour: Attribution) -> Attribution:
    """A quoted sentence without a cue -> said by the one whom the neighbouring sentence has speaking."""
    said = _same_speaker(reading, piece, neighbour, "quoted without a cue; the sentence beside it names the speaker")
    return replace(said, cue=None, cue_span=None)


def _said_by_nobody(text: str, reading: Reading, piece: Span) -> Attribution | None:
    """A quoted sentence whose speaker nothing names: not the author's words, but those of somebody unknown."""
    head = reading.head_of(piece)
    verbs = any(token.pos_ in {"VERB", "AUX"} for token in reading.inside((piece,)))
    told = verbs or len(piece.of(text).split()) >= MIN_WORDS
    if head is None or not told:
        return None
    return Attribution(
        cue=None, cue_span=None, source=None, source_span=None, head=head, parts=(piece,), kind="say",
        certainty="certain", factive=False, negated=False, detail="quoted; nothing beside it names the speaker",
    )  # fmt: skip


def attribute_rest(text: str, reading: Reading, bounds: Span) -> None:
    """A sentence that is all quoted, and held in part -> the words left over go to whoever holds the most of it."""
    holes = [part for one in reading.found for part in one.parts]
    most = max(reading.found, key=lambda one: sum(part.end - part.start for part in one.parts), default=None)
    for piece in tidy(text, without(bounds, holes)) if most is not None else ():
        if most is not None and reading.head_of(piece) is not None:
            rest = _same_speaker(reading, piece, most, f"{most.detail}; the rest of what is quoted there")
            reading.found.append(replace(rest, cue=None))


def _touched(readings: list[Reading], starts: list[int], span: Span) -> list[int]:
    first = max(0, bisect.bisect_right(starts, span.start) - 1)
    last = bisect.bisect_left(starts, span.end)
    return [n for n in range(first, last) if readings[n].span.overlaps(span)]


def _piece(text: str, quotation: Span, sentence: Span) -> Span:
    return trim(text, Span(max(quotation.start, sentence.start), min(quotation.end, sentence.end)))


def _named(text: str, readings: list[Reading], pieces: list[tuple[int, Span]], cues: CueLists) -> Attribution | None:
    """Who says the quotation, as the cue in one of its sentences has it; that attribution is widened by the way."""
    for n, piece in pieces:
        reading = readings[n]
        at = _overlapping(reading, piece)
        if at is None and _long(text, reading, piece):
            at = _beside(text, reading, piece, cues)
        if at is not None:
            reading.found[at] = _widened(_only_quoted(text, reading.found[at], piece), piece)
            return reading.found[at]
    return None


def _only_quoted(text: str, one: Attribution, piece: Span) -> Attribution:
    """Where cue and comma introduce the quotation, only quoted words are content: "Asked why, she said, “...”"."""
    if one.cue_span is None or one.cue_span.end > piece.start:
        return one
    between = text[one.cue_span.end : piece.start].strip()
    kept = tuple(part for part in one.parts if part.start >= one.cue_span.end)
    return replace(one, parts=kept) if between in {",", ":"} and kept else one


def _overlapping(reading: Reading, piece: Span) -> int | None:
    """The attribution whose content shares most with the quotation, its cue being outside."""
    best, most = None, 0
    for at, one in enumerate(reading.found):
        if one.cue_span is None or one.cue_span.overlaps(piece):
            continue
        shared = sum(max(0, min(p.end, piece.end) - max(p.start, piece.start)) for p in one.parts)
        if shared > most:
            best, most = at, shared
    return best


def _beside(text: str, reading: Reading, piece: Span, cues: CueLists) -> int | None:
    """A verb of speech beside the quotation, in or out of what was found already."""
    nearest: tuple[int, int] | None = None
    for at, one in enumerate(reading.found):
        if one.cue_span is not None and not one.cue_span.overlaps(piece) and one.kind in _SPEAKING:
            gap = _gap(one.cue_span, piece)
            nearest = min(nearest, (gap, at)) if nearest else (gap, at)
    for token in reading.tokens:
        nearer = nearest is None or _gap(word_span(token), piece) < nearest[0]
        if nearer and _speaks(token, piece, cues) and not _has_cue(reading, token):
            made = _speech(text, reading, token, piece, cues)
            if made is not None:
                reading.found.append(made)
                return len(reading.found) - 1
    return nearest[1] if nearest else None


def _speaks(token: Token, piece: Span, cues: CueLists) -> bool:
    """Whether a word outside the quotation is a verb of speech."""
    kinds = {entry.kind for entry in cues.verbs.get(token.lemma_.lower(), ()) if "clause" in entry.takes}
    return token.pos_ == "VERB" and bool(kinds & _SPEAKING) and not within((piece,), token)


def _speech(text: str, reading: Reading, verb: Token, piece: Span, cues: CueLists) -> Attribution | None:
    source = None if is_passive(verb) else subject_of(verb)
    if source is not None and (within((piece,), source) or source.lower_ in NOBODY or is_first_person(source)):
        source = None
    if source is None:
        return None
    entries = cues.verbs[verb.lemma_.lower()]
    entry = next((entry for entry in entries if "clause" in entry.takes), entries[0])
    return Attribution(
        cue=verb,
        cue_span=cue_span(verb),
        source=source,
        source_span=source_span(text, source, (piece,)),
        head=reading.head_of(piece) or verb,
        parts=(piece,),
        kind=entry.kind,
        certainty=entry.certainty,
        factive=False,
        negated=False,
        detail=f"quotation beside the verb {verb.lemma_!r}",
    )


def _same_speaker(reading: Reading, piece: Span, speaker: Attribution, detail: str) -> Attribution:
    head = reading.head_of(piece) or speaker.head
    return replace(speaker, head=head, parts=(piece,), detail=detail, reported_by=None)


def _neighbour(text: str, readings: list[Reading], n: int, cues: CueLists) -> Attribution | None:
    """Whom the sentence before, or else after, has speaking, in the same paragraph."""
    for other in (n - 1, n + 1):
        if not 0 <= other < len(readings):
            continue
        if not in_one_paragraph(text, readings[n].span.start, readings[other].span.start):
            continue
        spoken = [one for one in readings[other].found if one.source is not None and one.kind in _SPEAKING]
        if spoken:
            return spoken[0]
        for token in readings[other].tokens:
            if token.pos_ == "VERB" and token.dep_ == "ROOT" and token.lemma_.lower() in cues.verbs:
                made = _speech(text, readings[other], token, readings[n].span, cues)
                if made is not None and made.kind in _SPEAKING:
                    return made
    return None


def _widened(one: Attribution, piece: Span) -> Attribution:
    """The content with the whole quotation in it; pieces that now touch become one."""
    parts: list[Span] = []
    for part in sorted([*one.parts, piece]):
        if parts and part.start <= parts[-1].end + 1:
            parts[-1] = Span(parts[-1].start, max(parts[-1].end, part.end))
        else:
            parts.append(part)
    return replace(one, parts=tuple(parts))


def _covered(reading: Reading, piece: Span) -> bool:
    return any(part.contains(piece) for one in reading.found for part in one.parts) and any(
        one.cue_span is None or not one.cue_span.overlaps(piece)
        for one in reading.found
        if any(part.contains(piece) for part in one.parts)
    )


def _has_cue(reading: Reading, token: Token) -> bool:
    return any(one.cue is not None and one.cue.i == token.i for one in reading.found)


def _gap(first: Span, second: Span) -> int:
    return max(second.start - first.end, first.start - second.end)


def _whole_sentence(text: str, reading: Reading, piece: Span) -> bool:
    outside = text[reading.span.start : piece.start] + text[piece.end : reading.span.end]
    return not any(character.isalnum() for character in outside)


def _long(text: str, reading: Reading, piece: Span) -> bool:
    return len(piece.of(text).split()) >= MIN_WORDS or _whole_sentence(text, reading, piece)
