"""Web archives that are zips (WACZ): records of what a crawler fetched, and what helps a program to show them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from sayso.errors import InputError
from sayso.formats.archives.members import Member
from sayso.formats.parts import LeftOut

_RECORDS = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")


def is_web_archive(archive: zipfile.ZipFile) -> bool:
    """Whether a zip archive is a web archive."""
    names = [info.filename for info in archive.filelist]
    return "datapackage.json" in names and any(_RECORDS.fullmatch(name) for name in names)


def records_only(members: Iterable[Member | LeftOut | InputError]) -> Iterator[Member | LeftOut | InputError]:
    """The members of a web archive, without what only helps to show it."""
    for one in members:
        if isinstance(one, Member) and not _RECORDS.fullmatch(one.name):
            yield LeftOut(one.path, "an index, a log or a list of a web archive (WACZ), not its pages")
        else:
            yield one
