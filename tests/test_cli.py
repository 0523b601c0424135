"""The command line: what it prints, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sayso import __version__ as version
from sayso import cli
from sayso.cli import _print_json
from sayso.run.local import build

PAGE = """The mayor of Ostrava visited Vienna on 3 May 2021

VIENNA, 3 May 2021 - The mayor of Ostrava met the mayor of Vienna on Monday, a spokesman for the city said.

The two cities signed an agreement on trade. Opponents denied that the agreement would bring any jobs to Ostrava.
"""


class Done(NamedTuple):
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


Sayso = Callable[..., Done]


@pytest.fixture
def sayso(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """The command line, called in this process."""

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["sayso", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        return Done(int(stopped.value.code or 0), *capfd.readouterr())

    return call


def in_a_process_of_its_own(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", "from sayso.cli import main; main()", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "empty.txt").touch()
    into = tmp_path_factory.mktemp("dossier") / "d.sayso"
    build([folder], into, processes=0)
    return into


def test_help_comes_at_once() -> None:
    began = time.perf_counter()
    done = in_a_process_of_its_own("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in ("build", "show", "report", "verify"))
    assert time.perf_counter() - began < 3, "a second on a quiet machine"


@pytest.mark.parametrize(
    "what", ["documents", "events", "timeline", "statements", "conflicts", "forecasts", "failures"]
)
def test_every_table_is_shown(sayso: Sayso, dossier: Path, what: str) -> None:
    shown, as_json = sayso("show", dossier, what), sayso("show", dossier, what, "--json")
    assert (shown.returncode, as_json.returncode) == (0, 0)
    rows = json.loads(as_json.stdout)
    assert ("1 row" if len(rows) == 1 else f"{len(rows)} rows") in shown.stdout
    assert len(json.loads(sayso("show", dossier, what, "--json", "--limit", 1).stdout)) == min(1, len(rows))


def test_what_is_shown_is_what_was_read(sayso: Sayso, dossier: Path) -> None:
    (document,) = json.loads(sayso("show", dossier, "documents", "--json").stdout)
    assert document["source"] == "page.txt"
    assert document["raw_text"] == PAGE
    (failure,) = json.loads(sayso("show", dossier, "failures", "--json").stdout)
    assert (failure["source"], failure["stage"]) == ("empty.txt", "ingest")


def test_a_build_goes_on_lists_what_it_could_not_read_and_says_so(
    sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    first = sayso("build", "page.txt", "--into", "d.sayso", "--processes", 1)
    assert (first.returncode, first.stderr) == (0, "")
    assert "1 document (1 new)" in first.stdout
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 20)
    second = sayso("build", ".", "--into", "d.sayso", "--processes", 1, "--json")
    assert second.returncode == 1
    summary = json.loads(second.stdout)
    assert (summary["documents"], summary["read"]) == (1, 0)
    assert [row["source"] for row in summary["failures"]] == ["noise.txt"]
    gone = sayso("build", "--into", "d.sayso", "--remove", "page.txt", "--processes", 1)
    assert "1 input no longer counts." in gone.stdout
    assert gone.stderr.startswith("noise.txt: ")


def test_a_file_name_does_not_steer_the_terminal(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a\x1b[2Jb.txt").touch()
    done = sayso("build", tmp_path / "pile", "--into", tmp_path / "d\x1b[31m.sayso", "--processes", 1)
    assert done.returncode == 1
    assert "a\ufffd[2Jb.txt: " in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    missing = sayso("show", tmp_path / "e\x1b[31m.sayso", "events")
    assert (missing.returncode, "\x1b" in missing.stderr) == (2, False)


def test_a_path_that_is_no_unicode_is_printed(sayso: Sayso, tmp_path: Path) -> None:
    into = tmp_path / os.fsdecode(b"d\xff.sayso")
    try:
        (tmp_path / "page.txt").touch()
        into.touch()
        into.unlink()
    except OSError:
        pytest.skip("this file system has no such names")
    for as_json in ([], ["--json"]):
        done = sayso("build", tmp_path / "page.txt", "--into", into, "--processes", 1, *as_json)
        assert done.returncode == 1, done.stderr


def test_a_report_does_not_overwrite_a_dossier(sayso: Sayso, dossier: Path) -> None:
    before = dossier.read_bytes()
    done = sayso("report", dossier, "--out", dossier)
    assert (done.returncode, "is left as it is; give another name" in done.stderr) == (2, True)
    assert dossier.read_bytes() == before


def test_a_report_in_the_pile_is_no_page_of_news(sayso: Sayso, dossier: Path, tmp_path: Path) -> None:
    sayso("report", dossier, "--out", tmp_path / "d.html")
    done = sayso("build", tmp_path / "d.html", "--into", tmp_path / "d.sayso", "--processes", 1, "--json")
    (failure,) = json.loads(done.stdout)["failures"]
    assert failure["error"] == "This is a report that Sayso wrote, not a page of news."
    assert failure["detail"] == "Leave it out of the pile."


def test_the_version_is_printed(sayso: Sayso) -> None:
    assert sayso("--version") == (0, f"sayso {version}\n", "")


def test_report_writes_one_page(sayso: Sayso, dossier: Path, tmp_path: Path) -> None:
    done = sayso("report", dossier, "--out", tmp_path / "d.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "d.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    wrong = sayso("report", dossier, "--out", tmp_path / "none" / "d.html")
    assert (wrong.returncode, "cannot be written" in wrong.stderr) == (2, True)


def test_verify_says_that_nothing_is_wrong_or_what(sayso: Sayso, dossier: Path) -> None:
    done = sayso("verify", dossier)
    assert (done.returncode, done.stdout) == (0, "Nothing is wrong.\n")


def test_verify_ends_with_1_when_something_is_wrong(sayso: Sayso, dossier: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sayso"
    content = dossier.read_bytes()
    broken.write_bytes(content.replace(b"Opponents denied", b"Opponents signed"))
    assert broken.read_bytes() != content
    done = sayso("verify", broken, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)


WRONG = {
    "no command": ([], "Usage"),
    "a command that is none": (["weigh"], "No such command"),
    "no dossier named": (["build", "page.txt"], "Missing option '--into'"),
    "nothing to build": (["build", "--into", "new.sayso"], "nothing to build"),
    "a path that is not there": (["build", "none.txt", "--into", "new.sayso"], "none.txt is not there"),
    "a table that is none": (["show", "text.sayso", "weather"], "Invalid value"),
    "a dossier that is not there": (["show", "none.sayso", "events"], "there is no dossier none.sayso"),
    "a dossier that is none": (["show", "text.sayso", "events"], "text.sayso is not a dossier"),
    "building into a text": (["build", "text.sayso", "--into", "text.sayso"], "text.sayso is not a dossier"),
    "verifying a text": (["verify", "text.sayso"], "text.sayso is not a dossier"),
    "removing from nothing": (["build", "--into", "new.sayso", "--remove", "x"], "nothing to build"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_ends_with_2_and_a_sentence(
    sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.sayso").write_text("not a dossier at all\n")
    done = sayso(*arguments)
    said = done.stderr + done.stdout
    assert done.returncode == 2, said
    assert message in said
    assert "Traceback" not in said
    assert (tmp_path / "text.sayso").read_text() == "not a dossier at all\n"
    assert [path.name for path in tmp_path.iterdir()] == ["text.sayso"]


def test_json_cannot_steer_a_terminal_and_means_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"title": "a\u202eb\x9bc\U000e0041 é", "path": "caf\udce9"}
    _print_json(value)
    printed = capsys.readouterr().out
    assert "\\u202eb\\u009bc\\udb40\\udc41 é" in printed
    assert json.loads(printed) == value
