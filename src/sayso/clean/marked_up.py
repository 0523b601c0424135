"""An HTML page -> what each line of its visible text is, by trafilatura's reading of the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree

from sayso.clean.captions import captions_of
from sayso.clean.header import is_by_alone, is_byline, is_date_line, names_in
from sayso.clean.lines import Line
from sayso.clean.page import Ruling, is_caption
from sayso.language.pages import PageWords, normal_line
from sayso.tables import LocalDocument

_ANCHOR_LENGTH = 40
"""Passages from this length on are found in the page without regard to their neighbours."""
_MAX_DEPTH = 1_000
_BREAKS = frozenset({"p", "head", "item", "list", "cell", "row", "table", "quote", "code", "lb", "div"})
_TITLE_FIELDS = ("h1", "og:title", "headline", "title")
_LONG_TITLE = 15
_REACH = 12
"""Byline and date stand within so many lines of the title or the article's first line."""


def classify_html(
    document: LocalDocument, page: str, lines: list[Line], page_words: PageWords, furniture: frozenset[str]
) -> tuple[list[Ruling], list[str]] | None:
    """A page's document, its markup and the lines of its visible text -> what each line is, and the authors its bylines name.

    Keeps:  a line when most of it lies in a passage that trafilatura extracts
    Raises: nothing; None if trafilatura extracts nothing that stands in the visible text
    """
    passages = _extract(page)
    kept = _found(document.raw_text, lines, passages)
    if not kept:
        return None
    title = _title(document, lines, min(kept))
    rulings = [_ruling(line, i in kept, page_words, furniture) for i, line in enumerate(lines)]
    _rule_captions(document, lines, rulings, captions_of(page), (min(kept) if title is None else title, max(kept)))
    authors = _rule_header(document, lines, rulings, title)
    return rulings, authors


def _rule_captions(
    document: LocalDocument, lines: list[Line], rulings: list[Ruling], captions: frozenset[str], within: tuple[int, int]
) -> None:
    """Captions between the title and the article's last line."""
    first, last = within
    for i in range(first, last + 1) if captions else ():
        line = lines[i]
        known = line.words > 3 and "".join(document.raw_text[line.start : line.end].split()) in captions
        if known and (rulings[i].kind == "body" or line.repeats == 1):
            rulings[i] = Ruling("caption", "the markup gives it as the caption of a picture")


def _rule_header(document: LocalDocument, lines: list[Line], rulings: list[Ruling], title: int | None) -> list[str]:
    """The title, and the bylines and dates between it and the first paragraph; the names in the bylines."""
    kept = [i for i, ruling in enumerate(rulings) if ruling.kept and (title is None or i > title)]
    prose = next((i for i in kept if lines[i].prose), kept[0] if kept else len(lines))
    top = prose if title is None else title
    stated = {name for field in document.metadata if field.name == "byline" for name in names_in(field.value)}
    authors: list[str] = []
    if title is not None:
        rulings[title] = Ruling("title", "is the headline that the page states")
    for i in range(max(0, top - _REACH), min(top + _REACH, prose + 3, len(lines))):
        plain = lines[i].plain
        if i == title:
            continue
        if is_byline(plain) or _is_announced(lines, i) or (top < i <= top + 5 and plain in stated):
            rulings[i] = Ruling("byline", "a line beside the headline that names who wrote it")
            authors += names_in(plain)
        elif is_date_line(plain):
            rulings[i] = Ruling("dateline", "a line beside the headline that is only a date")
    return authors


def _is_announced(lines: list[Line], i: int) -> bool:
    """Whether a line is a name under "Written by"."""
    return i > 0 and is_by_alone(lines[i - 1].plain) and lines[i].words <= 8 and bool(names_in(lines[i].plain))


def _ruling(line: Line, kept: bool, page_words: PageWords, furniture: frozenset[str]) -> Ruling:
    own = page_words.find(line.plain)
    if kept and line.normal in furniture:
        return Ruling("other", "the pile's pages repeat this line")
    if kept and own is not None and not line.prose:
        return Ruling(own.kind, f"has the words '{own.words}' of a page, not of an article")
    if kept and line.words > 0:
        return Ruling("caption", "a caption") if is_caption(line.plain) else Ruling("body", "part of the article")
    if own is not None:
        return Ruling(own.kind, f"outside the article, and has a page's words '{own.words}'")
    return Ruling("navigation" if line.words < 10 else "other", "outside the article as the markup shows it")


def _extract(page: str) -> list[str]:
    """A page's markup -> the passages of its article."""
    if _depth(page) > _MAX_DEPTH:
        return []
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.Error):
        return []
    body = getattr(found, "body", None)
    return [passage for passage in _passages(body) if passage] if body is not None else []


def _depth(page: str) -> int:
    """How deeply a page's elements are nested, at most."""
    opened = deepest = 0
    for tag in re.finditer(r"</?(?!br|hr|img|meta|link|input|p\b|li\b)[a-z]", page, re.I):
        opened = max(0, opened - 1) if tag.group().startswith("</") else opened + 1
        deepest = max(deepest, opened)
    return deepest


def _passages(body: etree._Element) -> Iterator[str]:
    words: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BREAKS:
            yield "".join("".join(words).split())
            words = []
        words.append((element.text if event == "start" else element.tail) or "")
    yield "".join("".join(words).split())


def _found(raw_text: str, lines: list[Line], passages: list[str]) -> set[int]:
    """Lines of which most lies in a passage."""
    letters, starts = _skeleton(raw_text, lines)
    covered = bytearray(len(letters))
    reached = 0
    for passage in passages:
        at = letters.find(passage, reached)
        if len(passage) < _ANCHOR_LENGTH and at > reached + 400:
            continue
        if at < 0 and len(passage) >= _ANCHOR_LENGTH:
            at = letters.find(passage)
        if at < 0:
            continue
        covered[at : at + len(passage)] = b"\x01" * len(passage)
        reached = at + len(passage)
    return {
        i
        for i, (start, end) in enumerate(zip(starts, [*starts[1:], len(letters)], strict=True))
        if end > start and sum(covered[start:end]) * 2 > end - start
    }


def _skeleton(raw_text: str, lines: list[Line]) -> tuple[str, list[int]]:
    """The lines without white space as one string, and where each begins in it."""
    bare = ["".join(raw_text[line.start : line.end].split()) for line in lines]
    starts = []
    length = 0
    for words in bare:
        starts.append(length)
        length += len(words)
    return "".join(bare), starts


def _title(document: LocalDocument, lines: list[Line], first: int) -> int | None:
    """The line that is the headline the page states: the last such line above the article, or the first at all."""
    for name in _TITLE_FIELDS:
        stated = {normal_line(field.value) for field in document.metadata if field.name == name} - {""}
        same = [i for i, line in enumerate(lines) if line.normal and _says(stated, line.normal)]
        above = [i for i in same if i <= first + 2]
        if above:
            return above[-1]
        if same:
            return same[0]
    return None


def _says(stated: set[str], line: str) -> bool:
    """Whether a line is a stated title, or the beginning of one that goes on with the site's name."""
    return line in stated or (len(line) > _LONG_TITLE and any(words.startswith(line) for words in stated))
