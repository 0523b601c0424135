"""Paths -> files, and what cannot be read."""

from __future__ import annotations

import os
import sqlite3
from itertools import permutations
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.run.inputs import find_inputs, read_bytes
from sayso.run.layout import APPLICATION_ID


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    (folder / "inner").mkdir(parents=True)
    (folder / "b.txt").write_text("b")
    (folder / "inner" / "a.txt").write_text("a")
    return folder


def sources(*paths: Path, into: Path = Path("x.sayso")) -> list[str]:
    return sorted(file.source for file in find_inputs(paths, into).files.values())


def errors(*paths: Path) -> dict[str, str]:
    return {error.source: error.reason for error in find_inputs(paths, Path("x.sayso")).errors.values()}


def test_sources_are_seen_from_the_folder_that_was_given(pile: Path) -> None:
    assert sources(pile) == ["b.txt", "inner/a.txt"]
    assert sources(pile / "b.txt") == ["b.txt"]


def test_overlapping_paths_give_each_file_once_whatever_their_order(pile: Path) -> None:
    given = [pile, pile / "inner", pile / "b.txt", pile / "inner" / "a.txt"]
    for order in permutations(given):
        found = find_inputs(order, Path("x.sayso"))
        assert sorted((file.source, file.named) for file in found.files.values()) == [
            ("b.txt", True),
            ("inner/a.txt", True),
        ]


def test_hidden_names_are_left_out_of_folders_and_counted(pile: Path) -> None:
    (pile / ".hidden.txt").write_text("h")
    (pile / ".git").mkdir()
    found = find_inputs([pile], Path("x.sayso"))
    assert (len(found.files), {left.name for left in found.left_out.values()}) == (2, {".git", ".hidden.txt"})
    assert sources(pile / ".hidden.txt") == [".hidden.txt"]


def test_what_a_site_is_saved_with_is_left_out_unless_it_is_named(pile: Path) -> None:
    for name in ("logo.PNG", "site.css", "app.js", "clip.mp4"):
        (pile / name).write_text("x")
    found = find_inputs([pile], Path("x.sayso"))
    assert {left.reason for left in found.left_out.values()} == {"a picture", "a style sheet", "a script", "a video"}
    assert sources(pile, pile / "logo.PNG") == ["b.txt", "inner/a.txt", "logo.PNG"]


def test_a_folder_that_links_to_itself_is_one_error(pile: Path) -> None:
    (pile / "inner" / "loop").symlink_to(pile, target_is_directory=True)
    (pile / "self").symlink_to(pile / "self")
    assert sources(pile) == ["b.txt", "inner/a.txt"]
    assert errors(pile)["inner/loop"] == "the folder is a link to a folder that it lies in"
    assert "self" in errors(pile)
    assert len(errors(pile)) == 2


def test_many_links_between_folders_are_followed_once(tmp_path: Path) -> None:
    for number in range(24):
        (tmp_path / f"f{number}").mkdir()
        for name in ("one", "two"):
            (tmp_path / f"f{number}" / name).symlink_to(tmp_path / f"f{number + 1}", target_is_directory=True)
    (tmp_path / "f24").mkdir()
    (tmp_path / "f24" / "page.txt").write_text("page")
    assert len(find_inputs([tmp_path], Path("x.sayso")).files) == 1


@pytest.fixture
def linked(pile: Path, tmp_path: Path) -> Path:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "c.txt").write_text("c")
    (pile / "link.txt").symlink_to(outside / "c.txt")
    (pile / "folder").symlink_to(outside, target_is_directory=True)
    (pile / "inside.txt").symlink_to(pile / "inner" / "a.txt")
    (pile / "broken.txt").symlink_to(tmp_path / "nowhere")
    return pile


def test_links_that_lead_out_of_the_folder_are_errors(linked: Path) -> None:
    assert sources(linked) == ["b.txt", "inner/a.txt", "inside.txt"]
    out = "the link leads out of the given folder"
    assert errors(linked) == {"broken.txt": "the path is not there", "folder": out, "link.txt": out}


def test_links_to_what_was_given_too_are_followed(linked: Path, tmp_path: Path) -> None:
    both = sources(linked, tmp_path / "outside", linked / "link.txt")
    assert both == ["b.txt", "c.txt", "folder/c.txt", "inner/a.txt", "inside.txt", "link.txt"]


def test_the_folder_that_a_browser_saves_beside_a_page_is_left_out(pile: Path) -> None:
    (pile / "Ferry_files").mkdir()
    (pile / "Ferry_files" / "note.txt").write_text("n")
    assert sources(pile) == ["Ferry_files/note.txt", "b.txt", "inner/a.txt"]
    (pile / "Ferry.html").write_text("<p>It came.")
    assert sources(pile) == ["Ferry.html", "b.txt", "inner/a.txt"]


def test_what_is_no_file_is_an_error_and_is_not_opened(pile: Path) -> None:
    os.mkfifo(pile / "pipe.txt")
    assert errors(pile) == {"pipe.txt": "the input is not a file but a pipe, socket or device"}
    assert errors(pile / "missing.txt", Path("/dev/null")) == {
        "missing.txt": "the path is not there",
        "null": "the input is not a file but a pipe, socket or device",
    }


def test_the_dossier_being_written_is_no_input(pile: Path) -> None:
    into = pile / "d.sayso"
    for ending in ("", "-wal", "-shm", ".lock"):
        Path(f"{into}{ending}").write_text("x")
    assert sources(pile, into=into) == ["b.txt", "inner/a.txt"]


def test_another_dossier_and_a_file_too_large_are_refused(pile: Path) -> None:
    with sqlite3.connect(pile / "other.txt") as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    files = {file.source: file for file in find_inputs([pile], Path("x.sayso")).files.values()}
    with pytest.raises(InputError, match="is a dossier, not a page"):
        read_bytes(files["other.txt"], 10**6)
    with pytest.raises(InputError, match="more than 0 bytes"):
        read_bytes(files["b.txt"], 0)
    assert read_bytes(files["b.txt"], 1) == b"b"


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as stream:  # noqa: PTH123 - a path of bytes
            stream.write(b"x")
    except OSError:
        pytest.skip("this file system takes only names that are UTF-8")
    (file,) = find_inputs([tmp_path], Path("x.sayso")).files.values()
    assert file.source == "caf\\xe9.txt"
    assert read_bytes(file, 10) == b"x"
