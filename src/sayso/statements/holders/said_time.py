"""When something was said: the time expression that hangs on the cue, not on the content."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.lookup import Placed
from sayso.statements.tree import is_under
from sayso.tables import LocalTime


class SaidTimes:
    """The time expressions of a document."""

    def __init__(self, times: Iterable[LocalTime]) -> None:
        self._rows = Placed((Span(row.start, row.end), row) for row in times if row.timex_type in {"DATE", "TIME"})

    def of(self, one: Attribution, quoted: Placed[None]) -> str | None:
        """An attribution, the quotations -> the time_id of the expression that says when it was said, if one does."""
        if one.cue is None or one.cue.pos_ not in {"VERB", "AUX", "NOUN"}:
            return None
        sentence = Span(one.cue.sent.start_char, one.cue.sent.end_char)
        for span, row in self._rows.overlapping(sentence):
            if not sentence.contains(span) or any(part.overlaps(span) for part in one.parts):
                continue
            if one.source_span is not None and one.source_span.overlaps(span):
                continue
            if quoted.at(span.start) and not quoted.at(one.cue.idx):
                continue
            word = one.cue.doc.char_span(row.start, row.end, alignment_mode="expand")
            if word is not None and is_under(word.root, one.cue):
                return row.time_id
        return None
