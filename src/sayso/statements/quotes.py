"""Quotations: pairs of quotation marks in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.spans import Span

MAX_QUOTATION = 3000
"""Code points: a longer stretch between two marks is taken for a mark that was never closed."""

_CLOSES = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›", "「": "」"}
_MARK = re.compile(r"[“”«»„‘’‹›「」\"]|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)|``|''")
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks. closed: false where the paragraph ends before the mark that closes it."""

    span: Span
    closed: bool

    def words(self, text: str) -> str:
        """What stands between the marks."""
        return self.span.of(text).strip("“”«»„‘’‹›「」\"'` ")


def quotations(text: str) -> list[Quotation]:
    """A text -> its quotations, outermost only, in order; an unclosed one runs to the end of its paragraph.

    Keeps: apostrophes out: a single mark opens only before a word and closes only after one
    """
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        found += _in_paragraph(text, start, end)
    return found


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for gap in _PARAGRAPH.finditer(text):
        spans.append(Span(start, gap.start()))
        start = gap.end()
    return [*spans, Span(start, len(text))]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    closers = ""
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is not None and mark.start() - opened > MAX_QUOTATION:
            opened = None
        if opened is None:
            if _opens(text, mark, start):
                opened, closers = mark.start(), _closers(sign)
        elif sign in closers and not _inside_word(text, mark):
            found.append(Quotation(Span(opened, mark.end()), True))
            opened = None
    if opened is not None and text[opened] in '“«"' and opened - start < 3 and end - opened <= MAX_QUOTATION:
        found.append(Quotation(Span(opened, end), False))
    return found


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    sign = mark.group()
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()] if mark.start() > start else " "
    if not after or after.isspace():
        return False
    if sign in _CLOSES:
        return not before.isalnum()
    return sign in {'"', "'", "``"} and not before.isalnum()


def _closers(sign: str) -> str:
    return {"``": "''", '"': '"', "'": "'"}.get(sign) or _CLOSES[sign]


def _inside_word(text: str, mark: re.Match[str]) -> bool:
    """An apostrophe: "don’t"."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() in {"’", "'"} and before.isalnum() and after.isalnum()
