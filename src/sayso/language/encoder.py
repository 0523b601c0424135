"""The one encoder: a text's sentences -> what every word is, in one reading of each.

Source: MiniLM-L6 (Wang et al., 2020) with heads of the project's own; models/encoder/card.md says what it learned from.
"""

from __future__ import annotations

import bisect
import functools
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from sayso.language.network import Network, network_of
from sayso.language.pieces import Pieces, pieces_of, windows
from sayso.spans import Span
from sayso.tables import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MODEL = files("sayso") / "models/encoder"

REMEMBERED = 64
"""Windows whose reading is kept for the next page that copies them, a quarter of a megabyte each."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The weights by which a word is given its role to a cue: distance[41, 128], weight[4, 128], bias[4]."""

    distance: NDArray[np.float32]
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]


STATUSES: tuple[Status, ...] = ("denied", "conditional", "pledged", "predicted", "speculated", "opinion", "asserted")
"""The order of a status's scores."""

VOICES = ("author", "reported", "attributed")
"""Who speaks: the author for himself, the author of what others say, others."""


@dataclass(frozen=True, slots=True)
class StatusWeights:
    """The weights by which a statement is given its status: hidden[128, 385] and bias, then status[7, 128] and bias.

    after_rules: [3, 7, 7], by voice and by the status that the rules give, the logarithm of how often each was meant
    """

    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    status: NDArray[np.float32]
    status_bias: NDArray[np.float32]
    after_rules: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ReadWindow:
    """The words of a window and what the encoder makes of each; those from `core` to `core_end` are answered here.

    Shape: starts[w], ends[w], cue[w, 3] (probability of none, first, further), head[w, 128], other[w, 128], level[w],
           held[w, 96]
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
    held: NDArray[np.float32]


class ReadText:
    """The windows of a text, and what the encoder makes of the words and statements in it."""

    def __init__(self, windows: Sequence[ReadWindow], sentences: Sequence[Span], weights: StatusWeights) -> None:
        self.windows = windows
        self._weights = weights
        self._sentence_starts = np.array([sentence.start for sentence in sentences])
        self._answers_until = [
            int(window.ends[window.core_end - 1]) if window.core_end > window.core else 0 for window in windows
        ]
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

    def after_rules(self, voice: str, status: str) -> NDArray[np.float32]:
        """One of `VOICES` and the rules' status -> the logarithm of how often each of `STATUSES` is meant."""
        after: NDArray[np.float32] = self._weights.after_rules[VOICES.index(voice), STATUSES.index(status)]
        return after

    def statuses_of(
        self, content: Sequence[Span], source: Span | None, *, attributed: bool
    ) -> NDArray[np.float32] | None:
        """Where a statement's content and source stand -> how likely each of `STATUSES` is; None if no word was read.

        Keeps: it hangs on the words of the content, of the source, and of the other words of their sentences
        """
        window = self._answering(content[0].start)
        if window is None:
            return None
        told = _among(window, content)
        by = _among(window, [source]) if source is not None else np.zeros_like(told)
        if not told.any():
            return None
        sentence = np.searchsorted(self._sentence_starts, window.starts, side="right")
        around = np.isin(sentence, sentence[told | by]) & ~told & ~by
        held = window.held
        pooled = [held[told].max(axis=0), *(_mean(held[some]) for some in (told, by, around)), [float(attributed)]]
        weights = self._weights
        hidden = np.maximum(weights.hidden @ np.concatenate(pooled).astype(np.float32) + weights.hidden_bias, 0)
        return softmax(weights.status @ hidden + weights.status_bias)

    def _answering(self, place: int) -> ReadWindow | None:
        at = bisect.bisect_right(self._answers_until, place)
        return self.windows[at] if at < len(self.windows) else None

    def _word(self, place: int) -> int | None:
        at = int(np.searchsorted(self._starts, place, side="right")) - 1
        return at if at >= 0 and place < self._ends[at] else None


class Encoder:
    """Reads texts by their sentences."""

    def __init__(self, network: Network, tokenizer: Tokenizer, roles: Roles, statuses: StatusWeights) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._roles = roles
        self._statuses = statuses
        self._memory: OrderedDict[bytes, tuple[NDArray[np.float32], ...]] = OrderedDict()

    def read(self, text: str, sentences: Sequence[Span]) -> ReadText:
        """A text and its sentences in order -> its windows, read; every word of a sentence is in one core."""
        pieces = pieces_of(text, self._tokenizer)
        found = []
        for begin, core, core_end, end in windows(pieces, sentences):
            window = pieces.window(begin, end)
            heads = self._heads(window)
            found.append(ReadWindow(window.starts, window.ends, core - begin, core_end - begin, *heads))
        return ReadText(found, sentences, self._statuses)

    def roles(self, window: ReadWindow, cue: int) -> NDArray[np.float32]:
        """The first word of a cue -> roles[w, 4]: how likely each word of its window is none, source, content, cue."""
        distance = self._roles.distance[buckets(np.arange(len(window.starts)) - cue)]
        joined = window.head[cue][None] + window.other + distance
        return softmax(np.maximum(joined, 0) @ self._roles.weight.T + self._roles.bias)

    def weighing(self, after_rules: NDArray[np.float32]) -> Encoder:
        """The same, with other weights for what the rules say."""
        statuses = replace(self._statuses, after_rules=after_rules)
        return Encoder(self._network, self._tokenizer, self._roles, statuses)

    def forget(self) -> None:
        """Makes the next text be read as if it were the first: for measuring."""
        self._memory.clear()

    def _heads(self, window: Pieces) -> tuple[NDArray[np.float32], ...]:
        key = window.ids.tobytes()
        known = self._memory.get(key)
        if known is None:
            cue, head, other, level, held = self._network(window.ids)
            at = window.first
            known = softmax(cue[at]), head[at], other[at], level[at, 0], held[at]
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


def _among(window: ReadWindow, spans: Sequence[Span]) -> NDArray[np.bool_]:
    inside = np.zeros(len(window.starts), dtype=bool)
    for span in spans:
        inside |= (window.starts < span.end) & (window.ends > span.start)
    return inside


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
    return mean


def buckets(distances: NDArray[np.int64]) -> NDArray[np.int64]:
    """Words between two words -> one of 41 buckets: exact to 8, then by thirds of octaves, both ways."""
    size = np.abs(distances)
    far = 8 + np.floor(np.log2(np.maximum(size, 8) / 8) * 3).astype(np.int64)
    return 20 + np.sign(distances) * np.where(size <= 8, size, np.minimum(far, 20))


@functools.cache
def load_encoder() -> Encoder:
    """The encoder that comes with Sayso. Loaded once a process."""
    from tokenizers import Tokenizer

    with (MODEL / "roles.npz").open("rb") as file, np.load(file) as weights:
        roles = Roles(**weights)
    with (MODEL / "statuses.npz").open("rb") as file, np.load(file) as weights:
        statuses = StatusWeights(**weights)
    tokenizer = Tokenizer.from_str((MODEL / "tokenizer.json").read_text(encoding="utf-8"))
    return Encoder(network_of((MODEL / "encoder.onnx").read_bytes()), tokenizer, roles, statuses)
