"""How right a stage is on a folder of gold.

    python -m bench.accuracy NAME --data DIR [--split S] [--json] [--check-floors]

The folder's split (without --split: test if there, else dev, else train) is read by the product's own stages; the last
thing printed is one JSON object. --check-floors fails when a figure lies below floors.json by more than noise.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import coref, dating, geo, incidents, scrapes, timex

Figures = dict[str, dict[str, float]]
"""Part of a split ("all": the whole) -> key -> figure, in percent."""

TASKS: Mapping[str, Callable[[Path], Figures]] = {
    "coref": coref.measure,
    "dating": dating.measure,
    "geo": geo.measure,
    "incidents": incidents.measure,
    "scrapes": scrapes.measure,
    "timex": timex.measure,
}
"""Name -> what measures the folder of a split."""

SAMPLED: Mapping[str, Callable[[Path, int | None], Figures]] = {"dating": dating.measure}
"""Those that can ask fewer documents, drawn with a fixed seed, of the whole folder."""

SPLITS = ("test", "dev", "train")

FLOORS = Path(__file__).with_name("floors.json")

NOISE = 0.5
"""A figure may lie so many points under its floor: another platform's parser rounds differently."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line -> figures on standard output; 0 done, 1 a floor is broken, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description="How right a stage is.")
    parser.add_argument("name", choices=sorted(TASKS))
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the benchmark's folder")
    parser.add_argument("--split", choices=SPLITS, help="without it: test if there, else dev, else train")
    parser.add_argument("--json", action="store_true", help="nothing but the JSON object")
    parser.add_argument("--check-floors", action="store_true", help="fail when a figure has sunk")
    parser.add_argument("--sample", type=int, metavar="N", help=f"ask N documents only ({', '.join(SAMPLED)})")
    chosen = parser.parse_args(arguments)
    if chosen.sample is not None and chosen.name not in SAMPLED:
        parser.error(f"{chosen.name} takes no sample")
    split = chosen.split or next((split for split in SPLITS if (chosen.data / split).is_dir()), None)
    if split is None or not (chosen.data / split).is_dir():
        parser.error(f"{chosen.data} has no folder {split or ' or '.join(SPLITS)}")
    folder = chosen.data / split
    figures = TASKS[chosen.name](folder) if chosen.sample is None else SAMPLED[chosen.name](folder, chosen.sample)
    broken = sunk(figures, read_floors(chosen.name, split)) if chosen.check_floors else []
    if not chosen.json:
        print(table(figures))
    for line in broken:
        print(line, file=sys.stderr)
    print(json.dumps(summary(chosen.name, split, figures), sort_keys=True))
    return 1 if broken else 0


def summary(name: str, split: str, figures: Figures) -> dict[str, object]:
    """Figures -> the JSON object: the keys of the whole split, its parts beside them."""
    parts = {part: keys for part, keys in figures.items() if part != "all"}
    return {"name": name, "split": split, **figures["all"], "parts": parts}


def table(figures: Figures) -> str:
    """Figures -> lines to read, a part each."""
    keys = list(figures["all"])
    lines = [" ".join([f"{'':12}", *(f"{key:>14}" for key in keys)])]
    lines += [" ".join([f"{part:12}", *(f"{row[key]:14.2f}" for key in keys)]) for part, row in figures.items()]
    return "\n".join(lines)


def read_floors(name: str, split: str, path: Path = FLOORS) -> Figures:
    """`floors.json` -> what has been reached on a task's split; empty if it has no floors."""
    floors: dict[str, dict[str, Figures]] = json.loads(path.read_text(encoding="utf-8"))
    return floors.get(name, {}).get(split, {})


def sunk(figures: Figures, floors: Figures) -> list[str]:
    """Figures, floors -> a line for every figure that lies below its floor by more than noise, or is missing."""
    lines: list[str] = []
    for part, keys in floors.items():
        for key, floor in keys.items():
            reached = figures.get(part, {}).get(key)
            if reached is None or reached < floor - NOISE:
                lines.append(f"{part} {key}: {reached} lies below the floor {floor}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
