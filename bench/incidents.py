"""incidents: copies across hosts among scrapes of local news, against which incident each page is about.

A pair of pages on two hosts is right when both are of one incident. The pairs that must be found (`true`) are those of
one incident whose raw scrapes share half or more of the 5-word runs of both together, furniture and all.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from bench.score import share
from sayso.agreement.copies import COPIES, clusters
from sayso.clean.clean import clean
from sayso.clean.furniture import furniture
from sayso.ingest import ingest
from sayso.language.knowledge import Knowledge
from sayso.language.shingles import shingles, words_of
from sayso.relations.relate import relate
from sayso.tables import Input, Inputs

Pair = tuple[str, str]

RESEMBLANCE = 0.5
MIN_RUNS = 20
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/[^/]*/")
_SERVER = re.compile(r"^(?:www\d?|m|mobile)\.")


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the benchmark."""

    doc_id: str
    incident: str
    host: str
    raw: str


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> how right the near copies across hosts are, with counts and 95% intervals."""
    pages = {page.doc_id: page for page in read_pages(folder / "documents.jsonl.gz")}
    answered = across_hosts(copies(pages.values()), pages)
    right = {pair for pair in answered if _one_incident(pair, pages)}
    true = {pair for pair in across_hosts(resembling(pages.values()), pages) if _one_incident(pair, pages)}
    return {"all": figures(len(right), len(answered), len(true & answered), len(true))}


def figures(right: int, answered: int, found: int, true: int) -> dict[str, float]:
    """Counts -> the benchmark's keys, in percent."""
    precision, recall = interval(right, answered), interval(found, true)
    return {
        "near_copy_precision": share(right, answered),
        "near_copy_precision_low": precision[0],
        "near_copy_precision_high": precision[1],
        "near_copy_recall": share(found, true),
        "near_copy_recall_low": recall[0],
        "near_copy_recall_high": recall[1],
        "near_copy_pairs": answered,
        "near_copy_pairs_right": right,
        "near_copy_true": true,
        "near_copy_true_found": found,
    }


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share, in percent. Source: Wilson 1927."""
    if not whole:
        return 0.0, 100.0
    z, rate = 1.96, part / whole
    middle = rate + z * z / (2 * whole)
    reach = z * math.sqrt(rate * (1 - rate) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return round(100 * max(0.0, middle - reach) / scale, 2), round(100 * min(scale, middle + reach) / scale, 2)


def read_pages(path: Path) -> list[Page]:
    """The benchmark's documents -> pages, the title above the text as it stands on the page."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Page(
            row["doc_id"], str(row["incident_id"]), host_of(row["url"] or ""), f"{row['title'] or ''}\n\n{row['text']}"
        )
        for row in rows
    ]


def host_of(url: str) -> str:
    """An address, archived or not -> the host that published the page."""
    host = urlsplit(_ARCHIVED.sub("", url)).hostname or ""
    return _SERVER.sub("", host.lower())


def copies(pages: Iterable[Page]) -> set[Pair]:
    """Pages -> the pairs that the product's stages take for copies of one text."""
    inputs = Inputs.of(Input(page.doc_id, page.raw.encode("utf-8", "replace")) for page in pages)
    documents, originals, readings, _ = ingest(inputs)
    knowledge = Knowledge()
    blocks, texts = clean(documents, originals, furniture(documents), knowledge.page_words)
    relations, _ = relate(texts, documents, blocks, knowledge.wires)
    cluster_of = clusters(row for row in relations.rows() if row.relation in COPIES)
    groups: dict[str, list[str]] = {}
    for reading in readings.rows():
        groups.setdefault(cluster_of.get(reading.doc_id, (reading.doc_id,))[0], []).append(reading.source)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def resembling(pages: Iterable[Page]) -> set[Pair]:
    """Pages -> the pairs whose raw scrapes share half of the 5-word runs of both together."""
    runs = {page.doc_id: shingles(words_of(page.raw.partition("\n\n")[2])) for page in pages}
    holders: dict[int, list[str]] = {}
    for doc_id in sorted(doc_id for doc_id, of in runs.items() if len(of) >= MIN_RUNS):
        for run in runs[doc_id]:
            holders.setdefault(run, []).append(doc_id)
    shared: Counter[Pair] = Counter()
    for docs in holders.values():
        shared.update(combinations(docs, 2))
    return {
        (one, other)
        for (one, other), count in shared.items()
        if count >= RESEMBLANCE * (len(runs[one]) + len(runs[other]) - count)
    }


def across_hosts(pairs: Iterable[Pair], pages: Mapping[str, Page]) -> set[Pair]:
    """Pairs -> those on two hosts."""
    return {(one, other) for one, other in pairs if pages[one].host != pages[other].host}


def _one_incident(pair: Pair, pages: Mapping[str, Page]) -> bool:
    return pages[pair[0]].incident == pages[pair[1]].incident
