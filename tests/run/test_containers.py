"""Files that hold many documents: each part counts by itself, as if it lay in a folder of the file's name."""

from __future__ import annotations

import io
import shutil
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sayso import tables as t
from sayso.config import RunSettings, Settings, settings_from
from sayso.errors import UsageError
from sayso.run.inputs import StandardInput
from sayso.run.local import build_by
from sayso.run.store import Dossier
from sayso.run.writing import open_writer
from tests.run.fake_stages import fake_plan
from tests.run.test_build import build, digests, rows

PAGES = {"one.txt": "Ada met Bert in Rome.", "sub/two.txt": "Bert denied it."}


def zipped(path: Path, pages: Mapping[str, str | bytes]) -> Path:
    """Pages -> a zip archive of them, the same bytes every time."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, page in pages.items():
            archive.writestr(zipfile.ZipInfo(name), page)
    return path


def sources_of(into: Path) -> dict[str, tuple[str, bool]]:
    """Source -> its state, and whether it gave a document; of each the latest."""
    found = sorted(rows(into, t.Sources), key=lambda row: row.read_at)
    return {row.source: (row.state, row.doc_id is not None) for row in found}


def test_a_part_is_a_document_with_its_own_bytes(tmp_path: Path) -> None:
    pile, into = tmp_path / "pile", tmp_path / "d.sayso"
    pile.mkdir()
    zipped(pile / "pages.zip", PAGES)
    (pile / "again.txt").write_text(PAGES["one.txt"])
    summary = build(pile, into=into)
    assert (summary.documents, summary.read, summary.failures) == (2, 2, ())
    found = {row.source: row.doc_id for row in rows(into, t.Sources)}
    assert set(found) == {"again.txt", "pages.zip/one.txt", "pages.zip/sub/two.txt"}
    assert found["again.txt"] == found["pages.zip/one.txt"]
    assert {row.inside for row in rows(into, t.Sources)} == {None, str(pile / "pages.zip")}


def test_an_archive_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, into = zipped(tmp_path / "pages.zip", PAGES), tmp_path / "d.sayso"
    build(archive, into=into)
    before = digests(into)
    monkeypatch.setattr("sayso.run.documents.unpack", lambda *_: pytest.fail("it was opened again"))
    again = build(archive, into=into)
    assert (again.documents, again.read) == (2, 0)
    shutil.copy(archive, tmp_path / "copy.zip")
    assert build(tmp_path / "copy.zip", into=into).documents == 2
    assert digests(into) == before


def test_what_an_archive_no_longer_holds_no_longer_counts(tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    build(zipped(tmp_path / "a.zip", PAGES | {"empty.txt": ""}), into=into)
    assert [row.source for row in rows(into, t.Failures)] == ["a.zip/empty.txt"]
    summary = build(zipped(tmp_path / "a.zip", {"one.txt": "Ada met Clara.", "three.txt": "Dora sang."}), into=into)
    assert (summary.documents, summary.failures) == (2, ())
    assert sources_of(into) == {
        "a.zip/one.txt": ("current", True),
        "a.zip/sub/two.txt": ("replaced", True),
        "a.zip/three.txt": ("current", True),
        "a.zip/empty.txt": ("replaced", False),
    }


def test_failures_in_an_archive_stay_until_it_is_mended(tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    archive = zipped(tmp_path / "a.zip", {"empty.txt": "", "one.txt": PAGES["one.txt"]})
    for _ in range(2):
        assert [row.source for row in build(archive, into=into).failures] == ["a.zip/empty.txt"]
    (tmp_path / "b.txt").write_text("Emil came.")
    assert [row.source for row in build(tmp_path / "b.txt", into=into).failures] == ["a.zip/empty.txt"]


def test_an_archive_and_its_parts_can_be_removed(tmp_path: Path) -> None:
    into, pile = tmp_path / "d.sayso", tmp_path / "pile"
    pile.mkdir()
    archive = zipped(pile / "a.zip", PAGES)
    build(pile, into=into)
    assert build(into=into, remove=(archive / "one.txt",)).documents == 1
    assert build(pile, into=into).documents == 1
    assert build(into=into, remove=(archive,)).documents == 0
    assert build(pile, into=into).documents == 0
    assert build(archive, into=into).documents == 2


def test_parts_in_steps_or_at_once_give_the_same_rows(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    zipped(pile / "a.zip", PAGES)
    inner = zipped(tmp_path / "inner.zip", {"x.txt": "Clara wrote to Ada.", "y.txt": "Emil came."}).read_bytes()
    zipped(pile / "b.zip", {"inner.zip": inner, "z.txt": "Dora sang."})
    build(pile, into=tmp_path / "whole.sayso", processes=2)
    for name in ("b.zip", "a.zip"):
        build(pile / name, into=tmp_path / "steps.sayso")
    assert digests(tmp_path / "steps.sayso") == digests(tmp_path / "whole.sayso")
    assert "b.zip/inner.zip/x.txt" in sources_of(tmp_path / "whole.sayso")


def test_a_page_that_hangs_costs_one_row(tmp_path: Path) -> None:
    settings = Settings(run=RunSettings(max_seconds=4, max_seconds_document=4))
    archive = zipped(
        tmp_path / "a.zip", {"h.txt": "HANG at ingest", "one.txt": PAGES["one.txt"], "i.txt": "So HANG it."}
    )
    summary = build_by(fake_plan(settings), [archive], tmp_path / "d.sayso", processes=2)
    assert [(row.source, row.stage) for row in summary.failures] == [("a.zip/h.txt", "ingest"), ("a.zip/i.txt", "run")]
    assert "longer than 4 seconds" in summary.failures[0].error
    assert summary.counts["sentences"] == 1


def test_standard_input_is_a_pile_of_its_own(tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    archive = zipped(tmp_path / "a.zip", PAGES).read_bytes()
    for stream in (archive, b"Dora sang.", archive):
        build_by(fake_plan(), [], into, processes=0, standard_input=StandardInput(io.BytesIO(stream)))
    assert set(sources_of(into)) == {"standard input", "standard input/one.txt", "standard input/sub/two.txt"}
    with Dossier(into) as dossier:
        assert dossier.count(t.LocalDocuments) == 3
    table = b"text,title\nEmil came home.,Home\n"
    named = StandardInput(io.BytesIO(table), "table.csv")
    assert build_by(fake_plan(), [], into, processes=0, standard_input=named).documents == 4


def test_a_cut_archive_gives_what_is_whole_and_one_failure(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for number, (name, page) in enumerate((PAGES | {"noise.bin": "x"}).items()):
            content = page.encode() if number < 2 else bytes(range(256)) * 400
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    (tmp_path / "a.tar.gz").write_bytes(packed.getvalue()[:-200])
    summary = build(tmp_path / "a.tar.gz", into=tmp_path / "d.sayso")
    assert summary.documents == 2
    assert [row.source for row in summary.failures] == ["a.tar.gz"]
    assert "cut off" in summary.failures[0].error


def test_a_container_whose_process_ended_is_read_again(tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    archive = zipped(tmp_path / "a.zip", {"h.txt": "HANG at ingest", "one.txt": PAGES["one.txt"]})
    other = zipped(tmp_path / "b.zip", {"same.txt": "HANG at ingest"})
    quick = Settings(run=RunSettings(max_seconds=4))
    assert len(build_by(fake_plan(quick), [archive, other], into, processes=1).failures) == 2
    with open_writer(into) as writer:
        assert writer.ask("SELECT count(*) FROM sayso_containers")[0][0] == 0


def test_a_page_in_place_of_a_container_replaces_all_of_it(tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    path = zipped(tmp_path / "a.xml", PAGES | {"empty.txt": ""})
    assert build(path, into=into).documents == 2
    path.write_text("Dora sang.")
    summary = build(path, into=into)
    assert (summary.documents, summary.failures) == (1, ())


def test_a_part_that_was_removed_stays_out_with_its_failure_and_its_neighbours_are_read(tmp_path: Path) -> None:
    into, pile = tmp_path / "d.sayso", tmp_path / "pile"
    pile.mkdir()
    archive = zipped(pile / "a.zip", {"empty.txt": "", "one.txt": PAGES["one.txt"]})
    build(pile, into=into)
    assert build(into=into, remove=(archive / "empty.txt", archive / "one.txt")).failures == ()
    assert build(pile, into=into).failures == ()
    zipped(pile / "a.zip", {"empty.txt": "", "one.txt": PAGES["one.txt"], "two.txt": "Dora sang."})
    summary = build(pile, into=into)
    assert (summary.documents, summary.failures) == (1, ())


def test_a_part_that_becomes_no_page_no_longer_counts(tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    build(zipped(tmp_path / "a.zip", {"one.txt": PAGES["one.txt"], "x.png": "p"}), into=into)
    with open_writer(into) as writer:
        writer.run("UPDATE sayso_parts SET doc_id = NULL, detail = 'a link' WHERE name = 'one.txt'")
    assert build(tmp_path / "a.zip", into=into).documents == 0


def test_a_column_cannot_mean_what_there_is_not() -> None:
    with pytest.raises(UsageError, match="cannot mean txt"):
        settings_from({"ingest": {"columns": [("txt", "body")]}})
    assert settings_from({"ingest": {"columns": {"text": "body"}}}).ingest.columns == (("text", "body"),)
