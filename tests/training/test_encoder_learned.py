"""What is trained and what the product runs are one: the same words, roles, statuses. Only where torch is installed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from sayso.language.encoder import MODEL, STATUSES, Encoder, buckets, softmax
from sayso.spans import Span
from training.encoder.passages import SENTENCE_END, Frame, Held, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

torch: Any = pytest.importorskip("torch")
for needed in ("transformers", "onnx", "safetensors"):
    pytest.importorskip(needed)

TEXT = "The pier shut in May. The mayor said that nobody had drowned. Divers deny it, and the harbour sleeps."


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


FRAME = Frame((place("said"),), (place("The mayor"),), (place("that nobody had drowned"),))
PASSAGE = Passage(
    TEXT,
    (FRAME,),
    levels=((*place("drowned"), -2.5),),
    scale="web",
    held=(
        Held((place("The pier shut in May"),), (), False, "asserted"),
        Held((place("nobody had"), place("drowned")), FRAME.source, True, "denied"),
        Held((place("Divers deny it"),), (), False, "opinion"),
    ),
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_str((MODEL / "tokenizer.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def model() -> Any:
    from transformers import BertConfig

    from training.encoder.model import Reader

    torch.manual_seed(3)
    config = BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    return Reader(config).eval()


def product_of(model: Any, tokenizer: Tokenizer) -> Encoder:
    """The product's encoder with what a model has learned, as it is exported."""
    from training.encoder.export import roles_of, statuses_of

    def network(ids: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        given = torch.from_numpy(ids)[None]
        with torch.no_grad():
            return [output[0].numpy() for output in model(given, torch.ones_like(given))]

    return Encoder(network, tokenizer, roles_of(model), statuses_of(model))


def window_of(passage: Passage, tokenizer: Tokenizer) -> Any:
    from training.encoder.windows import windows

    (window,) = windows(passage, tokenizer, random.Random(0))
    return window


def test_product_and_training_agree_on_roles_and_statuses(model: Any, tokenizer: Tokenizer) -> None:
    from training.encoder.losses import parts_of
    from training.encoder.windows import stacked

    learned = window_of(PASSAGE, tokenizer)
    ((at, _),) = learned.roles
    first = torch.from_numpy(learned.pieces.first)
    with torch.no_grad():
        _, head, other, _, held = (scores[0, first] for scores in model(*stacked([learned])))
        apart = torch.arange(len(first))[None] - at
        roles = model.roles(head[[at]], other[None], apart)[0].numpy()
        statuses = model.statuses(held, *parts_of(learned)).numpy()

    ends = [found.end() for found in SENTENCE_END.finditer(TEXT)]
    sentences = [Span(start, end) for start, end in zip([0, *ends], [*ends, len(TEXT)], strict=True)]
    product = product_of(model, tokenizer)
    read = product.read(TEXT, sentences)
    (window,) = read.windows
    assert np.allclose(product.roles(window, at), softmax(roles), atol=1e-5)
    for one, scores in zip(PASSAGE.held, statuses, strict=True):
        source = Span(*one.source[0]) if one.source else None
        given = read.statuses_of([Span(*part) for part in one.content], source, attributed=one.attributed)
        assert given is not None
        assert np.allclose(given, softmax(scores), atol=1e-5)
    assert np.ptp(statuses, axis=0).max() > 1e-3


def test_every_bucket_has_weights(model: Any) -> None:
    used = buckets(np.arange(-300, 301))
    assert set(used.tolist()) == set(range(model.distance.num_embeddings))


def labels_of(window: Any, words: str) -> dict[str, int]:
    starts, ends = window.pieces.starts, window.pieces.ends
    return {TEXT[starts[n] : ends[n]]: n for n in range(len(starts)) if TEXT[starts[n] : ends[n]] in words.split()}


def test_words_of_a_window_are_labelled(tokenizer: Tokenizer) -> None:
    window = window_of(PASSAGE, tokenizer)
    told = labels_of(window, "The mayor said that nobody had drowned")
    assert np.flatnonzero(window.cues).tolist() == [told["said"]]
    ((at, roles),) = window.roles
    assert at == told["said"]
    assert [int(roles[told[word]]) for word in ("mayor", "that", "drowned", "said")] == [1, 2, 2, 3]
    assert np.flatnonzero(roles).tolist() == list(range(told["mayor"] - 1, told["drowned"] + 1))
    assert window.levels == ((told["drowned"], -2.5, 1),)


def test_statements_of_a_window_have_their_words_and_those_around_them(tokenizer: Tokenizer) -> None:
    window = window_of(PASSAGE, tokenizer)
    told = labels_of(window, "mayor said that nobody had drowned")
    content, source, around, attributed, status = window.held[1]
    assert content.tolist() == [told["nobody"], told["had"], told["drowned"]]
    assert source.tolist() == [told["mayor"] - 1, told["mayor"]]
    assert around.tolist() == [told["said"], told["that"], told["drowned"] + 1]
    assert (attributed, STATUSES[status]) == (True, "denied")
    assert not len(window.held[0][1])


@pytest.mark.parametrize(("whole", "elsewhere"), [(True, 0), (False, -100)])
def test_where_nobody_looked_for_a_cue_is_known(tokenizer: Tokenizer, whole: bool, elsewhere: int) -> None:
    window = window_of(Passage(TEXT, (FRAME,), whole=whole), tokenizer)
    assert sorted({int(tag) for tag in window.cues}) == sorted({elsewhere, 1})


def test_every_label_is_in_the_one_window_that_holds_it(tokenizer: Tokenizer) -> None:
    from training.encoder.windows import windows

    long = replace(PASSAGE, text=TEXT + " It rained on the moor." * 120)
    cut = list(windows(long, tokenizer, random.Random(0)))
    assert len(cut) > 2
    assert [(len(one.roles), len(one.levels), len(one.held)) for one in cut] == [
        (1, 1, 3),
        *[(0, 0, 0)] * (len(cut) - 1),
    ]


def test_loss_is_the_sum_of_what_is_asked(model: Any, tokenizer: Tokenizer) -> None:
    from training.encoder.losses import loss_of

    asked = (PASSAGE, replace(PASSAGE, levels=(), held=()), replace(PASSAGE, frames=None, held=()),
             replace(PASSAGE, frames=None, levels=()), replace(PASSAGE, frames=None, levels=(), held=()))  # fmt: skip
    level_loss = torch.nn.functional.l1_loss
    every, *each, none = (loss_of(model, [window_of(one, tokenizer)], level_loss, 4.0) for one in asked)
    assert all(wrong.item() > 0 for wrong in each)
    assert every.item() == pytest.approx(sum(wrong.item() for wrong in each), rel=1e-4)
    assert not none.requires_grad


def test_average_keeps_the_last_heads_of_statuses() -> None:
    from training.encoder.export import BEFORE, averaged

    last = {name: torch.ones(2) for name in ("encoder.weight", "cue.bias", "held.weight", "status.bias")}
    before = {name: torch.zeros(2) for name in ("encoder.weight", "cue.bias")}
    found = {name: value.tolist() for name, value in averaged(last, before).items()}
    mean = [1 - BEFORE] * 2
    assert found == {"encoder.weight": mean, "cue.bias": mean, "held.weight": [1, 1], "status.bias": [1, 1]}
