"""An HTML page -> its visible text in reading order, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree, html

from sayso.ingest.metadata import metadata_of
from sayso.tables import MetadataField

_SKIPPED = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "audio",
    "video", "select", "datalist", "textarea", "button", "input", "map",
})  # fmt: skip
_OWN_PARAGRAPH = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "article",
    "section", "header", "footer", "nav", "aside", "main", "figure", "hr", "form", "fieldset", "details",
    "address",
})  # fmt: skip
_OWN_LINE = frozenset({
    "div", "li", "dt", "dd", "tr", "br", "figcaption", "caption", "summary", "legend", "option", "center",
    "body", "html",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|big|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.I)
_BLOCK_TAG = re.compile(
    r"</?(?!(?:html|head|body|script|style|template|noscript|title|meta|link|h1|time)\b)[a-z][^<>]*>", re.I
)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DEFINITIONS = re.compile(
    r"(\s*(?:<\?xml[^<>]{0,500}>\s*)?<!DOCTYPE[^<>\[]{0,500})"
    r"\[(?:\s*(?:<[!?][^<>]{0,10000}>|%[\w.-]{1,100};))*\s*\]",
    re.I,
)
"""What a DOCTYPE of XML defines; HTML has no such thing, so its last sign would be read as text."""
_LITTLE = 300
_MUCH_MORE = 5
"""A page with less visible text than this is read with its hidden parts, if those are so many times longer."""
_PARAGRAPH = 80
_SOME = 2
"""A hidden part with so many paragraphs of so many code points is text: on 300 pages 3 had no other, 3 more a half."""
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def read_html(page: str) -> tuple[str, tuple[MetadataField, ...]]:
    """A page's markup -> its visible text, and its metadata in document order.

    Keeps: one line a block element, a blank line between paragraphs; scripts, styles, controls and hidden parts give
           nothing. Any nesting is walked without recursion.
    """
    root = parse_html(page)
    if root is None:
        return "", ()
    text = _text_of(root, _is_hidden)
    if len(text) < _LITTLE:
        # Pages that arrive hidden and are shown by a script would otherwise be empty.
        whole = _text_of(root, _is_no_text)
        text = whole if len(whole) > _MUCH_MORE * len(text) else text
    return text, metadata_of(root)


def most_attributes(page: str) -> int:
    """About how many attributes the element has that has the most, if they take more than 20,000 characters."""
    return max((len(_QUOTED.sub("", tag[0]).split()) for tag in _LONG_TAG.finditer(page)), default=0)


def parse_html(page: str) -> html.HtmlElement | None:
    """Markup, however broken -> its tree; None if it holds no element.

    Keeps: what stands deeper than the 2,048 levels at which libxml2 stops, by taking the levels away
    """
    defined = _DEFINITIONS.match(page)
    page = page if defined is None else defined[1] + page[defined.end() :]
    root, stopped = _tree(page)
    if stopped:
        root, _ = _tree(_BLOCK_TAG.sub("<br>", _INLINE_TAG.sub("", page)))
    return root


def _tree(page: str) -> tuple[html.HtmlElement | None, bool]:
    """A page's tree, and whether the parser stopped before the page's end."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _text_of(root: html.HtmlElement, skipped: Callable[[html.HtmlElement, str], bool]) -> str:
    lines = _Lines()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped(element, tag):
                walk.skip_subtree()
                continue
            lines.break_at(tag)
            lines.add(element.text, in_pre=tag == "pre")
        else:
            if not skipped(element, tag):
                lines.break_at(tag)
            if element is not root:
                lines.add(element.tail, in_pre=False)
    return lines.joined()


def _is_no_text(element: html.HtmlElement, tag: str) -> bool:
    # A button that was never closed swallows the page below it.
    return not tag or (tag in _SKIPPED and not (tag == "button" and _holds_paragraphs(element)))


def _is_hidden(element: html.HtmlElement, tag: str) -> bool:
    if _is_no_text(element, tag):
        return True
    styled = bool(_HIDDEN_STYLE.search(element.get("style") or "")) and tag not in {"body", "html"}
    # What holds paragraphs is shown once a reader opens it, or once a script has run.
    return (styled or element.get("hidden") is not None) and not _holds_paragraphs(element)


def _holds_paragraphs(element: html.HtmlElement) -> bool:
    found = 0
    for paragraph in element.iter("p"):
        found += len("".join(paragraph.itertext()).strip()) >= _PARAGRAPH
        if found == _SOME:
            return True
    return False


class _Lines:
    """Lines in the making: pieces of the open line, and the lines that are done."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []

    def add(self, words: str | None, in_pre: bool) -> None:
        if not words:
            return
        if not in_pre:
            self._open.append(words)
            return
        for line in words.split("\n"):
            self._open.append(line)
            self._close()

    def break_at(self, tag: str) -> None:
        if tag in _OWN_PARAGRAPH:
            self._close()
            if self._done and self._done[-1]:
                self._done.append("")
        elif tag in _OWN_LINE:
            self._close()
        elif tag in _CELLS:
            self._open.append(" ")

    def joined(self) -> str:
        self._close()
        return "\n".join(self._done).strip("\n")

    def _close(self) -> None:
        line = _SPACE.sub(" ", "".join(self._open)).strip()
        if line:
            self._done.append(line)
        self._open.clear()
