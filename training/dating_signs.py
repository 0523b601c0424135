"""dating_signs: what every sign of a day of writing weighs, from the incidents' dev folder.

    python -m training.dating_signs --data DIR [--write]

Every document is asked twice, from its bare text and beside its sisters, as `bench.dating` masks it. Of all days that
anything speaks for, and of "none of these", one is right; the weights are those of a multinomial logit, held small.
Printed is how right the answers are when the weights of each fourth of the incidents come from the other three; --write
puts the weights of all into `resources/date_signs.csv`. Two minutes on one core once the folder has been read.

Source of the days: the incidents benchmark (licence: none stated; no text of it is kept, only these weights).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import sayso
from bench.dating import BARE, pile_of
from bench.dating_pages import Page, read_pages, remembered
from sayso.dating.likely import days_thought_of
from sayso.dating.redate import told_of
from sayso.dating.signs import Signs, signs_against_all, signs_of
from sayso.language.lexicons import read_word_list

Floats = NDArray[np.float64]

KEPT_SMALL = 0.5
"""How strongly weights are held small; between 0.2 and 1 the figures differ by less than half a point."""
FOURTHS = 4
ROUNDS = 30
WEIGHTS = Path(sayso.__file__).parent / "resources" / "date_signs.csv"


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that is asked for its day, bare or beside its sisters: its signs by day, those against all last."""

    page: Page
    beside: bool
    days: tuple[str, ...]
    signs: tuple[Signs, ...]

    @property
    def right(self) -> int:
        """The place of the right day; the last one if none is right."""
        return self.days.index(self.page.day) if self.page.day in self.days else len(self.days)

    @property
    def fourth(self) -> int:
        """The fourth of the incidents that it belongs to."""
        return int(hashlib.sha256(self.page.incident.encode()).hexdigest(), 16) % FOURTHS


def ask(pages: Sequence[Page]) -> Iterator[Asked]:
    """Pages -> each asked for its day, bare and beside its sisters, where anything speaks for any day."""
    pile = pile_of(remembered(pages), pages)
    for page in pages:
        own = pile.documents[page.doc_id]
        own = replace(own, candidates=tuple(row for row in own.candidates if row.method in BARE))
        for beside in (False, True):
            left_out = pile.copies.get(page.doc_id, frozenset()) if beside else frozenset(pile.documents)
            told = told_of(pile, own, left_out)
            if days := days_thought_of(told):
                signs = (*(signs_of(day, told) for day in days), signs_against_all(told))
                yield Asked(page, beside, tuple(day.isoformat() for day in days), signs)


class Matrix:
    """The signs of many documents as one sparse matrix: a row a day, the documents one after the other."""

    def __init__(self, asked: Sequence[Asked], names: Sequence[str]) -> None:
        place = {name: column for column, name in enumerate(names)}
        cells: list[tuple[int, int, float]] = []
        document: list[int] = []
        right: list[int] = []
        for number, one in enumerate(asked):
            right.append(len(document) + one.right)
            for signs in one.signs:
                cells += [(len(document), place[name], size) for name, size in signs.items() if name in place]
                document.append(number)
        self.rows = np.array([cell[0] for cell in cells])
        self.columns = np.array([cell[1] for cell in cells])
        self.sizes = np.array([cell[2] for cell in cells])
        self.document = np.array(document)
        self.right = np.array(right)
        self.starts = np.flatnonzero(np.diff(self.document, prepend=-1))

    def chances(self, weights: Floats) -> Floats:
        """Weights -> how likely every day is."""
        scores = np.bincount(self.rows, self.sizes * weights[self.columns], minlength=len(self.document))
        scores -= np.maximum.reduceat(scores, self.starts)[self.document]
        parts = np.exp(scores)
        return np.asarray(parts / np.add.reduceat(parts, self.starts)[self.document])

    def slope(self, weights: Floats) -> tuple[float, Floats]:
        """Weights -> how unlikely they make what is right, and how that changes with each."""
        chances = self.chances(weights)
        loss = -float(np.log(chances[self.right] + 1e-12).sum()) + KEPT_SMALL * float(weights @ weights)
        chances[self.right] -= 1
        change = np.bincount(self.columns, self.sizes * chances[self.rows], minlength=len(weights))
        return loss, change + 2 * KEPT_SMALL * weights


def fit(asked: Sequence[Asked], names: Sequence[str]) -> dict[str, float]:
    """Documents that were asked -> what every sign weighs."""
    matrix = Matrix(asked, names)
    weights = np.zeros(len(names))
    inverse = np.eye(len(names)) / len(asked)
    loss, slope = matrix.slope(weights)
    for _ in range(ROUNDS * 10):
        step = -inverse @ slope
        size = 1.0
        while (after := matrix.slope(weights + size * step))[0] > loss and size > 1e-6:
            size /= 2
        moved, turned = size * step, after[1] - slope
        if loss - after[0] < 1e-6:
            break
        weights, loss, slope = weights + moved, after[0], after[1]
        inverse = _nearer(inverse, moved, turned)
    return dict(zip(names, (float(weight) for weight in weights), strict=True))


def _nearer(inverse: Floats, moved: Floats, turned: Floats) -> Floats:
    """Broyden, Fletcher, Goldfarb and Shanno's step towards the inverse of the second derivatives (1970)."""
    along = float(moved @ turned)
    if along <= 1e-12:
        return inverse
    left = np.eye(len(moved)) - np.outer(moved, turned) / along
    return np.asarray(left @ inverse @ left.T + np.outer(moved, moved) / along)


def held_out(asked: Sequence[Asked], names: Sequence[str]) -> list[tuple[float, bool, bool]]:
    """Documents -> of each how likely its answer is, whether it is right within a day, whether it has sisters; the
    weights come from the other fourths."""
    found = []
    for fourth in range(FOURTHS):
        weights = fit([one for one in asked if one.fourth != fourth], names)
        own = [one for one in asked if one.fourth == fourth]
        chances = Matrix(own, names).chances(np.array([weights[name] for name in names]))
        at = 0
        for one in own:
            found.append((*_answer(one, chances[at : at + len(one.days)]), one.beside))
            at += len(one.signs)
    return found


def _answer(one: Asked, chances: Floats) -> tuple[float, bool]:
    days = [np.datetime64(day) for day in one.days]
    of = dict(zip(days, chances, strict=True))
    together = [sum(float(of.get(day + n, 0.0)) for n in (-1, 0, 1)) for day in days]
    best = int(np.argmax(together))
    return together[best], abs(int((days[best] - np.datetime64(one.page.day)).astype(int))) <= 1


def table(found: Sequence[tuple[float, bool, bool]], documents: int) -> str:
    """Answers -> lines to read: from which chance on how many answer, and how many of these are right."""
    lines = []
    for beside in (False, True):
        for sure in (0.6, 0.65, 0.7, 0.72, 0.75, 0.8):
            right = [right for chance, right, with_sisters in found if with_sisters == beside and chance >= sure]
            share = 100 * sum(right) / len(right) if right else 0.0
            name = "beside sisters" if beside else "bare text"
            lines.append(
                f"{name:15} from {sure:.2f} on: {100 * len(right) / documents:5.1f}% answer, {share:5.1f}% right"
            )
    return "\n".join(lines)


def write(weights: Mapping[str, float], path: Path = WEIGHTS) -> None:
    """Weights -> the list of signs; the meanings that it has stay."""
    meanings = {row["sign"]: row["meaning"] for row in read_word_list("date_signs")}
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [f"{name},{weights[name]:.2f},{meanings.get(name, '')}" for name in sorted(weights)]
    path.write_text("\n".join([*head, "sign,weight,meaning", *rows]) + "\n", encoding="utf-8")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.dating_signs", description="Weigh the signs of a day.")
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="the folder of the incidents' dev split"
    )
    parser.add_argument("--write", action="store_true", help="put the weights into the resources")
    chosen = parser.parse_args()
    pages = read_pages(chosen.data / "documents.jsonl.gz")
    asked = list(ask(pages))
    names = sorted({name for one in asked for signs in one.signs for name in signs})
    print(table(held_out(asked, names), len(pages)))
    if chosen.write:
        write(fit(asked, names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
