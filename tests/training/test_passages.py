"""The project's single statements, as the encoder's training reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.language.encoder import STATUSES
from training.encoder.passages import Passage, held

DATA = Path(__file__).parents[2] / "training/data"


def read(folder: Path, *lines: str) -> list[Passage]:
    path = folder / "held.txt"
    path.write_text("# a comment\n" + "\n".join(lines), encoding="utf-8")
    return list(held(path))


def words(passage: Passage, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def test_statements_of_one_text_are_one_passage(tmp_path: Path) -> None:
    (passage,) = read(
        tmp_path,
        "asserted\t{The vicar denied that he had sold the bell}.",
        "denied\t[The vicar] <denied> that {he had sold the bell}.",
    )
    assert passage.text == "The vicar denied that he had sold the bell."
    assert [(one.status, one.attributed) for one in passage.held] == [("asserted", False), ("denied", True)]


def test_frames_have_what_polnear_counts_to_the_content(tmp_path: Path) -> None:
    (that, quoted) = read(
        tmp_path,
        "denied\t[The vicar] <denied> that {he had sold the bell}.",
        "pledged\t“{I will ring it},” <said> [the vicar].",
    )
    assert that.frames is not None
    assert quoted.frames is not None
    assert words(that, that.frames[0].content) == ["that he had sold the bell"]
    assert words(quoted, quoted.frames[0].content) == ["“I will ring it,”"]
    assert words(quoted, quoted.held[0].content) == ["I will ring it"]


def test_mark_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not closed"):
        read(tmp_path, "asserted\t{The bell was sold.")


@pytest.mark.parametrize("path", sorted(DATA.glob("held_*.txt")), ids=lambda path: path.stem)
def test_every_statement_of_the_project_is_whole(path: Path) -> None:
    passages = list(held(path))
    assert passages
    for passage in passages:
        for one in passage.held:
            assert one.status in STATUSES
            assert one.content, passage.text
            assert all(text.strip() == text for text in words(passage, one.content)), passage.text
