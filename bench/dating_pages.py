"""The pages of the dating benchmark, what is withheld of them, and what the document stages read in them."""

from __future__ import annotations

import ast
import gzip
import json
import os
import random
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyarrow import feather

import sayso
from sayso import tables as t
from sayso.ids import ID_LENGTH, doc_id_of, sha256_of
from sayso.run.documents import DocumentJob, InputJob, Read, read_document, read_input
from sayso.run.pile import own_furniture
from sayso.run.plan import Plan
from sayso.run.workers import WorkerDied, Workers
from sayso.schema import Table, columns_of
from sayso.stages import run_stage

MAX_CHARACTERS = 20_000
"""Of a scrape so much is read: the few longer ones are whole sites' worth of other stories."""
ROOT = Path(sayso.__file__).parent
LATER_LISTS = ("date_signs.csv", "later_steps.csv")
"""Word lists that redate alone reads."""
FEW_PAGES = 50
"""So few pages are read without further processes, each of which first loads the parser."""

_DATE = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4})"
)
_CLOCK = r"(?:[ ,@|-]*(?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?: (?-i:[A-Z]{2,4})\b)?)"
_FEED_LINE = re.compile(
    rf"[(\[]?\b(?:first |last )?(?:posted|published|updated?|created|modified|filed)\b(?: on| at)?[:\s-]{{0,3}}"
    rf"(?:[A-Z][a-z]{{2,8}}\.?,? )?(?:{_CLOCK},? )?{_DATE}{_CLOCK}?[)\]]?",
    re.I,
)
_BARE_LINE = re.compile(rf"^\W*(?:by [^\n]{{0,60}})?(?:[A-Z][a-z]{{2,8}}\.?,? )?{_DATE}{_CLOCK}?\W*$", re.M | re.I)
_FEED_ENTRY = re.compile(r" - \d\d/\d\d/\d\d$", re.M)
_ADDRESS = re.compile(r"\b(?:https?://|www\.|pic\.twitter\.com/)\S+", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the folder, without what would give its day away."""

    doc_id: str
    incident: str
    day: str
    content: bytes


def read_pages(path: Path) -> list[Page]:
    """The folder's documents -> those with a day; the same bytes count once."""
    pages: dict[str, Page] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            content = masked(f"{record['title']}\n\n{record['text'][:MAX_CHARACTERS]}").encode("utf-8", "replace")
            if record["date"]:
                doc_id = doc_id_of(content)
                pages.setdefault(doc_id, Page(doc_id, str(record["incident_id"]), record["date"][:10], content))
    return list(pages.values())


def masked(text: str) -> str:
    """A text -> it without header and feed lines that state a date, and without addresses."""
    for pattern in (_FEED_LINE, _BARE_LINE, _FEED_ENTRY, _ADDRESS):
        text = pattern.sub(" ", text)
    return text


def drawn(pages: Sequence[Page], count: int) -> list[Page]:
    """Pages -> so many of them, drawn incident by incident with a fixed seed, so that sisters stay together."""
    of: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        of[page.incident].append(page)
    incidents = sorted(of)
    random.Random(7).shuffle(incidents)
    chosen: list[Page] = []
    for incident in incidents:
        if len(chosen) >= count:
            break
        chosen += of[incident]
    return chosen


def remembered(pages: Sequence[Page]) -> Read:
    """Pages -> the tables of the document stages, kept in the folder for temporary files: reading takes minutes."""
    named = sha256_of("".join([*(page.doc_id for page in pages), code_of_reading()]).encode())[:ID_LENGTH]
    memory = Path(tempfile.gettempdir()) / f"sayso-dating-{named}"
    if not memory.is_dir():
        read = read_documents(pages)
        with tempfile.TemporaryDirectory(dir=memory.parent) as made:
            for kind, table in read.items():
                if kind is not t.Originals:
                    feather.write_feather(table.arrow, str(Path(made) / kind.name))
            shutil.copytree(made, memory)
    kinds = {kind.name: kind for kind in _kinds()}
    return {kinds[file.name]: kinds[file.name](feather.read_table(str(file))) for file in sorted(memory.iterdir())}


def read_documents(pages: Sequence[Page], workers: int | None = None) -> Read:
    """Pages -> the tables of every document stage.

    workers: processes that read; None: as many as there are cores, or none beside this one for few pages
    """
    plan = Plan()
    parts: dict[type[Table[Any]], list[Table[Any]]] = defaultdict(list)
    for page in pages:
        for kind, table in read_input(
            plan, InputJob(sha256_of(page.content), page.doc_id, page.content)
        ).tables.items():
            parts[kind].append(table)
    jobs = _jobs(plan, parts)
    if workers is None:
        workers = 0 if len(pages) < FEW_PAGES else os.cpu_count() or 1
    with Workers(workers, plan) as pool:
        for _, result in pool.run(read_document, jobs):
            if isinstance(result, WorkerDied):
                raise result
            for kind, table in result.tables.items():
                parts[kind].append(table)
    return {kind: kind.join(tables) for kind, tables in parts.items()}


def _jobs(plan: Plan, parts: Mapping[type[Table[Any]], Sequence[Table[Any]]]) -> list[DocumentJob]:
    whole: Read = {kind: kind.join(tables) for kind, tables in parts.items()}
    assert plan.furniture is not None
    furniture = run_stage(plan.furniture, whole, plan.lists, plan.settings)[t.Furniture]
    assert isinstance(furniture, t.Furniture)
    jobs = []
    for document, original in zip(parts[t.LocalDocuments], parts[t.Originals], strict=True):
        (row,) = document.rows()
        own = own_furniture(row.raw_text, furniture)
        tables: Read = {t.LocalDocuments: document, t.Originals: original, t.Furniture: own}
        jobs.append(DocumentJob(row.doc_id, "", tables))
    return jobs


# ---------------------------------------------------------------- what the reading hangs on


def code_of_reading() -> str:
    """The code, word lists and table columns that the document stages hang on -> a hash; those of later stages, of
    redate above all, have no part in it."""
    lists = (path for path in (ROOT / "resources").glob("*") if path.name not in LATER_LISTS)
    columns = [f"{kind.name} {[(c.name, str(c.type)) for c in columns_of(kind.row)]}" for kind in _kinds()]
    code = [path.read_bytes() for path in sorted({*modules_read(), *lists, Path(__file__)})]
    return sha256_of(b"".join([*code, "".join(sorted(columns)).encode()]))


def modules_read() -> set[Path]:
    """The files of the document stages, and of all that they import."""
    plan = Plan()
    assert plan.furniture is not None
    stages = (plan.ingest, plan.furniture, *plan.document_stages)
    return _imported([stage.function.__module__ for stage in stages] + ["sayso.language.parse"])


def _kinds() -> Iterable[type[Table[Any]]]:
    plan = Plan()
    assert plan.furniture is not None
    return [kind for stage in (plan.ingest, plan.furniture, *plan.document_stages) for kind in stage.writes]


def _imported(modules: Sequence[str]) -> set[Path]:
    """Modules -> their files, and those of all that they import; the tables' columns are told apart."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if not name.startswith("sayso.") or name == "sayso.tables":
            continue
        path = ROOT.joinpath(*name.split(".")[1:])
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file in found or not file.is_file():
            continue
        found.add(file)
        waiting += _imports(file)
    return found


def _imports(file: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names
