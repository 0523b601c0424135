"""How the statement that tells a deed, and the text before it, change what is told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.tables import LocalEventMention
from tests.coding.told import Page, page, statement, told

ACCUSED = "{Mali|MLI} accused {Togo|TGO} of supplying rifles to {Benin|BEN}.\nBoth dismissed the report."


def _at(on: Page, words: str) -> tuple[int, int]:
    start = on.text.index(words)
    return start, start + len(words)


def _only(mentions: list[LocalEventMention], action: str) -> LocalEventMention:
    (found,) = [mention for mention in mentions if mention.action == action]
    return found


def test_a_deed_stands_under_the_innermost_statement() -> None:
    on = page(ACCUSED)
    author = statement(on.text, *_at(on, on.text.split("\n", maxsplit=1)[0]))
    accusation = statement(on.text, *_at(on, "Togo of supplying rifles to Benin"), voice="attributed")
    mentions = told(on, [author, accusation])
    assert _only(mentions, "ACCUSE").statement_id == author.statement_id
    assert _only(mentions, "AID").statement_id == accusation.statement_id


def test_quoted_words_are_told_by_whoever_said_them() -> None:
    on = page("“{Mali|MLI} bombed {Togo|TGO} on Monday.”")
    whole = _at(on, on.text)
    author = statement(on.text, *whole, quote="direct", detail="quoted words: held by somebody")
    spoken = statement(on.text, *whole, voice="attributed", quote="direct", parent_id=author.statement_id)
    assert {mention.statement_id for mention in told(on, [author, spoken])} == {spoken.statement_id}


def test_an_answer_tells_the_same_deed_again_without_a_trigger() -> None:
    on = page(ACCUSED)
    author = statement(on.text, *_at(on, on.text.split("\n", maxsplit=1)[0]))
    accusation = statement(on.text, *_at(on, "Togo of supplying rifles to Benin"), voice="attributed")
    denial = statement(
        on.text,
        *_at(on, "the report"),
        voice="attributed",
        status="denied",
        antecedent_id=accusation.statement_id,
    )
    mentions = told(on, [author, accusation, denial])
    (again,) = [mention for mention in mentions if mention.trigger_start is None]
    first = next(mention for mention in mentions if mention.event_mention_id == again.antecedent_id)
    assert (first.statement_id, again.statement_id) == (accusation.statement_id, denial.statement_id)
    assert (again.text, again.status, again.polarity) == ("the report", "denied", "positive")
    assert again.actor_referent_ids == first.actor_referent_ids
    assert (first.action, first.status) == ("AID", "asserted")


def test_an_answer_in_words_of_its_own_repeats_nothing_unless_it_denies() -> None:
    on = page("{Mali|MLI} attacked {Togo|TGO}.\nPeace matters more, they said.")
    first = statement(on.text, *_at(on, "Mali attacked Togo"), voice="attributed")
    words = _at(on, "Peace matters more")
    statuses = {}
    for status in ("asserted", "denied", "opinion"):
        answer = statement(on.text, *words, voice="attributed", status=status, antecedent_id=first.statement_id)
        statuses[status] = [m.status for m in told(on, [first, answer]) if m.antecedent_id is not None]
    assert statuses == {"asserted": [], "denied": ["denied"], "opinion": []}


def test_a_pronoun_without_a_referent_is_whoever_says_so() -> None:
    on = page("{Mali|MLI} said it had attacked {Togo|TGO}.")
    mali = next(r.referent_id for r in on.referents if r.name == "MLI")
    said = statement(on.text, *_at(on, "it had attacked Togo"), voice="attributed", source_referent_ids=(mali,))
    author = statement(on.text, 0, len(on.text))
    assert _only(told(on, [author, said]), "ASSAULT").actor_referent_ids == (mali,)


def test_a_denied_statement_denies_its_deeds() -> None:
    on = page("{Mali|MLI} attacked {Togo|TGO}.")
    (mention,) = told(on, [statement(on.text, 0, len(on.text), status="denied", voice="attributed")])
    assert (mention.action, mention.status, mention.polarity) == ("ASSAULT", "denied", "positive")


def test_whoever_foretells_their_own_deed_pledges_it() -> None:
    on = page("{Mali|MLI} will attack {Togo|TGO}.")
    mali = next(r.referent_id for r in on.referents if r.name == "MLI")
    togo = next(r.referent_id for r in on.referents if r.name == "TGO")
    span = (0, len(on.text))
    own = statement(on.text, *span, voice="attributed", status="predicted", source_referent_ids=(mali,))
    other = statement(on.text, *span, voice="attributed", status="predicted", source_referent_ids=(togo,))
    assert [(m.plover, m.action, m.status) for m in told(on, [own])] == [("THREATEN", "ASSAULT", "pledged")]
    assert [(m.plover, m.action, m.status) for m in told(on, [other])] == [("ASSAULT", "ASSAULT", "predicted")]


def test_a_bare_noun_is_told_as_what_it_recalls() -> None:
    foretold = "{Mali|MLI} will meet {Togo|TGO} in spring.\nThe meeting between {Mali|MLI} and {Togo|TGO} worries many."
    held = "{Mali|MLI} met {Togo|TGO} in spring.\nThe meeting between {Mali|MLI} and {Togo|TGO} worries many."
    assert [m.status for m in told(page(foretold))] == ["predicted", "predicted"]
    assert [m.status for m in told(page(held))] == ["asserted", "asserted"]


def test_the_time_of_the_clause_is_taken_and_not_that_of_the_saying() -> None:
    on = page("On Monday {Mali|MLI} said it had attacked {Togo|TGO} on Sunday.")
    monday, sunday = on.times
    said = statement(on.text, 0, len(on.text), said_time_id=monday.time_id)
    (mention,) = told(on, [said])
    assert mention.time_id == sunday.time_id


VOCABULARY = (
    "{Mali|MLI} {Togo|TGO} attacked will visit denied the talks held with of not if accused "
    "providing weapons to twelve people killed said , . — “ é 🙂 who and by Monday in"
)
WORDS = st.sampled_from([*VOCABULARY.split(" "), "{Ana Lima|BRA person}", "\n", "\u200b"])


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_any_words_are_told_without_a_crash_and_the_same_again(words: list[str]) -> None:
    on = page(" ".join(words))
    mentions = told(on)
    assert mentions == told(on)
    for mention in mentions:
        assert mention.text == on.text[mention.start : mention.end]
        assert all(0 <= n.start < n.end <= len(on.text) for n in mention.numbers)


def test_people_without_a_name_are_known_by_country_and_sector() -> None:
    on = page("{Niger|NER} detained 14 {Chadian|TCD} fishermen.\n{Niger|NER} freed nobody.\nPolice beat the fishermen.")
    (detained,) = [m for m in told(on) if m.action == "COERCE"]
    assert (detained.recipient_referent_ids, detained.recipient_countries) == ((), ("TCD",))
    assert detained.recipient_sectors == ("CVL",)
    (beaten,) = [m for m in told(on) if m.mode == "beat"]
    assert (beaten.actor_sectors, beaten.recipient_countries) == (("COP",), ("TCD",))
    assert "told of before" in beaten.detail


def test_the_country_is_the_last_one_named_that_is_not_the_visitors() -> None:
    on = page("{Mali|MLI} thanked {Togo|TGO}.\n{Omar Farid|EGY person} is to visit the country in spring.")
    (visit,) = [m for m in told(on) if m.mode == "visit"]
    assert on.names(visit.recipient_referent_ids) == ["TGO"]
    assert "the last country named before, Togo" in visit.detail


def test_a_telling_is_the_whole_clause() -> None:
    whole = "{Mali|MLI} bombed two bridges near {Lome|TGO place} on Sunday"
    on = page(f"LOME (Wire) - {whole}, and {{Togo|TGO}} closed its border on Monday, residents said.")
    texts = [m.text for m in told(on)]
    assert texts[0] == "Mali bombed two bridges near Lome on Sunday"
    assert texts[1] == "Togo closed its border on Monday"


def test_a_sentence_of_many_words_is_read_in_pieces() -> None:
    on = page("{Mali|MLI} attacked {Togo|TGO} in {Lome|TGO place} on Monday; " * 90)
    assert len(told(on)) > 45
