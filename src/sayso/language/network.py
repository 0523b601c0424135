"""The trained graph, as something that reads the pieces of one window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OUTPUTS = ("cue", "head", "other", "level", "held")
"""What a network gives of every piece, in this order."""


class Network(Protocol):
    """What reads the pieces of one window.

    Shape: ids[p] -> the `OUTPUTS` cue[p, 3], head[p, 128], other[p, 128], level[p, 2], held[p, 96]
    """

    def __call__(self, ids: NDArray[np.int64]) -> Sequence[NDArray[np.float32]]:
        """One window at a time: an answer can then not depend on what else is read."""


def network_of(graph: bytes) -> Network:
    """A graph in the form of ONNX -> what runs it, on one core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread: a build has a process a core, and sums in one order give the same answer everywhere.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def network(ids: NDArray[np.int64]) -> Sequence[NDArray[np.float32]]:
        given: Any = session.run(OUTPUTS, {"ids": ids[None]})
        return [output[0] for output in given]

    return network
