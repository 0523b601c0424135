"""Meant: what some words mean, and what was meant before them, as far as the document has been read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.annotate.mentions.referents import Draft, Drafts, role_sector
from sayso.annotate.mentions.roles import plain_role
from sayso.annotate.mentions.speakers import Quotes
from sayso.annotate.page import SUBJECTS, Page, first_of_coordination
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.spans import Span
from sayso.tables import EntityKind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token


_OF_STATE = frozenset({"GOV", "MIL"})
"""Sectors in which whoever speaks, speaks for the state."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Words and whom they mean: keys of referents, none if it cannot be told.

    unnamed: the noun for somebody whom the document does not name ("suspect"), where they mean one
    """

    span: Span
    form: MentionForm
    kind: EntityKind
    keys: tuple[str, ...]
    detail: str
    head: Token | None = None
    unnamed: str = ""

    @property
    def is_subject(self) -> bool:
        """Whether it is what its sentence or clause is about."""
        return self.head is not None and first_of_coordination(self.head).dep_ in SUBJECTS


@dataclass
class History:
    """What a page's words have meant so far, by sentence.

    lists, gazetteer: what is known beforehand
    quotes:         what is quoted on the page, and who speaks
    names_by_token: number of a token -> the name that it is part of, for the whole page
    genders:        referent, or "noun:" and a noun -> m or f, as a title, name or earlier pronoun says
    pairs:          kind -> the two that were last spoken of together
    """

    page: Page
    drafts: Drafts
    quotes: Quotes
    lists: NameLists
    gazetteer: Gazetteer
    by_sentence: dict[int, list[Meant]] = field(default_factory=dict)
    by_head: dict[int, Meant] = field(default_factory=dict)
    names_by_token: dict[int, Meant] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    pairs: dict[EntityKind, tuple[str, str]] = field(default_factory=dict)

    def add(self, meant: Meant) -> None:
        """Remember what some words mean."""
        number = self.page.sentence_at(meant.span.start)
        if number is not None:
            self.by_sentence.setdefault(number, []).append(meant)
        if meant.head is not None and meant.keys:
            self.by_head.setdefault(meant.head.i, meant)

    def before(self, offset: int, sentences: int) -> Iterator[list[Meant]]:
        """What was meant in this sentence before an offset, then in each of so many sentences before it.

        Keeps: words that mean somebody whom the document does not name, without keys
        """
        number = self.page.sentence_at(offset)
        if number is None:
            return
        for back in range(sentences + 1):
            yield [meant for meant in self.by_sentence.get(number - back, ()) if meant.span.start < offset]

    def name_at(self, token: Token) -> Meant | None:
        """The name that a token is part of."""
        return self.names_by_token.get(token.i)

    def named_in(self, span: Span) -> Meant | None:
        """The name that a span is."""
        tokens = self.page.tokens(span)
        return self.name_at(tokens[0]) if tokens else None

    @cached_property
    def bearers(self) -> dict[str, list[str]]:
        """Role -> the named persons who have it; "leader" -> who may lead a state; a country -> its persons."""
        found: dict[str, list[str]] = {}
        for key, draft in self.drafts.items():
            if draft.kind != "person" or not draft.names:
                continue
            roles = {plain_role(role.title.name) for role in draft.roles}
            roles |= {"leader" for role in draft.roles if role.title.use == "leader"}
            for word in sorted(roles | ({draft.country} if draft.country is not None else set())):
                found.setdefault(word, []).append(key)
        return found

    def country(self, country: str) -> tuple[str, ...]:
        """ISO 3166 alpha-3 -> the key of that country, made a referent of the document if it was none."""
        known = self.lists.known[f"country:{country}"]
        draft = Draft(known.kind, known.name, known.key, known.country, known.sector, details=[known.says])
        self.drafts.setdefault(known.key, draft)
        return (known.key,)

    def is_town(self, name: str) -> bool:
        """Whether the gazetteer has a town of that name."""
        return bool(self.gazetteer.candidates(name))

    def is_lone(self, key: str) -> bool:
        """Whether all that says that somebody is a person is one capitalised word."""
        draft = self.drafts[key]
        return " " not in draft.name and not draft.roles and key not in self.genders and draft.known_as is None

    def name(self, key: str) -> str:
        """A referent's name."""
        return self.drafts[key].name


def body_of(key: str, history: History) -> str | None:
    """A person -> the only body or state for which their roles make them speak: that of "the spokesman of ...".

    Whoever leads a state, or has a role in its government, speaks for it.
    """
    bodies: set[str] = set()
    for role in history.drafts[key].roles:
        if role.organisation is not None and role.title.use not in ("voice", "leader"):
            continue
        named = history.named_in(role.organisation.span) if role.organisation is not None else None
        if named is not None:
            bodies |= set(named.keys)
        elif role.organisation is None and role_sector(role, history.lists) in _OF_STATE:
            bodies |= {found for country in role.countries[:1] for found in history.country(country)}
    return next(iter(bodies)) if len(bodies) == 1 else None


def distinct(meants: list[Meant], kind: EntityKind) -> list[str]:
    """The different referents of one kind among what was meant, in order."""
    return list(dict.fromkeys(key for meant in meants for key in meant.keys if meant.kind == kind))
