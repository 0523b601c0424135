"""The last named: what "the company" or "the Asian country" takes up, of all that was named before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sayso.annotate.mentions.antecedents import likeliest, persons_before
from sayso.annotate.mentions.meant import History, Meant
from sayso.annotate.page import SUBJECTS
from sayso.language.children import children_labelled
from sayso.language.names import NameLists, ReferringNoun

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAD = 3
"""In so many first sentences a document names the town that it is about."""
FAR, NEAR = 12, 2
"""How many sentences back what bears the noun in its name may stand, and what does not."""

_TOWNS = frozenset({"city", "town", "village", "metropolis", "municipality"})

Found = tuple[tuple[str, ...], str]
"""The key of what is meant (none: it cannot be told), and why."""


def named_before(token: Token, noun: ReferringNoun, history: History) -> Found:
    """ "The" and a noun -> what it means."""
    if noun.kind == "person":
        return _person(token, noun, history)
    if noun.kind == "country":
        return _country(token, history)
    if token.lower_ in _TOWNS:
        return _town(token, noun, history)
    by_name = _bearers(token, noun, history)
    if by_name:
        return _choose(token, by_name, history, f"has '{token.lower_}' or the like in its name")
    if "any" in noun.sectors:
        fitting = [meant for meant in _singles(token, history, 1) if _is_body(meant, history)]
        return _choose(token, fitting, history, "is the last that fits")
    if noun.sectors or token.lower_ == "capital":
        fitting = [meant for meant in _singles(token, history, NEAR) if _fits(token, noun, meant, history)]
        return _choose(token, fitting, history, "is the last that fits")
    return (), f"the document names no {token.lower_} shortly before, or several things that may be one"


def _person(token: Token, noun: ReferringNoun, history: History) -> Found:
    """ "The boy" -> the only person shortly before, if there is one alone."""
    near = {
        meant.keys or (meant.span.of(history.page.words),)
        for earlier in history.before(token.idx, NEAR)
        for meant in earlier
        if meant.kind == "person" and (meant.keys or meant.form != "pronoun")
    }
    found = persons_before(token, noun.sex, history) if noun.sex else []
    chosen = likeliest(found)
    if len(near) == 1 and chosen is not None and chosen.key is not None:
        return (chosen.key,), f"{chosen.name} is the only person shortly before"
    return (), "the document does not say which person"


def _country(token: Token, history: History) -> Found:
    wanted = _wanted(token, history.lists)
    own = _clause_subject_keys(token, history)
    for earlier in history.before(token.idx, NEAR + 1):
        fitting = [
            meant
            for meant in earlier
            if meant.kind == "country" and len(meant.keys) == 1 and meant.keys[0] not in own
            and (wanted is None or meant.keys[0].removeprefix("country:") in wanted)
        ]  # fmt: skip
        themselves = [m for m in fitting if m.head is None or m.head.dep_ not in ("amod", "compound")]
        if fitting:
            return _choose(token, themselves or fitting, history, "is the last country named")
    if wanted is not None:
        return (), "no country of that part of the world is named shortly before"
    return (), "no country is named shortly before, but those whose doing this is"


def _town(token: Token, noun: ReferringNoun, history: History) -> Found:
    """ "The city" -> the last town named, if the document did not begin with another, or the one that it began with."""
    near = [meant for meant in _singles(token, history, NEAR) if _fits(token, noun, meant, history)]
    keys, detail = _choose(token, near, history, "is the last that fits")
    lead = [meant for number in range(LEAD) for meant in history.by_sentence.get(number, ())]
    first = next((m for m in lead if len(m.keys) == 1 and m.form == "name" and _fits(token, noun, m, history)), None)
    if first is None or not near or first.keys == keys:
        if keys or first is None or near:
            return keys, detail
        return first.keys, f"{history.name(first.keys[0])} is the first that the document names"
    between = sorted({history.name(key) for key in (*first.keys, *(meant.keys[0] for meant in near))})
    return (), f"it may be {' or '.join(between)}"


def _wanted(token: Token, lists: NameLists) -> frozenset[str] | None:
    """The countries that the words before a noun leave: "East Asian", "Peruvian"; None: any."""
    words = token.doc[token.left_edge.i : token.i].text
    regions = sorted((region for region in lists.world_regions if region in words), key=len)
    if regions:
        return lists.world_regions[regions[-1]]
    named = {lists.known[found.form.key].country for found in lists.find(words)} - {None}
    return frozenset(country for country in named if country is not None) or None


def _bearers(token: Token, noun: ReferringNoun, history: History) -> list[Meant]:
    """What was named before with the noun, or a word like it, in its name."""
    wanted = {token.lower_, *(word.lower() for word in noun.words)}
    return [
        meant
        for meant in _singles(token, history, FAR)
        if meant.kind in ("organisation", "place", "group")
        and any(_bears(name, wanted) for name in _names(meant, history))
    ]


def _bears(name: str, wanted: set[str]) -> bool:
    """Whether a name says that it is one: "Harbour Council", "Council of Elders", not "Council Street Festival"."""
    words = [word.lower().strip(".") for word in name.split()]
    return bool(words) and (
        words[-1] in wanted or (words[0] in wanted and len(words) > 1 and words[1] in ("of", "for"))
    )


def _names(meant: Meant, history: History) -> Iterable[str]:
    draft = history.drafts[meant.keys[0]]
    return (*draft.names, draft.name)


def _is_body(meant: Meant, history: History) -> bool:
    """Whether an organisation is meant that is more than who reports."""
    return meant.kind == "organisation" and history.drafts[meant.keys[0]].sector != "JRN"


def _fits(token: Token, noun: ReferringNoun, meant: Meant, history: History) -> bool:
    draft = history.drafts[meant.keys[0]]
    if noun.sectors:
        return meant.kind == "organisation" and draft.sector in noun.sectors
    if meant.kind != "place":
        return False
    form = history.lists.lookup(draft.name)
    is_capital = form is not None and form.form == "capital"
    return is_capital if token.lower_ == "capital" else is_capital or history.is_town(draft.name)


def _singles(token: Token, history: History, sentences: int) -> list[Meant]:
    """What single things were meant before, the nearest sentence first."""
    return [meant for earlier in history.before(token.idx, sentences) for meant in earlier if len(meant.keys) == 1]


def _choose(token: Token, fitting: list[Meant], history: History, why: str) -> Found:
    """Of several that fit: the only one, the subject of the nearest sentence, else none."""
    keys = list(dict.fromkeys(meant.keys[0] for meant in fitting))
    if not keys:
        return (), f"nothing is named shortly before that '{token.lower_}' may mean"
    if len(keys) == 1:
        return (keys[0],), f"{history.name(keys[0])} {why}"
    nearest = history.page.sentence_at(fitting[0].span.start)
    near = [meant for meant in fitting if history.page.sentence_at(meant.span.start) == nearest]
    subjects = list(dict.fromkeys(meant.keys[0] for meant in near if meant.is_subject))
    if len(subjects) == 1:
        return (subjects[0],), f"{history.name(subjects[0])} {why}, and the sentence is about it"
    near_keys = list(dict.fromkeys(meant.keys[0] for meant in near))
    if len(near_keys) == 1:
        return (near_keys[0],), f"{history.name(near_keys[0])} {why}"
    return (), f"it may be {' or '.join(sorted(map(history.name, near_keys)))}"


def _clause_subject_keys(token: Token, history: History) -> set[str]:
    """What the subject of the noun's own clause means, or its country: "Canada left the country" is another's."""
    verb = token.head
    for _ in range(8):
        is_verb = verb.pos_ in ("VERB", "AUX")
        goes_on = verb.dep_ in ("xcomp", "conj") and not children_labelled(verb, tuple(SUBJECTS))
        if verb.head.i == verb.i or (is_verb and not goes_on):
            break
        verb = verb.head
    keys: set[str] = set()
    for subject in children_labelled(verb, tuple(SUBJECTS)):
        meant = history.name_at(subject) or history.by_head.get(subject.i)
        if subject.i != token.i and meant is not None:
            keys |= set(meant.keys)
            keys |= {f"country:{history.drafts[key].country}" for key in meant.keys if meant.kind == "person"}
    return keys
