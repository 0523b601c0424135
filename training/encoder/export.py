"""Writes the trained encoder for the product:

    python -m training.encoder.export --weights THREE/epoch-5.pt --with TWO/epoch-3.pt --start MINILM

The third stage learns statuses and forgets some of the edges of contents; the mean of three parts of it and one of
the second keeps most of both: on unseen statements macro-F1 78.7 of 80.6, exact contents of 28 dev documents 63.2 of
63.5 (the third stage alone 62.1).

Eight bits a weight, with a scale for each output channel; what flows through gets its scale from the window that is
read. The product reads one window at a time, so that this scale, and the answer, hang on that window alone. Scales set
beforehand lost more: of 313 words of cues on dev documents they kept 265 to 270, these keep 301.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from sayso.language.encoder import STATUSES, VOICES, Roles, StatusWeights
from sayso.language.network import OUTPUTS
from training.encoder.model import Reader
from training.encoder.train import reader

MODEL = Path(__file__).parents[2] / "src/sayso/models/encoder"
BEFORE = 0.25
"""How much of the stage before is mixed in. Of 0, 0.25 and 0.5 the middle one keeps most of both."""


class _Window(nn.Module):
    """The reader of one window, all of which is seen."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> Any:
        return self.model(ids, torch.ones_like(ids))


def to_onnx(model: Reader, path: Path) -> None:
    """The reader -> a graph of 32-bit floats, of windows of any length."""
    torch.onnx.export(
        _Window(model).eval(),
        (torch.full((1, 40), 2003),),
        path,
        input_names=["ids"],
        output_names=list(OUTPUTS),
        dynamic_shapes={"ids": {1: torch.export.Dim("pieces", min=3, max=256)}},
        external_data=False,
    )


def quantised(plain: Path, into: Path) -> None:
    """A graph of floats -> the same with its matrices in eight bits."""
    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(plain, ready, skip_symbolic_shape=True)
    graph = onnx.load(ready)
    del graph.graph.value_info[:]
    onnx.save(graph, ready)
    matrices = ["MatMul", "Gemm", "Gather"]
    quantize_dynamic(ready, into, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=matrices)


def averaged(last: dict[str, Tensor], before: dict[str, Tensor]) -> dict[str, Tensor]:
    """Two checkpoints -> their weighted mean; the heads of statuses, which the last alone has learned, as they are."""
    return {
        key: value if key.startswith(("held", "status")) else (1 - BEFORE) * value + BEFORE * before[key]
        for key, value in last.items()
    }


def roles_of(model: Reader) -> Roles:
    """The matrices that give a word its role, as the product has them."""
    return Roles(_array(model.distance.weight), _array(model.role.weight), _array(model.role.bias))


def statuses_of(model: Reader) -> StatusWeights:
    """The matrices that give a statement its status; the rules have no say before `training.encoder.weigh` counts."""
    return StatusWeights(
        hidden=_array(model.status_hidden.weight),
        hidden_bias=_array(model.status_hidden.bias),
        status=_array(model.status.weight),
        status_bias=_array(model.status.bias),
        after_rules=np.zeros((len(VOICES), len(STATUSES), len(STATUSES)), dtype=np.float32),
    )


def _array(weight: Tensor) -> NDArray[np.float32]:
    return weight.detach().numpy()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", type=Path, required=True, help="a checkpoint of training.encoder.train")
    arguments.add_argument("--with", dest="other", type=Path, help="a checkpoint of the stage before, to be mixed in")
    arguments.add_argument("--start", type=Path, required=True, help="the folder of MiniLM")
    arguments.add_argument("--into", type=Path, default=MODEL)
    given = arguments.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    model, tokenizer = reader(given.start)
    weights = torch.load(given.weights, weights_only=True)
    if given.other:
        weights = averaged(weights, torch.load(given.other, weights_only=True))
    model.load_state_dict(weights)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        to_onnx(model, plain)
        quantised(plain, given.into / "encoder.onnx")
    np.savez(given.into / "roles.npz", **asdict(roles_of(model)))
    np.savez(given.into / "statuses.npz", **asdict(statuses_of(model)))
    tokenizer.save(str(given.into / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
