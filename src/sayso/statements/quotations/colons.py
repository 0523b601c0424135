"""A name and a colon before what is said, outside transcripts: "Mayor: Bridge will open by May"."""

from __future__ import annotations

from collections.abc import Collection

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.readings import Reading
from sayso.statements.tree import tidy, tokens_span

MAX_NAME = 8
"""Words before a colon that can be a name."""


def attribute_colons(text: str, reading: Reading, holders: Collection[int], cues: CueLists) -> None:
    """ "Mayor: Bridge will open by May": a name and a colon at the head of a sentence -> the rest is said by it."""
    for at, token in enumerate(reading.tokens[:MAX_NAME]):
        if token.text != ":" or at == 0 or reading.tokens[at - 1].i not in holders:
            continue
        if reading.tokens[0].lower_ in cues.cited["label"]:
            return
        parts = tidy(text, [Span(token.idx + 1, reading.span.end)])
        name = tokens_span(reading.tokens[:at])
        last = reading.tokens[at - 1]
        verbs = any(word.pos_ in {"VERB", "AUX"} for word in reading.tokens[:at])
        if not parts or verbs or any(one.source is not None and one.source.i == last.i for one in reading.found):
            return
        head = reading.head_of(parts[0]) or last
        made = Attribution(
            cue=token, cue_span=Span(token.idx, token.idx + 1), source=last, source_span=name, head=head, parts=parts,
            kind="say", certainty="certain", factive=False, negated=False, detail="a name and a colon before it",
        )  # fmt: skip
        reading.found.insert(0, made)
        return
