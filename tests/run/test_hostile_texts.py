"""Pages that break readers: none may stop the build, take minutes, or leave a row that does not slice back."""

from __future__ import annotations

import time
from functools import cache

import pytest

from sayso import tables as t
from sayso.ids import sha256_of
from sayso.run.documents import DocumentJob, DocumentResult, InputJob, read_document, read_input
from sayso.run.pile import own_furniture
from sayso.run.plan import Plan
from sayso.stages import run_stage

SENTENCE = "The minister said on Monday that the army had attacked Lima. "

PAGES: dict[str, bytes] = {
    "nothing": b"",
    "one word": b"Peru",
    "white space": b"\n \n\t" * 20_000,
    "a letter": b"a" * 200_000,
    "deep nesting": b"<html><body>" + b"<div>" * 30_000 + SENTENCE.encode() + b"</div>" * 30_000,
    "quotes that never close": ("He said " + "“peace ‘now’ \"or» " * 400).encode(),
    "capitals": (SENTENCE * 20).upper().encode(),
    "odd characters": (
        "The army 😀👨‍👩‍👧 said \u202eabc\u202c on\u200b\u200d Monday \ud83d שלום \ufeff\x00 it"
        + "\u0301" * 500
        + " left.\x85 \u2028 Yes."
    ).encode("utf-8", "surrogatepass"),
    "links": b"<html><body><p>" + b'<a href="/x">Peru attacked Chile</a> ' * 1_000,
    "Markdown that never closes": b"](" * 30_000 + b"[" * 30_000,
    "stars": b"*" * 30_000 + b" said *_*_" * 300,
    "dates": b"On 3 March 1994 and last Monday Peru attacked Chile. " * 100,
    "cells": b"<table>" + b"<tr><td>Peru attacked Chile</td><td>7</td></tr>" * 200,
    "Russian": "Министр заявил в понедельник, что переговоры начнутся. ".encode() * 50,
    "Korean": "대변인은 월요일에 회담이 시작될 것이라고 말했다. ".encode() * 50,
    "Arabic": "قال المتحدث إن المحادثات ستبدأ يوم الاثنين. ".encode() * 50,
    "carriage returns": (SENTENCE + "\r") .encode() * 30,
    "NUL in UTF-16": ("\ufeff" + SENTENCE + "\0\0" + SENTENCE).encode("utf-16-le"),
    "one long sentence": b"Officials said " + b"rebels in Peru and " * 700 + b"troops met.",
    "said that said that": b"The minister said that " * 300 + b"Peru attacked.",
    "according to": b"according to the ministry, " * 300,
    "a list of names": b"John Smith and Mary Jones, " * 400,
    "short lines": b"Peru attacks Chile\n" * 4_000,
    "brackets": b"(" * 20_000 + SENTENCE.encode() + b")" * 20_000,
    "numbers": b"1,000 " * 4_000,
}  # fmt: skip

SECONDS = 20
"""Far above what any of them takes on an idle core: what is caught is a loop in a loop."""


@cache
def plan() -> Plan:
    return Plan()


def read_alone(content: bytes) -> DocumentResult | None:
    """A page as a pile of its own, through every stage; None where ingest says that it cannot be read."""
    read = read_input(plan(), InputJob(sha256_of(content), "page", content))
    if read.stopped is not None:
        assert "fault of Sayso" not in read.stopped.error
        return None
    (document,) = read.tables[t.LocalDocuments].rows()
    recurring = plan().furniture
    assert recurring is not None
    furniture = run_stage(recurring, read.tables, plan().lists, plan().settings)[t.Furniture]
    assert isinstance(furniture, t.Furniture)
    tables = read.tables | {t.Furniture: own_furniture(document.raw_text, furniture)}
    result = read_document(plan(), DocumentJob(document.doc_id, "", tables))
    if result.stopped is None:
        whole = tables | result.tables
        for stage in plan().pile_stages:
            whole |= run_stage(stage, whole, plan().lists, plan().settings)
    return result


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_is_read_or_refused_with_a_reason(page: bytes) -> None:
    began = time.process_time()
    result = read_alone(page)
    assert time.process_time() - began < SECONDS
    if result is not None:
        # `read_document` has checked every span against the text; a stage that broke would be named here.
        assert result.stopped is None, result.stopped


def test_a_text_too_long_to_be_read_by_sentence_is_refused_with_a_reason() -> None:
    result = read_alone("\n\n".join(f"{SENTENCE * 12} Page {number}." for number in range(1_000)).encode())
    assert result is not None and result.stopped is not None
    assert "read sentence by sentence" in result.stopped.error
    assert t.Texts in result.tables, "its text stays readable"
