"""The names of a table's columns -> what each means, in our words."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping

from sayso.config import COLUMNS, IngestSettings
from sayso.language.lexicons import read_word_list, several

OURS = COLUMNS
"""What a column may mean, in the order in which our own records give it."""

_NO_SIGN = re.compile(r"[^\w.]|_", re.UNICODE)


@functools.cache
def usual_names() -> Mapping[str, tuple[str, ...]]:
    """Our words -> the usual names of such columns, the best first."""
    return {row["ours"]: several(row["names"]) for row in read_word_list("column_names")}


@functools.lru_cache(maxsize=10_000)
def bare(name: str) -> str:
    """A column's name -> its letters and digits in lower case: "Publish Date", "publish_date" -> "publishdate"."""
    return _NO_SIGN.sub("", name.casefold())


def columns_of(names: Collection[str], settings: IngestSettings) -> dict[str, str]:
    """The names of columns that hold something -> our words and the column for each, as far as there is one.

    Keeps: what the settings say of a word goes before the usual names, and is all that counts for it
    """
    by_bare: dict[str, str] = {}
    for name in names:
        by_bare.setdefault(bare(name), name)
    stated = dict(settings.columns)
    found: dict[str, str] = {}
    for ours in OURS:
        if ours in stated:
            theirs = stated[ours] if stated[ours] in names else by_bare.get(bare(stated[ours]))
        else:
            theirs = next((by_bare[name] for name in usual_names()[ours] if name in by_bare), None)
        if theirs is not None:
            found[ours] = theirs
    return found


def meaning_of(name: str) -> str | None:
    """A column's name -> what such a column usually means; None if it is none of the usual names."""
    letters = bare(name)
    return next((ours for ours in OURS if letters in usual_names()[ours]), None)
