"""A feed (RSS, RDF, Atom) -> its entries, each a small feed that stands alone."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.feeds.tree import FeedTree, about_of, elements, feed_tree, name_of
from sayso.formats.titled import without_tags

_OF_FEED = frozenset({"title", "link", "language", "author", "dc:language", "dc:publisher", "dc:creator"})
"""What of the feed itself goes with every entry; the rest changes with every copy."""
_COUNTERS = frozenset({"slash:comments", "slash:hit_parade", "thr:total", "media:community"})
"""What of an entry changes while it stays the same entry."""
_XML = "{http://www.w3.org/XML/1998/namespace}"
_KEPT_ATTRIBUTES = frozenset({"version", f"{_XML}lang", f"{_XML}base"})
_LONGEST_NAME = 80


def feed_parts(content: bytes, source: str, settings: IngestSettings = IngestSettings()) -> Iterator[tuple[str, bytes]]:
    """A feed's bytes -> ("3 Title", a feed that holds this entry only) each.

    Keeps:  an entry's bytes from one copy of the feed to the next: what counts readers or tells when the feed was built
            is left out. A feed of one entry that was made here gives its own bytes.
    Raises: InputError if it is no feed, has no entry or is larger than max_markup; after the last whole entry if the
            feed is cut off
    """
    if len(content) > settings.max_markup:
        raise InputError(source, f"the feed has more than {settings.max_markup:,} bytes", "split it")
    feed = feed_tree(content, source)
    mould = _mould(feed)
    for number, entry in enumerate(feed.entries, start=1):
        beside_about = entry.getparent() is feed.root
        yield f"{number} {_title_of(entry)}".rstrip(), _alone(mould, entry, beside_about)
    if feed.is_cut:
        raise InputError(source, f"the feed is cut off after {len(feed.entries)} whole entries", "save the feed again")


def _title_of(entry: Any) -> str:
    title = next((child for child in elements(entry) if name_of(child) == "title"), None)
    words = "" if title is None else without_tags("".join(title.itertext()))
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rstrip()} ..."


def _mould(feed: FeedTree) -> Any:
    """What goes with every entry of a feed: its tree without entries, with what it says of itself.

    It is cut out of a copy: feeds have names that the library reads and would not write anew.
    """
    root = copy.deepcopy(feed.root)
    about = about_of(root)
    for parent in dict.fromkeys([root, about]):
        parent.text = None
        for name in set(parent.attrib) - _KEPT_ATTRIBUTES:
            del parent.attrib[name]
        for child in list(parent):
            if parent is about and name_of(child) in _OF_FEED and not _is_other_link(child):
                parent.replace(child, _tidy(child))
            elif child is not about:
                parent.remove(child)
    about.tail = None
    return root


def _alone(mould: Any, entry: Any, beside_about: bool) -> bytes:
    root = copy.deepcopy(mould)
    (root if beside_about else about_of(root)).append(_tidy(entry))
    etree.cleanup_namespaces(root)
    for one in root.iter(etree.Element):
        # An empty CDATA section leaves an empty text, which would be written otherwise than none is.
        one.text = one.text or None
    written: bytes = etree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written


def _tidy(element: Any) -> Any:
    """A copy of an element without counters and without the white space between its own elements."""
    tidy = copy.deepcopy(element)
    tidy.tail = None
    inner = elements(tidy)
    for child in inner:
        if name_of(child) in _COUNTERS or _is_other_link(child):
            tidy.remove(child)
        elif not (child.tail or "").strip():
            child.tail = None
    if inner and not (tidy.text or "").strip():
        tidy.text = None
    return tidy


def _is_other_link(element: Any) -> bool:
    """Whether an element is a link to something else than the page: the feed itself, its next part, the answers."""
    return name_of(element) == "link" and (element.get("rel") or "alternate").lower() not in {"alternate", "canonical"}
