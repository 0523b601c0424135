"""Inputs -> originals, documents and sources in the dossier; the first step of a build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso import tables as t
from sayso.errors import InputError
from sayso.formats import LeftOut, Part
from sayso.formats.kinds import HEAD
from sayso.ids import sha256_of
from sayso.run.containers import Container, FoundPart, Shelf, container_kind
from sayso.run.documents import InputJob, InputResult, Stopped, UnpackJob, read_input, sentence, unpack_file
from sayso.run.inputs import Found, FoundFile, legible_path, read_bytes, sha256_of_file, unreadable
from sayso.run.plan import Plan
from sayso.run.progress import Progress
from sayso.run.sources import SourceBook
from sayso.run.workers import TookTooLong, WorkerDied, Workers
from sayso.run.writing import Writer


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a container whose document is awaited."""

    container: Container
    name: str
    number: int


Claim = FoundFile | Place
"""Who waits for what some bytes give."""


class InputReader:
    """Takes inputs through ingest, each in a transaction of its own."""

    def __init__(
        self, plan: Plan, writer: Writer, workers: Workers[Plan], sources: SourceBook, progress: Progress
    ) -> None:
        self._plan = plan
        self._writer = writer
        self._workers = workers
        self._sources = sources
        self._progress = progress
        self._shelf = Shelf(writer, plan)
        self._claims: dict[str, list[Claim]] = {}
        self._unread: dict[str, Stopped] = {}
        self._seconds = plan.settings.run.max_seconds
        self._done = self._total = 0

    def read_again(self) -> None:
        """Reads from their stored bytes the documents that another version of Sayso read."""
        sql = """SELECT o.sha256 FROM originals o LEFT JOIN sayso_marks m ON m.doc_id = substr(o.sha256, 1, 16)
                 WHERE m.read_by IS NULL OR m.read_by <> ? ORDER BY 1"""
        stale = [row[0] for row in self._writer.ask(sql, self._plan.fingerprint)]
        jobs = (InputJob(sha256, "", self._original(sha256)) for sha256 in stale)
        for done, (job, result) in enumerate(self._workers.run(read_input, jobs, self._seconds), start=1):
            with self._writer.transaction():
                stopped = self._keep_document(job, result)
                for file in self._sources.files_of(job.sha256[:16]) if stopped else ():
                    self._sources.unread(file, stopped or REFUSED)
            self._progress("reading again", done, len(stale))

    def _original(self, sha256: str) -> bytes:
        return bytes(self._writer.ask("SELECT content FROM originals WHERE sha256 = ?", sha256)[0][0])

    def read_found(self, found: Found, without: set[str]) -> int:
        """Reads what is new, of what is known only notes the source; how many documents were new.

        without: paths that are left out
        """
        read = 0
        self._done, self._total = 0, len(found.files)
        with self._writer.transaction():
            for path, error in found.errors.items():
                self._sources.out_of_reach(FoundFile(path, error.source, named=False), refused_by(error))
            for path, left_out in found.left_out.items():
                file = FoundFile(legible_path(path), left_out.name, named=False)
                self._sources.leave_out(file, None, left_out.reason)
        jobs = self._new_inputs(found, without)
        for job, result in self._workers.run(read_input, jobs, self._seconds):
            with self._writer.transaction():
                stopped = self._keep_document(job, result)
                read += stopped is None
                if stopped is not None:
                    # A bomb holds the same page again and again; what took a minute in vain is not tried twice.
                    self._unread[job.sha256] = stopped
                for claim in self._claims.pop(job.sha256):
                    self._settle(claim, job.sha256[:16], stopped)
        self._progress("reading", self._total, self._total)
        return read

    # ------------------------------------------------------------ what there is to read

    def _new_inputs(self, found: Found, without: set[str]) -> Iterator[InputJob]:
        """The documents whose bytes are new; `_claims` holds, by hash, who awaits an answer."""
        for file in sorted(found.files.values(), key=lambda file: file.path):
            self._progress("reading", self._done, self._total)
            self._done += 1
            if _is_below(file.path, without) or (self._sources.is_removed(file.path) and not file.named):
                continue
            try:
                kind = container_kind(_head(file), file.source)
                if kind is None:
                    yield from self._wanted(read_bytes(file, self._plan.settings.ingest.max_bytes), file)
                else:
                    yield from self._unpacked(file, kind)
            except InputError as error:
                with self._writer.transaction():
                    self._sources.out_of_reach(file, refused_by(error))

    def _wanted(self, content: bytes, claim: Claim) -> Iterator[InputJob]:
        """One document's bytes -> the job of reading them, unless they are known or already awaited."""
        sha256 = sha256_of(content)
        if sha256 in self._claims:
            self._claims[sha256].append(claim)
            return
        stopped = self._unread.get(sha256)
        if stopped is not None or self._is_read(sha256[:16]):
            with self._writer.transaction():
                self._settle(claim, sha256[:16], stopped)
            return
        self._claims[sha256] = [claim]
        source = claim.source if isinstance(claim, FoundFile) else claim.name
        yield InputJob(sha256, source, content)

    def _is_read(self, doc_id: str) -> bool:
        return bool(self._writer.ask("SELECT 1 FROM local_documents WHERE doc_id = ?", doc_id))

    def _unpacked(self, file: FoundFile, kind: str) -> Iterator[InputJob]:
        """A container -> the documents in it that are new."""
        try:
            sha256 = sha256_of_file(file.bytes_at)
        except OSError as error:
            raise unreadable(file.source, error) from error
        known = self._shelf.known(sha256, kind)
        if known is not None and all(part.doc_id is None or self._is_read(part.doc_id) for part in known):
            with self._writer.transaction():
                self._sources.gave_parts(file, known)
        elif (sha256, kind) in self._shelf.open:
            self._shelf.open[sha256, kind].files.append(file)
        else:
            container = self._shelf.begin(sha256, kind, file)
            job = UnpackJob(file.bytes_at, Path(file.source).name)
            for given in self._workers.stream(unpack_file, job, self._seconds):
                yield from self._part(container, given)
            container.ended = True
            with self._writer.transaction():
                self._finish_if_done(container)

    def _part(self, container: Container, given: Part | LeftOut | InputError | WorkerDied) -> Iterator[InputJob]:
        container.parts += 1
        number = container.parts
        self._total += 1
        self._progress("reading", self._done, self._total)
        self._done += 1
        if isinstance(given, Part):
            container.waiting += 1
            yield from self._wanted(given.content, Place(container, given.name, number))
            return
        part = _without_document(given, container)
        with self._writer.transaction():
            self._shelf.note(container, part, number)

    # ------------------------------------------------------------ what it gave

    def _keep_document(self, job: InputJob, result: InputResult | WorkerDied) -> Stopped | None:
        """Writes what was read; why nothing was, if so."""
        doc_id = job.sha256[:16]
        stopped = died("ingest", result) if isinstance(result, WorkerDied) else result.stopped
        self._writer.clear_document(doc_id, [t.LocalDocuments, *self._plan.document_tables])
        if stopped is None and isinstance(result, InputResult):
            self._writer.add(result.tables[t.Originals], "INSERT OR REPLACE")
            self._writer.add(result.tables[t.LocalDocuments])
            sql = "INSERT OR REPLACE INTO sayso_marks (doc_id, read_by) VALUES (?, ?)"
            self._writer.run(sql, doc_id, self._plan.fingerprint)
            return None
        self._writer.run("DELETE FROM sayso_marks WHERE doc_id = ?", doc_id)
        return stopped or REFUSED

    def _settle(self, claim: Claim, doc_id: str, stopped: Stopped | None) -> None:
        """Tells who waits for a document what became of it; inside a transaction."""
        if isinstance(claim, Place):
            part = FoundPart(claim.name, None if stopped else doc_id, stopped)
            self._shelf.note(claim.container, part, claim.number)
            claim.container.waiting -= 1
            self._finish_if_done(claim.container)
        else:
            self._sources.holds_no_parts(claim)
            if stopped is None:
                self._sources.gave(claim, doc_id)
            else:
                self._sources.unread(claim, stopped)

    def _finish_if_done(self, container: Container) -> None:
        if not container.ended or container.waiting:
            return
        parts = list(self._shelf.parts_of(container.sha256, container.kind))
        for file in container.files:
            self._sources.gave_parts(file, parts)
        self._shelf.finish(container)


REFUSED = Stopped("ingest", "It gave no document.", "Save the page again.")


def died(stage: str, death: WorkerDied, times: str = " twice") -> Stopped:
    """What the failures table says of an input whose process ended; `times`: how often it was tried."""
    if isinstance(death, TookTooLong):
        return Stopped(
            stage,
            f"Reading it took longer than {death.seconds:g} seconds, so it was stopped.",
            "Split the input, leave it out, or raise run.max_seconds in the settings.",
            again=True,
        )
    return Stopped(
        stage,
        f"The process that read it was ended{times} ({death}), as happens when memory runs out.",
        "Leave it out, split it, or build again with fewer processes.",
        again=True,
    )


def refused_by(error: InputError) -> Stopped:
    """What the failures table says of an input that cannot be read."""
    return Stopped("ingest", sentence(error.reason), sentence(error.mend))


def _without_document(given: LeftOut | InputError | WorkerDied, container: Container) -> FoundPart:
    """What is noted of a part that gave no document."""
    if isinstance(given, LeftOut):
        return FoundPart(given.name, None, None, given.reason)
    if isinstance(given, InputError):
        # An error's source begins with the container's name; what follows is the part's.
        _, _, name = given.source.partition("/")
        return FoundPart(name, None, refused_by(given))
    found = container.parts - 1
    stopped = died("ingest", given, times="")
    after = f" {found:,} documents in it had been found." if found else ""
    return FoundPart("", None, Stopped(stopped.stage, stopped.error + after, stopped.detail, again=True))


def _head(file: FoundFile) -> bytes:
    try:
        with Path(file.bytes_at).open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise unreadable(file.source, error) from error


def _is_below(path: str, folders: set[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)
