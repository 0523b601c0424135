"""A page's text -> its lines, each with what can be seen of it without reading it."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from sayso.language.pages import normal_words, unmarked
from sayso.spans import Span

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TERMINAL = re.compile(r"[.!?:;。！？…”\"»][\"'”’»)\]*_]*(?:\s*\[\d+\])?$")
_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]*_]*(?:\s*\[\d+\])?$|[^.][\"”»]$")
_TRAILING_DOTS = re.compile(r"(?:\.\.\.|…)$")
_MARK = re.compile(r"^(?:#{1,6}\s+|>\s+|[•*+‣◦▪·»›-]\s+)+")
_LINK_TEXT = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_BULLET = re.compile(r"^\s*(?:[•*+‣◦▪·»›-]|\d{1,2}[.)])\s+\S")
_HARD_WIDTH = 110
"""Lines of text that was broken by hand are no longer than this."""


class Line(NamedTuple):
    """A line that is not blank (or a paragraph whose lines were broken by hand).

    start, end: its words in raw_text, without white space, bullet or heading mark
    plain:      its words without any markup
    normal:     as furniture compares it
    ends:       whether it ends like a sentence; `stops` is stricter (no colon, no three dots)
    lower:      share of its words that begin with a small letter
    pauses:     how many commas, stops and colons it has
    links:      share of its characters that are link text
    repeats:    how often the page prints it; `again` if this is not the first time
    prose:      whether it reads like a paragraph: long, a sentence's end, mostly small letters
    short_sentence: whether it reads like a sentence, though a short one
    """

    start: int
    end: int
    plain: str
    normal: str
    words: int
    ends: bool
    stops: bool
    lower: float
    links: float
    pauses: int
    bullet: bool
    heading: bool
    indented: bool
    blank_before: bool
    blank_after: bool
    repeats: int
    again: bool
    prose: bool
    short_sentence: bool

    @property
    def alone(self) -> bool:
        """Whether a blank line stands on both sides."""
        return self.blank_before and self.blank_after

    @property
    def symbols(self) -> bool:
        """Whether no letter or digit is in it: a line drawn between parts."""
        return self.words == 0


def split_lines(raw_text: str) -> list[Line]:
    """A page's text -> its lines in order, paragraphs broken by hand put together."""
    spans = _unbroken(raw_text, _line_spans(raw_text))
    plains = [unmarked(span.of(raw_text)) for span in spans]
    normals = [normal_words(plain) for plain in plains]
    seen = Counter(normals)
    printed: set[str] = set()
    lines = []
    before = 0
    for i, (span, plain, normal) in enumerate(zip(spans, plains, normals, strict=True)):
        after = spans[i + 1].start if i + 1 < len(spans) else len(raw_text)
        blank_before = i == 0 or raw_text.count("\n", before, span.start) > 1
        blank_after = i + 1 == len(spans) or raw_text.count("\n", span.end, after) > 1
        words = (plain, normal)
        lines.append(_line(raw_text, span, words, (seen[normal], normal in printed), (blank_before, blank_after)))
        printed.add(normal)
        before = span.end
    return lines


def _line(
    raw_text: str, span: Span, compared: tuple[str, str], printed: tuple[int, bool], blank: tuple[bool, bool]
) -> Line:
    plain, normal = compared
    written = raw_text[span.start : span.end]
    words = _WORD.findall(plain)
    starts = [word[0] for word in words]
    wide = 0 if plain.isascii() else len(_WIDE.findall(plain[:2000]))
    count = len(words) + wide // 2
    lower = 1.0 if wide else sum(map(str.islower, starts)) / max(1, sum(map(str.isalpha, starts)))
    links = sum(len(m.group(1)) for m in _LINK_TEXT.finditer(written)) if "](" in written else 0
    linked = links / max(1, len(plain))
    pauses = plain.count(".") + plain.count(",") + plain.count(";") + plain.count(":")
    ends, stops = _ends(plain)
    prose = linked <= 0.6 and lower >= 0.4 and ((count >= 10 and ends) or (count >= 30 and pauses * 30 >= count))
    mark = None if written[0].isalnum() else _MARK.match(written)
    return Line(
        start=span.start + (mark.end() if mark else 0),
        end=span.end,
        plain=plain,
        normal=normal,
        words=count,
        ends=ends,
        stops=stops,
        lower=lower,
        links=linked,
        pauses=pauses,
        bullet=not written[0].isalpha() and bool(_BULLET.match(written)),
        heading=written[0] == "#",
        indented=raw_text[max(0, span.start - 1) : span.start] in {" ", "\t"},
        blank_before=blank[0],
        blank_after=blank[1],
        repeats=printed[0],
        again=printed[1],
        prose=prose,
        short_sentence=2 <= count < 10 and stops and linked <= 0.6 and not prose,
    )


def _ends(plain: str) -> tuple[bool, bool]:
    """Whether a line ends like a sentence, and whether it does so strictly (no colon, no three dots)."""
    if plain[-1:].isalpha():
        return False, False
    ends = bool(_TERMINAL.search(plain[-40:]))
    return ends, bool(_SENTENCE.search(plain[-40:])) and not _TRAILING_DOTS.search(plain[-10:])


def _line_spans(raw_text: str) -> list[Span]:
    spans = []
    start = 0
    for line in raw_text.split("\n"):
        words = line.strip()
        if words:
            begin = start + len(line) - len(line.lstrip())
            spans.append(Span(begin, begin + len(words)))
        start += len(line) + 1
    return spans


def _unbroken(raw_text: str, spans: list[Span]) -> list[Span]:
    """Lines, those of one paragraph that was broken by hand at a fixed width as one."""
    whole: list[Span] = []
    run: list[Span] = []
    for span in spans:
        if run and raw_text.count("\n", run[-1].end, span.start) > 1:
            whole += _joined(raw_text, run)
            run = []
        run.append(span)
    return whole + _joined(raw_text, run)


def _joined(raw_text: str, run: list[Span]) -> list[Span]:
    if len(run) < 2:
        return run
    lengths = [span.end - span.start for span in run]
    if max(lengths) > _HARD_WIDTH or min(lengths[:-1]) < max(45, 0.6 * max(lengths)):
        return run
    goes_on = sum(raw_text[span.start].islower() for span in run[1:])
    stops = sum(bool(_TERMINAL.search(span.of(raw_text))) for span in run[:-1])
    if goes_on * 3 < len(run) - 1 or stops * 2 > len(run) - 1:
        return run
    return [Span(run[0].start, run[-1].end)]
