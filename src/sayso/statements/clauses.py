"""The main clauses of a sentence: what its author says, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.spans import Span, trim
from sayso.statements.tree import MAX_CLIMB, children, tidy, tokens_span

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_PIECES = 3
"""Pieces that a clause may lie in; where the parse scatters it further, the sentence is not cut."""

_HOLDING = frozenset({"although", "though", "while", "whereas", "because", "since", "as"})
"""Clauses with these joining words are said to be so, like the main clause they stand with."""


class Clause(NamedTuple):
    """A main clause: its head (None where nothing could be parsed) and its pieces."""

    head: Token | None
    parts: tuple[Span, ...]


def main_clauses(text: str, bounds: Span, tokens: Sequence[Token], is_quoted: Callable[[Token], bool]) -> list[Clause]:
    """A sentence -> its main clauses ("A has accused B, but both deny it": two); itself alone if it cannot be cut.

    Keeps: every word of the sentence but joining words and marks between the clauses
    """
    whole = trim(text, bounds)
    roots = [token for token in tokens if token.head.i == token.i or not _within(token.head, tokens)]
    words = [root for root in roots if not (root.is_space or root.is_punct)] or roots
    if not words:
        return [Clause(None, (whole,))]
    heads = _heads(words[0], is_quoted)
    if len(heads) == 1:
        return [Clause(words[0], (whole,))]
    return _cut(text, whole, tokens, heads) or [Clause(words[0], (whole,))]


def _within(token: Token, tokens: Sequence[Token]) -> bool:
    return tokens[0].i <= token.i <= tokens[-1].i


def _heads(root: Token, is_quoted: Callable[[Token], bool]) -> list[Token]:
    """The root and the verbs joined to it, by "and" or "although", that have a subject of their own."""
    heads, waiting = [root], [root]
    while waiting:
        for joined in children(waiting.pop(), "conj", "advcl"):
            if joined.dep_ == "advcl" and not any(mark.lower_ in _HOLDING for mark in children(joined, "mark")):
                continue
            verb = joined.pos_ in {"VERB", "AUX"} and children(joined, "nsubj", "nsubjpass", "expl")
            if verb and not is_quoted(joined):
                heads.append(joined)
                waiting.append(joined)
    return sorted(heads, key=lambda head: head.i)


def _cut(text: str, whole: Span, tokens: Sequence[Token], heads: list[Token]) -> list[Clause]:
    """Each word to the head it hangs on, in runs; nothing if a clause would be scattered or empty."""
    runs: dict[int, list[list[Token]]] = {head.i: [] for head in heads}
    last = heads[0]
    for token in tokens:
        owner = last if token.is_punct or token.is_space else _owner(token, runs) or heads[0]
        if runs[owner.i] and owner.i == last.i:
            runs[owner.i][-1].append(token)
        else:
            runs[owner.i].append([token])
        last = owner
    clauses = []
    for head in heads:
        spans = [tokens_span(run) for run in runs[head.i]]
        pieces = tidy(text, [Span(s.start, whole.end if s.end >= whole.end else s.end) for s in spans])
        if not pieces or len(pieces) > MAX_PIECES:
            return []
        clauses.append(Clause(head, pieces))
    return clauses


def _owner(token: Token, runs: dict[int, list[list[Token]]]) -> Token | None:
    """The head above a token, if it hangs on one."""
    for _ in range(MAX_CLIMB):
        if token.i in runs:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
