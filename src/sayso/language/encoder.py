"""The one encoder: a text's sentences -> what every word is, in one reading of each.

Source: MiniLM-L6 (Wang et al., 2020) with heads of the project's own; models/encoder/card.md says what it learned from.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sayso.language.pieces import Pieces, pieces_of, windows
from sayso.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MODEL = files("sayso") / "models/encoder"

REMEMBERED = 64
"""Windows whose reading is kept for the next page that copies them, a quarter of a megabyte each."""


class Network(Protocol):
    """What reads the pieces of one window.

    Shape: ids[p] -> hidden[p, 384], cue[p, 3], head[p, 128], other[p, 128], level[p, 2]
    """

    def __call__(self, ids: NDArray[np.int64]) -> Sequence[NDArray[np.float32]]:
        """One window at a time: an answer can then not depend on what else is read."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The weights by which a word is given its role to a cue: distance[41, 128], weight[4, 128], bias[4]."""

    distance: NDArray[np.float32]
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ReadWindow:
    """The words of a window and what the encoder makes of each; those from `core` to `core_end` are answered here.

    Shape: starts[w], ends[w], cue[w, 3] (probability of none, first, further), head[w, 128], other[w, 128], level[w]
    Units: starts and ends in code points of the text; level from -3 to 3
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    core: int
    core_end: int
    cue: NDArray[np.float32]
    head: NDArray[np.float32]
    other: NDArray[np.float32]
    level: NDArray[np.float32]


class ReadText:
    """The windows of a text, and what the encoder makes of the word at a place in it."""

    def __init__(self, windows: Sequence[ReadWindow]) -> None:
        self.windows = windows
        cores = [(window, slice(window.core, window.core_end)) for window in windows]
        none = np.zeros(0)
        self._starts = np.concatenate([none, *(window.starts[core] for window, core in cores)])
        self._ends = np.concatenate([none, *(window.ends[core] for window, core in cores)])
        self._cue = np.concatenate([none, *(1 - window.cue[core, 0] for window, core in cores)])
        self._level = np.concatenate([none, *(window.level[core] for window, core in cores)])

    def cue_at(self, place: int) -> float:
        """How likely the word at a code point of the text is (part of) a cue; 0 where no word was read."""
        at = self._word(place)
        return float(self._cue[at]) if at is not None else 0.0

    def level_at(self, place: int) -> float | None:
        """The factuality of the word at a code point of the text, from -3 to 3; None where no word was read."""
        at = self._word(place)
        return float(self._level[at]) if at is not None else None

    def _word(self, place: int) -> int | None:
        at = int(np.searchsorted(self._starts, place, side="right")) - 1
        return at if at >= 0 and place < self._ends[at] else None


class Encoder:
    """Reads texts by their sentences."""

    def __init__(self, network: Network, tokenizer: Tokenizer, roles: Roles) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._roles = roles
        self._memory: OrderedDict[bytes, tuple[NDArray[np.float32], ...]] = OrderedDict()

    def read(self, text: str, sentences: Sequence[Span]) -> ReadText:
        """A text and its sentences in order -> its windows, read; every word of a sentence is in one core."""
        pieces = pieces_of(text, self._tokenizer)
        found = []
        for begin, core, core_end, end in windows(pieces, sentences):
            window = pieces.window(begin, end)
            cue, head, other, level = self._heads(window)
            found.append(
                ReadWindow(window.starts, window.ends, core - begin, core_end - begin, cue, head, other, level)
            )
        return ReadText(found)

    def roles(self, window: ReadWindow, cue: int) -> NDArray[np.float32]:
        """The first word of a cue -> roles[w, 4]: how likely each word of its window is none, source, content, cue."""
        distances = _buckets(np.arange(len(window.starts)) - cue)
        joined = window.head[cue][None] + window.other + self._roles.distance[distances]
        return softmax(np.maximum(joined, 0) @ self._roles.weight.T + self._roles.bias)

    def forget(self) -> None:
        """Makes the next text be read as if it were the first: for measuring."""
        self._memory.clear()

    def _heads(self, window: Pieces) -> tuple[NDArray[np.float32], ...]:
        key = window.ids.tobytes()
        known = self._memory.get(key)
        if known is None:
            _, cue, head, other, level = self._network(window.ids)
            at = window.first
            known = softmax(cue[at]), head[at], other[at], level[at, 0]
            self._memory[key] = known
            if len(self._memory) > REMEMBERED:
                self._memory.popitem(last=False)
        else:
            self._memory.move_to_end(key)
        return known


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """scores[n, k] -> probabilities[n, k]."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shared: NDArray[np.float32] = raised / raised.sum(axis=-1, keepdims=True)
    return shared


def _buckets(distances: NDArray[np.int64]) -> NDArray[np.int64]:
    """Words between two words -> one of 41 buckets: exact to 8, then by thirds of octaves, both ways."""
    size = np.abs(distances)
    far = 8 + np.floor(np.log2(np.maximum(size, 8) / 8) * 3).astype(np.int64)
    return 20 + np.sign(distances) * np.where(size <= 8, size, np.minimum(far, 20))


@functools.cache
def load_encoder() -> Encoder:
    """The encoder that comes with Sayso. Loaded once a process."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    # One thread: a build has a process a core, and sums in one order give the same answer everywhere.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    graph = (MODEL / "encoder.onnx").read_bytes()
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def network(ids: NDArray[np.int64]) -> Sequence[NDArray[np.float32]]:
        given: Any = session.run(None, {"ids": ids[None]})
        return [output[0] for output in given]

    with (MODEL / "roles.npz").open("rb") as file, np.load(file) as weights:
        roles = Roles(weights["distance"], weights["weight"], weights["bias"])
    tokenizer = Tokenizer.from_str((MODEL / "tokenizer.json").read_text(encoding="utf-8"))
    return Encoder(network, tokenizer, roles)
