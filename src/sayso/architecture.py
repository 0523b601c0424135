"""ARCHITECTURE.md's picture, stage table and data dictionary, generated from `stages.py`, `tables.py` and `views.py`.

`make architecture` writes them into the page; a test fails when the page is stale.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa

from sayso import tables as t
from sayso.schema import Column, Table, columns_of
from sayso.stages import STAGES, Stage, TableType
from sayso.views import VIEWS

MEND = "make architecture"


def picture() -> str:
    """The way of the data: document stages at the left, pile stages at the right, in their order."""
    indent = " " * 44
    lines = ["one document at a time".ljust(44) + "the whole pile at a time"]
    for stage in STAGES:
        names = ", ".join(table.name for table in stage.writes)
        side = "" if stage.scope == "document" else indent
        lines.append(f"{side}{stage.name.ljust(9)} -> {names}")
    return "```\n" + "\n".join(lines) + "\n```"


def stage_table() -> str:
    """A row a stage: what it does, reads, writes, uses, and where its function stands."""
    rows = ["| stage | gives | reads | writes | uses | function |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {s.name} | {s.does} | {_names(s.reads)} | {_names(s.writes)} | {', '.join(s.uses)} | `{_home(s)}` |"
        for s in STAGES
    ]
    return "\n".join(rows)


def data_dictionary() -> str:
    """Every stored table and every view, with every column."""
    stored = [cls for cls in _table_classes() if cls.stage != "view"]
    parts = ["### Views: what a reader sees", *map(_table_section, VIEWS)]
    parts += ["### Stored tables", *map(_table_section, stored)]
    return "\n\n".join(parts)


def render(page: str) -> str:
    """The page, its generated parts made anew."""
    for name, part in (("picture", picture()), ("stages", stage_table()), ("dictionary", data_dictionary())):
        begin, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
        pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.S)
        if not pattern.search(page):
            raise ValueError(f"the page lacks the markers {begin} ... {end}")
        page = pattern.sub(lambda _, b=begin, e=end, p=part: f"{b}\n{p}\n{e}", page)  # type: ignore[misc]
    return page


def _names(tables: tuple[TableType, ...]) -> str:
    return ", ".join(table.name for table in tables)


def _home(stage: Stage) -> str:
    return f"{stage.function.__module__}.{stage.function.__name__}"


def _table_classes() -> list[TableType]:
    found = [cls for cls in vars(t).values() if isinstance(cls, type) and issubclass(cls, Table) and cls is not Table]
    return [cls for cls in found if hasattr(cls, "row")]


def _table_section(table: type[Table[Any]]) -> str:
    writer = "a view" if table.stage == "view" else f"written by {table.stage}"
    head = f"**{table.name}**: {table.__doc__} Key {', '.join(table.key)}; {writer}."
    rows = ["| column | type | meaning |", "|---|---|---|"]
    rows += [
        f"| {c.name}{'?' if c.nullable else ''} | {_type_name(c)} | {_meaning(c)} |" for c in columns_of(table.row)
    ]
    return head + "\n\n" + "\n".join(rows)


def _type_name(column: Column) -> str:
    def name(kind: pa.DataType) -> str:
        if pa.types.is_list(kind):
            return f"list of {name(kind.value_type)}"
        if pa.types.is_struct(kind):
            return "{" + ", ".join(kind.field(i).name for i in range(kind.num_fields)) + "}"
        short = {pa.string(): "text", pa.int64(): "integer", pa.float64(): "number", pa.bool_(): "yes or no"}
        return short.get(kind, str(kind))

    return name(column.type)


def _meaning(column: Column) -> str:
    choices = f" ({', '.join(column.choices)})" if column.choices else ""
    return (column.meaning + choices).strip()


def main(path: str = "ARCHITECTURE.md") -> None:
    """Write the generated parts into the page at `path`."""
    page = Path(path)
    page.write_text(render(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
