"""Wire services, and how a page names the one whose text it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.language.lexicons import read_word_list, several
from sayso.language.wording import plain_key

_PARTS = re.compile(r"\s*(?:[/,;&|+•·–—]|\band\b|\bwith\b|\s-\s)\s*", re.I)


@dataclass(frozen=True, slots=True)
class WireList:
    """The wires in resources, by what credits them.

    marks: short form in a dateline, without case -> name
    names: plain form as bylines and copyright lines have it -> name
    hosts: web host -> name
    named: finds any of the names in a line, the longest first; case counts
    """

    marks: dict[str, str]
    names: dict[str, str]
    hosts: dict[str, str]
    named: re.Pattern[str]

    def among(self, words: str) -> tuple[str, ...]:
        """Marks or names set apart by slashes, commas or "and" -> the wires among them, in order."""
        parts = (part.strip(" .()[]") for part in _PARTS.split(words))
        return tuple(dict.fromkeys(wire for part in parts if (wire := self.called(part))))

    def called(self, words: str) -> str | None:
        """Words -> the wire that they are a mark or a name of, as a whole."""
        return self.marks.get(words.casefold()) or self.names.get(plain_key(words))

    def found_in(self, line: str) -> tuple[tuple[str, int, int], ...]:
        """A line -> the wires that it names in full, each with the place of the name."""
        return tuple((self.names[plain_key(m.group())], *m.span()) for m in self.named.finditer(line))


def load_wires() -> WireList:
    """The list in resources, ready to be looked up."""
    marks: dict[str, str] = {}
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    forms: set[str] = set()
    for row in read_word_list("wires"):
        name = row["name"]
        marks.update((mark.casefold(), name) for mark in several(row["marks"]))
        hosts.update((host, name) for host in several(row["hosts"]))
        for form in (name, *several(row["names"])):
            names.setdefault(plain_key(form), name)
            forms.add(form)
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    # Scrapes glue a name to the word before it ("By ANN LEEAssociated Press"): a name of several words may follow one.
    named = re.compile("|".join(("" if " " in form else r"(?<!\w)") + re.escape(form) + r"(?!\w)" for form in ordered))
    return WireList(marks, names, hosts, named)
