"""The kind of writing: by the labels beside title and byline, else by how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.clean.lines import Line
from sayso.clean.page import Ruling
from sayso.language.pages import PageWords, Phrases, words_of_sentence
from sayso.tables import Genre, MetadataField

_SECTION_FIELDS = frozenset({"record:section", "article:section", "articlesection", "genre", "section"})
_LABELS: tuple[tuple[re.Pattern[str], Genre], ...] = (
    (
        re.compile(
            r"^(?:opinions?|op-?eds?|editorials?|commentary|comment is free|commentisfree|columns?|columnists?|"
            r"letters?|viewpoints?|views?|perspectives?|guest essay)(?:$|\s*[:|&/]|\s+(?:and|columns?|pages?|desk)\b)",
            re.I,
        ),
        "opinion",
    ),
    (
        re.compile(r"^(?:(?:news )?analysis|explainers?|in depth|the big read|backgrounder)(?:$|\s*[:|&/])", re.I),
        "analysis",
    ),
    (re.compile(r"^(?:interviews?|q ?& ?a|in conversation)(?:$|\s*[:|&/])", re.I), "interview"),
)
_TITLE_LABELS: tuple[tuple[re.Pattern[str], Genre], ...] = (
    (
        re.compile(
            r"^(?:opinion|editorial|commentary|op-?ed|column|letter)\s*[:|]|\|\s*(?:opinion|editorial)\b|"
            r"\s[-–—]\s(?:opinion|editorial)$",
            re.I,
        ),
        "opinion",
    ),
    (re.compile(r"^(?:analysis|explainer|explained)\s*[:|]|\b(?:analysis|explained)$", re.I), "analysis"),
    (re.compile(r"^(?:interview|q&a)\b", re.I), "interview"),
)
_OPINION_BYLINE = re.compile(r"\b(?:opinion|op-?ed|columnist|editorial board|guest essay|commentary)\b", re.I)
_CRUMBS = re.compile(r"\s*[>»›/]\s*")
_QUOTED = re.compile(
    r"“[^”\n]{0,3000}(?:”|$)|\"[^\"\n]{0,3000}(?:\"|$)|(?:''|``)(?:[^'\n]|'(?!')){0,3000}(?:''|$)", re.M
)
_SENTENCE = re.compile(r"\s(?:(?<=[.!?]\s)\s*|(?<=\n)\n*)")
"""White space after a stop, or the ends of lines; it begins with what is seldom, which makes it quick to look for."""
_TURN = re.compile(r"^(Q|A|Question|Answer|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})\s?[:.]\s+(?=\S)(.*)$", re.M)
_MARK = " ” "
"""Stands where a quotation was."""
_FEW_WORDS = 4
"""A shorter quotation is a term or set at a distance: the sentence is the author's."""
_MOST = 200_000
"""So many code points tell how a text is written."""


class _Manner(NamedTuple):
    """How a text is written: how many of its sentences do what outside quotations, and without naming a source.

    attributed: share of the sentences that quote or name who says so
    advises: whether one of the last two sentences judges or advises
    """

    sentences: int
    attributed: float
    first_person: int
    judging: int
    advising: int
    reasoning: int
    asking: int
    advises: bool

    @property
    def weight(self) -> float:
        """Signs of the author's own view, a sentence. Of 359 news texts a quarter has .17 or more, a tenth .4."""
        signs = 3 * self.first_person + 2 * (self.judging + self.advising) + 1.5 * self.asking + self.reasoning
        return signs / max(1, self.sentences)

    def __str__(self) -> str:
        signs = {
            "speak in the first person": self.first_person,
            "judge": self.judging,
            "advise": self.advising,
            "reason": self.reasoning,
            "ask": self.asking,
        }
        seen = ", ".join(f"{number} {sign}" for sign, number in signs.items() if number)
        outside = f"outside quotations {seen}" if seen else "none outside quotations judges, advises or reasons"
        return f"of {self.sentences} sentences {self.attributed:.0%} name a source; {outside}"


def genre_of(
    text: str, lines: Sequence[Line], rulings: Sequence[Ruling], metadata: Sequence[MetadataField], words: PageWords
) -> tuple[Genre, str]:
    """A text, its page's lines and what they are -> the kind of writing, and why.

    Keeps: a word of a menu is no label; what nothing speaks against is a report
    """
    return _by_section(metadata) or _by_labels(lines, rulings, words) or _by_manner(text, words)


def _by_section(metadata: Sequence[MetadataField]) -> tuple[Genre, str] | None:
    for field in metadata:
        name = field.name.lower()
        if name in _SECTION_FIELDS:
            genre = _labelled(field.value)
            if genre:
                return genre, f"the page files it under '{field.value}'"
        elif name in {"record:url", "canonical", "og:url", "capture:url"}:
            for part in _folders(field.value):
                genre = _labelled(part)
                if genre:
                    return genre, f"its address has the folder '{part}'"
    return None


def _folders(url: str) -> list[str]:
    try:
        return urlsplit(url).path.split("/")[1:-1]
    except ValueError:
        return []


def _by_labels(lines: Sequence[Line], rulings: Sequence[Ruling], words: PageWords) -> tuple[Genre, str] | None:
    at = next((i for i, ruling in enumerate(rulings) if ruling.kind == "title"), None)
    if at is None:
        return None
    for pattern, genre in _TITLE_LABELS:
        if pattern.search(lines[at].plain):
            return genre, "its title says so"
    label = _label_above(lines[:at], rulings, words)
    for part in _CRUMBS.split(label):
        found = _labelled(part)
        if found:
            return found, f"the line '{label}' stands right above its title"
    for line, ruling in list(zip(lines, rulings, strict=True))[at + 1 : at + 6]:
        beside = ruling.kind == "byline" or (line.alone and line.words <= 4)
        if beside and _OPINION_BYLINE.search(line.plain):
            return "opinion", f"the line '{line.plain}' stands below its title"
    return None


def _label_above(above: Sequence[Line], rulings: Sequence[Ruling], words: PageWords) -> str:
    """The short line by itself that ends the lines above the title; "" if there is none, or if it ends a menu."""
    i = len(above) - 1
    while i >= 0 and (rulings[i].kind in {"byline", "dateline"} or above[i].symbols or words.find(above[i].plain)):
        i -= 1
    if i < 0 or not above[i].blank_before or above[i].bullet or above[i].indented or above[i].words > 6:
        return ""
    menu = i >= 2 and all(line.words <= 3 and line.alone for line in above[i - 2 : i])
    return "" if menu and above[i].repeats == 1 else above[i].plain


def _labelled(label: str) -> Genre | None:
    label = label.strip().replace("_", " ")
    return next((genre for pattern, genre in _LABELS if pattern.search(label)), None)


def _by_manner(text: str, words: PageWords) -> tuple[Genre, str]:
    text = text[:_MOST]
    if len(text.split()) < 30:
        return "other", "too short to tell"
    turns = _turns(text)
    if turns:
        return "interview", turns
    manner = _manner(text, words)
    if _is_opinion(manner):
        return "opinion", str(manner)
    subheads = sum(1 for _ in _asking_subheads(text))
    if subheads >= 2:
        return "analysis", f"{subheads} of its headings are questions"
    # Who names no source at all and judges now and then does not report, either.
    unsourced = manner.weight >= 0.25 and manner.attributed < 0.1 and manner.sentences >= 12
    if unsourced or (manner.weight >= 0.4 and manner.attributed < 0.4 and manner.sentences >= 6):
        return "analysis", str(manner)
    return "report", f"no label of another kind; {manner}"


def _is_opinion(manner: _Manner) -> bool:
    """Whether the author speaks for themself, or judges and advises to the end without naming sources."""
    own_voice = manner.first_person >= 2 and manner.weight >= 0.5 and manner.attributed < 0.6
    editorial = manner.advises and manner.advising + manner.judging >= 2 and manner.weight >= 0.4
    return own_voice or (editorial and manner.attributed < 0.25 and manner.sentences >= 8)


def _manner(text: str, words: PageWords) -> _Manner:
    parts = [part for part in _SENTENCE.split(_QUOTED.sub(_unquoted, text)) if part.count(" ") >= 2]
    sentences = [(part, words_of_sentence(part)) for part in parts]
    unquoted = [one for one in sentences if _MARK.strip() not in one[0]]
    own = [one for one in unquoted if not words.attribution.stand_in(*one)]
    ends = [one for one in sentences[-2:] if words.judgement.stand_in(*one) or words.advice.stand_in(*one)]
    return _Manner(
        sentences=len(sentences),
        attributed=1 - len(own) / max(1, len(sentences)),
        first_person=_count(words.first_person, unquoted),
        judging=sum("!" in one[0] or words.judgement.stand_in(*one) for one in own),
        advising=_count(words.advice, own),
        reasoning=_count(words.reasoning, own),
        asking=sum(part.rstrip().endswith("?") for part, _ in own),
        advises=any(one in own for one in ends),
    )


def _unquoted(quotation: re.Match[str]) -> str:
    return _MARK if quotation.group().count(" ") + 1 >= _FEW_WORDS else " "


def _count(phrases: Phrases, sentences: Sequence[tuple[str, list[str]]]) -> int:
    return sum(phrases.stand_in(*one) for one in sentences)


def _asking_subheads(text: str) -> Iterator[str]:
    """Short paragraphs that ask something and are answered by a paragraph."""
    paragraphs = text.split("\n\n")
    for paragraph, below in pairwise(paragraphs[1:]):
        asks = paragraph.endswith("?") and paragraph.count(" ") < 15 and "\n" not in paragraph
        if asks and paragraph[0] not in "\"“‘'" and len(below.split()) >= 15:
            yield paragraph


def _turns(text: str) -> str:
    """Why a text is a conversation: speakers take turns, and one of them asks. "" if it is none."""
    turns = [(match.group(1), match.group(2).rstrip()) for match in _TURN.finditer(text)]
    often = {who for who, _ in turns if sum(other == who for other, _ in turns[:400]) >= 3}
    asked = sum(said.endswith("?") for who, said in turns if who in often)
    spoken = [who for who, _ in turns if who in often]
    changes = sum(one != other for one, other in pairwise(spoken))
    if 2 <= len(often) <= 6 and asked >= 2 and changes >= 4 and len(spoken) * 150 > len(text.split()):
        return f"{len(spoken)} paragraphs begin with a speaker's name or Q and A, and {asked} of them ask"
    return ""
