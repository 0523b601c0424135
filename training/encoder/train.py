"""Trains the encoder, in two stages, each with a checkpoint after every epoch:

    python -m training.encoder.train --data DATA --start MINILM --epochs 5 --into ONE
    python -m training.encoder.train --data DATA --start MINILM --epochs 2 --own --weights ONE/epoch-5.pt --into TWO

The first reads PolNeAR and the sets of factuality; the second the project's own passages and a share of the others.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import BertConfig

from training.encoder.model import Reader
from training.encoder.passages import Passage, factuality, polnear, written
from training.encoder.windows import Window, batches, stacked, windows

OWN = Path(__file__).parents[1] / "data"
OWN_REPEATED = 3
OTHERS_SHARE = 0.3
PIECES = 3072
CUE_WEIGHT, ROLE_WEIGHT, LEVEL_WEIGHT = 5.0, 5.0, 1.0
SCALE_WEIGHT = (1.0, 0.5)
WARM = 0.06

Loss: TypeAlias = "Callable[[Tensor, Tensor], Tensor]"


def passages(data: Path) -> list[Passage]:
    """What others have labelled, except the dev splits."""
    found = list(polnear(data / "polnear/train"))
    for name, scale in (("uw", "news"), ("meantime", "news"), ("uds_ih2", "web")):
        found += factuality(data / f"factuality/train/{name}.jsonl.gz", scale)
    return found


def own_passages(others: list[Passage], seed: int) -> list[Passage]:
    """The project's own passages, three times, all news that is judged, and a share of the rest."""
    own = [passage for path in sorted(OWN.glob("statements_*.txt")) for passage in written(path)]
    judged = [passage for passage in others if passage.levels and passage.scale == "news"]
    rest = [passage for passage in others if passage.frames is not None]
    return own * OWN_REPEATED + judged + random.Random(seed).sample(rest, round(len(rest) * OTHERS_SHARE))


def reader(folder: Path) -> tuple[Reader, Tokenizer]:
    """The folder of MiniLM -> the reader with fresh heads, and its tokenizer."""
    model = Reader(BertConfig.from_pretrained(folder))
    model.encoder.load_state_dict(
        {key: value for key, value in load_file(folder / "model.safetensors").items() if not key.startswith("pooler")},
        strict=False,
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return model, tokenizer


def loss_of(model: Reader, batch: list[Window], level_loss: Loss) -> Tensor:
    """The weighted sum of what the heads get wrong on a batch."""
    ids, seen = stacked(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        _, cue, head, other, level = model(ids, seen)
    cue, head, other, level = cue.float(), head.float(), other.float(), level.float()
    total = torch.zeros(())
    words = sum(len(window.pieces) for window in batch)
    pairs = sum(len(window.pieces) * len(window.roles) for window in batch)
    judged = sum(len(window.levels) for window in batch)
    for row, window in enumerate(batch):
        first = torch.from_numpy(window.pieces.first)
        if window.cues is not None:
            gold = torch.from_numpy(window.cues)
            total = total + CUE_WEIGHT * functional.cross_entropy(cue[row, first], gold, reduction="sum") / words
        if window.roles:
            at = torch.tensor([anchor for anchor, _ in window.roles])
            gold = torch.stack([torch.from_numpy(labels) for _, labels in window.roles])
            distances = torch.arange(len(first))[None] - at[:, None]
            scores = model.roles(head[row, first[at]], other[row, first][None], distances)
            wrong = functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), reduction="sum")
            total = total + ROLE_WEIGHT * wrong / pairs
        for word, value, scale in window.levels:
            wrong = level_loss(level[row, first[word], scale], torch.tensor(value))
            total = total + LEVEL_WEIGHT * SCALE_WEIGHT[scale] * wrong / judged
    return total


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to learn from, how often, and how a wrong factuality counts."""

    passages: list[Passage]
    epochs: int
    level_loss: Loss
    rate: float
    head_rate: float


def train(model: Reader, tokenizer: Tokenizer, lessons: Lessons, into: Path, seed: int) -> None:
    """Trains in place, writing `into`/epoch-N.pt and a line of log every fifty steps."""
    learned, epochs = lessons.passages, lessons.epochs
    chance = random.Random(seed)
    torch.manual_seed(seed)
    heads = [value for key, value in model.named_parameters() if not key.startswith("encoder")]
    steps = _steps(learned, tokenizer) * epochs
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": lessons.rate}, {"params": heads, "lr": lessons.head_rate}],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), max(0.0, (steps - step) / (steps * (1 - WARM))))
    )
    began, done, recent = time.time(), 0, []
    model.train()
    for epoch in range(1, epochs + 1):
        cut = [window for passage in learned for window in windows(passage, tokenizer, chance)]
        for batch in batches(cut, PIECES, chance):
            optimizer.zero_grad()
            wrong = loss_of(model, batch, lessons.level_loss)
            if not wrong.requires_grad:
                continue
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            recent.append(float(wrong.detach()))
            done += 1
            if done % 50 == 0:
                mean = sum(recent[-50:]) / 50
                print(json.dumps({"epoch": epoch, "step": done, "of": steps, "loss": round(mean, 4),
                                  "seconds": round(time.time() - began)}), flush=True)  # fmt: skip
        torch.save(model.state_dict(), into / f"epoch-{epoch}.pt")


def _steps(learned: Iterable[Passage], tokenizer: Tokenizer) -> int:
    chance = random.Random(0)
    cut = [window for passage in learned for window in windows(passage, tokenizer, chance)]
    return len(batches(cut, PIECES, chance))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="the folder that holds polnear and factuality")
    arguments.add_argument("--start", type=Path, required=True, help="the folder of MiniLM")
    arguments.add_argument("--into", type=Path, required=True)
    arguments.add_argument("--weights", type=Path, help="a checkpoint to go on from")
    arguments.add_argument("--own", action="store_true", help="the second stage")
    arguments.add_argument("--epochs", type=int, required=True)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    model, tokenizer = reader(given.start)
    learned = passages(given.data)
    # The first stage learns the mean of what readers say; the second its median, which is what is measured.
    lessons = Lessons(learned, given.epochs, functional.smooth_l1_loss, 2e-4, 1e-3)
    if given.own:
        lessons = Lessons(own_passages(learned, given.seed), given.epochs, functional.l1_loss, 1e-4, 5e-4)
    if given.weights:
        model.load_state_dict(torch.load(given.weights, weights_only=True))
    train(model, tokenizer, lessons, given.into, given.seed)


if __name__ == "__main__":
    main()
