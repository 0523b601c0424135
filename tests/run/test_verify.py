"""verify: what was changed behind Sayso's back is found and named."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from sayso import verify
from sayso.run.local import build

PAGE = """A bridge over the Sava was closed

The city closed the bridge on 4 June 2020 after a flood, the mayor said. Engineers denied that it was in danger.
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    build([folder], folder / "d.sayso", processes=0)
    return folder / "d.sayso"


def test_a_dossier_as_it_was_built_is_sound(sound: Path) -> None:
    assert verify(sound) == []


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE originals SET content = CAST('other' AS BLOB)", "have another SHA-256"),
        ("UPDATE local_documents SET raw_text = raw_text || '.'", "reads otherwise than its bytes do"),
        ("UPDATE local_documents SET doc_id = '0123456789abcdef'", "has another id than they give"),
        ("DELETE FROM originals", "are not stored"),
        ("DELETE FROM blocks WHERE raw_start > 0", "do not tile its raw text"),
        ("UPDATE texts SET text = replace(text, 'closed', 'opened')", "does not give the words of its text"),
        ("UPDATE texts SET text = text || ' It fell.'", "joined by two line breaks, are not its text"),
        ("UPDATE texts SET title = 'Another'", "The table texts is not as build 1 left it"),
        ('UPDATE sentences SET "end" = 100000', "outside a text of"),
        ("UPDATE local_statements SET text = 'It was open'", "the row says 'It was open'"),
        ("UPDATE local_statements SET parent_id = 'none'", "points at 'none', which is not in"),
        ("UPDATE runs SET finished_at = NULL", "was not finished"),
    ],
)
def test_what_was_changed_is_found(sound: Path, tmp_path: Path, sql: str, message: str) -> None:
    path = tmp_path / "d.sayso"
    shutil.copy(sound, path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()
    assert message in " ".join(verify(path))


def test_a_build_that_was_not_finished_is_said_first(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.sayso"
    shutil.copy(sound, path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE runs SET finished_at = NULL")
        connection.execute("UPDATE originals SET content = CAST('other' AS BLOB)")
    connection.close()
    first, *others = verify(path)
    assert first == "The last build was not finished: give the same build command again, and it goes on to the end."
    assert others


def test_a_file_that_is_damaged_is_said_to_be(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.sayso"
    content = bytearray(sound.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    assert any("damaged" in sentence for sentence in verify(path))
