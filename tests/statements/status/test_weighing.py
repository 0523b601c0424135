"""The rules' status and the encoder's, weighed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.language.encoder import STATUSES, ReadText
from sayso.spans import Span
from sayso.statements.status.hold import Hold
from sayso.statements.status.weighing import weighed
from sayso.tables import Genre, Status
from tests.statements.reading import read
from training.encoder.weigh import voice_of

CONTENT = [Span(0, 9)]


class _Sure(ReadText):
    """An encoder that is nearly sure of one status. known: what the rules are worth, nothing unless told."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self.known = np.zeros(len(STATUSES), dtype=np.float32)

    def statuses_of(self, content: object, source: object, *, attributed: bool) -> NDArray[np.float32]:  # noqa: ARG002
        scores = np.full(len(STATUSES), 0.01, dtype=np.float32)
        scores[STATUSES.index(self._status)] = 0.94
        return scores

    def after_rules(self, voice: str, status: str) -> NDArray[np.float32]:  # noqa: ARG002
        return self.known


def held(status: Status) -> Hold:
    return Hold(status, "positive", "certain", "present", "told as it is")


def weigh(hold: Hold, seen: Status, *, attributed: bool = False, answers: bool = False) -> Hold:
    return weighed(hold, _Sure(seen), CONTENT, None, attributed=attributed, answers=answers)


def test_encoder_decides_where_the_rules_saw_nothing() -> None:
    hold = weigh(held("asserted"), "pledged")
    assert (hold.status, hold.tense) == ("pledged", "future")
    assert "not asserted" in hold.reason


def test_what_is_not_certain_is_possible() -> None:
    assert weigh(held("asserted"), "speculated").certainty == "possible"


@pytest.mark.parametrize("status", ["denied", "conditional", "speculated", "opinion"])
def test_what_rests_on_a_word_stays(status: Status) -> None:
    assert weigh(held(status), "asserted").status == status


def test_rules_that_are_hardly_ever_wrong_are_kept() -> None:
    hold, sure = held("pledged"), _Sure("predicted")
    assert weighed(hold, sure, CONTENT, None, attributed=True).status == "predicted"
    sure.known = np.log(np.where(np.array(STATUSES) == "pledged", 0.99, 0.001)).astype(np.float32)
    assert weighed(hold, sure, CONTENT, None, attributed=True) == hold


def test_negation_that_answers_nothing_is_no_denial() -> None:
    negative = replace(held("asserted"), polarity="negative")
    assert weigh(negative, "denied").status == "asserted"
    assert weigh(negative, "denied", attributed=True).status == "asserted"
    assert weigh(negative, "denied", attributed=True, answers=True).status == "denied"
    assert weigh(held("asserted"), "denied").status == "denied"


def test_schedule_is_no_promise() -> None:
    assert weigh(replace(held("predicted"), arranged=True), "pledged").status == "predicted"
    assert weigh(held("predicted"), "pledged").status == "pledged"


def test_what_only_reports_is_no_judgement() -> None:
    reported = replace(held("asserted"), reported=True)
    assert weigh(reported, "opinion", attributed=True).status == "asserted"
    assert weigh(held("asserted"), "opinion", attributed=True).status == "opinion"


def test_without_a_reading_the_rules_stand() -> None:
    assert weighed(held("asserted"), None, CONTENT, None, attributed=False) == held("asserted")


@pytest.mark.parametrize("genre", ["report", "opinion", "analysis"])
@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The mayor said the sale was reckless.", "reported"),
        ("According to the clerk, the sale was reckless.", "reported"),
        ("It is unclear whether the mayor sold the quay.", "author"),
        ("The mayor sold the quay in May.", "author"),
    ],
)
def test_what_an_author_only_reports_is_weighed_so_in_every_genre(
    monkeypatch: pytest.MonkeyPatch, text: str, voice: str, genre: Genre
) -> None:
    weighed_as: list[str] = []
    table = ReadText.after_rules

    def noted(self: ReadText, told_in: str, status: str) -> NDArray[np.float32]:
        weighed_as.append(told_in)
        return table(self, told_in, status)

    monkeypatch.setattr(ReadText, "after_rules", noted)
    (own,) = [row for row in read(text, genre=genre)[1].rows() if row.voice == "author"]
    assert [told_in for told_in in weighed_as if told_in != "attributed"] == [voice]
    assert voice_of(own) == voice
