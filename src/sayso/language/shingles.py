"""Runs of words: what two texts have in common, exactly."""

from __future__ import annotations

import hashlib
import re

WIDTH = 5
"""Words in a run. Of pairs with a Jaccard of .5 on runs of five most are copies once furniture is cut (dev pile)."""

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """A text -> its words in lower case, without punctuation."""
    return _WORD.findall(text.casefold())


def runs_of(words: list[str], width: int = WIDTH) -> list[int]:
    """Words -> the runs of `width` that begin at each of them, in order, each as a 64-bit number that is the same in
    every build; a shorter text is one run."""
    if not words:
        return []
    return [_number(" ".join(words[i : i + width])) for i in range(max(1, len(words) - width + 1))]


def shingles(words: list[str], width: int = WIDTH) -> frozenset[int]:
    """Words -> the different runs among them."""
    return frozenset(runs_of(words, width))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller set's runs that stand in the larger; 0 if either is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest())
