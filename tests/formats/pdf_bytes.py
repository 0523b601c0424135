"""PDFs for tests, written by hand: lines of Helvetica at given places, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Placed(NamedTuple):
    """Words at a place, in points from the lower left corner of a page of 600 by 800."""

    left: float
    bottom: float
    words: str
    size: float = 10


LEADING = 12.0


def column(left: float, top: float, lines: Sequence[str]) -> list[Placed]:
    """Lines one under the other."""
    return [Placed(left, top - LEADING * number, words) for number, words in enumerate(lines)]


def pdf_of(
    pages: Sequence[Sequence[Placed]], properties: str = "", picture: bool = False, locked: bool = False
) -> bytes:
    """Pages -> a PDF, its properties as PDF writes them: "/Title (Ferry)"."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    drawn = "/XObject << /P 3 0 R >>" if picture else ""
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] /MediaBox [0 0 600 800] /Resources << {drawn} "
        "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "
        "/Length 1 >>\nstream\nx\nendstream",
    ]
    for number, page in enumerate(pages):
        shown = "\n".join(
            f"BT /F {one.size} Tf {one.left} {one.bottom} Td ({_escaped(one.words)}) Tj ET" for one in page
        )
        shown += "\nq 500 0 0 700 50 50 cm /P Do Q" if picture else ""
        bodies.append(f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * number} 0 R >>")
        bodies.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}\nendstream")
    bodies.append(f"<< {properties} >>")
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    trailer = f"/Root 1 0 R /Info {len(bodies)} 0 R /ID [<00> <00>]" + (f" /Encrypt {lock}" if locked else "")
    return _written(bodies, trailer)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _written(bodies: Sequence[str], trailer: str) -> bytes:
    written = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(bodies, start=1):
        starts.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(bodies) + 1} {trailer} >>\n"
    return written + f"{end}startxref\n{len(written)}\n%%EOF\n".encode()
