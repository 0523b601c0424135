"""What pages print around what they tell: lines made comparable, and the words of menus, sharing and notices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar, cast

from sayso.language.lexicons import read_word_list
from sayso.tables import BlockKind

T = TypeVar("T")

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\\?[*_`~|]+|\\(?=[^\w\s])")
_MARKED = re.compile(r"[*_`~|\\]")
"""Most lines hold none of these, which is found five times as fast as what `_MARKS` looks for."""
_LEAD = re.compile(r"^(?:#{1,6}\s+|>\s+|[•*+‣◦▪·»›–—-]\s+|\d{1,2}[.)]\s+)+")
_ENDS = " .,;:!|…›»>‹«<\"'-–—"
_QUOTES = (("’", "'"), ("‘", "'"), ("‛", "'"), ("`", "'"), ("“", '"'), ("”", '"'), ("„", '"'))
_COUNT = re.compile(r"^\d[\d,.]*\s+|\s*[(\[]?\d[\d,.]*[)\]]?$")
_AFTER_COUNT = ")].,"

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|©")
"""Words, and the copyright sign as one; it takes twice as long."""
_STOPS = re.compile(r"[.!?][\"')\]]*$")
_TO_READER = re.compile(
    r"\b(?:you|your|we|our|us|click|here|below|above|this (?:site|page|article|story|post|content|material|video)|"
    r"website|permission|author|authors|reserved|copyright|copyrighted|newsletter|cookies?|readers|reproduced|"
    r"views expressed|opinions expressed)\b|©"
)
_SPEECH = re.compile(r"\b(?:said|says|told|added|announced|according to|reported|wrote|writes|posted)\b")
_LONGEST = 3_000
"""Longer lines are prose, whatever words stand in them."""
_MOST_BUTTONS = 14
_OPINION_KINDS = ("first_person", "judgement", "advice", "reasoning", "attribution")


class PageWord(NamedTuple):
    """Words that pages print around an article, and what a line with them is.

    opens: whether what follows them is no part of the article; `closes`, whether the article is over
    """

    words: str
    kind: BlockKind
    max_words: int
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases to be looked for in a sentence.

    single:  those that are one word, whatever its case
    pattern: finds any of the others
    keys:    the longest word of each of the others, in small letters: without it there is nothing to be found
    """

    single: frozenset[str]
    pattern: re.Pattern[str]
    keys: frozenset[str]

    def stand_in(self, sentence: str, words: Sequence[str]) -> bool:
        """Whether one of them stands in a sentence, of which `words_of_sentence` gives the words."""
        if not self.single.isdisjoint(words):
            return True
        return not self.keys.isdisjoint(words) and self.pattern.search(sentence) is not None


def words_of_sentence(sentence: str) -> list[str]:
    """A sentence -> its words in small letters, as `Phrases` asks for them."""
    return _WORD.findall(sentence.lower())


@dataclass(frozen=True, slots=True)
class PageWords:
    """The list of page words, ready to be looked up: `start` and `inside` by their first word.

    inside_keys: what is in `inside` by a word of each: a line without any of these words holds none of them
    buttons:     first words of those that can be a line by themselves, and "", for a button without letters
    most_words:  no line with more words is one of the page's own
    """

    whole: dict[str, PageWord]
    start: dict[str, tuple[PageWord, ...]]
    inside: dict[str, tuple[PageWord, ...]]
    inside_keys: dict[str, tuple[str, ...]]
    buttons: frozenset[str]
    most_words: int
    first_person: Phrases
    judgement: Phrases
    advice: Phrases
    reasoning: Phrases
    attribution: Phrases

    def find(self, line: str) -> PageWord | None:
        """A line -> the page words that make it one of the page's own; None if it may be the article's."""
        return self.find_normal(normal_line(line))

    def find_normal(self, normal: str) -> PageWord | None:
        """The same for a line that is comparable already."""
        count = normal.count(" ") + 1
        if not normal or count > self.most_words:
            return None
        trimmed = normal.strip(_ENDS)
        counted = normal[0].isdecimal() or normal.rstrip(_AFTER_COUNT)[-1:].isdecimal()
        bare = _COUNT.sub("", normal).strip(_ENDS) if counted else trimmed
        whole = self.whole.get(trimmed) or self.whole.get(bare)
        if whole is not None:
            return whole
        buttons = self._buttons(bare)
        if buttons is not None:
            return buttons
        for word in self._parts(normal, bare):
            if count <= word.max_words and (word.words[-1] in ":©" or not _is_told(normal, count)):
                return word
        return None

    def _buttons(self, bare: str) -> PageWord | None:
        """The first of several page words that a line consists of, as a row of buttons does: "Share  Tweet  Print"."""
        if bare.partition(" ")[0].strip(_ENDS) not in self.buttons:
            return None
        tokens = [token for token in bare.split(" ", _MOST_BUTTONS) if any(map(str.isalnum, token))]
        if not 2 <= len(tokens) <= _MOST_BUTTONS:
            return None
        reached, first = 0, None
        while reached < len(tokens):
            for length in range(min(3, len(tokens) - reached), 0, -1):
                word = self.whole.get(" ".join(tokens[reached : reached + length]).strip(_ENDS))
                if word is not None:
                    break
            else:
                return None
            first = first or word
            reached += length
        return first._replace(words=" ".join(tokens), opens=False, closes=False) if first is not None else None

    def _parts(self, normal: str, bare: str) -> list[PageWord]:
        """The page words that a line begins with, then those that stand anywhere in it."""
        # A line begins as it does without its end, unless a count is glued to it: "Comments12".
        same = normal.startswith(bare) and not normal[len(bare) : len(bare) + 1].isdecimal()
        begins = (normal,) if same else (normal, bare)
        parts = []
        for begun in begins:
            parts += [word for word in self.start.get(_first(begun), ()) if _stands_at(begun, 0, word.words)]
        if not self._may_hold(normal):
            return parts
        return parts + [
            word
            for found in _TOKEN.finditer(normal, 0, _LONGEST)
            for word in self.inside.get(found.group(), ())
            if _stands_at(normal, found.start(), word.words)
        ]

    def _may_hold(self, normal: str) -> bool:
        """Whether a line may hold some of `inside`: quick to tell, and seldom yes where it does not."""
        tokens = (_TOKEN if "©" in normal else _WORD).findall(normal, 0, _LONGEST)
        keys = self.inside_keys.keys() & tokens
        return bool(keys) and any(words in normal for key in keys for words in self.inside_keys[key])


def _is_told(normal: str, count: int) -> bool:
    """Whether a line is a sentence that tells something rather than a page's word to its reader."""
    if count < 6 or not _STOPS.search(normal):
        return False
    return _TO_READER.search(normal) is None or (count >= 8 and _SPEECH.search(normal) is not None)


def load_page_words() -> PageWords:
    """The list in resources, ready to be looked up."""
    whole: dict[str, PageWord] = {}
    start: dict[str, list[PageWord]] = {}
    inside: dict[str, list[PageWord]] = {}
    most = _MOST_BUTTONS
    for row in read_word_list("page_words"):
        kind = cast(BlockKind, row["kind"])
        word = PageWord(row["words"], kind, int(row["max_words"]), row["opens"] != "no", row["opens"] == "end")
        most = max(most, word.max_words)
        if row["where"] == "whole":
            whole[word.words] = word
        elif row["where"] == "start":
            start.setdefault(_first(word.words), []).append(word)
        else:
            inside.setdefault(_first(word.words), []).append(word)
    opinion = {kind: _opinion_words(kind.replace("_", " ")) for kind in _OPINION_KINDS}
    buttons = frozenset(words.partition(" ")[0] for words in whole) | {""}
    keys: dict[str, list[str]] = {}
    for word in chain.from_iterable(inside.values()):
        keys.setdefault(_inside_key(word.words), []).append(word.words)
    return PageWords(whole, _fixed(start), _fixed(inside), _fixed(keys), buttons, most, **opinion)


def _fixed(by_word: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {word: tuple(words) for word, words in by_word.items()}


def _inside_key(words: str) -> str:
    """The longest word but the last, which may be the beginning of another in a line."""
    tokens: list[str] = _TOKEN.findall(words)
    return max(tokens[:-1] or tokens, key=len)


def _opinion_words(kind: str) -> Phrases:
    words = [row["words"] for row in read_word_list("opinion_words") if row["kind"] == kind]
    # "I" and "me" are words of the first person, "i" is a list's first entry: case counts for those alone.
    cased = kind == "first person"
    single = frozenset() if cased else frozenset(word.lower() for word in words if _WORD.fullmatch(word))
    others = [word for word in words if word.lower() not in single]
    flags = re.NOFLAG if cased else re.IGNORECASE
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in others)})\b", flags)
    return Phrases(single, pattern, frozenset(max(_WORD.findall(word.lower()), key=len) for word in others))


def normal_line(line: str) -> str:
    """A line -> the same without markup, bullets, case, curly quotes and doubled white space, so that it compares."""
    return normal_words(unmarked(line))


def normal_words(plain: str) -> str:
    """The same for a line that is unmarked already."""
    words = plain.lower()
    if not plain.isascii():
        words = plain.casefold()
        for curly, straight in _QUOTES:
            words = words.replace(curly, straight)
    return words if words[:1].isalpha() else _without_lead(words)


def unmarked(line: str) -> str:
    """A line -> its words without Markdown: "## By [A B](#)" -> "By A B"."""
    words = line.strip()
    if not words[:1].isalpha():
        words = _without_lead(words)
    if "](" in words:
        words = _LINK.sub(r"\1", words).strip()
    if _MARKED.search(words):
        words = _MARKS.sub("", words).strip()
    # Any white space but the plain blank is no printable character.
    return " ".join(words.split()) if "  " in words or not words.isprintable() else words


def _without_lead(words: str) -> str:
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead else words


def _first(words: str) -> str:
    found = _TOKEN.match(words)
    return found.group() if found else words[:1]


def _stands_at(normal: str, at: int, words: str) -> bool:
    if not normal.startswith(words, at):
        return False
    after = normal[at + len(words) : at + len(words) + 1]
    return not (after.isalpha() and words[-1:].isalpha())
