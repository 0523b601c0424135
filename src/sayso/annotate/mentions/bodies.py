"""Bodies: the state, organisation or people that "it" and "they" may mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.annotate.mentions.meant import History, Meant
from sayso.annotate.page import SUBJECTS
from sayso.language.children import children_labelled
from sayso.tables import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES: tuple[EntityKind, ...] = ("organisation", "country", "group")
_PLURAL = frozenset({"NNS", "NNPS"})
_ASIDE = frozenset({"relcl", "acl", "advcl"})
_EMPTY = frozenset({"i", "you", "we", "there", "this", "that", "what", "which", "who", "one", "all", "it", "its"})

Reading = tuple[EntityKind, tuple[str, ...], str]


def read_it(token: Token, history: History) -> Reading | None:
    """ "It", "its" -> the body or place that the nearest subject before names; None: it is no mention of one.

    Most of what "it" means has no name: only a subject that has one, with no other thing between, is taken.
    """
    if _is_empty(token) or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return None
    for noun in _subjects_before(token, history, sentences=1):
        meant = history.by_head.get(noun.i)
        if noun.tag_ in _PLURAL or (meant is not None and meant.kind == "person"):
            continue
        if meant is None or len(meant.keys) != 1 or meant.kind == "group":
            return None
        return meant.kind, meant.keys, f"{history.name(meant.keys[0])} is what is spoken of before it"
    return None


def read_they(token: Token, history: History) -> Reading:
    """ "They", "their" -> those that the nearest subject before names: "A and B", a body, "they"."""
    for noun in _subjects_before(token, history, sentences=1):
        meant = history.by_head.get(noun.i)
        keys = _all_keys(noun, meant, history)
        if len(keys) > 1:
            kind: EntityKind = meant.kind if meant is not None else "group"
            return kind, keys, f"the nearest before that are many: {' and '.join(map(history.name, keys))}"
        if meant is not None and meant.kind in _BODIES and keys and token.lower_ not in ("them", "themselves"):
            return meant.kind, keys, f"the nearest before that may be many: {history.name(keys[0])}"
        if _can_speak_only(token, history) and _is_thing(noun, meant, history):
            continue
        if meant is None or meant.kind != "person" or noun.tag_ in _PLURAL:
            return "group", (), f"it may be '{noun.text}', whom the document does not name"
    together = _together(token, history)
    if together is not None:
        return together
    return "group", (), "nobody who may be many is named here or in the sentence before"


def _can_speak_only(token: Token, history: History) -> bool:
    """Whether a pronoun is the subject of a verb of speech, so that it means somebody."""
    return token.dep_ in SUBJECTS and token.head.lemma_.lower() in history.lists.speech_verbs


def _is_thing(noun: Token, meant: Meant | None, history: History) -> bool:
    """Whether a common noun means nobody who could speak: "relations"."""
    people = noun.lemma_ in history.lists.referring or any(True for _ in history.lists.find_titles(noun.text))
    return meant is None and noun.pos_ == "NOUN" and not people


def _subjects_before(token: Token, history: History, *, sentences: int) -> Iterator[Token]:
    """Subjects that a pronoun may go on from: those of its own clause and of the clauses around that, then those of
    the main clauses of the sentence before."""
    page = history.page
    number = page.sentence_at(token.idx)
    if number is None:
        return
    around = set(_around(token))
    for back in range(min(sentences, number) + 1):
        words = [
            word
            for word in page.subjects_of(number - back)
            if word.idx < token.idx and word.pos_ in ("NOUN", "PROPN", "PRON")
        ]
        for word in reversed(words):
            inner = word.head.i not in around if back == 0 else word.head.dep_ in _ASIDE
            apposed = token.dep_ == "poss" and token.head.dep_ == "appos" and token.head.head == word
            if word.lower_ not in _EMPTY and not inner and not apposed:
                yield word


def _around(token: Token) -> Iterator[int]:
    """The words that a word hangs on, near ones first."""
    for _ in range(20):
        if token.head.i == token.i:
            return
        token = token.head
        yield token.i


def _together(token: Token, history: History) -> Reading | None:
    """The two states or bodies that the sentence before names together: "between Canada and Peru"."""
    number = history.page.sentence_at(token.idx)
    if number is None or token.dep_ not in SUBJECTS:
        return None
    for back in (0, 1):
        found: dict[tuple[str, ...], Meant] = {}
        for meant in history.by_sentence.get(number - back, ()):
            if meant.head is not None and meant.kind in _BODIES and meant.span.start < token.idx:
                keys = _all_keys(meant.head, meant, history)
                if len(keys) > 1:
                    found.setdefault(keys, meant)
        if len(found) == 1:
            ((keys, meant),) = found.items()
            return meant.kind, keys, f"named together before: {' and '.join(map(history.name, keys))}"
    return None


def _all_keys(noun: Token, meant: Meant | None, history: History) -> tuple[str, ...]:
    """A noun's referents and those of the others of "A and B"."""
    keys = set(meant.keys) if meant is not None else set()
    for other in noun.conjuncts:
        keys |= set(history.by_head[other.i].keys) if other.i in history.by_head else set()
    return tuple(sorted(keys))


def _is_empty(token: Token) -> bool:
    """Whether "it" stands for a clause or nothing: "it is clear that ...", "it rained"."""
    if token.dep_ not in SUBJECTS:
        return False
    verb = token.head
    return verb.lemma_ in ("be", "seem", "appear", "take", "rain", "snow", "remain", "become") or (
        token.dep_ == "nsubjpass" and bool(children_labelled(verb, ("ccomp", "csubj")))
    )
