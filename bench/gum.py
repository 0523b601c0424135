"""GUM: CoNLL-U files with entities in MISC -> documents with gold mentions and chains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from sayso.spans import Span

GoldForm = Literal["name", "noun", "pronoun", "several"]
"""several: "A and B"."""

_MARK = re.compile(
    r"\((?P<opens>\d+)-(?P<etype>[a-z]+)-[a-z:]+-[^-()]*-[^-()]*-(?P<minimal>[\d,]+)[^()]*(?P<closes>\))?|(?P<ends>\d+)\)"
)
_NAMED_BY = frozenset({"flat", "compound", "appos", "nmod:desc"})
"""How a name hangs on the noun before it: "spokesman" + "Ana Orlova"."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words that mean something, in the gold.

    chain: number of what they mean, within the document
    heads: where the words begin that it cannot do without ("minimal span"); an answer is one for it if its head is here
    etype: person, organization, place, event, object, time, abstract ...
    """

    span: Span
    chain: int
    heads: frozenset[int]
    etype: str
    form: GoldForm
    text: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of the benchmark; `headings` are those of its paragraphs that head others."""

    name: str
    genre: str
    text: str
    paragraphs: tuple[Span, ...]
    headings: frozenset[Span]
    mentions: tuple[GoldMention, ...]


@dataclass(slots=True)
class _Word:
    number: int
    span: Span
    upos: str
    xpos: str
    head: int
    relation: str
    marks: str


class _Opened(NamedTuple):
    """A mention whose end is not read yet: its minimal words by their place in it, where it begins."""

    chain: int
    etype: str
    minimal: tuple[int, ...]
    sentence: int
    word: int


def read_document(path: Path) -> GoldDocument:
    """A CoNLL-U file -> its text, as it was before it was cut into words, and its mentions in order."""
    sentences, paragraphs, headings, text = _read_words(path.read_text(encoding="utf-8").splitlines())
    mentions: list[GoldMention] = []
    open_marks: list[_Opened] = []
    for place, words in enumerate(sentences):
        for at, word in enumerate(words):
            for mark in _MARK.finditer(word.marks):
                if mark["opens"]:
                    minimal = tuple(int(number) - 1 for number in mark["minimal"].split(","))
                    opened = _Opened(int(mark["opens"]), mark["etype"], minimal, place, at)
                    if mark["closes"]:
                        mentions.append(_mention(opened, words, at, text))
                    else:
                        open_marks.append(opened)
                else:
                    chain = int(mark["ends"])
                    opened = next(one for one in reversed(open_marks) if one.chain == chain)
                    open_marks.remove(opened)
                    if opened.sentence == place:
                        mentions.append(_mention(opened, words, at, text))
    mentions.sort(key=lambda mention: (mention.span, mention.chain))
    genre = path.stem.split("_")[1]
    return GoldDocument(path.stem, genre, text, tuple(paragraphs), frozenset(headings), tuple(mentions))


def _read_words(lines: list[str]) -> tuple[list[list[_Word]], list[Span], list[Span], str]:
    """Lines -> the words of each sentence, the spans of paragraphs and of headings among them, the text."""
    pieces: list[str] = []
    length = 0
    sentences: list[list[_Word]] = [[]]
    starts: list[tuple[int, bool]] = []
    whole: Span | None = None
    whole_last = ""
    for line in lines:
        if line.startswith("# newpar_block") and starts and "= head" in line and not sentences[-1]:
            starts[-1] = (starts[-1][0], True)
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            if pieces:
                pieces.append("\n\n")
                length += 2
            starts.append((length, False))
        elif not line:
            sentences.append([])
        elif not line.startswith("#"):
            cells = line.split("\t")
            number, _, last = cells[0].partition("-")
            if "." in number:
                continue
            written = cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
            if last:
                whole, whole_last = Span(length, length + len(cells[1])), last
                pieces.append(written)
                length += len(written)
                continue
            if whole is None:
                span = Span(length, length + len(cells[1]))
                pieces.append(written)
                length += len(written)
            else:
                span = _part(whole, sentences[-1], cells[1])
                whole = None if number == whole_last else whole
            marks = next((part[7:] for part in cells[9].split("|") if part.startswith("Entity=")), "")
            sentences[-1].append(_Word(int(number), span, cells[3], cells[4], int(cells[6]), cells[7], marks))
    text = "".join(pieces).rstrip()
    edges = [start for start, _ in starts] + [length + 2]
    blocks = [Span(start, min(end - 2, len(text))) for start, end in pairwise(edges)]
    blocks = [Span(b.start, b.start + len(b.of(text).rstrip())) for b in blocks]
    headings = [block for block, (_, is_head) in zip(blocks, starts, strict=True) if is_head]
    return sentences, [block for block in blocks if block.start < block.end], headings, text


def _part(whole: Span, before: list[_Word], form: str) -> Span:
    """A word of a contraction -> its place in it: "it's" -> "it", "'s"."""
    start = max(whole.start, before[-1].span.end if before else 0)
    return Span(min(start, whole.end - 1), max(min(start + len(form), whole.end), start + 1))


def _mention(opened: _Opened, words: list[_Word], last: int, text: str) -> GoldMention:
    inside = words[opened.word : last + 1]
    numbers = {word.number for word in inside}
    head = next((word for word in inside if word.head not in numbers), inside[-1])
    minimal = [inside[at] for at in opened.minimal if at < len(inside)] or [head]
    span = Span(inside[0].span.start, inside[-1].span.end)
    heads = frozenset(word.span.start for word in minimal)
    return GoldMention(span, opened.chain, heads, opened.etype, _form(head, inside), span.of(text))


def _form(head: _Word, inside: list[_Word]) -> GoldForm:
    """A mention is a name if its head is one, or has one right after it: "spokesman Ana Orlova"."""
    if head.upos in ("PRON", "DET"):
        return "pronoun"
    if any(word.head == head.number and word.relation == "conj" for word in inside):
        return "several"
    named = any(
        word.head == head.number
        and word.number > head.number
        and word.relation in _NAMED_BY
        and word.xpos.startswith("NNP")
        for word in inside
    )
    return "name" if head.xpos.startswith("NNP") or named else "noun"


def documents(folder: Path) -> Iterator[GoldDocument]:
    """The files of a split, in order."""
    for path in sorted(folder.glob("*.conllu")):
        yield read_document(path)
