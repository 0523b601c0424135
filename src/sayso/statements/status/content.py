"""Content whose status is sought: what is known of it before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.language.cues import CueKind
from sayso.statements.attribution import Attribution
from sayso.statements.status.meaning import Meaning
from sayso.tables import Certainty, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody holds, before its status is known.

    head: the word that the content hangs on
    one, meaning: by what it is attributed, and what its cue says of it; none where the author holds it
    controls: whether the holder is the one who is to act
    """

    head: Token
    one: Attribution | None
    meaning: Meaning | None
    tense: Tense
    certainty: Certainty
    controls: bool

    @property
    def kind(self) -> CueKind | None:
        """What its cue does: say, deny, order; nothing where the author holds it."""
        return self.meaning.kind if self.meaning is not None else None
