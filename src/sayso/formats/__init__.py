"""formats: the bytes of files -> the documents in them, and the words of each.

`unpack` finds the documents in an input (an archive, a feed, a mail with attachments ... or the input itself);
`read_page` takes one document's words out of their wrapping. Neither touches a disk: streams and bytes come in.
"""

from __future__ import annotations

from sayso.formats.page import Page
from sayso.formats.parts import LeftOut, Part
from sayso.formats.read import markup_of, read_page
from sayso.formats.unpack import unpack

__all__ = ["LeftOut", "Page", "Part", "markup_of", "read_page", "unpack"]
