"""Sentences: the stretches of title, body and captions that are read one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from sayso.ids import content_id
from sayso.spans import Span, trim
from sayso.tables import Block, Sentence, SentenceKind

_READ: dict[str, SentenceKind] = {"title": "title", "body": "body", "caption": "caption"}


def find_sentences(doc_id: str, text: str, spans: Iterable[Span], blocks: Iterable[Block]) -> list[Sentence]:
    """A text, where its sentences stand, its blocks -> its sentences in order.

    Keeps: every stretch of title, body and captions that is not white space lies in a sentence
    """
    runs = _runs([block for block in blocks if block.start is not None and block.end is not None])
    sentences: list[Sentence] = []
    for sentence in spans:
        for kind, piece in _pieces(sentence, runs):
            span = trim(text, piece)
            last = sentences[-1] if sentences else None
            if last and last.kind == kind and _belongs(text, last.end, span):
                span = Span(sentences.pop().start, span.end)
            if span.start < span.end:
                sentences.append(
                    Sentence(content_id("sentence", doc_id, span.start, span.end), doc_id, span.start, span.end, kind)
                )
    return sentences


def _belongs(text: str, end: int, span: Span) -> bool:
    """Whether a stretch is no sentence but the mark that closes the one before: a quotation mark, a full stop."""
    marks = not any(character.isalnum() for character in span.of(text))
    return marks and span.start < span.end and "\n" not in text[end : span.start]


def _runs(blocks: Sequence[Block]) -> list[tuple[SentenceKind, Span]]:
    """Blocks -> stretches of one kind that a sentence may run through: body blocks in a row are one stretch."""
    runs: list[tuple[SentenceKind, Span]] = []
    before: str | None = None
    for block in sorted(blocks, key=lambda block: block.start or 0):
        if block.start is None or block.end is None:
            continue
        kind = _READ.get(block.kind)
        if kind is not None:
            if kind == "body" and before == "body":
                runs[-1] = (kind, Span(runs[-1][1].start, block.end))
            else:
                runs.append((kind, Span(block.start, block.end)))
        before = kind
    return runs


def _pieces(sentence: Span, runs: Sequence[tuple[SentenceKind, Span]]) -> Iterator[tuple[SentenceKind, Span]]:
    """The parts of a parsed sentence that lie in runs."""
    at = max(0, bisect_right(runs, sentence.start, key=lambda run: run[1].start) - 1)
    for kind, run in runs[at:]:
        if run.start >= sentence.end:
            break
        start, end = max(sentence.start, run.start), min(sentence.end, run.end)
        if start < end:
            yield kind, Span(start, end)
