"""What the encoder and the rules find together: source, cue, content and chain."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.statements.signed import _SIGNED
from tests.statements.reading import read

CASES = Path(__file__).parents[1] / "cases/frames.csv"


def _cases() -> Iterator[Any]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        yield pytest.param(row, id=row["note"])


@pytest.mark.parametrize("case", list(_cases()))
def test_statements_of_frames(case: dict[str, str]) -> None:
    _, statements = read(case["text"].replace("\\n", "\n"))
    rows = [
        row
        for row in statements.rows()
        if row.voice == "attributed"
        and case["cue"] in (row.cue_text or "")
        and case["source"] in (row.source_text or "")
    ]
    assert rows, [(row.source_text, row.cue_text, row.text) for row in statements.rows()]
    if case["content"]:
        assert case["content"] in {row.text for row in rows}
    if case["chain"]:
        chains = {" > ".join(link.name for link in row.chain[1:]) for row in rows}
        assert case["chain"] in chains


def test_what_somebody_likes_or_looks_at_is_no_statement() -> None:
    for text in (
        "The minister welcomed the envoy at the gate.",
        "Police are monitoring the march.",
        "Supporters of the Harbour League filled the square.",
    ):
        _, statements = read(text)
        assert {row.voice for row in statements.rows()} == {"author"}, text


@pytest.mark.parametrize("text", [" ― " + "A" * 20_000, "– " + "Ab " * 9_000, "—" * 9_000, " - Ana\n" * 4_000])
def test_what_only_looks_like_a_signature_is_none(text: str) -> None:
    assert _SIGNED.match(text) is None
