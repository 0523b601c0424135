"""What a document says of itself: address, authors, language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import py3langid

from sayso.clean.header import names_in
from sayso.tables import MetadataField

_URL_FIELDS = ("canonical", "og:url")
_AUTHOR_FIELDS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "sailthru.author", "parsely-author", "creator",
    "cxenseparse:author",
)  # fmt: skip
_MAX_NAME = 60
_MIN_LANGUAGE_LENGTH = 40
_ENOUGH_FOR_LANGUAGE = 2_000
_WRITTEN_BY = re.compile(r"^(?:written |posted )?by$", re.I)
_ACCOUNT = re.compile(
    r"^(?:admin(?:istrator)?|webmaster|editor|staff|guest|root|user|author|by)$|^[a-z\d]+(?:[._][a-z\d]+)+$", re.I
)
"""Names of accounts and of what fills a template: they name nobody."""


def url_of(metadata: Sequence[MetadataField]) -> str | None:
    """The canonical address that a page states; None if it states none."""
    for name in _URL_FIELDS:
        for value in _values(metadata, name):
            if value.startswith(("http://", "https://")):
                return value
    return None


def authors_of(bylines: Sequence[str], metadata: Sequence[MetadataField]) -> tuple[str, ...]:
    """The names in the bylines; if none, those in the metadata; if none, those that the markup marks. Each once."""
    if bylines:
        return tuple(dict.fromkeys(bylines))
    for stated in _stated_authors(metadata):
        names = [name for value in stated if _may_name(value) for name in names_in(value) or (value,)]
        if names:
            return tuple(dict.fromkeys(names))
    marked = (names_in(value) for value in _values(metadata, "byline"))
    return next((names for names in marked if names), ())


def _stated_authors(metadata: Sequence[MetadataField]) -> Iterator[list[str]]:
    for field in _AUTHOR_FIELDS:
        yield _values(metadata, field)
    for number in "12":
        if any(_WRITTEN_BY.match(value) for value in _values(metadata, f"twitter:label{number}")):
            yield _values(metadata, f"twitter:data{number}")


def _may_name(value: str) -> bool:
    """Whether a stated author can be a name: no address, no account, not a sentence."""
    if "://" in value or "@" in value or len(value) > _MAX_NAME or value[0] in ",|":
        return False
    return _ACCOUNT.match(value) is None


def language_of(text: str, metadata: Sequence[MetadataField]) -> str:
    """ISO 639-1 code of a text; of a short one what its page states, else 'und'."""
    if len(text) >= _MIN_LANGUAGE_LENGTH:
        return str(py3langid.classify(text[:_ENOUGH_FOR_LANGUAGE])[0])
    stated = next(iter(_values(metadata, "lang")), "")[:2].lower()
    return stated if text and stated.isalpha() and len(stated) == 2 else "und"


def _values(metadata: Sequence[MetadataField], name: str) -> list[str]:
    return [field.value for field in metadata if field.name.lower() == name.lower()]
