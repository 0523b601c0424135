"""The dating benchmark: what it withholds, and what it counts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.dating import Tally, answer_of, measure
from bench.dating_pages import Page, code_of_reading, drawn, masked, modules_read
from sayso.tables import DocumentDate

MASKED = [
    ("Posted: Wednesday, March 3, 2021 2:06 PM EST Updated: Wednesday, March 3, 2021 5:29 PM EST\nIt fell.", "2021"),
    ("It fell. (Published Thursday, Aug. 19, 2021)", "2021"),
    ("Last Updated: November 14, 2021 at 7:44 pm\nIt fell.", "2021"),
    ("October 24, 2021 - 1:58 PM\nIt fell.", "2021"),
    ("August 17, 2021\nIt fell.", "2021"),
    ("It fell. https://news.example/2021/02/27/bridge", "2021"),
    ("Bridge falls - 03/31/21\nIt fell.", "03/31"),
]


@pytest.mark.parametrize(("text", "gone"), MASKED)
def test_masked(text: str, gone: str) -> None:
    assert gone not in masked(text)
    assert "It fell." in masked(text)


def test_a_day_told_in_the_text_is_no_header() -> None:
    told = "The bridge that fell on Monday, March 1, 2021, was old."
    assert masked(told) == told


def _date(first: str | None, last: str | None, method: str | None = "sister") -> DocumentDate:
    return DocumentDate("d", first, last, method, "redate/2", "")


def test_answers_are_narrow() -> None:
    assert str(answer_of(_date("2021-03-03", "2021-03-05"))) == "2021-03-04"
    assert answer_of(_date("2021-03-03", "2021-03-06")) is None
    assert answer_of(_date("2021-03-03", None)) is None


def test_counts() -> None:
    tally, none = Tally(), _date(None, None, None)
    tally.add("2021-03-05", none, _date("2021-03-03", "2021-03-05"))
    tally.add("2021-03-05", _date("2021-03-05", "2021-03-05", "dateline"), _date("2021-03-01", "2021-03-02"))
    tally.add("2021-03-05", none, _date("2021-03-01", "2021-03-31"))
    tally.add("2021-03-05", none, none)
    assert tally.figures() == {
        "answered": 25.0, "accuracy": 100.0, "answered_sister": 50.0, "accuracy_sister": 50.0,
        "intervals_sister": 75.0, "interval_accuracy_sister": 66.67,
    }  # fmt: skip


def test_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tellings of one meeting: each is dated by the other; the second run reads what the first kept."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    told = "Chilean President Sebastian Pinera met Ecuadorean President Lenin Moreno in Quito on Wednesday{}"
    texts = [told.format(" night. It rained."), told.format(", for an hour. Nobody knows why, and a road is planned.")]
    records = [
        {"title": f"Talks {n}", "text": text, "date": f"2021-03-1{n}", "incident_id": 7} for n, text in enumerate(texts)
    ]
    with gzip.open(tmp_path / "documents.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)
    figures = measure(tmp_path)
    assert figures["all"]["answered"] == 0.0
    assert figures["all"]["intervals_sister"] == 100.0
    assert figures["all"]["interval_accuracy_sister"] == 100.0
    assert measure(tmp_path) == figures


def test_a_sample_keeps_incidents_together() -> None:
    pages = [Page(f"d{n}", f"i{n // 3}", "2021-03-05", b"") for n in range(30)]
    sample = drawn(pages, 10)
    assert len(sample) == 12
    assert {page.doc_id for page in sample} == {
        page.doc_id for page in pages if page.incident in {one.incident for one in sample}
    }
    assert drawn(pages[::-1], 10)[0].incident == sample[0].incident


def test_the_reading_does_not_hang_on_what_comes_after_it() -> None:
    """A change to redate costs no new reading; one to the date stage or the parse does."""
    read = {path.as_posix().split("/sayso/")[-1] for path in modules_read()}
    assert {"dating/date.py", "language/parse.py", "annotate/times/find.py", "clean/clean.py"} <= read
    assert not read & {"dating/redate.py", "dating/signs.py", "relations/relate.py", "events/group.py", "cli.py"}
    assert code_of_reading() == code_of_reading()
