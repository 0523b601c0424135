"""A feed of one entry -> the page that the entry holds."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from sayso.errors import InputError
from sayso.formats.feeds.tree import FeedTree, elements, feed_tree, name_of
from sayso.formats.page import Page
from sayso.formats.titled import has_entities, has_tags, titled_markup, titled_text, without_tags
from sayso.tables import MetadataField

_WHOLE = ("content:encoded", "content", "xhtml:body", "body")
_SHORT = ("description", "summary", "dc:description", "dcterms:abstract", "media:description")
_PUBLISHED = ("pubDate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created", "date")
_UPDATED = ("updated", "modified", "dcterms:modified")
_AUTHORS = ("author", "dc:creator", "creator")
_SECTIONS = ("category", "dc:subject")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((?P<name>[^()]{1,200})\)$")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_TEXT_TYPES = frozenset({"", "text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml"})


def read_feed_entry(content: bytes, source: str) -> Page:
    """A feed of one entry -> the entry's whole text, else its summary, with its title on top.

    Keeps:  what the entry and its feed say of it, as metadata `record:...`
    Raises: InputError if it is no feed, or a feed of several entries
    """
    feed = feed_tree(content, source)
    if len(feed.entries) != 1:
        raise InputError(
            source, f"the feed has {len(feed.entries)} entries where one is read at a time", "save the feed again"
        )
    (entry,) = feed.entries
    title = next(_values([entry], ("title", "media:title")), "")
    words, is_markup, what = _text_of(entry)
    return Page(
        media_type="application/rss+xml",
        encoding="utf-8",
        text=titled_markup(title, words) if is_markup else titled_text(title, words),
        is_markup=is_markup,
        metadata=tuple(MetadataField(f"record:{name}", value) for name, value in _said(feed, entry, title) if value),
        detail=f"an entry of a feed; {what}",
    )


def _text_of(entry: Any) -> tuple[str, bool, str]:
    """An entry -> its words, whether they are markup, and what they are of the page."""
    for names, what in ((_WHOLE, "its whole text"), (_SHORT, "its summary, since the feed gives no more of the page")):
        for element in _called([entry, *_called([entry], ("media:group",))], names):
            words, is_markup = _words_of(element)
            if without_tags(words):
                return words, is_markup, what
    return "", False, "its title alone, since the feed gives no more of the page"


def _words_of(element: Any) -> tuple[str, bool]:
    """An element that holds text or markup, escaped or not -> its words, and whether they are markup."""
    kind = (element.get("type") or "").lower()
    if kind not in _TEXT_TYPES:
        return "", False
    if elements(element):
        return _inner_markup(element), True
    words = element.text or ""
    if kind in {"html", "xhtml", "text/html", "application/xhtml+xml"}:
        return words, True
    return words, has_tags(words) or (not kind and has_entities(words))


def _inner_markup(element: Any) -> str:
    """The markup in an element that stands there unescaped, without namespaces."""
    inner = copy.deepcopy(element)
    for one in inner.iter(etree.Element):
        one.tag = re.sub(r"^\{[^}]*\}|^[\w.-]+:", "", one.tag) or "span"
    etree.cleanup_namespaces(inner)
    parts = (etree.tostring(child, method="html", encoding="unicode") for child in inner)
    return html.escape(inner.text or "", quote=False) + "".join(parts)


def _said(feed: FeedTree, entry: Any, title: str) -> Iterator[tuple[str, str]]:
    origin = _called([entry], ("source",))
    yield "title", title
    yield "date", next(_values([entry], _PUBLISHED), "")
    yield "updated", next(_values([entry], _UPDATED), "")
    authors = list(_authors([entry])) or list(_authors(origin)) or list(_authors([feed.about]))
    yield from (("author", author) for author in authors)
    yield "url", _address(feed, entry)
    yield "publisher", next(_publishers(feed, origin), "")
    yield "language", _language(feed, entry)
    yield from (("section", section) for section in _sections(entry))


def _called(parents: Sequence[Any], names: Sequence[str]) -> list[Any]:
    """The elements of these names, the first name first."""
    return [child for name in names for parent in parents for child in elements(parent) if name_of(child) == name]


def _values(parents: Sequence[Any], names: Sequence[str]) -> Iterator[str]:
    for element in _called(parents, names):
        if value := without_tags("".join(element.itertext())):
            yield value


def _authors(parents: Sequence[Any]) -> Iterator[str]:
    for element in _called(parents, _AUTHORS):
        named = _called([element], ("name",))
        words = without_tags("".join((named[0] if named else element).itertext()))
        mail = _MAIL_AND_NAME.match(words)
        if words:
            yield mail["name"].strip() if mail else words


def _publishers(feed: FeedTree, origin: Sequence[Any]) -> Iterator[str]:
    """Where the entry first stood, if it says so; else the feed's own title."""
    for one in origin:
        yield from _values([one], ("title",))
        if not elements(one) and (words := without_tags(one.text or "")):
            yield words
    yield from _values([feed.about], ("title", "dc:publisher"))


def _address(feed: FeedTree, entry: Any) -> str:
    for element in _called([entry], ("feedburner:origLink", "link", "guid", "id")):
        stated = element.get("href") or (element.text or "")
        if element.get("isPermaLink", "true").lower() == "false":
            continue
        address = _absolute(" ".join(stated.split()), feed, entry)
        if address.startswith(("http://", "https://")):
            return address
    return ""


def _absolute(address: str, feed: FeedTree, entry: Any) -> str:
    """An address of an entry, by the base that the entry or feed states, else by the feed's own address."""
    if not address or address.startswith(("tag:", "urn:")):
        return ""
    links = (link.get("href") or (link.text or "") for link in _called([feed.about], ("link",)))
    bases = (entry.get(f"{_XML}base"), feed.about.get(f"{_XML}base"), feed.root.get(f"{_XML}base"), *links)
    base = next((base.strip() for base in bases if base and base.strip()), "")
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _language(feed: FeedTree, entry: Any) -> str:
    stated = (one.get(f"{_XML}lang") or "" for one in (entry, feed.about, feed.root))
    own = next(_values([entry], ("dc:language",)), "")
    return (
        own or next((one for one in stated if one), "") or next(_values([feed.about], ("language", "dc:language")), "")
    )


def _sections(entry: Any) -> list[str]:
    named = [
        without_tags(one.get("label") or one.get("term") or "".join(one.itertext()))
        for one in _called([entry], _SECTIONS)
    ]
    return list(dict.fromkeys(name for name in named if name))
