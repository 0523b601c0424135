"""status: who holds something, and how firmly, on cases written for it (format and conventions: status/README.md).

Sayso's answer to a case is the statement whose content is most like the marked one (at least half of the words of
either stand in both) among those of the right holder: the author, or a source that the marked words name. Where there
is none, the case is wrong in every figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bench.polnear import ALIKE, words
from bench.reported import span_of
from bench.score import f1, share
from bench.stating import Raw, state_texts
from bench.status_cases import Case, Labels, kappa, read_cases, read_labels
from sayso.language.knowledge import Knowledge
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import ChainLink, LocalStatement, Status

HERE = Path(__file__).with_name("status")
"""The cases lie in the repository."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case and the statement that answers it. told: whether any statement, whoever holds it, has its content."""

    case: Case
    told: bool
    answer: LocalStatement | None

    @property
    def status(self) -> str | None:
        """The status that the answer gives it."""
        return self.answer.status if self.answer is not None else None


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of the cases -> figures for each voice, and for "all"."""
    cases = list(read_cases(folder))
    said = state_texts((Raw(case.name, case.text) for case in cases), Knowledge())
    verdicts = [judge(case, stated.statements) for case, stated in zip(cases, said, strict=True)]
    parts: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        parts["author" if verdict.case.holder is None else "attributed"].append(verdict)
    figures = {part: figures_of(some) for part, some in sorted(parts.items())} | {"all": figures_of(verdicts)}
    if (folder / "labels_b.csv").is_file():
        ours, theirs = (read_labels(folder / f"labels_{reader}.csv") for reader in "ab")
        for part, some in {**parts, "all": verdicts}.items():
            figures[part]["kappa"] = kappa(ours, theirs, [one.case.name for one in some])
    return figures


def judge(case: Case, statements: Iterable[LocalStatement]) -> Verdict:
    """A case, the statements of its text -> the one that answers it."""
    wanted = words(case.text, case.content)
    alike: list[tuple[float, str, LocalStatement]] = []
    for row in statements:
        told = words(case.text, (Span(start, end) for start, end in row.parts))
        shared = len(told & wanted) / len(told | wanted) if told else 0.0
        if shared >= ALIKE:
            alike.append((-shared, row.statement_id, row))
    fitting = [row for _, _, row in sorted(alike, key=lambda one: one[:2]) if is_held_by(row, case)]
    return Verdict(case, bool(alike), fitting[0] if fitting else None)


def is_held_by(row: LocalStatement, case: Case) -> bool:
    """Whether a statement is of the voice and, if attributed, of the source that a case marks."""
    if case.holder is None or row.voice == "author":
        return case.holder is None and row.voice == "author"
    source = span_of(row.source_start, row.source_end)
    if source is not None and source.overlaps(case.holder):
        return True
    return bool(row.chain) and is_link(row.chain[-1], case.holder, case.text)


def is_link(link: ChainLink, wanted: Span, text: str) -> bool:
    """Whether a step of a chain is who the words of the text name: at the same place, or by a name that they share."""
    there = span_of(link.start, link.end)
    if there is not None and there.overlaps(wanted):
        return True
    return bool(_names(link.name) & _names(wanted.of(text)))


_NO_NAMES = frozenset({"the", "and", "for", "his", "her", "its", "their", "who", "unnamed", "new"})


def _names(words_of: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", plain_key(words_of)) if word not in _NO_NAMES}


def has_chain(row: LocalStatement, case: Case) -> bool:
    """Whether a statement's chain, without the document, is the marked one, step by step."""
    links = [link for link in row.chain if link.kind != "document"]
    return len(links) == len(case.chain) and all(
        is_link(link, wanted, case.text) for link, wanted in zip(links, case.chain, strict=True)
    )


def figures_of(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Verdicts -> figures, in percent of all cases; of the holder: of those whose content has been found at all."""
    told = [one for one in verdicts if one.told]
    figures = {
        "macro_f1": macro_f1([(one.case.labels.status, one.status) for one in verdicts]),
        "content_found": share(len(told), len(verdicts)),
        "holder_accuracy": share(sum(one.answer is not None for one in told), len(told)),
    }
    for name in Labels.__slots__:
        right = sum(
            one.answer is not None and getattr(one.answer, name) == getattr(one.case.labels, name) for one in verdicts
        )
        figures[f"{name}_accuracy"] = share(right, len(verdicts))
    stated = [one for one in verdicts if one.case.stated]
    for name, some in (("chain_accuracy", verdicts), ("stated_chain_accuracy", stated)):
        figures[name] = share(
            sum(one.answer is not None and has_chain(one.answer, one.case) for one in some), len(some)
        )
    return figures


def macro_f1(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Gold's status and the answer's, None where there is no answer -> mean F1 of the statuses, in percent.

    A status that gold never has is left out of the mean.
    """
    gold = Counter(wanted for wanted, _ in pairs)
    given = Counter(answer for _, answer in pairs)
    right = Counter(wanted for wanted, answer in pairs if wanted == answer)
    asked = [status for status in get_args(Status) if gold[status]]
    each = [f1(right[status], given[status], right[status], gold[status]) for status in asked]
    return round(sum(each) / len(each), 2) if each else 0.0
