"""The import rule of the design: stages know tables and language, nothing of each other, of files or of a clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "sayso"
STAGE_FOLDERS = {
    "ingest", "clean", "dating", "annotate", "statements", "coding", "relations", "entities", "events", "agreement",
}  # fmt: skip
BASICS = {"tables", "ids", "spans", "config", "errors", "schema", "tellings"}
"""`tellings` joins tables for two stages, and is no stage itself."""
SHARED = {"language", "formats"}
"""What several stages need to read text, and to read bytes."""
MAY_TOUCH_DISK = {"run", "cli.py", "report", "export", "web", "architecture.py"}
OUTSIDE = {"os", "io", "shutil", "tempfile", "pathlib", "glob", "socket", "http", "sqlite3", "subprocess", "urllib"}
CLOCKS = {"time", "random", "secrets", "uuid"}
WORD_LISTS = {"language/lexicons.py", "language/gazetteer.py", "language/encoder.py"}
"""Read the files that come with Sayso, by importlib.resources."""


def modules(folders: set[str]) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that a file imports, those under TYPE_CHECKING too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "sayso":
                yield from (f"sayso.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def own_imports(path: Path) -> Iterator[str]:
    """The parts of Sayso that a file imports: `tables`, `language`, `clean` ..."""
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        if name.split(".")[0] == "sayso":
            yield (*name.split("."), "")[1]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(STAGE_FOLDERS), ids=name_of)
def test_a_stage_imports_no_other_stage(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    assert set(own_imports(path)) <= BASICS | SHARED | {own}


@pytest.mark.parametrize("path", modules({"language"}), ids=name_of)
def test_language_imports_no_stage(path: Path) -> None:
    assert set(own_imports(path)) <= BASICS | {"language"}


@pytest.mark.parametrize("path", modules({"formats"}), ids=name_of)
def test_formats_imports_no_stage(path: Path) -> None:
    assert set(own_imports(path)) <= BASICS | SHARED


def test_the_basics_import_no_stage() -> None:
    for name in BASICS | {"views"}:
        assert set(own_imports(ROOT / f"{name}.py")) <= BASICS


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=name_of)
def test_only_run_and_what_stands_above_it_touch_disk_or_clock(path: Path) -> None:
    if path.relative_to(ROOT).parts[0] in MAY_TOUCH_DISK:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {name.split(".")[0] for name in imports(tree) if name != "urllib.parse"}
    in_memory = {"io"} if path.relative_to(ROOT).parts[0] == "formats" else set()
    assert not used & (OUTSIDE | CLOCKS) - in_memory
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert "open" not in {call.id for call in calls if isinstance(call, ast.Name)}
    named = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert not named & {"now", "today", "utcnow", "write_text", "write_bytes"}
    if name_of(path) not in WORD_LISTS:
        assert not named & {"read_text", "read_bytes"}


def test_the_rule_is_looked_for_where_the_stages_are() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders - MAY_TOUCH_DISK - SHARED == STAGE_FOLDERS
    assert all((ROOT / name).exists() for name in WORD_LISTS)
