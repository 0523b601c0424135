"""The end of an article: who its author is, and where else the page names them."""

from __future__ import annotations

import re

from sayso.clean.header import is_name, names_in
from sayso.clean.page import Page

_BIOGRAPHY = re.compile(
    r"^[\"(]?(?:[A-Z][\w'’.-]*\s+){1,4}(?:is|was|has been|are)\s+(?:currently\s+|also\s+)?(?:an?|the|our)\s+"
    r"(?:[\w'’,&()-]+\s+){0,9}?"
    r"(?:reporter|correspondent|columnist|contributor|journalist|author|editor|fellow|professor|lecturer|researcher|"
    r"analyst|writer|historian|producer|commentator|blogger|scholar|expert|master|graduate|consultant|specialist|"
    r"director|academic)\b"
)
_BIOGRAPHY_GOES_ON = re.compile(
    r"^(?:(?:he|she|they) (?:is|are|was|has|have|holds|writes|covers|can be|lives|works|tweets)|"
    r"follow (?:him|her|them)|(?:you can )?(?:contact|reach|email) (?:him|her|them|the author))\b",
    re.I,
)
_IS_SOMETHING = re.compile(r"\W+(?:is|was|has|writes|covers|teaches)\b")
_EMAIL = re.compile(r"^\S+@\S+\.\w+$")


def rule_biographies(page: Page, first: int, last: int) -> None:
    """Biographies and signatures at the article's end, from its end upwards."""
    seen = {name for i in range(len(page.lines)) for name in _stated_author(page, i)}
    page.authors += [name for name in sorted(seen) if name not in page.authors]
    prose_below = 0
    for i in range(last, first, -1):
        line = page.lines[i]
        if page.own[i] is not None or line.symbols:
            continue
        if _is_biography(page, i) or (_BIOGRAPHY_GOES_ON.match(line.plain) and _follows_biography(page, i)):
            page.rule(i, "other", "says who the author is")
        elif line.prose:
            prose_below += 1
        if prose_below >= 2:
            return


def _stated_author(page: Page, i: int) -> tuple[str, ...]:
    """Authors that a line below the article states: "Articles by: X", or a name above an e-mail address."""
    line = page.lines[i]
    if line.normal.startswith("articles by"):
        return names_in(line.plain)
    below = page.lines[i + 1] if i + 1 < len(page.lines) else None
    if (
        below is not None
        and "@" in below.plain
        and _EMAIL.match(below.plain)
        and is_name(line.plain)
        and not line.blank_after
    ):
        return (line.plain,)
    return ()


def _is_biography(page: Page, i: int) -> bool:
    plain = page.lines[i].plain
    for name in page.authors:
        if plain.startswith(name) and _IS_SOMETHING.match(plain[len(name) :]):
            return True
    return bool(_BIOGRAPHY.match(plain)) and _after_break(page, i)


def _follows_biography(page: Page, i: int) -> bool:
    return i > 0 and _is_biography(page, i - 1)


def _after_break(page: Page, i: int) -> bool:
    """Whether a drawn line or one of the page's own lines stands right above."""
    return i > 0 and (page.lines[i - 1].symbols or page.own[i - 1] is not None)
