"""CueLists: words that mark speech, hedges, judgements and distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from sayso.language.lexicons import read_word_list, several
from sayso.tables import Certainty

CueKind = Literal[
    "say", "report", "know", "accuse", "deny", "reject", "pledge", "intend", "wish", "threaten", "warn", "think", "ask",
    "order", "predict", "describe", "express",
]  # fmt: skip
HedgeCertainty = Literal["probable", "possible", "unknown", "impossible"]


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """One way in which a word reports content.

    takes: what may hold the content: clause, infinitive, gerund, object, prepositions; "holder" if the subject must be
           one that can hold a view
    certainty: what the word alone says of its content ("suspects": possible)
    factive: whether an author who uses the word takes the content for given ("learned that")
    """

    lemma: str
    kind: CueKind
    takes: frozenset[str]
    certainty: Certainty
    factive: bool


@dataclass(frozen=True)
class CueLists:
    """Words that mark speech, hedges, judgements and distance, each by its lemma in lower case."""

    verbs: Mapping[str, tuple[SpeechCue, ...]]
    nouns: Mapping[str, tuple[SpeechCue, ...]]
    adverbs: Mapping[str, tuple[SpeechCue, ...]]
    light_verbs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    hedges: Mapping[tuple[str, str], HedgeCertainty]
    evaluative: frozenset[tuple[str, str]]
    distancing: frozenset[tuple[str, str]]
    cited: Mapping[str, frozenset[str]]
    event_nouns: frozenset[str]
    classes: Mapping[str, frozenset[str]]


def load_cues() -> CueLists:
    """The word lists in `resources/`."""
    cited: dict[str, set[str]] = {}
    for row in read_word_list("cited_documents"):
        cited.setdefault(row["kind"], set()).add(row["word"])
    return CueLists(
        verbs=_speech_cues("verb"),
        nouns=_speech_cues("noun"),
        adverbs=_speech_cues("adverb"),
        light_verbs=frozenset(_speech_cues("light")),
        phrases=tuple(tuple(lemma.split()) for lemma in _speech_cues("phrase")),
        hedges={(r["word"], r["part"]): cast(HedgeCertainty, r["certainty"]) for r in read_word_list("hedges")},
        evaluative=frozenset((row["word"], row["part"]) for row in read_word_list("evaluative")),
        distancing=frozenset((row["word"], row["part"]) for row in read_word_list("distancing")),
        cited={kind: frozenset(words) for kind, words in cited.items()},
        event_nouns=frozenset(row["word"] for row in read_word_list("event_nouns")),
        classes={row["class"]: frozenset(several(row["words"])) for row in read_word_list("statement_words")},
    )


def _speech_cues(part: str) -> dict[str, tuple[SpeechCue, ...]]:
    found: dict[str, tuple[SpeechCue, ...]] = {}
    for row in read_word_list("speech_cues"):
        if row["part"] == part:
            cue = SpeechCue(
                lemma=row["lemma"],
                kind=cast(CueKind, row["kind"]),
                takes=frozenset(several(row["takes"])),
                certainty=cast(Certainty, row["certainty"]),
                factive=row["factive"] == "yes",
            )
            found[cue.lemma] = (*found.get(cue.lemma, ()), cue)
    return found
