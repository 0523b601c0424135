"""The real stages: the same pile gives the same rows, in one go or in steps, by one process or two."""

from __future__ import annotations

from pathlib import Path

from sayso.run.local import build
from sayso.run.store import Dossier
from sayso.run.verify import verify
from sayso.run.writing import digests_of

MENU = "Home | World | Sport\n\n"
PAGES = {
    "a.txt": """Peru and Chile agree on a new border crossing

LIMA, 4 March 2018 - Peru signed an agreement with Chile on Sunday, foreign minister Ana Rojas said.

Chile may open the crossing next month, according to the Lima Courier.
""",
    "b.txt": """Chile denies border plan

Santiago, March 5, 2018

Chile has denied that it signed an agreement with Peru. Officials in Santiago met the minister on Saturday.
""",
    "c.txt": """Crossing opens at last

April 20, 2018. Presidents of both countries visited the crossing on Thursday. Peru accused smugglers of an attack.
""",
}


def digests(path: Path) -> dict[str, str]:
    with Dossier(path) as dossier:
        return dict(digests_of(dossier.connection))


def test_in_one_go_in_steps_and_by_two_processes(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for name, text in PAGES.items():
        (pile / name).write_text(MENU + text, encoding="utf-8")
    whole = build([pile], tmp_path / "whole.sayso", processes=0)
    for name in ("c.txt", "a.txt", "b.txt"):
        build([pile / name], tmp_path / "steps.sayso", processes=0)
    build([pile], tmp_path / "two.sayso", processes=2)
    assert whole.failures == ()
    assert whole.counts["local_statements"] > 0
    assert digests(tmp_path / "steps.sayso") == digests(tmp_path / "whole.sayso")
    assert digests(tmp_path / "two.sayso") == digests(tmp_path / "whole.sayso")
    assert verify(tmp_path / "steps.sayso") == []
