"""Where on a page its article stands: the run of lines with the most prose for the least of anything else."""

from __future__ import annotations

from sayso.clean.lines import Line
from sayso.clean.page import Page

_MOST_WORDS = 80
"""A longer paragraph counts no more: one block of legal text should not outweigh an article."""
_GAP_STEP = 8
_GAP_MOST = 12
_GAP_WHOLE = 70
_OPENING = 30
_CLOSING = 150
_OWN = 8
_ENTRY = 0.3
_LEADING_ENTRY = 0.3
_UNSTOPPED = 0.7
"""Weights in words, measured on 90 plain scrapes of news and 300 of guides, blogs and reviews: halving or doubling one
costs up to .01 of F1 on the former, up to .03 on the latter."""
_LONG_LINE = 20
_MUCH_PROSE = 100
_SHORT_ARTICLE = 100
"""A run with this sum is an article, though a short one; a lesser one below the headline is not taken on trust."""
_SEEN = 40
"""After a run with this sum a line that closes an article closes it, and counts what follows by `_BELOW_CLOSING`."""
_BELOW_CLOSING = 0.25
_HEADINGS = 3
_PARAGRAPH = 10
_TOP = 3
"""A page's own title stands within so many lines of its beginning."""


def headline_repeated(page: Page) -> int | None:
    """The line that says again how one of the page's first lines begins: the headline, under the page's own title."""
    for top in range(min(_TOP, len(page.lines))):
        title = page.lines[top]
        if title.words < 4 or title.bullet:
            continue
        for i in range(top + 1, len(page.lines)):
            line = page.lines[i]
            same = title.normal.startswith(line.normal) and len(line.normal) * 3 > len(title.normal)
            if same and line.words >= 4 and not line.bullet:
                return i
    return None


def article_of(page: Page, anchor: int | None) -> tuple[int, int]:
    """The run of lines with the greatest sum of scores; the longest line if nothing speaks for any."""
    below, first, last = _best_run(page, -1 if anchor is None else anchor)
    if below < _SHORT_ARTICLE and anchor is not None:
        below, first, last = _best_run(page, -1)
    if below <= 0:
        first = last = max(range(len(page.lines)), key=lambda i: (page.own[i] is None, page.lines[i].words, -i))
    return first, _with_last_paragraphs(page, last)


def _with_last_paragraphs(page: Page, last: int) -> int:
    """The article's last line, moved on to paragraphs that only a heading or two part from it."""
    i = last
    while i + 1 < len(page.lines) and i - last < _HEADINGS:
        i += 1
        line = page.lines[i]
        if page.own[i] is not None or line.symbols or line.bullet or line.indented or not line.blank_before:
            break
        reads_on = line.prose or (line.words >= _PARAGRAPH and line.lower >= 0.6)
        if reads_on and not line.again and line.normal not in page.furniture:
            last = i
    return last


def _best_run(page: Page, after: int) -> tuple[float, int, int]:
    """The greatest sum of scores of a run of lines below line `after`, and the run's first and last line.

    What stands below a line that closes an article counts little once an article has been seen: it is comments.
    """
    best, first, last = 0.0, 0, 0
    total, begin, weight = 0.0, 0, 1.0
    for i, score in enumerate(scores_of(page)):
        if i <= after:
            continue
        if best >= _SEEN and _closes(page, i):
            weight = _BELOW_CLOSING
        if total <= 0 < score:
            total, begin = 0.0, i
        total += score * weight if score > 0 else score
        if total > best:
            best, first, last = total, begin, i
    return best, first, last


def _closes(page: Page, i: int) -> bool:
    """Whether a line closes the article. "Comments" among "Share" and "Print" is a button, and closes nothing."""
    own = page.own[i]
    if own is None or not own.closes:
        return False
    beside = page.own[max(0, i - 1) : i] + page.own[i + 1 : i + 2]
    return not (len(beside) == 2 and all(word is not None and not word.opens for word in beside))


def scores_of(page: Page) -> list[float]:
    """How much each line speaks for (above 0) or against (below 0) standing in the article.

    Prose counts its words. Anything else counts against, the more of it there is in one go, up to a limit: an article
    is broken by a heading, a box or a table, a page's lists and menus go on, and hold words that pages print.
    """
    scores: list[float] = []
    gap, paid = 0, 0.0
    for i, line in enumerate(page.lines):
        speaks = _speaks_for(page, i)
        if speaks > 0:
            gap, paid = 0, 0.0
        elif not line.symbols:
            gap += 1
            cost: float = min(_GAP_STEP * gap, _GAP_MOST)
            if page.own[i] is None:
                cost = min(cost * _ENTRY if _is_entry(line) else cost, _GAP_WHOLE - paid)
                paid += cost
            speaks -= cost
        scores.append(speaks)
    return _begun_by_paragraphs(page, scores)


def _is_entry(line: Line) -> bool:
    """Whether a line is an entry of a list that says something: no headline, no menu."""
    return line.bullet and (line.ends or line.lower >= 0.5)


def _begun_by_paragraphs(page: Page, scores: list[float]) -> list[float]:
    """The scores, those of entries lowered where no paragraph stands before them: articles do not begin with a list,
    but menus that tell of other articles are lists. Pages that hardly have paragraphs are let be."""
    paragraphs = [_is_paragraph(page, i) for i in range(len(page.lines))]
    if sum(score for score, paragraph in zip(scores, paragraphs, strict=True) if paragraph) < _MUCH_PROSE:
        return scores
    lowered: list[float] = []
    total = 0.0
    for score, paragraph, line in zip(scores, paragraphs, page.lines, strict=True):
        if not paragraph and total <= 0 < score and (line.bullet or line.indented):
            lowered.append(score * _LEADING_ENTRY)
            continue
        if paragraph or total > 0:
            total = max(0.0, total + score)
        lowered.append(score)
    return lowered


def _is_paragraph(page: Page, i: int) -> bool:
    line = page.lines[i]
    return line.prose and page.own[i] is None and not (line.bullet or line.indented)


def _speaks_for(page: Page, i: int) -> float:
    line, own = page.lines[i], page.own[i]
    if own is not None:
        return -_CLOSING if _closes(page, i) else -_OPENING if own.opens else -_OWN
    if line.normal in page.furniture or line.symbols:
        return 0
    if line.prose:
        return 0 if line.again else min(line.words, _MOST_WORDS)
    if line.short_sentence and line.lower >= 0.3 and not line.bullet:
        return 3
    apart = line.bullet or line.indented
    if line.words >= _LONG_LINE and line.lower >= 0.6 and not apart and line.links < 0.5:
        return line.words * _UNSTOPPED
    return -1 if apart or not line.alone else 0
