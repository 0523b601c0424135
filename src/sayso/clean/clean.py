"""clean: documents, furniture -> blocks, text."""

from __future__ import annotations

from sayso.clean.about import authors_of, language_of, url_of
from sayso.clean.genre import genre_of
from sayso.clean.lines import Line, split_lines
from sayso.clean.marked_up import classify_html
from sayso.clean.page import Ruling, page_of
from sayso.clean.plain import classify
from sayso.clean.publisher import publisher_of
from sayso.clean.running import REASON as RUNNING
from sayso.clean.running import running_lines
from sayso.clean.tiling import METHOD, Piece, tile
from sayso.clean.title import record_title, stated_title
from sayso.clean.whole import is_only_text
from sayso.formats import markup_of
from sayso.language.pages import PageWords, unmarked
from sayso.language.parse import READABLE
from sayso.tables import Block, Blocks, Furniture, LocalDocument, LocalDocuments, Originals, Text, Texts

_FEW_WORDS = 5
_PRINTED = frozenset({"application/pdf"})
"""What comes in printed pages."""


def clean(
    documents: LocalDocuments, originals: Originals, furniture: Furniture, page_words: PageWords
) -> tuple[Blocks, Texts]:
    """LocalDocuments[n], their bytes, the pile's furniture -> the blocks of every page, the text of every document.

    Shape: LocalDocuments[n] -> Blocks[m] that tile each raw_text, Texts[n]
    Keeps: every paragraph, heading, caption, byline and date of what the page tells, verbatim; everything else is a
           block that is cut, with its reason. A document without anything text-like has the text "" and says so.
    """
    bytes_of = {row.sha256: row.content for row in originals.rows()}
    repeated = frozenset(row.line for row in furniture.rows())
    blocks: list[Block] = []
    texts: list[Text] = []
    for document in documents.rows():
        own_blocks, text = clean_document(document, bytes_of.get(document.sha256, b""), repeated, page_words)
        blocks += own_blocks
        texts.append(text)
    return Blocks.of(blocks), Texts.of(texts)


def clean_document(
    document: LocalDocument, content: bytes, repeated: frozenset[str], page_words: PageWords
) -> tuple[list[Block], Text]:
    """One document, its bytes, the lines that the pile repeats -> its blocks and its text."""
    lines = split_lines(document.raw_text)
    rulings, authors, how = _rulings(document, content, lines, repeated, page_words)
    pieces = [
        Piece(line.start, line.end, ruling.kind, ruling.detail)
        for line, ruling in zip(lines, rulings, strict=True)
        if line.end > line.start
    ]
    blocks, text = tile(document.doc_id, document.raw_text, pieces)
    title = next((document.raw_text[p.start : p.end] for p in pieces if p.kind == "title"), None)
    url = url_of(document.metadata)
    genre, why = genre_of(text, lines, rulings, document.metadata, page_words)
    around = [
        document.raw_text[line.start : line.end] for line, ruling in zip(lines, rulings, strict=True) if not ruling.kept
    ]
    language = language_of(text, document.metadata)
    row = Text(
        doc_id=document.doc_id,
        text=text,
        url=url,
        publisher=publisher_of(around, document.metadata, url),
        title=_bare(title) if title is not None else stated_title(document.metadata),
        authors=authors_of(authors, document.metadata),
        language=language,
        genre=genre,
        method=METHOD,
        detail=f"{how if text else 'nothing on the page reads like text'}; {genre}: {why}{_unread(text, language)}",
    )
    return blocks, row


def _unread(text: str, language: str) -> str:
    """What is said of a text in a language that cannot be read."""
    if not text.strip() or language in READABLE:
        return ""
    of = "its language cannot be told" if language == "und" else f"its language ({language}) cannot be read yet"
    return f"; {of}: it is kept, dated and can be quoted, but nothing is taken from it"


def _bare(title: str) -> str:
    """A title without its Markdown, if it still stands verbatim in its block then."""
    return unmarked(title) if unmarked(title) in title else title


def _rulings(
    document: LocalDocument, content: bytes, lines: list[Line], repeated: frozenset[str], page_words: PageWords
) -> tuple[list[Ruling], list[str], str]:
    """What each line is, the authors that bylines name, and how that was decided."""
    markup = markup_of(content, document.media_type)
    title = record_title(document.metadata)
    if markup is not None and not (title and is_only_text(page_of(lines, page_words, repeated))):
        found = classify_html(document, markup, lines, page_words, repeated)
        if found is not None:
            return *found, "kept what the page's tags mark as the article (as the program trafilatura reads them)"
    running = running_lines(lines) if document.media_type in _PRINTED else frozenset()
    cut = repeated | {lines[i].normal for i in running}
    rulings, authors = classify(lines, page_words, cut, title)
    if repeated and sum(line.words for line, r in zip(lines, rulings, strict=True) if r.kept) < _FEW_WORDS:
        # A page whose every line the pile repeats is a copy in disguise: better its furniture than nothing.
        rulings, authors = classify(lines, page_words, frozenset(), title)
    for i in running:
        rulings[i] = Ruling("other", RUNNING)
    return rulings, authors, "kept the lines that read like an article"
