from __future__ import annotations

from typing import get_args

from sayso.language.cues import CueKind, load_cues
from sayso.tables import Certainty

CUES = load_cues()


def test_every_cue_has_a_known_kind_and_certainty() -> None:
    for lists in (CUES.verbs, CUES.nouns, CUES.adverbs):
        for entries in lists.values():
            for entry in entries:
                assert entry.kind in get_args(CueKind), entry
                assert entry.certainty in get_args(Certainty), entry
                assert entry.takes, entry


def test_lists_cover_the_vocabulary_of_news() -> None:
    assert len(CUES.verbs) >= 200
    assert len(CUES.nouns) >= 80
    for kind in ("accuse", "deny", "pledge", "threaten", "warn", "predict"):
        assert any(entry.kind == kind for entries in CUES.verbs.values() for entry in entries)
