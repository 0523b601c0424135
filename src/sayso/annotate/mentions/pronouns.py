"""Pronouns: he, she, it, they, who, I, and the one person, body or state that each can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.annotate.mentions.antecedents import (
    Candidate,
    clearly_first,
    likeliest,
    named_after,
    own_subject,
    persons_before,
)
from sayso.annotate.mentions.bodies import read_it, read_they
from sayso.annotate.mentions.meant import History, Meant, body_of
from sayso.spans import Span
from sayso.tables import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_IT = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"who", "whom", "whose"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})

_SELF = frozenset({"himself", "herself"})

Reading = tuple[EntityKind, tuple[str, ...], str]
"""The kind of what is meant, keys of referents, and why."""


def is_pronoun(token: Token) -> bool:
    """Whether a token is a pronoun that may mean somebody named before."""
    lower = token.lower_
    return lower in _ONE or lower in _MANY or lower in _IT or (lower in _RELATIVE and _relative_verb(token) is not None)


def is_speaker(token: Token) -> bool:
    """Whether a token means whoever speaks, or those for whom they speak."""
    lower = token.lower_
    return (lower in _SPEAKER and (lower != "i" or token.text == "I")) or (lower in _WE and token.text != "US")


def read_pronoun(token: Token, history: History) -> Meant | None:
    """A pronoun -> whom it means, if one answer is clearly the likeliest; None for an "it" that means nobody."""
    span = Span(token.idx, token.idx + len(token))
    reading: Reading | None
    if token.lower_ in _ONE:
        return _one(token, _ONE[token.lower_], history)
    if token.lower_ in _IT:
        reading = read_it(token, history)
    elif token.lower_ in _MANY:
        reading = read_they(token, history)
    else:
        reading = _relative(token, history)
    return Meant(span, "pronoun", *reading, token) if reading is not None else None


def read_speaker(token: Token, history: History) -> Meant | None:
    """ "I" in a quote -> whoever speaks it, if the document says who does; "we" -> the body for which they speak."""
    speaker = history.quotes.speaker_at(token.idx)
    meant = (history.name_at(speaker) or history.by_head.get(speaker.i)) if speaker is not None else None
    if token.lower_ in _WE:
        return _read_we(token, meant, history)
    if meant is None or meant.kind != "person" or len(meant.keys) != 1:
        return None
    span = Span(token.idx, token.idx + len(token))
    return Meant(span, "pronoun", "person", meant.keys, f"{history.name(meant.keys[0])} speaks the quote", token)


def _read_we(token: Token, speaker: Meant | None, history: History) -> Meant:
    """ "We" -> the body or state that speaks, or for which the person speaks who does; none where nobody says so."""
    span = Span(token.idx, token.idx + len(token))
    if history.quotes.at(token.idx) is None:
        return Meant(span, "pronoun", "group", (), "outside of a quote it means whoever writes, or everybody", token)
    if speaker is None or len(speaker.keys) != 1:
        return Meant(span, "pronoun", "group", (), "the document does not say who speaks the quote", token)
    name = history.name(speaker.keys[0])
    if speaker.kind in ("organisation", "country"):
        return Meant(span, "pronoun", speaker.kind, speaker.keys, f"{name} speaks the quote", token)
    body = body_of(speaker.keys[0], history) if speaker.kind == "person" else None
    if body is None:
        return Meant(span, "pronoun", "group", (), f"{name} speaks the quote, and it is not said for whom", token)
    detail = f"{name} speaks the quote, for {history.name(body)}"
    return Meant(span, "pronoun", history.drafts[body].kind, (body,), detail, token)


def _one(token: Token, gender: str, history: History) -> Meant:
    """A pronoun for one person -> whom it means, or the unnamed person whom it goes on about."""
    span = Span(token.idx, token.idx + len(token))
    found = persons_before(token, gender, history)
    chosen = clearly_first(found)
    unnamed = chosen.name if chosen is not None and chosen.key is None else ""
    return Meant(span, "pronoun", *_read_one(token, gender, found, history), token, unnamed)


def _read_one(token: Token, gender: str, found: Sequence[Candidate], history: History) -> Reading:
    own = own_subject(token, history) if token.lower_ in _SELF else None
    if own is not None and own.kind == "person":
        who = history.name(own.keys[0]) if len(own.keys) == 1 else f"'{own.span.of(history.page.words)}'"
        return "person", own.keys, f"{who} is who does what is said here"
    after = named_after(token, history)
    if after is not None and history.genders.get(after.keys[0], gender) == gender:
        return "person", after.keys, f"{history.name(after.keys[0])} is whom the sentence goes on about"
    chosen = likeliest(found)
    if chosen is not None and chosen.key is not None:
        history.genders.setdefault(chosen.key, gender)
        others = [one.name for one in found[1:3]]
        rather = f", rather than {' or '.join(others)}" if others else ""
        return "person", (chosen.key,), f"{chosen.name} is the likeliest of those spoken of before{rather}"
    if not found:
        return "person", (), "no person is spoken of here or in the sentences before"
    if len(found) == 1 or found[0].key is None:
        return "person", (), f"it may be '{found[0].name}', whom the document does not name"
    return "person", (), f"it may be {' or '.join(one.name for one in found[:3])}"


def _relative_verb(token: Token) -> Token | None:
    """The verb of the clause that "who" begins."""
    return next((verb for verb in (token.head, token.head.head) if verb.dep_ == "relcl"), None)


def _relative(token: Token, history: History) -> Reading:
    verb = _relative_verb(token)
    antecedent = history.by_head.get(verb.head.i) if verb is not None else None
    if antecedent is None:
        return "person", (), f"'{verb.head.text if verb is not None else token.text}' names nobody"
    return antecedent.kind, antecedent.keys, f"it goes with '{antecedent.span.of(history.page.words)}'"


def joined(meant: Meant, history: History) -> Iterator[str]:
    """The others of "A and B"."""
    if meant.head is not None:
        for other in meant.head.conjuncts:
            yield from history.by_head[other.i].keys if other.i in history.by_head else ()
