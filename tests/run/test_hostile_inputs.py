"""Inputs made to break readers: one build of all of them, by the command line, with all real stages.

Each costs one row in `failures`, in a sentence that says what is wrong and one that mends it, or is read aright; what
lies beside it is read, no process takes more memory than it may, and none of it takes long.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from sayso import cli
from sayso import tables as t
from sayso.config import RunSettings
from sayso.run.containers import FoundPart
from sayso.run.documents import InputJob, InputResult, Stopped, read_input
from sayso.run.inputs import FoundFile, find_inputs
from sayso.run.local import build_by
from sayso.run.plan import Plan
from sayso.run.sources import SourceBook
from sayso.run.store import Dossier
from sayso.run.verify import verify
from sayso.run.writing import open_writer
from tests.run import hostile_files as made
from tests.run.fake_stages import fake_plan

SECONDS = 20
"""So long may the reading of one document take here; by default it is a minute."""
SETTINGS = f"[run]\nmax_seconds = {SECONDS}\n[ingest]\nmax_unpacked = {512 * 1024**2}\n"
"""A bomb that says nothing of its size is found out after so many bytes; by default after eight times as many."""
LONGEST = 240
"""Far above what the build takes on an idle machine, not much more than SECONDS."""
MEMORY = RunSettings().max_memory * 1.1

_WATCHED = """
import json, resource, sys
from sayso.cli import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    largest = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print("kilobytes", largest, file=sys.stderr)
"""
"""The command line, which says at its end how much memory the largest of its processes took at most."""


class Hostile(NamedTuple):
    """A hostile input.

    make:   writes it into a folder of its own
    errors: what the folder's failures say, each by the name of what could not be read
    texts:  words that the folder's documents hold, each by the name of what was read
    """

    make: Callable[[Path], None]
    errors: Mapping[str, str] = MappingProxyType({})
    texts: Mapping[str, str] = MappingProxyType({})


BERGEN = "The port of Bergen reopened on 2 March 2019."
BOMB = "as bombs do"
OUT = "names a place outside the archive"
LEADS_OUT = "a link that leads out of the archive"
TOO_MANY = "more than 50,000 files"
CUT = ("cut.warc", "cut.warc.gz")

HOSTILE = (
    Hostile(made.zip_bomb, {"bomb.zip": BOMB}),
    Hostile(made.quiet_zip_bomb, {"bomb.zip": BOMB, "bomb.zip/a.txt": "more than 268,435,456 bytes"}),
    Hostile(made.lying_zip_bomb, {"bomb.zip/a.txt": "The entry is damaged"}),
    Hostile(made.gzip_bomb, {"bomb.tar.gz": BOMB}),
    Hostile(made.nested_bomb, {"bomb.zip/0.zip/0.zip": "as bombs do; 99 more were not opened after it"}),
    Hostile(made.pdf_bomb, {"bomb.pdf": "The process that read it was ended twice"}),
    Hostile(
        made.entity_bombs,
        {"word.docx": "The Word document is damaged"},
        {"feed.rss/1 Port": BERGEN, "page.xhtml": BERGEN, "drawn.txt": BERGEN},
    ),
    Hostile(made.many_files_in_zip, {"many.zip": TOO_MANY}),
    Hostile(made.many_files_in_tar, {"many.tar.gz": TOO_MANY}),
    Hostile(
        made.many_files_in_inner_zips,
        {"wide.zip/00.zip": "7 more were not opened"},
        {"wide.zip/page.txt": BERGEN},
    ),
    Hostile(
        made.deep_archives,
        {"deep.zip/inner.zip/inner.zip/inner.zip/inner.zip": "lies in 4 others, too deep to be opened"},
        {f"deep.zip/{'inner.zip/' * depth}page{depth}.txt": f"Page {depth}." for depth in range(4)},
    ),
    Hostile(
        made.paths_that_lead_out,
        {
            "dots.zip/../../dots.txt": OUT,
            "absolute.zip//absolute.txt": OUT,
            "drive.zip/C:\\drive.txt": OUT,
            "link.zip/link.txt": LEADS_OUT,
            "link.tar/link.txt": LEADS_OUT,
        },
        {f"{name}/in.txt": BERGEN for name in ("dots.zip", "absolute.zip", "drive.zip", "link.zip", "link.tar")},
    ),
    Hostile(made.links_that_lead_out, {"page.txt": "leads out of the given folder", "folder": "leads out"}),
    Hostile(made.locked_pdf, {"locked.pdf": "The PDF is locked with a password"}, {"open.pdf": BERGEN}),
    Hostile(made.cut_gzip, {"page.txt.gz": "cut off in the middle"}),
    Hostile(
        made.cut_warcs,
        dict.fromkeys(CUT, "cut off in the middle, after 2 whole"),
        {f"{name}/{n + 1} https://news.example/{n}": f"Page {n}." for name in CUT for n in (0, 1)},
    ),
    Hostile(made.feed_that_is_none, {"none.rss": "not XML", "broken.atom": "cut off after 0 whole entries"}),
    Hostile(made.huge_html, {"huge.html": "bytes of HTML, more than the 67,108,864 that are read"}),
    Hostile(
        made.deep_html,
        texts={f"{tag}.html": f"It rained in Oslo, {tag}." for tag in ("div", "span", "table")},
    ),
    Hostile(made.flooded_html, {"flood.html": "about 100,001 attributes, more than the 10,000 that are read"}),
    Hostile(made.hanging_html, {"hang.html": f"Reading it took longer than {SECONDS} seconds"}),
    Hostile(
        made.crowded_texts,
        {
            "lines.txt": "in 1,000,001 lines",
            "line.txt": "One line has 4,900,000 characters",
            "breaks.html": "lines; at most",
        },
    ),
    Hostile(made.crowded_table, texts={"wide.csv/row 2": BERGEN}),
    Hostile(made.crowded_metadata, texts={"page.html": BERGEN}),
    Hostile(
        made.lone_surrogates,
        texts={
            "bytes.txt": "The ship \ufffd sank.",
            "rows.jsonl/line 1": "The \ufffd ship.",
            "page.html": "The \ufffd ship \ufffd sank.",
        },
    ),
    Hostile(
        made.turned_characters,
        {"empty\u202etxt.exe\x1b[2J.txt": "The input is empty"},
        {
            "page\u202etxt.exe.txt": "Mr \u202eKaren\u202c Ada  [2Jmet \u2067Bert\u2069.",
            "page.html": "The mayor of \u202eOslo\u202c met the mayor of Bergen",
        },
    ),
)  # fmt: skip

by_name = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.make.__name__)


class Built(NamedTuple):
    """What the build of the whole pile gave; `beside` is all that then lay in the dossier's folder."""

    into: Path
    beside: frozenset[str]
    exit_code: int
    said: str
    summary: dict[str, Any]
    kilobytes: int
    seconds: float

    def errors_of(self, hostile: Hostile) -> dict[str, dict[str, str]]:
        """The rows of `failures` that a hostile input's folder gave, by the name of what could not be read."""
        start = f"{hostile.make.__name__}/"
        rows = [row for row in self.summary["failures"] if row["source"].startswith(start)]
        found = {row["source"].removeprefix(start): row for row in rows}
        assert len(found) == len(rows)
        return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    if sys.platform != "linux":
        pytest.skip("only Linux holds a process to its memory")
    root = tmp_path_factory.mktemp("hostile")
    for hostile in HOSTILE:
        folder = root / "pile" / hostile.make.__name__
        folder.mkdir(parents=True)
        hostile.make(folder)
    (root / "pile" / "good.txt").write_text(f"{made.PAGE}This page is good.\n", encoding="utf-8")
    (root / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    command = ["build", "pile", "--into", "d.sayso", "--settings", "settings.toml", "--processes", "2", "--json"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _WATCHED, *command],
        cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=2 * LONGEST,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    beside = frozenset(path.name for path in root.iterdir())
    shutil.rmtree(root / "pile")  # 300 MB, which the dossier does not need
    said, _, kilobytes = done.stderr.rpartition("kilobytes")
    return Built(root / "d.sayso", beside, done.returncode, said, json.loads(done.stdout), int(kilobytes), seconds)


@pytest.fixture(scope="module")
def texts(built: Built) -> dict[str, str]:
    """The text of every input that was read, by its source."""
    with Dossier(built.into) as dossier:
        by_id = {row.doc_id: row.raw_text for row in dossier.documents().rows()}
        return {row.source: by_id[row.doc_id] for row in dossier.read(t.Sources).rows() if row.doc_id is not None}


@by_name
def test_what_cannot_be_read_is_one_row_that_says_why(built: Built, hostile: Hostile) -> None:
    found = built.errors_of(hostile)
    # What stands in the way of a name that is an absolute path is the folder of this run.
    outside = str(built.into.parent)
    assert {name.replace(outside, "") for name in found} == set(hostile.errors)
    for name, row in found.items():
        assert hostile.errors[name.replace(outside, "")] in row["error"]
        assert row["stage"] == "ingest"
        assert row["error"].endswith(".") and row["detail"].endswith(".")


@by_name
def test_what_can_be_read_is_read_aright(texts: dict[str, str], hostile: Hostile) -> None:
    start = f"{hostile.make.__name__}/"
    found = {source.removeprefix(start): text for source, text in texts.items() if source.startswith(start)}
    assert set(found) == set(hostile.texts)
    for name, words in hostile.texts.items():
        assert words in found[name]


def test_what_lies_beside_them_is_read(built: Built, texts: dict[str, str]) -> None:
    assert texts["good.txt"] == f"{made.PAGE}This page is good.\n"
    assert not any("in secret" in text for text in texts.values())
    assert built.exit_code == 1
    assert len(built.summary["failures"]) == sum(len(hostile.errors) for hostile in HOSTILE)


def test_nothing_breaks_grows_or_hangs(built: Built) -> None:
    assert "Traceback" not in built.said
    assert "fault of Sayso" not in json.dumps(built.summary)
    assert built.kilobytes * 1024 < MEMORY
    assert built.seconds < LONGEST


def test_nothing_is_written_beside_the_dossier(built: Built) -> None:
    assert built.beside == {"pile", "outside", "settings.toml", "d.sayso"}


def test_what_was_read_is_read_the_same_again(built: Built) -> None:
    assert verify(built.into) == []


@pytest.fixture
def printed(built: Built, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a command on the dossier prints."""

    def call(command: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["sayso", command, str(built.into), *arguments])
        with pytest.raises(SystemExit):
            cli.main()
        return "".join(capfd.readouterr())

    return call


def test_what_was_read_in_vain_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def counted(plan: Plan, job: InputJob) -> InputResult:
        tried.append(job.source)
        return read_input(plan, job)

    monkeypatch.setattr("sayso.run.reading.read_input", counted)
    (tmp_path / "pages.zip").write_bytes(made.zip_of((f"{number}.txt", bytes(500)) for number in range(5)))
    summary = build_by(fake_plan(), [tmp_path / "pages.zip"], tmp_path / "d.sayso", processes=0)
    assert tried == ["0.txt"]
    assert [row.source for row in summary.failures] == [f"pages.zip/{number}.txt" for number in range(5)]


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="only where a system knows users")
def test_folders_that_may_not_be_entered_or_looked_into() -> None:
    # Not in pytest's own folder, which another user may not enter at all.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for closed, mode in (("enter", 0o444), ("look", 0o000)):
            (folder / closed).mkdir()
            (folder / closed / "page.txt").write_text(made.PAGE)
            (folder / closed).chmod(mode)
        (folder / "good.txt").write_text(made.PAGE)
        folder.chmod(0o755)
        me = os.geteuid()
        try:
            if me == 0:
                os.seteuid(65534)
            found = find_inputs([folder, folder / "look" / "page.txt"], folder / "d.sayso")
        finally:
            os.seteuid(me)
            for closed in ("enter", "look"):
                (folder / closed).chmod(0o755)
    assert list(found.files) == [f"{folder}/good.txt"]
    assert {error.source for error in found.errors.values()} == {"enter/page.txt", "look", "page.txt"}
    assert {error.reason for error in found.errors.values()} == {"you are not allowed to read the input"}


def test_no_source_is_looked_for_among_all_of_them(tmp_path: Path) -> None:
    asked: list[str] = []
    with open_writer(tmp_path / "d.sayso") as writer:
        book = SourceBook(writer, "2019-03-02")
        file = FoundFile("/pile/a.zip", "a.zip", named=False)
        writer.connection.set_trace_callback(asked.append)
        book.gave_parts(file, [FoundPart("one.txt", "0" * 16), FoundPart("two.txt", None, None, "a picture")])
        book.unread(FoundFile("/pile/b.txt", "b.txt", named=False), Stopped("ingest", "It is empty.", "Leave it out."))
        book.is_removed("/pile/c.txt")
        writer.connection.set_trace_callback(None)
        plans = {sql: [row[3] for row in writer.ask(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked}
    assert len(plans) > 10
    assert [sql for sql, steps in plans.items() if any(step.startswith("SCAN") for step in steps)] == []


def steering(words: str) -> set[str]:
    """What in some words a terminal obeys, or turns the direction in which they are read."""
    return {one for one in words if unicodedata.category(one) in {"Cc", "Cf", "Cs"} and one != "\n"}


@pytest.mark.parametrize("what", ["documents", "statements", "failures"])
def test_no_name_or_text_steers_the_terminal(printed: Callable[..., str], what: str) -> None:
    shown = printed("show", what)
    assert "turned_characters" in shown or what == "statements"
    assert steering(shown) == set()


def test_no_name_or_text_steers_the_report(printed: Callable[..., str], tmp_path: Path) -> None:
    printed("report", "--out", str(tmp_path / "r.html"))
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "turned_characters/page⟨U+202E⟩txt.exe.txt" in report
    assert steering(report) <= {"\u200b", "\t"}
