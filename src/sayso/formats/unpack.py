"""An input -> the documents in it, each with its own bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats.archives.account import Account, EndedError, RefusedError
from sayso.formats.archives.cut_zips import cut_members, first_name
from sayso.formats.archives.members import Member, path_in
from sayso.formats.archives.office import office_by_first_name, office_of
from sayso.formats.archives.packed import MAKERS, unpacked
from sayso.formats.archives.streams import PIECE, flow, kept
from sayso.formats.archives.tars import tar_members
from sayso.formats.archives.wacz import is_web_archive, records_only
from sayso.formats.archives.zips import open_zip, zip_members
from sayso.formats.feeds.entries import feed_parts
from sayso.formats.kinds import HEAD, Kind, kind_of
from sayso.formats.mail.mailboxes import mails_in
from sayso.formats.mail.messages import mail_parts
from sayso.formats.names import legible, place_of
from sayso.formats.parts import LeftOut, Part
from sayso.formats.tables.rows import csv_parts, json_parts
from sayso.formats.warc.records import warc_parts

Found = Iterator[Part | LeftOut | InputError]

_ARCHIVES = frozenset({Kind.zip, Kind.tar, *MAKERS})
_LISTS = frozenset({Kind.warc, Kind.json_lines, Kind.csv})
"""Kinds that are read from the beginning to the end, whatever their size."""
_UNREAD = {
    b"7z": "a 7z archive",
    b"Rar": "a RAR archive",
    b"\x28\xb5": "a Zstandard file",
    b"file": "an ARC web archive",
}
"""What the archives that are not opened are called, by their first bytes."""


def unpack(stream: BinaryIO, name: str, settings: IngestSettings) -> Found:
    """An open stream that can be sought in, and the input's name -> every document in it.

    Shape: one Part a document, with its own bytes; one LeftOut for what is no page by its nature; one InputError for
           what cannot be read, its source the input's name and the path in it
    Units: no two have the same name; at most one document's bytes are in memory, and at most `max_bytes` of archives
           that lie in others
    Keeps: what is whole in an archive that is cut or damaged. What an archive says of itself beforehand may have it
           refused as a whole; what it kept quiet about ends it where it is found out
    """
    own = stream.seek(0, io.SEEK_END)
    visit = _Visit(Account(name, own, settings))
    try:
        yield from visit.whole(stream, "", name, 0)
    except InputError as error:
        yield _plain(error)
    yield from visit.not_opened()


class _Visit:
    """A way through one input, into the archives in it."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._limits = account.settings
        self._too_deep: list[str] = []
        self._refused: dict[str, list[RefusedError]] = {}

    def whole(self, stream: BinaryIO, path: str, name: str, depth: int) -> Found:
        """What a stream that can be sought in holds.

        path:  its path in the input
        name:  its name, whose end may say what it is
        depth: in how many archives it lies
        """
        stream.seek(0)
        kind = kind_of(stream.read(HEAD), name)
        stream.seek(0)
        if kind is Kind.zip:
            yield from self._zip(stream, path, depth)
        elif kind not in _ARCHIVES:
            yield from self._forward(flow(stream.read), path, name, depth)
        elif depth >= self._limits.max_depth:
            self._too_deep.append(path)
        elif kind is Kind.tar:
            members = tar_members(lambda: _again(stream), path, _size(stream), self._account)
            yield from self._members(members, path, depth)
        else:
            yield from self._packed(stream, kind, path, name, depth)

    def not_opened(self) -> Found:
        """The archives that lie too deep or hold too much, told of once: a bomb holds millions of them."""
        if self._too_deep:
            number = len(self._too_deep)
            those = "an archive lies" if number == 1 else f"{number:,} archives, this one first, lie"
            yield InputError(
                self._account.source(self._too_deep[0]),
                f"{those} in {self._limits.max_depth:,} others, too deep to be opened",
                "unpack the outer ones, or raise max_depth in the settings",
            )
        for alike in self._refused.values():
            first, others = alike[0], len(alike) - 1
            after = f"; {others:,} more {'was' if others == 1 else 'were'} not opened after it" if others else ""
            yield InputError(first.source, first.reason + after, first.mend)

    def _forward(self, stream: io.BufferedReader, path: str, name: str, depth: int) -> Found:
        """What a stream that only goes forward holds."""
        head = stream.peek(HEAD)[:HEAD]
        kind = kind_of(head, name)
        if kind is Kind.gzip and self._list_in(head, name):
            name = _unpacked_name(name)
            kind = self._list_in(head, name) or kind
            stream = unpacked(stream.read, Kind.gzip, path, self._account)
        if kind in _LISTS:
            yield from self._listed(stream, kind, path)
        elif kind in _ARCHIVES:
            held = self._held(stream, path)
            self._account.held += len(held)
            try:
                yield from self.whole(io.BytesIO(held), path, name, depth)
            finally:
                self._account.held -= len(held)
        else:
            yield from self._document(self._content(stream, path), kind, path, depth)

    def _list_in(self, head: bytes, name: str) -> Kind | None:
        """The kind of list that a gzip file holds, going by its first bytes; None if it is none."""
        kind = kind_of(_first_unpacked(head), _unpacked_name(name))
        return kind if kind in _LISTS else None

    def _zip(self, stream: BinaryIO, path: str, depth: int) -> Found:
        source = self._account.source(path)
        archive = open_zip(stream, source, self._account)
        office = office_of(archive) if archive else office_by_first_name(first_name(stream))
        if office and office.mend:
            raise InputError(source, f"the input is {office.what}, which is not read", office.mend)
        if office:
            yield Part(path, self._content(_again(stream), path))
        elif depth >= self._limits.max_depth:
            self._too_deep.append(path)
        elif archive is None:
            yield from self._members(cut_members(stream, path, self._account), path, depth)
        else:
            members = zip_members(archive, path, _size(stream), self._account)
            yield from self._members(records_only(members) if is_web_archive(archive) else members, path, depth)

    def _packed(self, stream: BinaryIO, kind: Kind, path: str, name: str, depth: int) -> Found:
        """What a single packed file holds; with a tar archive in it, the two are one."""

        def again() -> io.BufferedReader:
            return unpacked(_again(stream).read, kind, path, self._account)

        inner = again()
        if kind_of(inner.peek(HEAD)[:HEAD]) is Kind.tar:
            yield from self._members(tar_members(again, path, _size(stream), self._account), path, depth)
        else:
            yield from self._forward(inner, path, _unpacked_name(name), depth + 1)

    def _members(self, found: Iterable[Member | LeftOut | InputError], path: str, depth: int) -> Found:
        """What the members of the archive at a path hold."""
        number = 0
        try:
            for one in found:
                if isinstance(one, Member):
                    yield from self._member(one, depth + 1)
                    number += 1
                else:
                    yield one
        except EndedError as error:
            if error.path != path:
                raise
            yield InputError(error.source, f"{error.reason}, after {number:,} of its files", error.mend)

    def _member(self, member: Member, depth: int) -> Found:
        """What a member holds; an error is its own, unless something that it lies in has ended."""
        try:
            yield from self._forward(member.stream, member.path, member.name, depth)
        except InputError as error:
            if isinstance(error, EndedError) and error.path != member.path:
                raise
            if isinstance(error, RefusedError):
                self._refused.setdefault(error.mend, []).append(error)
            else:
                yield _plain(error)

    def _listed(self, stream: io.BufferedReader, kind: Kind, path: str) -> Found:
        source = self._account.source(path)
        if kind is Kind.warc:
            yield from warc_parts(stream, path, self._account)
            return
        rows = json_parts if kind is Kind.json_lines else csv_parts
        for row in rows(kept(stream, source), source, self._limits):
            yield row if isinstance(row, InputError) else Part(path_in(path, row[0]), row[1])

    def _document(self, content: bytes, kind: Kind, path: str, depth: int) -> Found:
        source = self._account.source(path)
        if kind is Kind.unread:
            what = next((what for start, what in _UNREAD.items() if content.startswith(start)), str(kind))
            raise InputError(source, f"the input is {what}, which is not opened", "unpack it, and give that")
        if kind is Kind.feed:
            for name, entry in feed_parts(content, source):
                yield Part(path_in(path, legible(name)), entry)
            return
        if kind is not Kind.mail:
            yield Part(path, content)
            return
        for name, mail in mails_in(content):
            yield Part(path_in(path, name) if name else path, mail)
            yield from self._attachments(mail, path_in(path, name) if name else path, depth)

    def _attachments(self, content: bytes, path: str, depth: int) -> Found:
        for name, attached in mail_parts(content, self._account.source(path)):
            place = place_of(name) or ("attachment",)
            member = Member(
                self._account.fresh(path_in(path, legible(place[-1]))), name, flow(io.BytesIO(attached).read)
            )
            if depth >= self._limits.max_depth:
                self._too_deep.append(member.path)
            else:
                yield from self._member(member, depth + 1)

    def _content(self, stream: BinaryIO, path: str) -> bytes:
        """All of a stream; an error if it is too much for one document."""
        most = self._limits.max_bytes
        content = _at_most(stream, most)
        if content is None:
            source = self._account.source(path)
            raise InputError(source, f"the input has more than {most:,} bytes", "split it into pages, one file a page")
        return content

    def _held(self, stream: BinaryIO, path: str) -> bytes:
        """All of an archive that lies in another, so that it can be sought in."""
        content = _at_most(stream, self._limits.max_bytes - self._account.held)
        if content is None:
            source = self._account.source(path)
            raise InputError(
                source, "the archive is too large to be opened inside another", "unpack the outer one first"
            )
        return content


def _plain(error: InputError) -> InputError:
    return InputError(error.source, error.reason, error.mend)


def _at_most(stream: BinaryIO, most: int) -> bytes | None:
    """All of a stream; None if it has more bytes than that."""
    content = io.BytesIO()
    while piece := stream.read(PIECE):
        if content.tell() + len(piece) > most:
            return None
        content.write(piece)
    return content.getvalue()


def _again(stream: BinaryIO) -> BinaryIO:
    stream.seek(0)
    return stream


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, io.SEEK_END)


def _first_unpacked(head: bytes) -> bytes:
    """The first bytes of what a gzip file holds, going by its own first bytes; none if they are damaged."""
    try:
        return MAKERS[Kind.gzip]().decompress(head, HEAD)
    except zlib.error:
        return b""


def _unpacked_name(name: str) -> str:
    """The name of a packed file -> that of what it holds."""
    return name.rpartition(".")[0] or name
