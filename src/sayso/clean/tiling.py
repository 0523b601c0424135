"""Lines and what they are -> blocks that tile raw_text, and the text that the kept ones make."""

from __future__ import annotations

from typing import NamedTuple

from sayso.spans import Span
from sayso.tables import KEPT_KINDS, Block, BlockKind

METHOD = "clean/1"
JOINT = "\n\n"
"""What stands between two kept blocks in documents.text."""


class Piece(NamedTuple):
    """A run of raw_text with what it is and why; `span` holds no white space at its ends."""

    span: Span
    kind: BlockKind
    detail: str


def tile(doc_id: str, raw_text: str, pieces: list[Piece]) -> tuple[list[Block], str]:
    """Pieces in order -> blocks without gaps or overlaps, and the text.

    Keeps: every code point of raw_text stands in exactly one block; neighbouring pieces that are cut for one reason
           become one block, and white space goes with what is cut
    """
    blocks: list[Block] = []
    kept: list[str] = []
    length = 0
    for piece in _without_gaps(raw_text, pieces):
        if piece.kind in KEPT_KINDS:
            words = piece.span.of(raw_text)
            start = length + len(JOINT) if kept else 0
            length = start + len(words)
            kept.append(words)
            place: tuple[int | None, int | None] = (start, length)
        else:
            place = (None, None)
        blocks.append(Block(doc_id, *piece.span, *place, piece.kind, place[0] is not None, METHOD, piece.detail))
    return blocks, JOINT.join(kept)


def _without_gaps(raw_text: str, pieces: list[Piece]) -> list[Piece]:
    tiles: list[Piece] = []
    reached = 0
    for piece in [*pieces, Piece(Span(len(raw_text), len(raw_text)), "other", "")]:
        if piece.span.start > reached:
            _add_gap(raw_text, tiles, Span(reached, piece.span.start))
        if piece.span.end > piece.span.start:
            _add(tiles, piece)
        reached = piece.span.end
    return tiles


def _add_gap(raw_text: str, tiles: list[Piece], gap: Span) -> None:
    if tiles and tiles[-1].kind not in KEPT_KINDS:
        last = tiles.pop()
        tiles.append(last._replace(span=Span(last.span.start, gap.end)))
        return
    words = gap.of(raw_text).strip()
    tiles.append(Piece(gap, "other", "a heading mark or bullet" if words else "white space"))


def _add(tiles: list[Piece], piece: Piece) -> None:
    if tiles and piece.kind not in KEPT_KINDS:
        last = tiles[-1]
        if last.detail == "white space" or (last.kind, last.detail) == (piece.kind, piece.detail):
            tiles.pop()
            piece = piece._replace(span=Span(last.span.start, piece.span.end))
    tiles.append(piece)
