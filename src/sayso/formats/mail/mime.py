"""The bytes of a mail or a saved page -> its parts; headers as words, however they were written."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from typing import TypeAlias

from sayso.errors import InputError
from sayso.formats.encoding import Decoded, decode

Part: TypeAlias = "Message[str, str]"

_LONGEST_SENDER = 500
_NAMED_SENDER = re.compile(r'[\s"]*([^"<>]*[^"<>\s])[\s"]*<[^<>]*>|<([^<>]+)>|[^\s()]+@[^\s()]+\s+\(([^()]+)\)')
""" "Ann Example" <ann@news.example>, <ann@news.example>, ann@news.example (Ann Example)"""
_LONGEST_HEADER = 10_000
"""A longer header is cut: reading one takes time that grows with its square."""

_DEEPEST = 50
"""Parts in parts: forwarded messages reach five or six."""
_MEND = "save the message again"


class _AsWritten(Compat32):
    """Headers as they stand in the bytes, without a say of the library in what they mean.

    The library's newer policies read headers as they are fetched, and stop at some that are broken.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002, the library calls it so
        return value


def message_of(content: bytes, source: str) -> Part:
    """Bytes -> the message.

    Raises: InputError if it is nested too deep to be read
    """
    try:
        message = message_from_bytes(content.lstrip(), policy=_AsWritten())
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(source, "the message is damaged, or nested too deep", _MEND) from error
    level = [message]
    for _ in range(_DEEPEST):
        level = [inner for part in level for inner in parts_in(part)]
        if not level:
            return message
    raise InputError(source, f"the message is nested more than {_DEEPEST} deep", _MEND)


def header(part: Part, name: str) -> str:
    """A header's words on one line; "" if it is not there."""
    raw = str(part.get(name) or "")
    try:
        chunks = decode_header(_decoded(raw.encode("utf-8", errors="surrogateescape"), ""))
    except (HeaderParseError, binascii.Error, ValueError):
        chunks = [(raw.encode("utf-8", errors="surrogateescape"), None)]
    words = (chunk if isinstance(chunk, str) else _decoded(chunk, charset or "") for chunk, charset in chunks)
    return " ".join("".join(words).split())


def sender(part: Part) -> str:
    """The name in a From header, else its address."""
    stated = header(part, "From")[:_LONGEST_SENDER]
    found = _NAMED_SENDER.match(stated)
    return next((words for words in (found.groups() if found else ()) if words), stated).strip()


def kind_of_part(part: Part) -> str:
    """A part's content type in small letters, "text/html"."""
    return str(part.get_content_type())


def filename(part: Part) -> str:
    """The name that a part has as a file, without folders; "" if it has none."""
    try:
        stated = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""
    words = _decoded(stated.encode("utf-8", errors="surrogateescape"), "")
    try:
        pieces = [
            piece if isinstance(piece, str) else _decoded(piece, name or "") for piece, name in decode_header(words)
        ]
    except (HeaderParseError, binascii.Error, ValueError):
        pieces = [words]
    return " ".join("".join(pieces).replace("\\", "/").rpartition("/")[2].split())


def disposition(part: Part) -> str:
    """ "attachment", "inline" or ""."""
    return str(part.get("Content-Disposition") or "").partition(";")[0].strip().lower()


def parameter(part: Part, name: str) -> str:
    """A parameter of the content type: charset, start, format; "" if it is not there."""
    try:
        value = part.get_param(name)
    except (ValueError, LookupError, TypeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "").strip()


def content_of(part: Part) -> bytes:
    """A leaf's own bytes, out of base64 or quoted-printable."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def text_of_part(part: Part, source: str) -> Decoded:
    """A leaf of text, decoded: its own mark, UTF-8, the charset it states, else what its bytes look like.

    Raises: InputError if no encoding reads it
    """
    return decode(content_of(part), source, kind_of_part(part) == "text/html", parameter(part, "charset"))


def parts_in(part: Part) -> list[Part]:
    """The parts of a multipart, the message in a forwarded one; none of a leaf."""
    if not kind_of_part(part).startswith(("multipart/", "message/rfc822")):
        return []
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def leaves(part: Part) -> Iterator[Part]:
    """Every part that holds no others, in order; a forwarded message is one."""
    inner = [] if kind_of_part(part) == "message/rfc822" else parts_in(part)
    if not inner:
        yield part
    for one in inner:
        yield from leaves(one)


def _decoded(words: bytes, charset: str) -> str:
    try:
        return words.decode(charset or "utf-8")
    except (UnicodeError, LookupError, ValueError):
        pass
    try:
        return words.decode("utf-8")
    except UnicodeDecodeError:
        return words.decode("cp1252", errors="replace")
