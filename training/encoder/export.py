"""Writes the trained encoder for the product: `python -m training.encoder.export --weights CHECKPOINT --start MINILM`.

Eight bits a weight, with a scale for each output channel; what flows through gets its scale from the window that is
read. The product reads one window at a time, so that this scale, and the answer, hang on that window alone. Scales set
beforehand lost more: of 313 words of cues on dev documents they kept 265 to 270, these keep 301.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.encoder.model import Reader
from training.encoder.train import reader

MODEL = Path(__file__).parents[2] / "src/sayso/models/encoder"
OUTPUTS = ("hidden", "cue", "head", "other", "level")


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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", type=Path, required=True, help="a checkpoint of training.encoder.train")
    arguments.add_argument("--start", type=Path, required=True, help="the folder of MiniLM")
    arguments.add_argument("--into", type=Path, default=MODEL)
    given = arguments.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    model, tokenizer = reader(given.start)
    model.load_state_dict(torch.load(given.weights, weights_only=True))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        to_onnx(model, plain)
        quantised(plain, given.into / "encoder.onnx")
    np.savez(
        given.into / "roles.npz",
        distance=model.distance.weight.detach().numpy(),
        weight=model.role.weight.detach().numpy(),
        bias=model.role.bias.detach().numpy(),
    )
    tokenizer.save(str(given.into / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
