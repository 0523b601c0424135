"""The errors of Sayso.

SaysoError
├── UsageError      the call is wrong; exit code 2
├── InputError      one input cannot be read; the rest goes on
├── DossierError    a dossier file cannot be opened, is locked or is not one
├── TableError      a row breaks its table's promise (a fault of ours, never of the pile)
│   └── SpanError   a span does not slice back to its text
└── VerifyError     what is stored is not what was written

Every message says what is wrong, where, and what mends it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Anything that Sayso itself refuses."""


class UsageError(SaysoError):
    """The call is wrong: an argument, a path, a format."""


class InputError(SaysoError):
    """One input cannot be read."""

    def __init__(self, source: str, reason: str, mend: str) -> None:
        super().__init__(f"{source}: {reason}; {mend}")
        self.source = source
        self.reason = reason
        self.mend = mend

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return InputError, (self.source, self.reason, self.mend)


class DossierError(SaysoError):
    """A dossier file cannot be opened, is locked by another build, or is not a dossier."""


class TableError(SaysoError):
    """A row breaks its table's promise."""


class SpanError(TableError):
    """A span does not slice back to its text."""


class VerifyError(SaysoError):
    """What is stored is not what was written."""
