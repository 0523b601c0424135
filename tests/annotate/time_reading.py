"""Texts -> their times, as the stages read them."""

from __future__ import annotations

import functools

from sayso.annotate.resolve import resolve
from sayso.annotate.times.find import find_times
from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.tables import DocumentDate, DocumentDates, LocalTime, LocalTimes, TimeValue

DOC = "0" * 16


@functools.cache
def local_times(text: str) -> LocalTimes:
    """A text -> its time expressions, checked against it."""
    parse = parse_text(text, [])
    sentences = [Span(sentence.start_char, sentence.end_char) for sentence in parse.sents]
    times = LocalTimes.of(find_times(DOC, text, parse, sentences))
    return times.check({DOC: text})


def dated(earliest: str | None, latest: str | None) -> DocumentDates:
    """The interval in which the text was published."""
    return DocumentDates.of([DocumentDate(DOC, earliest, latest, "metadata", "redate/1", "as given")])


def read(text: str, earliest: str | None, latest: str | None) -> dict[str, tuple[LocalTime, TimeValue]]:
    """A text and when it was published -> the words of each time expression, its row and its value."""
    times = local_times(text)
    values = {row.time_id: row for row in resolve(times, dated(earliest, latest)).check().rows()}
    return {row.text: (row, values[row.time_id]) for row in times.rows()}
