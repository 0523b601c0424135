"""A web archive (WARC) -> the pages in it, a record each; a record -> its page."""

from __future__ import annotations

import io
from collections.abc import Iterator

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.archives.account import Account, EndedError
from sayso.formats.archives.members import path_in
from sayso.formats.archives.streams import PIECE
from sayso.formats.feeds.entries import feed_parts
from sayso.formats.kinds import HEAD, Kind, kind_of
from sayso.formats.names import legible, visible
from sayso.formats.page import Page
from sayso.formats.parts import LeftOut, Part
from sayso.formats.warc.answers import Answer, answer_of, body_of, charset, media_type, why_no_page
from sayso.formats.warc.headers import END, CutError, Record, exactly, next_record
from sayso.tables import MetadataField

_WITH_PAGES = frozenset({"response", "resource", "conversion"})
_OTHERS = {
    "warcinfo": "what the crawler says of the archive",
    "request": "a request, not an answer",
    "metadata": "what the crawler noted of a page",
    "revisit": "an answer that was the same as before",
    "continuation": "a further piece of a record",
}
_FETCHED = ("http:", "https:", "ftp:", "ftps:", "file:")


def warc_parts(stream: io.BufferedReader, path: str, account: Account) -> Iterator[Part | LeftOut | InputError]:
    """A web archive that is read once -> its pages, each with its whole record as its bytes; feeds as their entries.

    Keeps:  the record as it stands, but for the ends of its header's lines, so that it gives the same bytes when it is
            an archive by itself
    Raises: EndedError, after the last whole record, if the archive is cut
    """
    number, is_lost = 0, False
    try:
        while True:
            record, skipped = next_record(stream)
            if skipped and not is_lost:
                source = account.source(path_in(path, f"after {number}"))
                reason = f"{skipped:,} bytes that belong to no record were not read"
                yield InputError(source, reason, "make or fetch the archive again")
            if record is None:
                return
            name = path_in(path, legible(f"{number + 1} {record.url}".rstrip()))
            yield from _found(stream, record, name, account)
            is_lost = record.length is None
            number += 1
    except CutError:
        reason = f"the web archive is cut off in the middle, after {number:,} whole records"
        raise EndedError(account.source(path), reason, "fetch it again, whole", path) from None
    except EndedError as error:
        if error.path != path:
            raise
        reason = f"{error.reason}, after {number:,} whole records"
        raise EndedError(error.source, reason, error.mend, path) from error


def read_warc_record(content: bytes, source: str, settings: IngestSettings) -> Page:
    """A record's bytes -> the page that was saved in it, and of which address and when.

    Raises: InputError if there is no page in it
    """
    from sayso.formats.read import read_page  # It reads records by this function.

    stream = io.BytesIO(content)
    try:
        record, _ = next_record(stream)
    except CutError:
        record = None
    if record is None or record.length is None:
        raise InputError(source, "the record of a web archive is damaged", "fetch the archive again")
    block = stream.read(record.length)
    answer = answer_of(block) if record.kind == "response" else None
    body, broken = body_of(answer, block[answer.content_at :] if answer else block, source, settings)
    if not body.strip():
        raise InputError(source, "the saved page is empty", "leave it out")
    if kind_of(body[:HEAD]) is Kind.warc:
        raise InputError(source, "a web archive lies in the record of another", "unpack the outer one, and give that")
    page = read_page(body, source, settings, charset(_content_type(record, answer)))
    return Page(
        media_type="application/warc",
        encoding=page.encoding,
        text=page.text,
        is_markup=page.is_markup,
        metadata=(*_said(record, answer), *page.metadata),
        detail="; ".join(filter(None, ["saved by a crawler", broken, page.detail])),
    )


def _said(record: Record, answer: Answer | None) -> Iterator[MetadataField]:
    said = {
        "capture:url": record.url,
        "capture:date": record.stated("WARC-Date"),
        "http:last-modified": answer.stated("Last-Modified") if answer else "",
    }
    return (MetadataField(name, visible(value)) for name, value in said.items() if value)


def _found(
    stream: io.BufferedReader, record: Record, name: str, account: Account
) -> Iterator[Part | LeftOut | InputError]:
    """What a record gives; afterwards the stream stands behind its content."""
    settings = account.settings
    if record.length is None:
        yield InputError(account.source(name), "the record does not say how long it is", "make the archive again")
        return
    head = exactly(stream, min(record.length, PIECE))
    rest = record.length - len(head)
    why = _why_no_page(record, head, settings)
    if why or len(record.lines) + record.length + 2 * len(END) > settings.max_bytes:
        while rest:
            rest -= len(exactly(stream, min(rest, PIECE)))
        reason, mend = f"the record has more than {settings.max_bytes:,} bytes", "raise max_bytes in the settings"
        yield LeftOut(name, why) if why else InputError(account.source(name), reason, mend)
        return
    content = io.BytesIO()
    content.write(record.lines + END + head)
    while rest:
        rest -= content.write(exactly(stream, min(rest, PIECE)))
    content.write(END)
    yield from _given(content.getvalue(), head, record, name, account)


def _given(
    content: bytes, head: bytes, record: Record, name: str, account: Account
) -> Iterator[Part | LeftOut | InputError]:
    """A record with a page -> the page; one with a feed -> its entries, which stand alone."""
    answer = answer_of(head) if record.kind == "response" else None
    if kind_of(_first_bytes(answer, head, account.settings)) is not Kind.feed:
        yield Part(name, content)
        return
    source = account.source(name)
    try:
        at = len(record.lines) + len(END) + (answer.content_at if answer else 0)
        feed, _ = body_of(answer, content[at : -len(END)], source, account.settings)
        for entry, entry_content in feed_parts(feed, source):
            yield Part(path_in(name, legible(entry)), entry_content)
    except InputError as error:
        yield InputError(source, error.reason, error.mend)


def _why_no_page(record: Record, head: bytes, settings: IngestSettings) -> str | None:
    """A record and the first bytes of its content -> what it is if it is no page."""
    if record.kind not in _WITH_PAGES:
        return _OTHERS.get(record.kind, f"a record of the type {legible(record.kind) or 'unknown'}")
    if record.url and not record.url.lower().startswith(_FETCHED):
        return "made by the crawler, not fetched"
    if record.url.partition("?")[0].endswith("/robots.txt"):
        return "instructions to crawlers (robots.txt)"
    answer = answer_of(head) if record.kind == "response" else None
    if record.kind == "response" and answer is None:
        return "not the answer of a web server"
    if answer and not answer.status.startswith("200"):
        return f"an answer with the status {legible(answer.status)[:40] or 'unknown'}"
    if not head[answer.content_at if answer else 0 :].strip() and len(head) == record.length:
        return "an empty answer"
    stated = media_type(_content_type(record, answer))
    return why_no_page(stated, lambda: _first_bytes(answer, head, settings))


def _content_type(record: Record, answer: Answer | None) -> str:
    return answer.stated("Content-Type") if answer else record.stated("Content-Type")


def _first_bytes(answer: Answer | None, head: bytes, settings: IngestSettings) -> bytes:
    """The first bytes of a page, out of their packing."""
    try:
        return body_of(answer, head[answer.content_at :] if answer else head, "", settings)[0][:HEAD]
    except InputError:
        return b""
