"""A page added later may change what is made of an older one; the dossier is then that of a fresh build of all."""

from __future__ import annotations

from pathlib import Path

from sayso import tables as t
from sayso.run.local import build
from sayso.run.store import Dossier
from sayso.run.verify import verify
from sayso.run.writing import digests_of
from tests.dating.test_sisters import CLOCK, LATER, NOTICE, REPORT

SHARED = "The lamp in the tower burns for those at sea since 1911 and will go on burning"
"""No word of it is a menu's: only that three pages print it makes it furniture."""
OLDER = {"clock.txt": f"{CLOCK}\n{SHARED}\n", "later.txt": f"{LATER}\n{SHARED}\n"}
ADDED = {"report.txt": f"{REPORT}\n{SHARED}\n", "notice.txt": NOTICE}


def written(folder: Path, pages: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    return folder


def test_a_page_added_later_dates_an_older_one_and_cuts_its_furniture(tmp_path: Path) -> None:
    pile, into = written(tmp_path / "pile", OLDER), tmp_path / "steps.sayso"
    build([pile], into, processes=0)
    with Dossier(into) as dossier:
        before = {row.source: row for row in dossier.documents().rows()}
    assert before["clock.txt"].published_earliest == "2021-08-16"
    assert before["later.txt"].published_method != "sister"
    assert SHARED in before["clock.txt"].text

    build([written(pile, ADDED)], into, processes=0)
    with Dossier(into) as dossier:
        after = {row.source: row for row in dossier.documents().rows()}
        cut = [row for row in dossier.read(t.Blocks).rows() if not row.kept and "repeat" in row.detail]
        steps = dict(digests_of(dossier.connection))
    assert after["clock.txt"].published_method == "sister"
    assert (after["clock.txt"].published_latest or "") < "2021-04"
    assert SHARED not in after["clock.txt"].text
    assert {row.doc_id for row in cut} >= {after["clock.txt"].doc_id, after["later.txt"].doc_id}

    build([pile], tmp_path / "fresh.sayso", processes=0)
    with Dossier(tmp_path / "fresh.sayso") as dossier:
        assert dict(digests_of(dossier.connection)) == steps
    assert verify(into) == []
