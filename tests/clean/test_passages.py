"""Passages that lost their footnote marks, and lines of the page."""

from __future__ import annotations

from sayso.clean.lines import split_lines
from sayso.clean.passages import marked_lines
from tests.clean.pages import PARAGRAPHS


def _page(paragraphs: list[str]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(9))
    return f"<html><body><nav><ul>{menu}</ul></nav><article>{body}</article></body></html>"


def test_a_paragraph_is_found_though_its_footnote_marks_are_gone() -> None:
    long = PARAGRAPHS[0].replace(" on Monday", ' on Monday<sup><a href="#f">[12]</a></sup>')
    raw = "\n\n".join(["Section 1", PARAGRAPHS[0].replace(" on Monday", " on Monday[12]"), PARAGRAPHS[6]])
    lines = split_lines(raw)
    assert {1, 2} <= marked_lines(_page([long, PARAGRAPHS[6], PARAGRAPHS[4]]), raw, lines)
    assert 0 not in marked_lines(_page([long, PARAGRAPHS[6], PARAGRAPHS[4]]), raw, lines)


def test_pages_nested_too_deeply_or_empty_mark_nothing() -> None:
    lines = split_lines("The ferry came back.")
    assert not marked_lines("<div>" * 1_200 + "The ferry came back.", "The ferry came back.", lines)
    assert not marked_lines("", "The ferry came back.", lines)
