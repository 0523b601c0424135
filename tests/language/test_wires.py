"""The list of wires."""

from __future__ import annotations

import pytest

from sayso.language.names import load_names
from sayso.language.wires import load_wires
from sayso.language.wording import plain_key

WIRES = load_wires()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("AP", ("Associated Press",)),
        ("KXYZ/AP", ("Associated Press",)),
        ("Reuters, AFP", ("Reuters", "Agence France-Presse")),
        ("tass", ("TASS",)),
        ("Harbour Gazette", ()),
        ("", ()),
    ],
)
def test_wires_among_words(words: str, named: tuple[str, ...]) -> None:
    assert WIRES.among(words) == named


def test_a_name_inside_a_word_is_none() -> None:
    assert WIRES.found_in("EFENDI and APEX") == ()
    assert [wire for wire, _, _ in WIRES.found_in("by the Associated Press and AFP")] == [
        "Associated Press",
        "Agence France-Presse",
    ]


def test_a_wire_bears_the_name_that_the_list_of_organisations_gives_it() -> None:
    """Else a wire that is cited and one that is credited would be two origins."""
    names = load_names()
    known = {plain_key(one.name): one.name for one in names.known.values()}
    for form, wire in WIRES.names.items():
        if form in known:
            assert plain_key(wire) == plain_key(known[form])
