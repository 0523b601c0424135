"""What pages print around what they tell: lines made comparable, and the words of menus, sharing and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from sayso.language.lexicons import read_word_list
from sayso.tables import BlockKind

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\\?[*_`~|]+|\\(?=[^\w\s])")
_LEAD = re.compile(r"^(?:#{1,6}\s+|>\s+|[•*+‣◦▪·»›–—-]\s+|\d{1,2}[.)]\s+)+")
_ENDS = " .,;:!|…›»>‹«<\"'-–—"
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‛": "'", "„": '"', "`": "'"})
_COUNT = re.compile(r"^\d[\d,.]*\s+|\s*[(\[]?\d[\d,.]*[)\]]?$")


_TOKEN = re.compile(r"\w+|©")
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

    pattern: finds any of them; `firsts` are their first words in small letters, asked before since that is quick
    """

    pattern: re.Pattern[str]
    firsts: frozenset[str]

    def stand_in(self, sentence: str, words: frozenset[str]) -> bool:
        """Whether one of them stands in a sentence, of which `words_of_sentence` gives the words."""
        return not self.firsts.isdisjoint(words) and self.pattern.search(sentence) is not None


def words_of_sentence(sentence: str) -> frozenset[str]:
    """A sentence -> its words in small letters, as `Phrases` asks for them."""
    return frozenset(_TOKEN.findall(sentence.lower()))


@dataclass(frozen=True, slots=True)
class PageWords:
    """The list of page words, ready to be looked up: `start` and `inside` by their first word.

    buttons:    first words of those that can be a line by themselves, and "", for a button without letters
    most_words: no line with more words is one of the page's own
    """

    whole: dict[str, PageWord]
    start: dict[str, tuple[PageWord, ...]]
    inside: dict[str, tuple[PageWord, ...]]
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
        counted = not (normal[0].isalpha() and normal[-1].isalpha())
        bare = (_COUNT.sub("", normal) if counted else normal).strip(_ENDS)
        whole = self.whole.get(normal.strip(_ENDS)) or self.whole.get(bare)
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

    def _parts(self, normal: str, bare: str) -> Iterator[PageWord]:
        """The page words that a line begins with, then those that stand anywhere in it."""
        for begun in (normal,) if normal == bare else (normal, bare):
            for word in self.start.get(_first(begun), ()):
                if _stands_at(begun, 0, word.words):
                    yield word
        if self.inside.keys().isdisjoint(_TOKEN.findall(normal, 0, _LONGEST)):
            return
        for found in _TOKEN.finditer(normal, 0, _LONGEST):
            for word in self.inside.get(found.group(), ()):
                if _stands_at(normal, found.start(), word.words):
                    yield word


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
    return PageWords(whole, _fixed(start), _fixed(inside), buttons, most, **opinion)


def _fixed(by_first: dict[str, list[PageWord]]) -> dict[str, tuple[PageWord, ...]]:
    return {first: tuple(words) for first, words in by_first.items()}


def _opinion_words(kind: str) -> Phrases:
    words = [row["words"] for row in read_word_list("opinion_words") if row["kind"] == kind]
    # "I" and "me" are words of the first person, "i" is a list's first entry: case counts for those alone.
    flags = re.NOFLAG if kind == "first person" else re.IGNORECASE
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", flags)
    return Phrases(pattern, frozenset(_TOKEN.findall(word.lower())[0] for word in words))


def normal_line(line: str) -> str:
    """A line -> the same without markup, bullets, case, curly quotes and doubled white space, so that it compares."""
    return normal_words(unmarked(line))


def normal_words(plain: str) -> str:
    """The same for a line that is unmarked already."""
    words = (plain if plain.isascii() else plain.translate(_QUOTES)).casefold()
    if not words[:1].isalpha():
        words = _LEAD.sub("", words)
    return " ".join(words.split())


def unmarked(line: str) -> str:
    """A line -> its words without Markdown: "## By [A B](#)" -> "By A B"."""
    words = line.strip()
    if not words[:1].isalpha():
        words = _LEAD.sub("", words)
    if "](" in words:
        words = _LINK.sub(r"\1", words)
    return " ".join(_MARKS.sub("", words).split())


def _first(words: str) -> str:
    found = _TOKEN.match(words)
    return found.group() if found else words[:1]


def _stands_at(normal: str, at: int, words: str) -> bool:
    if not normal.startswith(words, at):
        return False
    after = normal[at + len(words) : at + len(words) + 1]
    return not (after.isalpha() and words[-1:].isalpha())
