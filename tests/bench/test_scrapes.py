"""scrapes: how texts, titles, authors and dates are counted."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.scrapes import measure, names_author, run_means, same_words, word_f1
from tests.clean.pages import HTML, PARAGRAPHS, PLAIN, TITLE


def test_runs_of_four_words_are_counted_page_by_page() -> None:
    assert run_means([("a b c d e", "a b c d e"), ("a b c d e", "a b c d x")]) == (0.75, 0.75)
    assert run_means([("a b c d", ""), ("a b c d", "a b c d")]) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("gold", "answer", "right"),
    [
        ("Ferry: back!", "ferry back", True),
        ("Ferry", "The ferry is back", True),
        ("Ferry", "Boat", False),
        ("x", "", False),
    ],
)
def test_titles_are_right_when_one_holds_the_other(gold: str, answer: str, right: bool) -> None:
    assert same_words(gold, answer) is right


def test_one_of_several_authors_is_enough() -> None:
    assert names_author("Ann Example", ("Bo Sample", "Ann Example"))
    assert not names_author("Ann Example", ())


def test_words_are_counted_as_a_bag() -> None:
    assert word_f1("a b c", "C b a") == 1.0
    assert word_f1("a a", "a") == pytest.approx(2 / 3)


def test_the_stages_answer_the_pages_of_a_folder(tmp_path: Path) -> None:
    body = "\n".join(PARAGRAPHS)
    (tmp_path / "plain.jsonl").write_text(json.dumps({"id": "1", "text": PLAIN, "gold": body}) + "\n", encoding="utf-8")
    dated = HTML.replace("<head>", '<head><meta property="article:published_time" content="2021-03-03">')
    page = {
        "id": "2", "html": dated,
        "title": TITLE, "author": "Ann Example", "publish_date": "2021-03-03", "main_content": body,
        "with": [PARAGRAPHS[6]], "without": ["Most read"],
    }  # fmt: skip
    with gzip.open(tmp_path / "pages.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(page) + "\n")
    found = measure(tmp_path)["all"]
    right = ("plain_f1", "html_f1", "date_accuracy", "author_accuracy", "title_accuracy", "with", "without")
    assert {key: found[key] for key in right} == dict.fromkeys(right, 100.0)
    assert found["plain_per_second"] > 0
