"""What is counted where the rules say a status, and on which statements."""

from __future__ import annotations

import numpy as np

from bench.status_cases import Case, Labels
from sayso.language.encoder import STATUSES, VOICES
from sayso.spans import Span
from training.encoder.weigh import FEW, after_rules, cases

SAID = "The vicar said the bell was sold in May."
TOLD = "The harbour froze in January."


def case(name: str, text: str, content: str, holder: str | None, status: str) -> Case:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (content, holder or "")]
    labels = Labels(status, "unknown", "unknown", "present")
    return Case(name, text, (spans[0],), spans[1] if holder else None, (), False, labels)


def test_no_text_is_both_counted_and_kept() -> None:
    counted, kept = ({one.text for one in cases(unseen=unseen)} for unseen in (False, True))
    assert counted
    assert kept
    assert not counted & kept


def test_every_row_is_of_probabilities_and_learns_from_its_own_voice() -> None:
    sold = "the bell was sold in May"
    asked = [case("a", SAID, sold, "The vicar", "opinion"), case("b", TOLD, TOLD[:-1], None, "asserted")]
    none, some = np.exp(after_rules([])), np.exp(after_rules(asked))
    shape = (len(VOICES), len(STATUSES), len(STATUSES))
    assert none.shape == some.shape == shape
    assert np.allclose(some.sum(axis=2), 1, atol=1e-5)
    asserted, opinion = STATUSES.index("asserted"), STATUSES.index("opinion")
    attributed = VOICES.index("attributed")
    before = FEW / len(STATUSES)
    assert np.isclose(none[attributed, asserted, opinion], before / (2 * FEW))
    assert np.isclose(some[attributed, asserted, opinion], (before + 1) / (2 * FEW + 1))
    changed = np.argwhere(~np.isclose(none, some).all(axis=2)).tolist()
    assert changed == [[VOICES.index("author"), asserted], [attributed, asserted]]


def test_case_that_the_product_does_not_find_counts_for_nothing() -> None:
    unfound = case("a", SAID, "vicar", "The", "denied")
    assert np.array_equal(after_rules([unfound]), after_rules([]))
