"""show: what stands in a dossier is printed, though the build that makes it has not got to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import tables as t
from sayso.run.show import SHOWN, terminal_table
from sayso.run.store import Dossier
from sayso.run.writing import open_writer


@pytest.fixture
def half_built(tmp_path: Path) -> Path:
    """A forecast and a conflict that point at a telling and an event which are not there yet."""
    with open_writer(tmp_path / "d.sayso") as writer:
        writer.add(t.Forecasts.of([t.Forecast("telling-1", "happened", (), "event-1", "compare/1", "")]))
        conflict = t.Conflict(
            "conflict-1", "event-1", "date", "one", "telling-1", "other", "telling-2", "compare/1", ""
        )
        writer.add(t.Conflicts.of([conflict]))
    return tmp_path / "d.sayso"


@pytest.mark.parametrize("what", SHOWN)
def test_what_points_nowhere_yet_is_shown_by_its_id(half_built: Path, what: str) -> None:
    with Dossier(half_built) as dossier:
        table = terminal_table(dossier, what, None)
    cells = [str(cell) for column in table.columns for cell in column.cells]
    expected = {"forecasts": ["telling-1", "happened", "", "event-1"], "conflicts": ["event-1", "date", "one", "other"]}
    assert cells == expected.get(what, [])
