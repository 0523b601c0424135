"""Whether words that are also other words mean a time: "May", "March", "USA Today", "Sunday Times", "1998 tanks"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.annotate.times.words import Expression
from sayso.language.calendar import any_of, time_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMBIGUOUS = frozenset({"may", "march", "april", "june", "august", "jan", "mar", "sun", "sat", "mon", "wed"})
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART"})
_ALONE = frozenset({"today", "tonight", "tomorrow", "yesterday", "now", "overnight", "midnight", "noon"})
_LEADING = frozenset({"this", "last", "next", "the", "every", "each", "that", "same"})
_WALK = re.compile(r"\s(?:for|to|on|of|against)\s(?:the\s)?[A-Z]")
_WALKED = re.compile(
    r"(?:[\"“‘`'(]|\b(?:[Tt]he|[Aa]|[Aa]nnual|[Ll]ong|[Dd]eath|[Pp]rotest|[Pp]eace)|\b[A-Z][a-z]+)\s?$"
)
_ONWARD = re.compile(r"\s(?:on|forward|past|away)\s?[!.,]")
_LONG = re.compile(r"[a-z,]\s(?:Long|Ice|Death|Salt|Peace|Freedom|Million \w+)\s$")
_MONTH_BEFORE = re.compile(
    r"\b(?:in|by|since|until|till|of|last|next|this|early|late|mid|from|to|through|during|before|after|and|or|between|every|each"
    r"|on|for|\d{1,2}(?:st|nd|rd|th)?)[\s-]{1,3}$",
    re.I,
)


def is_time(text: str, expression: Expression, tokens: Sequence[Token], persons: frozenset[str]) -> bool:
    """An expression, its tokens, the last names of the persons in its text -> whether the words mean a time here."""
    words = expression.span.of(text)
    plain = words.rstrip(".").lower()
    before = text[max(0, expression.span.start - 40) : expression.span.start]
    after = text[expression.span.end : expression.span.end + 24]
    if _is_title(words, before, tokens) or _is_named_day(plain, before, after):
        return False
    if _is_saying(plain, before, after):
        return False
    if plain == "march" and not _MONTH_BEFORE.search(before) and _is_walk(before, after):
        return False
    if plain in _AMBIGUOUS:
        return not tokens or _is_month(words, plain, before, after, tokens[0], persons)
    return not (plain.isdecimal() and len(plain) == 4 and _is_count(before, tokens))


def _is_walk(before: str, after: str) -> bool:
    """ "the March for Life", "the Long March", "March on!"."""
    if _ONWARD.match(after):
        return True
    return bool(_WALK.match(after) and _WALKED.search(before)) or bool(_LONG.search(before))


_WHOLE = re.compile(r"(?:24|twenty[- ]four) hours|(?:seven|7) days")


def _is_saying(plain: str, before: str, after: str) -> bool:
    """ "24 hours a day", "a high noon for the party": no time is meant."""
    if plain in {"a day", "a week"}:
        words = re.search(r"(\S+ \S+)\s$", before)
        return words is not None and bool(_WHOLE.fullmatch(words[1].lower()))
    if _WHOLE.fullmatch(plain):
        return bool(re.match(r"\sa (?:day|week)\b", after))
    return plain == "noon" and bool(re.search(r"(?<!\bat )\bhigh\s$", before, re.I))


def _is_title(words: str, before: str, tokens: Sequence[Token]) -> bool:
    """Capitals inside a sentence that is not all capitals: "This Week", "60 Minutes", "USA Today"."""
    parts = re.findall(r"[^\W\d_]+", words)
    if not parts or words.isupper():
        return False
    if len(parts) == 1 and (words.lower() in _ALONE):
        titled = bool(words[0].isupper() and re.search(r"\b[A-Z]\w*\s$", before))
    else:
        lower, first = parts[-1].lower(), parts[0].lower()
        led = len(parts) == 1 or (len(parts) == 2 and (first in _LEADING or first in time_words("number")))
        titled = led and parts[-1][:1].isupper() and (lower in time_words("unit") or lower in time_words("part"))
    return titled and bool(tokens) and not _is_headline(tokens[0])


def _is_headline(token: Token) -> bool:
    """Whether most long words of the sentence have capitals."""
    words = [word.text for word in token.sent[:40] if word.is_alpha and len(word) > 3]
    return sum(word[0].isupper() for word in words) * 5 >= len(words) * 4


@functools.cache
def _named_day() -> tuple[re.Pattern[str], re.Pattern[str]]:
    papers, kinds = (any_of([word.title() for word in time_words(kind)]) for kind in ("paper", "famous"))
    return re.compile(rf"\s{papers}\b"), re.compile(rf"\b{kinds}\s$")


def _is_named_day(plain: str, before: str, after: str) -> bool:
    """The Sunday Times, Bloody Sunday."""
    paper, famous = _named_day()
    return plain in time_words("weekday") and bool(paper.match(after) or famous.search(before))


def _is_month(words: str, plain: str, before: str, after: str, token: Token, persons: frozenset[str]) -> bool:
    if len(plain) == 3 and plain != "may":
        return words.endswith(".") or token.ent_type_ == "DATE"
    if token.pos_ != "PROPN" or token.ent_type_ in _NAMES:
        return False
    if any(child.dep_ == "compound" and child.i == token.i - 1 and child.text.istitle() for child in token.lefts):
        return False
    if plain in persons and token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "agent"}:
        return False
    # In capitals the tagger takes "MAY" for a name whatever it is.
    return not words.isupper() or bool(_MONTH_BEFORE.search(before) or re.match(r"\s\d", after))


@functools.cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(list(time_words('numbered')))}\.?\s$", re.I)


def _is_count(before: str, tokens: Sequence[Token]) -> bool:
    """ "2020 tanks were lost", "Resolution 1973"; but "in 2020 tanks rolled in", "the 1992 protests"."""
    if _numbered().search(before):
        return True
    token = tokens[0] if tokens else None
    if token is None or token.dep_ != "nummod" or token.head.tag_ != "NNS" or token.head.i <= token.i:
        return False
    told = token.nbor(-1) if token.i else token
    return token.head.i == token.i + 1 and (told.lower_ in _BEFORE_COUNT or told.pos_ == "VERB")


_BEFORE_COUNT = frozenset({"some", "about", "nearly", "almost", "over", "least", "than", "all", "only"})
