"""Whose a page is: its address, or the hosts and copyright lines that it prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sayso.tables import MetadataField

_NAME_FIELDS = ("record:publisher", "og:site_name", "publisher", "application-name")
_HOST_WORDS = r"(?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.){1,5}[a-z]{2,18}"
_HOST = re.compile(rf"(?:(?<=@)|(?<=//)|\bwww\.)({_HOST_WORDS})\b", re.I)
_BARE_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?i:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.){1,5}[a-z]{2,18})/?")
_OWNING_LINE = re.compile(
    r"©|copyright|all rights reserved|contact|inquir|enquir|contains copyrighted|e-?mail|@|disclaimer|terms of|privacy",
    re.I,
)
_ELSEWHERE = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|linkedin|pinterest|whatsapp|telegram|t|google|gmail|googlemail|yahoo|"
    r"hotmail|outlook|icloud|aol|protonmail|reddit|tiktok|flickr|disqus|apple|amazon|microsoft|wikipedia|example|naver|daum|"
    r"proton|gettyimages|cloudflare|goo|bit|addthis|sharethis|djreprints)\.[a-z.]+$|"
    r"^(?:wordpress|blogger|tumblr|medium|substack|themeforest)\.[a-z]+$|"
    r"\.(?:jpe?g|png|gif|webp|svg|html?|php|aspx?|pdf|js|css|mp[34]|txt|docx?|xlsx?|zip)$",
    re.I,
)
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d|present))?"
_OWNER = re.compile(
    rf"(?:©|\(c\)|copyright)[\s©:]*(?:copyright\s+)?(?:{_YEARS}[,.]?\s*(?:by\s+)?(?P<after>[^\d\s©].*)|"
    rf"(?P<before>[^\d\s©][^\d©]{{1,60}}?),?\s+(?:{_YEARS}|all rights reserved))",
    re.I,
)
_OWNED = ("©", "(c)", "copyright")
_OWNER_ENDS = re.compile(
    r"\s*(?:\||•|·|\.\s|\.$|\s[-–—]\s|;|\(|"
    r"\b(?:all rights|all right|unless|terms|privacy|designed|powered|is a|is the|and its)\b|"
    r",(?!\s*(?:inc|llc|ltd|limited|co|corp|plc)\b))",
    re.I,
)
_AGENCY = re.compile(
    r"^(?:the )?(?:associated press|ap|reuters|thomson reuters|afp|agence france|getty|upi|united press|all|"
    r"copyright)\b",
    re.I,
)
_MAX_OWNER_WORDS = 6
_LONGEST = 2_000


def publisher_of(lines: Sequence[str], metadata: Sequence[MetadataField], url: str | None) -> str | None:
    """The lines of a page that are no part of its text, what it says of itself -> whose it is.

    The host of its address, else the site's stated name, else the host that contact and copyright lines name most
    often, else the only host that stands in a line by itself, else the owner in the last copyright line.
    """
    host = _host(url) if url else ""
    if host:
        return host
    for name in _NAME_FIELDS:
        for field in metadata:
            if field.name.lower() == name:
                return field.value
    short = [line for line in lines if len(line) <= _LONGEST]
    return _host_in_lines(short) or _host_alone(short) or next(_owners(short), None)


def _host_in_lines(lines: Sequence[str]) -> str | None:
    hosts: Counter[str] = Counter()
    for line in lines:
        if ("@" in line or "//" in line or "www." in line.lower()) and _OWNING_LINE.search(line):
            hosts.update(_known(match.group(1)) for match in _HOST.finditer(line))
    del hosts[""]
    ranked = sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[0][0] if ranked else None


def _host_alone(lines: Sequence[str]) -> str | None:
    """The only host that is a line; of several none, since a list of hosts leads elsewhere."""
    bare = [words for line in lines if "." in line and " " not in (words := line.strip())]
    hosts = {_known(match.group(1)) for words in bare if (match := _BARE_HOST.fullmatch(words))} - {""}
    return hosts.pop() if len(hosts) == 1 else None


def _known(host: str) -> str:
    """A host in small letters; "" if it is everybody's, or a file's name."""
    host = host.lower().removeprefix("www.")
    return "" if _ELSEWHERE.search(host) else host


def _owners(lines: Sequence[str]) -> Iterator[str]:
    """Whom copyright lines name, from the page's end upwards; an agency is credited and does not own the page."""
    for line in reversed(lines):
        lowered = line.lower()
        found = _OWNER.search(line) if any(sign in lowered for sign in _OWNED) else None
        name = _OWNER_ENDS.split((found["after"] or found["before"]).strip(), maxsplit=1)[0].strip() if found else ""
        if name[:1].isupper() and len(name.split()) <= _MAX_OWNER_WORDS and not _AGENCY.match(name):
            yield name


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
