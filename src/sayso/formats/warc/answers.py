"""An answer of a web server -> what it says of itself, and what it holds."""

from __future__ import annotations

import functools
import io
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.archives.account import Account, EndedError
from sayso.formats.archives.packed import GZIP_WINDOW, Brotli, Decompressor, Inflate, Unpacked
from sayso.formats.archives.streams import PIECE
from sayso.formats.encoding import looks_like_html
from sayso.formats.kinds import Kind, kind_of
from sayso.language.lexicons import read_word_list

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_LOOKED_FOR = frozenset({Kind.feed, Kind.html, Kind.pdf, Kind.mhtml})


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands before an answer's content, and where that begins.

    status:  "200 OK"
    headers: as warcio reads them
    """

    status: str
    headers: StatusAndHeaders
    content_at: int

    def stated(self, name: str) -> str:
        """What a header says; "" if it is not there."""
        return str(self.headers.get_header(name) or "").strip()


def answer_of(record: bytes) -> Answer | None:
    """The beginning of an answer -> what stands before its content; None if it does not begin like one."""
    head = record[:PIECE]
    if not head.startswith(b"HTTP/"):
        return None
    stream = io.BytesIO(head)
    headers = StatusAndHeadersParser(["HTTP/"], verify=False).parse(stream)
    return Answer(str(headers.statusline), headers, stream.tell())


def media_type(stated: str) -> str:
    """What a Content-Type header says, without its parameters."""
    return stated.partition(";")[0].strip().lower()


def charset(stated: str) -> str | None:
    """The charset that a Content-Type header names."""
    found = _CHARSET.search(stated)
    return found.group(1) if found else None


def why_no_page(kind: str, first: Callable[[], bytes]) -> str | None:
    """A media type, and what gives the first bytes -> what the content is; None if it is a page to read."""
    reading, words = _reading(kind)
    if reading == "page" or (reading == "look" and _begins_like_a_page(first())):
        return None
    return words


def body_of(answer: Answer | None, packed: bytes, source: str, settings: IngestSettings) -> tuple[bytes, str | None]:
    """An answer's content as it was sent -> the same unpacked, and what was wrong with it.

    Keeps:  what came before the break, if the content breaks off; what is said to be packed and is not
    Raises: InputError if it cannot be unpacked, or holds too much
    """
    if answer is None:
        return packed, None
    if "chunked" in answer.stated("Transfer-Encoding").lower():
        packed = ChunkedDataReader(io.BytesIO(packed)).read()
    broken = None
    for coding in reversed(answer.stated("Content-Encoding").lower().split(",")):
        make = _maker(coding.strip(), packed, source)
        if make is not None:
            packed, is_broken = _unpacked(make, packed, source, settings)
            broken = broken or ("its packed content breaks off, what came before was read" if is_broken else None)
    return packed, broken


def _maker(coding: str, packed: bytes, source: str) -> Callable[[], Decompressor] | None:
    """What unpacks a content coding; None if nothing has to be done."""
    if coding in {"gzip", "x-gzip"} and packed.startswith(b"\x1f\x8b"):
        return lambda: Inflate(GZIP_WINDOW)
    if coding == "deflate":
        # The standard means zlib's format; many servers send what is inside it.
        window = zlib.MAX_WBITS if packed[:1] == b"\x78" else -zlib.MAX_WBITS
        return lambda: Inflate(window)
    if coding == "br":
        return Brotli
    if coding == "zstd" and packed.startswith(b"\x28\xb5\x2f\xfd"):
        raise InputError(source, "the page is packed with Zstandard, which is not read", "save the page in another way")
    return None


def _unpacked(
    make: Callable[[], Decompressor], packed: bytes, source: str, settings: IngestSettings
) -> tuple[bytes, bool]:
    """Packed content -> what it holds, and whether it breaks off."""
    account = Account(source, len(packed), settings)
    reader = Unpacked(io.BytesIO(packed).read, make, "page", "", account, many=False)
    content = io.BytesIO()
    try:
        while piece := reader.read(PIECE):
            content.write(piece)
            if content.tell() > settings.max_bytes:
                reason = f"the page unpacks to more than {settings.max_bytes:,} bytes"
                raise InputError(source, reason, "leave it out")
    except EndedError:
        if not content.tell():
            # Programs that save pages unpack them, and often leave the header as it was.
            return packed, False
        return content.getvalue(), True
    return content.getvalue(), False


def _begins_like_a_page(first: bytes) -> bool:
    return kind_of(first) in _LOOKED_FOR or looks_like_html(first)


def _reading(kind: str) -> tuple[str, str]:
    known = _media_types()
    family = f"{kind.partition('/')[0]}/"
    if kind.endswith(("+xml", "/xml")) and kind not in known and family not in known:
        kind = "application/xml"
    return known.get(kind) or known.get(family) or ("not", f"of the kind {kind}, no page")


@functools.cache
def _media_types() -> Mapping[str, tuple[str, str]]:
    return {row["type"]: (row["reading"], row["words"]) for row in read_word_list("media_types")}
