"""coref: who is meant by names, nouns and pronouns, against GUM's entities.

Two questions are asked of the same mentions (protocol: the benchmark folder's README):

- naming: of gold's pronouns and common nouns for persons, organisations and places whose chain holds a proper name, how
  many get an entity that bears one of the chain's names? `baseline_` is what the nearest name before of the same kind
  would give, with gold's mentions and their kinds known.
- conll: do mentions of one entity form one chain? Mean F1 of MUC, B-cubed and CEAF over chains of two or more, mentions
  found by Sayso. `conll_who_f1` leaves out what Sayso marks no mentions of: events, objects, times, thoughts.

Gold marks no relative pronouns ("who"), nor "himself" after a name: what Sayso says of them is not counted.

An answer's mention is gold's when its head is one of gold's minimal words ("Kim" of "North Korean leader Kim Jong Un").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.chains import ChainTally, chains_of
from bench.gum import GoldDocument, GoldMention, documents
from bench.score import f1, share
from sayso.annotate.annotate import annotate
from sayso.ids import doc_id_of
from sayso.language.knowledge import Knowledge
from sayso.language.names import NameLists
from sayso.language.parse import Parses, parse_texts
from sayso.language.wording import plain_key
from sayso.tables import Block, Blocks, LocalMention, Referent, Text, Texts

NAMED = frozenset({"person", "organization", "place"})
"""Kinds of what gold marks that Sayso gives names to."""

_UNMARKED = frozenset({"who", "whom", "whose", "himself", "herself", "itself", "themselves"})

_KINDS = {"country": "place", "group": "organization", "organisation": "organization"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A mention of Sayso's: where its head begins, and whom it means."""

    mention: LocalMention
    head: int
    referents: tuple[Referent, ...]

    @property
    def kind(self) -> str:
        """Its kind in gold's words."""
        return _KINDS.get(self.mention.kind, self.mention.kind)


@dataclass(slots=True)
class Tally:
    """What was counted over some documents."""

    gold: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    chains: ChainTally = field(default_factory=ChainTally)
    named_chains: ChainTally = field(default_factory=ChainTally)

    def add(self, other: Tally) -> None:
        """The counts of further documents."""
        for mine, theirs in (
            (self.gold, other.gold),
            (self.answers, other.answers),
            (self.right, other.right),
            (self.chains.counts, other.chains.counts),
            (self.named_chains.counts, other.named_chains.counts),
        ):
            mine.update(theirs)

    def figures(self) -> dict[str, float]:
        """The counts as the benchmark's keys, in percent."""
        return {
            "naming_f1": self._f1(""),
            "naming_precision": share(self.right[""], self.answers[""]),
            "naming_recall": share(self.right[""], self.gold[""]),
            "pronoun_f1": self._f1("pronoun"),
            "noun_f1": self._f1("noun"),
            "baseline_naming_f1": self._f1("baseline"),
            "baseline_precision": share(self.right["baseline"], self.answers["baseline"]),
            "conll_f1": self.chains.conll(),
            "conll_who_f1": self.named_chains.conll(),
        }

    def _f1(self, what: str) -> float:
        return f1(self.right[what], self.answers[what], self.right[what], self.gold[what])


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> figures for each genre, for "all" of it and for "news"."""
    knowledge = Knowledge()
    tallies: dict[str, Tally] = {}
    whole = Tally()
    for document in documents(folder):
        tally = count(document, answers(document, knowledge), knowledge.names)
        tallies.setdefault(document.genre, Tally()).add(tally)
        whole.add(tally)
    return {genre: tally.figures() for genre, tally in sorted(tallies.items())} | {"all": whole.figures()}


def answers(document: GoldDocument, knowledge: Knowledge) -> list[Answer]:
    """A document -> what the product's stages say of its mentions."""
    texts, blocks = tables(document)
    return read_answers(texts, blocks, parse_texts(texts, blocks), knowledge)


def tables(document: GoldDocument) -> tuple[Texts, Blocks]:
    """A document -> its text and blocks, as they would come from a page."""
    doc_id = doc_id_of(document.name.encode())
    text = Text(doc_id, document.text, None, None, None, (), "en", "report", "bench/1", "as given")
    return Texts.of([text]), Blocks.of(_blocks(doc_id, document))


def _blocks(doc_id: str, document: GoldDocument) -> Iterator[Block]:
    for span in document.paragraphs:
        kind = "title" if span in document.headings and span.start == 0 else "body"
        yield Block(doc_id, *span, *span, kind, True, "bench/1", "a paragraph")  # type: ignore[arg-type]


def read_answers(texts: Texts, blocks: Blocks, parses: Parses, knowledge: Knowledge) -> list[Answer]:
    """The tables of one document -> its mentions with their heads, in order."""
    _, mentions, referents, _, _ = annotate(texts, blocks, parses, knowledge.names, knowledge.gazetteer)
    by_id = {row.referent_id: row for row in referents.rows()}
    found = []
    for row in mentions.rows():
        words = parses[row.doc_id].char_span(row.start, row.end, alignment_mode="expand")
        head = words.root.idx if words is not None and len(words) else row.start
        found.append(Answer(row, max(head, row.start), tuple(by_id[key] for key in row.referent_ids)))
    return sorted(found, key=lambda answer: (answer.mention.start, answer.mention.end))


def count(document: GoldDocument, given: Sequence[Answer], lists: NameLists) -> Tally:
    """Gold and answers of one document -> counts."""
    tally = Tally()
    matches = match(document.mentions, given)
    names = _names_by_chain(document.mentions)
    named_by = _referents_by_chain(matches)
    for gold in document.mentions:
        if not _is_asked(gold):
            continue
        named = gold.chain in names
        answer = matches.get(gold)
        if named:
            tally.gold.update(["", gold.form, "baseline"])
        if answer is not None and _names_somebody(answer):
            right = named and any(_is_right(gold, referent, names, named_by, lists) for referent in answer.referents)
            tally.answers.update(["", gold.form])
            tally.right.update(["", gold.form] if right else [])
        nearest = _nearest_name(gold, given)
        if nearest is not None:
            right = named and any(_is_right(gold, referent, names, named_by, lists) for referent in nearest.referents)
            tally.answers["baseline"] += 1
            tally.right["baseline"] += right
    for answer in _unmatched(given, matches):
        tally.answers.update(["", answer.mention.form] if _names_somebody(answer) else [])
    _count_chains(tally, document, given, matches)
    return tally


def match(gold: Iterable[GoldMention], given: Sequence[Answer]) -> dict[GoldMention, Answer]:
    """Gold's mentions -> the answer whose head is one of their minimal words; each answer is one mention's at most."""
    by_head: dict[int, list[GoldMention]] = {}
    for mention in gold:
        for head in mention.heads:
            by_head.setdefault(head, []).append(mention)
    found: dict[GoldMention, Answer] = {}
    for answer in sorted(given, key=lambda one: (one.mention.form != "name", one.mention.start - one.mention.end)):
        near = sorted(by_head.get(answer.head, ()), key=lambda one: one.span.end - one.span.start)
        fitting = next((one for one in near if one not in found), None)
        if fitting is not None:
            found[fitting] = answer
    return found


def _unmatched(given: Sequence[Answer], matches: dict[GoldMention, Answer]) -> Iterator[Answer]:
    """Answers about what gold does not ask: other kinds of things, or no mention at all.

    "The ambassador" of "the ambassador, Ana Orlova" is no mention of its own where gold takes both together.
    """
    asked = {answer.mention.mention_id for gold, answer in matches.items() if _is_asked(gold)}
    names = {answer.mention.mention_id for gold, answer in matches.items() if gold.form == "name"}
    marked = {answer.mention.mention_id for answer in matches.values()}
    named = [(gold.span, answer.referents) for gold, answer in matches.items() if gold.form == "name"]
    for answer in given:
        unmarked = answer.mention.text.lower() in _UNMARKED and answer.mention.mention_id not in marked
        beside = any(span.start <= answer.head < span.end and answer.referents == meant for span, meant in named)
        if (
            answer.mention.form != "name"
            and answer.mention.mention_id not in asked | names
            and not (unmarked or beside)
        ):
            yield answer


def _is_asked(gold: GoldMention) -> bool:
    return gold.etype in NAMED and gold.form in ("noun", "pronoun")


def _names_somebody(answer: Answer) -> bool:
    """Whether an answer's words mean somebody by another's name.

    "The Canadian government" holds the name that it gets, and one known by role alone has none.
    """
    if answer.mention.form == "name" or len(answer.referents) != 1:
        return False
    (referent,) = answer.referents
    own = plain_key(answer.mention.text)
    named = referent.known_as is not None or not _by_role(referent)
    return named and not any(re.search(rf"\b{re.escape(plain_key(name))}", own) for name in referent.names)


def _by_role(referent: Referent) -> bool:
    return any(f"{role} of " in referent.name or f"{role}s of " in referent.name for role in referent.roles)


def _names_by_chain(mentions: Iterable[GoldMention]) -> dict[int, set[str]]:
    """Chain -> the proper names in it, whole and by their minimal words, plain."""
    names: dict[int, set[str]] = {}
    for mention in mentions:
        if mention.form == "name":
            words = re.finditer(r"\S+", mention.text)
            minimal = " ".join(w.group() for w in words if mention.span.start + w.start() in mention.heads)
            names.setdefault(mention.chain, set()).update({_bare(mention.text), _bare(minimal)} - {""})
    return names


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", plain_key(re.sub(r"['’]s?$", "", name.strip(" ,.;:()[]\"'“”‘’"))))


def _referents_by_chain(matches: dict[GoldMention, Answer]) -> dict[int, set[str]]:
    """Chain -> the referents that Sayso gives its proper names."""
    found: dict[int, set[str]] = {}
    for gold, answer in matches.items():
        if gold.form == "name" and answer.mention.form == "name":
            found.setdefault(gold.chain, set()).update(referent.referent_id for referent in answer.referents)
    return found


def _is_right(
    gold: GoldMention, referent: Referent, names: dict[int, set[str]], named_by: dict[int, set[str]], lists: NameLists
) -> bool:
    """Whether a referent bears one of the chain's names; of a person the surname is enough."""
    wanted = names[gold.chain]
    known = lists.known.get(referent.known_as or "")
    own = {_bare(name) for name in (referent.name, *referent.names, *((known.name,) if known is not None else ()))}
    if own & wanted or referent.referent_id in named_by.get(gold.chain, ()):
        return True
    surnames = {name.split()[-1] for name in wanted if name}
    return referent.kind == "person" and any(name and name.split()[-1] in surnames for name in own)


def _nearest_name(gold: GoldMention, given: Sequence[Answer]) -> Answer | None:
    """The name before a mention that is nearest to it and of its kind; a state counts as both kinds."""
    before = [
        one
        for one in given
        if one.mention.form == "name" and one.mention.end <= gold.span.start and len(one.referents) == 1
        and (one.kind == gold.etype or (one.mention.kind == "country" and gold.etype != "person"))
    ]  # fmt: skip
    return before[-1] if before else None


def _count_chains(
    tally: Tally, document: GoldDocument, given: Sequence[Answer], matches: dict[GoldMention, Answer]
) -> None:
    gold_of = {answer.mention.mention_id: gold for gold, answer in matches.items()}
    members = [
        (gold_of.get(one.mention.mention_id, one.mention.mention_id), one.mention.referent_ids)
        for one in given
        if one.referents
    ]
    gold = [(mention, mention.chain) for mention in document.mentions]
    tally.chains.add(chains_of(gold), chains_of(members))
    named = [(mention, chain) for mention, chain in gold if mention.etype in NAMED]
    who = [(one, meant) for one, meant in members if not isinstance(one, GoldMention) or one.etype in NAMED]
    tally.named_chains.add(chains_of(named), chains_of(who))
