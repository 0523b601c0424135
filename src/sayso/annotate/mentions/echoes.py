"""Echoes: a name said again, alone or in part, where the parser has missed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.annotate.mentions.name_shapes import ProperName, is_headline
from sayso.annotate.page import Page
from sayso.language.names import NameLists
from sayso.spans import Span
from sayso.tables import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_LETTERS = 3
"""A shorter surname (To, Li) is as often a word."""


def echoes(page: Page, names: Sequence[ProperName], lists: NameLists) -> list[ProperName]:
    """A page and its names -> further places where one stands: "Tarnell" after "Brock Tarnell", "Acme Labs" again.

    Keeps: names that are there; words that the document also writes small, outside of names
    """
    wanted = _forms(page, names)
    if not wanted:
        return []
    taken = {token.i for name in names for token in page.tokens(name.span)}
    small = {token.text for token in page.parse if token.text.islower()}
    found = []
    at = 0
    doc = page.parse
    while at < len(doc):
        match = None if at in taken else _longest(doc[at], wanted, taken)
        if match is None:
            at += 1
            continue
        span, kind, last = match
        at = last + 1
        if page.is_read(span) and _is_said_as_name(page, span, lists, small):
            found.append(ProperName(span, kind, None, None, "a name of the document, said again"))
    return found


def _forms(page: Page, names: Sequence[ProperName]) -> dict[str, list[tuple[list[str], EntityKind]]]:
    """First word -> the forms that begin with it, longest first: whole names, and the surnames of persons."""
    forms: dict[tuple[str, ...], EntityKind] = {}
    surnames: dict[tuple[str, ...], EntityKind] = {}
    for name in names:
        words = tuple(token.text for token in page.tokens(name.span))
        if name.form is not None or not words or name.kind == "group":
            continue
        if len(words) > 1 or name.kind != "place":
            forms.setdefault(words, name.kind)
        if name.kind == "person" and 1 < len(words) < 5:
            surnames.setdefault(words[-1:], "person")
    by_first: dict[str, list[tuple[list[str], EntityKind]]] = {}
    said = {**forms, **surnames}
    shouted = {tuple(word.upper() for word in words): kind for words, kind in said.items() if not words[0].isupper()}
    for words, kind in {**shouted, **said}.items():
        if len("".join(words)) >= MIN_LETTERS and words[0][:1].isupper():
            by_first.setdefault(words[0], []).append((list(words), kind))
    for found in by_first.values():
        found.sort(key=lambda form: -len(form[0]))
    return by_first


def _longest(
    token: Token, wanted: dict[str, list[tuple[list[str], EntityKind]]], taken: set[int]
) -> tuple[Span, EntityKind, int] | None:
    doc = token.doc
    for words, kind in wanted.get(token.text, ()):
        last = token.i + len(words) - 1
        inside = range(token.i, last + 1)
        if last < len(doc) and not taken & set(inside) and [doc[i].text for i in inside] == words:
            return Span(token.idx, doc[last].idx + len(doc[last])), kind, last
    return None


def _is_said_as_name(page: Page, span: Span, lists: NameLists, small: set[str]) -> bool:
    """Whether words stand as a name of their own: no word that is also written small, no part of a longer name."""
    tokens = page.tokens(span)
    first, last = tokens[0], tokens[-1]
    doc = page.parse
    if len(tokens) == 1 and (first.lower_ in small or first.lower_ in lists.not_names):
        return False
    if is_headline(page, span):
        return len(tokens) > 1 or first.is_upper
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    before = doc[first.i - 1] if first.i else None
    goes_on = after is not None and after.pos_ == "PROPN" and after.idx == span.end + 1 and not after.ent_type_
    goes_before = (
        before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and before.dep_ == "compound"
    )
    hyphen = page.words[span.end : span.end + 1] in ("-", "&") or page.words[span.start - 1 : span.start] == "-"
    return not (hyphen or (len(tokens) == 1 and (goes_on or goes_before)))
