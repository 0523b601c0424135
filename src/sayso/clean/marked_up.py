"""An HTML page -> what each line of its visible text is, by its tags and by how its lines read."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.clean.captions import captions_of
from sayso.clean.header import is_by_alone, is_byline, is_date_line, is_persons_name, is_signature, names_in
from sayso.clean.lines import Line
from sayso.clean.page import Ruling, is_caption
from sayso.clean.passages import marked_lines, surely_marked_lines
from sayso.clean.plain import classify
from sayso.clean.title import title_line
from sayso.language.pages import PageWord, PageWords
from sayso.tables import LocalDocument

_REACH = 12
"""Byline and date stand within so many lines of the title or the article's first line."""
_NEAR_TITLE = 4
"""A person's name stands within so many lines of the title, if it is the author's."""
_SHORT = 10
_ADDED = "reads like part of the article, of which the page's tags mark less than half"
_MORE = 1.3
_MUCH_MORE = 1.9
_ENOUGH = 0.3
"""How the words that the tags mark and those that read like an article weigh against each other, measured on 300 pages:
word F1 .937 by the tags alone, .944 with the first two, .947 with the third (decisions/0005)."""


def classify_html(
    document: LocalDocument, page: str, lines: list[Line], page_words: PageWords, furniture: frozenset[str]
) -> tuple[list[Ruling], list[str]] | None:
    """A page, its markup, its visible text's lines -> what each line is, and the authors its bylines name.

    Keeps:  a line when the tags mark it as the article's; where they mark little, also one that reads like it
    Raises: nothing; None if the tags mark nothing that stands in the visible text
    """
    marked = marked_lines(page, document.raw_text, lines)
    if not marked:
        return None
    by_reading, _ = classify(lines, page_words, furniture)
    read = frozenset(i for i, ruling in enumerate(by_reading) if ruling.kind == "body")
    if _words(lines, read) > _MORE * _words(lines, marked):
        surely = surely_marked_lines(page, document.raw_text, lines)
        marked = surely if _words(lines, surely) > _MORE * _words(lines, marked) else marked
    added = read - marked if _words(lines, read) > _MUCH_MORE * _words(lines, marked) else frozenset()
    own = [page_words.find_normal(line.normal) for line in lines]
    over = _over(lines, own, marked | added, read)
    rulings = [
        _below(own[over], own[i])
        if over is not None and i >= over
        else _ruling(line, i in marked, i in added, own[i], furniture)
        for i, line in enumerate(lines)
    ]
    kept = [i for i, ruling in enumerate(rulings) if ruling.kept]
    if not kept:
        return None
    title = title_line(lines, document.metadata, kept[0])
    _rule_captions(document, lines, rulings, captions_of(page), (kept[0] if title is None else title, kept[-1]))
    authors = _rule_header(document, lines, rulings, title)
    return rulings, authors


def _words(lines: Sequence[Line], chosen: frozenset[int]) -> int:
    return sum(lines[i].words for i in chosen)


def _over(
    lines: Sequence[Line], own: Sequence[PageWord | None], kept: frozenset[int], read: frozenset[int]
) -> int | None:
    """The line from which on nothing is the article's: one that begins other stories or comments, below all that
    reads like the article. None if there is none, or if hardly anything reads like it."""
    if not read or _words(lines, read) < _ENOUGH * _words(lines, kept):
        return None
    below = range(max(read) + 1, len(lines))
    return next((i for i in below if (word := own[i]) is not None and (word.opens or word.closes)), None)


def _below(opener: PageWord | None, own: PageWord | None) -> Ruling:
    word = own or opener
    assert word is not None
    if own is not None:
        return Ruling(own.kind, f"stands below the article and says '{own.words}', as menus and notices do")
    return Ruling(word.kind, f"stands below the article, under '{word.words}'")


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
    unsaid = not any(field.name.lower().endswith(("author", "creator")) for field in document.metadata)
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
        elif unsaid and not authors and abs(i - top) <= _NEAR_TITLE and is_persons_name(plain):
            rulings[i] = Ruling("byline", "a person's name beside the headline")
            authors += names_in("by " + plain)
    return authors or _signed(lines, rulings)


def _signed(lines: list[Line], rulings: list[Ruling]) -> list[str]:
    """The authors that a line elsewhere on the page names: "Written by A. Person", above or below the article."""
    for i, line in enumerate(lines):
        if is_signature(line.plain) or (is_persons_name(line.plain) and _is_announced(lines, i)):
            rulings[i] = Ruling("byline", "a line that names who wrote the article")
            return list(names_in(line.plain if is_signature(line.plain) else "by " + line.plain))
    return []


def _is_announced(lines: list[Line], i: int) -> bool:
    """Whether a line is a name under "Written by"."""
    return i > 0 and is_by_alone(lines[i - 1].plain) and lines[i].words <= 8 and bool(names_in(lines[i].plain))


def _ruling(line: Line, marked: bool, added: bool, own: PageWord | None, furniture: frozenset[str]) -> Ruling:
    kept = marked or added
    if kept and line.normal in furniture:
        return Ruling("other", "the pile's pages repeat this line")
    if kept and own is not None and not line.prose:
        return Ruling(own.kind, f"says '{own.words}', as pages do around an article and articles do not")
    if kept and line.words > 0 and is_caption(line.plain):
        return Ruling("caption", "reads like the caption of a picture")
    if kept and line.words > 0:
        return Ruling("body", "the page's tags mark it as part of the article" if marked else _ADDED)
    if own is not None:
        return Ruling(own.kind, f"the page's tags keep it out of the article, and it says '{own.words}'")
    short = line.words < _SHORT
    return Ruling("navigation" if short else "other", "the page's tags keep it out of the article")
