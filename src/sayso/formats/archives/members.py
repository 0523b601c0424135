"""What archives of every kind hold: members, and what is to be said of their names."""

from __future__ import annotations

from dataclasses import dataclass
from io import BufferedReader

from sayso.errors import InputError
from sayso.formats.archives.account import Account
from sayso.formats.names import left_out, legible, place_of
from sayso.formats.parts import LeftOut


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    path:   its path in the input; no two have the same
    name:   its name as the archive states it
    stream: its bytes, to be read before the next member is asked for
    """

    path: str
    name: str
    stream: BufferedReader


def named(name: str, inside: str, account: Account) -> str | LeftOut | InputError:
    """A name in the archive at the path `inside` -> its path in the input, or why what it names is not read."""
    place = place_of(name)
    if place is None or not place:
        source = account.source(account.fresh(path_in(inside, legible(name))))
        return InputError(
            source,
            "the entry names a place outside the archive, so it is not read",
            "give it a name inside the archive",
        )
    path = account.fresh(path_in(inside, legible("/".join(place))))
    why = left_out(place)
    return LeftOut(path, why) if why else path


def linked(path: str, name: str, target: str, account: Account) -> LeftOut | InputError:
    """A link in an archive, from the folder of `name` to `target` -> why it is not read."""
    folder, _, _ = name.replace("\\", "/").rpartition("/")
    if target.startswith(("/", "\\")) or place_of(f"{folder}/{target}" if folder else target) is None:
        return InputError(
            account.source(path),
            f"the entry is a link that leads out of the archive, to {legible(target)}",
            "put the file itself into the archive",
        )
    return LeftOut(path, f"a link to {legible(target)}, which is read under its own name")


def path_in(inside: str, name: str) -> str:
    """The path of what has this name in what has that path."""
    return f"{inside}/{name}" if inside else name
