"""Members: persons named as some of a body's people ("Peruvian officials such as Luis Rojas")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.mentions.name_shapes import ProperName
from sayso.annotate.mentions.roles import Role
from sayso.annotate.page import SUBJECTS, Page
from sayso.language.children import children_labelled

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUCH_AS = re.compile(r"[^.;]{0,40}?\b(?:such as|including|namely|among them)\s+(?:the\s+)?")
_HOLDS = frozenset({"include", "comprise", "feature", "involve", "contain"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP"})


def member_roles(page: Page, roles: Sequence[Role], names: Sequence[ProperName]) -> Iterator[Role]:
    """A page, its roles and names -> the role, and its country, of each person who is named as one of several."""
    by_head = {role.head.i: role for role in roles}
    persons = [name for name in names if name.kind == "person"]
    for role in roles:
        if not role.title.plural:
            continue
        match = _SUCH_AS.match(page.words, role.span.end)
        countries = role.countries or _countries_of_subject(role.head, by_head)
        if match is None or not countries:
            continue
        for name in _listed(page, match.end(), persons):
            why = f"named as one of '{role.span.of(page.words)}'"
            yield replace(role, person=name, countries=countries, stands_alone=False, why=why)


def _countries_of_subject(head: Token, by_head: Mapping[int, Role]) -> tuple[str, ...]:
    """The countries of the body that a verb says to hold them: "the Peruvian delegation included"."""
    if head.head.lemma_ not in _HOLDS:
        return ()
    subjects = children_labelled(head.head, tuple(SUBJECTS))
    return next((by_head[one.i].countries for one in subjects if one.i in by_head), ())


def _listed(page: Page, start: int, persons: Sequence[ProperName]) -> Iterator[ProperName]:
    """The persons listed from an offset on, up to where the sentence goes on with a verb."""
    number = page.sentence_at(start)
    if number is None:
        return
    stop = next(
        (t.idx for t in page.tokens_of(number) if t.idx > start and t.tag_ in _FINITE), page.sentences[number].end
    )
    yield from (name for name in persons if start <= name.span.start < stop)
