"""Chains: groups of mentions, gold against answers, by the measures of MUC, B-cubed and CEAF."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

Chain = frozenset[Hashable]


@dataclass(slots=True)
class ChainTally:
    """What was counted over some documents: (hits, all) for recall and precision of each measure."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Sequence[Chain], given: Sequence[Chain]) -> None:
        """The chains of a document."""
        for side, ours, theirs in (("recall", gold, given), ("precision", given, gold)):
            where = {mention: number for number, chain in enumerate(theirs) for mention in chain}
            for chain in ours:
                parts = Counter(where[mention] for mention in chain if mention in where)
                alone = len(chain) - sum(parts.values())
                self.counts[f"muc {side} hits"] += len(chain) - len(parts) - alone
                self.counts[f"muc {side} all"] += len(chain) - 1
                self.counts[f"b3 {side} hits"] += sum(size * size for size in parts.values()) / len(chain)  # type: ignore[assignment]
                self.counts[f"b3 {side} all"] += len(chain)
            self.counts[f"ceaf {side} all"] += len(ours)
        similar = _best_match(gold, given)
        self.counts["ceaf recall hits"] += similar  # type: ignore[assignment]
        self.counts["ceaf precision hits"] += similar  # type: ignore[assignment]

    def f1(self, measure: str) -> float:
        """F1 of one measure (muc, b3, ceaf), in percent."""
        recall, precision = (self._share(f"{measure} {side}") for side in ("recall", "precision"))
        return round(200 * recall * precision / (recall + precision), 2) if recall + precision else 0.0

    def conll(self) -> float:
        """Mean F1 of the three measures, in percent."""
        return round(sum(self.f1(measure) for measure in ("muc", "b3", "ceaf")) / 3, 2)

    def _share(self, name: str) -> float:
        return self.counts[f"{name} hits"] / self.counts[f"{name} all"] if self.counts[f"{name} all"] else 0.0


def chains_of(members: Iterable[tuple[Hashable, Hashable]]) -> list[Chain]:
    """(mention, what it means) -> the chains of two or more mentions."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, meant in members:
        found[meant].add(mention)
    return [frozenset(chain) for chain in found.values() if len(chain) > 1]


def _best_match(gold: Sequence[Chain], given: Sequence[Chain]) -> float:
    """The greatest sum of likenesses when each chain is matched with one of the other side at most.

    Source: Luo 2005, On coreference resolution performance metrics, phi 4
    """
    graph = nx.Graph()
    where: Mapping[Hashable, int] = {mention: number for number, chain in enumerate(given) for mention in chain}
    for number, chain in enumerate(gold):
        for other, shared in Counter(where[mention] for mention in chain if mention in where).items():
            weight = 2 * shared / (len(chain) + len(given[other]))
            graph.add_edge(("gold", number), ("given", other), weight=weight)
    return float(sum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph)))
