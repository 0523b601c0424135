"""timex: dates and times in text, and their values, against TimeML's TIMEX3 (protocol: TempEval-3, task A)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bench.score import f1, share
from sayso.annotate.annotate import annotate
from sayso.annotate.resolve import resolve
from sayso.ids import doc_id_of
from sayso.language.calendar import is_day
from sayso.language.knowledge import Knowledge
from sayso.language.parse import parse_texts
from sayso.spans import Span
from sayso.tables import Block, Blocks, DocumentDate, DocumentDates, Text, Texts

UNDATED = frozenset({"wikiwars"})
"""Sub-folders of narratives: their publication date says nothing about what they tell, and is not given."""


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression with its value, in the gold or as an answer."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the benchmark."""

    name: str
    text: str
    published: str | None
    gold: tuple[Timex, ...]


@dataclass(slots=True)
class Tally:
    """What was counted over some documents."""

    gold: int = 0
    answers: int = 0
    relaxed_gold: int = 0
    relaxed_answers: int = 0
    strict: int = 0
    same_value: int = 0
    days: int = 0
    days_right: int = 0

    def add(self, other: Tally) -> None:
        """The counts of further documents."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self) -> dict[str, float]:
        """The counts as the benchmark's keys, in percent."""
        relaxed = f1(self.relaxed_answers, self.answers, self.relaxed_gold, self.gold)
        return {
            "relaxed_f1": relaxed,
            "strict_f1": f1(self.strict, self.answers, self.strict, self.gold),
            "value_f1": round(relaxed * self.same_value / self.relaxed_gold, 2) if self.relaxed_gold else 0.0,
            "day_accuracy": share(self.days_right, self.days),
        }


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> figures for each sub-folder, and for "all" of it."""
    figures: dict[str, dict[str, float]] = {}
    whole = Tally()
    knowledge = Knowledge()
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        tally = Tally()
        for path in sorted(part.glob("*.tml")):
            page = read_page(path, dated=part.name not in UNDATED)
            tally.add(count(page.gold, answers(page, knowledge)))
        figures[part.name] = tally.figures()
        whole.add(tally)
    figures["all"] = whole.figures()
    return figures


def read_page(path: Path, *, dated: bool) -> Page:
    """A TimeML file -> its text, its publication date (where it may be given), its gold."""
    # The files are not all well-formed XML: a stray '&' must not lose a document.
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(recover=True, huge_tree=False, resolve_entities=False))
    created = root.find(".//DCT//TIMEX3")
    day = (created.get("value") or "")[:10] if created is not None else ""
    pieces: list[str] = []
    gold: list[Timex] = []
    body = root.find(".//TEXT")
    if body is not None:
        _walk(body, pieces, gold)
    return Page(path.stem, "".join(pieces), day if dated and is_day(day) else None, tuple(gold))


def _walk(element: etree._Element, pieces: list[str], gold: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        gold.append(Timex(Span(start, sum(map(len, pieces))), element.get("value")))


def answers(page: Page, knowledge: Knowledge) -> list[Timex]:
    """A page -> what the product's stages say of its times."""
    doc_id = doc_id_of(page.name.encode())
    texts = Texts.of([_text(doc_id, page.text)])
    blocks = Blocks.of(_blocks(doc_id, page.text))
    parses = parse_texts(texts, blocks)
    times = annotate(texts, blocks, parses, knowledge.names, knowledge.gazetteer)[3]
    dates = DocumentDates.of([DocumentDate(doc_id, page.published, page.published, None, "bench/1", "as given")])
    values = {row.time_id: row.value for row in resolve(times, dates).rows()}
    return [
        unit for row in times.rows() for unit in units(Timex(Span(row.start, row.end), values[row.time_id]), row.text)
    ]


_TO = re.compile(r"\s+(?:to|through|thru|until|till|and)(?:\s+the)?\s+", re.I)
_DASH = re.compile(r"\s+[-–—]\s*|\s*[–—]\s*|-")


def units(answer: Timex, words: str) -> list[Timex]:
    """An answer and its words -> itself; a range, which is one expression here and two in TimeML -> its two ends."""
    values = (answer.value or "").split("/")
    between = (_TO.search(words) or _DASH.search(words)) if len(values) == 2 else None
    if between is None:
        return [answer]
    start = answer.span.start
    spans = (Span(start, start + between.start()), Span(start + between.end(), answer.span.end))
    return [Timex(span, value) for span, value in zip(spans, values, strict=True)]


def _text(doc_id: str, text: str) -> Text:
    return Text(doc_id, text, None, None, None, (), "en", "report", "bench/1", "as given")


def _blocks(doc_id: str, text: str) -> Iterator[Block]:
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        yield Block(doc_id, *match.span(), *match.span(), "body", True, "bench/1", "a paragraph")


def count(gold: Iterable[Timex], given: Iterable[Timex]) -> Tally:
    """Gold and answers of one document -> counts. A gold expression's answer is the one that overlaps it most."""
    wanted, found = list(gold), list(given)
    tally = Tally(gold=len(wanted), answers=len(found))
    tally.relaxed_answers = sum(any(one.span.overlaps(other.span) for other in wanted) for one in found)
    for one in wanted:
        overlapping = [other for other in found if other.span.overlaps(one.span)]
        best = max(overlapping, key=lambda other: _shared(one.span, other.span), default=None)
        right = best is not None and best.value == one.value
        tally.relaxed_gold += best is not None
        tally.strict += any(other.span == one.span for other in overlapping)
        tally.same_value += right
        if one.value is not None and is_day(one.value):
            tally.days += 1
            tally.days_right += right
    return tally


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
