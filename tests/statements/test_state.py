from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.statements.reading import read

# fmt: off
WORDS = st.sampled_from([
    "The mayor", "said", "that", "denied", "claims", "the", "“", "”", '"', "'", ",", ".", "if", "will", "according to",
    "reportedly", "accused", "of", "lying", "not", "and", "but", "«", "»", "we", "it", "\n\n", ":", "Anna Moss", "deny",
    "fake", "story", "is expected to", "leave", "?", "—", "é", "🙂", "was", "told", "as", "by", "who", "citing", "no",
    "speculation", "him", "has",
])
# fmt: on


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=25))
def test_any_words_give_rows_that_slice_back(words: list[str]) -> None:
    text = " ".join(words)
    if text.strip():
        check_every_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "said",
        "“",
        "No verb here at all",
        "He said " * 400,
        "that he said " * 400,
        "\u202e\u0000 said \ud7ff “ " * 50,
        "the fire and " * 700,
        "«“‘" * 300,
        '"' * 501,
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_hostile_text_is_survived(text: str) -> None:
    check_every_sentence(text)


def check_every_sentence(text: str) -> None:
    rows = {row.statement_id: row for row in read(text)[1].rows()}
    assert any(row.voice == "author" for row in rows.values())
    for row in rows.values():
        assert row.chain[0].kind == "document"
        assert len(row.chain) <= 30
        assert all(row.start <= start < end <= row.end for start, end in row.parts)
        seen, above = set(), row
        while above.parent_id is not None:
            assert above.statement_id not in seen
            seen.add(above.statement_id)
            above = rows[above.parent_id]


def test_language_without_a_parser_keeps_its_sentences_as_the_authors() -> None:
    (row,) = read("Der Minister sagte nichts.", language="de")[1].rows()
    assert (row.voice, row.polarity, row.certainty) == ("author", "unknown", "unknown")


def test_same_text_gives_the_same_rows() -> None:
    text = "The mayor said “no” on Monday, but Anna Moss denied the report, according to the Times."
    assert read(text)[1].arrow.equals(read(text)[1].arrow)
    assert read(text)[0].arrow.equals(read(text)[0].arrow)


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the users' five page are not beside the repository")
def test_seed_pages_give_statements_in_both_voices() -> None:
    for path in sorted(SEEDS.iterdir()):
        rows = list(read(path.read_text(encoding="utf-8"))[1].rows())
        assert {row.voice for row in rows} == {"author", "attributed"}, path.name
