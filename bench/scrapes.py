"""scrapes: the article out of a page, with and without its tags, and who wrote it when.

`plain.jsonl` holds pages that have lost their tags. Each is an input of its own, the file is the pile that furniture is
found in. Precision and recall of 4-word runs against the gold, a mean over pages each, F1 of the two means. As the gold
holds neither headline nor byline nor date line nor most of the captions, and the stages keep all these apart, the
answer is the blocks that are body; with the captions it is `plain_captions_f1`.

`pages.jsonl.gz` holds pages with their tags. The answer is the body again (`html_captions_f1` with the captions), the
figure the mean F1 of the bag of its words; `with` and `without` are the shares of the snippets that must be there and
must not. Title and author are right when they are the gold or one holds the other, whatever the case and punctuation;
the date when date and redate, with each page alone, give an interval of one day and that is the day.

Source: README of the folder; the runs are counted as in scrapinghub's article-extraction-benchmark, evaluate.py.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.score import share
from sayso import tables as t
from sayso.config import Settings
from sayso.language.knowledge import Knowledge
from sayso.schema import Table
from sayso.stages import STAGES, run_stage

RUN = 4
_WORD = re.compile(r"\w+")
_BODY = frozenset({"body"})
_WITH_CAPTIONS = frozenset({"body", "caption"})

Tables = dict[type[Table[Any]], Table[Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the stages made of a page.

    date: the day of publication; None if the stages give none, or more than one
    """

    body: str
    with_captions: str
    title: str
    authors: tuple[str, ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers for the pages of a file, by the pages' ids, and how many a second one core reads and cleans."""

    answers: Mapping[str, Answer]
    per_second: float


WARM_UP = (
    t.Input("warm-up", b"A minister in Rome said on Monday that talks with France would begin next week."),
    t.Input("another", "Министр в Риме сказал в понедельник, что переговоры с Францией начнутся на неделе.".encode()),
)
"""Read before the clock runs, so that the loading of word lists and of the model of languages is not counted."""

NOTHING = Answer("", "", "", (), None)
"""The answer for a page that could not be read."""


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> the figures of its plain pages and of those with tags."""
    return {"all": plain_figures(folder / "plain.jsonl") | page_figures(folder / "pages.jsonl.gz")}


def plain_figures(path: Path) -> dict[str, float]:
    """Pages without tags -> F1 of their 4-word runs, its two means, how many a second one core reads and cleans."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reading = answers({row["id"]: row["text"] for row in rows}, dated=False)
    given = [reading.answers.get(row["id"], NOTHING) for row in rows]
    precision, recall = run_means([(row["gold"], answer.body) for row, answer in zip(rows, given, strict=True)])
    with_captions = run_means([(row["gold"], answer.with_captions) for row, answer in zip(rows, given, strict=True)])
    return {
        "plain_f1": percent(harmonic(precision, recall)),
        "plain_precision": percent(precision),
        "plain_recall": percent(recall),
        "plain_captions_f1": percent(harmonic(*with_captions)),
        "plain_per_second": round(reading.per_second, 1),
    }


def page_figures(path: Path) -> dict[str, float]:
    """Pages with tags -> word F1, snippets, and how many dates, authors and titles are right, of those in the gold."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    reading = answers({row["id"]: row["html"] for row in rows}, dated=True)
    pairs = [(row, reading.answers.get(row["id"], NOTHING)) for row in rows]
    dates = [answer.date == row["publish_date"] for row, answer in pairs if row["publish_date"]]
    authors = [names_author(row["author"], answer.authors) for row, answer in pairs if row["author"]]
    titles = [same_words(row["title"], answer.title) for row, answer in pairs if row["title"]]
    kept = [folded(words) in folded(answer.with_captions) for row, answer in pairs for words in row["with"]]
    left_out = [folded(words) not in folded(answer.with_captions) for row, answer in pairs for words in row["without"]]
    return {
        "html_f1": percent(fmean(word_f1(row["main_content"], answer.body) for row, answer in pairs)),
        "html_captions_f1": percent(fmean(word_f1(row["main_content"], answer.with_captions) for row, answer in pairs)),
        "date_accuracy": share(sum(dates), len(dates)),
        "author_accuracy": share(sum(authors), len(authors)),
        "title_accuracy": share(sum(titles), len(titles)),
        "with": share(sum(kept), len(kept)),
        "without": share(sum(left_out), len(left_out)),
    }


# ---------------------------------------------------------------- the stages


def answers(pages: Mapping[str, str], *, dated: bool) -> Reading:
    """Pages by their ids -> what ingest, furniture and clean (and date and redate, if `dated`) make of them."""
    knowledge, tables = Knowledge(), _no_rows()
    inputs = t.Inputs.of(t.Input(name, page.encode("utf-8", "replace")) for name, page in pages.items())
    _run("clean", _run("ingest", tables | {t.Inputs: t.Inputs.of(WARM_UP)}, knowledge), knowledge)
    began = time.process_time()
    tables = _run("ingest", tables | {t.Inputs: inputs}, knowledge)
    spent = time.process_time() - began
    tables = _run("furniture", tables, knowledge)
    began = time.process_time()
    tables = _run("clean", tables, knowledge)
    spent += time.process_time() - began
    return Reading(_answers(tables, _dates(tables, knowledge) if dated else {}), len(pages) / spent)


def _run(stage: str, tables: Tables, knowledge: Knowledge) -> Tables:
    found = next(one for one in STAGES if one.name == stage)
    return {**tables, **run_stage(found, tables, knowledge, Settings())}


def _no_rows() -> Tables:
    return {kind: kind.of([]) for stage in STAGES for kind in (*stage.reads, *stage.writes)}


def _answers(tables: Tables, dates: Mapping[str, str]) -> dict[str, Answer]:
    raw = {row.doc_id: row.raw_text for row in tables[t.LocalDocuments].rows()}
    texts = {row.doc_id: row for row in tables[t.Texts].rows()}
    blocks: dict[str, list[t.Block]] = {}
    for block in tables[t.Blocks].rows():
        blocks.setdefault(block.doc_id, []).append(block)
    found: dict[str, Answer] = {}
    for reading in tables[t.Readings].rows():
        doc_id = reading.doc_id
        text, own = texts[doc_id], blocks.get(doc_id, [])
        body, whole = (_words_of(own, raw[doc_id], kinds) for kinds in (_BODY, _WITH_CAPTIONS))
        found[reading.source] = Answer(body, whole, text.title or "", text.authors, dates.get(doc_id))
    return found


def _words_of(blocks: Iterable[t.Block], raw_text: str, kinds: frozenset[str]) -> str:
    return "\n".join(raw_text[row.raw_start : row.raw_end] for row in blocks if row.kept and row.kind in kinds)


def _dates(tables: Tables, knowledge: Knowledge) -> dict[str, str]:
    """Day of publication by doc_id; every page is redated alone, by its own candidates, without a parse of its text."""
    tables = _run("date", tables, knowledge)
    proposals: dict[str, list[t.DateProposal]] = {}
    for proposal in tables[t.DateProposals].rows():
        proposals.setdefault(proposal.doc_id, []).append(proposal)
    days: dict[str, str] = {}
    for text in tables[t.Texts].rows():
        alone = _no_rows() | {
            t.Texts: t.Texts.of([text]),
            t.DateProposals: t.DateProposals.of(proposals.get(text.doc_id, [])),
        }
        (date,) = _run("redate", alone, knowledge)[t.DocumentDates].rows()
        if date.published_earliest and date.published_earliest == date.published_latest:
            days[text.doc_id] = date.published_earliest
    return days


# ---------------------------------------------------------------- counting


def run_means(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Gold and answer of every page -> precision and recall of 4-word runs, the mean over pages each.

    Keeps: out of the precision a page without an answer, out of the recall one without a gold, as the source does
    """
    precisions: list[float] = []
    recalls: list[float] = []
    for gold, answer in pairs:
        wanted, given = runs_of(gold), runs_of(answer)
        shared = (wanted & given).total()
        if given:
            precisions.append(shared / given.total())
        if wanted:
            recalls.append(shared / wanted.total())
    return (fmean(precisions) if precisions else 1.0), (fmean(recalls) if recalls else 1.0)


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    """A text -> its runs of 4 words, and how often each stands there; a shorter text is one run."""
    words = _WORD.findall(text)
    runs = (tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
    return Counter(run for run in runs if run)


def word_f1(gold: str, answer: str) -> float:
    """Two texts -> F1 of the bags of their words, in small letters."""
    wanted, given = Counter(_WORD.findall(gold.lower())), Counter(_WORD.findall(answer.lower()))
    shared = (wanted & given).total()
    return 2 * shared / (wanted.total() + given.total()) if shared else 0.0


def same_words(gold: str, answer: str) -> bool:
    """Whether two names or titles are the same, or one holds the other, whatever their case and punctuation."""
    one, other = folded(gold), folded(answer)
    return bool(one and other) and (one in other or other in one)


def names_author(gold: str, authors: Sequence[str]) -> bool:
    """Whether the authors that were found, together or one of them, are the gold's."""
    return any(same_words(gold, answer) for answer in (", ".join(authors), *authors))


def folded(text: str) -> str:
    """A text -> its words in small letters, one space between two."""
    return " ".join(_WORD.findall(text.casefold()))


def harmonic(precision: float, recall: float) -> float:
    """F1 of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def percent(part: float) -> float:
    """A share -> percent, rounded to 2 places."""
    return round(100 * part, 2)
