"""Whatever stands in a folder: the build reads what it can and lists the rest. All real stages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.run.layout import APPLICATION_ID
from sayso.run.local import BuildSummary, build
from sayso.run.store import Dossier

PAGE = "The port of Bergen reopened on 2 March 2019. The harbour master said that no ship was lost.\n"
BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 64,
    "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "dossier.txt": b"SQLite format 3\0" + bytes(52) + APPLICATION_ID.to_bytes(4, "big") + bytes(100),
}
ODD = {
    "good.txt": PAGE.encode(),
    "broken.txt": PAGE.encode() + b"caf\xe9 \xff\xfe \xc3(\n",
    "utf-16.txt": PAGE.replace("Bergen", "Tromsø").encode("utf-16"),
    "one-word.txt": b"Bergen",
    "odd.txt": PAGE.encode()
    + "\u202eBergen\u202c \U0001f6a2 e\u0301\u200b\ufeff\x07 \U000e0041 said that it is open.\n".encode(),
    "deep.html": b"<div>" * 5000 + PAGE.encode() + b"</div>" * 5000,
    "marked.html": b"<title>Port</title><p>The port <b>opened</b>, it said.<script>alert(1)</script>",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildSummary, Path]:
    folder = tmp_path_factory.mktemp("pile")
    for name, content in (BAD | ODD).items():
        (folder / name).write_bytes(content)
    (folder / "long.txt").write_bytes(b"no end to it " * 4_000_000)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    into = tmp_path_factory.mktemp("dossier") / "d.sayso"
    return build([folder, folder / "missing.txt"], into, processes=2), into


def test_what_cannot_be_read_is_listed_with_a_mend(built: tuple[BuildSummary, Path]) -> None:
    summary, _ = built
    assert {row.source for row in summary.failures} == {*BAD, "long.txt", "loop", "pipe.txt", "missing.txt"}
    for row in summary.failures:
        assert row.stage == "ingest"
        assert row.error.endswith(".") and row.detail.endswith(".")
        assert "fault of Sayso" not in row.error


def test_what_can_be_read_is(built: tuple[BuildSummary, Path]) -> None:
    summary, into = built
    with Dossier(into) as dossier:
        assert {row.source for row in dossier.documents().rows()} == set(ODD)
    assert summary.documents == len(ODD)


def test_an_input_that_may_not_be_read(tmp_path: Path) -> None:
    page = tmp_path / "secret.txt"
    page.write_text(PAGE)
    page.chmod(0)
    if os.access(page, os.R_OK):
        pytest.skip("this user may read everything")
    (failure,) = build([tmp_path], tmp_path / "d.sayso", processes=0).failures
    assert failure.error == "You are not allowed to read the input."
