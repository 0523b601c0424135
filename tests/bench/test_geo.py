"""The benchmark of places: what it reads, what it counts, that it asks the product."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.accuracy import summary
from bench.geo import Article, Tally, Toponym, answers, count, is_near, measure, read_articles
from sayso.annotate.places.located import Located
from sayso.language.gazetteer import load_gazetteer
from sayso.language.knowledge import Knowledge
from sayso.spans import Span

TEXT = "The ferry from Bergen, Norway, was late. In Oslo nobody waited, and in Quibbleton nobody knew."

OSLO_ID, NORWAY_ID = "3143244", "3144096"


def _toponym(words: str, lat: float, lon: float, tag: str) -> str:
    start = TEXT.index(words)
    return (
        f"<toponym><start>{start}</start><end>{start + len(words)}</end><phrase>{words}</phrase>"
        f"{tag.format(lat=lat, lon=lon)}</toponym>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tag = (
        f'<gaztag geonameid="{OSLO_ID}"><lat>{{lat}}</lat><lon>{{lon}}</lon>'
        f'<country geonameid="{NORWAY_ID}">Norway</country></gaztag>'
    )
    toponyms = [
        _toponym("Bergen", 60.39, 5.32, "<latitude>{lat}</latitude><longitude>{lon}</longitude>"),
        _toponym("Oslo", 59.91, 10.75, tag),
        _toponym("Quibbleton", 60.0, 10.0, '<gaztag geonameid="none"><lat>{lat}</lat><lon>{lon}</lon></gaztag>'),
        "<toponym><start>0</start><end>3</end><phrase>The</phrase></toponym>",
    ]
    page = f'<article docid="1"><text>{TEXT}</text><toponyms>{"".join(toponyms)}</toponyms></article>'
    (tmp_path / "Ferries.xml.gz").write_bytes(gzip.compress(f"<articles>{page}</articles>".encode()))
    return tmp_path


def test_reads_what_has_coordinates(folder: Path) -> None:
    (article,) = read_articles(folder / "Ferries.xml.gz")
    assert [one.words for one in article.gold] == ["Bergen", "Oslo", "Quibbleton"]
    assert all(one.span.of(article.text) == one.words for one in article.gold)
    assert [one.geonames_id for one in article.gold] == [None, OSLO_ID, "none"]


def test_measures_the_product(folder: Path) -> None:
    figures = measure(folder)
    assert set(figures) == {"ferries", "all"}
    everything = figures["all"]
    assert everything["held"] == 66.67
    assert everything["accuracy_161km"] == 66.67
    assert everything["accuracy_161km_found"] == 100.0
    assert everything["country_accuracy"] == 100.0
    assert {"accuracy_161km", "accuracy_161km_found", "country_accuracy"} <= set(summary("geo", "dev", figures))


def test_a_name_that_the_stage_passes_over_is_asked_for() -> None:
    text = "Shares of Bergen Line fell in Norway."
    gold = Toponym(Span(10, 16), "Bergen", 60.39, 5.32, None, None)
    (answer,) = answers(Article("a", text, None, (gold,)), Knowledge())
    assert answer.country == "NOR"
    assert is_near(gold, answer)


def test_near_is_a_hundred_miles() -> None:
    gold = Toponym(Span(0, 1), "x", 0.0, 0.0, None, None)

    def at(lon: float | None) -> Located:
        return Located("x", None, None if lon is None else 0.0, lon, None, "city", "")

    assert is_near(gold, at(1.44))
    assert not is_near(gold, at(1.46))
    assert not is_near(gold, at(None))


def test_no_answer_counts_as_wrong() -> None:
    tally = Tally()
    gold = Toponym(Span(0, 1), "Oslo", 59.91, 10.75, OSLO_ID, NORWAY_ID)
    countries = {OSLO_ID: "NOR", NORWAY_ID: "NOR"}
    count(tally, gold, Located("Oslo", None, None, None, None, "region", ""), countries, load_gazetteer())
    figures = tally.figures()
    assert (figures["accuracy_161km_found"], figures["country_accuracy"], figures["answered"]) == (0.0, 0.0, 0.0)
