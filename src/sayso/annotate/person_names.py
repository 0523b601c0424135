"""Names of persons: which of a document's names are short for, or another spelling of, which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def cluster_persons(names: Sequence[str]) -> dict[str, str | None]:
    """Plain names of persons -> the fullest name each is short for; None where several fit.

    "Kim Jong-un" = "Kim Jongun"; "Orlova" = "Ana Orlova" when she is the only Orlova.
    """
    full = sorted({name for name in names if " " in name}, key=lambda name: (-len(name.split()), name))
    cluster: dict[str, str] = {}
    joined: dict[str, str] = {}
    by_ends: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in full:
        words = name.split()
        spelled = "".join(words)
        longer = by_ends.get((words[0], words[-1]), set()) | by_ends.get((" ".join(words), ""), set())
        root = joined.get(spelled) or (next(iter(longer)) if len(longer) == 1 else name)
        cluster[name] = root
        joined.setdefault(spelled, root)
        if root == name:
            by_ends[(words[0], words[-1])].add(name)
            for length in range(2, len(words)):
                by_ends[(" ".join(words[:length]), "")].add(name)
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    for root in cluster.values():
        last[root.split()[-1]].add(root)
        first[root.split()[0]].add(root)
    result: dict[str, str | None] = dict(cluster)
    for name in names:
        if " " not in name:
            fitting = last.get(name) or first.get(name) or {name}
            result[name] = next(iter(fitting)) if len(fitting) == 1 else None
    return result
