"""Spoken: what in a page is somebody's own words, in quotation marks or without, and whose."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.language.cues import CueLists
from sayso.spans import PARAGRAPH, Span, trim
from sayso.statements.attribution import Attribution, is_first_person, source_span
from sayso.statements.cues.verbs import can_hold
from sayso.statements.holders.mentions import Mentions
from sayso.statements.lookup import Placed
from sayso.statements.quotations.marks import Quotation, quotations
from sayso.statements.quotations.turns import Label, Turn, last_end, turns_of
from sayso.statements.readings import Reading
from sayso.statements.tree import children, is_passive, subject_of, word_span
from sayso.tables import Text

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRINTED = re.compile(
    r"^\W{0,4}(?:read )?(?:(?:the )?full (?:text|transcript|speech)|transcript|verbatim|in full|text of)\b"
    r"|^\W{0,4}remarks (?:by|of)\b|\b(?:full text|in full|full transcript)\W{0,3}$",
    re.I,
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,120}[)\]][.!]?\s*")
_NEXT = re.compile(r"[*_]{0,3}\n\s*\n[ \t]{0,8}(?P<body>[^\W\d_](?:.|\n(?!\s*\n)){15,3000}[.!?…])(?=\s*(?:\n\s*\n|\Z))")
_TELLING = frozenset({"say", "report", "warn", "accuse", "deny", "pledge"})


class Spoken(NamedTuple):
    """What in a page is somebody's own words. own_words: quotations and turns, in order and without overlap."""

    quotations: list[Quotation]
    turns: list[Turn]
    is_transcript: bool
    own_words: list[Quotation]


def spoken_in(text: Text, readings: Sequence[Reading], mentions: Mentions, cues: CueLists) -> Spoken:
    """A text -> its quotations, and the turns of a transcript; without any, the paragraphs that a colon introduces."""
    quoted = quotations(text.text)
    turns = turns_of(text, readings, quoted, mentions, cues)
    told = turns or _speech(text.text, readings, mentions) or blocks_told(text.text, readings, mentions, cues)
    both = [*quoted, *(Quotation(turn.body, True) for turn in told)]
    outermost: list[Quotation] = []
    for one in sorted(both, key=lambda one: (one.span.start, -one.span.end)):
        if not outermost or one.span.start >= outermost[-1].span.end:
            outermost.append(one)
    return Spoken(quoted, told, bool(turns), outermost)


def attribute_turns(text: str, readings: Sequence[Reading], spoken: Spoken) -> None:
    """Gives every sentence of a turn to its speaker; what is reported in it stays, where it is reported there."""
    marked = Placed((quotation.span, None) for quotation in spoken.quotations)
    starts = [reading.span.start for reading in readings]
    for turn in spoken.turns:
        first = max(0, bisect.bisect_right(starts, turn.body.start) - 1)
        for n in range(first, bisect.bisect_left(starts, turn.body.end)):
            if readings[n].span.overlaps(turn.body):
                _give(text, readings[n], turn, marked)


def _give(text: str, reading: Reading, turn: Turn, marked: Placed[None]) -> None:
    start, end = max(reading.span.start, turn.body.start), min(reading.span.end, turn.body.end)
    piece = trim(text, Span(start, max(start, end)))
    reading.found = [
        one for one in reading.found
        if not (any(part.overlaps(piece) for part in one.parts) and not _is_told_in(one, turn.body))
        and not goes_on_unquoted(one, reading, marked)
    ]  # fmt: skip
    head = reading.head_of(piece)
    if head is None or _ASIDE.fullmatch(piece.of(text)):
        return
    made = Attribution(
        cue=None, cue_span=turn.label.mark, source=turn.source, source_span=turn.label.name, head=head, parts=(piece,),
        kind="say", certainty="certain", factive=False, negated=False, detail=turn.detail,
    )  # fmt: skip
    reading.found.insert(0, made)


def _is_told_in(one: Attribution, body: Span) -> bool:
    """Whether what reports it stands in the turn, too; the label alone is no report of what others say."""
    at = one.cue_span or one.source_span
    return at is not None and body.contains(at) and (one.source_span is None or not one.source_span.start < body.start)


def goes_on_unquoted(one: Attribution, reading: Reading, marked: Placed[None]) -> bool:
    """Whether something is put down to a cue in another sentence, though no quotation marks hold the two together."""
    if one.cue_span is None or reading.span.overlaps(one.cue_span):
        return False
    return not all(marked.at(part.start) for part in one.parts)


def _speech(text: str, readings: Sequence[Reading], mentions: Mentions) -> list[Turn]:
    """ "Full text: the speech of Anna Moss": a title with one name -> the page from its first "I" or "we" on."""
    title = [reading for reading in readings if reading.kind == "title"]
    if not title or not _PRINTED.search(title[0].span.of(text)):
        return []
    named = {}
    for token in title[0].tokens:
        row = mentions.at(token)
        if row is not None and row.kind == "person" and row.form == "name":
            named.update({referent_id: (token, Span(row.start, row.end)) for referent_id in row.referent_ids})
    own = (
        token.idx for reading in readings if reading.kind != "title"
        for token in reading.tokens if token.lower_ in {"i", "we"} and is_first_person(token)
    )  # fmt: skip
    first = next(own, None)
    if len(named) != 1 or first is None:
        return []
    ((source, name),) = named.values()
    gaps = [gap.end() for gap in PARAGRAPH.finditer(text, title[0].span.end, first)]
    body = trim(text, Span(gaps[-1] if gaps else first, last_end(text, first, 0)))
    return [Turn(Label(name, name, None), body, source, "the page prints a speech, and its title says whose")]


def blocks_told(text: str, readings: Sequence[Reading], mentions: Mentions, cues: CueLists) -> list[Turn]:
    """ "The engineer wrote:" and a paragraph without marks after it -> that paragraph, as the engineer's."""
    found = []
    for reading in readings:
        colon = reading.span.start + len(reading.span.of(text).rstrip()) - 1
        paragraph = _NEXT.match(text, colon + 1) if text[colon : colon + 1] == ":" else None
        verb = _teller(reading, cues) if paragraph is not None else None
        source = subject_of(verb) if verb is not None and not is_passive(verb) else None
        if verb is None or source is None or paragraph is None:
            continue
        if is_first_person(source) or source.lower_ == "you" or not can_hold(source, cues, mentions.holding([source])):
            continue
        body = Span(*paragraph.span("body"))
        name = source_span(text, source, (body,)) or word_span(source)
        found.append(
            Turn(Label(name, name, word_span(verb)), body, source, f"the paragraph after {verb.text!r} and a colon")
        )
    return found


def _teller(reading: Reading, cues: CueLists) -> Token | None:
    """The last verb of speech in a sentence, if it says nothing of what is told."""
    for token in reversed(reading.tokens):
        entries = cues.verbs.get(token.lemma_.lower(), ()) if token.pos_ == "VERB" else ()
        if any(entry.kind in _TELLING and "clause" in entry.takes for entry in entries):
            return None if children(token, "ccomp", "xcomp", "pcomp") else token
    return None
