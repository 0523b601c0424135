"""incidents: what counts as a copy across hosts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.incidents import host_of, interval, measure

STORY = " ".join(
    f"On day {n} the ferry number {n} left pier {n} late because of fog bank {n} near the town." for n in range(12)
)
OTHER = " ".join(f"In year {n} the council sold market hall {n} to merchant {n} for a small sum." for n in range(12))


def _write(folder: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    folder.mkdir(parents=True)
    with gzip.open(folder / "documents.jsonl.gz", "wt", encoding="utf-8") as lines:
        for doc_id, incident, host, text in rows:
            row = {"doc_id": doc_id, "incident_id": incident, "title": "", "text": text}
            lines.write(json.dumps({**row, "url": f"https://web.archive.org/web/2031/http://www.{host}/a"}) + "\n")
    return folder


def test_pairs_across_hosts_are_counted(tmp_path: Path) -> None:
    rows = [
        ("a", "1", "one.example", STORY),
        ("b", "1", "two.example", STORY + " More will follow."),
        ("c", "2", "three.example", STORY + " Nothing follows."),
        ("d", "1", "one.example", STORY),
        ("e", "3", "four.example", OTHER),
    ]
    found = measure(_write(tmp_path / "dev", rows))["all"]
    assert (found["near_copy_true"], found["near_copy_true_found"], found["near_copy_recall"]) == (2, 2, 100.0)
    assert (found["near_copy_pairs"], found["near_copy_pairs_right"], found["near_copy_precision"]) == (5, 2, 40.0)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://web.archive.org/web/2031id_/http://www.one.example:80/a", "one.example"),
        ("http://m.one.example/a", "one.example"),
        ("", ""),
    ],
)
def test_host_is_the_publishers(url: str, host: str) -> None:
    assert host_of(url) == host


def test_interval_holds_the_share_and_never_leaves_the_scale() -> None:
    assert interval(0, 0) == (0.0, 100.0)
    low, high = interval(22, 23)
    assert 75 < low < 100 * 22 / 23 < high <= 100
    assert interval(27, 27)[1] == 100.0
