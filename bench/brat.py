"""brat standoff: T lines that mark spans, E lines that link them -> who is said to have said what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.spans import Span

_LEFT_OUT = frozenset({"Discard"})
_MARKS = re.compile(r"(?P<key>[TE]\d+)\t(?P<name>\S+) (?P<rest>.*)")
"""A span or a link. The words of a span may run over a line break: what follows then is no mark."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Content, the words that report it and the words that name who holds it; each in pieces, in order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A document of the benchmark with its usable relations."""

    name: str
    text: str
    relations: tuple[Relation, ...]


def documents(folder: Path) -> Iterator[GoldText]:
    """The folder of a split (text/, attributions/) -> its documents with the first annotator's relations.

    Raises: FileNotFoundError if nobody has annotated a document
    """
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], path)
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem not in annotations:
            raise FileNotFoundError(f"{folder / 'attributions'} has no file for {path.name}")
        marked = annotations[path.stem].read_bytes().decode("utf-8")
        # Decoded from bytes: offsets count the line breaks as they stand in the file.
        yield GoldText(path.stem, path.read_bytes().decode("utf-8"), tuple(relations(marked)))


def relations(marked: str) -> Iterator[Relation]:
    """The lines of an .ann file -> its relations that have a cue and content, in the order of the file."""
    spans: dict[str, tuple[Span, ...]] = {}
    links: list[list[str]] = []
    for line in marked.split("\n"):
        marks = _MARKS.match(line)
        if marks is None:
            continue
        if marks["key"].startswith("T"):
            spans[marks["key"]] = tuple(sorted(_span(place) for place in marks["rest"].split("\t")[0].split(";")))
        else:
            links.append([marks["name"], *marks["rest"].split()])
    for kind, *roles in links:
        made: dict[str, list[Span]] = defaultdict(list)
        for role in roles:
            name, _, key = role.partition(":")
            made[re.sub(r"\d+$", "", name)] += spans.get(key, ())
        if kind.partition(":")[0] not in _LEFT_OUT and made["Cue"] and made["Content"]:
            yield Relation(*(tuple(sorted(made[name])) for name in ("Source", "Cue", "Content")))


def _span(place: str) -> Span:
    start, end = place.split()
    return Span(int(start), int(end))
