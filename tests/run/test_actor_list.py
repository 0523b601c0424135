"""A build with a user's list of actors."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import UsageError
from sayso.run.store import Dossier

PAGE = "# Port talks\n\nThe Blue Heron met Luis Rojas in Oslo on Monday. The Blue Heron accused Peru of spying.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def _entities(dossier: Path) -> dict[str, tuple[str, str | None]]:
    with Dossier(dossier) as opened:
        rows = opened.connection.execute("SELECT name, kind, country FROM entities")
        return {name: (kind, country) for name, kind, country in rows}


def test_it_goes_before_ours_and_makes_the_rows_again(page: Path, tmp_path: Path) -> None:
    actors = tmp_path / "mine.csv"
    actors.write_text("name,kind,country\nBlue Heron,organisation,NOR\n", encoding="utf-8")
    into = tmp_path / "x.sayso"
    call = ["build", str(page), "--into", str(into), "--processes", "0"]
    assert CliRunner().invoke(app, call).exit_code == 0
    assert _entities(into).get("Blue Heron") != ("organisation", "NOR")
    assert CliRunner().invoke(app, [*call, "--actors", str(actors)]).exit_code == 0
    assert _entities(into)["Blue Heron"] == ("organisation", "NOR")


def test_a_bad_list_builds_nothing(page: Path, tmp_path: Path) -> None:
    actors = tmp_path / "mine.csv"
    into = tmp_path / "x.sayso"
    call = ["build", str(page), "--into", str(into), "--actors", str(actors)]
    for content in (b"name,kind\nBlue Heron,bird\n", b"\xff\xfe\x00", None):
        if content is None:
            actors.unlink()
        else:
            actors.write_bytes(content)
        result = CliRunner().invoke(app, call)
        assert isinstance(result.exception, UsageError) and "mine.csv" in str(result.exception)
        assert not into.exists()
