from __future__ import annotations

from tests.statements.reading import read, statement


def kinds(text: str, cue: str) -> list[tuple[str, str]]:
    return [(link.kind, link.name) for link in statement(text, cue).chain]


def test_accusation_and_denial_in_one_sentence() -> None:
    rows = list(
        read("Norland has accused Sudania of supplying drones to rebels, but both states deny the claims.")[1].rows()
    )
    authors = sorted((row for row in rows if row.voice == "author"), key=lambda row: row.start)
    accusation, denial = sorted((row for row in rows if row.voice == "attributed"), key=lambda row: row.start)
    assert [row.status for row in authors] == ["asserted", "asserted"]
    assert accusation.parent_id == authors[0].statement_id
    assert (denial.text, denial.source_text, denial.status) == ("the claims", "both states", "denied")
    assert denial.parent_id == authors[1].statement_id
    assert denial.antecedent_id == accusation.statement_id


def test_report_inside_a_report() -> None:
    text = "The Times reported that Anna Moss said the bridge had collapsed."
    outer, inner = statement(text, "reported"), statement(text, "said")
    assert inner.parent_id == outer.statement_id
    assert kinds(text, "said") == [("document", "d"), ("outlet", "Times"), ("person", "Anna Moss")]


def test_cited_writing_and_its_author_are_two_steps() -> None:
    steps = kinds("Two people died, according to a report by Greenpeace.", "according to")
    assert steps == [("document", "d"), ("document_cited", "a report by Greenpeace"), ("organisation", "Greenpeace")]


def test_nobody_named_stays_nobody() -> None:
    found = statement("It is expected that the court will rule on Monday.", "expected")
    assert found.source_text is None
    assert found.source_referent_ids == ()
    assert [link.kind for link in found.chain] == ["document", "unnamed"]


def test_we_in_a_quotation_is_who_is_quoted() -> None:
    text = "Anna Moss said, “We believe that the dam will hold.”"
    assert (
        statement(text, "believe").source_referent_ids == statement(text, "said").source_referent_ids == ("Anna Moss",)
    )


def test_quotation_over_two_sentences_keeps_its_speaker() -> None:
    text = "“The dam will hold until spring,” said Anna Moss. “Nobody needs to leave the valley.”"
    rows = [row for row in read(text)[1].rows() if row.voice == "attributed"]
    assert {row.text for row in rows} == {"“The dam will hold until spring,”", "“Nobody needs to leave the valley.”"}
    assert {row.source_text for row in rows} == {"Anna Moss"}


def test_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    text = "The mayor said on Monday that the bridge will open in June."
    rows = read(text, times=[("t1", "Monday"), ("t2", "June")])[1].rows()
    assert [row.said_time_id for row in rows if row.voice == "attributed"] == ["t1"]


def test_inference_from_what_was_told_is_the_authors() -> None:
    rows = read("This suggests a wider agreement. The king left early, indicating that talks had failed.")[1].rows()
    assert {row.voice for row in rows} == {"author"}


def test_first_person_is_the_author_outside_quotations() -> None:
    assert {row.voice for row in read("I wrote last year that the dam was weak.")[1].rows()} == {"author"}


def test_negation_that_answers_a_charge_is_a_denial_of_it() -> None:
    rows = list(read("Police accused the baker of burning the mill. He said he never lit a match.")[1].rows())
    (charge,) = [row for row in rows if row.voice == "attributed" and row.source_text == "Police"]
    (answer,) = [row for row in rows if row.voice == "attributed" and row.source_text == "He"]
    assert (answer.status, answer.polarity, answer.antecedent_id) == ("denied", "negative", charge.statement_id)


def test_author_corrects_what_somebody_wrote() -> None:
    rows = list(read("The Echo wrote that the mayor had resigned. She has not resigned.")[1].rows())
    (report,) = [row for row in rows if row.voice == "attributed"]
    (correction,) = [row for row in rows if row.voice == "author" and row.text.startswith("She")]
    assert (correction.status, correction.antecedent_id) == ("denied", report.statement_id)


def test_negation_that_shares_a_name_with_what_was_said_is_no_denial() -> None:
    rows = read("The envoy said that Norland would join the pact. Norland has no navy.")[1].rows()
    assert {row.status for row in rows if row.voice == "author"} == {"asserted"}
