"""An HTML tree -> what the page says of itself: title, dates, authors, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from sayso.tables import MetadataField

_JSON_LD_WORDS = (
    "headline",
    "datePublished",
    "dateModified",
    "dateCreated",
    "inLanguage",
    "url",
    "genre",
    "articleSection",
)
_JSON_LD_NAMES = ("author", "creator", "publisher")
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|(?:post|entry|article|story|content|page|the)?[_-]{0,2}author(?:[_-]{0,2}name)?)s?(?:$|\s)",
    re.I,
)
_BYLINE_TAGS = frozenset({"a", "address", "b", "cite", "div", "em", "h4", "h5", "li", "p", "span", "strong"})
_MAX_BYLINE = 120
_MOST_BYLINES = 5
"""Those further down belong to other pages: cards that lead to them name their authors, too."""
_MAX_VALUE = 2_000
"""Longer values are no statement about a page but a page of their own."""
_MOST_VALUES = 5_000
"""So much may a page say of itself; whatever makes it say more, the first of it is enough."""
_MAX_STEPS = 20_000


def metadata_of(root: html.HtmlElement) -> tuple[MetadataField, ...]:
    """A page's tree -> its metadata, in document order.

    Names: `title`, `h1`, `lang`, `canonical`, `time` (its datetime), `byline` (the first few elements that the markup
    gives as the author's name); meta elements by their name, property or itemprop in lower case (og:title,
    article:published_time, dc.date ...); JSON-LD by schema.org's words (headline, author, datePublished, dateModified,
    publisher ...), wherever they are nested.
    """
    fields: list[MetadataField] = []
    for name, value in islice(_stated(root), _MOST_VALUES):
        words = " ".join(value.split())
        if words and len(words) <= _MAX_VALUE:
            fields.append(MetadataField(name, words))
    return tuple(fields)


def _stated(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    bylines = 0
    for element in root.iter(etree.Element):
        tag = element.tag
        if bylines < _MOST_BYLINES and _is_byline(element):
            bylines += 1
            yield "byline", " ".join(_pieces(element, _MAX_BYLINE))
        if tag == "html" and element.get("lang"):
            yield "lang", element.get("lang")
        elif tag in {"title", "h1"}:
            yield tag, "".join(_pieces(element, _MAX_VALUE))
        elif tag == "meta":
            yield from _of_meta(element)
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            yield "canonical", element.get("href") or ""
        elif tag == "time":
            yield "time", element.get("datetime") or ""
        elif tag == "script" and "ld+json" in (element.get("type") or "").lower():
            yield from _of_json_ld(element.text or "")


def _is_byline(element: html.HtmlElement) -> bool:
    """Whether the markup says that an element names the author."""
    if element.tag not in _BYLINE_TAGS:
        return False
    if element.tag == "a" and "author" in (element.get("rel") or "").lower().split():
        return True
    return element.get("itemprop") == "author" or bool(_BYLINE_CLASS.search(element.get("class") or ""))


def _pieces(element: html.HtmlElement, most: int) -> list[str]:
    """The words in an element, in pieces where tags part them; none if they have more letters than that."""
    pieces = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if length > most:
            return []
    return pieces


def _of_meta(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    content = element.get("content") or ""
    for attribute in ("property", "name"):
        if element.get(attribute):
            yield element.get(attribute).strip().lower(), content
            return
    if element.get("itemprop"):
        yield element.get("itemprop").strip(), content


def _of_json_ld(script: str) -> Iterator[tuple[str, str]]:
    try:
        whole = json.loads(script.strip(), strict=False)
    except (ValueError, RecursionError):
        return
    things = list(_things(whole))
    names = {thing["@id"]: thing.get("name") for thing in things if isinstance(thing.get("@id"), str)}
    for thing in things:
        yield from _of_thing(thing, names)


def _things(whole: object) -> Iterator[dict[str, Any]]:
    """The things that a JSON-LD script tells of, wherever they are nested, in its order."""
    waiting = [whole]
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, dict):
            yield part
            waiting.extend(reversed([v for k, v in part.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}]))


def _of_thing(thing: dict[str, Any], names: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a thing says of the page; `names` gives the name of another that it only points at."""
    for key, value in thing.items():
        if key in _JSON_LD_WORDS and isinstance(value, str) and _is_article(thing):
            yield key, value
        elif key in _JSON_LD_NAMES:
            for one in value if isinstance(value, list) else [value]:
                name = one.get("name") or names.get(str(one.get("@id"))) if isinstance(one, dict) else one
                if isinstance(name, str):
                    yield key, name


def _is_article(thing: dict[str, Any]) -> bool:
    """Whether a JSON-LD thing is the page's own text and not its site, its owner or a crumb of its trail."""
    kinds = thing.get("@type", "")
    words = " ".join(str(kind) for kind in kinds) if isinstance(kinds, list) else str(kinds)
    return any(part in words for part in ("Article", "Posting", "Report", "WebPage", "Opinion", "Analysis"))
