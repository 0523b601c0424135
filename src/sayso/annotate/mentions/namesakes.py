"""Namesakes: which of several persons of a document a bare surname means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.annotate.mentions.name_shapes import ProperName
from sayso.annotate.mentions.person_names import Persons, person_key
from sayso.annotate.page import Page
from sayso.language.children import children_labelled
from sayso.language.names import NameLists

if TYPE_CHECKING:
    from spacy.tokens import Token

HONORIFIC = re.compile(r"\b(?:(Mr|Sir|Lord|King|Prince|Mister)|(Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Madam))\.?\s$")
"""Before a name: what tells a man, and what a woman."""

MOST = 9
"""Of more namesakes than this nobody can tell which is meant."""

LEAD = 2
"""Whom the document is about is named in full in its first sentences: so many."""


class Namesakes:
    """The persons of a page, and where each is first named in full."""

    def __init__(self, page: Page, names: Iterable[ProperName], persons: Persons, lists: NameLists) -> None:
        self.persons = persons
        self._page = page
        self._lists = lists
        self._first: dict[str, int] = {}
        self._relations: set[str] = set()
        self._told_of: dict[str, list[int]] = defaultdict(list)
        for name in sorted(names, key=lambda one: one.span):
            plain = person_key(name.span.of(page.text)) if name.kind == "person" else ""
            if " " in plain:
                whole = persons.fullest.get(plain, plain)
                head = page.head(name.span)
                is_relative = head is not None and is_relation(head, lists)
                if whole not in self._first and is_relative:
                    self._relations.add(whole)
                if not is_relative:
                    self._told_of[whole].append(name.span.start)
                self._first.setdefault(whole, name.span.start)

    def whom(self, name: ProperName, plain: str) -> tuple[str | None, str]:
        """A person's name, and its plain form -> the plain fullest name of whom it means (None: unsure), and why.

        Of namesakes it is the only one of that sex ("Mrs Lind"), the only one named so far, or whom the document is
        about, unless another was named shortly before.
        """
        several = self.persons.several.get(plain)
        if several is None:
            whole = self.persons.fullest.get(plain, plain)
            same = "short for, or another spelling of, a fuller name in the document"
            return whole, same if whole != plain else ""
        if len(several) > MOST:
            return None, f"{len(several)} persons of the document have this name"
        fitting = self._of_sex(several, name)
        if len(fitting) == 1:
            return fitting[0], "of several persons of that name, the only one whom the title before it fits"
        named = [one for one in fitting if self._first.get(one, name.span.start) < name.span.start]
        if len(named) == 1:
            return named[0], "of several persons of that name, the only one named before"
        about = self._is_about(fitting)
        near = [one for one in fitting if one != about and self._is_near(one, name)]
        if about is not None and not near:
            return about, "of several persons of that name, the one whom the document is about"
        return None, f"several persons of the document have this name: {' or '.join(map(str.title, fitting))}"

    def _of_sex(self, several: Sequence[str], name: ProperName) -> tuple[str, ...]:
        start = name.span.start
        honorific = HONORIFIC.search(self._page.words[max(0, start - 12) : start])
        if honorific is None:
            return tuple(several)
        other = "f" if honorific[1] else "m"
        return tuple(one for one in several if self._sex(one) != other)

    def _sex(self, plain: str) -> str:
        return self._lists.sex_of(plain.split(maxsplit=1)[0].capitalize()) or ""

    def _is_about(self, several: Sequence[str]) -> str | None:
        """The only one who is named in full in the title or the first sentences."""
        named = [one for one in several if one in self._first and one not in self._relations]
        lead = [one for one in named if self._sentence(self._first[one]) < LEAD]
        return lead[0] if len(lead) == 1 else None

    def _is_near(self, one: str, name: ProperName) -> bool:
        """Whether somebody is named in full in the same sentence before a name, or in the one before that, and not as
        a relation ("his wife, Eva Berger")."""
        starts = self._told_of.get(one, [])
        before = bisect_left(starts, name.span.start) - 1
        return before >= 0 and self._sentence(starts[before]) >= self._sentence(name.span.start) - 1

    def _sentence(self, offset: int) -> int:
        number = self._page.sentence_at(offset)
        return number if number is not None else LEAD


def is_relation(head: Token, lists: NameLists) -> bool:
    """Whether a name is that of somebody's relation: "Orlova's father, Luis Orlov", "his wife Eva"."""
    beside = [head, head.head] if head.dep_ == "appos" else [head, *children_labelled(head, ("appos", "compound"))]
    owned = any(children_labelled(noun, ("poss",)) for noun in beside)
    return owned and any(lists.is_person_sign(noun.lemma_, "has") for noun in beside)
