"""Pages -> the wires that they credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.wires import load_wires
from sayso.relations.datelines import dateline_of
from sayso.relations.relate import relate
from sayso.tables import Blocks, LocalDocuments, Texts
from tests.case_tables import read_cases
from tests.relations.page_lines import read_page

WIRES = load_wires()


@pytest.mark.parametrize("case", read_cases("credits"), ids=lambda case: case["note"])
def test_credits(case: dict[str, str]) -> None:
    texts, documents, blocks = read_page(case["page"], case["publisher"])
    _, credits_found = relate(texts, documents, blocks, WIRES)
    (text,) = texts.rows()
    found = sorted(f"{row.wire}:{row.scope}" for row in credits_found.check({text.doc_id: text.text}).rows())
    assert "+".join(found) == case["credits"]


def test_a_passage_reaches_to_the_next_dateline() -> None:
    texts, documents, blocks = read_page("# News|{P}|{P}|{P}|{B}LISBON (AP) - A ferry.|{P}|{B}MADRID (AFP) - A road.")
    _, found = relate(texts, documents, blocks, WIRES)
    (text,) = texts.rows()
    passages = {row.wire: text.text[row.passage_start : row.passage_end] for row in found.rows()}
    assert passages["Associated Press"].startswith("LISBON (AP) - A ferry.")
    assert passages["Associated Press"].endswith("small boats.")
    assert passages["Agence France-Presse"] == "MADRID (AFP) - A road."
    assert {row.text for row in found.rows()} == {"LISBON (AP)", "MADRID (AFP)"}


def test_two_pages_with_the_words_of_one_wire_are_related() -> None:
    own = " ".join(f"local{n} matter{n}" for n in range(120))
    shared = " ".join(f"ferry{n} pier{n}" for n in range(20))
    pages = [
        read_page("# Ferry|{B}LISBON (AP) — " + shared, doc_id="d1"),
        read_page("# Ferry|{B}" + own + " " + shared + "|{X}Copyright 2031 The Associated Press.", doc_id="d2"),
    ]
    texts = Texts.join(page[0] for page in pages)
    documents = LocalDocuments.join(page[1] for page in pages)
    blocks = Blocks.join(page[2] for page in pages)
    relations, _ = relate(texts, documents, blocks, WIRES)
    assert "wire" in {row.relation for row in relations.rows()}
    assert all("Associated Press" in row.detail for row in relations.rows() if row.relation == "wire")


@given(st.text(max_size=300))
def test_any_line_is_read_and_a_dateline_lies_inside_it(line: str) -> None:
    dateline = dateline_of(line, WIRES)
    if dateline is not None:
        assert 0 <= dateline.span.start < dateline.span.end <= len(line)


@given(st.lists(st.sampled_from([
    "(AP)", "LISBON", "—", "Reuters", "©", "2031", "By", "first published by", "/TASS/", "\u202e", "", "a", ". ", "“",
]), max_size=40))  # fmt: skip
def test_any_page_gives_credits_that_slice_back(words: list[str]) -> None:
    texts, documents, blocks = read_page("# Title|{P}|{B}" + " ".join(words).replace("|", " ") + "x|{X}© AFP")
    (text,) = texts.rows()
    _, found = relate(texts, documents, blocks, WIRES)
    found.check({text.doc_id: text.text})


def test_long_lines_do_not_stall() -> None:
    texts, documents, blocks = read_page("# T|{B}" + "A (" * 100_000 + "|{B}" + "By " * 100_000 + "|{B}" + "©" * 90_000)
    _, found = relate(texts, documents, blocks, WIRES)
    assert len(found) == 0
