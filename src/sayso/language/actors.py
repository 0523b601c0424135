"""Actors: people and bodies that somebody lists beforehand, and the offices that people held."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.language.lexicons import read_word_list, several
from sayso.language.wording import plain_key
from sayso.tables import EntityKind

COLUMNS = ("name", "aliases", "kind", "country", "role", "from", "to")
"""The columns of a user's list; only `name` must be there."""

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "country", "place", "group")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that a user names beforehand; goes before the lists that come with Sayso.

    country:      ISO 3166 alpha-3
    since, until: first and last day, month or year of the role; None: open
    """

    name: str
    aliases: tuple[str, ...]
    kind: EntityKind
    country: str | None
    role: str | None
    since: str | None
    until: str | None

    @property
    def key(self) -> str:
        """Its key among the known: "actor:person:ana orlova"."""
        return f"actor:{self.kind}:{plain_key(self.name)}"

    @property
    def says(self) -> str:
        """What the list says of it, in words."""
        days = f" from {self.since}" * bool(self.since) + f" to {self.until}" * bool(self.until)
        return f"in the user's list of actors{f' as {self.role}' if self.role else ''}{days}"


def read_actors(text: str, countries: Mapping[str, str], source: str) -> tuple[Actor, ...]:
    """A CSV table of actors -> its rows; several aliases are separated by '|', lines that begin with '#' are left out.

    countries: how a country may be written (name, alpha-2, alpha-3), in any case -> alpha-3
    Raises: UsageError naming the source, the line and what is wrong with it
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if _says_something(line)]
    if not lines:
        raise UsageError(f"{source} lists no actors; give a table with the columns {', '.join(COLUMNS)}")
    header = [cell.strip().lower() for cell in next(csv.reader([lines[0][1].removeprefix("\ufeff")]))]
    strange = [name for name in header if name not in COLUMNS]
    if strange or "name" not in header or len(set(header)) < len(header):
        wrong = f"has the columns {', '.join(header)}"
        raise UsageError(f"{source} {wrong}; give name and, as you like, {', '.join(COLUMNS[1:])}")
    actors: dict[str, Actor] = {}
    for number, line in lines[1:]:
        actor = _actor(_cells(line, header, f"{source}, line {number}"), countries, f"{source}, line {number}")
        if actor.key in actors:
            raise UsageError(f"{source}, line {number}: {actor.name} is listed twice; put its names on one line")
        actors[actor.key] = actor
    return tuple(actors.values())


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _cells(line: str, header: list[str], where: str) -> dict[str, str]:
    try:
        cells = next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise UsageError(f"{where} is no line of a table ({error}); mend its quotation marks") from error
    if len(cells) > len(header):
        raise UsageError(f"{where} has {len(cells)} cells under {len(header)} columns; quote what holds a comma")
    return dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))


def _actor(cells: Mapping[str, str], countries: Mapping[str, str], where: str) -> Actor:
    row = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    if not plain_key(row["name"]):
        raise UsageError(f"{where} has no name; give one, or take the line out")
    kind = row["kind"].lower() or "person"
    known_kind = next((one for one in KINDS if one == kind), None)
    if known_kind is None:
        raise UsageError(f"{where}: {row['kind']!r} is no kind; give one of {', '.join(KINDS)}")
    country = countries.get(row["country"].lower())
    if row["country"] and country is None:
        raise UsageError(f"{where}: {row['country']!r} is no country that is known; give its name or ISO 3166 code")
    for column in ("from", "to"):
        if row[column] and not _DAY.fullmatch(row[column]):
            raise UsageError(f"{where}: {row[column]!r} under {column} is no day; write it YYYY-MM-DD, YYYY-MM or YYYY")
    if row["from"] and row["to"] and row["to"] < row["from"]:
        raise UsageError(f"{where}: the role ends ({row['to']}) before it begins ({row['from']})")
    return Actor(
        row["name"], several(row["aliases"]), known_kind, country, row["role"] or None,
        row["from"] or None, row["to"] or None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person of a country held, and when; it helps where a text says less, and never overrules it."""

    country: str
    role: str
    since: str
    until: str

    @property
    def says(self) -> str:
        """The office, in words."""
        return f"{self.role} of {self.country} from {self.since}" + (f" to {self.until}" if self.until else "")


def load_offices() -> dict[str, tuple[Office, ...]]:
    """`resources/office_holders.csv` -> plain name of a person -> the offices held, in order of the list."""
    found: dict[str, list[Office]] = {}
    for row in read_word_list("office_holders"):
        office = Office(row["country"], row["role"], row["from"], row["to"])
        for name in (row["name"], *several(row["aliases"])):
            found.setdefault(plain_key(name), []).append(office)
    return {name: tuple(offices) for name, offices in found.items()}


def spellings_of_countries() -> Iterator[tuple[str, str]]:
    """How a country may be written, in lower case, and its ISO 3166 alpha-3."""
    for row in read_word_list("countries"):
        for word in (row["iso3"], row["iso2"], row["name"], *several(row["aliases"])):
            yield word.lower(), row["iso3"]
