"""A feed's bytes -> its tree: what says what the feed is, its entries, and names that do not hang on prefixes."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any, NamedTuple

from lxml import etree

from sayso.errors import InputError
from sayso.formats.encoding import decode

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
"""The prefix that each namespace usually has in feeds; an undeclared prefix is taken to be meant so."""
_OWN = re.compile(r"http://(?:www\.w3\.org/2005/Atom|purl\.org/(?:atom|rss)/.*|my\.netscape\.com/.*)$")
"""The namespaces of feeds' own words: Atom, RSS 0.90 and 1.0; RSS 2.0 has none."""
_OWN_PREFIXES = frozenset({"", "atom", "rss", "rdf"})
_SPACE = re.compile(r"(?:\s|<!--.{0,10000}?-->|<\?.{0,10000}?\?>)*", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.I)
_DOCTYPE_SIGN = re.compile(r"<!--|[\[\]>\"']")
_CLOSED_BY = {"<!--": "-->", '"': '"', "'": "'"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z\d]{0,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|RDF)\s*>", re.I)
_TAIL = 5_000


class FeedTree(NamedTuple):
    """A feed.

    root:    the whole tree
    about:   the element that says what the feed is: RSS's channel, Atom's feed itself
    entries: its whole entries, in its order
    is_cut:  whether the feed stops before its end
    """

    root: Any
    about: Any
    entries: list[Any]
    is_cut: bool


def feed_tree(content: bytes, source: str) -> FeedTree:
    """A feed's bytes -> its tree.

    Keeps:  what XML leaves undefined and feeds use all the same: prefixes without a namespace, HTML's names of
            characters. An entity that the feed defines itself stays the name that it is, whatever it would become;
            nothing outside the bytes is asked for.
    Raises: InputError if there is no feed or no entry in it
    """
    text = _NO_XML.sub(" ", _without_prolog(decode(content, source, html=True).text))
    root, stopped = _parsed(_NAMED.sub(_character, text))
    kind = "" if root is None else name_of(root)
    if kind not in {"rss", "feed", "RDF"}:
        raise InputError(source, "the feed is not XML that can be read", "save the feed again")
    about = about_of(root)
    entries = [one for parent in dict.fromkeys([about, root]) for one in elements(parent) if _is_entry(one)]
    is_cut = stopped or _END.search(text[-_TAIL:]) is None
    if stopped or (is_cut and _last(text, "</") < _last(text, "<")):
        del entries[-1:]
    if not entries and not is_cut:
        raise InputError(source, "the feed has no entry", "leave it out of the pile")
    return FeedTree(root, about, entries, is_cut)


def about_of(root: Any) -> Any:
    """A feed's root -> the element that says what the feed is."""
    return next((child for child in elements(root) if name_of(child) == "channel"), root)


def elements(parent: Any) -> list[Any]:
    """An element's own elements, in their order."""
    return [child for child in parent if isinstance(child.tag, str)]


def name_of(element: Any) -> str:
    """An element's name with the prefix that its namespace usually has: "title", "dc:date", "media:title"."""
    namespace, closing, local = str(element.tag).rpartition("}")
    if closing:
        namespace = namespace[1:]
        prefix = _PREFIXES.get(namespace, "" if _OWN.match(namespace) or local == "RDF" else "other")
    else:
        prefix, _, local = local.rpartition(":")
        prefix = prefix.lower()
    return local if prefix in _OWN_PREFIXES else f"{prefix}:{local}"


def _is_entry(element: Any) -> bool:
    return name_of(element) in {"item", "entry"}


def _last(text: str, opening: str) -> int:
    """Where the last entry begins or ends; -1 if none does."""
    return max(text.rfind(f"{opening}item"), text.rfind(f"{opening}entry"))


def _without_prolog(text: str) -> str:
    """Takes off what stands before the feed's own element, the definition of entities with it."""
    start = _after_space(text, 0)
    while start >= 0 and _DOCTYPE.match(text, start):
        start = _after_space(text, _end_of_doctype(text, start))
    return text[start:] if start >= 0 else ""


def _end_of_doctype(text: str, start: int) -> int:
    """Where a DOCTYPE ends; -1 if it does not."""
    depth, at = 0, start
    while sign := _DOCTYPE_SIGN.search(text, at):
        at = sign.end()
        if sign.group() in _CLOSED_BY:
            closing = _CLOSED_BY[sign.group()]
            at = text.find(closing, at)
            if at < 0:
                return -1
            at += len(closing)
        elif sign.group() == ">" and depth <= 0:
            return at
        else:
            depth += {"[": 1, "]": -1}.get(sign.group(), 0)
    return -1


def _after_space(text: str, start: int) -> int:
    """Where comments and instructions end."""
    if start < 0:
        return start
    space = _SPACE.match(text, start)
    return space.end() if space else start


def _character(name: re.Match[str]) -> str:
    if name[1] in _XML_NAMES:
        return name[0]
    characters = html5.get(f"{name[1]};")
    return "".join(f"&#{ord(sign)};" for sign in characters) if characters else f"&amp;{name[1]};"


def _parsed(text: str) -> tuple[Any, bool]:
    """XML, however broken -> its tree, and whether the parser stopped before the end, at one of its limits."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser=parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
