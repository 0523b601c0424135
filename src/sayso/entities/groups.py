"""Groups: referents that are one entity, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.tables import EntityKind, Referent


@dataclass(frozen=True, slots=True)
class Member:
    """A referent of a group, how sure it is one, and why."""

    referent: Referent
    score: float
    detail: str


@dataclass
class Group:
    """Referents taken for one entity.

    key: what its id is made from, beside its kind
    """

    kind: EntityKind
    key: str
    members: list[Member] = field(default_factory=list)

    def add(self, referents: Iterable[Referent], score: float, detail: str) -> None:
        """Referents that belong to it."""
        self.members += [Member(referent, score, detail) for referent in referents]

    def take(self, other: Group, score: float, detail: str) -> None:
        """All members of another group, each no surer than the link between the groups."""
        self.members += [
            Member(m.referent, min(m.score, score), f"{m.detail}; {detail}" if m.detail != detail else detail)
            for m in other.members
        ]

    @property
    def size(self) -> int:
        """How many referents it has."""
        return len(self.members)

    @property
    def country(self) -> str | None:
        """The country most of its referents have; the first by alphabet of those as frequent."""
        return most_frequent(m.referent.country for m in self.members)

    @property
    def known_as(self) -> str | None:
        """Its key in the word lists, or a user's, if it is in one."""
        return next((m.referent.known_as for m in self.members if m.referent.known_as is not None), None)

    @property
    def roles(self) -> set[str]:
        """Every role its referents have."""
        return {role for m in self.members for role in m.referent.roles}

    @property
    def documents(self) -> set[str]:
        """The documents that speak of it."""
        return {m.referent.doc_id for m in self.members}

    def agrees_with(self, other: Group) -> bool:
        """Whether nothing that is known of the two keeps them apart."""
        mine, theirs = self.country, other.country
        both_known = self.known_as is not None and other.known_as is not None
        return (mine is None or theirs is None or mine == theirs) and not both_known


def most_frequent(values: Iterable[str | None]) -> str | None:
    """The most frequent value that is not None; the first by alphabet of those as frequent."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
