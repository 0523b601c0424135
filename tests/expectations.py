"""What a careful reader expects of the seed pages, line by line, and whether a dossier of them gives it.

    python -m tests.expectations                 how many lines hold, by table
    python -m tests.expectations --failing       the same, and every line that does not hold, with what was found
    python -m tests.expectations --remark        take the mark from every line that holds
    python -m tests.expectations --mark-failing  mark every unmarked line that fails with the part its table belongs to

A line of `seed_expectations.csv` asks one table of one document (`000` ... `004`) or of the whole pile (`pile`):

    what   [every] [TEST & TEST ...] [-> PATH]
    value  some | none | NUMBER     without a path: how many rows pass all tests
           OPERAND                  with a path: what one of these rows (every: all of them, at least one) has there

A TEST is a path, an operator and an operand: `=` is, `~` contains, `!=` and `!~` their opposites, `>=` and `<=`. Case,
white space and the shape of quotation marks do not count. `a / b`: either. `a|b`: of a list, `=` exactly these, `~` at
least these. `null`: nothing there. Paths are those of `dossier_rows`.

`part` is empty on a line that must hold. A line that does not hold yet names there the part of the work (1 to 9) that
should mend it; it is never deleted, and once it holds its mark must go.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tests.dossier_rows import READ, DossierRows, wrong_path

LINES = Path(__file__).parent / "seed_expectations.csv"
SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"
PILE = "pile"

PART_OF_TABLE = {
    **dict.fromkeys(("documents", "blocks", "date_candidates", "failures", "relations"), "2"),
    **dict.fromkeys(("sentences", "mentions", "entities", "times", "places"), "3"),
    **dict.fromkeys(("predicates", "statements"), "4"),
    "event_mentions": "5",
    **dict.fromkeys(("origins", "events", "agreement", "conflicts", "forecasts", "stories"), "6"),
}
"""The part of the work that deepens a table."""

_TEST = re.compile(r"(?P<path>[a-z_.]*)(?P<operator>!=|!~|>=|<=|=|~)(?P<operand>.*)", re.S)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line."""

    id: str
    document: str
    table: str
    what: str
    value: str
    part: str
    note: str


@dataclass(frozen=True, slots=True)
class Test:
    """A path and what must stand at its end."""

    __test__ = False

    path: str
    operator: str
    operand: str

    def passes(self, value: Any) -> bool:
        """Whether a value is what is asked for."""
        if self.operator.startswith("!"):
            return not replace(self, operator=self.operator[1:]).passes(value)
        compare = {"=": _is, "~": _contains, ">=": _at_least, "<=": _at_most}[self.operator]
        return any(compare(value, operand.strip()) for operand in self.operand.split(" / "))


@dataclass(frozen=True, slots=True)
class Question:
    """What a line asks, taken apart."""

    every: bool
    tests: tuple[Test, ...]
    path: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a line holds, and what was found."""

    holds: bool
    found: str


def read_expectations(path: Path = LINES) -> list[Expectation]:
    """The file -> its lines, in order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Expectation(**row) for row in csv.DictReader(file)]


def write_expectations(lines: Iterable[Expectation], path: Path = LINES) -> None:
    """Lines -> the file."""
    names = [field.name for field in fields(Expectation)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(line, name) for name in names] for line in lines)


def parse_what(what: str) -> Question:
    """The cell `what` -> the question.

    Raises: ValueError if it cannot be read
    """
    selection, arrow, path = (part.strip() for part in f" {what} ".partition("-> "))
    words = selection.removeprefix("every").strip()
    tests = tuple(parse_test(term) for term in words.split(" & ")) if words and words != "all" else ()
    return Question(selection.startswith("every"), tests, path if arrow else None)


def parse_test(term: str) -> Test:
    """ "text~Monday" -> its path, operator and operand; without an operator, `=`."""
    match = _TEST.fullmatch(term.strip())
    if match is None:
        return Test("", "=", term.strip())
    return Test(match["path"], match["operator"], match["operand"].strip())


def fault_of(line: Expectation) -> str | None:
    """A line -> what is wrong with the line itself; None if it can be asked."""
    if line.table not in READ:
        return f"no table {line.table!r}"
    question = parse_what(line.what)
    paths = [test.path for test in question.tests] + ([question.path] if question.path is not None else [])
    faults = [fault for path in paths if (fault := wrong_path(line.table, path))]
    if question.path is None and not re.fullmatch(r"some|none|(>=|<=)?\d+", line.value):
        faults.append(f"{line.value!r} is no number of rows")
    return "; ".join(faults) or None


def ask(rows: DossierRows, line: Expectation) -> Answer:
    """The rows of a dossier and a line -> whether the line holds."""
    question = parse_what(line.what)
    picked = [
        row
        for row in rows.of(line.table, None if line.document == PILE else line.document)
        if all(test.passes(rows.follow(line.table, row, test.path)) for test in question.tests)
    ]
    if question.path is None:
        number = {"some": ">=1", "none": "=0"}.get(line.value, line.value)
        return Answer(parse_test(number).passes(len(picked)), f"{len(picked)} rows")
    values = [rows.follow(line.table, row, question.path) for row in picked]
    expected = parse_test(line.value)
    passed = [expected.passes(value) for value in values]
    holds = bool(passed) and all(passed) if question.every else any(passed)
    return Answer(holds, ", ".join(dict.fromkeys(repr(value)[:60] for value in values)) or "no row")


def read_seeds(folder: Path) -> DossierRows:
    """An empty folder -> the rows of a dossier of the seed pages, built there."""
    import sayso

    path = folder / "seeds.sayso"
    sayso.build([SEEDS], into=path)
    with sayso.open_dossier(path) as dossier:
        return DossierRows(dossier)


def unmark(lines: Sequence[Expectation], answers: Sequence[Answer]) -> list[Expectation]:
    """Lines and their answers -> the lines, those that hold without a mark."""
    return [replace(line, part="") if answer.holds else line for line, answer in zip(lines, answers, strict=True)]


def mark_failing(lines: Sequence[Expectation], answers: Sequence[Answer]) -> list[Expectation]:
    """Lines and their answers -> the lines, unmarked ones that fail with the part of their table."""
    return [
        line if answer.holds or line.part else replace(line, part=PART_OF_TABLE[line.table])
        for line, answer in zip(lines, answers, strict=True)
    ]


def summary(lines: Sequence[Expectation], answers: Sequence[Answer]) -> str:
    """Lines and their answers -> how many hold, a table a line."""
    pairs = list(zip(lines, answers, strict=True))
    number = Counter(line.table for line in lines)
    holding = Counter(line.table for line, answer in pairs if answer.holds)
    broken = [line.id for line, answer in pairs if not answer.holds and not line.part]
    mended = sum(1 for line, answer in pairs if answer.holds and line.part)
    rows = [f"{table:16} {holding[table]:4} of {number[table]:4}" for table in number]
    rows.append(f"{'all':16} {holding.total():4} of {len(lines):4}")
    rows.append(f"fail without a mark: {' '.join(broken) or 'none'}")
    rows.append(f"hold with a mark (--remark takes it off): {mended}")
    return "\n".join(rows)


def _normal(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).translate(_STRAIGHT).casefold().split())


def _is(value: Any, operand: str) -> bool:
    if operand == "null":
        return value is None or value == []
    if isinstance(value, list):
        return {_normal(part) for part in value} == {_normal(part) for part in operand.split("|")}
    return value is not None and _normal(value) == _normal(operand)


def _contains(value: Any, operand: str) -> bool:
    if isinstance(value, list):
        parts = [_normal(part) for part in value]
        return all(any(_normal(wanted) in part for part in parts) for wanted in operand.split("|"))
    return value is not None and _normal(operand) in _normal(value)


def _at_least(value: Any, operand: str) -> bool:
    if value is None or isinstance(value, list):
        return False
    return value >= operand if isinstance(value, str) else float(value) >= float(operand)


def _at_most(value: Any, operand: str) -> bool:
    if value is None or isinstance(value, list):
        return False
    return value <= operand if isinstance(value, str) else float(value) <= float(operand)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.expectations", description="Ask a dossier of the seed pages."
    )
    parser.add_argument("--failing", action="store_true", help="print every line that does not hold")
    marking = parser.add_mutually_exclusive_group()
    marking.add_argument("--remark", action="store_const", dest="rewrite", const=unmark)
    marking.add_argument("--mark-failing", action="store_const", dest="rewrite", const=mark_failing)
    options = parser.parse_args()
    lines = read_expectations()
    with tempfile.TemporaryDirectory() as folder:
        rows = read_seeds(Path(folder))
    answers = [ask(rows, line) for line in lines]
    if options.failing:
        for line, answer in zip(lines, answers, strict=True):
            if not answer.holds:
                print(f"{line.part or '-'} {line.id}: {line.table}: {line.what} | {line.value} | found {answer.found}")
    if options.rewrite:
        stopped = rows.of("failures", None)
        if stopped:
            parser.exit(1, f"no mark was changed, because the build did not go through: {stopped[0]['error']}\n")
        lines = options.rewrite(lines, answers)
        write_expectations(lines)
    print(summary(lines, answers))


if __name__ == "__main__":
    main()
