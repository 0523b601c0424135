"""polnear: who is said to have said what, against PolNeAR (protocol: the benchmark folder's README).

- relation: content, greedily matched to gold's by the share of words that stand in both (Jaccard, at least half); F1.
  `relation_source` also wants a word of the source in both, or no source in either.
- other_sentence: relations whose source stands in a sentence (as Sayso cuts them) with no part of the content.
- source, cue, content: exact spans in CofeNet's cut of the same texts; see `cofenet.py`.

Gold's guidelines: "we only annotate the outermost attribution, and ignore the nested". So do the figures, but for
`with_nested`, where every answer counts, and those inside others are wrong by rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import cofenet
from bench.brat import Relation, documents
from bench.reported import answered, outermost
from bench.score import f1, share
from bench.stating import Raw, state_texts
from sayso.language.knowledge import Knowledge
from sayso.spans import Span

ALIKE = 0.5
"""Share of words, of those in either content, that must stand in both."""

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """What was counted over some documents. far: of relations whose source stands in another sentence."""

    gold: int = 0
    answers: int = 0
    same_content: int = 0
    same_source: int = 0
    far_gold: int = 0
    far_answers: int = 0
    far_gold_hit: int = 0
    far_answers_right: int = 0

    def add(self, other: Tally) -> None:
        """The counts of further documents."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def relation_f1(self) -> float:
        """F1 of relations with the same content, in percent."""
        return f1(self.same_content, self.answers, self.same_content, self.gold)

    def relation_source_f1(self) -> float:
        """F1 of relations with the same content and source, in percent."""
        return f1(self.same_source, self.answers, self.same_source, self.gold)

    def figures(self) -> dict[str, float]:
        """The counts as the benchmark's keys, in percent."""
        return {
            "relation_f1": self.relation_f1(),
            "relation_precision": share(self.same_content, self.answers),
            "relation_recall": share(self.same_content, self.gold),
            "relation_source_f1": self.relation_source_f1(),
            "other_sentence_precision": share(self.far_answers_right, self.far_answers),
            "other_sentence_recall": share(self.far_gold_hit, self.far_gold),
        }


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> figures for each publisher, and for "all" of them."""
    knowledge = Knowledge()
    outer: dict[str, Tally] = defaultdict(Tally)
    every: dict[str, Tally] = defaultdict(Tally)
    gold = list(documents(folder))
    said = state_texts((Raw(page.name, page.text, titled=True) for page in gold), knowledge)
    for page, stated in zip(gold, said, strict=True):
        given = answered(stated.statements)
        for part in (publisher(page.name), "all"):
            outer[part].add(count(page.text, page.relations, outermost(given), stated.sentences))
            every[part].add(count(page.text, page.relations, given, stated.sentences))
    exact = cofenet.measure(folder / "cofenet.txt.gz", knowledge, publisher)
    return {
        part: tally.figures()
        | exact[part]
        | {
            "with_nested_f1": every[part].relation_f1(),
            "with_nested_source_f1": every[part].relation_source_f1(),
        }
        for part, tally in sorted(outer.items())
    }


def publisher(name: str) -> str:
    """The name of a document -> who published it."""
    return name.partition("_")[0]


def count(text: str, gold: Sequence[Relation], given: Sequence[Relation], sentences: Sequence[Span]) -> Tally:
    """Gold and answers of one document -> counts."""
    pairs = match(text, given, gold)
    sourced = [(one, other) for one, other in pairs if shares_source(text, one, other)]
    return Tally(
        gold=len(gold),
        answers=len(given),
        same_content=len(pairs),
        same_source=len(sourced),
        far_gold=sum(is_far(one, sentences) for one in gold),
        far_answers=sum(is_far(one, sentences) for one in given),
        far_gold_hit=sum(is_far(other, sentences) for _, other in sourced),
        far_answers_right=sum(is_far(one, sentences) for one, _ in sourced),
    )


def match(text: str, given: Sequence[Relation], gold: Sequence[Relation]) -> list[tuple[Relation, Relation]]:
    """Answers[n], gold[m] -> pairs of them, the most alike first; each is in one pair at most."""
    ours = [words(text, one.content) for one in given]
    theirs = [words(text, one.content) for one in gold]
    alike = [
        (-len(mine & other) / len(mine | other), answer, wanted)
        for answer, mine in enumerate(ours)
        for wanted, other in enumerate(theirs)
        if mine & other and len(mine & other) >= ALIKE * len(mine | other)
    ]
    pairs: dict[int, int] = {}
    for _, answer, wanted in sorted(alike):
        if answer not in pairs and wanted not in pairs.values():
            pairs[answer] = wanted
    return [(given[answer], gold[wanted]) for answer, wanted in pairs.items()]


def shares_source(text: str, one: Relation, other: Relation) -> bool:
    """Whether a word names the source in both, or neither names one."""
    ours, theirs = words(text, one.source), words(text, other.source)
    return bool(ours & theirs) or not (ours or theirs)


def words(text: str, parts: Iterable[Span]) -> frozenset[int]:
    """Pieces of a text -> where the words in them begin."""
    return frozenset(part.start + word.start() for part in parts for word in _WORD.finditer(part.of(text)))


def is_far(relation: Relation, sentences: Sequence[Span]) -> bool:
    """Whether the source stands in a sentence that holds no part of the content."""
    ours, theirs = _sentences_of(relation.source, sentences), _sentences_of(relation.content, sentences)
    return bool(ours and theirs) and not ours & theirs


def _sentences_of(parts: Iterable[Span], sentences: Sequence[Span]) -> set[Span]:
    return {sentence for part in parts for sentence in sentences if sentence.overlaps(part)}
