"""Containers: files that hold many documents, and what was found in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from sayso.formats.kinds import CONTAINERS, HEAD, kind_of
from sayso.ids import content_id
from sayso.run.documents import Stopped
from sayso.run.inputs import FoundFile
from sayso.run.plan import Plan
from sayso.run.writing import Writer


@dataclass(frozen=True, slots=True)
class FoundPart:
    """What one part of a container gave: a document, or why there is none.

    name:    its path in the container; "" for the container's own
    doc_id:  the document
    stopped: why it could not be read; None with no document: it was left out, and `why` says as what
    """

    name: str
    doc_id: str | None
    stopped: Stopped | None = None
    why: str | None = None


@dataclass(slots=True)
class Container:
    """A container that is being read.

    files:   where its bytes lie
    waiting: how many of its parts have no answer yet
    ended:   whether all of its parts have been found
    whole:   whether every one of them was read or refused, none stopped for want of time or memory
    """

    sha256: str
    kind: str
    files: list[FoundFile]
    parts: int = 0
    waiting: int = 0
    ended: bool = False
    whole: bool = True


@dataclass(slots=True)
class Shelf:
    """The containers of a dossier: what was in each, noted part by part."""

    writer: Writer
    plan: Plan
    open: dict[tuple[str, str], Container] = field(default_factory=dict)

    @property
    def _read_by(self) -> str:
        columns = self.plan.settings.ingest.columns
        return f"{self.plan.fingerprint} {content_id('columns', columns) if columns else ''}"

    def known(self, sha256: str, kind: str) -> list[FoundPart] | None:
        """What a container gave when it was read to its end; None if it was not, or by another version.

        Keeps: what columns were said to mean before, where nothing is said of them now
        """
        rows = self.writer.ask("SELECT read_by FROM sayso_containers WHERE sha256 = ? AND kind = ?", sha256, kind)
        unsaid = not self.plan.settings.ingest.columns
        if not any(row == self._read_by or (unsaid and row.startswith(self._read_by)) for (row,) in rows):
            return None
        return list(self.parts_of(sha256, kind))

    def parts_of(self, sha256: str, kind: str) -> Iterator[FoundPart]:
        """What is noted of a container's parts, in their order."""
        sql = "SELECT name, doc_id, error, detail FROM sayso_parts WHERE sha256 = ? AND kind = ? ORDER BY place"
        for name, doc_id, error, detail in self.writer.ask(sql, sha256, kind):
            stopped = Stopped("ingest", error, detail) if error else None
            yield FoundPart(name, doc_id, stopped, None if error else detail)

    def begin(self, sha256: str, kind: str, file: FoundFile) -> Container:
        """A container that is to be read; what is noted of it from before is forgotten."""
        with self.writer.transaction():
            for table in ("sayso_containers", "sayso_parts"):
                self.writer.run(f"DELETE FROM {table} WHERE sha256 = ? AND kind = ?", sha256, kind)
        container = Container(sha256, kind, [file])
        self.open[sha256, kind] = container
        return container

    def note(self, container: Container, part: FoundPart, place: int) -> None:
        """Notes what a part gave; inside a transaction."""
        container.whole = container.whole and not (part.stopped and part.stopped.again)
        error = part.stopped.error if part.stopped else None
        detail = part.stopped.detail if part.stopped else part.why
        self.writer.run(
            "INSERT OR REPLACE INTO sayso_parts VALUES (?, ?, ?, ?, ?, ?, ?)",
            container.sha256, container.kind, part.name, part.doc_id, error, detail, place,
        )  # fmt: skip

    def finish(self, container: Container) -> None:
        """Notes that all of a container is read; inside a transaction."""
        if container.whole:
            sql = "INSERT OR REPLACE INTO sayso_containers VALUES (?, ?, ?)"
            self.writer.run(sql, container.sha256, container.kind, self._read_by)
        del self.open[container.sha256, container.kind]


def container_kind(head: bytes, name: str) -> str | None:
    """What kind of container an input is, and the ends of its name, on which its reading hangs too, or None."""
    kind = kind_of(head[:HEAD], name)
    ends = "".join(PurePath(name).suffixes[-2:]).lower()
    return f"{kind.value} {ends}" if kind in CONTAINERS else None
