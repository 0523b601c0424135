"""A page without markup -> what each of its lines is.

The article is the run of lines that holds the most prose for the least of anything else; what stands before it is
searched for title, byline and date, and what stands inside it is kept unless it is one of the page's own lines.
"""

from __future__ import annotations

from sayso.clean.article import article_of, headline_repeated
from sayso.clean.biography import rule_biographies
from sayso.clean.header import is_by_alone, is_byline, is_date_line, names_in
from sayso.clean.lines import Line
from sayso.clean.page import Page, Ruling, is_caption, page_of
from sayso.clean.whole import is_only_text, rule_whole
from sayso.language.pages import PageWord, PageWords

_TITLE_REACH = 25
"""So many lines above the article its title is looked for."""


def classify(
    lines: list[Line], page_words: PageWords, furniture: frozenset[str], title: str = ""
) -> tuple[list[Ruling], list[str]]:
    """A page's lines -> what each is, and the authors that its bylines name.

    title: what whoever delivered the page says that its title is, as lines compare; "" if they do not say
    Keeps: every sentence between the first and the last paragraph of the article that is not one of the page's own;
           of a page that holds hardly anything but text, every line that is not
    """
    page = page_of(lines, page_words, furniture)
    own = page.own
    if not lines:
        return [], []
    if is_only_text(page):
        rule_whole(page, title)
        return page.decided()
    anchor = _line_of(page, title) if title else None
    anchor = headline_repeated(page) if anchor is None else anchor
    first, last = article_of(page, anchor)
    if first == last and lines[first].words > 0 and own[first] is None and lines[first].normal not in furniture:
        page.rule(first, "body", "the one line on the page that reads most like text")
    _rule_top(page, first, anchor)
    rule_biographies(page, first, last)
    for i in range(first, last + 1):
        _rule_inside(page, i, first, last)
    opener: PageWord | None = None
    for i in range(len(lines)):
        word = own[i]
        opener = word if word is not None and word.opens else None if lines[i].prose or i <= last else opener
        _rule_outside(page, i, first, opener)
    return page.decided()


def _line_of(page: Page, title: str) -> int | None:
    return next((i for i, line in enumerate(page.lines) if line.normal == title), None)


def _rule_top(page: Page, first: int, anchor: int | None) -> None:
    """Title, byline and date above the article."""
    title = anchor if anchor is not None and anchor < first <= anchor + _TITLE_REACH else _title(page, first)
    if title is not None:
        page.rule(title, "title", "stands above the article, by itself, and reads like a headline")
    top = title if title is not None else max(0, first - 6)
    named = any(is_byline(line.plain) for line in page.lines[top:first])
    for i in range(max(0, top - 6), first):
        line = page.lines[i]
        if page.own[i] is not None or page.rulings[i] is not None:
            continue
        if is_byline(line.plain):
            page.rule(i, "byline", "a line above the article that names who wrote it")
            page.authors += names_in(line.plain)
        elif is_date_line(line.plain):
            page.rule(i, "dateline", "a line above the article that is only a date")
        elif title is not None and title < i and not named and _named_below(page, i):
            page.rule(i, "byline", "a name below the title")
            page.authors += names_in("by " + line.plain)
        elif title is not None and i > title and (line.prose or line.short_sentence) and line.alone:
            page.rule(i, "body", "a sentence between title and article")


def _named_below(page: Page, i: int) -> bool:
    """Whether a line below the title is a name, alone or under "Written by"."""
    line = page.lines[i]
    announced = i > 0 and is_by_alone(page.lines[i - 1].plain)
    return (announced or line.blank_before) and line.words <= 5 and bool(names_in("by " + line.plain))


def _title(page: Page, first: int) -> int | None:
    """The line above the article that is most like its headline."""
    best, found = 0.0, None
    for i in range(first - 1, max(-1, first - 1 - _TITLE_REACH), -1):
        likeness = _title_likeness(page, i, first)
        if likeness > best and not _is_beside_title(page.lines[i].plain):
            best, found = likeness, i
    return found


def _is_beside_title(plain: str) -> bool:
    return "]" in plain or is_date_line(plain) or is_byline(plain) or is_caption(plain)


def _title_likeness(page: Page, i: int, first: int) -> float:
    line = page.lines[i]
    if page.own[i] is not None or line.normal in page.furniture or line.bullet or not 2 <= line.words <= 35:
        return 0.0
    likeness = 4.0 * line.heading + 1.0 * line.blank_after + 0.5 * line.blank_before + min(line.words, 10) / 5
    likeness -= 1.5 * line.stops + 1.0 * line.indented + 1.0 * (line.links > 0.5) + 2.0 * (line.words > 25)
    return likeness - 0.08 * (first - i)


def _rule_inside(page: Page, i: int, first: int, last: int) -> None:
    line, own = page.lines[i], page.own[i]
    if line.symbols:
        page.rule(i, "other", "a drawn line, no words")
    elif own is not None:
        page.rule(i, own.kind, f"says '{own.words}', as pages do around an article and articles do not")
    elif line.normal in page.furniture:
        page.rule(i, "other", "the pile's pages repeat this line")
    elif is_caption(line.plain):
        page.rule(i, "caption", "reads like the caption of a picture")
    elif is_date_line(line.plain):
        if i - first < 5:
            page.rule(i, "dateline", "a line at the article's beginning that is only a date")
        page.rule(i, "other", "a line that is only a date, inside the article")
    elif line.prose and line.again:
        page.rule(i, "other", "the page has printed this paragraph before")
    elif line.prose:
        page.rule(i, "body", "a paragraph of the article")
    elif line.repeats > 1 and line.words < 10 and not line.stops:
        page.rule(i, "navigation", "a short line that the page repeats")
    elif line.links > 0.6:
        page.rule(i, "related", "a line that is only a link")
    elif line.short_sentence:
        page.rule(i, "body", "a short sentence of the article")
    else:
        _rule_short(page, i, last)


def _rule_short(page: Page, i: int, last: int) -> None:
    line = page.lines[i]
    below = page.lines[i + 1] if i < last else None
    if line.bullet or line.indented:
        if line.ends or line.lower >= 0.5:
            page.rule(i, "body", "an entry of a list inside the article")
        else:
            page.rule(i, "related", "an entry of a list of headlines or links")
    elif line.words <= 20 and below is not None and (below.prose or below.short_sentence) and line.blank_before:
        page.rule(i, "body", "a heading inside the article")
    elif line.words >= 10 or line.ends:
        page.rule(i, "body", "a line of the article, though it does not end like a sentence")
    else:
        page.rule(i, "navigation", "a short line that is no sentence")


def _rule_outside(page: Page, i: int, first: int, opener: PageWord | None) -> None:
    if page.rulings[i] is not None:
        return
    line, own = page.lines[i], page.own[i]
    side = "above" if i < first else "below"
    if own is not None:
        page.rule(i, own.kind, f"stands {side} the article and says '{own.words}', as menus and notices do")
    elif line.symbols:
        page.rule(i, "other", "a drawn line, no words")
    elif line.normal in page.furniture:
        page.rule(i, "other", "the pile's pages repeat this line")
    elif opener is not None:
        page.rule(i, opener.kind, f"stands {side} the article, under '{opener.words}'")
    elif line.words < 10:
        page.rule(i, "navigation", f"a short line {side} the article")
    else:
        page.rule(i, "other", f"stands {side} the article, apart from it")
