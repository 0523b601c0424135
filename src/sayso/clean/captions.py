"""The words under a page's pictures, as its markup gives them."""

from __future__ import annotations

import re

from lxml import etree, html

_CLASS = re.compile(r"(?:^|[\s_-])(?:wp-caption-text|caption-?text|captions?|figcaption|cutline)(?:$|[\s_-])", re.I)
_TAGS = frozenset({"figcaption", "div", "p", "span", "em", "small", "dd"})
_ELSEWHERE = frozenset({"aside", "nav", "footer", "video", "audio", "table", "script", "style", "template"})
_LONGEST = 1_500
_MOST_PARTS = 40


def captions_of(page: str) -> frozenset[str]:
    """A page's markup -> the lines of its captions, without white space.

    Keeps: what a figcaption or an element of such a class holds, whole and by its parts; not what is mostly a link, as
           on cards that lead to other pages, nor what stands in a sidebar
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return frozenset()
    lines: set[str] = set()
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element.tag in _ELSEWHERE:
            walk.skip_subtree()
        elif _is_caption(element):
            lines |= _lines(element)
            walk.skip_subtree()
    return frozenset(lines)


def _is_caption(element: html.HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    return element.tag in _TAGS and bool(_CLASS.search(element.get("class") or ""))


def _lines(caption: html.HtmlElement) -> set[str]:
    whole = _bare(caption)
    linked = sum(len(_bare(link)) for link in caption.iter("a"))
    if not whole or linked * 2 > len(whole):
        return set()
    parts = {whole}
    for number, part in enumerate(caption.iterdescendants()):
        if number == _MOST_PARTS:
            break
        parts |= {_bare(part), "".join((part.tail or "").split())}
    parts.add("".join((caption.text or "").split()))
    return {part for part in parts if len(part) >= min(len(whole), 8)}


def _bare(element: html.HtmlElement) -> str:
    """The words in an element without white space; nothing if they are too many for a caption."""
    words = []
    length = 0
    for piece in element.itertext():
        words.append("".join(piece.split()))
        length += len(words[-1])
        if length > _LONGEST:
            return ""
    return "".join(words)
