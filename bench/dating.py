"""dating: on which day a document was published, one masked at a time (folder: incidents).

What is withheld of the masked document: its date, address, header and feed fields, and every exact or near copy of it.
The others have the date that the folder gives them. Apart are measured what the bare text gives (`answered`,
`accuracy`) and what it gives beside its sisters (`answered_sister`, `accuracy_sister`), in percent: of the documents
that have an answer, how many; of the answers, how many are right within a day. An interval of up to three days is an
answer with a day, the middle one; what is wider is none.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import re
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyarrow import feather

from bench.score import share
from sayso import tables as t
from sayso.dating.pile import Given, read_pile
from sayso.dating.redate import date_document
from sayso.ids import ID_LENGTH, doc_id_of, sha256_of
from sayso.run.documents import DocumentJob, InputJob, Read, read_document, read_input
from sayso.run.pile import own_furniture
from sayso.run.plan import Plan
from sayso.schema import Table
from sayso.stages import run_stage

MAX_CHARACTERS = 20_000
"""Of a scrape so much is read: the few longer ones are whole sites' worth of other stories."""

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


@dataclass(slots=True)
class Tally:
    """What was counted over some documents."""

    documents: int = 0
    answered: int = 0
    right: int = 0
    answered_sister: int = 0
    right_sister: int = 0
    wide_sister: int = 0
    held_sister: int = 0

    def add(self, day: str, bare: t.DocumentDate, beside: t.DocumentDate) -> None:
        """One document: its day, its date from the bare text and beside its sisters."""
        true = dt.date.fromisoformat(day)
        self.documents += 1
        if (answer := answer_of(bare)) is not None:
            self.answered += 1
            self.right += abs((answer - true).days) <= 1
        if (answer := answer_of(beside)) is not None:
            self.answered_sister += 1
            self.right_sister += abs((answer - true).days) <= 1
        if beside.published_method in ("sister", "copy"):
            self.wide_sister += 1
            self.held_sister += (beside.published_earliest or "") <= day <= (beside.published_latest or "9999")

    def figures(self) -> dict[str, float]:
        """The counts as the benchmark's keys, in percent; beside them how often an interval that sisters gave, of
        whatever width, holds the day."""
        return {
            "answered": share(self.answered, self.documents),
            "accuracy": share(self.right, self.answered),
            "answered_sister": share(self.answered_sister, self.documents),
            "accuracy_sister": share(self.right_sister, self.answered_sister),
            "intervals_sister": share(self.wide_sister, self.documents),
            "interval_accuracy_sister": share(self.held_sister, self.wide_sister),
        }


MAX_DAYS = 3
"""An interval of so many days is an answer with a day: the middle one lies within a day of each."""


def answer_of(date: t.DocumentDate) -> dt.date | None:
    """A document's date -> the day it answers with; None if it is too wide, or open."""
    if date.published_earliest is None or date.published_latest is None:
        return None
    first, last = dt.date.fromisoformat(date.published_earliest), dt.date.fromisoformat(date.published_latest)
    days = (last - first).days
    return first + dt.timedelta(days=days // 2) if days < MAX_DAYS else None


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


def read_documents(pages: list[Page]) -> Read:
    """Pages -> the tables of every document stage."""
    plan = Plan()
    parts: dict[type[Table[Any]], list[Table[Any]]] = defaultdict(list)
    for page in pages:
        for kind, table in read_input(
            plan, InputJob(sha256_of(page.content), page.doc_id, page.content)
        ).tables.items():
            parts[kind].append(table)
    whole: Read = {kind: kind.join(tables) for kind, tables in parts.items()}
    assert plan.furniture is not None
    furniture = run_stage(plan.furniture, whole, plan.lists, plan.settings)[t.Furniture]
    assert isinstance(furniture, t.Furniture)
    for document, original in zip(parts[t.LocalDocuments], parts[t.Originals], strict=True):
        (row,) = document.rows()
        tables: Read = {
            t.LocalDocuments: document,
            t.Originals: original,
            t.Furniture: own_furniture(row.raw_text, furniture),
        }
        for kind, table in read_document(plan, DocumentJob(row.doc_id, "", tables)).tables.items():
            parts[kind].append(table)
    return {kind: kind.join(tables) for kind, tables in parts.items()}


def pile_tables(read: Read, pages: list[Page]) -> Read:
    """What was read, the days of the pages -> the tables that redate reads, every document dated by its page's day."""
    plan = Plan()
    whole = dict(read)
    for stage in plan.pile_stages:
        if stage.name in ("relate", "link"):
            whole |= run_stage(stage, whole, plan.lists, plan.settings)
    proposals = whole[t.DateProposals]
    assert isinstance(proposals, t.DateProposals)
    given = [given_date(page) for page in pages]
    unmasked = [row for row in proposals.rows() if row.method in BARE]
    return whole | {t.DateProposals: t.DateProposals.of([*unmasked, *given])}


BARE = ("dateline", "text")
"""The candidates that the text itself gives."""


def given_date(page: Page) -> t.DateProposal:
    """The day that the folder gives a page, as a candidate."""
    return t.DateProposal(
        f"given-{page.doc_id}", page.doc_id, "published", page.day, "day", "metadata", None, None, None, "given"
    )


def count(pages: list[Page], read: Read, sample: int | None) -> dict[str, Tally]:
    """Pages and what was read of them -> what was counted, by part; with a sample, over so many of the pages."""
    tables = pile_tables(read, pages)
    reads = next(stage.reads for stage in Plan().stages if stage.name == "redate")
    pile = read_pile(Given(*(tables[kind] for kind in reads)))  # type: ignore[arg-type]
    chosen = sorted(pages, key=lambda page: page.doc_id)
    if sample is not None and sample < len(chosen):
        chosen = random.Random(7).sample(chosen, sample)
    incidents: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        incidents[page.incident].add(page.doc_id)
    tallies = {"all": Tally(), "with a sister": Tally(), "without": Tally()}
    for page in chosen:
        own = pile.documents[page.doc_id]
        own = replace(own, candidates=tuple(row for row in own.candidates if row.method in BARE))
        copies = pile.copies.get(page.doc_id, frozenset())
        bare = date_document(pile, own, frozenset(pile.documents)).date
        beside = date_document(pile, own, copies).date
        sisters = incidents[page.incident] - copies - {page.doc_id}
        for part in ("all", "with a sister" if sisters else "without"):
            tallies[part].add(page.day, bare, beside)
    return tallies


def measure(folder: Path, sample: int | None = None) -> dict[str, dict[str, float]]:
    """The folder of a split -> figures for documents with a sister, without one, and for "all" of them.

    sample: so many of the documents are masked, drawn with a fixed seed; the pile around them is whole
    """
    path = folder / "documents.jsonl.gz"
    pages = read_pages(path)
    return {part: tally.figures() for part, tally in count(pages, remembered(path, pages), sample).items()}


def remembered(path: Path, pages: list[Page]) -> Read:
    """The tables of the document stages, kept in the folder for temporary files: reading them takes half an hour."""
    named = sha256_of(path.read_bytes() + Plan().code.encode())[:ID_LENGTH]
    memory = Path(tempfile.gettempdir()) / f"sayso-dating-{named}"
    if not memory.is_dir():
        read = read_documents(pages)
        with tempfile.TemporaryDirectory(dir=memory.parent) as made:
            for kind, table in read.items():
                if kind is not t.Originals:
                    feather.write_feather(table.arrow, str(Path(made) / kind.name))
            shutil.copytree(made, memory)
    kinds = {kind.name: kind for stage in Plan().stages for kind in stage.writes}
    return {kinds[file.name]: kinds[file.name](feather.read_table(str(file))) for file in sorted(memory.iterdir())}
