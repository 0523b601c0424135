"""Labelled texts -> passages that the encoder can learn from, whatever folder they come from."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.brat import documents

SENTENCE_END = re.compile(r"(?:[.!?]['\"”’)\]]*\s+(?=[A-Z\"“‘'(\[])|\n+)")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Who says what: spans of the cue, its source and its content, code points into the passage's text."""

    cue: Spans
    source: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Held:
    """How a statement is held: spans of its content and of its source (none: nobody is named), its status."""

    content: Spans
    source: Spans
    attributed: bool
    status: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and what is known of it.

    frames: all of its frames, or None where nobody looked for them
    levels: (start, end, factuality from -3 to 3) of the words that somebody judged
    scale:  the name of the scale that the levels were judged on
    held:   statements of it and their status
    whole:  whether its frames are all that there are
    """

    text: str
    frames: tuple[Frame, ...] | None = None
    levels: tuple[tuple[int, int, float], ...] = ()
    scale: str = "news"
    held: tuple[Held, ...] = ()
    whole: bool = True
    key: str = field(default="", compare=False)


def polnear(folder: Path) -> Iterator[Passage]:
    """A split of PolNeAR -> one passage a document, by its first annotator."""
    for gold in documents(folder):
        frames = tuple(Frame(tuple(r.cue), tuple(r.source), tuple(r.content)) for r in gold.relations)
        yield Passage(gold.text, frames, key=gold.name)


def factuality(path: Path, scale: str) -> Iterator[Passage]:
    """A file of judged words -> one passage a sentence, written as print would have it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text, places = joined(row["text"].split(" "))
            levels = tuple(
                (places[target["span1"][0]][0], places[target["span1"][1] - 1][1], float(target["label"]))
                for target in row["targets"]
            )
            yield Passage(text, None, levels, scale, key=f"{path.parent.name}/{path.stem}/{number}")


_MARK = re.compile(r"\{([scp]\d*|f-?\d)\|")
_NOTES = ("#", "status:", "chain:", "answers:", "holder:")


def written(path: Path) -> Iterator[Passage]:
    """A file of the project's own passages -> their text without marks, their frames and levels.

    Keeps:  not the frames that are the author's own distance from what somebody says
    Raises: ValueError, with the passage, where braces do not close
    """
    for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))):
        lines = block.splitlines()
        told = [line for line in lines if not line.startswith(_NOTES)]
        authors = {line.split()[1] for line in lines if line.startswith("holder:") and line.endswith("author")}
        if told:
            statuses = [line[7:].split(";") for line in lines if line.startswith("status:")]
            held = dict(one.split() for line in statuses for one in line)
            yield _framed("\n".join(told), authors, held, f"{path.name}:{number}")


def held(path: Path) -> Iterator[Passage]:
    """A file of single statements -> a passage for every text, with what is marked of it.

    Raises: ValueError, with the line, where marks do not close
    """
    found: dict[str, tuple[list[Held], list[Frame]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip() and not line.startswith("#"):
            status, marked = line.split("\t")
            text, spans = _unmarked(marked, _PLAIN_MARKS, f"{path.name}:{number}")
            content, source, cue = (tuple(sorted((s, e) for name, s, e in spans if name == mark)) for mark in "{[<")
            statements, frames = found.setdefault(text, ([], []))
            statements.append(Held(content, source, bool(source), status))
            if cue:
                frames.append(Frame(cue, source, tuple(_as_polnear(text, *part) for part in content)))
    for number, (text, (statements, frames)) in enumerate(found.items()):
        key = f"{path.name}:{number}"
        yield Passage(text, tuple(frames) or None, held=tuple(statements), whole=False, key=key)


def _as_polnear(text: str, start: int, end: int) -> tuple[int, int]:
    """A content as bench/status/README.md has it -> as PolNeAR has it: with its "that" and its quotation marks."""
    before = re.search(r"(?:\bthat\s+)?[“\"‘']?$", text[:start], re.IGNORECASE)
    after = re.match(r"[,.?!]?[”\"’']", text[end:]) if re.search(r"[“\"‘']$", text[:start]) else None
    return before.start() if before else start, end + len(after.group()) if after else end


_PLAIN_MARKS = re.compile(r"([{\[<])")
_CLOSING = {"[": "]", "<": ">"}


def _framed(marked: str, authors: set[str], statuses: dict[str, str], key: str) -> Passage:
    text, spans = _unmarked(marked, _MARK, key)
    numbers = sorted({name[1:] for name, _, _ in spans if name[0] in "scp"})
    by_number = {
        n: Frame(*(tuple(sorted((s, e) for name, s, e in spans if name == kind + n)) for kind in "csp"))
        for n in numbers
    }
    frames = tuple(frame for n, frame in by_number.items() if n not in authors and frame.cue and frame.content)
    levels = tuple(sorted((s, e, float(name[1:])) for name, s, e in spans if name[0] == "f"))
    held = tuple(
        Held(frame.content, () if n in authors else frame.source, n not in authors, statuses[n])
        for n, frame in by_number.items()
        if frame.content and n in statuses
    )
    if "author" in statuses:
        last = max((end.end() for end in SENTENCE_END.finditer(text)), default=0)
        held += (Held(((last, len(text.rstrip("."))),), (), False, statuses["author"]),)
    return Passage(text, frames, levels, held=held, key=key)


def _unmarked(marked: str, mark_of: re.Pattern[str], key: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, spans, opened = "", [], []
    at = 0
    while at < len(marked):
        mark = mark_of.match(marked, at)
        if mark:
            opened.append((mark.group(1), len(text)))
            at = mark.end()
        elif opened and marked[at] == _CLOSING.get(opened[-1][0], "}"):
            name, start = opened.pop()
            spans.append((name, start, len(text)))
            at += 1
        else:
            text += marked[at]
            at += 1
    if opened:
        raise ValueError(f"{key}: a mark is not closed: {marked}")
    return text, spans


_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}…]+|''|'s|'S|n't|'re|'ve|'ll|'d|'m|')$")
_NO_SPACE_AFTER = frozenset({"(", "[", "{", "$", "``", "#"})


def joined(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words of a tokenised sentence -> the sentence as print would have it, and where each word stands in it."""
    text, places = "", []
    for number, word in enumerate(words):
        shown = '"' if word in {"``", "''"} else word
        before = words[number - 1] if number else ""
        if text and not _NO_SPACE_BEFORE.match(word) and before not in _NO_SPACE_AFTER:
            text += " "
        places.append((len(text), len(text) + len(shown)))
        text += shown
    return text, places
