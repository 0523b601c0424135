"""How right a stage is on a folder of gold.

    python -m bench.accuracy NAME --data DIR [--split S] [--json] [--check-floors]

The folder's split (without --split: test if there, else dev, else train) is read by the product's own stages; the last
thing printed is one JSON object. --check-floors fails when a figure is worse than in floors.json by more than noise.
`status` lies in the repository, all of it held out: it needs no --data and has no splits.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import coref, dating, factuality, geo, incidents, polnear, scrapes, status, timex

Figures = dict[str, dict[str, float]]
"""Part of a split ("all": the whole) -> key -> figure, in percent; *_mae and *_r are in units of their own."""

TASKS: Mapping[str, Callable[[Path], Figures]] = {
    "coref": coref.measure,
    "dating": dating.measure,
    "factuality": factuality.measure,
    "geo": geo.measure,
    "incidents": incidents.measure,
    "polnear": polnear.measure,
    "scrapes": scrapes.measure,
    "status": status.measure,
    "timex": timex.measure,
}
"""Name -> what measures the folder of a split."""

SAMPLED: Mapping[str, Callable[[Path, int | None], Figures]] = {"dating": dating.measure}
"""Those that can ask fewer documents, drawn with a fixed seed, of the whole folder."""

OWN: Mapping[str, Path] = {"status": status.HERE}
"""Those whose cases lie in the repository: they have no splits, and nothing is trained on them."""

SPLITS = ("test", "dev", "train")

FLOORS = Path(__file__).with_name("floors.json")

NOISE = 0.5
"""A figure may lie so many points under its floor: another platform's parser rounds differently."""

FINE_NOISE = 0.01
"""The same for *_mae and *_r, which are small numbers."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line -> figures on standard output; 0 done, 1 a floor is broken, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description="How right a stage is.")
    parser.add_argument("name", choices=sorted(TASKS))
    parser.add_argument("--data", type=Path, metavar="DIR", help=f"the benchmark's folder ({', '.join(OWN)}: its own)")
    parser.add_argument("--split", choices=SPLITS, help="without it: test if there, else dev, else train")
    parser.add_argument("--json", action="store_true", help="nothing but the JSON object")
    parser.add_argument("--check-floors", action="store_true", help="fail when a figure has sunk")
    parser.add_argument("--sample", type=int, metavar="N", help=f"ask N documents only ({', '.join(SAMPLED)})")
    chosen = parser.parse_args(arguments)
    if chosen.sample is not None and chosen.name not in SAMPLED:
        parser.error(f"{chosen.name} takes no sample")
    split, folder = _place(parser, chosen)
    figures = TASKS[chosen.name](folder) if chosen.sample is None else SAMPLED[chosen.name](folder, chosen.sample)
    broken = sunk(figures, read_floors(chosen.name, split)) if chosen.check_floors else []
    if not chosen.json:
        print(table(figures))
    for line in broken:
        print(line, file=sys.stderr)
    print(json.dumps(summary(chosen.name, split, figures), sort_keys=True))
    return 1 if broken else 0


def _place(parser: argparse.ArgumentParser, chosen: argparse.Namespace) -> tuple[str, Path]:
    """What was asked for -> the name of the split and its folder; wrong use ends the program."""
    if chosen.name in OWN:
        if chosen.split not in {None, "test"}:
            parser.error(f"{chosen.name} has no split but test")
        return "test", chosen.data or OWN[chosen.name]
    if chosen.data is None:
        parser.error(f"{chosen.name} needs --data DIR")
    split = chosen.split or next((split for split in SPLITS if (chosen.data / split).is_dir()), None)
    if split is None or not (chosen.data / split).is_dir():
        parser.error(f"{chosen.data} has no folder {split or ' or '.join(SPLITS)}")
    return split, chosen.data / split


def summary(name: str, split: str, figures: Figures) -> dict[str, object]:
    """Figures -> the JSON object: the keys of the whole split, its parts beside them."""
    parts = {part: keys for part, keys in figures.items() if part != "all"}
    return {"name": name, "split": split, **figures["all"], "parts": parts}


def table(figures: Figures) -> str:
    """Figures -> lines to read, a part each."""
    keys = list(figures["all"])
    widths = {key: max(14, len(key)) for key in keys}
    lines = [" ".join([f"{'':12}", *(f"{key:>{widths[key]}}" for key in keys)])]
    for part, row in figures.items():
        lines.append(
            " ".join([f"{part:12}", *(f"{row[key]:{widths[key]}.{3 if _is_fine(key) else 2}f}" for key in keys)])
        )
    return "\n".join(lines)


def _is_fine(key: str) -> bool:
    return key.endswith(("_mae", "_r"))


def read_floors(name: str, split: str, path: Path = FLOORS) -> Figures:
    """`floors.json` -> what has been reached on a task's split; empty if it has no floors."""
    floors: dict[str, dict[str, Figures]] = json.loads(path.read_text(encoding="utf-8"))
    return floors.get(name, {}).get(split, {})


def sunk(figures: Figures, floors: Figures) -> list[str]:
    """Figures, floors -> a line for every figure that is worse than its floor by more than noise, or is missing.

    Of errors (*_mae) less is better: their floor is a ceiling.
    """
    lines: list[str] = []
    for part, keys in floors.items():
        for key, floor in keys.items():
            reached = figures.get(part, {}).get(key)
            short = None if reached is None else reached - floor if key.endswith("_mae") else floor - reached
            if short is None or short > (FINE_NOISE if _is_fine(key) else NOISE):
                lines.append(f"{part} {key}: {reached} is worse than the floor {floor}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
