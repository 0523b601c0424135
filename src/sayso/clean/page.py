"""A page on the way to its rulings: its lines, which of them are the page's own, and what has been decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.clean.lines import Line
from sayso.language.pages import PageWord
from sayso.tables import KEPT_KINDS, BlockKind

_CAPTION = re.compile(
    r"^(?:▲|△|▼|▽|■ ?photo|\(?(?:photos?|images?|picture|file photo|pictured|credit)\b[^.\d]{0,20}[:/(]|"
    r"\[?(?:photo|image|file) (?:by|courtesy|credit|source)|in this [^.]{0,40}\bfile (?:photo|image|picture))|"
    r"\((?:photo|image|picture|file|credit|source|reuters|ap|afp)\b[^()]{0,80}\)\.?$|"
    r"/ ?(?:AFP|Getty Images|Reuters|AP)$",
    re.I,
)


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


def is_caption(plain: str) -> bool:
    """Whether a line reads like the words under a picture."""
    return bool(_CAPTION.search(plain))
