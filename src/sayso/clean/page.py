"""A page on the way to its rulings: its lines, which of them are the page's own, and what has been decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.clean.lines import Line
from sayso.language.pages import PageWord, PageWords
from sayso.tables import KEPT_KINDS, BlockKind

_CAPTION = re.compile(
    r"▲|△|▼|▽|■ ?photo|\(?(?:photos?|images?|picture|file photo|pictured|credit)\b[^.\d]{0,20}[:/(]|"
    r"\[?(?:photo|image|file) (?:by|courtesy|credit|source)|"
    r"(?:in )?this .{0,40}\bfile (?:photo|image|picture)|above:",
    re.I,
)
_CREDIT = re.compile(r"\((?:photo|image|picture|file|credit|source|reuters|ap|afp)\b[^()]{0,80}\)\.?$", re.I)
_AGENCY = re.compile(r"/ ?(?:AFP|Getty Images|Reuters|AP)$", re.I)
"""How a caption begins, and two ways in which one ends. Apart they are found ten times as fast as in one pattern."""


class Ruling(NamedTuple):
    """What a line is, and why."""

    kind: BlockKind
    detail: str

    @property
    def kept(self) -> bool:
        """Whether it is part of the text."""
        return self.kind in KEPT_KINDS


@dataclass(slots=True)
class Page:
    """A page's lines on the way to their rulings."""

    lines: list[Line]
    own: list[PageWord | None]
    furniture: frozenset[str]
    rulings: list[Ruling | None] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    def rule(self, i: int, kind: BlockKind, detail: str) -> None:
        """Decide what line i is, unless that is decided."""
        if self.rulings[i] is None:
            self.rulings[i] = Ruling(kind, detail)

    def decided(self) -> tuple[list[Ruling], list[str]]:
        """What every line is, and the authors that were found on the way."""
        return [ruling or Ruling("other", "nothing speaks for or against it") for ruling in self.rulings], self.authors


def page_of(lines: list[Line], page_words: PageWords, furniture: frozenset[str]) -> Page:
    """A page's lines -> the page, with nothing decided."""
    found = {words: page_words.find_normal(words) for words in {line.normal for line in lines}}
    return Page(lines, [found[line.normal] for line in lines], furniture, [None] * len(lines))


def is_caption(plain: str) -> bool:
    """Whether a line reads like the words under a picture."""
    if _CAPTION.match(plain) or ("(" in plain and _CREDIT.search(plain)):
        return True
    return "/" in plain and _AGENCY.search(plain) is not None
