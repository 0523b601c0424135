"""MiniLM with five heads, each a matrix or two on one reading of a window."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from sayso.language.encoder import STATUSES, buckets

CUE_TAGS = ("O", "B", "I")
ROLES = ("none", "source", "content", "cue")
SCALES = ("news", "web")
PAIR = 128
DISTANCES = 41
POOLED = 96


class Reader(nn.Module):
    """Pieces of a window -> what each word is.

    Shape: ids[b, p], seen[b, p] -> cue[b, p, 3], head[b, p, 128], other[b, p, 128], level[b, p, 2], held[b, p, 96]
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.cue = nn.Linear(size, len(CUE_TAGS))
        self.head = nn.Linear(size, PAIR)
        self.other = nn.Linear(size, PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.role = nn.Linear(PAIR, len(ROLES))
        self.level_hidden = nn.Linear(size, PAIR)
        self.level = nn.Linear(PAIR, len(SCALES))
        self.held = nn.Linear(size, POOLED)
        self.status_hidden = nn.Linear(4 * POOLED + 1, PAIR)
        self.status = nn.Linear(PAIR, len(STATUSES))

    def forward(self, ids: Tensor, seen: Tensor) -> tuple[Tensor, ...]:
        rich = self.dropout(self.encoder(input_ids=ids, attention_mask=seen).last_hidden_state)
        level = 3.0 * torch.tanh(self.level(torch.relu(self.level_hidden(rich))))
        return self.cue(rich), self.head(rich), self.other(rich), level, self.held(rich)

    def roles(self, heads: Tensor, others: Tensor, distances: Tensor) -> Tensor:
        """heads[c, 128] of cues and others[c, w, 128] of words, distances[c, w] -> roles[c, w, 4]."""
        apart = torch.from_numpy(buckets(distances.numpy()))
        return self.role(torch.relu(heads[:, None] + others + self.distance(apart)))

    def statuses(self, held: Tensor, parts: Sequence[Sequence[Tensor]], attributed: Tensor) -> Tensor:
        """held[w, 96] of a window; for each of s statements the words of its content, of its source and around them;
        attributed[s] -> scores[s, 7]."""
        pooled = [torch.cat([_most(held, content), *(_mean(held, some) for some in (content, source, around))])
                  for content, source, around in parts]  # fmt: skip
        given = torch.cat([torch.stack(pooled), attributed[:, None]], dim=1)
        return self.status(torch.relu(self.status_hidden(self.dropout(given))))


def _mean(vectors: Tensor, words: Tensor) -> Tensor:
    return vectors[words].mean(0) if len(words) else torch.zeros_like(vectors[0])


def _most(vectors: Tensor, words: Tensor) -> Tensor:
    return vectors[words].amax(0) if len(words) else torch.zeros_like(vectors[0])
