"""Pieces of content, as the encoder cuts them: set right by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.attribution import Attribution, joined
from sayso.statements.holders.datelines import dateline_end
from sayso.statements.readings import Reading
from sayso.statements.tree import (
    SUBJECTS,
    children,
    climb,
    is_misjoined,
    noun_phrase_span,
    subtree_span,
    tidy,
    within,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST = 0.5
"""Of a sentence: what a piece must hold of one that has no cue, to be all that is said there."""

_CUT = frozenset({"ADP", "DET", "AUX", "PART", "SCONJ", "CCONJ"})
_BESIDE = ("dobj", "dative", "npadvmod", "prep")


def mended(
    text: str, said: tuple[Reading, Token], parts: tuple[Span, ...], rule: Attribution | None, cues: CueLists
) -> tuple[Span, ...]:
    """What the encoder takes for content, in the sentence of its cue -> the same by whole words and phrases.

    said: the sentence and the cue
    Keeps: as the rules have it, where the encoder's holds the very verb that the cue hangs on, or no verb at all
    """
    reading, cue = said
    if rule is not None and (_runs_on(rule, parts) or _is_bare(reading, rule, parts)):
        return rule.parts
    start = dateline_end(text, reading.span.start)
    cut = [Span(max(part.start, start), part.end) for part in parts if part.end > start]
    if cut:
        cut[-1] = Span(cut[-1].start, _whole_end(reading, cut[-1], cue))
        begins = max(cut[0].start, cue.idx + len(cue)) if cut[0].start == cue.idx else cut[0].start
        cut[0] = Span(_with_that(reading, cue, _begins_at(cue, Span(begins, cut[0].end), cues)), cut[0].end)
        cut = [Span(part.start, _before_another(reading, _uncredited(text, reading, part))) for part in cut]
    return joined(text, list(tidy(text, [part for part in cut if part.end > part.start]))) or parts


def _with_that(reading: Reading, cue: Token, begins: int) -> int:
    """Where a content begins: at the "that" right before it, if it has one."""
    before = max((t for t in reading.tokens if t.idx < begins), key=lambda t: t.i, default=None)
    that = before is not None and before.lower_ == "that" and before.i != cue.i
    return before.idx if before is not None and that else begins


def stands_alone(text: str, reading: Reading, parts: tuple[Span, ...]) -> bool:
    """Whether pieces of a sentence without a cue are enough of it to be what somebody says there."""
    said = sum(_letters(part.of(text)) for part in parts)
    verb = any(t.pos_ in {"VERB", "AUX"} for t in reading.inside(parts))
    whole = said >= MOST * _letters(reading.span.of(text))
    return whole and (verb or any(t.is_quote for t in reading.inside(parts)))


def _letters(words: str) -> int:
    return sum(character.isalnum() for character in words)


def _runs_on(rule: Attribution, parts: tuple[Span, ...]) -> bool:
    """ "The claim that it leaked was dismissed": the content of the claim ends before "was dismissed"."""
    if rule.cue is None or rule.cue.pos_ != "NOUN" or rule.cue.dep_ not in SUBJECTS:
        return False
    above = next(climb(rule.cue), rule.cue)
    return within(parts, above) and not within(rule.parts, above)


def _is_bare(reading: Reading, rule: Attribution, parts: tuple[Span, ...]) -> bool:
    """Whether only the rules have found the clause: of "that they were seen with Ana Lind" the encoder has the name."""
    hull_of_rule = Span(rule.parts[0].start, rule.parts[-1].end)
    clause = rule.head.pos_ in {"VERB", "AUX"} and bool(children(rule.head, *SUBJECTS, "expl"))
    if not clause or not all(hull_of_rule.contains(part) for part in parts):
        return False
    return not any(t.pos_ in {"VERB", "AUX"} for t in reading.inside(parts))


def _whole_end(reading: Reading, part: Span, cue: Token) -> int:
    """Where the last phrase of a piece ends: a piece may be cut behind a preposition or an article."""
    inside = [t for t in reading.inside((part,)) if not (t.is_punct or t.is_space)]
    if not inside or inside[-1].pos_ not in _CUT:
        return part.end
    last = inside[-1]
    ahead = last.head if last.head.i > last.i and last.dep_ in {"det", "poss", "aux", "auxpass", "mark"} else None
    behind = next((child for child in children(last, "pobj", "pcomp") if child.i > last.i), ahead)
    if behind is None or behind.i - last.i > 8 or cue.i == behind.i or last.i < cue.i < behind.i:
        return part.end
    end = noun_phrase_span(behind).end if behind.pos_ in {"NOUN", "PROPN", "NUM"} else behind.idx + len(behind)
    return max(part.end, min(end, reading.span.end))


def _begins_at(cue: Token, part: Span, cues: CueLists) -> int:
    """ "Told her that the port was closed", "denied for a second day that": a clause that begins with "that" is all."""
    clauses = [clause for clause in children(cue, "ccomp") if clause.i > cue.i]
    marked = clauses and any(word.lower_ == "that" for word in clauses[0].children if word.i < clauses[0].i)
    if not clauses or not (marked or cue.lemma_.lower() in cues.classes["briefing"]):
        return part.start
    begins = subtree_span(clauses[0]).start
    beside = [subtree_span(word) for word in children(cue, *_BESIDE) if cue.i < word.i < clauses[0].i]
    return next((begins for span in beside if span.start <= part.start < span.end <= begins < part.end), part.start)


def _uncredited(text: str, reading: Reading, part: Span) -> Span:
    """A piece that runs to the end of its sentence -> without ", according to the agency": that is of the whole."""
    last = text.rfind("according to", part.start + 1, part.end)
    closes = part.end >= reading.span.end - 2 and text[part.start : last].rstrip().endswith(",") if last > 0 else False
    return Span(part.start, last) if closes and "," not in text[last : part.end] else part


def _before_another(reading: Reading, part: Span) -> int:
    """Where a piece ends that runs into a verb which a parser has joined to it, and which is somebody else's."""
    for token in reading.tokens:
        if token.dep_ == "conj" and part.start < token.idx < part.end and is_misjoined(token):
            joint = next((word for word in children(token.head, "cc") if part.start < word.idx < token.idx), None)
            return joint.idx if joint is not None else part.end
    return part.end
