"""dating: on which day a document was published, one masked at a time (folder: incidents).

What is withheld of the masked document: its date, address, header and feed fields, and every exact or near copy of it.
The others have the date that the folder gives them. Apart are measured what the bare text gives (`answered`,
`accuracy`) and what it gives beside its sisters (`answered_sister`, `accuracy_sister`), in percent: of the documents
that have an answer, how many; of the answers, how many are right within a day. An interval of up to three days is an
answer with a day, the middle one; what is wider is none.

The dev folder (3,162 documents) takes seven minutes of one core to read, shared among all cores, once; then, as long as
nothing changes that the reading hangs on, one minute.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.dating_pages import Page, drawn, read_documents, read_pages, remembered
from bench.score import share
from sayso import tables as t
from sayso.dating.pile import Given, Pile, read_pile
from sayso.dating.redate import date_document
from sayso.run.documents import Read
from sayso.run.plan import Plan
from sayso.stages import run_stage


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


def pile_tables(read: Read, pages: Sequence[Page]) -> Read:
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


def pile_of(read: Read, pages: Sequence[Page]) -> Pile:
    """What was read, the days of the pages -> what redate knows of such a pile."""
    tables = pile_tables(read, pages)
    reads = next(stage.reads for stage in Plan().stages if stage.name == "redate")
    return read_pile(Given(*(tables[kind] for kind in reads)))  # type: ignore[arg-type]


def count(pages: Sequence[Page], pile: Pile) -> dict[str, Tally]:
    """Pages, a pile of them -> what was counted, by part."""
    incidents: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        incidents[page.incident].add(page.doc_id)
    tallies = {"all": Tally(), "with a sister": Tally(), "without": Tally()}
    for page in pages:
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

    sample: about so many documents, whole incidents drawn with a fixed seed, are read and make a pile of their own
    """
    pages = read_pages(folder / "documents.jsonl.gz")
    if sample is not None and sample < len(pages):
        pages = drawn(pages, sample)
        read = read_documents(pages)
    else:
        read = remembered(pages)
    return {part: tally.figures() for part, tally in count(pages, pile_of(read, pages)).items()}
