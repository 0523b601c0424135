"""ARCHITECTURE.md says what the code says."""

from pathlib import Path

import pytest

from sayso import architecture
from sayso.stages import STAGES

PAGE = Path(__file__).parents[1] / "ARCHITECTURE.md"


def test_page_is_what_the_code_generates() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == architecture.render(page), f"ARCHITECTURE.md is stale; mend it with: {architecture.MEND}"


def test_every_stage_and_table_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for stage in STAGES:
        assert f"| {stage.name} |" in page
        for table in stage.writes:
            assert f"**{table.name}**" in page


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the markers"):
        architecture.render("# Architecture\n")
