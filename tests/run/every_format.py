"""A pile with a page in every format that can be read, each about a port of its own, and some that cannot."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import docx

from tests.formats.archive_bytes import tar_of, zip_of
from tests.formats.pdf_bytes import column, pdf_of
from tests.formats.test_warc import answer, record


def text_about(port: str) -> str:
    """A short plain page."""
    return (
        f"The port of {port} reopened on 2 March 2019. The harbour master said that no ship was lost at {port}.\n\n"
        f"Nobody was hurt, officials in {port} said on Sunday. Ferries will go again next week.\n"
    )


def page_about(port: str) -> str:
    """A short page in HTML."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text_about(port).split("\n\n"))
    title = f"{port} opens its port"
    return f"<html><head><title>{title}</title></head><body><nav>Home</nav><h1>{title}</h1>{paragraphs}</body></html>"


def web_archive() -> bytes:
    """Two pages, a picture and the record of the crawl, packed record by record."""
    records = [
        record(b"software: a test\r\n", "warcinfo", ""),
        record(answer(page_about("Stavanger").encode()), url="https://fjord.example/a"),
        record(answer(b"\x89PNG", kind="image/png"), url="https://fjord.example/a.png"),
        record(answer(page_about("Haugesund").encode()), url="https://fjord.example/b"),
    ]
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def mail(port: str, attached: str) -> bytes:
    """A mail with a page attached."""
    return (
        "From: Ann Example <ann@fjord.example>\nTo: desk@fjord.example\n"
        f"Subject: The port of {port}\nDate: Sun, 03 Mar 2019 08:00:00 +0100\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain; charset=utf-8\n\n'
        f'{text_about(port)}\n--B\nContent-Type: text/html\nContent-Disposition: attachment; filename="more.html"\n\n'
        f"{page_about(attached)}\n--B--\n"
    ).encode()


def saved_page(port: str) -> bytes:
    """A page as a browser saves it in one file."""
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://fjord.example/saved\nSubject: Saved\n"
        "Date: Mon, 4 Mar 2019 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        f"--B\nContent-Type: text/html\nContent-Location: https://fjord.example/saved\n\n{page_about(port)}\n--B--\n"
    ).encode()


def feeds() -> dict[str, bytes]:
    """RSS with two entries, Atom with one."""
    rss = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Fjord News</title><link>https://fjord.example/</link>'
        f"<item><title>Alesund opens</title><pubDate>Sun, 03 Mar 2019 08:00:00 +0100</pubDate>"
        f"<description>{text_about('Alesund')}</description></item>"
        f"<item><title>Larvik opens</title><description><![CDATA[<p>{text_about('Larvik')}</p>]]></description></item>"
        "</channel></rss>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord News</title><entry><title>Risor opens</title>'
        f"<published>2019-03-03T08:00:00+01:00</published><content type='text'>{text_about('Risor')}</content></entry>"
        "</feed>"
    )
    return {"news.rss": rss.encode(), "news.atom": atom.encode()}


def tables() -> dict[str, bytes]:
    """A table of two rows, and lines of JSON of which the second is broken."""
    rows = [{"headline": port, "body": text_about(port), "published": "2019-03-03"} for port in ("Vardo", "Alta")]
    csv = "headline,body,published\n" + "".join(
        f'"{port}","{text_about(port)}",2019-03-03\n' for port in ("Horten", "Moss")
    )
    lines = "\n".join([json.dumps(rows[0]), "{broken", json.dumps(rows[1])])
    return {"table.csv": csv.encode(), "lines.jsonl": lines.encode()}


def word(port: str) -> bytes:
    """A Word document."""
    document, made = docx.Document(), io.BytesIO()
    document.add_heading(f"{port} opens its port", 0)
    for paragraph in text_about(port).split("\n\n"):
        document.add_paragraph(paragraph.strip())
    document.save(made)
    return made.getvalue()


def pdf(port: str, *, locked: bool = False) -> bytes:
    """A PDF of one page."""
    lines = [
        line
        for paragraph in text_about(port).split("\n\n")
        for line in (*re.split(r"(?<=[.]) ", paragraph.strip()), "")
    ]
    return pdf_of([column(50, 750, lines)], properties=f"/Title ({port})", locked=locked)


READ: dict[str, bytes] = {
    "plain.txt": text_about("Bergen").encode(),
    "marked.md": b"---\ntitle: Narvik opens\ndate: 2019-03-03\n---\n\n" + text_about("Narvik").encode(),
    "page.html": page_about("Oslo").encode(),
    "packed.html.gz": gzip.compress(page_about("Bodo").encode(), mtime=0),
    "saved.mhtml": saved_page("Kirkenes"),
    "paper.pdf": pdf("Floro"),
    "paper.docx": word("Mo"),
    "mail.eml": mail("Tromso", "Harstad"),
    **feeds(),
    **tables(),
    "crawl.warc.gz": web_archive(),
    "crawl.wacz": zip_of([("archive/data.warc.gz", web_archive()), ("datapackage.json", b"{}")]),
    "pages.zip": zip_of(
        [("a/one.txt", text_about("Molde").encode()), ("b.zip", zip_of([("two.html", page_about("Skien").encode())]))]
    ),
    "pages.tar.gz": tar_of([(f"{port}.txt", text_about(port).encode()) for port in ("Hamar", "Gjovik")], "w:gz"),
}
"""Files that can be read, one row of lines.jsonl apart; crawl.wacz holds the same records as crawl.warc.gz."""

DOCUMENTS = 22
"""Of plain, marked, page, packed, saved, PDF, Word and Atom 1, of all others 2, but for the web archive in a zip: its
records are those of the one beside it."""

UNREAD: dict[str, bytes] = {
    "locked.pdf": pdf("Odda", locked=True),
    "cut.tar.gz": READ["pages.tar.gz"][:-60],
    "cut.warc": gzip.decompress(web_archive())[:-200],
    "wrong.rss": b"<rss this is no XML",
    "outside.zip": zip_of(
        [("../evil.txt", text_about("Evje").encode()), ("good.txt", text_about("Grimstad").encode())]
    ),
}
"""Files each of which gives one failure; what is whole in them is read."""


def write_pile(folder: Path) -> Path:
    """All of them, in a folder."""
    for name, content in (READ | UNREAD).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
