"""build: a pile of files -> a dossier, on one machine.

What was done is written as it is done, one transaction a document; a build that was stopped at any moment goes on from
there when the same command is given again, and gives the same tables.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import sayso
from sayso import tables as t
from sayso.config import Settings
from sayso.errors import UsageError
from sayso.ids import content_id
from sayso.language.knowledge import Knowledge
from sayso.run.documents import (
    REPORT,
    DocumentJob,
    DocumentResult,
    Stopped,
    read_document,
)
from sayso.run.inputs import Found, StandardInput, find_inputs, kept_in_file
from sayso.run.layout import read_rows
from sayso.run.pile import furniture_of_pile, own_furniture, read_pile
from sayso.run.plan import Plan
from sayso.run.progress import Progress, no_progress
from sayso.run.reading import InputReader, died
from sayso.run.sources import SourceBook
from sayso.run.workers import WorkerDied, Workers
from sayso.run.writing import Writer, open_writer

READABLE = (t.Blocks, t.Texts)
"""What is kept of a document that no longer counts: enough to read it."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did.

    documents: how many count now
    read:      documents that were new
    worked_on: documents that went through the document stages
    removed:   sources taken out
    vanished:  files read before that are no longer in the given folders; they still count
    left_out:  what is no page by its nature: names beginning with a dot, a web archive's pictures and scripts ...
    failures:  what could not be read, or not to its end
    counts:    rows of every table
    """

    path: Path
    documents: int
    read: int
    worked_on: int
    removed: int
    vanished: int
    left_out: int
    failures: tuple[t.Failure, ...]
    counts: Mapping[str, int]
    seconds: float


def build(
    paths: Iterable[str | Path],
    into: str | Path,
    *,
    processes: int | None = None,
    settings: Settings | None = None,
    knowledge: Knowledge | None = None,
    remove: Iterable[str | Path] = (),
    progress: Progress = no_progress,
    standard_input: StandardInput | None = None,
) -> BuildSummary:
    """Files and folders -> the dossier `into`, new or gone on with.

    processes: how many work at a time; None: one for every core; 0: all is done in this one, and a page that hangs or
               kills it takes the build with it
    remove:    paths read before that shall no longer count
    Keeps:     files that are no longer in a folder still count until they are removed; a removed file stays out until
               it is given itself
    Raises:    UsageError, DossierError; what cannot be read is in the summary's failures instead
    """
    plan = Plan(settings or Settings(), knowledge)
    return build_by(
        plan, paths, into, processes=processes, remove=remove, progress=progress, standard_input=standard_input
    )


def build_by(
    plan: Plan,
    paths: Iterable[str | Path],
    into: str | Path,
    *,
    processes: int | None = None,
    remove: Iterable[str | Path] = (),
    progress: Progress = no_progress,
    standard_input: StandardInput | None = None,
) -> BuildSummary:
    """`build`, by a plan of one's own."""
    given, without, into = [Path(p) for p in paths], [str(Path(p).absolute()) for p in remove], Path(into)
    _refuse_wrong_use(given, without, into, processes, standard_input)
    found = find_inputs(given, into)
    count = _cores() if processes is None else processes
    with (
        kept_in_file(standard_input, found),
        open_writer(into) as writer,
        Workers(count, plan, plan.settings.run.max_memory) as workers,
    ):
        return Build(plan, writer, workers, progress).of(found, given, without, into)


def _cores() -> int:
    """Cores that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _refuse_wrong_use(
    given: list[Path], without: list[str], into: Path, processes: int | None, standard_input: StandardInput | None
) -> None:
    if processes is not None and processes < 0:
        raise UsageError(f"{processes} processes cannot build; give 1 or more, or 0 for this one alone")
    if given and not any(os.path.lexists(path) for path in given):
        raise UsageError(f"{' and '.join(map(str, given))} is not there; give a file or folder that exists")
    if not given and standard_input is None and not into.exists():
        raise UsageError(f"there is nothing to build {into} from; give a file or folder")
    if without and not into.exists():
        raise UsageError(f"there is no dossier {into} to remove anything from")


class Build:
    """One build, step by step."""

    def __init__(self, plan: Plan, writer: Writer, workers: Workers[Plan], progress: Progress) -> None:
        self.plan = plan
        self.writer = writer
        self.workers = workers
        self.progress = progress
        self.started = datetime.now(UTC).isoformat()
        self.sources = SourceBook(writer, self.started)
        self.worked_on = 0
        self.stopped: list[Stopped] = []

    def of(self, found: Found, given: list[Path], without: list[str], into: Path) -> BuildSummary:
        """The whole build, from what was found to the row in `runs`."""
        began = time.perf_counter()
        with self.writer.transaction():
            removed = self.sources.remove(without)
            self.sources.forget_lost([*found.files, *found.errors])
            run_id = self._begin_run()
        vanished = self.sources.vanished((str(path.absolute()) for path in given), found.files)
        reader = InputReader(self.plan, self.writer, self.workers, self.sources, self.progress)
        reader.read_again()
        read = reader.read_found(found, set(without))
        counting = self.sources.counting()
        done = content_id("done", self.plan.fingerprint, counting)
        if self.writer.state("done") != done:
            with self.writer.transaction():
                self.writer.set_state("done", "")
                self._retire(counting)
            self._read_documents(counting)
            self._read_pile()
        failures = self._finish(run_id, done, began)
        return BuildSummary(
            into, len(counting), read, self.worked_on, removed, vanished,
            self.sources.left_out(),
            tuple(failures.rows()), self.writer.counts(), round(time.perf_counter() - began, 3),
        )  # fmt: skip

    def _begin_run(self) -> str:
        run_id = f"{self.writer.ask('SELECT count(*) FROM runs')[0][0] + 1:06d}"
        settings = json.dumps(asdict(self.plan.settings), sort_keys=True)
        row = t.Run(run_id, sayso.__version__, self.started, None, settings, "{}", "{}", None)
        self.writer.add(t.Runs.of([row]))
        return run_id

    def _retire(self, counting: list[str]) -> None:
        """Takes out what was read in documents that no longer count; their text stays readable."""
        known = {row[0] for row in self.writer.ask("SELECT doc_id FROM sayso_marks WHERE fingerprint IS NOT NULL")}
        for doc_id in known - set(counting):
            self.writer.clear_document(doc_id, [kind for kind in self.plan.document_tables if kind not in READABLE])
            sql = (
                "UPDATE sayso_marks SET fingerprint = NULL, stage = NULL, error = NULL, detail = NULL WHERE doc_id = ?"
            )
            self.writer.run(sql, doc_id)

    def _read_documents(self, counting: list[str]) -> None:
        """Takes every document that is new, or whose furniture changed, through the document stages."""
        furniture, stopped = furniture_of_pile(self.plan, self.writer)
        self.stopped += stopped
        with self.writer.transaction():
            self.writer.replace(furniture)
        due = self._due(counting, furniture)
        seconds = self.plan.settings.run.max_seconds_document
        results = self.workers.run(read_document, self._document_jobs(due), seconds)
        for done, (job, result) in enumerate(results, start=1):
            self._keep_document(job, result)
            self.progress("documents", done, len(due))
        self.worked_on = len(due)

    def _due(self, counting: list[str], furniture: t.Furniture) -> dict[str, tuple[str | None, t.Furniture]]:
        """doc_id -> fingerprint and furniture of every document that is not yet done by both.

        One that does not count has no fingerprint: it is only made readable.
        """
        marks = dict(self.writer.ask("SELECT doc_id, fingerprint FROM sayso_marks WHERE stage IS NULL"))
        due: dict[str, tuple[str | None, t.Furniture]] = {}
        for (doc_id,) in self.writer.ask("SELECT doc_id FROM local_documents EXCEPT SELECT doc_id FROM texts"):
            due[doc_id] = (None, t.Furniture.of(()))
        for doc_id in counting:
            raw_text = self.writer.ask("SELECT raw_text FROM local_documents WHERE doc_id = ?", doc_id)[0][0]
            own = own_furniture(raw_text, furniture)
            fingerprint = content_id("document", self.plan.fingerprint, own.arrow.column("line").to_pylist())
            due.pop(doc_id, None)
            if marks.get(doc_id) != fingerprint:
                due[doc_id] = (fingerprint, own)
        return due

    def _document_jobs(self, due: Mapping[str, tuple[str | None, t.Furniture]]) -> Iterator[DocumentJob]:
        for doc_id, (fingerprint, furniture) in due.items():
            read = read_rows(self.writer.connection, t.LocalDocuments, "WHERE doc_id = ?", [doc_id])
            sha256 = read.arrow.column("sha256")[0].as_py()
            original = read_rows(self.writer.connection, t.Originals, "WHERE sha256 = ?", [sha256])
            yield DocumentJob(
                doc_id, fingerprint, {t.LocalDocuments: read, t.Originals: original, t.Furniture: furniture}
            )

    def _keep_document(self, job: DocumentJob, result: DocumentResult | WorkerDied) -> None:
        if isinstance(result, WorkerDied):
            result = DocumentResult(stopped=died("run", result))
        try:
            self._write_document(job, result)
        except sqlite3.IntegrityError as error:
            words = f"Its rows clash with those of another document ({error})."
            self._write_document(job, DocumentResult(stopped=Stopped("run", words, REPORT)))

    def _write_document(self, job: DocumentJob, result: DocumentResult) -> None:
        stopped = result.stopped if job.fingerprint is not None else None
        why = (stopped.stage, stopped.error, stopped.detail) if stopped else (None, None, None)
        with self.writer.transaction():
            self.writer.clear_document(job.doc_id, self.plan.document_tables)
            for kind, table in result.tables.items():
                if job.fingerprint is not None or kind in READABLE:
                    self.writer.add(table)
            sql = "UPDATE sayso_marks SET fingerprint = ?, stage = ?, error = ?, detail = ? WHERE doc_id = ?"
            self.writer.run(sql, job.fingerprint, *why, job.doc_id)

    def _read_pile(self) -> None:
        """Replaces what the pile stages say, in one transaction."""
        tables, stopped = read_pile(self.plan, self.writer, self.progress)
        self.stopped += stopped
        with self.writer.transaction():
            for table in tables.values():
                self.writer.replace(table)

    def _finish(self, run_id: str, done: str, began: float) -> t.Failures:
        failures = self.sources.failures(self.stopped)
        with self.writer.transaction():
            self.writer.replace(failures)
            if not self.stopped and not self.writer.ask("SELECT 1 FROM sayso_marks WHERE stage IS NOT NULL LIMIT 1"):
                self.writer.set_state("done", done)
            self.writer.run(
                "UPDATE runs SET finished_at = ?, counts = ?, digests = ?, seconds = ? WHERE run_id = ?",
                datetime.now(UTC).isoformat(), json.dumps(self.writer.counts()), json.dumps(self.writer.digests()),
                round(time.perf_counter() - began, 3), run_id,
            )  # fmt: skip
        return failures
