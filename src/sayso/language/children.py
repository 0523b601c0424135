"""The words that hang on a word, found without going through the sentence each time.

spaCy walks over all that lies between a word's first and last descendant to find its children; in a "sentence" of ten
thousand words, as lists and broken pages give them, that alone takes minutes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KEY = "sayso.children"


def children_labelled(token: Token, labels: tuple[str, ...]) -> list[Token]:
    """The token's children with one of these labels, in order."""
    doc = token.doc
    return [doc[place] for place, label in _children(doc).get(token.i, ()) if label in labels]


def _children(doc: Doc) -> dict[int, list[tuple[int, str]]]:
    """Place of a token -> places and labels of its children; made once a parse, and kept with it."""
    known: dict[int, list[tuple[int, str]]] | None = doc.user_data.get(_KEY)
    if known is None:
        found = defaultdict(list)
        for token in doc:
            if token.head.i != token.i:
                found[token.head.i].append((token.i, token.dep_))
        doc.user_data[_KEY] = known = dict(found)
    return known
