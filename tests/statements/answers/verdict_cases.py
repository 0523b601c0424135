"""Asks whether a sentence gives what a case says its author makes of what others hold."""

from __future__ import annotations

from tests.statements.reading import read


def check_verdict(case: dict[str, str]) -> None:
    """A line of `author_denials.csv` or `distance.csv` holds: exactly this statement of the author's, or none."""
    rows = list(read(case["sentence"])[1].rows())
    cues = {row.statement_id: row.cue_text or "" for row in rows if row.voice == "attributed"}
    made = [row for row in rows if row.voice == "author" and row.cue_text is not None]
    if not case["content"]:
        assert made == []
        return
    (row,) = made
    assert (row.status, row.cue_text, row.text) == (case["status"], case["word"], case["content"])
    assert row.certainty == ("certain" if row.status == "denied" else "possible")
    assert row.parent_id is None
    if case["answers"] == "-":
        assert row.antecedent_id is None
    elif case["answers"]:
        assert row.antecedent_id is not None
        assert case["answers"] in cues[row.antecedent_id]
