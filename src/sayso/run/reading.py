"""Inputs -> originals, documents and sources in the dossier; the first step of a build."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sayso import tables as t
from sayso.errors import InputError
from sayso.ids import doc_id_of, sha256_of
from sayso.run.documents import InputJob, InputResult, Stopped, read_input
from sayso.run.inputs import Found, FoundFile, read_bytes
from sayso.run.plan import Plan
from sayso.run.progress import Progress
from sayso.run.sources import SourceBook
from sayso.run.workers import WorkerDied, Workers
from sayso.run.writing import Writer


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

    def read_again(self) -> None:
        """Reads from their stored bytes the documents that another version of Sayso read."""
        sql = """SELECT o.sha256 FROM originals o LEFT JOIN sayso_marks m ON m.doc_id = substr(o.sha256, 1, 16)
                 WHERE m.read_by IS NULL OR m.read_by <> ? ORDER BY 1"""
        stale = [row[0] for row in self._writer.ask(sql, self._plan.fingerprint)]
        jobs = (InputJob(sha256, "", self._original(sha256)) for sha256 in stale)
        for done, (job, result) in enumerate(self._workers.run(read_input, jobs), start=1):
            with self._writer.transaction():
                self._keep_input(job, result, self._files_of(job.sha256[:16]))
            self._progress("reading again", done, len(stale))

    def _original(self, sha256: str) -> bytes:
        return bytes(self._writer.ask("SELECT content FROM originals WHERE sha256 = ?", sha256)[0][0])

    def _files_of(self, doc_id: str) -> list[FoundFile]:
        sql = "SELECT path, source FROM sources WHERE doc_id = ? AND state = 'current'"
        return [FoundFile(path, source, named=False) for path, source in self._writer.ask(sql, doc_id)]

    def read_found(self, found: Found, without: set[str]) -> int:
        """Reads what is new, of what is known only notes the source; how many documents were new.

        without: paths that are left out
        """
        read = 0
        waiting: dict[str, list[FoundFile]] = {}
        total = len(found.files)
        with self._writer.transaction():
            for path, error in found.errors.items():
                self._sources.out_of_reach(FoundFile(path, error.source, named=False), _sentences(error))
        for job, result in self._workers.run(read_input, self._new_inputs(found, without, waiting)):
            with self._writer.transaction():
                self._keep_input(job, result, waiting.pop(job.sha256))
                read += isinstance(result, InputResult) and result.stopped is None
        self._progress("reading", total, total)
        return read

    def _new_inputs(self, found: Found, without: set[str], waiting: dict[str, list[FoundFile]]) -> Iterator[InputJob]:
        """The inputs whose bytes are new; `waiting` holds, by hash, the files for which an answer is awaited."""
        for done, file in enumerate(sorted(found.files.values(), key=lambda file: file.path)):
            self._progress("reading", done, len(found.files))
            if _is_below(file.path, without) or (self._sources.is_removed(file.path) and not file.named):
                continue
            try:
                content = read_bytes(file, self._plan.settings.ingest.max_bytes)
            except InputError as error:
                with self._writer.transaction():
                    self._sources.out_of_reach(file, _sentences(error))
                continue
            sha256 = sha256_of(content)
            if sha256 in waiting:
                waiting[sha256].append(file)
            elif self._writer.ask("SELECT 1 FROM local_documents WHERE doc_id = ?", doc_id_of(content)):
                with self._writer.transaction():
                    self._sources.gave(file, doc_id_of(content))
            else:
                waiting[sha256] = [file]
                yield InputJob(sha256, file.source, content)

    def _keep_input(self, job: InputJob, result: InputResult | WorkerDied, files: list[FoundFile]) -> None:
        doc_id = job.sha256[:16]
        stopped = died("ingest", result) if isinstance(result, WorkerDied) else result.stopped
        self._writer.clear_document(doc_id, [t.LocalDocuments, *self._plan.document_tables])
        if stopped is None and isinstance(result, InputResult):
            self._writer.add(result.tables[t.Originals], "INSERT OR REPLACE")
            self._writer.add(result.tables[t.LocalDocuments])
            sql = "INSERT OR REPLACE INTO sayso_marks (doc_id, read_by) VALUES (?, ?)"
            self._writer.run(sql, doc_id, self._plan.fingerprint)
            for file in files:
                self._sources.gave(file, doc_id)
        elif stopped is not None:
            self._writer.run("DELETE FROM sayso_marks WHERE doc_id = ?", doc_id)
            for file in files:
                self._sources.unread(file, stopped)


def died(stage: str, death: WorkerDied) -> Stopped:
    """What the failures table says of an input whose process ended."""
    return Stopped(
        stage,
        f"The process that read it was ended twice ({death}), as happens when memory runs out.",
        "Build again with fewer processes, or split the input.",
    )


def _sentences(error: InputError) -> Stopped:
    reason, mend = (f"{words[:1].upper()}{words[1:]}." for words in (error.reason, error.mend))
    return Stopped("ingest", reason, mend)


def _is_below(path: str, folders: set[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)
