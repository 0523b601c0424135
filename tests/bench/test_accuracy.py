"""The benchmark's command: what it counts, prints and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.accuracy import main, read_floors, sunk
from bench.timex import Timex, count, read_page
from sayso.spans import Span

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2021-06-10">June 10</TIMEX3></DCT>
<TEXT>Rain & mud fell <EVENT>on</EVENT> <TIMEX3 tid="t1" type="DATE" value="2021-06-08">Tuesday</TIMEX3>. It lasted
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>. Nobody knows why on earth it did.</TEXT></TimeML>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "dev" / "news"
    folder.mkdir(parents=True)
    (folder / "one.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_gold_slices_back(data: Path) -> None:
    page = read_page(data / "dev" / "news" / "one.tml", dated=True)
    assert [one.span.of(page.text) for one in page.gold] == ["Tuesday", "two days"]
    assert page.published == "2021-06-10"
    assert read_page(data / "dev" / "news" / "one.tml", dated=False).published is None


def test_counts() -> None:
    gold = [Timex(Span(0, 4), "2021"), Timex(Span(10, 14), "2021-06-08"), Timex(Span(20, 24), "P2D")]
    given = [Timex(Span(0, 4), "2021"), Timex(Span(9, 14), "2021-06-09"), Timex(Span(30, 34), "P2D")]
    tally = count(gold, given)
    assert tally.figures() == {"relaxed_f1": 66.67, "strict_f1": 33.33, "value_f1": 33.34, "day_accuracy": 0.0}


def test_command_prints_one_json_object_last(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timex", "--data", str(data)]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["split"] == "dev"
    assert (last["relaxed_f1"], last["value_f1"]) == (100.0, 100.0)
    assert last["parts"]["news"]["day_accuracy"] == 100.0


def test_a_folder_without_the_split_is_wrong_use(data: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["timex", "--data", str(data), "--split", "train"])
    assert stopped.value.code == 2


def test_sunk_figures_are_named() -> None:
    floors = {"all": {"value_f1": 80.0, "strict_f1": 85.0}}
    assert sunk({"all": {"value_f1": 79.6, "strict_f1": 90.0}}, floors) == []
    assert len(sunk({"all": {"value_f1": 79.4}}, floors)) == 2


def test_errors_may_not_rise_and_small_numbers_have_small_noise() -> None:
    floors = {"all": {"uw_mae": 0.4, "uw_r": 0.7}}
    assert sunk({"all": {"uw_mae": 0.405, "uw_r": 0.695}}, floors) == []
    assert sunk({"all": {"uw_mae": 0.1, "uw_r": 0.9}}, floors) == []
    assert len(sunk({"all": {"uw_mae": 0.42, "uw_r": 0.68}}, floors)) == 2


@pytest.mark.parametrize("arguments", [["timex"], ["status", "--split", "dev"]])
def test_a_folder_is_needed_but_for_what_lies_here(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_floors_are_written_for_every_measured_split() -> None:
    assert read_floors("timex", "train")
    assert read_floors("timex", "dev")
    assert read_floors("timex", "test") == {}
