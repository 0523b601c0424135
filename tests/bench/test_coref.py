"""coref: how GUM is read, how chains are compared, what counts as named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.chains import ChainTally, chains_of
from bench.coref import NAMED, measure
from bench.gum import documents, read_document

HEAD = "# newdoc id = GUM_news_x\n# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity\n"


def _lines(rows: list[str]) -> str:
    cells = [row.split(" ") for row in rows]
    return "".join(
        f"{number}\t{form}\t{form}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{misc}\n"
        for number, (form, upos, xpos, head, relation, misc) in enumerate(cells, 1)
    )


SENTENCES = [
    [
        "Minister NOUN NN 4 nsubj Entity=(1-person-new-n-cf1-2,3-coref-Ana_Orlova",
        "Ana PROPN NNP 1 flat _",
        "Orlova PROPN NNP 1 flat Entity=1)",
        "left VERB VBD 0 root _",
        "Lima PROPN NNP 4 obj Entity=(2-place-new-n-cf2-1-coref-Lima_%28city%29)|SpaceAfter=No",
        ". PUNCT . 4 punct _",
    ],
    [
        "She PRON PRP 2 nsubj Entity=(1-person-giv:act-n-cf1-1-ana)",
        "said VERB VBD 0 root _",
        "the DET DT 4 det Entity=(2-place-giv:act-n-cf2-2-coref",
        "city NOUN NN 6 nsubj Entity=2)",
        "was AUX VBD 6 cop _",
        "loud ADJ JJ 2 ccomp SpaceAfter=No",
        ". PUNCT . 2 punct _",
    ],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = HEAD + "# newpar\n# newpar_block = p (2 s)\n" + "\n".join(map(_lines, SENTENCES)) + "\n"
    (tmp_path / "GUM_news_x.conllu").write_text(text, encoding="utf-8")
    return tmp_path


def test_text_and_mentions_are_read(folder: Path) -> None:
    (document,) = documents(folder)
    assert document.text == "Minister Ana Orlova left Lima. She said the city was loud."
    assert [(m.text, m.chain, m.etype, m.form) for m in document.mentions] == [
        ("Minister Ana Orlova", 1, "person", "name"),
        ("Lima", 2, "place", "name"),
        ("She", 1, "person", "pronoun"),
        ("the city", 2, "place", "noun"),
    ]
    assert [sorted(document.text[head:].split()[0] for head in m.heads) for m in document.mentions] == [
        ["Ana", "Orlova"],
        ["Lima."],
        ["She"],
        ["city"],
    ]
    assert {m.etype for m in document.mentions} <= NAMED


def test_contractions_are_read_once(tmp_path: Path) -> None:
    lines = _lines(
        [
            "Peru PROPN NNP 3 nmod:poss Entity=(1-place-new-n-cf1-1-sgl",
            "'s PART POS 1 case Entity=1)",
            "port NOUN NN 0 root _",
        ]
    )
    path = tmp_path / "GUM_news_y.conllu"
    path.write_text(HEAD + "# newpar\n" + "1-2\tPeru's\t_\t_\t_\t_\t_\t_\t_\t_\n" + lines + "\n", encoding="utf-8")
    document = read_document(path)
    assert document.text == "Peru's port"
    assert [mention.text for mention in document.mentions] == ["Peru's"]


def test_the_benchmark_counts_what_is_named(folder: Path) -> None:
    figures = measure(folder)
    assert set(figures) == {"news", "all"}
    assert figures["all"]["naming_f1"] == figures["all"]["naming_precision"] == 100.0
    assert figures["all"]["conll_f1"] == 100.0
    assert figures["all"]["baseline_naming_f1"] == 100.0


@pytest.mark.parametrize(
    ("given", "muc", "b3", "ceaf"),
    [
        (["abc", "de"], 100.0, 100.0, 100.0),
        (["ab", "cde"], 66.67, 73.33, 80.0),  # one of five moved
        (["abcde"], 85.71, 68.42, 50.0),  # all in one
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_measures_of_chains(given: list[str], muc: float, b3: float, ceaf: float) -> None:
    tally = ChainTally()
    tally.add([frozenset("abc"), frozenset("de")], [frozenset(chain) for chain in given])
    assert tally.f1("muc") == muc
    assert tally.f1("b3") == pytest.approx(b3, abs=0.01)
    assert tally.f1("ceaf") == pytest.approx(ceaf, abs=0.01)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=12))
def test_a_perfect_answer_is_perfect_and_sides_can_change_places(meant: list[int]) -> None:
    gold = chains_of(enumerate(meant))
    other = chains_of(enumerate(meant[::-1]))
    if not gold:
        return
    same, there, back = ChainTally(), ChainTally(), ChainTally()
    same.add(gold, gold)
    there.add(gold, other)
    back.add(other, gold)
    assert same.conll() == 100.0
    assert there.conll() == pytest.approx(back.conll(), abs=0.02)
