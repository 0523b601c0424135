"""Names of persons: which of a document's names are short for, or another spelling of, which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.language.spelling import nearly_same
from sayso.language.wording import plain_key


@dataclass(frozen=True)
class Persons:
    """The persons whom a document names, by their plain names.

    fullest: name -> the fullest name it is short for, or another spelling of; not there if several persons have it
    several: name -> the fullest names of those who have it, the first named first
    """

    fullest: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]


def cluster_persons(names: Sequence[str]) -> Persons:
    """Plain names of persons, in the order they are met -> whom each means.

    "Kim Jong-un" = "Kim Jongun"; "Kristin Lind" = "Kristen Lind" = "K. Lind"; "Orlova" = "Ana Orlova" when she is the
    only Orlova.
    """
    full = FullNames()
    for name in sorted({name for name in names if " " in name}, key=_fullest_first):
        full.add(name)
    last, first, inner = (defaultdict[str, dict[str, None]](dict) for _ in range(3))
    for name in names:
        root = full.roots.get(name)
        if root is not None:
            last[root.split()[-1]].setdefault(root)
            first[root.split(maxsplit=1)[0]].setdefault(root)
            for word in root.split()[1:-1]:
                inner[word].setdefault(root)
    fullest = dict(full.roots)
    several = {}
    for name in names:
        if " " not in name:
            fitting = tuple(last.get(name) or first.get(name) or inner.get(name) or (name,))
            if len(fitting) == 1:
                fullest[name] = fitting[0]
            else:
                several[name] = fitting
    return Persons(fullest, several)


def person_key(name: str) -> str:
    """A person's name -> its plain form, without the seat after it: "Ana Orlova of Brandal" -> "ana orlova"."""
    plain = plain_key(name)
    before, _, _ = plain.partition(" of ")
    return before if " " in before else plain


class FullNames:
    """Names of two words or more, the fullest first, and the fullest that each is another form of.

    roots: name -> the fullest form of it; itself, if it is that
    """

    def __init__(self) -> None:
        self.roots: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        self._by_part: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_last: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str) -> None:
        """A name, no fuller than those before it."""
        words = name.split()
        root = self._joined.get("".join(words)) or self._longer(name) or self._spelled(name) or name
        self.roots[name] = root
        self._joined.setdefault("".join(words), root)
        if root != name:
            return
        self._by_last[words[-1]].append(name)
        self._by_part[words[0], words[-1]].add(name)
        self._by_part[words[0][0], words[-1]].add(name)
        for length in range(2, len(words)):
            self._by_part[" ".join(words[:length]), ""].add(name)
            self._by_end[" ".join(words[-length:])].add(name)

    def _longer(self, name: str) -> str | None:
        """The only name that has this one's first and last word or initial, or begins or ends with it."""
        words = name.split()
        found = self._by_part.get((words[0], words[-1]), set()) | self._by_part.get((name, ""), set())
        found = found or self._by_end.get(name, set())
        return next(iter(found)) if len(found) == 1 else None

    def _spelled(self, name: str) -> str | None:
        return next(
            (other for other in self._by_last.get(name.rsplit(maxsplit=1)[-1], ()) if is_slip(other, name)), None
        )


def is_slip(a: str, b: str) -> bool:
    """Whether two full names are spellings of one: a letter apart, and not as "Mario" is from "Maria"."""
    x, y = a.split(), b.split()
    if len(x) != len(y) or not nearly_same(a, b):
        return False
    return all(p[-1] == q[-1] or {p[-1], q[-1]} == {"i", "y"} for p, q in zip(x, y, strict=True))


def _fullest_first(name: str) -> tuple[int, bool, str]:
    """Most words first, and of those as long what begins with an initial last."""
    words = name.split()
    return -len(words), len(words[0]) == 1, name
