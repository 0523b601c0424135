"""What dated documents of a pile say of the dates of others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dating.piles import date_of, redated

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"


def _page(head: str, *paragraphs: str) -> str:
    """The lines above the text, its paragraphs (a line each, as scrapes have them) -> a page."""
    return head + "\n\n" + "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs) + "\n"


REPORT = _page(
    "President Meets His Chilean Colleague in Quito\n\nMarch 11, 2021",
    """Ecuadorean President Lenin Moreno met Chilean President Sebastian Pinera in Quito on Wednesday. They spoke for
    two hours in the old palace, and a crowd of children waited for them with flags at the gate.""",
    """The price of copper and a new road were on the table, officials said. Reporters waited in the rain until the
    lamps were lit, and nobody told them whether an agreement had been reached.""",
)
NOTICE = _page(
    "A Road Between Two Countries\n\nMarch 9, 2021",
    """Chilean President Sebastian Pinera will meet Ecuadorean President Lenin Moreno in Quito on Wednesday. The two
    have not spoken for a year, and those who know them expect a short conversation.""",
    """A new road is on the table, and so is the price of copper. Nobody expects an agreement, because there is no
    money for the road and because nobody knows where it should end.""",
)
LATER = _page(
    "Why the Road Was Built",
    """Nobody thought of a road when Chilean President Sebastian Pinera met Ecuadorean President Lenin Moreno on March
    10. The price of copper had fallen, and the two had other things to speak about.""",
    """The engineers will present their plans in September, and the road may cross three rivers and a desert. The
    villages along it hope for work, and the drivers of lorries hope for a shorter way.""",
)
CLOCK = _page(
    "Mon. Aug 16th, 2021\nTwo Presidents Talk in Quito",
    """Chilean President Sebastian Pinera met Ecuadorean President Lenin Moreno in Quito on Wednesday. The price of
    copper was on the table, and the talk is said to have been friendly and rather short.""",
    """The two presidents will speak to reporters in the palace. Few expect them to announce anything about the road
    that both of their countries have wanted for so many years.""",
)
OTHER = _page(
    "Mon. Aug 16th, 2021\nTwo Presidents Talk in Lagos",
    """Kenyan President Uhuru Kenyatta met Nigerian President Muhammadu Buhari in Lagos on Wednesday. The price of oil
    was on the table, and the talk is said to have been friendly and rather short.""",
    """The two presidents will speak to reporters in the palace. Few expect them to announce anything about the harbour
    that both of their countries have wanted for so many years.""",
)


def test_header_stands_alone() -> None:
    """With no other document, or none that tells the same, a page keeps the date at its head."""
    for pile in ([CLOCK], [CLOCK, OTHER]):
        found = date_of(CLOCK, redated(pile))
        assert (found.published_earliest, found.published_method) == ("2021-08-16", "header")


def test_header_is_refused() -> None:
    """Two dated documents put the same meeting on another Wednesday."""
    gave = redated([CLOCK, REPORT, NOTICE])
    found = date_of(CLOCK, gave)
    assert found.published_method == "sister"
    assert found.published_earliest == "2021-03-10"
    assert found.published_latest is not None
    assert found.published_latest <= "2021-03-16"
    (refused,) = [row for row in gave[0].rows() if "refused" in row.detail]
    assert not refused.accepted
    assert "2021-03-10" in refused.detail
    assert any(row.accepted and row.value == "2021-03-10" for row in gave[1].rows() if row.doc_id == found.doc_id)


def test_one_document_refuses_no_header() -> None:
    found = date_of(CLOCK, redated([CLOCK, REPORT]))
    assert found.published_method == "header"


def test_right_header_is_kept() -> None:
    gave = redated([CLOCK, REPORT, NOTICE])
    assert date_of(REPORT, gave).published_earliest == "2021-03-11"
    assert date_of(NOTICE, gave).published_earliest == "2021-03-09"


def test_undated_page_gets_both_ends() -> None:
    """Its month and day is put on a year; a month to come closes the other end."""
    found = date_of(LATER, redated([LATER, REPORT, NOTICE]))
    assert found.published_method == "sister"
    assert found.published_earliest == "2021-03-10"
    assert found.published_latest is not None
    assert found.published_latest <= "2021-09-30"


def test_redated_pages_date_nobody() -> None:
    """What redate dated itself is no evidence: two pages without a date do not date each other."""
    again = LATER.replace("Why the Road Was Built", "How a Road Came to Be").replace("Nobody thought", "Few thought")
    alone = date_of(LATER, redated([LATER, again]))
    assert (alone.published_earliest, alone.published_latest) == (None, None)
    beside, without = redated([LATER, again, REPORT, NOTICE]), redated([LATER, REPORT, NOTICE])
    assert date_of(LATER, beside) == date_of(LATER, without)


def test_order_does_not_matter() -> None:
    pile = [CLOCK, REPORT, NOTICE, LATER, OTHER]
    one, other = redated(pile), redated(pile[::-1])
    assert [table.arrow for table in one] == [table.arrow for table in other]


def test_details_are_plain() -> None:
    """A journalist reads them: no names of tables, no offsets."""
    gave = redated([CLOCK, REPORT, NOTICE, LATER])
    details = [row.detail for table in gave for row in table.rows()]
    assert all(details)
    assert not [detail for detail in details if re.search(r"time_id|weekday=|direction=|None", detail)]


@pytest.fixture(scope="module")
def seeds() -> dict[str, str]:
    if not SEEDS.is_dir():
        pytest.skip("the seed pages are not there")
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("000", "2023-09-14", "2023-09-14"),
        ("001", "2024-02-12", "2024-12-31"),
        ("002", "2023-09-13", "2023-09-13"),
        ("003", "2023-09-06", "2023-09-06"),
        ("004", "2023-09-14", "2023-10-31"),
    ],
)
def test_seeds(seeds: dict[str, str], name: str, first: str, last: str) -> None:
    """The interval begins there, and ends then or earlier."""
    found = date_of(seeds[name], redated(list(seeds.values())))
    assert found.published_earliest == first
    assert found.published_latest is not None
    assert first <= found.published_latest <= last


def test_seed_header_alone(seeds: dict[str, str]) -> None:
    """Nothing on the page itself speaks against its header."""
    assert date_of(seeds["002"], redated([seeds["002"]])).published_earliest == "2023-12-04"
