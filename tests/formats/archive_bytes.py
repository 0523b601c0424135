"""Archives for tests, made in memory."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats import LeftOut, Part, unpack

Files = Iterable[tuple[str, bytes]]

SMALL = replace(IngestSettings(), max_bytes=200_000, max_unpacked=1_000_000, max_files=50)


def zip_of(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Files -> a zip archive; the same name twice is allowed."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def streamed_zip_of(files: Files) -> bytes:
    """Files -> a zip archive written without going back: the sizes stand behind each file."""
    made = _OneWay()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return bytes(made.written)


class _OneWay(io.RawIOBase):
    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.written += piece
        return len(piece)


def tar_of(
    files: Files, mode: Literal["w", "w:gz", "w:bz2", "w:xz"] = "w", more: Iterable[tarfile.TarInfo] = ()
) -> bytes:
    """Files, and entries without content -> a tar archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in files:
            archive.addfile(tar_entry(name, size=len(content)), io.BytesIO(content))
        for entry in more:
            archive.addfile(entry)
    return made.getvalue()


def tar_entry(name: str, **stated: Any) -> tarfile.TarInfo:
    """An entry of a tar archive that states these things of itself."""
    entry = tarfile.TarInfo(name)
    for what, value in stated.items():
        setattr(entry, what, value)
    return entry


class Unpacked:
    """What an input gave, by kind."""

    def __init__(self, content: bytes, name: str = "input", settings: IngestSettings = SMALL) -> None:
        found = list(unpack(io.BytesIO(content), name, settings))
        self.parts = [one for one in found if isinstance(one, Part)]
        self.left_out = {one.name: one.reason for one in found if isinstance(one, LeftOut)}
        self.errors = [one for one in found if isinstance(one, InputError)]

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The documents, as names and bytes."""
        return [(part.name, part.content) for part in self.parts]

    @property
    def error(self) -> InputError:
        """The one error."""
        (error,) = self.errors
        return error
