"""What a document says of itself: address, publisher, authors, language, kind of writing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import py3langid

from sayso.clean.header import names_in
from sayso.language.pages import PageWords
from sayso.tables import Genre, LocalDocument, MetadataField

_URL_FIELDS = ("canonical", "og:url")
_AUTHOR_FIELDS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "sailthru.author", "parsely-author", "creator",
)  # fmt: skip
_HOST = re.compile(r"(?:(?<=@)|(?<=//)|\bwww\.)((?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.){1,5}[a-z]{2,18})\b", re.I)
_OWNING_LINE = re.compile(
    r"©|copyright|all rights reserved|contact|inquir|enquir|contains copyrighted|e-?mail|@|disclaimer|terms of|privacy",
    re.I,
)
_ELSEWHERE = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|linkedin|pinterest|whatsapp|telegram|t|google|gmail|googlemail|yahoo|"
    r"hotmail|outlook|icloud|aol|protonmail|reddit|tiktok|flickr|disqus|apple|amazon|microsoft|wikipedia|example|naver|daum|"
    r"proton|gettyimages|cloudflare)\.[a-z.]+$",
    re.I,
)
_MAX_NAME = 60
_MIN_LANGUAGE_LENGTH = 40
_ENOUGH_FOR_LANGUAGE = 2_000
_SPEECH = re.compile(r"^(?:Q|A|Question|Answer)\s*[:.]\s|^[A-Z][\w .'’-]{1,30}:\s", re.M)
_LABELS: tuple[tuple[re.Pattern[str], Genre], ...] = (
    (
        re.compile(
            r"^(?:opinions?|op-?eds?|editorials?|commentary|comment is free|columns?|columnists?|letters?|"
            r"viewpoints?|views?|perspectives?)\b",
            re.I,
        ),
        "opinion",
    ),
    (re.compile(r"^(?:news )?(?:analysis|explainers?|in depth|the big read|backgrounder)\b", re.I), "analysis"),
    (re.compile(r"^(?:interviews?|q ?& ?a|in conversation)\b", re.I), "interview"),
)
_TITLE_LABELS: tuple[tuple[re.Pattern[str], Genre], ...] = (
    (
        re.compile(
            r"^(?:opinion|editorial|commentary|op-?ed)\b|\|\s*(?:opinion|editorial)\b|\b(?:opinion|editorial)$", re.I
        ),
        "opinion",
    ),
    (re.compile(r"^(?:analysis|explainer|explained)\b|\b(?:analysis|explained)$", re.I), "analysis"),
    (re.compile(r"^(?:interview|q&a)\b", re.I), "interview"),
)


def url_of(metadata: Sequence[MetadataField]) -> str | None:
    """The canonical address that a page states; None if it states none."""
    for name in _URL_FIELDS:
        for value in _values(metadata, name):
            if value.startswith(("http://", "https://")):
                return value
    return None


def publisher_of(raw_text: str, metadata: Sequence[MetadataField], url: str | None) -> str | None:
    """Host of the address, else the site's name, else the host that contact and copyright lines name most often."""
    host = _host(url) if url else ""
    if host:
        return host
    for name in ("og:site_name", "publisher", "application-name"):
        for value in _values(metadata, name):
            return value
    return _host_in_lines(raw_text.split("\n"))


def _host_in_lines(lines: Iterable[str]) -> str | None:
    hosts: Counter[str] = Counter()
    for line in lines:
        if not _OWNING_LINE.search(line):
            continue
        for match in _HOST.finditer(line):
            host = match.group(1).lower().removeprefix("www.")
            if not _ELSEWHERE.search(host):
                hosts[host] += 1
    ranked = sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[0][0] if ranked else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def authors_of(bylines: Sequence[str], metadata: Sequence[MetadataField]) -> tuple[str, ...]:
    """The names in the bylines; if none, those in the metadata. Each once, in order."""
    if bylines:
        return tuple(dict.fromkeys(bylines))
    for field in _AUTHOR_FIELDS:
        stated = [value for value in _values(metadata, field) if "://" not in value and "@" not in value]
        stated = [value for value in stated if len(value) <= _MAX_NAME and value[0] not in "@,|"]
        names = [name for value in stated for name in names_in(value) or (value,)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def language_of(text: str, metadata: Sequence[MetadataField]) -> str:
    """ISO 639-1 code of a text; of a short one what its page states, else 'und'."""
    if len(text) >= _MIN_LANGUAGE_LENGTH:
        return str(py3langid.classify(text[:_ENOUGH_FOR_LANGUAGE])[0])
    stated = next(iter(_values(metadata, "lang")), "")[:2].lower()
    return stated if text and stated.isalpha() and len(stated) == 2 else "und"


def genre_of(
    title: str | None, text: str, lines: Sequence[str], document: LocalDocument, page_words: PageWords
) -> tuple[Genre, str]:
    """The kind of writing, and why."""
    stated = [
        value
        for name in ("article:section", "articleSection", "genre", "section")
        for value in _values(document.metadata, name)
    ]
    for label in stated:
        for pattern, genre in _LABELS:
            if pattern.search(label):
                return genre, f"the page files it under '{label}'"
    for pattern, genre in _TITLE_LABELS:
        if title and pattern.search(title):
            return genre, "its title says so"
    labels = [line for line in lines[: _above(lines, title)] if 0 < len(line) <= 30][-3:]
    for label in labels:
        for pattern, genre in _LABELS:
            if pattern.search(label):
                return genre, f"the line '{label}' stands above it"
    return _genre_by_words(text, page_words)


def _above(lines: Sequence[str], title: str | None) -> int:
    """How many lines stand above the title."""
    return next((i for i, line in enumerate(lines) if title and line in title), 0)


def _genre_by_words(text: str, page_words: PageWords) -> tuple[Genre, str]:
    words = len(text.split())
    if words < 30:
        return "other", "too short to tell"
    turns = len(_SPEECH.findall(text))
    if turns >= 4 and turns * 120 > words:
        return "interview", f"{turns} paragraphs begin with a speaker's name or Q and A"
    unquoted = re.sub(r"[“\"][^“”\"]{0,600}[”\"]", " ", text)
    first_person = len(page_words.first_person.findall(unquoted))
    judgement = len(page_words.judgement.findall(unquoted))
    weight = (2 * first_person + judgement) * 1000 / words
    if weight >= 12 or (weight >= 8 and first_person >= 2):
        return "opinion", f"{first_person} words of the first person, {judgement} words of judgement outside quotations"
    if weight >= 7:
        return "analysis", f"{judgement} words of judgement outside quotations, little in the first person"
    return "report", "no label of another kind, and few words of judgement"


def _values(metadata: Sequence[MetadataField], name: str) -> list[str]:
    return [field.value for field in metadata if field.name.lower() == name.lower()]
