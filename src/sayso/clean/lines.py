"""A page's text -> its lines, each with what can be seen of it without reading it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from sayso.language.pages import normal_words, unmarked

_BEGINNING = re.compile(r"(\w)\w*(?:['’.-]\w+)*")
"""Finds a word, and gives its first letter."""
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TERMINAL = re.compile(r"[.!?:;。！？…”\"»][\"'”’»)\]*_]*(?:\s*\[\d+\])?$")
_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]*_]*(?:\s*\[\d+\])?$|[^.][\"”»]$")
_STOPS = frozenset(".!?。！？")
"""A line with one of these at its end ends like a sentence."""
_LAST = frozenset(".!?:;。！？…”\"»'’)]*_")
"""Without one of these at its end it does not."""
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


class _Written(NamedTuple):
    """A line as it stands in raw_text: where, its words, and what stands before them."""

    start: int
    end: int
    words: str
    indented: bool
    blank_before: bool


_END = _Written(0, 0, "", False, True)
"""Stands below the last line."""


def split_lines(raw_text: str) -> list[Line]:
    """A page's text -> its lines in order, paragraphs broken by hand put together."""
    written = _unbroken(raw_text, _written_lines(raw_text))
    plains = [unmarked(line.words) for line in written]
    normals = [normal_words(plain) for plain in plains]
    times = Counter(normals)
    printed: set[str] = set()
    lines = []
    neighbours = pairwise([*written, _END])
    for (line, below), plain, normal in zip(neighbours, plains, normals, strict=True):
        lines.append(_line(line, (plain, normal), below.blank_before, (times[normal], normal in printed)))
        printed.add(normal)
    return lines


def _line(line: _Written, compared: tuple[str, str], blank_after: bool, printed: tuple[int, bool]) -> Line:
    start, end, written, indented, blank_before = line
    plain, normal = compared
    repeats, again = printed
    words, lower = _words(plain)
    links = sum(len(m.group(1)) for m in _LINK_TEXT.finditer(written)) / max(1, len(plain)) if "](" in written else 0.0
    ends, stops = _ends(plain)
    if words >= 8 and stops and plain.isupper():
        lower = 1.0  # wire copy in capitals: letters tell nothing, the full stop does
    bullet = heading = False
    if not written[0].isalpha():
        mark = _MARK.match(written)
        start += mark.end() if mark else 0
        bullet = _BULLET.match(written) is not None
        heading = written[0] == "#"
    prose = links <= 0.6 and lower >= 0.4 and ((words >= 10 and ends) or (words >= 30 and _pauses(plain) * 30 >= words))
    short_sentence = 2 <= words < 10 and stops and links <= 0.6 and not prose
    # In their order: names would take as long as all that is read off a short line.
    return Line(
        start, end, plain, normal, words, ends, stops, lower, links,
        bullet, heading, indented, blank_before, blank_after, repeats, again, prose, short_sentence,
    )  # fmt: skip


def _words(plain: str) -> tuple[int, float]:
    """How many words a line has, and the share of those that begin with a letter that begin with a small one."""
    beginnings = _BEGINNING.findall(plain)
    wide = 0 if plain.isascii() else len(_WIDE.findall(plain[:2000]))
    if wide:
        return len(beginnings) + wide // 2, 1.0
    return len(beginnings), sum(map(str.islower, beginnings)) / max(1, sum(map(str.isalpha, beginnings)))


def _ends(plain: str) -> tuple[bool, bool]:
    """Whether a line ends like a sentence, and whether it does so strictly (no colon, no three dots)."""
    last = plain[-1:]
    if last not in _LAST:
        return False, False
    if last in _STOPS:
        return True, not plain.endswith("...")
    ends = bool(_TERMINAL.search(plain[-40:]))
    return ends, bool(_SENTENCE.search(plain[-40:])) and not _TRAILING_DOTS.search(plain[-10:])


def _pauses(plain: str) -> int:
    return plain.count(".") + plain.count(",") + plain.count(";") + plain.count(":")


def _written_lines(raw_text: str) -> list[_Written]:
    lines = []
    start = 0
    blank = True
    for line in raw_text.split("\n"):
        words = line.strip()
        if words:
            begin = 0 if line.startswith(words) else len(line) - len(line.lstrip())
            indented = begin > 0 and line[begin - 1] in " \t"
            lines.append(_Written(start + begin, start + begin + len(words), words, indented, blank))
        blank = not words
        start += len(line) + 1
    return lines


def _unbroken(raw_text: str, lines: list[_Written]) -> list[_Written]:
    """Lines, those of one paragraph that was broken by hand at a fixed width as one."""
    whole: list[_Written] = []
    run: list[_Written] = []
    for line in lines:
        if run and line.blank_before:
            whole += _joined(raw_text, run)
            run = []
        run.append(line)
    return whole + _joined(raw_text, run)


def _joined(raw_text: str, run: list[_Written]) -> list[_Written]:
    if len(run) < 2:
        return run
    lengths = [len(line.words) for line in run]
    if max(lengths) > _HARD_WIDTH or min(lengths[:-1]) < max(45, 0.6 * max(lengths)):
        return run
    goes_on = sum(line.words[0].islower() for line in run[1:])
    stops = sum(bool(_TERMINAL.search(line.words)) for line in run[:-1])
    if goes_on * 3 < len(run) - 1 or stops * 2 > len(run) - 1:
        return run
    start, end = run[0].start, run[-1].end
    return [run[0]._replace(end=end, words=raw_text[start:end])]
