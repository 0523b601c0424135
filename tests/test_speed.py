"""bench.speed measures every stage on a pile of copies."""

from __future__ import annotations

from pathlib import Path

from bench.speed import copies, measure, table_of
from sayso.stages import STAGES


def test_every_stage_is_measured(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The ferry to Turku sank on 5 May 1999, the company said.\n")
    (tmp_path / "again.txt").write_text("The company denied that the ferry was old.\n")
    assert len(set(copies([tmp_path], 10**6, 3))) == 6
    figures = measure([tmp_path], 2)
    assert figures["documents"] == 4
    assert set(figures["stages"]) == {"load", "parse", *(stage.name for stage in STAGES)}
    assert len(table_of(figures).splitlines()) == len(figures["stages"]) + 2
