"""Paths -> the files to read, and what cannot be read, with the reason.

Folders are walked in sorted order. Names that begin with a dot are left out of folders (a file given by its own name is
read whatever its name), and so are pictures, scripts and styles, and the folders of them that browsers save beside a
page. A link to a folder is followed once; a folder reached a second time is not read again; a link that leads out of
what was given is not followed, since whoever made the pile may have put it there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.formats import LeftOut
from sayso.formats.names import left_out
from sayso.ids import ID_LENGTH
from sayso.run.layout import APPLICATION_ID

BESIDE = ("", "-wal", "-shm", "-journal", ".lock")
"""Endings of the files that the dossier being written consists of."""

_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read.

    path:   absolute, as the system names it
    source: as seen from the folder that was given; the file's name if it was given itself
    named:  whether it was given itself
    lies:   where its bytes lie, if not at its path: what came by standard input lies in a file of its own
    """

    path: str
    source: str
    named: bool
    lies: str | None = None

    @property
    def bytes_at(self) -> str:
        """The path to open."""
        return self.lies or self.path


@dataclass(slots=True)
class Found:
    """What a walk gave, each by its path: files, errors, what was left out of folders.

    roots: the folders that were given, as the system resolves them
    """

    files: dict[str, FoundFile] = field(default_factory=dict)
    errors: dict[str, InputError] = field(default_factory=dict)
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    roots: tuple[Path, ...] = ()

    def add(self, file: FoundFile) -> None:
        """Keeps one file a path, under the longest source: the same whatever the order of what was given."""
        known = self.files.get(file.path, file)
        source = max(known.source, file.source, key=lambda source: (len(source), source))
        self.files[file.path] = replace(file, source=source, named=known.named or file.named)

    def leads_out(self, link: str) -> bool:
        """Whether a link leads out of every folder that was given."""
        target = Path(link).resolve()
        return not any(target.is_relative_to(root) for root in self.roots)


def find_inputs(paths: Iterable[Path], into: Path) -> Found:
    """Files and folders -> every file in them, apart from the dossier `into` that is being written."""
    given = sorted({str(path.absolute()) for path in paths})
    found = Found(roots=tuple(Path(path).resolve() for path in given if _is_folder(path)))
    own = frozenset(f"{into.absolute()}{ending}" for ending in BESIDE)
    for path in given:
        try:
            mode = Path(path).stat().st_mode
        except OSError as error:
            found.errors[path] = unreadable(Path(path).name, error)
            continue
        if stat.S_ISDIR(mode):
            _walk(path, own, found)
        else:
            _take(path, FoundFile(path, legible_path(Path(path).name), named=True), mode, found)
    return found


@dataclass(frozen=True, slots=True)
class StandardInput:
    """What comes by standard input, or by any other stream.

    name: what it would be called as a file; its end may tell what it is, as ".csv" does
    """

    stream: BinaryIO
    name: str = ""


@contextmanager
def kept_in_file(given: StandardInput | None, found: Found) -> Iterator[None]:
    """What comes by a stream, in a file for as long as it is needed, added to what was found.

    Keeps: its path is made of its bytes, so that one stream's page does not replace another's
    """
    if given is None:
        yield
        return
    with tempfile.NamedTemporaryFile(prefix="sayso-") as file:
        shutil.copyfileobj(given.stream, file)
        file.flush()
        path = f"stdin:{sha256_of_file(file.name)[:ID_LENGTH]}"
        found.add(FoundFile(path, given.name or "standard input", named=True, lies=file.name))
        yield


def sha256_of_file(path: str) -> str:
    """The hash of a file of any size. Raises: OSError"""
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_bytes(file: FoundFile, max_bytes: int) -> bytes:
    """A file -> its bytes.

    Raises: InputError if it is too large, is a dossier, or cannot be read
    """
    try:
        with Path(file.bytes_at).open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except OSError as error:
        raise unreadable(file.source, error) from error
    if len(content) > max_bytes:
        raise InputError(
            file.source, f"the input has more than {max_bytes:,} bytes", "split it into pages, one file a page"
        )
    if is_dossier(content[:100]):
        raise InputError(file.source, "the input is a dossier, not a page", "give the pages that it was built from")
    return content


def is_dossier(head: bytes) -> bool:
    """Whether a file's first 100 bytes are those of a dossier."""
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def legible_path(path: str) -> str:
    """A path as the system gives it -> the same in plain Unicode; bytes that are no text as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _walk(root: str, own: frozenset[str], found: Found) -> None:
    seen: set[tuple[int, int]] = set()
    folders, links = [root], list[str]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        if not _enter(folder, root, seen, found):
            continue
        entries = list(_entries(folder, root, found))
        beside = {name.rpartition(".")[0] for entry in entries if (name := entry.name).lower().endswith(_PAGES)}
        for entry in entries:
            last = "" if _is_folder(entry.path) else entry.name
            why = left_out((entry.name, last)) or _is_of_page(entry, beside)
            if why:
                found.left_out[entry.path] = LeftOut(_source(entry.path, root), why)
            elif entry.is_symlink() and _is_there(entry.path) and found.leads_out(entry.path):
                found.errors[entry.path] = InputError(
                    _source(entry.path, root),
                    "the link leads out of the given folder",
                    "give its target itself",
                )
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_symlink() and _is_folder(entry.path):
                links.append(entry.path)
            elif entry.path not in own:
                _take_entry(entry, root, found)


def _is_there(path: str) -> bool:
    """Whether something is at a path, as far as we may know; pathlib raises where we may not look."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def _is_folder(path: str) -> bool:
    """Whether a folder, or a link to one, is at a path, as far as we may know."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _is_of_page(entry: os.DirEntry[str], pages: set[str]) -> str | None:
    """Why a folder that a browser saved beside a page is left out: "Ferry_files" beside "Ferry.html"."""
    stem, mark, rest = entry.name.rpartition("_files")
    is_folder = mark and not rest and stem in pages and entry.is_dir(follow_symlinks=False)
    return "the pictures, scripts and styles that a browser saved beside a page" if is_folder else None


def _enter(folder: str, root: str, seen: set[tuple[int, int]], found: Found) -> bool:
    """Whether a folder is to be read; a link that leads back to a folder around it is an error, said once."""
    try:
        status = Path(folder).stat()
    except OSError as error:
        found.errors[folder] = unreadable(_source(folder, root), error)
        return False
    if (status.st_dev, status.st_ino) not in seen:
        seen.add((status.st_dev, status.st_ino))
        return True
    link = Path(folder)
    if link.is_symlink() and link.parent.resolve().is_relative_to(link.resolve()):
        found.errors[folder] = InputError(
            _source(folder, root), "the folder is a link to a folder that it lies in", "take the link away"
        )
    return False


def _entries(folder: str, root: str, found: Found) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        found.errors[folder] = unreadable(_source(folder, root), error)


def _take_entry(entry: os.DirEntry[str], root: str, found: Found) -> None:
    source = _source(entry.path, root)
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        found.errors[entry.path] = unreadable(source, error)
        return
    _take(entry.path, FoundFile(entry.path, source, named=False), mode, found)


def _take(path: str, file: FoundFile, mode: int, found: Found) -> None:
    if stat.S_ISREG(mode):
        found.add(file)
    else:
        found.errors[path] = InputError(
            file.source, "the input is not a file but a pipe, socket or device", "save what it gives as a file"
        )


def _source(path: str, root: str) -> str:
    return legible_path(os.path.relpath(path, root)).replace(os.sep, "/")


def unreadable(source: str, error: OSError) -> InputError:
    """What the system says of an input -> what we say of it."""
    source = legible_path(source)
    if isinstance(error, FileNotFoundError):
        return InputError(source, "the path is not there", "give a path that exists")
    if isinstance(error, PermissionError):
        return InputError(source, "you are not allowed to read the input", "give yourself the right to read it")
    reason = (error.strerror or type(error).__name__).lower()
    return InputError(source, f"the system cannot read the input ({reason})", "check the disk and the path")
