"""Clauses: the words that tell a deed, from who does it to the last of what is said of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.coding.scenes import Scene
from sayso.coding.syntax import children
from sayso.spans import Span, hull, trim

if TYPE_CHECKING:
    from spacy.tokens import Token

_APART = frozenset({"parataxis", "relcl", "intj", "meta", "mark"})
_ASKS = frozenset({"WRB", "WDT", "WP"})
_DASH = re.compile(r"\s[-–—]{1,2}\s")
_CLOSES = {")": "(", "]": "[", "”": "“", "’": "‘"}


def clause_span(scene: Scene, text: str) -> Span:
    """A scene and the document's text -> the span of its clause.

    Keeps: a dateline before a dash is left out; a bracket or quotation mark opened inside is closed
    """
    trigger, cast = scene.trigger, scene.cast
    words = clause_words(trigger.verb if trigger.verb is not None else trigger.word)
    words += [word for word in (trigger.word, trigger.noun) if word is not None]
    core = [Span(word.idx, word.idx + len(word)) for word in (trigger.word, *words[:1])]
    core += [*cast.actors.spans, *cast.recipients.spans]
    core += [Span(number.start, number.end) for number in scene.numbers]
    whole = hull([*core, *[Span(word.idx, word.idx + len(word)) for word in words]])
    first = hull(core).start
    dashes = [dash.end() for dash in _DASH.finditer(text, whole.start, first)]
    return _closed(text, trim(text, Span(dashes[-1] if dashes else whole.start, whole.end)))


def clause_words(word: Token) -> list[Token]:
    """A verb or noun -> itself and what hangs on it, but no clause that could stand alone, nor a mark at either end."""
    found, waiting = [word], [word]
    while waiting:
        head = waiting.pop()
        kept = [child for child in head.children if _in_clause(child, head, word)]
        found += kept
        waiting += kept
    marks = [child.i for child in children(word, "mark") if child.i < word.i]
    first = max(marks, default=-1)
    inside = sorted((token for token in found if token.i > first), key=lambda token: token.i)
    while inside[-1].i > word.i and inside[-1].dep_ in {"punct", "cc"}:
        inside.pop()
    while inside[0].i < word.i and (inside[0].dep_ in {"punct", "cc"} or inside[0].tag_ in _ASKS):
        inside.pop(0)
    return [word, *inside]


def _in_clause(child: Token, head: Token, top: Token) -> bool:
    if child.is_space or child.dep_ in _APART or child.lower_ == "according":
        return False
    if child.dep_ in {"punct", "cc"}:
        return head.i != top.i or head.pos_ not in {"VERB", "AUX"}
    if child.dep_ == "advcl":
        infinitive = child.tag_ == "VB" and bool(children(child, "aux")) and not children(child, "mark", "nsubj")
        return infinitive or any(mark.lower_ in {"if", "unless"} for mark in children(child, "mark"))
    if child.dep_ in {"conj", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
        return child.dep_ == "ccomp" and child.i > head.i
    return True


def _closed(text: str, span: Span) -> Span:
    closer = text[span.end : span.end + 1]
    words = span.of(text)
    opener = _CLOSES.get(closer)
    opened = words.count(opener) > words.count(closer) if opener else closer == '"' and words.count('"') % 2 == 1
    return Span(span.start, span.end + 1) if opened else span
