"""Tables of cases: `tests/cases/NAME.csv`, one case a line, lines that begin with '#' left out."""

from __future__ import annotations

import csv
from pathlib import Path


def read_cases(name: str) -> list[dict[str, str]]:
    """`tests/cases/NAME.csv` -> its rows in order."""
    text = (Path(__file__).parent / "cases" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
