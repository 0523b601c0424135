"""The word lists that name actions."""

from __future__ import annotations

from sayso.language.lexicons import read_word_list, several
from sayso.language.verbs import load_verbs

VERBS = load_verbs()


def test_the_lists_are_broad_and_name_every_root() -> None:
    verbs = [pattern for patterns in VERBS.verbs.values() for pattern in patterns]
    nouns = [pattern for patterns in VERBS.nouns.values() for pattern in patterns]
    assert len(verbs) >= 400
    assert len(nouns) >= 100
    assert {pattern.deed.plover for pattern in verbs if pattern.deed} == set(VERBS.roots)
    assert len(VERBS.roots) == 16


def test_every_cameo_code_has_a_place_on_the_goldstein_scale() -> None:
    codes = {row["cameo"] for name in ("deed_verbs", "deed_nouns") for row in read_word_list(name) if row["cameo"]}
    assert [code for code in sorted(codes) if VERBS.scale(code[:4]) is None or code[:2] not in VERBS.goldstein] == []
    assert all(-10 <= value <= 10 for value in VERBS.goldstein.values())
    assert VERBS.scale("1839") == VERBS.goldstein["183"]
    assert VERBS.scale(None) is None


def test_a_pattern_only_asks_for_classes_that_exist() -> None:
    classes = {row["class"] for row in read_word_list("noun_classes")} | {"actor", "none", "armed"}
    asked = {word[1:] for row in read_word_list("deed_verbs") for word in several(row["object"]) if word[:1] == "@"}
    assert sorted(asked - classes) == []


def test_no_noun_is_listed_twice() -> None:
    nouns = [noun for row in read_word_list("deed_nouns") for noun in several(row["nouns"])]
    assert sorted({noun for noun in nouns if nouns.count(noun) > 1}) == []


def test_a_pledged_deed_is_of_the_quad_that_the_manual_gives() -> None:
    told_as = {name: (root.quad, root.foretold, root.pledged) for name, root in VERBS.roots.items()}
    assert told_as["AID"] == ("material cooperation", "AGREE", "AGREE")
    assert told_as["RETREAT"] == ("material cooperation", "RETREAT", "CONCEDE")
    assert told_as["ASSAULT"] == ("material conflict", "ASSAULT", "THREATEN")
