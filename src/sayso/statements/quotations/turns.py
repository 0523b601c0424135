"""Turns: who speaks where in a transcript, from a name and a colon to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso.language.cues import CueLists
from sayso.spans import PARAGRAPH, Span, trim
from sayso.statements.holders.mentions import Mentions
from sayso.statements.quotations.marks import Quotation
from sayso.statements.readings import Reading
from sayso.statements.tree import within
from sayso.tables import Text

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_TURNS = 3
"""Fewer turns are a transcript only if its title says so, or if they are marked Q and A."""

_CAPITAL = "[A-ZÀ-ÖØ-ÞĆČĐŁŃŚŞŠŹŻŽİ]"
_NAME = rf"{_CAPITAL}[\w.'’-]*(?:[ \t]{{1,2}}(?:{_CAPITAL}[\w.'’-]*|of|the|for|and|de|del|van|von|bin|al|la)){{0,7}}"
_LABEL = re.compile(
    rf"^[ \t]{{0,8}}(?:[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]?[ \t]{{1,3}})?[*_]{{0,3}}"
    rf"(?P<name>{_NAME})(?:[ \t]\([^()\n]{{1,80}}\)){{0,3}}(?P<role>,[ \t][^\n:.!?]{{1,60}})?[ \t]?[*_]{{0,3}}"
    rf"(?:(?P<colon>:)|(?<=\b[QA])(?P<stop>\.))[*_]{{0,3}}(?=\s)",
    re.M,
)
_SPEECH = re.compile(r"\b(?:full text|transcript|verbatim|remarks (?:by|of|as))\b", re.I)
FIRST_LABEL = 1500
"""Code points before which a page that prints one speech names its speaker."""

_AFTERWORD = re.compile(r"\n[ \t]{0,4}[*_(\[]{0,3}(?:This|The) (?:interview|conversation|transcript|exchange)\b")
_WORD = re.compile(r"[^\W\d_]+")


class Label(NamedTuple):
    """What may be the name of a speaker. at: all before the turn; name: the name; mark: the sign or verb by it."""

    at: Span
    name: Span
    mark: Span | None


class Turn(NamedTuple):
    """What one speaker says without a break. source: a word that means the speaker; detail: why it is theirs."""

    label: Label
    body: Span
    source: Token
    detail: str


def turns_of(
    text: Text, readings: Sequence[Reading], quoted: Sequence[Quotation], mentions: Mentions, cues: CueLists
) -> list[Turn]:
    """A text -> the turns of its speakers, in order; none where the names before colons are not those of speakers.

    Keeps: a list of fields ("Date: ...", "Place: ..."): somebody must be named, and speak more than once
    """
    inside = [quotation.span for quotation in quoted if quotation.closed]
    inside += [reading.span for reading in readings if reading.kind == "title"]
    labels = [one for one in _labels(text.text) if not any(q.start <= one.at.start < q.end for q in inside)]
    if not labels:
        return []
    heads = _Heads(text, readings, labels, mentions, cues)
    labels = [one for one in labels if one.name.of(text.text) and heads.tokens(one.at)]
    spoken = _spoken(text, labels, heads)
    return list(_turns(text.text, spoken, cues))


def _labels(text: str) -> Iterator[Label]:
    for found in _LABEL.finditer(text):
        # "ANNA MOSS, PRESENTER:", but not "In Ostra, the police said:".
        if found.group("role") and not found.group("name").isupper():
            continue
        mark = Span(*found.span("colon" if found.group("colon") else "stop"))
        first = found.start() + len(found.group()) - len(found.group().lstrip())
        yield Label(Span(first, found.end()), Span(*found.span("name")), mark)


class _Heads:
    """The words of labels, and whom they mean."""

    def __init__(
        self, text: Text, readings: Sequence[Reading], labels: Sequence[Label], mentions: Mentions, cues: CueLists
    ) -> None:
        self.text = text
        self.mentions, self.cues = mentions, cues
        self._inside: dict[Span, list[Token]] = {one.at: [] for one in labels}
        self.named: dict[str, Token] = {}
        before = labels[0].at.start
        head: dict[str, Token] = {}
        n = 0
        for reading in readings:
            for token in reading.tokens:
                while n < len(labels) and labels[n].at.end <= token.idx:
                    n += 1
                if n < len(labels) and labels[n].at.start <= token.idx:
                    self._inside[labels[n].at].append(token)
                if token.pos_ != "PROPN":
                    continue
                for referent_id in self._people(token):
                    self.named.setdefault(token.lower_, token)
                    if token.idx < before:
                        head.setdefault(referent_id, token)
        self.interviewee = self._asked(list(head.items()))

    def tokens(self, label: Span) -> list[Token]:
        return self._inside[label]

    def _people(self, token: Token) -> tuple[str, ...]:
        row = self.mentions.at(token)
        return row.referent_ids if row is not None and row.kind == "person" and row.form == "name" else ()

    def _asked(self, people: list[tuple[str, Token]]) -> Token | None:
        """The one person that the page names before the first turn, its authors aside; the title's goes first."""
        authors = " ".join(self.text.authors).lower().split()
        others = [(who, token) for who, token in people if token.lower_ not in authors]
        title_end = self.text.text.find("\n")
        titled = [pair for pair in others if pair[1].idx < title_end]
        for some in (titled, others):
            if len(some) == 1:
                return some[0][1]
        return None

    def speaker(self, label: Label) -> tuple[Token, bool]:
        """A word that means the speaker, and whether it names somebody: itself, else the same name elsewhere."""
        tokens = [t for t in self.tokens(label.at) if within((label.name,), t)]
        tokens = tokens or self.tokens(label.at)
        words = [word.lower() for word in _WORD.findall(label.name.of(self.text.text))]
        if set(words) <= self.cues.classes["askers"]:
            # Not the word itself: a page that names one person alone may have it mean the one who is asked.
            return self.tokens(label.at)[-1], True
        for token in reversed(tokens):
            row = self.mentions.at(token)
            if row is not None and row.referent_ids and row.kind in {"person", "organisation", "group"}:
                return token, True
        for token in reversed(tokens):
            if len(token) > 2 and token.lower_ in self.named:
                return self.named[token.lower_], True
        last = next((t for t in reversed(tokens) if t.is_alpha), tokens[-1])
        if len(words) == 1 and words[0] in self.cues.classes["answerers"] and self.interviewee is not None:
            return self.interviewee, True
        return last, bool(self.cues.classes["speakers"] & set(words))


def _key(text: str, label: Label) -> str:
    """By what a speaker is known again: the last word of the name ("Anna Moss", "Ms Moss", "MOSS")."""
    words = _WORD.findall(label.name.of(text).casefold())
    return words[-1] if words else ""


def _spoken(text: Text, labels: list[Label], heads: _Heads) -> list[tuple[Label, Token]]:
    """The labels that name speakers, each with the word that means the speaker."""
    keys = [_key(text.text, label) for label in labels]
    counts = Counter(keys)
    speakers = [heads.speaker(label) for label in labels]
    askers, answerers = heads.cues.classes["askers"], heads.cues.classes["answerers"]
    asked = bool(askers & set(counts)) and len(counts) > 1
    people = [named for _, named in speakers]
    changes = sum(one != other for one, other in pairwise(keys))
    often = max((counts[key] for key, named in zip(keys, people, strict=True) if named), default=0)
    spoken = often >= 2 and len(counts) >= 2 and len(keys) >= MIN_TURNS and changes >= 2
    one_speaks = people[0] and labels[0].at.start < FIRST_LABEL and _SPEECH.search(text.title or text.text[:200])
    if not (asked or spoken or one_speaks):
        return []
    return [
        (label, source)
        for label, key, (source, named) in zip(labels, keys, speakers, strict=True)
        if named or (counts[key] >= 2) or label.name.of(text.text).isupper() or key in askers | answerers
    ]


def _turns(text: str, spoken: Sequence[tuple[Label, Token]], cues: CueLists) -> Iterator[Turn]:
    ends = [label.at.start for label, _ in spoken[1:]]
    longest = max(
        (_paragraphs(text, label.at.end, end) for (label, _), end in zip(spoken, ends, strict=False)), default=0
    )
    last = [last_end(text, label.at.end, longest) for label, _ in spoken[-1:]]
    for (label, source), end in zip(spoken, [*ends, *last], strict=True):
        body = trim(text, Span(label.at.end, end))
        if body.end > body.start:
            who = "the interviewer" if _key(text, label) in cues.classes["askers"] else label.name.of(text)
            yield Turn(label, body, source, f"the turn of {who} in a transcript")


def _paragraphs(text: str, start: int, end: int) -> int:
    return len(PARAGRAPH.findall(text[start:end].strip())) + 1


def last_end(text: str, start: int, longest: int) -> int:
    """Where the last turn ends: at an afterword; where every other one is a paragraph, with its paragraph."""
    gap = PARAGRAPH.search(text, start + 1)
    if longest == 1 and gap is not None:
        return gap.start()
    after = _AFTERWORD.search(text, start)
    return after.start() if after is not None else len(text)
