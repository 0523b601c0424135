"""What `import sayso` gives, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).parents[1]
PUBLIC = [
    "BuildSummary", "Dossier", "DossierError", "SaysoError", "Settings", "UsageError", "build", "open_dossier",
    "render_report", "tables", "verify", "views",
]  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert sayso.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(sayso, name).__doc__


def test_tables_and_views_are_there_before_anything_else_is() -> None:
    code = "import sayso; sayso.views.Events.sql; sayso.tables.Texts.key"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'claims'"):
        sayso.claims  # noqa: B018


def test_the_front_door_is_short() -> None:
    assert len((ROOT / "src/sayso/__init__.py").read_text().splitlines()) <= 30


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert sayso.__version__ == project["version"]


def test_the_front_door_and_the_command_line_load_no_parser() -> None:
    code = "import sys, sayso, sayso.cli; sys.exit('spacy' in sys.modules or 'pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
