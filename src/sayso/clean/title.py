"""A document's title: the line that says it, or what the page, or whoever delivered it, says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.clean.lines import Line
from sayso.language.pages import normal_line
from sayso.tables import MetadataField

_STATED_FIELDS = ("record:title", "headline", "og:title", "twitter:title")
_FILE_FIELD = "file:title"
_SITE_FIELDS = ("og:site_name", "record:publisher", "application-name")
_PARTS = re.compile(r"\s+[|–—·•:»-]+\s+|\s+::\s+")
_LONG_TITLE = 15
_ALIKE = 0.3
"""A headline that shares fewer of its words with the page's stated titles is the name of a section or of the site."""
_NO_TITLE = re.compile(
    r"^(?:untitled|document\d*|microsoft (?:word|powerpoint)|powerpoint presentation|print|slide \d+)\b|"
    r"\.(?:docx?|pdf|indd|qxd|rtf|odt|pages|txt|html?|tmp)$|^[\w.~-]+$",
    re.I,
)


def record_title(metadata: Sequence[MetadataField]) -> str:
    """The title that whoever delivered the document gives it, as it compares; "" if there is none."""
    return normal_line(next(_values(metadata, ("record:title",)), ""))


def stated_title(metadata: Sequence[MetadataField]) -> str | None:
    """The title that a document states where no line of it says so; without the site's name.

    Keeps: a file's own title only if it looks like one: those that programs fill in do not
    """
    for value in _values(metadata, _STATED_FIELDS):
        return _without_site(value, metadata)
    for value in _first_titles(metadata):
        return _without_site(value, metadata)
    return next((value for value in _values(metadata, (_FILE_FIELD,)) if not _NO_TITLE.search(value)), None)


def title_line(lines: Sequence[Line], metadata: Sequence[MetadataField], first: int) -> int | None:
    """The line that is the title which the page states: the last such line above the article (which begins with line
    `first`), or the first at all."""
    stated = [normal_line(value) for value in (*_values(metadata, _STATED_FIELDS), *_first_titles(metadata))]
    headings = [normal_line(value) for value in _values(metadata, ("h1",))]
    told = [heading for heading in headings if not stated or any(_alike(heading, words) for words in stated)]
    for wanted in (told, stated):
        same = [i for i, line in enumerate(lines) if line.normal and _says(wanted, line.normal)]
        above = [i for i in same if i <= first + 2]
        if same:
            return above[-1] if above else same[0]
    return None


def _says(titles: Iterable[str], line: str) -> bool:
    """Whether a line is a title, or the beginning of one that goes on with the site's name."""
    return any(line == words or (len(line) > _LONG_TITLE and words.startswith(line)) for words in titles)


def _alike(heading: str, title: str) -> bool:
    one, other = set(heading.split()), set(title.split())
    if heading == title or (len(one) > 2 and heading in title):
        return True
    return len(one) > 1 and len(one & other) >= _ALIKE * len(one | other)


def _first_titles(metadata: Sequence[MetadataField]) -> Iterator[str]:
    """The page's own title: the first; others are those of drawings."""
    yield from list(_values(metadata, ("title",)))[:1]


def _without_site(title: str, metadata: Sequence[MetadataField]) -> str:
    parts = _PARTS.split(title)
    sites = {normal_line(value) for value in _values(metadata, _SITE_FIELDS)}
    if len(parts) > 1 and normal_line(parts[-1]) in sites:
        return title[: title.rfind(parts[-1])].rstrip(" |–—·•:»-")
    return title


def _values(metadata: Sequence[MetadataField], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from (field.value for field in metadata if field.name.lower() == name and field.value.strip())
