"""status: how cases are read, which statement answers one, what is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench.accuracy import main
from bench.reported import span_of
from bench.status import HERE, figures_of, has_chain, judge, macro_f1, measure
from bench.status_cases import Case, Labels, kappa, read_cases, read_labels
from sayso.tables import ChainLink, LocalStatement

TEXT = "The Post wrote that an aide said the old dam was safe. The dam broke."
AUTHOR = {"id": "a", "text": TEXT, "content": "The dam broke", "holder": "author", "note": ""}
AIDE = {
    "id": "b", "text": TEXT, "content": ["the old dam", "was safe"], "holder": "an aide", "note": "",
    "chain": ["The Post", "an aide"],
}  # fmt: skip
LABELS = ["id,status,polarity,certainty,tense", "a,asserted,positive,certain,past", "b,opinion,positive,certain,past"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cases.jsonl").write_text(f"{json.dumps(AUTHOR)}\n{json.dumps(AIDE)}\n", encoding="utf-8")
    (tmp_path / "labels_a.csv").write_text("\n".join(LABELS) + "\n", encoding="utf-8")
    return tmp_path


def test_cases_are_read(folder: Path) -> None:
    author, aide = read_cases(folder)
    assert (author.holder, author.chain, author.stated) == (None, (), False)
    assert [span.of(TEXT) for span in aide.content] == ["the old dam", "was safe"]
    assert [span.of(TEXT) for span in aide.chain] == ["The Post", "an aide"]
    assert (aide.stated, aide.labels) == (True, Labels("opinion", "positive", "certain", "past"))


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (AUTHOR | {"content": "The dam held"}, "case a: 'The dam held' does not stand in its text"),
        (AUTHOR | {"holder": "aid"}, "case a: 'aid' does not stand in its text"),
        (AUTHOR | {"id": "z"}, "case z has no labels"),
    ],
)
def test_a_broken_case_is_refused(folder: Path, row: dict[str, object], wanted: str) -> None:
    (folder / "cases.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=wanted):
        list(read_cases(folder))


def test_a_label_that_does_not_exist_is_refused(folder: Path) -> None:
    (folder / "labels_a.csv").write_text(f"{LABELS[0]}\na,said,positive,certain,past\n", encoding="utf-8")
    with pytest.raises(ValueError, match="case a has the status 'said'"):
        read_labels(folder / "labels_a.csv")


def statement(words: str, source: str | None, chain: tuple[str, ...] = (), status: str = "asserted") -> LocalStatement:
    start, at = TEXT.index(words), TEXT.index(source) if source else None
    end = at + len(source) if source and at is not None else None
    links = [ChainLink("document", "page", None, None, None)]
    for name in chain:
        place = span_of(TEXT.index(name), TEXT.index(name) + len(name)) if name in TEXT else None
        links.append(ChainLink("unnamed", name, None, *(place or (None, None))))
    return LocalStatement(
        statement_id=f"{words}|{source}|{status}", doc_id="x", start=start, end=start + len(words),
        parts=((start, start + len(words)),), text=words, voice="attributed" if source else "author",
        source_text=source, source_start=at, source_end=end, source_referent_ids=(), cue_text=None, cue_start=None,
        cue_end=None, chain=tuple(links), parent_id=None, antecedent_id=None, status=status,  # type: ignore[arg-type]
        polarity="positive", certainty="certain", tense="past", quote="none", said_time_id=None, method="", detail="",
    )  # fmt: skip


@pytest.fixture
def aide(folder: Path) -> Case:
    return list(read_cases(folder))[1]


def test_the_most_like_content_of_the_right_holder_answers(aide: Case) -> None:
    rows = [
        statement("the old dam was safe", "The Post"),
        statement("the old dam was safe", None),
        statement("said the old dam was safe", "an aide"),
        statement("the old dam was safe", "an aide"),
        statement("safe", "an aide"),
    ]
    assert judge(aide, rows).answer is rows[3]
    assert judge(aide, rows[:3]).answer is rows[2]
    assert (judge(aide, rows[:2]).answer, judge(aide, rows[:2]).told) == (None, True)
    assert (judge(aide, rows[4:]).answer, judge(aide, rows[4:]).told) == (None, False)


def test_an_author_s_case_is_not_answered_by_others(folder: Path) -> None:
    case = next(read_cases(folder))
    assert judge(case, [statement("The dam broke", "an aide")]).answer is None
    assert judge(case, [statement("The dam broke", None)]).answer is not None


def test_a_source_elsewhere_counts_by_the_name_that_it_shares(aide: Case) -> None:
    row = replace(statement("the old dam was safe", "The dam", ("Aide of the governor",)), voice="attributed")
    assert judge(aide, [row]).answer is row


def test_a_chain_is_right_step_by_step(aide: Case) -> None:
    for chain, wanted in [
        (("The Post", "an aide"), True),
        (("Post", "an aide"), True),
        (("an aide",), False),
        (("an aide", "The Post"), False),
        (("The Post", "unnamed"), False),
    ]:
        assert has_chain(statement("the old dam was safe", "an aide", chain), aide) is wanted, chain


def test_a_case_without_answer_is_wrong(folder: Path) -> None:
    author, aide = read_cases(folder)
    given = [statement("The dam broke", None), statement("the old dam was safe", "The Post", status="opinion")]
    figures = figures_of([judge(author, given), judge(aide, given)])
    assert (figures["content_found"], figures["holder_accuracy"], figures["status_accuracy"]) == (100.0, 50.0, 50.0)
    assert (figures["chain_accuracy"], figures["stated_chain_accuracy"]) == (50.0, 0.0)
    assert figures["macro_f1"] == 50.0


def test_macro_f1_is_over_gold_s_statuses() -> None:
    assert macro_f1([("denied", "denied"), ("asserted", "denied"), ("asserted", None)]) == 33.34
    assert macro_f1([]) == 0.0


def test_kappa() -> None:
    one = {str(n): Labels(status, "", "", "") for n, status in enumerate(["denied", "denied", "opinion", "opinion"])}
    other = {**one, "3": Labels("denied", "", "", "")}
    assert kappa(one, one, list(one)) == 100.0
    assert kappa(one, other, list(one)) == 50.0
    assert kappa(one, other, []) == 0.0


def test_command_needs_no_folder_and_gives_kappa(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "labels_b.csv").write_text("\n".join(LABELS) + "\n", encoding="utf-8")
    assert measure(folder)["all"]["kappa"] == 100.0
    assert main(["status", "--data", str(folder), "--json"]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["split"], set(last["parts"])) == ("test", {"author", "attributed"})


def test_the_repository_s_cases_can_be_read() -> None:
    if not (HERE / "cases.jsonl").is_file():
        pytest.skip("the cases are not there")
    cases = list(read_cases(HERE))
    assert len(cases) >= 240
    assert len({case.name for case in cases}) == len(cases) == len(read_labels(HERE / "labels_a.csv"))
