"""Part, LeftOut: what is found in an input."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One document in an input.

    name:    its path in the input: "pages/a.html", "mails.zip/17.eml"; "" if the document is the input itself
    content: its own bytes
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in an input that is no page by its nature: a picture in a web archive, an index.

    name:   its path in the input
    reason: what it is, in a few words
    """

    name: str
    reason: str
