"""The dossier as one HTML file that opens offline."""

from __future__ import annotations

import functools

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso.report.pages import make_page
from sayso.report.reading import Dossier, read_rows
from sayso.report.words import counted, shown

__all__ = ["Dossier", "render_report"]


def render_report(dossier: Dossier) -> str:
    """Dossier -> its report: one HTML page without scripts that loads nothing from anywhere.

    Keeps:  every word of the pile as text: escaped, characters that hide or reorder text named, addresses that are
            not plain web addresses never linked
    """
    page = make_page(read_rows(dossier))
    return _environment().get_template("report.html").render(page=page)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sayso.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    return environment
