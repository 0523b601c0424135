"""Word documents -> their paragraphs and tables, and the reason why not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats import read_page


def word(change: Callable[[str], str] = lambda xml: xml) -> bytes:
    """A Word document; `change` may rewrite the XML of its text."""
    document = docx.Document()
    document.add_heading("Ferry home", 1)
    document.add_paragraph("It came on\tMonday.")
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet")
    table = document.add_table(2, 2)
    for place, cell in enumerate(("Harbour", "Ships", "Turku", "12")):
        table.cell(place // 2, place % 2).text = cell
    document.add_paragraph("All saw it.")
    document.sections[0].header.paragraphs[0].text = "a running head"
    document.core_properties.title = "Ferry"
    document.core_properties.author = "ann"
    document.core_properties.created = document.core_properties.modified = datetime(2022, 5, 10, 8, tzinfo=UTC)
    made = io.BytesIO()
    document.save(made)
    return rewritten(made.getvalue(), "word/document.xml", change)


def rewritten(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A zip archive with one member rewritten."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            inside = old.read(member)
            new.writestr(member.filename, change(inside.decode()) if member.filename == name else inside)
    return made.getvalue()


def test_headings_paragraphs_lists_and_tables_come_in_order() -> None:
    page = read_page(word(), "a.docx")
    assert page.text == "Ferry home\n\nIt came on Monday.\n\none\ntwo\n\nHarbour\tShips\nTurku\t12\n\nAll saw it."
    assert page.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert [(field.name, field.value) for field in page.metadata] == [
        ("file:title", "Ferry"),
        ("file:author", "ann"),
        ("file:created", "2022-05-10T08:00:00+00:00"),
        ("file:modified", "2022-05-10T08:00:00+00:00"),
    ]


@pytest.mark.parametrize(
    ("run", "gives"),
    [
        ("<w:ins w:id='1' w:author='x'><w:r><w:t>really </w:t></w:r></w:ins>", "really All saw it."),
        ("<w:del w:id='1' w:author='x'><w:r><w:delText>never </w:delText></w:r></w:del>", "All saw it."),
        ("<w:moveFrom w:id='1' w:author='x'><w:r><w:t>never </w:t></w:r></w:moveFrom>", "All saw it."),
        ("<w:hyperlink><w:r><w:t>linked </w:t></w:r></w:hyperlink>", "linked All saw it."),
        ("<w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one. </w:t></w:r>", "twenty-one. All saw it."),
        ("<w:sdt><w:sdtContent><w:r><w:t>boxed </w:t></w:r></w:sdtContent></w:sdt>", "boxed All saw it."),
        (
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Beside.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
            "Beside.\n\nAll saw it.",
        ),
    ],
    ids=["inserted", "deleted", "moved away", "link", "hyphen", "control", "text box"],
)
def test_changes_and_boxes_are_read_as_a_reader_sees_them(run: str, gives: str) -> None:
    content = word(lambda xml: re.sub(r"<w:r>\s*<w:t>All saw it", rf"{run}\g<0>", xml))
    assert read_page(content, "a.docx").text.endswith(f"12\n\n{gives}")


def test_without_properties_none_are_made_up() -> None:
    content = rewritten(
        word(), "_rels/.rels", lambda xml: re.sub(r"<Relationship [^>]*core-properties[^>]*/>", "", xml)
    )
    assert read_page(content, "a.docx").metadata == ()


def test_what_is_too_large_once_unpacked_is_refused_before_it_is_unpacked() -> None:
    content = word(lambda xml: xml.replace("All saw it.", "a" * 3_000_000))
    assert len(content) < 100_000
    for small in (IngestSettings(max_markup=1_000_000), IngestSettings(max_bytes=1_000_000)):
        with pytest.raises(InputError, match="unpacks to 3,"):
            read_page(content, "a.docx", small)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (word()[:2_000], "damaged"),
        (word(lambda xml: xml[: len(xml) // 2]), "damaged"),
        (word(lambda xml: f"<!DOCTYPE x [<!ENTITY e 'x'>]>{xml.split('?>')[1].replace('All', '&e;')}"), "damaged"),
        (rewritten(word(), "_rels/.rels", lambda _: "<x/>"), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old office document .* password"),
        (b"PK\x03\x04" + bytes(100), "zip archive"),
    ],
    ids=["cut", "cut inside", "entity", "nothing in it", "old or locked", "other zip"],
)
def test_what_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_page(content, "a.docx")
    assert caught.value.mend


WHOLE = word()


@given(st.integers(0, len(WHOLE)), st.binary(max_size=20), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_broken_bytes_give_a_page_or_a_reason(at: int, put: bytes, taken: int) -> None:
    broken = b"PK\x03\x04" + (WHOLE[:at] + put + WHOLE[at + taken :])[4:]
    try:
        assert read_page(broken, "a") == read_page(broken, "b")
    except InputError:
        return
