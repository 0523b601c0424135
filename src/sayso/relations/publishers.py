"""Documents of one publisher, and later states of one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from tld import get_fld

from sayso.language.wires import WireList
from sayso.language.wording import plain_key
from sayso.relations.overlaps import Overlap
from sayso.relations.pages import Page, relation
from sayso.tables import LocalDocuments, Relation, Text

_ADDRESS_SHARE = 0.1
_TITLE_SHARE = 0.3
_MIN_TITLE_WORDS = 4
_OWNER = re.compile(
    r"(?:©|\([cC]\)|\b[Cc](?:opyright|OPYRIGHT)\b)[\s:©]*(?:by |BY )?\d{4}(?:\s*[-–/,]\s*(?:\d{4}|\d{2}\b))?[\s,.:–-]*"
    r"(?:by )?(?:[Tt]he )?(?P<name>[A-Z][\w&.’'-]*(?: (?:[A-Z][\w&.’'-]*|of|and|&|for)){0,5})"
)
_NO_NAME = re.compile(
    r"(?:^|\s)(?:all\b|rights\b|inc\b|llc\b|ltd\b|limited\b|corp\b|co\b|plc\b|gmbh\b|privacy\b|terms\b).*$", re.I
)
_MAX_OWNER_LINE = 300
_ONE_OWNER = 0.5
"""One publisher counts once; two papers of one owner may each have looked for themselves."""
_SITE_NAMES = frozenset({"og:site_name", "publisher", "application-name", "record:publisher"})
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_HOSTS_OF_MANY = frozenset({
    "wordpress.com", "blogspot.com", "substack.com", "medium.com", "tumblr.com", "weebly.com", "wixsite.com",
    "livejournal.com", "ghost.io", "squarespace.com", "typepad.com", "github.io", "beehiiv.com",
})  # fmt: skip
_SAME_SERVER = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def find_same_publisher(rows: Iterable[Text], documents: LocalDocuments) -> Iterator[Relation]:
    """Texts and what their pages say of themselves -> each tied to the first one of its publisher.

    Keeps: hosts below one registered name are one publisher, and so is a page that only bears the name by which
           exactly one host of the pile calls itself
    """
    rows = list(rows)
    hosts = _hosts_by_name(rows, documents)
    groups: dict[str, list[Text]] = {}
    for row in sorted(rows, key=lambda row: row.doc_id):
        if row.publisher:
            groups.setdefault(_house(row.publisher, hosts), []).append(row)
    for house, (first, *others) in sorted(groups.items()):
        for other in others:
            yield relation(first.doc_id, other.doc_id, "same_publisher", 1.0, _why_one(first, other, house))


def _why_one(one: Text, other: Text, house: str) -> str:
    if one.publisher == other.publisher:
        return f"both were published by {one.publisher}"
    return f"{one.publisher} and {other.publisher} are both {house}"


def _house(publisher: str, hosts: Mapping[str, str]) -> str:
    """A publisher -> the name that counts: of a host the registered part, of a name the host that bears it."""
    if _HOST.fullmatch(publisher):
        registered = get_fld(publisher, fix_protocol=True, fail_silently=True, search_private=True)
        return registered if registered and registered not in _HOSTS_OF_MANY else _SAME_SERVER.sub("", publisher)
    return hosts.get(plain_key(publisher), publisher.casefold())


def _hosts_by_name(rows: Iterable[Text], documents: LocalDocuments) -> dict[str, str]:
    """How hosts call themselves -> the host; a name that several bear is none's."""
    stated = {row.doc_id: row.metadata for row in documents.rows()}
    called: dict[str, set[str]] = {}
    for row in rows:
        if row.publisher and _HOST.fullmatch(row.publisher):
            for field in stated.get(row.doc_id, ()):
                if field.name.lower() in _SITE_NAMES:
                    called.setdefault(plain_key(field.value), set()).add(_house(row.publisher, {}))
    return {name: hosts.pop() for name, hosts in called.items() if len(hosts) == 1}


def find_same_owner(rows: Iterable[Text], documents: LocalDocuments, wires: WireList) -> Iterator[Relation]:
    """Texts and their pages -> of each owner whom copyright lines name, one document of every publisher, tied.

    Keeps: wires out; their name in a copyright line is a credit, not the page's owner
    """
    rows = list(rows)
    hosts = _hosts_by_name(rows, documents)
    raw_texts = {row.doc_id: row.raw_text for row in documents.rows()}
    owned: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.doc_id):
        for name in owners_in(raw_texts.get(row.doc_id, "")):
            if wires.called(name) is None:
                publishers = owned.setdefault(plain_key(name), {})
                publishers.setdefault(_house(row.publisher, hosts) if row.publisher else row.doc_id, row.doc_id)
                names.setdefault(plain_key(name), name)
    tied: set[tuple[str, str]] = set()
    for key, publishers in sorted(owned.items()):
        first, *others = sorted(publishers.values())
        for other in others:
            if (first, other) not in tied:
                tied.add((first, other))
                yield relation(
                    first, other, "same_publisher", _ONE_OWNER, f"the copyright lines of both name {names[key]}"
                )


def owners_in(raw_text: str) -> list[str]:
    """A page -> whom its copyright lines name as owner, without "Inc." and the like, each once."""
    names = (
        _NO_NAME.sub("", match["name"]).strip(" .,&’'-")
        for line in raw_text.split("\n")
        if len(line) <= _MAX_OWNER_LINE
        for match in _OWNER.finditer(line)
    )
    return list(dict.fromkeys(name for name in names if len(name) > 2))


def find_updates(overlaps: Iterable[Overlap]) -> Iterator[Relation]:
    """What texts share -> the pairs that are two states of one page: same address or title, changed words.

    Keeps: only what is not word for word the same; which state is the later one is for their dates to say
    """
    for overlap in overlaps:
        why = _same_page(overlap)
        if why is not None:
            one, other = overlap.one.row.doc_id, overlap.other.row.doc_id
            detail = f"{why}, and the words have changed: {overlap.in_words()}"
            yield relation(one, other, "update", overlap.of_shorter, detail)


def _same_page(overlap: Overlap) -> str | None:
    one, other = overlap.one, overlap.other
    address = plain_address(one.row.url)
    if address and address == plain_address(other.row.url) and overlap.of_shorter >= _ADDRESS_SHARE:
        return f"both stood at {address}"
    publishers = {row.publisher for row in (one.row, other.row)}
    if None in publishers or len(publishers) > 1 or overlap.of_shorter < _TITLE_SHARE:
        return None
    if _same_title(one, other):
        return f"{one.row.publisher} printed both under one title"
    return None


def _same_title(one: Page, other: Page) -> bool:
    return len(one.title) >= _MIN_TITLE_WORDS and one.title == other.title


def plain_address(url: str | None) -> str:
    """An address -> host and path, as they stay when a page is shared or read on a telephone."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = _SAME_SERVER.sub("", (parts.hostname or "").lower())
    path = re.sub(r"(?:/amp|\.amp|/index\.html?)$", "", parts.path.rstrip("/"))
    return f"{host}{path}" if path else ""
