"""Sentences: where they begin and end, and that none is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.sentences import find_sentences
from sayso.language.parse import parse_text, split_text
from sayso.spans import Span
from sayso.tables import Block, Sentence, Text
from tests.annotate.reading import DOC_ID, document, read


def _words(annotated: object) -> list[tuple[str, str]]:
    text = annotated.text  # type: ignore[attr-defined]
    return [(row.kind, text[row.start : row.end]) for row in annotated.sentences.rows()]  # type: ignore[attr-defined]


def test_title_body_and_caption_are_read_and_byline_is_not() -> None:
    annotated = read(
        "Ferry sinks",
        "By Ana Orlova",
        "A ferry sank. Nobody died.",
        "The ferry on Monday.",
        kinds=("title", "byline", "body", "caption"),
    )
    assert _words(annotated) == [
        ("title", "Ferry sinks"),
        ("body", "A ferry sank."),
        ("body", "Nobody died."),
        ("caption", "The ferry on Monday."),
    ]


def test_a_sentence_may_run_through_a_broken_paragraph_but_not_through_a_byline() -> None:
    broken = ("The minister said that the ferry", "was old and that nobody had looked after it.")
    assert [words for _, words in _words(read(*broken))] == ["\n\n".join(broken)]
    across = read(broken[0], "By Ana Orlova", broken[1], kinds=("body", "byline", "body"))
    assert all("Orlova" not in words for _, words in _words(across))
    assert {broken[0], broken[1]} == {words for _, words in _words(across)}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="Aab.!? \n“”'-İ🙂", min_size=0, max_size=25), min_size=1, max_size=4))
def test_nothing_that_is_read_is_lost(parts: list[str]) -> None:
    texts, blocks = document(*parts)
    (text,) = texts.rows()
    rows = list(blocks.rows())
    if not text.text:
        return
    parse = parse_text(text.text, [Span(b.start or 0, b.end or 0) for b in rows])
    parsed = [Span(sentence.start_char, sentence.end_char) for sentence in parse.sents]
    for spans in (parsed, split_text(text.text)):
        _nothing_is_lost(find_sentences(DOC_ID, text.text, spans, rows), text, rows)


def _nothing_is_lost(sentences: list[Sentence], text: Text, rows: list[Block]) -> None:
    covered = {at for row in sentences for at in range(row.start, row.end)}
    for block in rows:
        for at in range(block.start or 0, block.end or 0):
            assert at in covered or text.text[at].isspace()
    for row in sentences:
        words = text.text[row.start : row.end]
        assert words and words == words.strip()
    assert len(covered) == sum(row.end - row.start for row in sentences)


def test_a_text_that_cannot_be_read_still_has_its_sentences() -> None:
    words = ["Паром вернулся в понедельник.", "Никто не пострадал!", "これは船です。", "それは新しい。"]
    found = split_text(f"{words[0]} {words[1]}\n\n{words[2]}{words[3]}")
    text = f"{words[0]} {words[1]}\n\n{words[2]}{words[3]}"
    assert [span.of(text).strip() for span in found] == words
