"""Makers of hostile inputs: each writes what it is named after into a folder of its own."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

PAGE = "The port of Bergen reopened on 2 March 2019. The harbour master said that no ship was lost.\n"

_GIB = 1024**3
_CRC_OF_GIB = 0x5B64C2B0
"""CRC-32 of 1 GiB of zeros, worked out once: it takes half a second."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

Entry = tuple[str, int, bytes, int, int]
"""An entry of a zip archive: name, method, its bytes as they are stored, their CRC once unpacked, their size then."""


# ------------------------------------------------------------------ bombs


def zip_bomb(folder: Path) -> None:
    """A zip of 10 MB that unpacks to 10 GB, and says so."""
    entries: list[Entry] = [(f"{number}.txt", 8, _gib_deflated(), _CRC_OF_GIB, _GIB) for number in range(10)]
    (folder / "bomb.zip").write_bytes(zip_by_hand(entries))


def quiet_zip_bomb(folder: Path) -> None:
    """The same, written as a stream: nothing says how much comes, and the directory at the end is missing."""
    streamed = _LOCAL.pack(b"PK\x03\x04", 20, 0x8, 8, 0, 0, 0, 0, 0, 5, 0) + b"a.txt"
    (folder / "bomb.zip").write_bytes(streamed + _deflated_zeros(10 * 1024))


def lying_zip_bomb(folder: Path) -> None:
    """The same, but it says that it holds a hundred bytes."""
    lying: list[Entry] = [("a.txt", 8, _gib_deflated(), _CRC_OF_GIB, 100)]
    (folder / "bomb.zip").write_bytes(zip_by_hand(lying))


def gzip_bomb(folder: Path) -> None:
    """A tar.gz of 10 MB with a page of 10 GB."""
    header = tarfile.TarInfo("page.txt")
    header.size = 10 * _GIB
    body = _gib_deflated()
    member = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + body + struct.pack("<2L", _CRC_OF_GIB, _GIB)
    packed = gzip.compress(header.tobuf(), mtime=0) + member * 10
    (folder / "bomb.tar.gz").write_bytes(packed)


def nested_bomb(folder: Path) -> None:
    """Ten zips in ten zips in ten zips, of 100 MB each at the bottom: 100 GB in all."""
    page = _deflated_zeros(100)
    crc = zlib.crc32(bytes(100 * 1024**2))
    content = zip_by_hand([(f"{n}.txt", 8, page, crc, 100 * 1024**2) for n in range(10)])
    for _ in range(2):
        content = zip_of((f"{number}.zip", content) for number in range(10))
    (folder / "bomb.zip").write_bytes(content)


def pdf_bomb(folder: Path) -> None:
    """A PDF of 4 MB whose only page is drawn by 4 GB of spaces."""
    head = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS)
    spaces = b" " * 1024**2
    begun = head.compress(spaces) + head.flush(zlib.Z_FULL_FLUSH)
    (folder / "bomb.pdf").write_bytes(
        _pdf_of(begun + _deflated(spaces, 4 * 1024), "/Filter /FlateDecode ", "/Root 1 0 R")
    )


def entity_bombs(folder: Path) -> None:
    """Pages whose entities would become a billion words: a feed, a Word document, XHTML, a drawing."""
    names = ["ha", *(f"ha{number}" for number in range(1, 10))]
    defined = "".join(
        f'<!ENTITY {names[at]} "{f"&{names[at - 1]};" * 10 if at else "ha " * 10}">' for at in range(len(names))
    )
    bomb = f"&{names[-1]};"
    feed = f"<rss version='2.0'><channel><title>News</title><item><title>Port</title><description>{PAGE} {bomb}"
    (folder / "feed.rss").write_text(
        f"<?xml version='1.0'?><!DOCTYPE rss [{defined}]>{feed}</description></item></channel></rss>"
    )
    (folder / "page.xhtml").write_text(
        f"<?xml version='1.0'?><!DOCTYPE html [{defined}]><html><body><p>{PAGE} {bomb}</p></body></html>"
    )
    (folder / "drawn.txt").write_text(
        f"<?xml version='1.0'?><!DOCTYPE svg [{defined}]><svg><text>{PAGE} {bomb}</text></svg>"
    )
    (folder / "word.docx").write_bytes(docx_of(f"<w:p><w:r><w:t>{PAGE} {bomb}</w:t></w:r></w:p>", defined))


# ------------------------------------------------------------------ many and nested files


def many_files_in_zip(folder: Path) -> None:
    """100,000 tiny files in a zip."""
    pages = (f"Page {number}." for number in range(100_000))
    entries = ((f"{n}.txt", 0, page.encode(), zlib.crc32(page.encode()), len(page)) for n, page in enumerate(pages))
    (folder / "many.zip").write_bytes(zip_by_hand(entries))


def many_files_in_tar(folder: Path) -> None:
    """100,000 tiny files in a tar.gz."""
    mould = tarfile.TarInfo("000000.txt")
    mould.size = 5
    header = mould.tobuf(tarfile.USTAR_FORMAT)
    body = b"Page.".ljust(512, b"\0")
    signs = sum(header) - sum(header[148:156]) + 8 * 32 - 6 * ord("0")

    def entry(number: int) -> bytes:
        name = b"%06d" % number
        return name + header[6:148] + b"%06o\0 " % (signs + sum(name)) + header[156:] + body

    packed = gzip.compress(b"".join(map(entry, range(100_000))) + bytes(1024), compresslevel=1, mtime=0)
    (folder / "many.tar.gz").write_bytes(packed)


def many_files_in_inner_zips(folder: Path) -> None:
    """A page, and eight zips with 51,000 empty files each, in a zip."""
    inner = zip_by_hand((f"{number}.txt", 0, b"", 0, 0) for number in range(51_000))
    inside = [(f"{number:02}.zip", inner) for number in range(8)]
    (folder / "wide.zip").write_bytes(zip_of([("page.txt", PAGE.encode()), *inside]))


def deep_archives(folder: Path) -> None:
    """Ten zips in each other, with a page in each."""
    content = b""
    for depth in reversed(range(10)):
        inner = [("inner.zip", content)] if content else []
        content = zip_of([(f"page{depth}.txt", f"{PAGE}Page {depth}.\n".encode()), *inner])
    (folder / "deep.zip").write_bytes(content)


def paths_that_lead_out(folder: Path) -> None:
    """Entries that would be written elsewhere: a name with "..", an absolute one, a link."""
    good = ("in.txt", PAGE.encode())
    (folder / "dots.zip").write_bytes(zip_of([good, ("../../dots.txt", b"Out.")]))
    (folder / "absolute.zip").write_bytes(zip_of([good, (f"{folder.parents[1]}/absolute.txt", b"Out.")]))
    (folder / "drive.zip").write_bytes(zip_of([good, ("C:\\drive.txt", b"Out.")]))
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    (folder / "link.zip").write_bytes(zip_of([good, (link, b"../../../../etc/hostname")]))
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        page = tarfile.TarInfo("in.txt")
        page.size = len(PAGE)
        archive.addfile(page, io.BytesIO(PAGE.encode()))
        out = tarfile.TarInfo("link.txt")
        out.type, out.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(out)
    (folder / "link.tar").write_bytes(made.getvalue())


def links_that_lead_out(folder: Path) -> None:
    """Links from the pile to a page and a folder that were not given."""
    outside = folder.parents[1] / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("The minister said in secret that the port stays closed.\n")
    (folder / "page.txt").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside, target_is_directory=True)


# ------------------------------------------------------------------ locked, cut and broken files


def locked_pdf(folder: Path) -> None:
    """A PDF that a password keeps shut (RC4, 40 bits), and one that anybody may open but not print."""
    (folder / "locked.pdf").write_bytes(encrypted_pdf(PAGE.strip(), b"secret"))
    (folder / "open.pdf").write_bytes(encrypted_pdf(PAGE.strip(), b""))


def cut_gzip(folder: Path) -> None:
    """A gzip file without its second half."""
    noise = hashlib.shake_256(b"noise").hexdigest(20_000)
    packed = gzip.compress((PAGE + noise).encode(), mtime=0)
    (folder / "page.txt.gz").write_bytes(packed[: len(packed) // 2])


def cut_warcs(folder: Path) -> None:
    """Web archives of three pages that end in the middle of the third."""
    records = [_record(number) for number in range(3)]
    whole = b"".join(records)
    (folder / "cut.warc").write_bytes(whole[: -len(records[-1]) // 2])
    packed = b"".join(gzip.compress(record, mtime=0) for record in records)
    (folder / "cut.warc.gz").write_bytes(packed[:-60])


def feed_that_is_none(folder: Path) -> None:
    """What calls itself a feed and is not XML."""
    (folder / "none.rss").write_text("No feed is here. Ask the editors.\n")
    (folder / "broken.atom").write_text("<?xml version='1.0'?><feed <<<>>> & %^&* <entry")


# ------------------------------------------------------------------ large and deep pages


def huge_html(folder: Path) -> None:
    """200 MB of HTML."""
    with (folder / "huge.html").open("wb") as stream:
        stream.write(b"<!DOCTYPE html><html><body>")
        for _ in range(200):
            stream.write(b"<p>No end to it.</p>\n" * 50_000)


def deep_html(folder: Path) -> None:
    """HTML nested 100,000 deep: blocks, and what stands in a line."""
    for tag in ("div", "span", "table"):
        page = f"<html><body><p>{PAGE}</p>{f'<{tag}>' * 100_000}<p>It rained in Oslo, {tag}.</p>{f'</{tag}>' * 100_000}"
        (folder / f"{tag}.html").write_text(f"{page}</body></html>")


def flooded_html(folder: Path) -> None:
    """A page whose element has 100,000 attributes, each of which the parser compares with all the others."""
    flood = " ".join(f"a{number}=1" for number in range(100_000))
    (folder / "flood.html").write_text(f"<html><body><div {flood}><p>{PAGE}</p></div></body></html>")


def hanging_html(folder: Path) -> None:
    """A page that keeps its parser busy for minutes: no element has too many attributes, but there are too many."""
    crowd = " ".join(f"a{number}" for number in range(9_500))
    with (folder / "hang.html").open("w") as stream:
        stream.write(f"<html><body><p>{PAGE}</p>")
        for _ in range(900):
            stream.write(f"<div {crowd}></div>")


def crowded_texts(folder: Path) -> None:
    """Texts of a million lines, and of one line of five million characters."""
    (folder / "lines.txt").write_text("no end\n" * 1_000_000)
    (folder / "line.txt").write_text("no end " * 700_000)
    (folder / "breaks.html").write_text(f"<html><body>{PAGE}{'a<br>' * 300_000}</body></html>")


def crowded_table(folder: Path) -> None:
    """A table of 100,000 columns, most of them without a name."""
    names = ",".join(["text", *(f"c{number}" for number in range(50_000)), *[""] * 50_000])
    (folder / "wide.csv").write_text(f"{names}\n{PAGE}", encoding="utf-8")


def crowded_metadata(folder: Path) -> None:
    """A page that says a hundred thousand things of itself, in the elements that do so, one in the other."""
    said = "<meta name='a' content='b'>" * 100_000
    nested = "<h1><div>" * 1_000 + "Port " * 20_000 + "</div></h1>" * 1_000
    (folder / "page.html").write_text(f"<html><head>{said}</head><body><p>{PAGE}</p>{nested}</body></html>")


# ------------------------------------------------------------------ odd characters


def lone_surrogates(folder: Path) -> None:
    """Halves of characters: as bytes, as escapes of JSON, as character references."""
    (folder / "bytes.txt").write_bytes(f"{PAGE}\nThe ship \ud83d sank.\n".encode("utf-8", "surrogatepass"))
    (folder / "rows.jsonl").write_text(f'{{"title": "A \\ud83d title", "text": "{PAGE.strip()} The \\udc00 ship."}}\n')
    (folder / "page.html").write_text(
        f"<html><title>A &#xD800; title</title><body><p>{PAGE} The &#55357; ship &#xDC00; sank.</p></body></html>"
    )


def turned_characters(folder: Path) -> None:
    """Marks that turn the writing direction, and escapes that terminals obey: in a name, a title, a text."""
    (folder / "page\u202etxt.exe.txt").write_text(f"{PAGE}\nMr \u202eKaren\u202c Ada \x1b[2Jmet \u2067Bert\u2069.\n")
    (folder / "empty\u202etxt.exe\x1b[2J.txt").touch()
    (folder / "page.html").write_text(
        f"<html><title>Port \u202ederepoer \x9b2J</title><body><h1>Port \u202ederepoer</h1><p>{PAGE}</p>"
        "<p>The mayor of \u202eOslo\u202c met the mayor of Bergen on 3 March 2019, he said.</p></body></html>"
    )


# ------------------------------------------------------------------ what they are made of


def zip_of(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """Names and contents -> a zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def zip_by_hand(entries: Iterable[Entry]) -> bytes:
    """Entries -> a zip archive, faster than zipfile, and with a say in what it states of itself."""
    local: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name, method, stored, crc, size in entries:
        raw = name.encode()
        facts = (20, 0, method, 0, 0, crc, len(stored), size, len(raw), 0)
        local += [_LOCAL.pack(b"PK\x03\x04", *facts), raw, stored]
        central += [_CENTRAL.pack(b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, at), raw]
        at += _LOCAL.size + len(raw) + len(stored)
    count = len(central) // 2
    # A directory of more than 65,535 entries states their number modulo that, as old programs do.
    end = _END.pack(b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, sum(map(len, central)), at, 0)
    return b"".join(chain(local, central, [end]))


def docx_of(body: str, defined: str = "") -> bytes:
    """WordprocessingML, and definitions of entities -> a Word document."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    doctype = f"<!DOCTYPE w:document [{defined}]>" if defined else ""
    return zip_of([
        ("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode()),
        ("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
         'Target="word/document.xml"/></Relationships>'.encode()),
        ("word/document.xml", f"<?xml version='1.0' encoding='UTF-8'?>{doctype}"
         f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode()),
    ])  # fmt: skip


def encrypted_pdf(words: str, password: bytes) -> bytes:
    """One line of text -> a PDF that opens with the password (PDF 1.7, 7.6.3: revision 2, RC4 with 40 bits)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    file_id, allowed = bytes(16), -64
    owner = _rc4(hashlib.md5((b"owner" + pad)[:32]).digest()[:5], (password + pad)[:32])
    key = hashlib.md5((password + pad)[:32] + owner + struct.pack("<l", allowed) + file_id).digest()[:5]
    drawn = f"BT /F 12 Tf 50 700 Td ({words}) Tj ET".encode()
    hidden = _rc4(hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10], drawn)
    lock = f"<< /Filter /Standard /V 1 /R 2 /P {allowed} /O <{owner.hex()}> /U <{_rc4(key, pad).hex()}> >>"
    return _pdf_of(hidden, "", f"/Root 1 0 R /ID [<{file_id.hex()}> <{file_id.hex()}>] /Encrypt {lock}")


def _pdf_of(drawn: bytes, packed: str, trailer: str) -> bytes:
    """What draws a page, how it is packed, what the PDF says of itself at its end -> a PDF of one page."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R /Resources << /Font << /F {font} >> >> "
        ">>".encode(),
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (packed.encode(), len(drawn), drawn),
    )
    written, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    count = len(bodies) + 1
    return (
        written
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} {trailer} >>\n"
            f"startxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )


def _rc4(key: bytes, content: bytes) -> bytes:
    box = list(range(256))
    other = 0
    for at in range(256):
        other = (other + box[at] + key[at % len(key)]) % 256
        box[at], box[other] = box[other], box[at]
    out = bytearray()
    at = other = 0
    for byte in content:
        at = (at + 1) % 256
        other = (other + box[at]) % 256
        box[at], box[other] = box[other], box[at]
        out.append(byte ^ box[(box[at] + box[other]) % 256])
    return bytes(out)


def _deflated_zeros(mebibytes: int) -> bytes:
    return _deflated(bytes(1024**2), mebibytes)


def _deflated(piece: bytes, times: int) -> bytes:
    """A piece so many times, deflated: it is packed once, since a full flush makes what follows stand alone."""
    maker = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    one = maker.compress(piece) + maker.flush(zlib.Z_FULL_FLUSH)
    return one * times + b"\x03\x00"


def _gib_deflated() -> bytes:
    return _deflated_zeros(1024)


def _record(number: int) -> bytes:
    page = f"<html><body><p>{PAGE}</p><p>Page {number}.</p></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    header = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        "WARC-Date: 2019-03-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return header.encode() + answer + b"\r\n\r\n"
