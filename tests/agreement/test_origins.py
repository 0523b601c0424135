"""Through which origin a telling came."""

from __future__ import annotations

import pytest

from sayso.agreement.origins import Origins
from sayso.tables import (
    ChainLink,
    Credit,
    Credits,
    CreditScope,
    Entity,
    LocalStatement,
    Relation,
    RelationKind,
    Relations,
    Text,
    Texts,
)
from tests.pile_of_tellings import Pile

PASSAGE = "A ferry struck the pier in thick fog on Friday and forty passengers were brought ashore in small boats."
OWN = "The council of the town will meet next week and speak about lights that can be seen from further away."


def _statement(doc_id: str, start: int = 0, end: int = len(PASSAGE), outlet: str | None = None) -> LocalStatement:
    pile = Pile()
    pile.tell(f"AID PRT > ESP in {doc_id}")
    (row,) = pile.statements.values()
    chain = (ChainLink("outlet", outlet, "r1", None, None),) if outlet else ()
    fields = {name: getattr(row, name) for name in LocalStatement.__slots__}
    return LocalStatement(**{**fields, "start": start, "end": end, "chain": chain})


def _origins(
    relations: list[tuple[str, str, RelationKind]] | None = None,
    wire_credits: list[tuple[str, str, CreditScope]] | None = None,
    publishers: dict[str, str] | None = None,
    score: float = 1.0,
) -> Origins:
    texts = [
        Text(d, f"{PASSAGE}\n\n{OWN} {d}", None, (publishers or {}).get(d), d.upper(), (), "en", "report", "test/1", "")
        for d in ("d1", "d2", "d3")
    ]
    related = [Relation(one, other, kind, score, "test/1", "") for one, other, kind in relations or []]
    credited = [
        Credit(
            f"c{n}", d, wire, scope, None, None, None,
            0 if scope == "passage" else None, len(PASSAGE) if scope == "passage" else None, "test/1", "it says so",
        )
        for n, (d, wire, scope) in enumerate(wire_credits or [])
    ]  # fmt: skip
    entity = Entity("e1", "Associated Press", "organisation", None, "JRN", (), ("AP",), None, None, None, "test/1", "")
    return Origins(Texts.of(texts), Relations.of(related), Credits.of(credited), {"r1": "e1"}, {"e1": entity})


def _kind_and_name(origins: Origins, statement: LocalStatement) -> tuple[str, str]:
    origin_id, _ = origins.of(statement)
    return origins.rows[origin_id].kind, origins.rows[origin_id].name


def test_each_kind_comes_before_the_next() -> None:
    related: list[tuple[str, str, RelationKind]] = [("d1", "d2", "near")]
    publishers = {"d1": "one.example", "d2": "two.example"}
    everything = _origins(related, [("d1", "Reuters", "document")], publishers)
    assert _kind_and_name(everything, _statement("d1", outlet="The Herald"))[0] == "outlet"
    assert _kind_and_name(everything, _statement("d1")) == ("wire", "Reuters")
    assert _kind_and_name(_origins(related, [], publishers), _statement("d1")) == ("text", "D1")
    assert _kind_and_name(_origins([], [], publishers), _statement("d1")) == ("publisher", "one.example")
    assert _kind_and_name(_origins(), _statement("d1")) == ("document", "D1")


def test_one_publisher_under_two_names_counts_once() -> None:
    publishers = {"d1": "harbour.example", "d2": "Harbour Gazette", "d3": "other.example"}
    origins = _origins([("d1", "d2", "same_publisher")], [], publishers)
    named = [_kind_and_name(origins, _statement(doc_id)) for doc_id in ("d1", "d2", "d3")]
    assert named == [("publisher", "Harbour Gazette"), ("publisher", "Harbour Gazette"), ("publisher", "other.example")]


def test_two_papers_of_one_owner_count_twice() -> None:
    publishers = {"d1": "harbour.example", "d2": "lighthouse.example"}
    origins = _origins([("d1", "d2", "same_publisher")], [], publishers, score=0.5)
    assert origins.of(_statement("d1"))[0] != origins.of(_statement("d2"))[0]


def test_a_copy_that_hides_the_credit_has_the_same_origin() -> None:
    origins = _origins([("d1", "d2", "rewrite")], [("d2", "Reuters", "document")])
    assert origins.of(_statement("d1"))[0] == origins.of(_statement("d2"))[0]
    assert "another document" in origins.of(_statement("d1"))[1]


def test_a_credit_for_a_passage_covers_nothing_else() -> None:
    origins = _origins([], [("d1", "Reuters", "passage")])
    assert _kind_and_name(origins, _statement("d1")) == ("wire", "Reuters")
    after = len(PASSAGE) + 2
    assert _kind_and_name(origins, _statement("d1", after, after + len(OWN)))[0] == "document"


def test_a_wire_that_contributed_is_not_the_origin() -> None:
    assert _kind_and_name(_origins([], [("d1", "Reuters", "part")]), _statement("d1"))[0] == "document"


def test_a_wire_cited_and_the_same_wire_credited_are_one_origin() -> None:
    origins = _origins([], [("d1", "Associated Press", "document")])
    assert origins.of(_statement("d1"))[0] == origins.of(_statement("d2", outlet="AP"))[0]
    assert _kind_and_name(_origins(), _statement("d2", outlet="AP")) == ("outlet", "Associated Press")


def test_of_a_part_that_two_texts_share_only_that_part_has_one_origin() -> None:
    origins = _origins([("d1", "d2", "partial")])
    after = len(PASSAGE) + 2
    assert origins.of(_statement("d1"))[0] == origins.of(_statement("d2"))[0]
    alone = [_statement(d, after + len(OWN), after + len(OWN) + 3) for d in ("d1", "d2")]
    assert origins.of(alone[0])[0] != origins.of(alone[1])[0]


@pytest.mark.parametrize(("second", "kind"), [("one.example", "publisher"), ("two.example", "text")])
def test_copies_of_one_publisher_count_with_all_that_it_prints(second: str, kind: str) -> None:
    origins = _origins([("d1", "d2", "near")], [], {"d1": "one.example", "d2": second})
    assert _kind_and_name(origins, _statement("d1"))[0] == kind
