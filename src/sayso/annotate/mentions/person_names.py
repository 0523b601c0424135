"""Names of persons: which of a document's names are short for, or another spelling of, which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.language.spelling import nearly_same


def cluster_persons(names: Sequence[str]) -> dict[str, str | None]:
    """Plain names of persons -> the fullest name each is short for; None where several fit.

    "Kim Jong-un" = "Kim Jongun"; "Kristin Lind" = "Kristen Lind" = "K. Lind"; "Orlova" = "Ana Orlova" when she is the
    only Orlova.
    """
    full = FullNames()
    for name in sorted({name for name in names if " " in name}, key=_fullest_first):
        full.add(name)
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    for root in full.roots.values():
        last[root.split()[-1]].add(root)
        first[root.split()[0]].add(root)
    result: dict[str, str | None] = dict(full.roots)
    for name in names:
        if " " not in name:
            fitting = last.get(name) or first.get(name) or {name}
            result[name] = next(iter(fitting)) if len(fitting) == 1 else None
    return result


class FullNames:
    """Names of two words or more, the fullest first, and the fullest that each is another form of.

    roots: name -> the fullest form of it; itself, if it is that
    """

    def __init__(self) -> None:
        self.roots: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        self._by_part: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_last: dict[str, list[str]] = defaultdict(list)

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

    def _longer(self, name: str) -> str | None:
        """The only name that has this one's first and last word or initial, or begins with it."""
        words = name.split()
        found = self._by_part.get((words[0], words[-1]), set()) | self._by_part.get((name, ""), set())
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
