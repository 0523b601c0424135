"""ingest: files -> documents, originals, failures."""

from __future__ import annotations

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.ingest.read import read_document
from sayso.tables import (
    Failure,
    Failures,
    Inputs,
    LocalDocument,
    LocalDocuments,
    Original,
    Originals,
    Reading,
    Readings,
)

__all__ = ["ingest", "read_document"]


def ingest(
    inputs: Inputs, settings: IngestSettings = IngestSettings()
) -> tuple[LocalDocuments, Originals, Readings, Failures]:
    """The bytes of files -> what they say, decoded.

    Shape: Inputs[n] -> LocalDocuments[d], Originals[d], Readings[r], Failures[f] with r + f = n, d <= r
    Keeps: the same bytes under two names are one document with two readings; every input gives a reading or a failure
    """
    documents: dict[str, LocalDocument] = {}
    originals: dict[str, Original] = {}
    readings: list[Reading] = []
    failures: list[Failure] = []
    for given in inputs.rows():
        try:
            document = read_document(given.content, given.source, settings)
        except InputError as error:
            failures.append(Failure(given.source, "ingest", _sentence(error.reason), _sentence(error.mend)))
            continue
        documents[document.doc_id] = document
        originals[document.sha256] = Original(document.sha256, document.media_type, given.content)
        readings.append(Reading(given.source, document.doc_id))
    return (
        LocalDocuments.of(documents.values()),
        Originals.of(originals.values()),
        Readings.of(readings),
        Failures.of(failures),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
