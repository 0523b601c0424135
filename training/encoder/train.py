"""Trains the encoder, in three stages, each with a checkpoint after every epoch:

  python -m training.encoder.train others --data DATA --start MINILM --epochs 9 --into ONE
  python -m training.encoder.train passages --data DATA --start MINILM --epochs 3 --weights ONE/epoch-9.pt --into TWO
  python -m training.encoder.train statements --data DATA --start MINILM --epochs 5 --weights TWO/epoch-3.pt --into END

The first reads PolNeAR and the sets of factuality; the second the project's own passages and a share of the others; the
third the project's single statements above all, and of everything else enough not to forget it.
"""

from __future__ import annotations

import argparse
import hashlib
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
from training.encoder.passages import Passage, factuality, held, polnear, written
from training.encoder.windows import Window, batches, stacked, windows

OWN = Path(__file__).parents[1] / "data"
UNSEEN = 5
"""One in so many of the single statements is not learned from, to see what has been learned."""
PIECES = 3072
CUE_WEIGHT, ROLE_WEIGHT, LEVEL_WEIGHT = 5.0, 5.0, 1.0
SCALE_WEIGHT = (1.0, 0.5)
WARM = 0.06

Loss: TypeAlias = "Callable[[Tensor, Tensor], Tensor]"


def others(data: Path) -> list[Passage]:
    """What others have labelled, except the dev splits."""
    found = list(polnear(data / "polnear/train"))
    for name, scale in (("uw", "news"), ("meantime", "news"), ("uds_ih2", "web")):
        found += factuality(data / f"factuality/train/{name}.jsonl.gz", scale)
    return found


def mixed(labelled: list[Passage], share: float, times: tuple[int, int], seed: int) -> list[Passage]:
    """All news that is judged, a share of PolNeAR, the project's own passages and statements, each so many times."""
    own = [passage for path in sorted(OWN.glob("statements_*.txt")) for passage in written(path)]
    single = [passage for path in sorted(OWN.glob("held_*.txt")) for passage in held(path) if not is_unseen(passage)]
    judged = [passage for passage in labelled if passage.levels and passage.scale == "news"]
    rest = [passage for passage in labelled if passage.frames is not None]
    return own * times[0] + single * times[1] + judged + random.Random(seed).sample(rest, round(len(rest) * share))


def is_unseen(passage: Passage) -> bool:
    """Whether a passage is kept for measuring; by its beginning, so that texts with one beginning stay together."""
    return hashlib.sha256(passage.text[:60].encode()).digest()[0] % UNSEEN == 0


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


def loss_of(model: Reader, batch: list[Window], level_loss: Loss, status_weight: float) -> Tensor:
    """The weighted sum of what the heads get wrong on a batch."""
    ids, seen = stacked(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        _, *heads = model(ids, seen)
    cue, head, other, level, told = (scores.float() for scores in heads)
    total = torch.zeros(())
    words = sum(len(window.pieces) for window in batch)
    pairs = sum(len(window.pieces) * len(window.roles) for window in batch)
    judged = sum(len(window.levels) for window in batch)
    statements = sum(len(window.held) for window in batch)
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
        if window.held:
            scores = model.statuses(told[row, first], *parts_of(window))
            gold = torch.tensor([status for *_, status in window.held])
            total = total + status_weight * functional.cross_entropy(scores, gold, reduction="sum") / statements
    return total


def parts_of(window: Window) -> tuple[list[tuple[Tensor, ...]], Tensor]:
    """What the head of statuses is given of a window's statements, besides their vectors."""
    parts = [tuple(torch.from_numpy(words) for words in (c, s, a)) for c, s, a, _, _ in window.held]
    return parts, torch.tensor([float(attributed) for *_, attributed, _ in window.held])


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to learn from, how often, and how a wrong factuality counts."""

    passages: list[Passage]
    epochs: int
    level_loss: Loss
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
    # The first stage learns the mean of what readers say; the others its median, which is what is measured.
    lessons = Lessons(labelled, given.epochs, functional.smooth_l1_loss, 2e-4, 1e-3)
    if given.stage == "passages":
        learned = mixed(labelled, 0.3, (3, 3), given.seed)
        lessons = Lessons(learned, given.epochs, functional.l1_loss, 1e-4, 5e-4)
    if given.stage == "statements":
        learned = mixed(labelled, 0.1, (1, 2), given.seed)
        lessons = Lessons(learned, given.epochs, functional.l1_loss, 1e-4, 1e-3, status_weight=4.0)
    if given.weights:
        # What a head has not learned yet may be missing, nothing else.
        missing = model.load_state_dict(torch.load(given.weights, weights_only=True), strict=False).missing_keys
        if any(not key.startswith(("held", "status")) for key in missing):
            raise ValueError(f"{given.weights} lacks {missing}")
    train(model, tokenizer, lessons, given.into, given.seed)


if __name__ == "__main__":
    main()
