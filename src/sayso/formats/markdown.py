"""Markdown with a front matter -> its text and what the front matter says."""

from __future__ import annotations

import re

from sayso.formats.page import Page
from sayso.formats.tables.columns import OURS, meaning_of
from sayso.formats.titled import titled_text
from sayso.tables import MetadataField

_START = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w. -]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_MEMBER = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)$")
_INDENTED = re.compile(r"[ \t]+\S")
_BLOCK_MARKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
_LONGEST = 20_000
_SAID = tuple(word for word in OURS if word not in {"text", "html"})


def read_markdown(text: str, encoding: str, decoded_how: str) -> Page | None:
    """A decoded text that begins with a front matter -> the page; None if it has none that can be read.

    Keeps: the front matter's own words as metadata `record:...`; the rest is the text, with the title on top
    """
    cut = _cut(text)
    pairs = _pairs(cut[0]) if cut is not None else None
    if cut is None or pairs is None:
        return None
    fields = tuple(
        MetadataField(f"record:{ours}", value)
        for ours in _SAID
        for key, values in pairs
        if meaning_of(key) == ours
        for value in values
        if value
    )
    if not fields:
        return None
    title = next((field.value for field in fields if field.name == "record:title"), "")
    return Page(
        media_type="text/markdown",
        encoding=encoding,
        text=titled_text(title, cut[1]),
        is_markup=False,
        metadata=fields,
        detail=f"a text with a head of keys and values, which was taken off and read as metadata; {decoded_how}",
    )


def _cut(text: str) -> tuple[str, str] | None:
    """A text -> its front matter and what comes after it."""
    start = _START.match(text)
    if start is None:
        return None
    end = _END.search(text[:_LONGEST], start.end())
    return (text[start.end() : end.start()], text[end.end() :].lstrip("\r\n")) if end else None


def _pairs(head: str) -> list[tuple[str, list[str]]] | None:
    """The lines of a front matter -> its keys and values; None if a line is neither."""
    pairs: list[tuple[str, list[str]]] = []
    for line in head.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        member = _MEMBER.match(line)
        if member and pairs:
            pairs[-1][1].append(_plain(member["value"]))
        elif _INDENTED.match(line) and pairs:
            _continue(pairs[-1][1], line.strip())
        elif pair := _PAIR.match(line):
            pairs.append((pair["key"], _values((pair["value"] or "").strip())))
        else:
            return None
    return pairs


def _continue(values: list[str], line: str) -> None:
    """Adds an indented line to the value above it; a key inside a key counts only as a name."""
    pair = _PAIR.match(line)
    if pair is None:
        values[-1:] = [" ".join([*values[-1:], line])]
    elif pair["key"].lower() == "name" and pair["value"]:
        values.append(_plain(pair["value"]))


def _values(value: str) -> list[str]:
    if not value or value in _BLOCK_MARKS:
        return []
    if value.startswith("[") and value.endswith("]"):
        return [plain for part in value[1:-1].split(",") if (plain := _plain(part))]
    return [_plain(value)]


def _plain(value: str) -> str:
    """A value without its quotation marks or, if it has none, without a comment behind it."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    value = value.split(" #", 1)[0].rstrip()
    return value.removeprefix("name:").strip() if value.startswith("name:") else value
