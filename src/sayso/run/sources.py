"""Sources: which path gave which document, and which could not be read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable

from sayso import tables as t
from sayso.errors import UsageError
from sayso.run.containers import FoundPart
from sayso.run.documents import Stopped
from sayso.run.inputs import FoundFile, legible_path
from sayso.run.writing import Writer


class SourceBook:
    """The sources of a dossier, during one build.

    A path is `current` until it gives other bytes (`replaced`) or is taken out (`removed`). A path that was removed
    stays out when its folder is read again; to take it back, give the file itself.
    """

    def __init__(self, writer: Writer, read_at: str) -> None:
        self._writer = writer
        self._read_at = read_at

    def remove(self, paths: Iterable[str]) -> int:
        """Marks every source at or below the paths as removed; how many were marked.

        Raises: UsageError if nothing was ever read from one of the paths
        """
        removed = 0
        for path in paths:
            below = legible_path(path).rstrip(os.sep) + os.sep
            here = "(path = ? OR substr(path, 1, ?) = ?)"
            where = (below[:-1], len(below), below)
            known = self._writer.ask(f"SELECT count(*) FROM sources WHERE {here}", *where)[0][0]
            if not known:
                raise UsageError(f"nothing was read from {path}; see sayso show NAME.sayso documents for what was")
            removed += self._writer.ask(f"SELECT count(*) FROM sources WHERE state = 'current' AND {here}", *where)[0][
                0
            ]
            sql = f"SELECT DISTINCT inside FROM sources WHERE inside IS NOT NULL AND {here.replace('path', 'inside')}"
            for (inside,) in self._writer.ask(sql, *where):
                # So that a container whose pages were all taken out one by one is told from one that was taken out.
                row = t.Source(inside, inside, None, self._read_at, "removed", None, "taken out with all that it held")
                self._writer.add(t.Sources.of([row]), "INSERT OR IGNORE")
            states = "state IN ('current', 'left_out')"
            self._writer.run(f"UPDATE sources SET state = 'removed' WHERE {states} AND {here}", *where)
            self._writer.run(f"DELETE FROM sayso_unread WHERE {here}", *where)
        return removed

    def is_removed(self, path: str) -> bool:
        """Whether a path was taken out and not given again since."""
        states = {row[0] for row in self._writer.ask("SELECT state FROM sources WHERE path = ?", legible_path(path))}
        return "removed" in states and "current" not in states

    def files_of(self, doc_id: str) -> list[FoundFile]:
        """Where a document that counts was read."""
        sql = "SELECT path, source FROM sources WHERE doc_id = ? AND state = 'current'"
        return [FoundFile(path, source, named=False) for path, source in self._writer.ask(sql, doc_id)]

    def gave(self, file: FoundFile, doc_id: str | None, inside: str | None = None) -> None:
        """Notes what a path gave; None: nothing that could be read.

        inside: the path of the container that holds it
        """
        path = legible_path(file.path)
        current = self._writer.ask("SELECT doc_id FROM sources WHERE path = ? AND state = 'current'", path)
        if current == [(doc_id,)]:
            sql = "UPDATE sources SET read_at = ?, source = ? WHERE path = ? AND state = 'current'"
            self._writer.run(sql, self._read_at, file.source, path)
        else:
            self._writer.run("UPDATE sources SET state = 'replaced' WHERE path = ? AND state = 'current'", path)
            row = t.Source(path, file.source, doc_id, self._read_at, "current", inside, None)
            self._writer.add(t.Sources.of([row]), "INSERT OR REPLACE")
        self._writer.run("DELETE FROM sayso_unread WHERE path = ?", path)

    def gave_parts(self, file: FoundFile, parts: list[FoundPart]) -> None:
        """Notes what a container gave; what it held before and holds no longer does not count any more.

        Keeps: a part that was removed stays out, unless the container itself is given
        """
        inside = legible_path(file.path)
        self._writer.run("DELETE FROM sayso_unread WHERE path = ? OR inside = ?", inside, inside)
        gone = "UPDATE sources SET state = 'replaced' WHERE path = ? AND state = 'removed' AND doc_id IS NULL"
        self._writer.run(gone, inside)
        named: set[str] = set()
        unread: list[tuple[FoundFile, Stopped]] = []
        is_document = any(part.doc_id is not None and not part.name for part in parts)
        for part in parts:
            found = _part_of(file, part)
            named.add(found.path)
            if self.is_removed(found.path) and not file.named:
                continue
            if part.doc_id is not None:
                self.gave(found, part.doc_id, inside if part.name else None)
            elif part.stopped is None:
                self.leave_out(found, inside, part.why)
            elif part.name or not is_document:
                self.gave(found, None, inside if part.name else None)
            if part.stopped is not None:
                unread.append((found, part.stopped))
        for found, stopped in unread:
            self._note_unread(found, stopped, inside)
        held = self._writer.ask(
            "SELECT path FROM sources WHERE inside = ? AND state IN ('current', 'left_out')", inside
        )
        own = self._writer.ask("SELECT path FROM sources WHERE path = ? AND state = 'current'", inside)
        for (path,) in [*held, *own]:
            if path not in named:
                sql = "UPDATE sources SET state = 'replaced' WHERE path = ? AND state IN ('current', 'left_out')"
                self._writer.run(sql, path)

    def holds_no_parts(self, file: FoundFile) -> None:
        """Notes that what stands at a path is one document: what a container there held before no longer counts."""
        path = legible_path(file.path)
        sql = "UPDATE sources SET state = 'replaced' WHERE inside = ? AND state IN ('current', 'left_out')"
        self._writer.run(sql, path)
        self._writer.run("DELETE FROM sayso_unread WHERE inside = ?", path)

    def leave_out(self, file: FoundFile, inside: str | None, why: str | None) -> None:
        """Notes that what stands at a path is no page by its nature."""
        self._writer.run("UPDATE sources SET state = 'replaced' WHERE path = ? AND state = 'current'", file.path)
        known = "SELECT 1 FROM sources WHERE path = ? AND state = 'left_out'"
        if not self._writer.ask(known, file.path):
            row = t.Source(file.path, file.source, None, self._read_at, "left_out", inside, why)
            self._writer.add(t.Sources.of([row]), "INSERT OR REPLACE")

    def left_out(self) -> int:
        """How much is no page by its nature."""
        return int(self._writer.ask("SELECT count(DISTINCT path) FROM sources WHERE state = 'left_out'")[0][0])

    def unread(self, file: FoundFile, stopped: Stopped) -> None:
        """Notes why what stands at a path could not be read; what it gave before no longer counts."""
        inside = self._writer.ask("SELECT inside FROM sources WHERE path = ? ORDER BY read_at", legible_path(file.path))
        self.gave(file, None, inside[-1][0] if inside else None)
        self._note_unread(file, stopped, inside[-1][0] if inside else None)

    def out_of_reach(self, file: FoundFile, stopped: Stopped) -> None:
        """Notes why a path could not be opened; what it gave before still counts."""
        path = legible_path(file.path)
        if not self._writer.ask("SELECT 1 FROM sources WHERE path = ? AND state = 'current'", path):
            self.gave(file, None)
        self._note_unread(file, stopped)

    def _note_unread(self, file: FoundFile, stopped: Stopped, inside: str | None = None) -> None:
        self._writer.run(
            "INSERT OR REPLACE INTO sayso_unread (path, source, error, detail, inside) VALUES (?, ?, ?, ?, ?)",
            legible_path(file.path), file.source, stopped.error, stopped.detail, inside,
        )  # fmt: skip

    def forget_lost(self, given: Iterable[str]) -> None:
        """Drops the failures of paths that are no longer there and that this build was not given."""
        named = {legible_path(path) for path in given}
        for path, file in self._writer.ask("SELECT path, coalesce(inside, path) FROM sayso_unread"):
            if file not in named and not os.path.lexists(file):
                self._writer.run("DELETE FROM sayso_unread WHERE path = ?", path)
                self._writer.run("DELETE FROM sources WHERE path = ? AND doc_id IS NULL", path)

    def vanished(self, folders: Iterable[str], found: Iterable[str]) -> int:
        """How many current sources in the given folders are no longer there; they still count."""
        here = {legible_path(path) for path in found}
        below = tuple(legible_path(folder).rstrip(os.sep) + os.sep for folder in folders)
        sql = "SELECT DISTINCT coalesce(inside, path) FROM sources WHERE state = 'current' AND doc_id IS NOT NULL"
        return sum(path.startswith(below) and path not in here for (path,) in self._writer.ask(sql))

    def counting(self) -> list[str]:
        """The documents that count: those with a current source, sorted."""
        sql = "SELECT DISTINCT doc_id FROM sources WHERE state = 'current' AND doc_id IS NOT NULL ORDER BY 1"
        return [row[0] for row in self._writer.ask(sql)]

    def failures(self, of_pile: Iterable[Stopped]) -> t.Failures:
        """Everything that could not be read, or not to its end."""
        found = [(path, source, "ingest", *why) for path, source, *why in self._writer.ask(_UNREAD)]
        found += self._writer.ask(_STOPPED)
        found += [("", "(the whole pile)", stop.stage, stop.error, stop.detail) for stop in of_pile]
        times = Counter((source, stage) for _, source, stage, _, _ in found)
        return t.Failures.of(
            t.Failure(path if times[source, stage] > 1 else source, stage, error, detail)
            for path, source, stage, error, detail in found
        )


def _part_of(file: FoundFile, part: FoundPart) -> FoundFile:
    """Where a part of a container stands: below the container's path."""
    if not part.name:
        return FoundFile(legible_path(file.path), file.source, file.named)
    return FoundFile(f"{legible_path(file.path)}/{part.name}", f"{file.source}/{part.name}", file.named)


_UNREAD = "SELECT path, source, error, detail FROM sayso_unread"
_STOPPED = """
    SELECT min(s.path), min(s.source), m.stage, m.error, m.detail FROM sayso_marks m JOIN sources s USING (doc_id)
    WHERE m.stage IS NOT NULL AND s.state = 'current' GROUP BY m.doc_id"""
