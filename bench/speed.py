"""How fast a pile is read, and with how much memory, by stage, in one process.

    python -m bench.speed PATHS... [--repeat N] [--json]

The pile is taken N times, each time with a last line of its own, so that the copies are documents of their own; each is
parsed anew, although a build remembers the parse of a paragraph that it met shortly before. Prints
a table (not with --json) and one JSON object last: seconds, share of the time and documents a second of every stage,
and the most memory the process had held when the stage was done. The loading of parser and word lists stands apart.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso import tables as t
from sayso.errors import InputError
from sayso.ids import sha256_of
from sayso.language.parse import forget_parses
from sayso.run.documents import DocumentJob, InputJob, Read, read_document, read_input
from sayso.run.inputs import find_inputs, read_bytes
from sayso.run.pile import own_furniture
from sayso.run.plan import Plan
from sayso.schema import Table
from sayso.stages import run_stage

MEBIBYTE = 2**20
WARM_UP = b"A minister in Rome said on Monday that talks with France would begin next week.\n"


class Clock:
    """Seconds and peak memory of every stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.peak: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time inside it."""
        began = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - began
        self.peak[name] = peak_mib()


def measure(paths: Iterable[Path], repeat: int) -> dict[str, Any]:
    """The pile at `paths`, `repeat` times over -> seconds and memory by stage, and in all."""
    plan, clock = Plan(), Clock()
    contents = list(copies(paths, plan.settings.ingest.max_bytes, repeat))
    with clock.stage("load"):
        read_pile_once(plan, Clock(), [WARM_UP])
    began = time.perf_counter()
    whole = read_pile_once(plan, clock, contents)
    seconds = time.perf_counter() - began
    documents = len(whole[t.LocalDocuments])
    stages = {
        name: {
            "seconds": round(spent, 3),
            "share": round(spent / seconds, 4) if name != "load" else None,
            "documents_per_second": round(documents / spent, 1) if spent and name != "load" else None,
            "peak_mib": round(clock.peak.get(name, peak_mib()), 1),
        }
        for name, spent in clock.seconds.items()
    }
    return {
        "documents": documents,
        "bytes": sum(map(len, contents)),
        "sentences": len(whole[t.Sentences]),
        "sentences_stated_per_second": round(len(whole[t.Sentences]) / clock.seconds["state"], 1),
        "event_mentions": len(whole[t.LocalEventMentions]),
        "seconds": round(seconds, 3),
        "documents_per_second": round(documents / seconds, 2),
        "peak_mib": round(peak_mib(), 1),
        "stages": stages,
    }


def copies(paths: Iterable[Path], max_bytes: int, repeat: int) -> Iterator[bytes]:
    """The bytes of every readable file, `repeat` times, the copies with a last line of their own."""
    found = find_inputs(paths, Path("none.sayso"))
    for file in sorted(found.files.values(), key=lambda file: file.source):
        try:
            content = read_bytes(file, max_bytes)
        except InputError:
            continue
        yield content
        for number in range(1, repeat):
            yield content + f"\n\nThis is copy number {number} of the page.\n".encode()


def read_pile_once(plan: Plan, clock: Clock, contents: list[bytes]) -> Read:
    """Every stage in order, as a build runs it, without a dossier."""
    parts: dict[type[Table[Any]], list[Table[Any]]] = defaultdict(list)
    with clock.stage("ingest"):
        for content in contents:
            for kind, table in read_input(plan, InputJob(sha256_of(content), "page", content)).tables.items():
                parts[kind].append(table)
    documents = [table for table in parts[t.LocalDocuments] if isinstance(table, t.LocalDocuments)]
    with clock.stage("furniture"):
        assert plan.furniture is not None
        joined: Read = {t.LocalDocuments: t.LocalDocuments.join(documents)}
        furniture = run_stage(plan.furniture, joined, plan.lists, plan.settings)[t.Furniture]
    assert isinstance(furniture, t.Furniture)
    for document, original in zip(documents, parts[t.Originals], strict=True):
        read_one(plan, clock, {t.LocalDocuments: document, t.Originals: original, t.Furniture: furniture}, parts)
    whole: Read = {kind: kind.join(parts[kind]) for stage in plan.document_stages for kind in stage.writes}
    whole |= joined
    for stage in plan.pile_stages:
        with clock.stage(stage.name):
            whole |= run_stage(stage, whole, plan.lists, plan.settings)
    return whole


def read_one(plan: Plan, clock: Clock, tables: Read, parts: dict[type[Table[Any]], list[Table[Any]]]) -> None:
    """One document through the document stages; its rows are added to `parts`."""
    (document,) = tables[t.LocalDocuments].rows()
    furniture = tables[t.Furniture]
    assert isinstance(furniture, t.Furniture)
    tables = tables | {t.Furniture: own_furniture(document.raw_text, furniture)}
    forget_parses()  # a copy of a page is to cost what another page would
    plan.lists.encoder.forget()
    result = read_document(plan, DocumentJob(document.doc_id, "", tables))
    if result.stopped is not None:
        print(f"{document.doc_id}: {result.stopped.error}", file=sys.stderr)
    for name, spent in result.seconds.items():
        clock.seconds[name] += spent
        clock.peak[name] = peak_mib()
    for kind, table in result.tables.items():
        parts[kind].append(table)


def peak_mib() -> float:
    """The most memory this process has held so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEBIBYTE


def table_of(figures: dict[str, Any]) -> str:
    """The figures, a line a stage."""
    lines = [f"{'stage':<12}{'seconds':>10}{'share':>8}{'docs/s':>10}{'peak MiB':>10}"]
    for name, stage in figures["stages"].items():
        rate = "" if stage["documents_per_second"] is None else f"{stage['documents_per_second']:.1f}"
        share = "" if stage["share"] is None else f"{stage['share']:.1%}"
        lines.append(f"{name:<12}{stage['seconds']:>10.3f}{share:>8}{rate:>10}{stage['peak_mib']:>10.0f}")
    lines.append(
        f"{'in all':<12}{figures['seconds']:>10.3f}{'100%':>8}{figures['documents_per_second']:>10.2f}"
        f"{figures['peak_mib']:>10.0f}   {figures['documents']} documents"
    )
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.speed", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--repeat", type=int, default=1, help="how many times the pile is taken")
    parser.add_argument("--json", action="store_true", help="only the JSON object")
    given = parser.parse_args()
    figures = measure(given.paths, max(1, given.repeat))
    if not given.json:
        print(table_of(figures))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
