"""A title and the words under it -> one text with the title on top, as plain text or as markup."""

from __future__ import annotations

import html
import re
from html.entities import html5

_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|body|br|div|em|figure|h[1-6]|hr|html|i|img|li|ol|p|section|span|strong|table|td|tr|u|ul)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|([a-zA-Z]\w{1,30}));")
_BODY = re.compile(r"<body(?:\s[^<>]{0,2000})?>", re.I)
_HEADING = re.compile(r"<h1(?:\s[^<>]{0,2000})?>(.{0,1000}?)</h1>", re.I | re.S)
_LOOKED_THROUGH = 500_000
_BESIDE_TITLE = " \t\r\n#*_"
"""What may stand before a title in Markdown and plain text."""


def has_tags(text: str) -> bool:
    """Whether a text is markup: it begins with a tag of HTML, or closes or breaks something with a second one."""
    first = _TAG.search(text)
    if first is None:
        return False
    return not text[: first.start()].strip() or _TAG.search(text, first.end()) is not None


def has_entities(text: str) -> bool:
    """Whether a text has character references of HTML."""
    return any(found[1] is None or f"{found[1]};" in html5 for found in _ENTITY.finditer(text))


def without_tags(text: str) -> str:
    """A short text in which tags and character references of HTML may stand -> its words on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def titled_text(title: str, text: str) -> str:
    """The title on a line of its own, a blank line, the text; the text alone if it begins with the title."""
    if not title or _begins_with(text, title):
        return text
    return f"{title}\n\n{text.lstrip()}" if text.strip() else title


def titled_markup(title: str, markup: str) -> str:
    """The title as a heading, then the markup; inside the page's body if the markup is a whole page.

    Keeps: one heading, if the markup has the title as its heading already
    """
    has_it = any(_plain(found[1]) == _plain(title) for found in _HEADING.finditer(markup[:_LOOKED_THROUGH]))
    heading = f"<h1>{html.escape(title, quote=False)}</h1>\n" if title and not has_it else ""
    body = _BODY.search(markup)
    if body is not None:
        return f"{markup[: body.end()]}\n{heading}{markup[body.end() :]}"
    return f"<html><body>\n{heading}{markup}\n</body></html>"


def _begins_with(text: str, title: str) -> bool:
    """Whether a text's first line is the title, whatever the case and the spaces."""
    first = next((line for line in text.split("\n", 200) if line.strip()), "")
    return _plain(first.strip(_BESIDE_TITLE)) == _plain(title)


def _plain(words: str) -> str:
    return without_tags(words).casefold()
