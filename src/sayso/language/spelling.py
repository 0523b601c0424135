"""Spelling: which names are spellings of one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from sayso.language.wording import plain_key

_SOUNDS = (
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("zh", "j"), ("tch", "ch"), ("tsch", "ch"),
    ("ck", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("w", "v"),
)  # fmt: skip
_PARTICLES = {"el": "al", "ibn": "bin", "ben": "bin"}
_DOUBLED = re.compile(r"(.)\1+")
LONG_PART = 7
"""Letters from which on a part of a name may differ in two places; a shorter one in one."""


def sound_key(name: str) -> str:
    """A name -> what its transcriptions have in common: "Dmitriy", "Dmitry" -> "dmitri"; "el-Sisi", "al-Sisi"."""
    key = " ".join(_PARTICLES.get(word, word) for word in plain_key(name).split())
    for written, sound in _SOUNDS:
        key = key.replace(written, sound)
    return _DOUBLED.sub(r"\1", key)


def with_one_part_cut(key: str) -> Iterator[tuple[int, str]]:
    """A key of several parts -> it with each cut to its first letter: what names a slip apart share."""
    parts = key.split()
    if len(parts) > 1:
        for at in range(len(parts)):
            yield at, " ".join([*parts[:at], parts[at][0], *parts[at + 1 :]])


def nearly_same(a: str, b: str) -> bool:
    """Whether two keys of as many parts differ in one part only, and there by a slip of transcription."""
    differing = [(x, y) for x, y in zip(a.split(), b.split(), strict=True) if x != y]
    if len(differing) != 1:
        return not differing
    x, y = differing[0]
    allowed = 2 if min(len(x), len(y)) >= LONG_PART else 1
    return min(len(x), len(y)) >= 3 and x[0] == y[0] and OSA.distance(x, y) <= allowed
