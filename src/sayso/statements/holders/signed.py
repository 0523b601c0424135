"""A quotation with a name set beneath it, after a dash -> said by whoever signs."""

from __future__ import annotations

import re

from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.quotations.marks import Quotation
from sayso.statements.readings import Reading
from sayso.statements.tree import top_of

_SIGNED = re.compile(
    r"\s{0,4}(?P<dash>[―—–]|--?)[ \t\xa0]{0,2}"
    r"(?P<name>[A-Z][^\W\d_]*[.'’-]?(?:[ \t\xa0'’-]{1,2}(?:[A-Z][^\W\d_]*\.?|de|del|van|von|bin|al|da|la|y)){1,5})"
    r"(?P<role>,[^\n.!?]{2,80}|[ \t]\([^()\n]{1,60}\))?[ \t\xa0.]*(?=\n|\Z)"
)


def signature(text: str, readings: list[Reading], quotation: Quotation) -> Attribution | None:
    """A quotation -> its attribution to the one who signs it ("― Ana Lind, teacher"), its content still empty."""
    found = _SIGNED.match(text, quotation.span.end)
    if found is None:
        return None
    name = Span(*found.span("name"))
    source = top_of([token for reading in readings for token in reading.inside((name,))])
    if source is None:
        return None
    return Attribution(
        cue=None, cue_span=Span(*found.span("dash")), source=source, source_span=name, head=source, parts=(),
        kind="say", certainty="certain", factive=False, negated=False, detail="the quotation is signed",
    )  # fmt: skip
