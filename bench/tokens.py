"""Tokens of a treebank -> text as it is printed, and where each token stands in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.spans import Span

_PRINTED = {
    "``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
    "`": "‘", "--": "—", "_": "—",
}  # fmt: skip
_TO_THE_LEFT = frozenset({",", ".", ";", ":", "?", "!", "%", "”", ")", "]", "}", "...", "…"})
"""No space before these."""
_TO_THE_RIGHT = frozenset({"“", "‘", "(", "[", "{", "$", "£", "US$", "C$", "A$", "HK$", "#"})
"""No space behind these."""
_CLITICS = frozenset({"'s", "'re", "'ve", "'ll", "'d", "'m", "n't"})
HYPHENS = frozenset({"-", ".-"})
"""Tokens that join both sides, where tokens are cut at hyphens: "eight - person", "U.N .- Iraq"."""


def detokenise(tokens: Sequence[str], joining: Collection[str] = ()) -> tuple[str, list[Span]]:
    """Tokens[n] of one passage -> its text and the span of each token in it.

    joining: tokens with no space on either side, such as HYPHENS
    Keeps:   every token has a span of its own, in order, never empty; a quotation mark that is the same on both sides
             opens and closes by turns
    """
    pieces: list[str] = []
    spans: list[Span] = []
    at, glued, open_quote, opened = 0, True, False, False
    for number, token in enumerate(tokens):
        printed = _PRINTED.get(token, token)
        if printed == "”" and not opened and (number == 0 or tokens[number - 1][-1].isalnum()):
            printed = "“" if number + 1 < len(tokens) and tokens[number + 1][0].isalnum() else printed
        opened = printed == "“" or (opened and printed != "”")
        closes = printed == '"' and open_quote
        possessive = token == "'" and number > 0 and tokens[number - 1][-1:] == "s"
        joins = printed in _TO_THE_LEFT or token in _CLITICS or token in joining or closes or possessive
        if not (joins or glued):
            pieces.append(" ")
            at += 1
        pieces.append(printed)
        spans.append(Span(at, at + len(printed)))
        at += len(printed)
        if printed == '"':
            open_quote = not open_quote
        glued = printed in _TO_THE_RIGHT or token in joining or (printed == '"' and open_quote)
    return "".join(pieces), spans
