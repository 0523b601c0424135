"""Trains the encoder, in three stages, each with a checkpoint after every epoch:

  python -m training.encoder.train others --data DATA --start MINILM --epochs 9 --into ONE
  python -m training.encoder.train passages --data DATA --start MINILM --epochs 3 --weights ONE/epoch-9.pt --into TWO
  python -m training.encoder.train statements --data DATA --start MINILM --epochs 4 --weights TWO/epoch-3.pt --into END

The first reads PolNeAR and the sets of factuality; the second the project's own passages and a share of the others; the
third the project's single statements and those of real news above all, and of the rest enough not to forget it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertConfig

from training.encoder.losses import LevelLoss, loss_of
from training.encoder.model import Reader
from training.encoder.passages import OWN, Passage, factuality, is_unseen, polnear, singles, written
from training.encoder.windows import batches, windows

PIECES = 3072
WARM = 0.06


def others(data: Path) -> list[Passage]:
    """What others have labelled, except the dev splits."""
    found = [replace(p, held=()) if is_unseen(p) else p for p in polnear(data / "polnear/train")]
    for name, scale in (("uw", "news"), ("meantime", "news"), ("uds_ih2", "web")):
        found += factuality(data / f"factuality/train/{name}.jsonl.gz", scale)
    return found


def blend(labelled: list[Passage], share: float, times: tuple[int, int], seed: int) -> list[Passage]:
    """All news that is judged, of PolNeAR what has statuses and a share of the rest; the project's own passages and
    statements, each so many times."""
    own = [passage for path in sorted(OWN.glob("statements_*.txt")) for passage in written(path)]
    single = [passage for passage in singles() if not is_unseen(passage)]
    judged = [passage for passage in labelled if passage.levels and passage.scale == "news"]
    real = [passage for passage in labelled if passage.held]
    rest = [passage for passage in labelled if passage.frames is not None and not passage.held]
    some = random.Random(seed).sample(rest, round(len(rest) * share))
    return own * times[0] + single * times[1] + judged + real + some


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


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to learn from, how often, and how a wrong factuality counts."""

    passages: list[Passage]
    epochs: int
    level_loss: LevelLoss
    rate: float
    head_rate: float
    status_weight: float = 1.0


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
            wrong = loss_of(model, batch, lessons.level_loss, lessons.status_weight)
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
    arguments.add_argument("stage", choices=("others", "passages", "statements"))
    arguments.add_argument("--data", type=Path, required=True, help="the folder that holds polnear and factuality")
    arguments.add_argument("--start", type=Path, required=True, help="the folder of MiniLM")
    arguments.add_argument("--into", type=Path, required=True)
    arguments.add_argument("--weights", type=Path, help="a checkpoint to go on from")
    arguments.add_argument("--epochs", type=int, required=True)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    model, tokenizer = reader(given.start)
    labelled = others(given.data)
    # Smooth L1 is square up to one degree and straight beyond, so the first stage learns what lies between the mean and
    # the median of what readers say; the others learn the median, which is what is measured.
    lessons = Lessons(labelled, given.epochs, functional.smooth_l1_loss, 2e-4, 1e-3)
    if given.stage == "passages":
        learned = blend(labelled, 0.3, (3, 3), given.seed)
        lessons = Lessons(learned, given.epochs, functional.l1_loss, 1e-4, 5e-4)
    if given.stage == "statements":
        learned = blend(labelled, 0.1, (1, 2), given.seed)
        lessons = Lessons(learned, given.epochs, functional.l1_loss, 1e-4, 1e-3, status_weight=4.0)
    if given.weights:
        # What a head has not learned yet may be missing, nothing else.
        missing = model.load_state_dict(torch.load(given.weights, weights_only=True), strict=False).missing_keys
        if any(not key.startswith(("held", "status")) for key in missing):
            raise ValueError(f"{given.weights} lacks {missing}")
    train(model, tokenizer, lessons, given.into, given.seed)


if __name__ == "__main__":
    main()
