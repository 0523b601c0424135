"""An HTML tree -> what the page says of itself: title, dates, authors, addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

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
_MAX_VALUE = 2_000
"""Longer values are no statement about a page but a page of their own."""
_MAX_STEPS = 20_000


def metadata_of(root: html.HtmlElement) -> tuple[MetadataField, ...]:
    """A page's tree -> its metadata, in document order.

    Names: `title`, `h1`, `lang`, `canonical`, `time` (its datetime); meta elements by their name, property or itemprop
    in lower case (og:title, article:published_time, dc.date ...); JSON-LD by schema.org's words (headline, author,
    datePublished, dateModified, publisher ...), wherever they are nested.
    """
    fields: list[MetadataField] = []
    for name, value in _stated(root):
        words = " ".join(value.split())
        if words and len(words) <= _MAX_VALUE:
            fields.append(MetadataField(name, words))
    return tuple(fields)


def _stated(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.iter("html", "title", "meta", "link", "script", "time", "h1"):
        tag = element.tag
        if tag == "html" and element.get("lang"):
            yield "lang", element.get("lang")
        elif tag in {"title", "h1"}:
            yield tag, "".join(element.itertext())
        elif tag == "meta":
            yield from _of_meta(element)
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            yield "canonical", element.get("href") or ""
        elif tag == "time":
            yield "time", element.get("datetime") or ""
        elif tag == "script" and "ld+json" in (element.get("type") or "").lower():
            yield from _of_json_ld(element.text or "")


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
    waiting = [whole]
    for _ in range(_MAX_STEPS):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, dict):
            yield from _of_thing(part)
            waiting.extend(reversed([v for k, v in part.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}]))


def _of_thing(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in thing.items():
        if key in _JSON_LD_WORDS and isinstance(value, str) and _is_article(thing):
            yield key, value
        elif key in _JSON_LD_NAMES:
            for one in value if isinstance(value, list) else [value]:
                name = one.get("name") if isinstance(one, dict) else one
                if isinstance(name, str):
                    yield key, name


def _is_article(thing: dict[str, Any]) -> bool:
    """Whether a JSON-LD thing is the page's own text and not its site, its owner or a crumb of its trail."""
    kinds = thing.get("@type", "")
    words = " ".join(str(kind) for kind in kinds) if isinstance(kinds, list) else str(kinds)
    return any(part in words for part in ("Article", "Posting", "Report", "WebPage", "Opinion", "Analysis"))
