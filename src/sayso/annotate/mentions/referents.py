"""Referents: who and what one document speaks of, gathered from its names and roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.annotate.mentions.members import member_roles
from sayso.annotate.mentions.name_shapes import ProperName
from sayso.annotate.mentions.namesakes import Namesakes
from sayso.annotate.mentions.person_names import cluster_persons, person_key
from sayso.annotate.mentions.proper_names import acronym_after
from sayso.annotate.mentions.roles import Role
from sayso.annotate.page import METHOD, Page, first_of_coordination
from sayso.annotate.places.find import place_use
from sayso.ids import content_id
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import EntityKind, Referent

_OWNS = frozenset({"poss", "amod", "compound", "nmod"})
_COMMA = re.compile(r"\s?,\s")
_OWNER_GAP = re.compile(r"(?:['’]s?)?\s+")


@dataclass
class Draft:
    """A referent while its document is being read."""

    kind: EntityKind
    name: str
    known_as: str | None = None
    country: str | None = None
    sector: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


Drafts = dict[str, Draft]
"""Key -> referent; the key is that of the word lists, or kind and plain name."""


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name means: the keys of its referents (none: it cannot be told), and why."""

    name: ProperName
    kind: EntityKind
    keys: tuple[str, ...]
    detail: str


def read_names(
    page: Page, names: Sequence[ProperName], roles: Sequence[Role], lists: NameLists
) -> tuple[list[NameReading], Drafts]:
    """A page's names and roles -> what each name means, and the referents they give."""
    listed = {
        plain_key(lists.known[name.form.key].name): name
        for name in names
        if name.kind == "person" and name.form is not None
    }
    unlisted = [person_key(name.span.of(page.text)) for name in names if name.kind == "person" and name.form is None]
    namesakes = Namesakes(page, names, cluster_persons([*listed, *unlisted]), lists)
    short = _short_forms(page, names)
    fullest = namesakes.persons.fullest
    short |= {plain: listed[full] for plain, full in fullest.items() if full in listed and plain != full}
    countries = {
        token.i: name
        for name in names
        if name.kind == "country"
        for token in page.tokens(name.span)
        if name.form is not None
    }
    drafts: Drafts = {}
    readings = []
    for name in names:
        reading, draft = _read(page, name, namesakes, short, lists)
        readings.append(reading)
        for key in reading.keys:
            kept = drafts.setdefault(key, draft)
            kept.names[" ".join(name.span.of(page.text).split())] += 1
            kept.country = kept.country or draft.country or _owner_country(page, name, countries, lists)
    _name_fully(drafts)
    given = [*roles, *member_roles(page, roles, names)]
    _give_roles(page, {r.name.span: r.keys for r in readings}, given, drafts, lists)
    return readings, drafts


def _read(
    page: Page, name: ProperName, namesakes: Namesakes, short: Mapping[str, ProperName], lists: NameLists
) -> tuple[NameReading, Draft]:
    """A name -> what it means, and the referent that it would begin."""
    text = " ".join(name.span.of(page.text).split())
    plain = person_key(text) if name.kind == "person" else plain_key(text)
    full = short.get(plain, name)
    if full.form is not None:
        reading, draft = _read_listed(page, replace(full, span=name.span), lists)
        short_for = "" if full is name else f"; short for, or another spelling of, {full.span.of(page.text)}"
        return replace(reading, detail=reading.detail + short_for), draft
    detail = name.detail
    if full is not name:
        detail = f"short for, or another spelling of, {full.span.of(page.text)}"
        plain = plain_key(full.span.of(page.text))
    draft = Draft(full.kind, text, country=full.country)
    if full.kind == "organisation":
        draft.sector = lists.sector_of(full.span.of(page.text))
    key: str | None = f"{full.kind}:{plain}"
    if full.kind == "person":
        whole, why = namesakes.whom(name, plain)
        key = f"person:{whole}" if whole is not None else None
        detail = f"{detail}; {why}" if why else detail
    draft.details.append(detail)
    return NameReading(name, full.kind, (key,) if key is not None else (), detail), draft


def _read_listed(page: Page, name: ProperName, lists: NameLists) -> tuple[NameReading, Draft]:
    """A known name -> whom it means; a capital or palace is a place where it stands like one, else its country."""
    form = name.form
    if form is None:
        raise ValueError("the name is not in the word lists")
    known = lists.known[form.key]
    if form.form in ("capital", "seat"):
        use = place_use(page, name.span, lists)
        if use is not None:
            detail = f"the {form.form} of {known.name}, meant as a place: {use}"
            draft = Draft("place", form.text, country=known.country, details=[detail])
            return NameReading(name, "place", (f"place:{plain_key(form.text)}",), detail), draft
        detail = f"the {form.form} stands for the government of {known.name}"
    else:
        detail = f"{known.says}: {known.name}, by {form.form}"
    draft = Draft(known.kind, known.name, known.key, known.country, known.sector, details=[known.says])
    return NameReading(name, known.kind, (known.key,), detail), draft


def _owner_country(page: Page, name: ProperName, countries: Mapping[int, ProperName], lists: NameLists) -> str | None:
    """The country whose name stands before or after: "Japan's Coast Guard", "the Russian Arctic", "Omsk, Russia".

    countries: number of a token -> the name of a country that it is part of
    """
    if name.kind not in ("organisation", "place") or name.form is not None:
        return None
    tokens = page.tokens(name.span)
    head = page.head(name.span)
    if head is None or not tokens:
        return None
    owners = [tokens[0].i - 1, tokens[0].i - 2]
    owners += [child.i for owned in (head, first_of_coordination(head)) for child in owned.lefts if child.dep_ in _OWNS]
    for owner in owners:
        before = countries.get(owner)
        if before is None or before.form is None or before.span.end > name.span.start:
            continue
        touches = _OWNER_GAP.fullmatch(page.words, before.span.end, name.span.start)
        if touches or owner not in owners[:2]:
            return lists.known[before.form.key].country
    after = countries.get(tokens[-1].i + 2)
    if name.kind == "place" and after is not None and after.form is not None:
        beside = _COMMA.fullmatch(page.words, name.span.end, after.span.start)
        return lists.known[after.form.key].country if beside else None
    return None


def _short_forms(page: Page, names: Sequence[ProperName]) -> dict[str, ProperName]:
    """Short forms that the document explains -> the name they are short for; a known one of the two says who it is."""
    by_start = {name.span.start: name for name in names}
    short: dict[str, ProperName] = {}
    for name in names:
        span = acronym_after(page, name)
        if span is None or name.kind == "person":
            continue
        other = by_start.get(span.start)
        if name.form is None and other is not None and other.form is not None:
            short.setdefault(plain_key(name.span.of(page.text)), other)
        elif other is None or other.form is None:
            short.setdefault(plain_key(span.of(page.text)), name)
    return short


# ---------------------------------------------------------------- roles


def _name_fully(drafts: Drafts) -> None:
    """Each referent without a place in the word lists -> named by its fullest, then most frequent name."""
    for draft in drafts.values():
        if draft.known_as is None and draft.kind != "place":
            draft.name = min(
                draft.names, key=lambda name: (-len(name.split()), -draft.names[name], name.isupper(), name)
            )


def _give_roles(
    page: Page, keys: Mapping[Span, tuple[str, ...]], roles: Sequence[Role], drafts: Drafts, lists: NameLists
) -> None:
    """Roles -> the persons they are given to get their country and sector."""
    for role in roles:
        if role.person is None:
            continue
        for key in keys.get(role.person.span, ()):
            draft = drafts[key]
            draft.roles.append(role)
            draft.details.append(f"'{role.span.of(page.words)}': {role.why}")
    for draft in drafts.values():
        if draft.roles:
            countries = Counter(c for role in draft.roles for c in role.countries[:1])
            draft.country = draft.country or (countries.most_common(1)[0][0] if countries else None)
            draft.sector = draft.sector or next((s for r in draft.roles if (s := role_sector(r, lists))), None)
    for draft in drafts.values():
        if draft.kind == "person" and draft.country is None:
            _give_office(draft, drafts, lists)


def _give_office(draft: Draft, drafts: Drafts, lists: NameLists) -> None:
    """The country of a person who is listed under that very name, if the document names the country."""
    offices = [
        office
        for name in sorted(draft.names)
        for office in lists.offices.get(plain_key(name), ())
        if f"country:{office.country}" in drafts
    ]
    if len({office.country for office in offices}) == 1:
        draft.country = offices[0].country
        draft.details.append(f"of a country that the document names; in the list of office-holders: {offices[-1].says}")


def role_sector(role: Role, lists: NameLists) -> str | None:
    """A role -> its PLOVER sector: the title's, else that of the organisation, else GOV for who speaks for a state."""
    if role.title.sector is not None:
        return role.title.sector
    if role.organisation is not None:
        form = role.organisation.form
        return lists.known[form.key].sector if form is not None else None
    return "GOV" if role.title.use in ("voice", "body") and (role.countries or role.owner) else None


# ---------------------------------------------------------------- rows


def referent_id(doc_id: str, draft: Draft) -> str:
    """A referent's id."""
    return content_id("referent", doc_id, draft.kind, draft.name)


def referent_rows(doc_id: str, drafts: Drafts, used: set[str]) -> list[Referent]:
    """Referents that some mention means -> their rows."""
    rows: dict[str, Referent] = {}
    for key in sorted(used):
        draft = drafts[key]
        row = Referent(
            referent_id=referent_id(doc_id, draft),
            doc_id=doc_id,
            name=draft.name,
            kind=draft.kind,
            names=tuple(sorted(set(draft.names) | {draft.name})),
            roles=tuple(sorted({role.title.name for role in draft.roles})),
            country=draft.country,
            sector=draft.sector,
            known_as=draft.known_as,
            method=METHOD,
            detail="; ".join(dict.fromkeys(draft.details)),
        )
        rows.setdefault(row.referent_id, row)
    return list(rows.values())
