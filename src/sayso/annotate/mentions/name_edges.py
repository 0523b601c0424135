"""Edges of names: where a name that the parser found begins and ends, by what stands in and around it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.annotate.mentions.name_shapes import POSSESSIVE, is_headline, is_title
from sayso.annotate.page import Page
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

MAX_SHOUTED = 3
"""More words in capitals than this are a headline, no name."""
_HYPHENS = ("-", "‑")
_WORDS_TOO = frozenset({"as", "do", "y", "la", "le", "lo", "ten", "bar"})
"""Particles that are words too, or begin names of places."""


def with_given_name(page: Page, span: Span, lists: NameLists) -> Span | None:
    """A name that begins with a given name, or has one right before it -> the person's whole name: "Ana" + "Orlova"."""
    tokens = page.tokens(span)
    if not tokens or not 1 <= sum(token.is_alpha for token in tokens) <= 4 or not tokens[0].text[:1].isupper():
        return None
    if lists.sex_of(tokens[0].text) is not None:
        return span if len(tokens) > 1 and tokens[1].text[:1].isupper() else None
    before = page.parse[tokens[0].i - 1] if tokens[0].i else None
    if before is None or lists.sex_of(before.text) is None or before.idx + len(before) + 1 != tokens[0].idx:
        return None
    listed = any(found.span.start == 0 for found in lists.find(span.of(page.words)))
    return None if listed or before.ent_type_ else Span(before.idx, span.end)


def extend_person(page: Page, span: Span, lists: NameLists) -> Span:
    """A name and the words that go on with it: "Park Geun" + "Hye", "Ursula von der" + "Leyen"; not in a headline."""
    tokens = page.tokens(span)
    if not tokens or is_headline(page, span):
        return span
    return Span(_begin(page, tokens[0], lists), _end(page, tokens[-1], lists))


def _end(page: Page, last: Token, lists: NameLists) -> int:
    """Where a person's name ends that has this word: with the proper nouns after it, and what a hyphen joins to it."""
    doc = page.parse
    end = last.idx + len(last)
    at = last.i + 1
    while at < len(doc):
        token = doc[at]
        joined = token.text in ("-", "‑") and token.idx == end and at + 1 < len(doc) and not token.whitespace_
        if joined and doc[at + 1].text[:1].isupper() and _is_name_word(doc[at + 1], lists):
            at += 1
        elif token.idx - end > 1 or "\n" in page.words[end : token.idx]:
            break
        else:
            after_particle = doc[at - 1].lower_ in lists.particles and token.text[:1].isupper()
            leads = token.text in lists.particles and at + 1 < len(doc) and doc[at + 1].ent_type_ == "PERSON"
            if not (after_particle or leads or (_is_name_word(token, lists) and not token.is_upper)):
                break
        end = doc[at].idx + len(doc[at])
        at += 1
    return end


def _begin(page: Page, first: Token, lists: NameLists) -> int:
    """Where a person's name begins that has this word: with particles before it: "de" + "Blasio"."""
    doc = page.parse
    at = first.i
    hyphen = at > 1 and doc[at - 1].text in _HYPHENS and doc[at].idx - doc[at - 2].idx == len(doc[at - 2]) + 1
    if hyphen and not doc[at - 2].ent_type_ and _is_name_word(doc[at - 2], lists):
        at -= 2
    while at and doc[at - 1].text in lists.particles and doc[at - 1].text not in _WORDS_TOO:
        at -= 1
    return doc[at].idx


def _is_name_word(token: Token, lists: NameLists) -> bool:
    """Whether a word may go on with a person's name: a capitalised proper noun that nothing else claims."""
    name_like = token.pos_ == "PROPN" and token.is_alpha and token.text[0].isupper()
    other = token.ent_type_ not in ("", "PERSON", "NORP") or lists.lookup(token.text) or is_title(token.text, lists)
    return name_like and not other


def begins_with_particles(token: Token, lists: NameLists) -> bool:
    """Whether a name begins with a capitalised particle and a capitalised word after it: "Von der Leyen"."""
    particles = token.lower_ in lists.particles and token.text.istitle() and token.text not in ("La", "San", "El", "Le")
    return particles and token.i + 1 < len(token.doc) and token.nbor(1).text in lists.particles


def before_verb(page: Page, span: Span) -> Span:
    """A name without what the parser has run on to after it: "Tarnell" of "Tarnell wrote Songs"."""
    tokens = page.tokens(span)
    for token in tokens[1:]:
        if token.text.islower() and token.tag_ in ("VBD", "VBZ"):
            before = page.parse[token.i - 1]
            return Span(span.start, before.idx + len(before))
    return span


def is_shouted(page: Page, ent: SpacySpan) -> bool:
    """Whether a long name is a run of words in a line of capitals alone."""
    long = ent.text.isupper() and len(ent.text.split()) > MAX_SHOUTED
    return long and is_headline(page, Span(ent.start_char, ent.end_char))


def has_hyphen(page: Page, ent: SpacySpan) -> bool:
    """Whether a hyphen is in a name or joins it to a word beside it: "Ruiz-Ortega", or a half of it."""
    return any(mark in page.words[max(0, ent.start_char - 1) : ent.end_char + 1] for mark in _HYPHENS)


def split_name(page: Page, span: Span, kind: EntityKind, surnames: set[str]) -> list[Span]:
    """A parsed name -> its lines; of a person also "Ana Orlova-Lind" -> two, when both stand alone elsewhere."""
    text = span.of(page.words)
    pieces = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^\n]+", text)]
    if kind != "person":
        return pieces
    parts: list[Span] = []
    for piece in pieces:
        words = piece.of(page.words)
        words = re.split(r"(?<=['’]s) ", words)[0]
        cuts = [m.start() for m in re.finditer(r"[-–/](?=[A-Z])", words)]
        cuts = [c for c in cuts if {_word_key(words[:c], -1), _word_key(words[c + 1 :], -1)} <= surnames]
        edges = [0, *cuts, len(words)]
        parts += [Span(piece.start + a, piece.start + b) for a, b in pairwise(edges)]
    return parts


def _word_key(words: str, which: int) -> str:
    parts = plain_key(POSSESSIVE.sub("", words.strip())).split()
    return parts[which] if parts else ""
