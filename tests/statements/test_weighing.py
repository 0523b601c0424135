"""The rules' status and the encoder's, weighed."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.language.encoder import STATUSES, ReadText
from sayso.spans import Span
from sayso.statements.status import Hold
from sayso.statements.weighing import weighed
from sayso.tables import Polarity, Status

CONTENT = [Span(0, 9)]


class _Sure(ReadText):
    """An encoder that is nearly sure of one status, and rules that are worth nothing."""

    def __init__(self, status: Status) -> None:
        self._status = status

    def statuses_of(self, content: object, source: object, *, attributed: bool) -> NDArray[np.float32]:  # noqa: ARG002
        scores = np.full(len(STATUSES), 0.01, dtype=np.float32)
        scores[STATUSES.index(self._status)] = 0.94
        return scores

    def after_rules(self, voice: str, status: str) -> NDArray[np.float32]:  # noqa: ARG002
        return np.zeros(len(STATUSES), dtype=np.float32)


def held(status: Status, polarity: Polarity = "positive") -> Hold:
    return Hold(status, polarity, "certain", "present", "told as it is")


def weigh(hold: Hold, seen: Status, *, attributed: bool = False) -> Hold:
    return weighed(hold, _Sure(seen), CONTENT, None, attributed=attributed)


def test_encoder_decides_where_the_rules_saw_nothing() -> None:
    hold = weigh(held("asserted"), "pledged")
    assert (hold.status, hold.tense) == ("pledged", "future")
    assert "not asserted" in hold.reason


def test_what_is_not_certain_is_possible() -> None:
    assert weigh(held("asserted"), "speculated").certainty == "possible"


@pytest.mark.parametrize("status", ["denied", "conditional", "speculated", "opinion"])
def test_what_rests_on_a_word_stays(status: Status) -> None:
    assert weigh(held(status), "asserted").status == status


def test_negation_alone_is_no_denial() -> None:
    assert weigh(held("asserted", "negative"), "denied").status == "asserted"
    assert weigh(held("asserted"), "denied").status == "denied"


def test_view_of_others_is_left_to_the_rules() -> None:
    assert weigh(held("asserted"), "opinion", attributed=True).status == "asserted"
    assert weigh(held("asserted"), "opinion").status == "opinion"


def test_without_a_reading_the_rules_stand() -> None:
    assert weighed(held("asserted"), None, CONTENT, None, attributed=False) == held("asserted")
