"""Which documents tell the same thing, by the words they share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.dating.wording import Wording, words_in

TEXTS = {
    "a": "The ferry Halcyon sank off Kirkwall with 14 sailors on Tuesday.",
    "b": "Divers searched near Kirkwall for the ferry Halcyon and its 14 sailors.",
    "c": "Bakers in Lisbon asked for cheaper flour.",
    "d": "",
}


def test_the_likest_come_first() -> None:
    found = Wording(TEXTS).likest("a")
    assert [doc_id for _, doc_id in found] == ["b"]
    assert Wording(TEXTS).likest("d") == []


def test_names_of_days_and_months_find_nobody() -> None:
    """A sister is found by what it tells, not by when."""
    assert words_in("On Tuesday, May 4, in September") == {"4"}
    assert Wording({"a": "Tuesday evening", "b": "Tuesday morning", "c": "x"}).likest("a") == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.text(max_size=60), min_size=1))
def test_any_text_has_its_likest(texts: dict[str, str]) -> None:
    wording = Wording(texts)
    for doc_id in texts:
        found = wording.likest(doc_id)
        assert doc_id not in {other for _, other in found}
        assert all(alike >= 0 for alike, _ in found)
        assert [alike for alike, _ in found] == sorted((alike for alike, _ in found), reverse=True)
