from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.statements.quotations.marks import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no” twice.", ["“no”"]),
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("Don’t ask: it’s the workers’ day.", []),
        ("‘The trains don’t run,’ he said.", ["‘The trains don’t run,’"]),
        ("«Non» and „nein“ and „nej”.", ["«Non»", "„nein“", "„nej”"]),
        ("“He called it ‘mad’ twice,” she said.", ["“He called it ‘mad’ twice,”"]),
        ("“This paragraph goes on\n\n“and ends here.”", ["“This paragraph goes on", "“and ends here.”"]),
        ("A 6\" pipe and a 5' plank.", []),
        ("He left “without a close, in the middle.", []),
        ("''We left at night,'' she said.", ["''We left at night,''"]),
        ("The boys'' bus was 6''2 long.", []),
        ("<<We left,>> she said.", ["<<We left,>>"]),
        ("1 << 3 and 5 >> 4", []),
        ("‹We left,› she said.", ["‹We left,›"]),
        ("« Nous partons », dit-elle. « Non. »", ["« Nous partons »", "« Non. »"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("”Vi går,” sa hon. ”Nej.”", ["”Vi går,”", "”Nej.”"]),
        ("„Idemo“, „mi” and ,,we''.", ["„Idemo“", "„mi”", ",,we''"]),
        ("``We left,'' she said, ``at night.\"", ["``We left,''", '``at night."']),
        ("「行く」 and 『来る』", ["「行く」", "『来る』"]),
        ('"We will stay, said the mayor. It rained.', ['"We will stay,']),
        ('"It rained," she said. "It snowed. "We left.', ['"It rained,"', '"It snowed.', '"We left.']),
        ("She said: “The firm lied to us.", ["“The firm lied to us."]),
        ("“We left. “We ran,” she said.", ["“We left.", "“We ran,”"]),
        ("“One.\n\n“Two. Three.\n\n“Four.”", ["“One.", "“Two. Three.", "“Four.”"]),
        ("", []),
    ],
)
def test_quotations_are_pairs_of_marks(text: str, expected: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in quotations(text)] == expected


@given(st.text(alphabet="ab “”‘’'\"«»‹›<>„,`.\n", max_size=80))
def test_quotations_do_not_overlap(text: str) -> None:
    found = [quotation.span for quotation in quotations(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
