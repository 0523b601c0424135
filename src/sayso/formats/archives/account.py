"""What the unpacking of one input has taken so far, held against the limits; an error that ends an archive."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.config import IngestSettings
from sayso.errors import InputError

TRUST = "unpack it yourself if you trust it, and give the folder"
"""The mend for what is refused out of caution."""


class RefusedError(InputError):
    """An archive is refused as a whole, out of caution: it holds too many files or bytes."""


class EndedError(InputError):
    """An archive breaks off: what was whole in it has been given, nothing after can be.

    path: the archive's path in the input; "" for the input itself
    """

    def __init__(self, source: str, reason: str, mend: str, path: str) -> None:
        super().__init__(source, reason, mend)
        self.path = path


@dataclass(slots=True)
class Account:
    """One input, and what its unpacking has taken so far.

    name:     the input's name
    own:      its own bytes
    files:    how many files were found in archives
    unpacked: how many bytes came out of decompression
    held:     how many bytes of archives inside it lie in memory
    names:    the paths that are taken, and the last number that was put behind each
    """

    name: str
    own: int
    settings: IngestSettings
    files: int = 0
    unpacked: int = 0
    held: int = 0
    names: dict[str, int] = field(default_factory=dict)

    def source(self, path: str) -> str:
        """A path in the input -> how errors name it."""
        return f"{self.name}/{path}" if path else self.name

    def fresh(self, path: str) -> str:
        """A path -> the same, with a number behind it if it is taken; from now on it is."""
        free, number = path, self.names.get(path, 1)
        while free in self.names:
            number += 1
            free = f"{path} ({number})"
        self.names[path] = number
        self.names[free] = 1
        return free

    def count_bytes(self, size: int) -> None:
        """Raises: EndedError, of the whole input, once more came out of it than it may hold"""
        self.unpacked += size
        if self.is_bomb(self.unpacked, self.own):
            raise EndedError(self.name, f"it unpacks to more than {self.unpacked:,} bytes, as bombs do", TRUST, "")

    def count_files(self, number: int, source: str) -> None:
        """Raises: RefusedError if an archive's files are too many, together with those found before"""
        if self.files + number > self.settings.max_files:
            raise RefusedError(
                source,
                f"the archive holds more than {self.settings.max_files:,} files"
                + (", together with what lies before it" if self.files else ""),
                "split it, or raise max_files in the settings",
            )
        self.files += number

    def refuse_bomb(self, total: int, own: int, source: str) -> None:
        """Raises: RefusedError if an archive of `own` bytes says that it holds `total`, and that is too much"""
        if self.is_bomb(total, own):
            times = f"{total // max(own, 1):,} times its own"
            raise RefusedError(source, f"the archive unpacks to {total:,} bytes, {times}, as bombs do", TRUST)

    def is_bomb(self, total: int, own: int) -> bool:
        """Whether so many bytes are too many to come out of so many."""
        return total > self.settings.max_unpacked and total > self.settings.max_ratio * own
