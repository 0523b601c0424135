"""A file of mails one behind another (mbox) -> the mails."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]{1,200}\d{4}[^\n]{0,20}\n(?=[\w-]{1,80}:)")
"""The line before each mail: the sender and the day it came, behind a blank line and before a header."""


def mails_in(content: bytes) -> Iterator[tuple[str, bytes]]:
    """A mail's bytes or those of a mailbox -> ("mail 3", its bytes) each; one mail has the name ""."""
    starts = [found.start() for found in _BEGINNING.finditer(content)]
    if len(starts) < 2 or starts[0]:
        yield "", content
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(content)], strict=True), start=1):
        yield f"mail {number}", content[start:end]
