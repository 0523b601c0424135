"""A mail -> its words, and the documents attached to it; a page saved as MHTML -> its markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sayso.errors import InputError
from sayso.formats.encoding import Decoded
from sayso.formats.mail import mime
from sayso.formats.mail.wrapped import unbroken, unflowed
from sayso.formats.page import Page
from sayso.formats.titled import titled_markup, titled_text, without_tags
from sayso.tables import MetadataField

_SHOWN = frozenset({"text/plain", "text/html"})
_NO_DOCUMENTS = re.compile(
    r"image/|audio/|video/|font/|multipart/|text/(?:calendar|x?-?vcard|directory|css|rfc822-headers)|application/(?:ics|(?:x-)?pkcs7-|pgp-)"
    r"|message/(?:delivery-status|disposition-notification|global-delivery-status|partial|external-body)"
)
"""Kinds of parts that are no documents: pictures, appointments, cards, signatures, receipts."""
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>|(https?://[^<>\s]+)")
_LIST_NAME = re.compile(r'^\s*"?(?P<name>[^<>"]*[^<>"\s])"?\s*<')


def read_mail(content: bytes, source: str) -> Page:
    """A mail's bytes -> its HTML, else its plain text, with the subject on top, and what its header says.

    Keeps:  quoted history, as it stands
    Raises: InputError if the message cannot be read at all
    """
    message = mime.message_of(content, source)
    shown = list(_shown(message))
    title = mime.header(message, "Subject")
    markup = any(mime.kind_of_part(part) == "text/html" for part in shown)
    texts = [_markup_of(part, source) if markup else _plain_of(part, source) for part in shown]
    body = "\n\n".join(text.text for text in texts)
    return Page(
        media_type="message/rfc822",
        encoding=next((text.encoding for text in texts), "utf-8"),
        text=titled_markup(title, body) if markup else titled_text(title, body),
        is_markup=markup,
        metadata=tuple(MetadataField(f"record:{name}", value) for name, value in _said(message) if value),
        detail="; ".join(
            dict.fromkeys([f"a mail, its {'HTML' if markup else 'plain'} text", *(t.detail for t in texts)])
        ),
    )


def mail_parts(content: bytes, source: str) -> Iterator[tuple[str, bytes]]:
    """A mail's bytes -> (name, bytes) of every file and message attached to it.

    Keeps:  not what is no document: pictures, signatures, appointments, cards, receipts
    Raises: InputError if the message cannot be read at all
    """
    message = mime.message_of(content, source)
    shown = {id(part) for part in _shown(message)}
    unread = {id(part) for part in _not_chosen(message)}
    number = 0
    for part in mime.leaves(message):
        kind = mime.kind_of_part(part)
        if id(part) in shown | unread or _NO_DOCUMENTS.match(kind):
            continue
        number += 1
        if kind == "message/rfc822":
            yield from _forwarded(part, number)
        elif own := mime.content_of(part):
            yield mime.filename(part) or f"attachment {number}", own


def read_mhtml(content: bytes, source: str) -> Page:
    """The bytes of a page saved as MHTML -> its markup, with where and when it was saved.

    Raises: InputError if it holds no page
    """
    message = mime.message_of(content, source)
    root = _root(message)
    if root is None:
        raise InputError(source, "the saved page holds no HTML", "save the page again")
    decoded = mime.text_of_part(root, source)
    address = mime.header(message, "Snapshot-Content-Location") or mime.header(root, "Content-Location")
    said = (
        ("url", address if address.startswith(("http://", "https://")) else ""),
        ("date", mime.header(message, "Date")),
    )
    return Page(
        media_type="multipart/related",
        encoding=decoded.encoding,
        text=decoded.text,
        is_markup=True,
        metadata=tuple(MetadataField(f"capture:{name}", value) for name, value in said if value),
        detail=f"a page that a browser saved as one file; {decoded.detail}",
    )


def _shown(part: mime.Part) -> Iterator[mime.Part]:
    """The parts that a reader sees as the message itself."""
    inner = mime.parts_in(part)
    kind = mime.kind_of_part(part)
    if kind == "message/rfc822":
        return
    if not inner:
        if kind in _SHOWN and not _is_attached(part):
            yield part
    elif kind == "multipart/alternative":
        choices = [list(_shown(one)) for one in inner]
        yield from _best(choices)
    elif kind == "multipart/related":
        yield from next((shown for one in inner if (shown := list(_shown(one)))), [])
    else:
        for one in inner:
            yield from _shown(one)


def _best(choices: list[list[mime.Part]]) -> list[mime.Part]:
    """Of several forms of one message the last with HTML, else the first that has anything."""
    marked_up = [shown for shown in choices if any(mime.kind_of_part(part) == "text/html" for part in shown)]
    return marked_up[-1] if marked_up else next((shown for shown in choices if shown), [])


def _not_chosen(message: mime.Part) -> Iterator[mime.Part]:
    """Other forms of the message itself, which are no attachments."""
    for part in message.walk():
        if mime.kind_of_part(part) == "multipart/alternative":
            yield from (one for one in mime.parts_in(part) if mime.kind_of_part(one).startswith("text/"))


def _is_attached(part: mime.Part) -> bool:
    return mime.disposition(part) == "attachment" or bool(mime.filename(part))


def _markup_of(part: mime.Part, source: str) -> Decoded:
    decoded = mime.text_of_part(part, source)
    if mime.kind_of_part(part) == "text/html":
        return decoded
    paragraphs = re.split(r"\n\s*\n", decoded.text.replace("\r\n", "\n"))
    markup = "\n".join(f"<p>{html.escape(one, quote=False)}</p>" for one in paragraphs if one.strip())
    return decoded._replace(text=markup.replace("\n\n", "\n"))


def _plain_of(part: mime.Part, source: str) -> Decoded:
    decoded = mime.text_of_part(part, source)
    if mime.parameter(part, "format").lower() == "flowed":
        text = unflowed(decoded.text, mime.parameter(part, "delsp").lower() == "yes")
        return decoded._replace(text=text, detail=f"{decoded.detail}; its soft line ends were taken out")
    text, width = unbroken(decoded.text)
    if not width:
        return decoded
    return decoded._replace(text=text, detail=f"{decoded.detail}; lines broken at {width} signs were joined")


def _said(message: mime.Part) -> Iterator[tuple[str, str]]:
    yield "title", mime.header(message, "Subject")
    yield "date", mime.header(message, "Date")
    yield "author", mime.sender(message)
    address = _ADDRESS.search(mime.header(message, "Archived-At"))
    yield "url", (address[1] or address[2]) if address else ""
    mailing_list = _LIST_NAME.match(mime.header(message, "List-Id"))
    yield "publisher", mailing_list["name"] if mailing_list else ""
    yield "language", mime.header(message, "Content-Language")


def _forwarded(part: mime.Part, number: int) -> Iterator[tuple[str, bytes]]:
    """A message in a message, as bytes of its own."""
    for inner in mime.parts_in(part)[:1]:
        try:
            own = inner.as_bytes()
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue
        yield f"{without_tags(mime.header(inner, 'Subject'))[:80] or f'message {number}'}.eml", own


def _root(message: mime.Part) -> mime.Part | None:
    """The part of a saved page that is the page itself."""
    pages = [part for part in mime.leaves(message) if mime.kind_of_part(part) in {"text/html", "application/xhtml+xml"}]
    start = mime.parameter(message, "start").strip("<> ")
    named = (part for part in pages if start and mime.header(part, "Content-ID").strip("<> ") == start)
    return next(named, next(iter(pages), None))
