"""Quotations: pairs of quotation marks in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.spans import PARAGRAPH, Span, trim

MAX_QUOTATION = 3000
"""Code points: a longer stretch between two marks is taken for a mark that was never closed."""

MIN_UNCLOSED = 2
"""Words of an unclosed quotation that begins inside a paragraph, at least."""

_CLOSES: dict[str, tuple[str, ...]] = {
    "“": ("”",), "«": ("»",), "»": ("«",), "„": ("“", "”", '"'), ",,": ("“", "”", "''", '"'), "‚": ("‘", "’"),
    "‘": ("’",), "‹": ("›",), "›": ("‹",), "「": ("」",), "『": ("』",), "<<": (">>",), "``": ("''", '"', "”"),
    "''": ("''",), "”": ("”",), '"': ('"',), "'": ("'",),
}  # fmt: skip
"""Marks that open, each with those that close it."""

_TURNED = frozenset({"»", "›", "”", "''", "<<"})
"""Marks that close more often than they open."""

_SPACED = frozenset({"«", "‹"})
"""Opening marks that some languages set off by a space."""

_LONG = frozenset({"“", "«", '"', "„", ",,", "``", "''", "<<", "”"})
"""Marks of whole sentences, not of single words."""

SIGNS = "“”«»„‚‘’‹›「」『』\"'`"
"""Of which every quotation mark is made."""

_MARK = re.compile(r"<<|>>|,,(?=\w)|``|''|[“”«»„‚‘’‹›「」『』\"]|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_SAID = re.compile(
    r",\s(?:(?:said|says|added|adds)\s|(?:[A-Z][\w.’'-]*\s|she\s|he\s|they\s){1,3}(?:said|says|added)\b)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks. closed: false where the paragraph ends before the mark that closes it."""

    span: Span
    closed: bool

    def words(self, text: str) -> str:
        """What stands between the marks."""
        return self.span.of(text).strip(SIGNS + "<>, ")


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
    for gap in PARAGRAPH.finditer(text):
        spans.append(Span(start, gap.start()))
        start = gap.end()
    return [*spans, Span(start, len(text))]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is not None and mark.start() - opened.start() > MAX_QUOTATION:
            opened = None
        if opened is None:
            opened = mark if _opens(text, mark, start) else None
        elif _opens_again(text, opened, mark):
            found += _unclosed(text, opened, Span(start, mark.start()))
            opened = mark
        elif mark.group() in _CLOSES[opened.group()] and not _inside_word(text, mark):
            found.append(Quotation(Span(opened.start(), mark.end()), True))
            opened = None
    return found + (_unclosed(text, opened, Span(start, end)) if opened is not None else [])


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    sign = mark.group()
    if sign not in _CLOSES:
        return False
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()] if mark.start() > start else " "
    if not after or before.isalnum() or (after.isspace() and sign not in _SPACED):
        return False
    return sign not in _TURNED or (after.isalnum() and (before.isspace() or before in "([—–-"))


def _opens_again(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Whether a mark that opens and closes alike opens: the one before it was never closed."""
    if mark.group() != opened.group() or mark.group() not in {'"', "“"}:
        return False
    before, after = text[max(0, mark.start() - 2) : mark.start()], text[mark.end() : mark.end() + 1]
    stops = mark.group() == '"' or before[:1] in {".", "!", "?"}
    return stops and before[-1:].isspace() and after.isalnum()


def _unclosed(text: str, opened: re.Match[str], bounds: Span) -> list[Quotation]:
    """A mark that nothing closes -> what it quotes: to the end of the paragraph, or to a ", she said" before it.

    Inside a paragraph it must begin a sentence, or follow a comma or colon.
    """
    words = trim(text, Span(opened.start(), bounds.end))
    if opened.group() not in _LONG or words.end - words.start > MAX_QUOTATION:
        return []
    said = _SAID.search(text, words.start, words.end)
    if said is not None:
        words = Span(words.start, said.start() + 1)
    if opened.start() - bounds.start < 3:
        return [Quotation(words, False)]
    introduced = text[bounds.start : opened.start()].rstrip()[-1:] in {":", ",", ".", "!", "?", "”", '"', "»"}
    return [Quotation(words, False)] if introduced and len(words.of(text).split()) >= MIN_UNCLOSED else []


def _inside_word(text: str, mark: re.Match[str]) -> bool:
    """An apostrophe: "don’t"."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() in {"’", "'"} and before.isalnum() and after.isalnum()
