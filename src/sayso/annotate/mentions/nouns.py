"""Nouns that mean somebody: "the Russian defence minister", "the two leaders", "both countries"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.annotate.mentions.meant import History, Meant, distinct
from sayso.annotate.mentions.referents import Draft, role_sector
from sayso.annotate.mentions.roles import Role, plain_role
from sayso.annotate.page import SUBJECTS, Page
from sayso.spans import Span
from sayso.tables import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = frozenset({"det", "poss", "nummod", "compound", "amod"})
"""What before a role tells that somebody is meant; "became director" means nobody by itself."""

SENTENCES_BACK = 3
"""How many sentences back "the two leaders" may reach."""


def read_role(role: Role, person_keys: tuple[str, ...], history: History) -> Meant:
    """A role that stands alone, what its name means if it has one -> whom it means."""
    if person_keys:
        return Meant(role.span, "noun", "person", person_keys, role.why, role.head)
    countries = role.countries or _owner_countries(role, history)
    title = role.title
    if title.use == "state":
        return _state(role, countries, history)
    if title.plural or title.use == "body":
        pair = None if countries else read_pair(role.head, role.span, "person", history)
        return pair or _many(role, countries, history)
    return _one(role, countries, history)


def _owner_countries(role: Role, history: History) -> tuple[str, ...]:
    """The country of a role's owner, if the document says it: "Orlova's delegation" -> that of Orlova."""
    if role.owner is None:
        return ()
    for earlier in history.before(role.span.end, 0):
        for meant in earlier:
            if meant.span == role.owner.span and len(meant.keys) == 1:
                country = history.drafts[meant.keys[0]].country
                return (country,) if country is not None else ()
    return ()


def _state(role: Role, countries: tuple[str, ...], history: History) -> Meant:
    if not countries:
        return Meant(role.span, "noun", "group", (), "it is not said whose government", role.head)
    keys = tuple(key for country in countries for key in history.country(country))
    names = " and ".join(history.name(key) for key in keys)
    return Meant(role.span, "noun", "country", keys, f"the government of {names} stands for the country", role.head)


def _many(role: Role, countries: tuple[str, ...], history: History) -> Meant:
    kind: EntityKind = "organisation" if role.title.use == "body" else "group"
    keys = _unnamed(role, countries, kind, history)
    if not keys:
        return Meant(role.span, "noun", kind, (), "it is not said who they are, or whose", role.head)
    return Meant(role.span, "noun", kind, keys, f"not named; {history.name(keys[0])}", role.head)


def _one(role: Role, countries: tuple[str, ...], history: History) -> Meant:
    words = role.span.of(history.page.words)
    indefinite = any(child.lower_ in ("a", "an", "another", "one") for child in role.head.lefts)
    of_another = role.leads_on and not countries
    bare = not (countries or role.organisation or any(child.dep_ in _TELLING for child in role.head.lefts))
    nobody = bare and role.head.dep_ not in SUBJECTS and words[:1].islower()
    holders = [] if indefinite or of_another or nobody else sorted(_holders(role, countries, history))
    if len(holders) == 1:
        where = f" of {', '.join(countries)}" if countries else ""
        word = "person" if role.title.use == "same" else role.title.name
        detail = f"{history.name(holders[0])} is the only {word}{where} that the document names"
        return Meant(role.span, "noun", "person", (holders[0],), detail, role.head)
    if len(holders) > 1:
        between = ", ".join(history.name(key) for key in holders)
        detail = f"'{words}' may be any of {between}"
        return Meant(role.span, "noun", "person", (), detail, role.head, role.head.lower_)
    keys = _unnamed(role, countries, "person", history)
    detail = "the document does not name the person" if keys else f"it is not said whose or which {role.title.name}"
    return Meant(role.span, "noun", "person", keys, detail, role.head, "" if keys else role.head.lower_)


def _holders(role: Role, countries: tuple[str, ...], history: History) -> Iterator[str]:
    """The named persons of the document who have this role."""
    if role.organisation is not None and not countries:
        return
    if role.title.use == "same":
        found = [key for country in countries for key in history.bearers.get(country, ())]
    else:
        found = history.bearers.get(plain_role(role.title.name), [])
    for key in found:
        if not countries or history.drafts[key].country in countries:
            yield key


def _unnamed(role: Role, countries: tuple[str, ...], kind: EntityKind, history: History) -> tuple[str, ...]:
    """Referents for a role whose bearers have no name: one a country, else one for the organisation, else none."""
    sector = role_sector(role, history.lists)
    keys = []
    for country in countries if role.organisation is None else ():
        owner = history.lists.known[f"country:{country}"].name
        keys.append(_draft(role, kind, (owner, country, sector), history))
    if role.organisation is not None:
        form = role.organisation.form
        words = " ".join(role.organisation.span.of(history.page.text).split())
        owner = history.lists.known[form.key].name if form is not None else words
        keys.append(_draft(role, kind, (owner, countries[0] if countries else None, sector), history))
    return tuple(sorted(keys))


def _draft(role: Role, kind: EntityKind, owner: tuple[str, str | None, str | None], history: History) -> str:
    name, country, sector = owner
    plural = "s" if kind == "group" and not role.title.name.endswith("s") else ""
    key = f"{kind}:role:{plain_role(role.title.name)}:{name}"
    draft = history.drafts.setdefault(
        key,
        Draft(
            kind,
            f"{role.title.name}{plural} of {name}",
            country=country,
            sector=sector,
            details=["known by role alone"],
        ),
    )
    if not any(plain_role(other.title.name) == plain_role(role.title.name) for other in draft.roles):
        draft.roles.append(role)
    return key


# ---------------------------------------------------------------- two that were named before


def pair_phrases(page: Page, pair_nouns: Mapping[str, str]) -> Iterator[tuple[Token, Span, str]]:
    """Phrases like "both countries", "the two sides", "the two" -> head, span, and which two they mean."""
    for token in page.parse:
        if token.lower_ in pair_nouns and _says_two(token):
            yield token, _with_left(token), pair_nouns[token.lower_]
        elif token.lower_ == "both" and token.dep_ in SUBJECTS:
            yield token, Span(token.idx, token.idx + len(token)), "any"
        elif token.lower_ == "two" and token.i and page.parse[token.i - 1].lower_ == "the" and token.dep_ != "nummod":
            yield token, Span(page.parse[token.i - 1].idx, token.idx + len(token)), "any"


_PAIRS: dict[str, tuple[EntityKind, ...]] = {
    "country": ("country",),
    "person": ("person",),
    "any": ("country", "person", "organisation"),
    "bare": ("person", "country", "organisation"),
}
"""Which kinds of two a phrase may mean, the likeliest first; "the two" without a noun is persons first."""


def _says_two(noun: Token) -> bool:
    words = {child.lower_ for child in noun.lefts}
    return "both" in words or ("two" in words and bool(words & {"the", "these", "those", "its", "their"}))


def _with_left(noun: Token) -> Span:
    first = next(
        child for child in noun.lefts if child.lower_ in ("both", "the", "these", "those", "its", "their", "two")
    )
    return Span(first.idx, noun.idx + len(noun))


def read_pair(head: Token, span: Span, kind: str, history: History) -> Meant | None:
    """A phrase that says two -> the two it means ("the two leaders" -> two persons); None if it does not say two."""
    bare = head.lower_ in ("both", "two")
    if not bare and not _says_two(head):
        return None
    kinds = _PAIRS["bare" if bare else kind]
    named = _two_beside(head, kinds, history)
    if named is not None:
        history.pairs[kinds[0]] = (named[0], named[1])
        return Meant(span, "noun", kinds[0], named, "the two are named right after", head)
    for meant_kind in kinds:
        keys, detail = _two_before(head, span, meant_kind, history)
        if keys:
            history.pairs[meant_kind] = (keys[0], keys[1])
            return Meant(span, "noun", meant_kind, tuple(sorted(keys)), detail, head)
    return Meant(span, "noun", kinds[0], (), detail, head)


def _two_beside(head: Token, kinds: tuple[EntityKind, ...], history: History) -> tuple[str, ...] | None:
    """The two that are named right after the phrase: "the two leaders, Orlova and Lind,"."""
    after = head.i + 1
    doc = history.page.parse
    if after < len(doc) and doc[after].text in (",", "–", "—", "(", ":"):
        after += 1
    first = history.names_by_token.get(after)
    if first is None or first.head is None:
        return None
    last = max(token.i for token in history.page.tokens(first.span))
    second = history.names_by_token.get(last + 2)
    if second is None or doc[last + 1].lower_ != "and" or first.kind != second.kind or first.kind not in kinds:
        return None
    keys = tuple(sorted({*first.keys, *second.keys}))
    return keys if len(keys) == 2 else None


def _two_before(head: Token, span: Span, kind: EntityKind, history: History) -> tuple[list[str], str]:
    found: list[str] = []
    pair = history.pairs.get(kind)
    if pair is not None and any(child.lower_ in ("these", "those") for child in head.lefts):
        return list(
            pair
        ), f"the two that were last spoken of together: {history.name(pair[0])} and {history.name(pair[1])}"
    for back, earlier in enumerate(history.before(span.start, SENTENCES_BACK)):
        if back == 0:
            subject = _contrasted(head)
            found = distinct([meant for meant in earlier if subject is None or meant.head != subject], kind)
        else:
            found = list(dict.fromkeys(found + distinct(earlier, kind)))
        if len(found) == 2:
            return found, f"the last two named before: {history.name(found[0])} and {history.name(found[1])}"
        if len(found) > 2:
            break
    if pair is not None:
        return list(
            pair
        ), f"the two that were last spoken of together: {history.name(pair[0])} and {history.name(pair[1])}"
    if not found:
        return [], "nobody is named before that it may mean"
    return [], f"it may mean any two of {', '.join(history.name(key) for key in found)}"


def _contrasted(head: Token) -> Token | None:
    """The subject of the clause that this one answers: A in "A accuses B of helping C, but both deny it"."""
    verb = head.head
    if head.dep_ not in SUBJECTS or verb.dep_ not in ("conj", "advcl", "ccomp"):
        return None
    return next((child for child in verb.head.lefts if child.dep_ in SUBJECTS), None)
