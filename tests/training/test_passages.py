"""The project's passages and single statements, as the encoder's training reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.language.encoder import STATUSES
from training.encoder.passages import UNSEEN, Held, Passage, held, is_unseen, placed, singles, written

DATA = Path(__file__).parents[2] / "training/data"


def read(folder: Path, *lines: str) -> list[Passage]:
    path = folder / "held.txt"
    path.write_text("# a comment\n" + "\n".join(lines), encoding="utf-8")
    return list(held(path))


def words(passage: Passage, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def test_statements_of_one_text_are_one_passage(tmp_path: Path) -> None:
    (passage,) = read(
        tmp_path,
        "asserted\t{The vicar denied that he had sold the bell}.",
        "denied\t[The vicar] <denied> that {he had sold the bell}.",
    )
    assert passage.text == "The vicar denied that he had sold the bell."
    assert [(one.status, one.attributed) for one in passage.held] == [("asserted", False), ("denied", True)]


def test_frames_have_what_polnear_counts_to_the_content(tmp_path: Path) -> None:
    (that, quoted) = read(
        tmp_path,
        "denied\t[The vicar] <denied> that {he had sold the bell}.",
        "pledged\t“{I will ring it},” <said> [the vicar].",
    )
    assert that.frames is not None
    assert quoted.frames is not None
    assert words(that, that.frames[0].content) == ["that he had sold the bell"]
    assert words(quoted, quoted.frames[0].content) == ["“I will ring it,”"]
    assert words(quoted, quoted.held[0].content) == ["I will ring it"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("asserted\t{The bell was sold.", "not closed"),
        ("asserted\t[The vicar] said {it was [sold}.", "belongs to no mark"),
        ("asserted\t{The bell} was sold}.", "belongs to no mark"),
        ("asserted\t{The bell was sold}] in May.", "belongs to no mark"),
        ("asserted\t{The bell was sold}, [] <said>.", "marks nothing"),
        ("asserted\tThe bell was sold.", "no content is marked"),
        ("asserted\t[The vicar] <said> so.", "no content is marked"),
        ("asserted {The bell was sold}.", "one tab"),
        ("asserted\t{The bell was sold}.\tdenied", "one tab"),
        ("denyd\t{The bell was sold}.", "'denyd' is no status"),
        ("\t{The bell was sold}.", "'' is no status"),
    ],
)
def test_wrong_statement_is_refused_with_its_line(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"held\.txt, line 3: ") as refused:
        read(tmp_path, "asserted\t{The vicar rang}.", line)
    assert why in str(refused.value)


def passages(folder: Path, *lines: str) -> list[Passage]:
    path = folder / "written.txt"
    path.write_text("# what the file is\n\n" + "\n".join(lines), encoding="utf-8")
    return list(written(path))


def test_written_passages_give_frames_levels_and_statuses(tmp_path: Path) -> None:
    ferry, plain = passages(
        tmp_path,
        "# two frames that share a source",
        "{s1|{s2|The pilot}} {c1|denied} {p1|that he had {f-3|slept}} and {c2|vowed} {p2|to {f1|return}}.",
        "The ferry lay still.",
        "status: 1 denied; 2 pledged; author asserted",
        "",
        "Nobody asked him [why].",
    )
    assert ferry.text.splitlines()[0] == "The pilot denied that he had slept and vowed to return."
    assert ferry.frames is not None
    assert [words(ferry, frame.source) for frame in ferry.frames] == [["The pilot"], ["The pilot"]]
    assert [words(ferry, frame.cue) for frame in ferry.frames] == [["denied"], ["vowed"]]
    assert [(ferry.text[start:end], level) for start, end, level in ferry.levels] == [("slept", -3), ("return", 1)]
    assert [(one.status, one.attributed, words(ferry, one.content)) for one in ferry.held] == [
        ("denied", True, ["that he had slept"]),
        ("pledged", True, ["to return"]),
        ("asserted", False, ["The ferry lay still"]),
    ]
    assert (plain.text, plain.frames, plain.held) == ("Nobody asked him [why].", (), ())


def test_what_the_author_keeps_at_a_distance_is_his_own(tmp_path: Path) -> None:
    (passage,) = passages(tmp_path, "{p1|The pilot slept}, {c1|allegedly}.", "holder: 1 author", "status: 1 speculated")
    assert passage.frames == ()
    assert [(one.status, one.attributed) for one in passage.held] == [("speculated", False)]


@pytest.mark.parametrize(
    ("marked", "status", "why"),
    [
        ("{s1|The pilot} {c1|said} {p1|he slept.", "1 asserted", "line 4: a mark is not closed"),
        ("{s1|The pilot} {c1|said} {p1|he slept}}.", "1 asserted", "line 4: '}' belongs to no mark"),
        ("{s1|The pilot} {c1|said} {q1|he slept}.", "1 asserted", "line 4: '{' belongs to no mark"),
        ("{s1|The pilot} {c1|said} {p1|}.", "1 asserted", "line 4: a mark marks nothing"),
        ("{s1|The pilot} {c1|said} {p1|he slept}.", "1 denyd", "line 6: 'denyd' is no status"),
        ("{s1|The pilot} {c1|said} {p1|he slept}.", "1", "line 6: '' is no status"),
        ("{s1|The pilot} {c1|said} {p1|he slept}.", "1 asserted;", "line 6: '' has a status and no content"),
        ("{s1|The pilot} {c1|said} {p1|he slept}.", "2 asserted", "line 6: '2' has a status and no content"),
        ("{s1|The pilot} {c1|spoke}.", "1 asserted", "line 6: '1' has a status and no content"),
    ],
)
def test_wrong_passage_is_refused_with_its_line(tmp_path: Path, marked: str, status: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"written\.txt, ") as refused:
        passages(tmp_path, "# what it shows", marked, "# a note", f"status: {status}")
    assert why in str(refused.value)


def test_what_is_kept_for_measuring_hangs_on_the_beginning() -> None:
    texts = [f"{n} boats lay in the harbour at Sundby when the storm broke on the night" for n in range(300)]
    kept = [is_unseen(Passage(text)) for text in texts]
    assert kept == [is_unseen(Passage(f"{text} of the fair, and nobody slept.")) for text in texts]
    assert sum(kept) == pytest.approx(300 / UNSEEN, abs=20)


def test_singles_are_every_file_s() -> None:
    assert len(list(singles())) == sum(len(list(held(path))) for path in DATA.glob("held_*.txt"))


@pytest.mark.parametrize("path", sorted(DATA.glob("held_*.txt")), ids=lambda path: path.stem)
def test_every_statement_of_the_project_is_whole(path: Path) -> None:
    passages = list(held(path))
    assert passages
    for passage in passages:
        for one in passage.held:
            assert one.status in STATUSES
            assert one.content, passage.text
            assert all(text.strip() == text for text in words(passage, one.content)), passage.text


@pytest.mark.parametrize("path", sorted(DATA.glob("statements_*.txt")), ids=lambda path: path.stem)
def test_every_passage_of_the_project_can_be_read(path: Path) -> None:
    found = list(written(path))
    assert any(passage.frames for passage in found)
    for passage in found:
        for frame in passage.frames or ():
            assert all(text.strip() == text for text in words(passage, frame.cue)), passage.text


PLACES = "# Ours.\ndocument,content,source,voice,status\n"


def test_statuses_of_others_texts_stand_by_their_places(tmp_path: Path) -> None:
    path = tmp_path / "statuses.csv"
    path.write_text(PLACES + "a,0-4 9-12,5-8,attributed,denied\na,20-30,,author,opinion\n", encoding="utf-8")
    assert placed(path) == {
        "a": (
            Held(((0, 4), (9, 12)), ((5, 8),), True, "denied"),
            Held(((20, 30),), (), False, "opinion"),
        )
    }


def test_unknown_status_of_a_place_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "statuses.csv"
    path.write_text(PLACES + "a,0-4,,author,true\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"statuses.csv, row 2: 'true' is no status"):
        placed(path)
