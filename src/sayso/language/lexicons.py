"""Word lists: CSV files in `resources/`, each with its source and licence in lines that begin with '#'."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_word_list(name: str) -> list[dict[str, str]]:
    """`resources/NAME.csv` -> its rows, in order; a cell that holds several values separates them by '|'.

    Raises: FileNotFoundError if there is no such list
    """
    text = files("sayso").joinpath("resources", f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines))


def several(cell: str) -> tuple[str, ...]:
    """A cell -> its values: "a|b" -> ("a", "b")."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
