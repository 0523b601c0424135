"""geo: where the places of a text lie, against gold coordinates (protocol: names given, right within 161 km)."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bench.score import share
from sayso.annotate.annotate import annotate
from sayso.annotate.page import Page
from sayso.annotate.places.located import Asked, Located
from sayso.annotate.places.reader import PlaceReader
from sayso.ids import doc_id_of
from sayso.language.gazetteer import Gazetteer, GazetteerPlace
from sayso.language.knowledge import Knowledge
from sayso.language.parse import parse_texts
from sayso.spans import Span
from sayso.tables import Block, Blocks, LocalPlace, Text, Texts

NEAR = 161.0
"""Kilometres (a hundred miles) within which an answer is right."""
EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in the gold, with the place it means."""

    span: Span
    words: str
    lat: float
    lon: float
    geonames_id: str | None
    country_id: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """A document of the benchmark."""

    name: str
    text: str
    publisher: str | None
    gold: tuple[Toponym, ...]


@dataclass(slots=True)
class Tally:
    """What was counted over some toponyms; `held`: those whose gold place the gazetteer has."""

    gold: int = 0
    held: int = 0
    answered: int = 0
    right: int = 0
    right_held: int = 0
    with_country: int = 0
    country_right: int = 0
    held_with_country: int = 0
    held_country_right: int = 0

    def figures(self) -> dict[str, float]:
        """The counts as the benchmark's keys, in percent; `found` is "of those the gazetteer holds"."""
        return {
            "accuracy_161km": share(self.right, self.gold),
            "accuracy_161km_found": share(self.right_held, self.held),
            "country_accuracy": share(self.country_right, self.with_country),
            "country_accuracy_found": share(self.held_country_right, self.held_with_country),
            "right_of_answered": share(self.right, self.answered),
            "answered": share(self.answered, self.gold),
            "held": share(self.held, self.gold),
        }


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> figures for each of its files, and for "all" of them."""
    knowledge = Knowledge()
    countries = countries_by_id(knowledge.gazetteer)
    tallies: dict[str, Tally] = {}
    whole = Tally()
    for path in sorted(folder.glob("*.xml*")):
        part = tallies.setdefault(path.name.partition(".")[0].lower(), Tally())
        for article in (article for article in read_articles(path) if article.gold):
            for gold, answer in zip(article.gold, answers(article, knowledge), strict=True):
                for tally in (part, whole):
                    count(tally, gold, answer, countries, knowledge.gazetteer)
    return {part: tally.figures() for part, tally in tallies.items()} | {"all": whole.figures()}


def countries_by_id(gazetteer: Gazetteer) -> dict[str, str]:
    """GeoNames id of every place that the gazetteer holds -> ISO 3166 alpha-3 of its country."""
    cells = (line.split(b"\t", 4) for line in gazetteer.places)
    return {geonames_id.decode(): country.decode() for geonames_id, _, _, country, _ in cells}


def read_articles(path: Path) -> Iterator[Article]:
    """A file of articles (XML, gzipped or not) -> each with the toponyms that have coordinates."""
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    root = etree.fromstring(content, etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False))
    for number, element in enumerate(root.iter("article")):
        gold = tuple(one for child in element.iter("toponym") if (one := _toponym(child)) is not None)
        name = element.get("docid") or element.get("file") or str(number)
        yield Article(name, element.findtext("text") or "", element.findtext("domain"), gold)


def _toponym(element: etree._Element) -> Toponym | None:
    lat, lon = _number(element, "lat", "latitude"), _number(element, "lon", "longitude")
    start, end = _number(element, "start"), _number(element, "end")
    if lat is None or lon is None or start is None or end is None:
        return None
    tag = next(element.iter("gaztag"), None)
    country = next(element.iter("country"), None)
    return Toponym(
        span=Span(int(start), int(end)),
        words=element.findtext("phrase") or "",
        lat=lat,
        lon=lon,
        geonames_id=tag.get("geonameid") if tag is not None else element.findtext("geonameid"),
        country_id=country.get("geonameid") if country is not None else None,
    )


def _number(element: etree._Element, *names: str) -> float | None:
    for name in names:
        found = next(element.iter(name), None)
        if found is not None and found.text and found.text.strip():
            try:
                return float(found.text)
            except ValueError:
                return None
    return None


def answers(article: Article, knowledge: Knowledge) -> Iterator[LocalPlace | Located]:
    """An article -> for each gold toponym the product's place there, else where it takes the name to lie."""
    doc_id = doc_id_of(article.name.encode())
    text = Text(doc_id, article.text, None, article.publisher, None, (), "en", "report", "bench/1", "as given")
    texts, blocks = Texts.of([text]), Blocks.of(_blocks(doc_id, article.text))
    parses = parse_texts(texts, blocks)
    sentences, mentions, referents, _, places = annotate(texts, blocks, parses, knowledge.names, knowledge.gazetteer)
    found: Mapping[Span, LocalPlace] = {Span(row.start, row.end): row for row in places.rows()}
    by_id = {row.referent_id: row for row in referents.rows()}
    page = Page(doc_id, article.text, parses[doc_id], tuple(sentences.rows()))
    reader = PlaceReader(page, list(mentions.rows()), by_id, article.publisher, knowledge.names, knowledge.gazetteer)
    for gold in article.gold:
        yield found.get(gold.span) or reader.locate(Asked(gold.words, gold.span))


def _blocks(doc_id: str, text: str) -> Iterator[Block]:
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        yield Block(doc_id, *match.span(), *match.span(), "body", True, "bench/1", "a paragraph")


def count(
    tally: Tally, gold: Toponym, answer: LocalPlace | Located, countries: Mapping[str, str], gazetteer: Gazetteer
) -> None:
    """Adds a toponym and its answer to a tally."""
    right = is_near(gold, answer)
    held = gold.geonames_id in countries if gold.geonames_id else _has_near(gold, gazetteer)
    country = countries.get(gold.country_id or "") or countries.get(gold.geonames_id or "")
    tally.gold += 1
    tally.held += held
    tally.answered += answer.lat is not None
    tally.right += right
    tally.right_held += right and held
    tally.with_country += country is not None
    tally.country_right += country is not None and answer.country == country
    tally.held_with_country += held and country is not None
    tally.held_country_right += held and country is not None and answer.country == country


def _has_near(gold: Toponym, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer has a place of that name where the gold, which states no id, has it."""
    own, other = gazetteer.named(gold.words)
    return any(is_near(gold, place) for place in own + other)


def is_near(gold: Toponym, answer: LocalPlace | Located | GazetteerPlace) -> bool:
    """Whether an answer lies within 161 km of the gold point; no answer does not."""
    if answer.lat is None or answer.lon is None:
        return False
    north, south = math.radians(gold.lat), math.radians(answer.lat)
    across = math.radians(gold.lon - answer.lon)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half))) <= NEAR
