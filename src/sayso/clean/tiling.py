"""Lines and what they are -> blocks that tile raw_text, and the text that the kept ones make."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from sayso.tables import KEPT_KINDS, Block, BlockKind

METHOD = "clean/1"
JOINT = "\n\n"
"""What stands between two kept blocks in documents.text."""
_WHITE_SPACE = "white space"


class Piece(NamedTuple):
    """A run of raw_text with what it is and why, without white space at its ends."""

    start: int
    end: int
    kind: BlockKind
    detail: str


class _Tile(NamedTuple):
    """What begins somewhere, and ends where the next one begins."""

    start: int
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
    tiles = _tiles(raw_text, pieces)
    end = _Tile(len(raw_text), "other", "")
    for (raw_start, kind, detail), (raw_end, _, _) in pairwise([*tiles, end]):
        if kind in KEPT_KINDS:
            start = length + len(JOINT) if kept else 0
            length = start + raw_end - raw_start
            kept.append(raw_text[raw_start:raw_end])
            blocks.append(Block(doc_id, raw_start, raw_end, start, length, kind, True, METHOD, detail))
        else:
            blocks.append(Block(doc_id, raw_start, raw_end, None, None, kind, False, METHOD, detail))
    return blocks, JOINT.join(kept)


def _tiles(raw_text: str, pieces: list[Piece]) -> list[_Tile]:
    tiles: list[_Tile] = []
    reached = 0
    # What was cut last, and why; None after what is kept.
    last: tuple[str, str] | None = None
    for start, end, kind, detail in pieces:
        if last is None and start > reached:
            tiles.append(_gap(raw_text, reached, start))
            last = tiles[-1][1:]
        if kind in KEPT_KINDS:
            tiles.append(_Tile(start, kind, detail))
            last = None
        elif last is not None and last[1] == _WHITE_SPACE:
            tiles[-1] = _Tile(tiles[-1].start, kind, detail)
            last = kind, detail
        elif last != (kind, detail):
            tiles.append(_Tile(start, kind, detail))
            last = kind, detail
        reached = end
    if last is None and len(raw_text) > reached:
        tiles.append(_gap(raw_text, reached, len(raw_text)))
    return tiles


def _gap(raw_text: str, start: int, end: int) -> _Tile:
    return _Tile(start, "other", _WHITE_SPACE if raw_text[start:end].isspace() else "a heading mark or bullet")
