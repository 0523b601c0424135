"""What a document says of itself: address, authors, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import py3langid

from sayso.clean.header import names_in
from sayso.tables import MetadataField

_URL_FIELDS = ("record:url", "canonical", "og:url", "capture:url")
_LANGUAGE_FIELDS = ("record:language", "lang")
_RECORD_AUTHOR = "record:author"
_FILE_AUTHOR = "file:author"
_SITE_FIELDS = ("og:site_name", "record:publisher", "publisher", "application-name")
_AUTHOR_FIELDS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "sailthru.author", "parsely-author", "creator",
    "cxenseparse:author",
)  # fmt: skip
_MAX_NAME = 60
_MIN_LANGUAGE_LENGTH = 40
_ENOUGH_FOR_LANGUAGE = 1_000
_WORD = re.compile(r"\w+")
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "that", "was", "for"})
_ONLY_ENGLISH = re.compile(r"\b(?:the|and|that|with|said)\b", re.I)
_SURELY_ENGLISH = 0.02
"""So many of these words a letter, a word in nine, no text in another language has: it need not be asked about."""
_MOST_TEAM_WORDS = 4
_BY = re.compile(r"^(?:(?:written|posted|published)\s+)?by:?\s+", re.I)
_TEAM = re.compile(r"(?:the )?[A-Z][\w'’&-]+(?: [\w'’&-]+)*")
_WRITTEN_BY = re.compile(r"^(?:written |posted )?by$", re.I)
_ACCOUNT = re.compile(
    r"^(?:admin(?:istrator)?|webmaster|editor|staff|guest|root|user|author|by)$|^[a-z\d]+(?:[._][a-z\d]+)+$", re.I
)
"""Names of accounts and of what fills a template: they name nobody."""


def url_of(metadata: Sequence[MetadataField]) -> str | None:
    """The address that a page states, or whoever delivered it; else the one it was saved from; None without any."""
    for name in _URL_FIELDS:
        for value in _values(metadata, name):
            if value.startswith(("http://", "https://")):
                return value
    return None


def authors_of(bylines: Sequence[str], metadata: Sequence[MetadataField]) -> tuple[str, ...]:
    """The names that whoever delivered the page states; else those in the bylines; else those in the metadata; else
    those that the markup marks; else the site or team that signs. Each once."""
    delivered = _names_of(_values(metadata, _RECORD_AUTHOR))
    if delivered or bylines:
        return tuple(dict.fromkeys(delivered or bylines))
    sites = {folded for name in _SITE_FIELDS for value in _values(metadata, name) if (folded := value.casefold())}
    signed: list[str] = []
    for stated in _stated_authors(metadata):
        named = _names_of(stated)
        if named and not any(name.casefold() in sites for name in named):
            return tuple(dict.fromkeys(named))
        signed += named
    marked = _values(metadata, "byline")
    by_markup: tuple[str, ...] = next((names for value in marked if (names := names_in(value))), ())
    teams = [team for value in marked if (team := _team(value))]
    own = _names_of(value for value in _values(metadata, _FILE_AUTHOR) if names_in(value))
    return by_markup or tuple(dict.fromkeys(signed)) or tuple(teams[:1]) or tuple(own)


def _names_of(stated: Iterable[str]) -> list[str]:
    return [name for value in stated if _may_name(value) for name in names_in(value) or (value,)]


def _team(byline: str) -> str:
    """Who signs a marked byline that holds no person's name: "By the Harbour Team"; "" if it says something else."""
    words = _BY.sub("", " ".join(byline.split())).strip(" :,.|")
    if not words or len(words.split()) > _MOST_TEAM_WORDS or not _TEAM.fullmatch(words):
        return ""
    return words if _may_name(words) else ""


def _stated_authors(metadata: Sequence[MetadataField]) -> Iterator[list[str]]:
    for field in _AUTHOR_FIELDS:
        yield _values(metadata, field)
    for number in "12":
        if any(_WRITTEN_BY.match(value) for value in _values(metadata, f"twitter:label{number}")):
            yield _values(metadata, f"twitter:data{number}")


def _may_name(value: str) -> bool:
    """Whether a stated author can be a name: no address, no account, not a sentence."""
    if not value or "://" in value or "@" in value or len(value) > _MAX_NAME or value[0] in ",|":
        return False
    return _ACCOUNT.match(value) is None


def language_of(text: str, metadata: Sequence[MetadataField]) -> str:
    """ISO 639-1 code of a text; of a short one what its page states, else English or 'und'."""
    if len(text) >= _MIN_LANGUAGE_LENGTH:
        begun = text[:_ENOUGH_FOR_LANGUAGE]
        if sum(word in _ENGLISH for word in _WORD.findall(begun.lower())) >= _SURELY_ENGLISH * len(begun):
            return "en"
        return str(py3langid.classify(begun)[0])
    stated = next((value for name in _LANGUAGE_FIELDS for value in _values(metadata, name)), "")[:2].lower()
    if text and stated.isalpha() and len(stated) == 2:
        return stated
    return "en" if text.isascii() and _ONLY_ENGLISH.search(text) else "und"


def _values(metadata: Sequence[MetadataField], name: str) -> list[str]:
    return [field.value for field in metadata if field.name.lower() == name.lower()]
