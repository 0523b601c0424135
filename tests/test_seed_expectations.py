"""The seed pages, asked line by line; see `expectations` for the language of the lines."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.dossier_rows import DossierRows
from tests.expectations import (
    PILE,
    SEEDS,
    Expectation,
    ask,
    fault_of,
    parse_test,
    parse_what,
    read_expectations,
    read_seeds,
)

LINES = read_expectations()
LONGEST_QUOTE = 6
"""Words of a page that a line may quote."""


@pytest.fixture(scope="session")
def seed_rows(tmp_path_factory: pytest.TempPathFactory) -> DossierRows:
    """The rows of a dossier of the seed pages, built once."""
    if not SEEDS.is_dir():
        pytest.skip("the seed pages are not here")
    return read_seeds(tmp_path_factory.mktemp("seeds"))


@pytest.mark.parametrize("line", LINES, ids=[line.id for line in LINES])
def test_seeds(seed_rows: DossierRows, line: Expectation) -> None:
    answer = ask(seed_rows, line)
    asked = f"{line.table} of {line.document}: {line.what} | {line.value} ({line.note}); found: {answer.found}"
    if line.part:
        assert not answer.holds, f"holds now, remove its mark (python -m tests.expectations --remark): {asked}"
        pytest.xfail(f"part {line.part} should mend: {asked}")
    assert answer.holds, asked


@pytest.mark.parametrize("line", LINES, ids=[line.id for line in LINES])
def test_line_can_be_asked(line: Expectation) -> None:
    assert fault_of(line) is None
    assert line.part in ("", *"123456789")
    assert line.document in (PILE, "000", "001", "002", "003", "004")
    assert line.note
    quoted = [test.operand for test in parse_what(line.what).tests] + [line.value]
    assert all(len(words.split()) <= LONGEST_QUOTE for operand in quoted for words in operand.split("|"))


def test_locators_stand_on_their_pages() -> None:
    """A misspelt locator would pick no row: `none` would hold for the wrong reason, anything else never."""
    if not SEEDS.is_dir():
        pytest.skip("the seed pages are not here")
    pages = {path.name.split("_")[0]: path.read_text(encoding="utf-8") for path in SEEDS.iterdir()}
    pages[PILE] = "\n".join(pages.values())
    looked_for = {"text", "sentence", "trigger", "names", "name", "title", "authors", "source_text", "cue_text"}
    lost = [
        (line.id, words)
        for line in LINES
        for test in parse_what(line.what).tests
        if test.path.split(".")[-1] in looked_for
        for operand in test.operand.split(" / ")
        for words in operand.split("|")
        if not parse_test(f"~{words}").passes(pages[line.document])
    ]
    assert lost == []


def test_ids_are_unique() -> None:
    assert [name for name, number in Counter(line.id for line in LINES).items() if number > 1] == []
