"""Paths -> the files to read, and what cannot be read, with the reason.

Folders are walked in sorted order. Names that begin with a dot are left out of folders (a file given by its own name is
read whatever its name). A link to a folder is followed once; a folder reached a second time is not read again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import InputError
from sayso.run.layout import APPLICATION_ID

BESIDE = ("", "-wal", "-shm", "-journal", ".lock")
"""Endings of the files that the dossier being written consists of."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read.

    path:   absolute, as the system names it
    source: as seen from the folder that was given; the file's name if it was given itself
    named:  whether it was given itself
    """

    path: str
    source: str
    named: bool


@dataclass(slots=True)
class Found:
    """What a walk gave: files by path, errors by path, how many hidden names were left out."""

    files: dict[str, FoundFile] = field(default_factory=dict)
    errors: dict[str, InputError] = field(default_factory=dict)
    hidden: int = 0

    def add(self, file: FoundFile) -> None:
        """Keeps one file a path, under the longest source: the same whatever the order of what was given."""
        known = self.files.get(file.path, file)
        source = max(known.source, file.source, key=lambda source: (len(source), source))
        self.files[file.path] = FoundFile(file.path, source, known.named or file.named)


def find_inputs(paths: Iterable[Path], into: Path) -> Found:
    """Files and folders -> every file in them, apart from the dossier `into` that is being written."""
    found = Found()
    own = frozenset(f"{into.absolute()}{ending}" for ending in BESIDE)
    for path in sorted({str(path.absolute()) for path in paths}):
        try:
            mode = Path(path).stat().st_mode
        except OSError as error:
            found.errors[path] = _unreadable(Path(path).name, error)
            continue
        if stat.S_ISDIR(mode):
            _walk(path, own, found)
        else:
            _take(path, FoundFile(path, legible_path(Path(path).name), named=True), mode, found)
    return found


def read_bytes(file: FoundFile, max_bytes: int) -> bytes:
    """A file -> its bytes.

    Raises: InputError if it is too large, is a dossier, or cannot be read
    """
    try:
        with Path(file.path).open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except OSError as error:
        raise _unreadable(file.source, error) from error
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
        for entry in _entries(folder, root, found):
            if entry.name.startswith("."):
                found.hidden += 1
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_symlink() and Path(entry.path).is_dir():
                links.append(entry.path)
            elif entry.path not in own:
                _take_entry(entry, root, found)


def _enter(folder: str, root: str, seen: set[tuple[int, int]], found: Found) -> bool:
    """Whether a folder is to be read; a link that leads back to a folder around it is an error, said once."""
    try:
        status = Path(folder).stat()
    except OSError as error:
        found.errors[folder] = _unreadable(_source(folder, root), error)
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
        found.errors[folder] = _unreadable(_source(folder, root), error)


def _take_entry(entry: os.DirEntry[str], root: str, found: Found) -> None:
    source = _source(entry.path, root)
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        found.errors[entry.path] = _unreadable(source, error)
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


def _unreadable(source: str, error: OSError) -> InputError:
    source = legible_path(source)
    if isinstance(error, FileNotFoundError):
        return InputError(source, "the path is not there", "give a path that exists")
    if isinstance(error, PermissionError):
        return InputError(source, "you are not allowed to read the input", "give yourself the right to read it")
    reason = (error.strerror or type(error).__name__).lower()
    return InputError(source, f"the system cannot read the input ({reason})", "check the disk and the path")
