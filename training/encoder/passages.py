"""Labelled texts -> passages that the encoder can learn from, whatever folder they come from."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from bench.brat import documents
from sayso.language.encoder import STATUSES
from sayso.tables import Status
from training.encoder.marks import FRAMES, STATEMENTS, Marked, unmarked

OWN = Path(__file__).parents[1] / "data"
"""The project's own passages and single statements."""

UNSEEN = 5
"""One in so many texts of single statements is not learned from, to see what has been learned."""

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
    status: Status


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
    """A split of PolNeAR -> one passage a document, by its first annotator, with the statuses that are known of it."""
    known = placed(OWN / "polnear_statuses.csv")
    for gold in documents(folder):
        frames = tuple(Frame(tuple(r.cue), tuple(r.source), tuple(r.content)) for r in gold.relations)
        yield Passage(gold.text, frames, held=known.get(gold.name, ()), key=gold.name)


def placed(path: Path) -> dict[str, tuple[Held, ...]]:
    """A file of statuses of others' texts, by places alone -> the statements of every document, by its name.

    Raises: ValueError, with file and row, if a status is none
    """
    found: dict[str, tuple[Held, ...]] = {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for at, row in enumerate(csv.DictReader(lines), start=2):
        status = status_of(row["status"], f"{path.name}, row {at}")
        one = Held(_places(row["content"]), _places(row["source"]), row["voice"] == "attributed", status)
        found[row["document"]] = (*found.get(row["document"], ()), one)
    return found


def _places(pieces: str) -> Spans:
    return tuple((int(start), int(end)) for start, _, end in (piece.partition("-") for piece in pieces.split()))


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


_NOTES = ("#", "status:", "chain:", "answers:", "holder:")


def written(path: Path) -> Iterator[Passage]:
    """A file of the project's own passages -> their text without marks, their frames, levels and statuses.

    Keeps:  not the frames that are the author's own distance from what somebody says
    Raises: ValueError, with file and line, if marks are wrong, or a status is none or of nothing that is marked
    """
    for number, block in enumerate(_blocks(path)):
        told = [(at, line) for at, line in block if not line.startswith(_NOTES)]
        if told:
            text, marks = unmarked("\n".join(line for _, line in told), FRAMES, f"{path.name}, line {told[0][0]}")
            frames = _frames(marks)
            yield _passage(text, marks, frames, _Notes.of(block, frames, path.name), f"{path.name}:{number}")


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Lines with their numbers, parted where a line is empty."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    for has_words, block in groupby(lines, lambda line: bool(line[1].strip())):
        if has_words:
            yield list(block)


def _frames(marks: Iterable[Marked]) -> dict[str, Frame]:
    numbers = sorted({name[1:] for name, _, _ in marks if name[0] in "scp"})
    return {n: Frame(*(_spans_of(marks, kind + n) for kind in "csp")) for n in numbers}


def _spans_of(marks: Iterable[Marked], name: str) -> Spans:
    return tuple(sorted((start, end) for known, start, end in marks if known == name))


@dataclass(frozen=True, slots=True)
class _Notes:
    """What the lines around a passage say: numbers of frames that are the author's own, statuses of the others and of
    the "author"."""

    authors: frozenset[str]
    statuses: dict[str, Status]

    @staticmethod
    def of(block: Iterable[tuple[int, str]], frames: dict[str, Frame], name: str) -> _Notes:
        """A passage's lines -> what they say of its frames."""
        authors, statuses = set(), {}
        for at, line in block:
            if line.startswith("holder:") and line.endswith("author"):
                authors.add(line.split()[1])
            for one in line.removeprefix("status:").split(";") if line.startswith("status:") else ():
                number, _, status = one.strip().partition(" ")
                if number != "author" and (number not in frames or not frames[number].content):
                    raise ValueError(f"{name}, line {at}: {number!r} has a status and no content")
                statuses[number] = status_of(status, f"{name}, line {at}")
        return _Notes(frozenset(authors), statuses)


def _passage(text: str, marks: Iterable[Marked], frames: dict[str, Frame], notes: _Notes, key: str) -> Passage:
    others = tuple(frame for n, frame in frames.items() if n not in notes.authors and frame.cue and frame.content)
    levels = tuple(sorted((start, end, float(name[1:])) for name, start, end in marks if name[0] == "f"))
    held = tuple(
        Held(frame.content, () if n in notes.authors else frame.source, n not in notes.authors, notes.statuses[n])
        for n, frame in frames.items()
        if n in notes.statuses
    )
    if "author" in notes.statuses:
        last = max((end.end() for end in SENTENCE_END.finditer(text)), default=0)
        held += (Held(((last, len(text.rstrip("."))),), (), False, notes.statuses["author"]),)
    return Passage(text, others, levels, held=held, key=key)


def status_of(word: str, where: str) -> Status:
    """A word -> the status that it names.

    Raises: ValueError, naming `where`, if it names none
    """
    for status in STATUSES:
        if status == word:
            return status
    raise ValueError(f"{where}: {word!r} is no status")


def held(path: Path) -> Iterator[Passage]:
    """A file of single statements -> a passage for every text, with what is marked of it.

    Raises: ValueError, with file and line, if it has no tab, its status is none, its marks are wrong or mark no content
    """
    found: dict[str, tuple[list[Held], list[Frame]]] = {}
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            text, one, cue = _single(line, f"{path.name}, line {at}")
            statements, frames = found.setdefault(text, ([], []))
            statements.append(one)
            if cue:
                frames.append(Frame(cue, one.source, tuple(_as_polnear(text, *part) for part in one.content)))
    for number, (text, (statements, frames)) in enumerate(found.items()):
        key = f"{path.name}:{number}"
        yield Passage(text, tuple(frames) or None, held=tuple(statements), whole=False, key=key)


def _single(line: str, where: str) -> tuple[str, Held, Spans]:
    """A line -> its text, the statement marked in it, and the statement's cue."""
    word, tab, marked = line.partition("\t")
    if not tab or "\t" in marked:
        raise ValueError(f"{where}: a status, one tab and a text are wanted, not {line!r}")
    status = status_of(word, where)
    text, marks = unmarked(marked, STATEMENTS, where)
    content, source, cue = (_spans_of(marks, mark) for mark in "{[<")
    if not content:
        raise ValueError(f"{where}: no content is marked: {marked}")
    return text, Held(content, source, bool(source), status), cue


_BEFORE = re.compile(r"(?:\bthat\s+)?[“\"‘']?\Z", re.IGNORECASE)


def _as_polnear(text: str, start: int, end: int) -> tuple[int, int]:
    """A content as bench/status/README.md has it -> as PolNeAR has it: with its "that" and its quotation marks."""
    quoted = text[:start].endswith(("“", '"', "‘", "'"))
    after = re.match(r"[,.?!]?[”\"’']", text[end:]) if quoted else None
    return len(_BEFORE.sub("", text[:start], count=1)), end + len(after.group()) if after else end


def is_unseen(passage: Passage) -> bool:
    """Whether a passage is kept for measuring; by its beginning, so that texts with one beginning stay together."""
    return hashlib.sha256(passage.text[:60].encode()).digest()[0] % UNSEEN == 0


def singles() -> Iterator[Passage]:
    """The project's single statements, text by text."""
    for path in sorted(OWN.glob("held_*.txt")):
        yield from held(path)


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
