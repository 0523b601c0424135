"""VerbLists: which verbs and nouns name which action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from sayso.language.lexicons import read_word_list, several
from sayso.tables import PloverRoot, Quad

Roles = Literal["do", "mutual", "visit", "host", "swap", "self"]
LightSubject = Literal["actor", "recipient", "none"]
Effect = Literal["future", "pledged", "wanted", "possible", "negative", "conditional"]

SOMEBODY = "@actor"
"""In a verb's pattern: its object must be somebody, or a country."""

NOTHING = "@none"
"""In a verb's pattern: it must have no object."""

ARMED = "@armed"
"""In a verb's pattern: its subject must be people, a weapon or an attack ("hit", "strike")."""

SOMEWHERE = "@place"
"""In a verb's pattern: its object must be a place by name, or one of the words of that class."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as the word lists name it."""

    plover: PloverRoot
    mode: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """A verb, what must follow it, and which action that is.

    follows:  the preposition or particle it needs, if any
    words:    its object must be one of them; empty: any
    somebody: its object may instead be somebody; somewhere: or a place by name
    nothing:  it must have no object
    armed:    its subject, if it has one, must be people, a weapon or an attack
    deed:     null: the verb names no action in this use
    """

    lemma: str
    follows: str | None
    words: frozenset[str]
    somebody: bool
    somewhere: bool
    nothing: bool
    roles: Roles
    armed: bool
    deed: Deed | None


@dataclass(frozen=True, slots=True)
class NounPattern:
    """A noun (or a noun with the words before it) and which action it names.

    alone:    whether it tells of an action without a light verb or a time
    of_actor: whether "of" names who does it, or to whom it is done
    """

    words: tuple[str, ...]
    alone: bool
    roles: Roles
    of_actor: bool
    deed: Deed


@dataclass(frozen=True, slots=True)
class Root:
    """What the manual says of a root; asked, threatened: the mode of asking for it, or of threatening with it."""

    quad: Quad
    foretold: PloverRoot
    pledged: PloverRoot
    needs_recipient: bool
    asked: str | None
    threatened: str | None


@dataclass(frozen=True)
class VerbLists:
    """Which verbs and nouns name which action; all keys are lemmas in lower case.

    nouns:    by their last word, those with more words first
    lights:   verb and what follows it (or None) -> what its subject is in the action that the noun names
    effects:  what a governing word says of the deed in its complement
    counts:   verb -> what its object counts; counts_subject: what its subject does; counted: word -> what it counts
    contexts: word or two words -> PLOVER contexts
    doers:    noun that acts without a name -> its PLOVER sector, if the noun alone says it
    """

    verbs: Mapping[str, tuple[VerbPattern, ...]]
    nouns: Mapping[str, tuple[NounPattern, ...]]
    roots: Mapping[str, Root]
    lights: Mapping[tuple[str, str | None], LightSubject]
    effects: Mapping[str, Effect]
    counts: Mapping[str, str]
    counts_subject: Mapping[str, str]
    counted: Mapping[str, str]
    contexts: Mapping[str, tuple[str, ...]]
    goldstein: Mapping[str, float]
    mishaps: frozenset[str]
    partitives: frozenset[str]
    weapons: frozenset[str]
    doers: Mapping[str, str | None]
    numerals: Mapping[str, float]
    multiples: Mapping[str, float]

    def scale(self, cameo: str | None) -> float | None:
        """A CAMEO code -> its Goldstein scale, or that of the code above it."""
        while cameo:
            if cameo in self.goldstein:
                return self.goldstein[cameo]
            cameo = cameo[:-1]
        return None


def load_verbs() -> VerbLists:
    """The word lists in `resources/`."""
    classes = {row["class"]: several(row["words"]) for row in read_word_list("noun_classes")}
    counted, numerals = read_word_list("counted"), read_word_list("numerals")
    return VerbLists(
        verbs=_by_lemma(_verb_patterns(classes)),
        nouns=_by_last_word(_noun_patterns()),
        roots={row["plover"]: _root(row) for row in read_word_list("roots")},
        lights=_lights(),
        effects={w: cast(Effect, r["effect"]) for r in read_word_list("complement_verbs") for w in several(r["words"])},
        counts={verb: row["what"] for row in counted for verb in several(row["verbs"])},
        counts_subject={verb: row["what"] for row in counted for verb in several(row["subject"])},
        counted={word: row["what"] for row in counted for word in several(row["words"])},
        contexts=_contexts(),
        goldstein={row["cameo"]: float(row["goldstein"]) for row in read_word_list("goldstein")},
        mishaps=frozenset(row["word"] for row in read_word_list("mishaps")),
        weapons=frozenset(classes["weapons"]),
        partitives=frozenset(row["word"] for row in read_word_list("partitives")),
        doers={row["word"]: row["sector"] or None for row in read_word_list("doers")},
        numerals={row["word"]: float(row["value"]) for row in numerals if not row["multiple"]},
        multiples={row["word"]: float(row["value"]) for row in numerals if row["multiple"]},
    )


def _verb_patterns(classes: Mapping[str, tuple[str, ...]]) -> Iterable[VerbPattern]:
    for row in read_word_list("deed_verbs"):
        asked = several(row["object"])
        named = [one for one in asked if one not in {SOMEBODY, NOTHING, ARMED}]
        words = frozenset(word for one in named for word in classes.get(one.lstrip("@"), (one,)))
        for verb in several(row["verbs"]):
            lemma, _, follows = verb.partition(" ")
            roles = cast(Roles, row["roles"] or "do")
            yield VerbPattern(
                lemma=lemma,
                follows=follows or None,
                words=words,
                somebody=SOMEBODY in asked,
                somewhere=SOMEWHERE in asked,
                nothing=NOTHING in asked,
                armed=ARMED in asked,
                roles=roles,
                deed=_deed(row),
            )


def _noun_patterns() -> Iterable[NounPattern]:
    for row in read_word_list("deed_nouns"):
        deed = _deed(row)
        for noun in several(row["nouns"]):
            if deed is not None:
                roles = cast(Roles, row["roles"] or "do")
                yield NounPattern(tuple(noun.split()), row["alone"] != "no", roles, row["of"] == "actor", deed)


def _deed(row: Mapping[str, str]) -> Deed | None:
    if not row["plover"]:
        return None
    return Deed(cast(PloverRoot, row["plover"]), row["mode"] or None, row["cameo"] or None)


def _root(row: Mapping[str, str]) -> Root:
    return Root(
        quad=cast(Quad, row["quad"]),
        foretold=cast(PloverRoot, row["foretold"]),
        pledged=cast(PloverRoot, row["pledged"]),
        needs_recipient=row["recipient"] == "yes",
        asked=row["asked"] or None,
        threatened=row["threatened"] or None,
    )


def _by_lemma(patterns: Iterable[VerbPattern]) -> dict[str, tuple[VerbPattern, ...]]:
    found: dict[str, tuple[VerbPattern, ...]] = {}
    for pattern in patterns:
        found[pattern.lemma] = (*found.get(pattern.lemma, ()), pattern)
    return found


def _by_last_word(patterns: Iterable[NounPattern]) -> dict[str, tuple[NounPattern, ...]]:
    found: dict[str, list[NounPattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.words[-1], []).append(pattern)
    return {word: tuple(sorted(same, key=lambda p: -len(p.words))) for word, same in found.items()}


def _lights() -> dict[tuple[str, str | None], LightSubject]:
    found: dict[tuple[str, str | None], LightSubject] = {}
    for row in read_word_list("light_verbs"):
        for words in several(row["words"]):
            verb, _, follows = words.partition(" ")
            key = (verb, "subject" if row["subject"] == "none" else follows or None)
            found[key] = cast(LightSubject, row["subject"])
    return found


def _contexts() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_word_list("contexts"):
        for word in several(row["words"]):
            found[word.lower()] = (*found.get(word.lower(), ()), row["context"])
    return found
