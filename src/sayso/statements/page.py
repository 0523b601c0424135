"""A document, and what is known of it before its statements are read."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.cues import CueLists
from sayso.language.encoder import ReadText
from sayso.statements.holders.mentions import Mentions
from sayso.statements.holders.said_time import SaidTimes
from sayso.statements.lookup import Placed
from sayso.statements.quotations.spoken import Spoken
from sayso.statements.readings import Quoted, Reading
from sayso.tables import ChainLink, Text


@dataclass(frozen=True, slots=True)
class Page:
    """A document, its sentences, who and when is named in it, and what of it is somebody's own words.

    read: what the encoder makes of it; None in a language without a parser
    """

    text: Text
    readings: list[Reading]
    mentions: Mentions
    times: SaidTimes
    cues: CueLists
    read: ReadText | None
    spoken: Spoken
    quoted_spans: Placed[None]
    is_quoted: Quoted

    @property
    def document(self) -> ChainLink:
        """The document itself, by its title, else its publisher, else its id: the first link of every chain."""
        name = self.text.title or self.text.publisher or self.text.doc_id
        return ChainLink("document", name, None, None, None)
