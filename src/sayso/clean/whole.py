"""A page that is nothing but an article's text -> what each of its lines is: all of it is kept.

Such are the entries of feeds, the rows of tables, clippings of two paragraphs, documents that a newsroom sends.
"""

from __future__ import annotations

from sayso.clean.header import is_byline, is_date_line, names_in
from sayso.clean.lines import Line
from sayso.clean.page import Page, is_caption

_MUCH_TEXT = 0.8
_MOST_OWN = 2
_MOST_SHORT = 2
"""So many short lines in a row may be headings, more are a menu or a list of links."""
_LONGEST_TITLE = 30
_HEADER = 6
_LABELS = 3
_MOST_LABEL_WORDS = 6
"""Above the headline may stand its section and a date."""


def is_only_text(page: Page) -> bool:
    """Whether hardly anything on a page is a menu's, a link's or a notice's."""
    words = sum(line.words for line in page.lines)
    text = sum(line.words for i, line in enumerate(page.lines) if _reads_on(page, i))
    own = sum(word is not None for word in page.own)
    if not words or text < _MUCH_TEXT * words or own > _MOST_OWN or any(word and word.closes for word in page.own):
        return False
    short = 0
    for i, line in enumerate(page.lines):
        short = 0 if _reads_on(page, i) or line.symbols else short + 1
        if short > _MOST_SHORT + 2 * (i < _HEADER):
            return False
    return True


def _reads_on(page: Page, i: int) -> bool:
    line = page.lines[i]
    if page.own[i] is not None or line.normal in page.furniture:
        return False
    return line.prose or line.short_sentence or (line.words >= 8 and line.lower >= 0.5)


def rule_whole(page: Page, title: str) -> None:
    """Rules every line of a page that is only an article's text; `title`, as lines compare, is what its first line is
    known to say, or ""."""
    at = _title(page, title)
    if at is not None:
        page.rule(at, "title", "is the title that came with the text" if title else "the first line is a headline")
        for i in range(at):
            if page.own[i] is None and not is_byline(page.lines[i].plain) and not is_date_line(page.lines[i].plain):
                page.rule(i, "navigation", "a short line above the title")
    for i, line in enumerate(page.lines):
        own = page.own[i]
        if line.symbols:
            page.rule(i, "other", "a drawn line, no words")
        elif own is not None:
            page.rule(i, own.kind, f"says '{own.words}', as pages do around an article and articles do not")
        elif line.normal in page.furniture:
            page.rule(i, "other", "the pile's pages repeat this line")
        elif i < _HEADER and is_byline(line.plain):
            page.rule(i, "byline", "a line at the top that names who wrote it")
            page.authors += names_in(line.plain)
        elif i < _HEADER and is_date_line(line.plain):
            page.rule(i, "dateline", "a line at the top that is only a date")
        elif is_caption(line.plain):
            page.rule(i, "caption", "reads like the caption of a picture")
        else:
            page.rule(i, "body", "the page holds hardly anything but text, so all of it is kept")


def _title(page: Page, title: str) -> int | None:
    """The line that is the title: the one that is known to say it, else the first headline of the first lines."""
    top = range(min(_HEADER, len(page.lines)))
    if title:
        return next((i for i in top if page.lines[i].normal == title), None)
    found = [i for i in top[:_LABELS] if all(map(_may_stand_above, page.lines[:i])) and _is_headline(page, i)]
    return next((i for i in found if page.lines[i].words >= 4), found[0] if found else None)


def _may_stand_above(line: Line) -> bool:
    return line.words <= _MOST_LABEL_WORDS and not line.stops


def _is_headline(page: Page, i: int) -> bool:
    line = page.lines[i]
    if page.own[i] is not None or i + 1 >= len(page.lines) or not (line.blank_after or line.heading):
        return False
    if is_date_line(line.plain) or is_byline(line.plain) or is_caption(line.plain):
        return False
    return not line.stops and not line.bullet and 2 <= line.words <= _LONGEST_TITLE
