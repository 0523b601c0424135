"""Sentences -> what is attributed in them, by the words of the cue lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sayso.language.cues import CueLists
from sayso.language.encoder import ReadText
from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.cues.nouns import adverb_attribution, noun_attribution, phrase_attribution
from sayso.statements.cues.verbs import verb_attribution
from sayso.statements.readings import Quoted, Reading

MAX_ATTRIBUTIONS = 40
"""In one sentence; more than about ten never stand in real prose."""

MAX_NAMED = 12
"""Of the cues that were left out: how many are named."""


def keep_surest(text: str, reading: Reading, read: ReadText) -> None:
    """Keeps of what was found in a sentence the `MAX_ATTRIBUTIONS` surest, in their order; notes the others' cues."""
    if len(reading.found) <= MAX_ATTRIBUTIONS:
        return
    sure = [1.0 if one.cue is None else read.cue_at(one.cue.idx) for one in reading.found]
    ranked = sorted(range(len(sure)), key=lambda n: (-sure[n], n))
    kept, cut = sorted(ranked[:MAX_ATTRIBUTIONS]), sorted(ranked[MAX_ATTRIBUTIONS:])
    reading.left_out = [one.cue_span.of(text) for n in cut if (one := reading.found[n]).cue_span is not None]
    reading.found = [reading.found[n] for n in kept]


def left_out_note(reading: Reading) -> str:
    """Which cues of a sentence were left out, in words; empty where none was."""
    if not reading.left_out:
        return ""
    named = ", ".join(repr(cue) for cue in sorted(set(reading.left_out))[:MAX_NAMED])
    return f"{len(reading.left_out)} further cue words left out, the least certain: {named}"


def find_cued(
    text: str, reading: Reading, cues: CueLists, holders: Collection[int], is_quoted: Quoted
) -> list[Attribution]:
    """A sentence -> what its verbs, nouns, adverbs and phrases attribute, in the order of the cue words."""
    found: list[Attribution] = []
    for at, token in enumerate(reading.tokens):
        one = (
            phrase_attribution(text, reading.tokens, at, cues)
            or verb_attribution(text, token, cues, holders, is_quoted(token))
            or noun_attribution(text, token, cues, holders, is_quoted(token))
            or adverb_attribution(text, token, cues)
        )
        inside = _inside(one, reading.span) if one else None
        if inside is not None:
            found.append(inside)
    return found


def _inside(one: Attribution, bounds: Span) -> Attribution | None:
    """An attribution without what lies outside its sentence (a parse may join two)."""
    parts = tuple(
        Span(max(part.start, bounds.start), min(part.end, bounds.end)) for part in one.parts if part.overlaps(bounds)
    )
    if not parts:
        return None
    if one.source_span is not None and not bounds.contains(one.source_span):
        one = replace(one, source=None, source_span=None)
    return replace(one, parts=parts)
