"""Sayso: from a pile of news pages to a dossier that can be checked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso import tables, views
    from sayso.config import Settings
    from sayso.errors import DossierError, SaysoError, UsageError
    from sayso.report import render_report
    from sayso.run.local import BuildSummary, build
    from sayso.run.store import Dossier, open_dossier
    from sayso.run.verify import verify

__version__ = "0.1.0"
__all__ = ["BuildSummary", "Dossier", "DossierError", "SaysoError", "Settings", "UsageError", "build", "open_dossier",
           "render_report", "tables", "verify", "views"]  # fmt: skip
_HOMES = {"Settings": "config", "render_report": "report", "BuildSummary": "run.local", "build": "run.local",
          "Dossier": "run.store", "open_dossier": "run.store", "verify": "run.verify"}  # fmt: skip


def __getattr__(name: str) -> object:
    """A public name, loaded when it is first asked for: the parser takes a second to import."""
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    if name in ("tables", "views"):
        return import_module(f"sayso.{name}")
    return getattr(import_module(f"sayso.{_HOMES.get(name, 'errors')}"), name)
