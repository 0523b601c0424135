"""build, by a pipeline of a few lines: the same pile gives the same rows, however it was built."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import tables as t
from sayso.config import FurnitureSettings, Settings
from sayso.errors import DossierError, UsageError
from sayso.run.layout import STORED
from sayso.run.local import BuildSummary, build_by
from sayso.run.store import Dossier
from sayso.run.writing import digests_of, open_writer
from sayso.schema import R, Table
from tests.run.fake_stages import fake_plan

PAGES = {
    "one.txt": "Menu of the paper\nAda met Bert in Rome.\nThey spoke.",
    "two.txt": "Menu of the paper\nBert denied it.",
    "sub/three.txt": "Menu of the paper\nNobody asked Clara.",
    "four.txt": "Clara wrote to Ada.",
    "copy-of-four.txt": "Clara wrote to Ada.",
}


def write(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(*paths: Path, into: Path, processes: int = 0, remove: tuple[Path, ...] = ()) -> BuildSummary:
    return build_by(fake_plan(), paths, into, processes=processes, remove=remove)


def digests(path: Path) -> dict[str, str]:
    with Dossier(path) as dossier:
        return dict(digests_of(dossier.connection))


def rows(path: Path, kind: type[Table[R]]) -> list[R]:
    with Dossier(path) as dossier:
        return list(dossier.read(kind).rows())


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    return write(tmp_path / "pile", PAGES)


@pytest.fixture
def fresh(pile: Path, tmp_path: Path) -> dict[str, str]:
    """What a build of the pile in one go gives."""
    build(pile, into=tmp_path / "fresh.sayso")
    return digests(tmp_path / "fresh.sayso")


def test_a_build_reads_every_page_once(pile: Path, tmp_path: Path) -> None:
    summary = build(pile, into=tmp_path / "d.sayso")
    assert (summary.documents, summary.read, summary.worked_on, summary.failures) == (4, 4, 4, ())
    assert summary.counts["sources"] == 5
    with Dossier(tmp_path / "d.sayso") as dossier:
        documents = {row.source: row for row in dossier.documents().rows()}
        assert set(documents) == {"one.txt", "two.txt", "sub/three.txt", "copy-of-four.txt"}
        assert documents["one.txt"].text == "Ada met Bert in Rome.\n\nThey spoke."
        assert {row.name for row in dossier.entities().rows()} >= {"Ada", "Bert", "Clara"}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.sampled_from(sorted(PAGES)), unique=True), seed=st.integers(0, 99))
def test_order_and_number_of_builds_do_not_matter(
    cuts: list[str], seed: int, tmp_path: Path, pile: Path, fresh: dict[str, str]
) -> None:
    into = tmp_path / "d.sayso"
    into.unlink(missing_ok=True)
    for name in cuts:
        build(pile / name, into=into)
    order = [pile / name for name in PAGES]
    random.Random(seed).shuffle(order)
    build(*order, into=into)
    # The path that a document is shown by is outside the promise: it hangs on what was given.
    assert digests(into) == fresh


def test_neither_the_folder_nor_the_number_of_processes_matters(
    pile: Path, tmp_path: Path, fresh: dict[str, str]
) -> None:
    moved = tmp_path / "elsewhere" / "deep"
    shutil.copytree(pile, moved)
    build(moved, into=tmp_path / "d.sayso", processes=2)
    assert digests(tmp_path / "d.sayso") == fresh
    assert rows(tmp_path / "d.sayso", t.Blocks) == rows(tmp_path / "fresh.sayso", t.Blocks)


def test_what_is_done_is_not_done_again(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    build(pile, into=into)
    again = build(pile, into=into)
    assert (again.documents, again.read, again.worked_on) == (4, 0, 0)
    write(pile, {"five.txt": "Dora sang."})
    more = build(pile, into=into)
    assert (more.documents, more.read, more.worked_on) == (5, 1, 1)
    assert build_by(fake_plan(), [], into, processes=0).documents == 5
    assert [row.run_id for row in rows(into, t.Runs)] == ["000001", "000002", "000003", "000004"]


def test_a_page_whose_furniture_changes_is_cleaned_again(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    build(pile / "one.txt", pile / "two.txt", into=into)
    with Dossier(into) as dossier:
        assert all("Menu of the paper" in row.text for row in dossier.documents().rows())
    summary = build(pile / "sub", into=into)
    assert summary.worked_on == 3
    with Dossier(into) as dossier:
        assert not any("Menu of the paper" in row.text for row in dossier.documents().rows())


def test_a_removed_page_stays_readable_but_does_not_count(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    build(pile, into=into)
    summary = build(into=into, remove=(pile / "two.txt",))
    assert (summary.removed, summary.documents) == (1, 3)
    with Dossier(into) as dossier:
        away = [row for row in dossier.documents().rows() if not row.counts]
        # It is not cleaned again for what the pile repeats without it.
        assert [(row.source, row.text) for row in away] == [("two.txt", "Bert denied it.")]
        assert {row.doc_id for row in dossier.read(t.Sentences).rows()}.isdisjoint({away[0].doc_id})
    assert build(pile, into=into).documents == 3, "a removed page stays out when its folder is read again"
    assert build(pile / "two.txt", into=into).documents == 4, "given itself, it counts again"


def test_without_a_removed_page_the_rest_is_as_if_it_never_was(pile: Path, tmp_path: Path) -> None:
    build(pile, into=tmp_path / "d.sayso")
    build(into=tmp_path / "d.sayso", remove=(pile / "two.txt",))
    (pile / "two.txt").unlink()
    build(pile, into=tmp_path / "fresh.sayso")
    readable = {"originals", "local_documents", "blocks", "texts"}
    before, after = digests(tmp_path / "fresh.sayso"), digests(tmp_path / "d.sayso")
    assert {k: v for k, v in before.items() if k not in readable} == {
        k: v for k, v in after.items() if k not in readable
    }


def test_removing_a_folder_takes_all_below_it_and_only_that(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    write(pile, {"subway.txt": "Trains ran late."})
    build(pile, into=into)
    assert build(into=into, remove=(pile / "sub",)).removed == 1
    with pytest.raises(UsageError, match="nothing was read from"):
        build(into=into, remove=(pile / "su",))


def test_a_page_that_changed_replaces_what_it_was(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    build(pile, into=into)
    write(pile, {"two.txt": "Menu of the paper\nBert confirmed it."})
    assert build(pile, into=into).documents == 4
    states = {(row.source, row.state) for row in rows(into, t.Sources)}
    assert {("two.txt", "current"), ("two.txt", "replaced")} <= states
    write(pile, {"two.txt": PAGES["two.txt"]})
    build(pile, into=into)
    with Dossier(into) as dossier:
        assert {row.text for row in dossier.documents().rows() if not row.counts} == {"Bert confirmed it."}


def test_files_that_are_gone_still_count_and_are_told(pile: Path, tmp_path: Path) -> None:
    build(pile, into=tmp_path / "d.sayso")
    (pile / "one.txt").unlink()
    summary = build(pile, into=tmp_path / "d.sayso")
    assert (summary.vanished, summary.documents) == (1, 4)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_stage_that_stops_is_a_failure_of_its_page_alone(pile: Path, tmp_path: Path, processes: int) -> None:
    write(pile, {"bad.txt": "Emil RAISE here."})
    summary = build(pile, into=tmp_path / "d.sayso", processes=processes)
    (failure,) = summary.failures
    assert (failure.source, failure.stage) == ("bad.txt", "annotate")
    assert "this page is meant to stop the stage" in failure.error
    with Dossier(tmp_path / "d.sayso") as dossier:
        (bad,) = [row for row in dossier.documents().rows() if row.source == "bad.txt"]
        assert bad.text == "Emil RAISE here."
        assert bad.doc_id not in {row.doc_id for row in dossier.read(t.Sentences).rows()}
        assert len(dossier.read(t.Entities)) > 0


def test_a_page_that_ends_its_process_is_a_failure_of_its_page_alone(pile: Path, tmp_path: Path) -> None:
    write(pile, {"bad.txt": "Emil DIE here."})
    summary = build(pile, into=tmp_path / "d.sayso", processes=2)
    (failure,) = summary.failures
    assert failure.source == "bad.txt"
    assert "ended twice (signal SIGKILL)" in failure.error
    assert summary.counts["texts"] == 4


def test_a_pile_stage_that_stops_is_said_and_tried_again(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    write(pile, {"bad.txt": "Chaos came."})
    (failure,) = build(pile, into=into).failures
    assert (failure.source, failure.stage) == ("(the whole pile)", "link")
    assert build(into=into).failures == (failure,)
    summary = build(into=into, remove=(pile / "bad.txt",))
    assert summary.failures == ()
    assert summary.counts["entities"] > 0


def test_failures_go_when_what_failed_is_mended_or_gone(pile: Path, tmp_path: Path) -> None:
    into = tmp_path / "d.sayso"
    write(pile, {"empty.txt": "", "sub/empty.txt": " "})
    assert [row.source for row in build(pile, into=into).failures] == ["empty.txt", "sub/empty.txt"]
    assert len(build(pile, into=into).failures) == 2
    write(pile, {"empty.txt": "Now Fritz speaks."})
    (pile / "sub" / "empty.txt").unlink()
    assert build(pile, into=into).failures == ()


def test_failing_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, {"a/x.txt": "", "b/x.txt": " "})
    summary = build(tmp_path / "a", tmp_path / "b", into=tmp_path / "d.sayso")
    assert sorted(row.source for row in summary.failures) == [str(tmp_path / "a/x.txt"), str(tmp_path / "b/x.txt")]


def test_a_dossier_of_another_version_is_made_again_from_its_originals(
    pile: Path, tmp_path: Path, fresh: dict[str, str]
) -> None:
    into = tmp_path / "d.sayso"
    build(pile, into=into)
    shutil.rmtree(pile)
    with open_writer(into) as writer:
        writer.set_state("layout", "of old")
        writer.run("DROP TABLE sentences")
    assert build(into=into).worked_on == 4
    assert digests(into) == fresh


@pytest.mark.parametrize(
    ("paths", "processes", "message"),
    [(["missing.txt"], 0, "missing.txt is not there"), ([], 0, "nothing to build"), (["."], -1, "-1 processes")],
)
def test_wrong_use(tmp_path: Path, paths: list[str], processes: int, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        build(*(tmp_path / path for path in paths), into=tmp_path / "d.sayso", processes=processes)
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_not_there_among_others_is_a_failure(pile: Path, tmp_path: Path) -> None:
    (failure,) = build(pile, tmp_path / "missing.txt", into=tmp_path / "d.sayso").failures
    assert (failure.source, failure.error) == ("missing.txt", "The path is not there.")
    assert build(pile, into=tmp_path / "d.sayso").failures == ()


SCRIPT = """
import sys
from pathlib import Path
from tests.run.fake_stages import fake_plan
from sayso.run.local import build_by
build_by(fake_plan(), [Path(sys.argv[1])], Path(sys.argv[2]), processes=int(sys.argv[3]))
"""


def start(pile: Path, into: Path, processes: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(pile), str(into), str(processes)], env=environment)


def done(into: Path) -> int:
    try:
        with Dossier(into) as dossier:
            return dossier.count(t.Texts)
    except DossierError:
        return 0


def wait_for(texts: int, into: Path) -> None:
    give_up = time.monotonic() + 30
    while done(into) < texts and time.monotonic() < give_up:
        time.sleep(0.02)


@pytest.mark.parametrize(("processes", "kills"), [(1, (2, 9)), (2, (5,))])
def test_a_build_that_is_killed_goes_on_where_it_was(tmp_path: Path, processes: int, kills: tuple[int, ...]) -> None:
    pile = write(tmp_path / "pile", {f"{n}.txt": f"SLOW page {n} of Gerda\nSame in all." for n in range(24)})
    build(pile, into=tmp_path / "fresh.sayso")
    into = tmp_path / "d.sayso"
    for texts in kills:
        child = start(pile, into, processes)
        wait_for(texts, into)
        child.send_signal(signal.SIGKILL)
        child.wait()
    before = done(into)
    summary = build(pile, into=into)
    assert kills[-1] <= before < 24
    assert summary.worked_on == 24 - before, "what was reported done was lost"
    assert digests(into) == digests(tmp_path / "fresh.sayso")
    assert {kind.name for kind in STORED} == set(summary.counts)


def test_two_builds_into_one_dossier_at_once(tmp_path: Path) -> None:
    pile = write(tmp_path / "pile", {f"{n}.txt": f"SLOW page {n} of Gerda" for n in range(24)})
    into = tmp_path / "d.sayso"
    child = start(pile, into, 1)
    wait_for(1, into)
    with pytest.raises(DossierError, match="another build is writing"):
        build(pile, into=into)
    assert child.wait() == 0
    assert build(pile, into=into).worked_on == 0


def test_other_code_or_settings_make_every_row_again(pile: Path, tmp_path: Path, fresh: dict[str, str]) -> None:
    into = tmp_path / "d.sayso"
    build(pile, into=into)
    fewer = Settings(furniture=FurnitureSettings(min_documents=1))
    assert build_by(fake_plan(fewer), [], into, processes=0).worked_on == 4
    assert digests(into) != fresh
    assert build_by(fake_plan(code="fake/2"), [], into, processes=0).worked_on == 4
    assert digests(into) == fresh
