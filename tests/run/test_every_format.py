"""A folder that mixes every format: the right documents, the right failures, all of it checked again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso import tables as t
from sayso.run.local import BuildSummary, build
from sayso.run.store import Dossier
from sayso.run.verify import verify
from tests.run.every_format import DOCUMENTS, READ, UNREAD, text_about, write_pile


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildSummary, Path]:
    into = tmp_path_factory.mktemp("dossier") / "d.sayso"
    return build([write_pile(tmp_path_factory.mktemp("pile"))], into, processes=2), into


def test_every_document_is_there(built: tuple[BuildSummary, Path]) -> None:
    summary, into = built
    with Dossier(into) as dossier:
        read = {row.source.split("/")[0] for row in dossier.read(t.Sources).rows() if row.doc_id is not None}
    assert read >= set(READ)
    assert summary.documents == DOCUMENTS + 1, "with the good page beside the one that leads outside"


def test_every_failure_is_one_row_with_a_mend(built: tuple[BuildSummary, Path]) -> None:
    summary, _ = built
    assert sorted(row.source.split("/")[0] for row in summary.failures) == sorted([*UNREAD, "lines.jsonl"])
    for row in summary.failures:
        assert row.stage == "ingest" and row.error.endswith(".") and row.detail.endswith(".")
        assert "fault of Sayso" not in row.error


def test_every_text_is_the_one_that_was_written(built: tuple[BuildSummary, Path]) -> None:
    _, into = built
    with Dossier(into) as dossier:
        texts = {row.source: " ".join(row.text.split()) for row in dossier.documents().rows()}
    for source, text in texts.items():
        (port,) = set(re.findall(r"The port of (\w+) reopened", text))
        for sentence in re.split(r"(?<=\.) ", " ".join(text_about(port).split())):
            assert sentence in text, source


def test_what_the_wrapping_says_of_a_page_is_used(built: tuple[BuildSummary, Path]) -> None:
    _, into = built
    with Dossier(into) as dossier:
        documents = {row.source: row for row in dossier.documents().rows()}
    dated = ("mail.eml", "news.rss/1 Alesund opens", "news.atom/1 Risor opens", "table.csv/row 2", "marked.md")
    assert {documents[source].published_earliest for source in dated} == {"2019-03-03"}
    assert documents["saved.mhtml"].url == "https://fjord.example/saved"
    assert documents["saved.mhtml"].published_latest == "2019-03-04"
    assert documents["mail.eml"].authors == ("Ann Example",)
    assert documents["news.atom/1 Risor opens"].title == "Risor opens"
    assert {documents[source].publisher for source in documents if source.startswith("crawl.")} == {"fjord.example"}


def test_pictures_and_indexes_are_left_out_and_said_to_be(built: tuple[BuildSummary, Path]) -> None:
    _, into = built
    with Dossier(into) as dossier:
        left = {row.source: row.detail for row in dossier.read(t.Sources).rows() if row.state == "left_out"}
    assert any("picture" in (why or "") for source, why in left.items() if source.startswith("crawl.warc.gz/"))
    assert "crawl.wacz/datapackage.json" in left


def test_everything_is_as_the_bytes_say(built: tuple[BuildSummary, Path]) -> None:
    assert verify(built[1]) == []
