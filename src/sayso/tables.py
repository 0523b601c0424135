"""Every table: its columns, its key, the one stage that writes it.

Two kinds stand here:

- *stored tables* (classes of `Table`): one writing stage each, never updated. A table whose name begins with `local_`
  is what one document says by itself; a pile stage completes it with a table of its own.
- *views* (in `views.py`): what a reader of the dossier sees, joined from stored tables.

Offsets are Unicode code points, half-open, into `documents.text` (`raw_*`: into `documents.raw_text`). Dates are ISO
8601 days. `method` is the stage and its version; `detail` says why, in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from sayso.schema import SpanColumns, Table

# ---------------------------------------------------------------- words that many tables share

DocId = Annotated[str, "the document: first 16 hex digits of the SHA-256 of its bytes"]
Start = Annotated[int, "first code point, in documents.text"]
End = Annotated[int, "code point after the last, in documents.text"]
Words = Annotated[str, "the words at start:end, verbatim"]
Method = Annotated[str, "stage and version that decided"]
Detail = Annotated[str, "why, in words"]
Day = Annotated[str, "a day, YYYY-MM-DD"]
Score = Annotated[float, "0 to 1, rounded to 4 places"]
Publisher = Annotated[str, "host name of the publisher, or its name where no host is known"]

BlockKind = Literal["body", "title", "byline", "dateline", "caption", "related", "navigation", "legal", "other"]
KEPT_KINDS: tuple[BlockKind, ...] = ("title", "byline", "dateline", "body", "caption")
SentenceKind = Literal["title", "body", "caption"]
Genre = Literal["report", "analysis", "opinion", "interview", "other"]
DateAbout = Literal["published", "updated", "page_clock"]
DatePrecision = Literal["day", "week", "month", "year"]
DateMethod = Literal["metadata", "url", "header", "dateline", "text", "copy", "sister"]
MentionForm = Literal["name", "noun", "pronoun"]
EntityKind = Literal["person", "organisation", "country", "place", "group"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeAnchor = Literal["absolute", "publication", "time", "unknown"]
PlacePrecision = Literal["exact", "city", "region", "country"]
Voice = Literal["author", "attributed"]
Status = Literal["denied", "conditional", "pledged", "predicted", "speculated", "opinion", "asserted"]
Polarity = Literal["positive", "negative", "unknown"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Tense = Literal["past", "present", "future"]
Quote = Literal["direct", "indirect", "mixed", "none"]
PloverRoot = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
RelationKind = Literal["exact", "near", "partial", "rewrite", "update", "same_publisher", "wire"]
CreditScope = Literal["document", "passage", "part"]
OriginKind = Literal["outlet", "wire", "text", "publisher", "document"]
Stance = Literal["reports", "denies", "doubts", "foretells", "pledges"]
SourceState = Literal["current", "replaced", "removed", "left_out"]
Standing = Literal["contested", "denied", "corroborated", "single_origin", "forecast_only", "doubted"]
ConflictSlot = Literal["date", "place", "number", "actor", "recipient", "occurrence"]
ForecastOutcome = Literal["happened", "happened_differently", "did_not_happen", "open"]


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One thing a file says of itself, as it says it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One step from the document to the innermost source."""

    kind: Literal["document", "outlet", "person", "organisation", "country", "group", "document_cited", "unnamed"]
    name: str
    referent_id: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class NumberTold:
    """A number that a telling gives: how many of what."""

    what: str
    value: float
    start: int
    end: int


# ---------------------------------------------------------------- ingest


@dataclass(frozen=True, slots=True)
class Input:
    """One input as found: a file's bytes under the name it was given by."""

    source: Annotated[str, "path or URL, unique in one reading"]
    content: Annotated[bytes, "its bytes"]


class Inputs(Table[Input]):
    """What `run` hands to ingest; not stored."""

    name, row, stage, key = "inputs", Input, "run", ("source",)


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one input."""

    sha256: Annotated[str, "SHA-256 of the bytes, in hex"]
    media_type: Annotated[str, "how it was read: text/plain, text/html, application/pdf ..."]
    content: Annotated[bytes, "the bytes themselves"]


class Originals(Table[Original]):
    """The bytes of every input that was read."""

    name, row, stage, key = "originals", Original, "ingest", ("sha256",)


@dataclass(frozen=True, slots=True)
class Reading:
    """Which document an input gave."""

    source: Annotated[str, "path or URL, unique in one reading"]
    doc_id: DocId


class Readings(Table[Reading]):
    """What `run` turns into `sources`; not stored."""

    name, row, stage, key = "readings", Reading, "ingest", ("source",)
    points_at = {"doc_id": "local_documents"}


@dataclass(frozen=True, slots=True)
class LocalDocument:
    """One document as read, before anything is decided about it."""

    doc_id: DocId
    sha256: Annotated[str, "SHA-256 of the bytes, in hex"]
    media_type: Annotated[str, "how it was read: text/plain, text/html, application/pdf ..."]
    encoding: Annotated[str, "the encoding its bytes were decoded with"]
    raw_text: Annotated[str, "the decoded input; of HTML and PDF the visible text in reading order"]
    metadata: Annotated[tuple[MetadataField, ...], "what the file says of itself, in its order"]
    method: Method
    detail: Detail


class LocalDocuments(Table[LocalDocument]):
    """Every document that could be read."""

    name, row, stage, key = "local_documents", LocalDocument, "ingest", ("doc_id",)
    points_at = {"sha256": "originals"}


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read."""

    source: Annotated[str, "path or URL of the input"]
    stage: Annotated[str, "the stage that stopped on it"]
    error: Annotated[str, "one sentence: what is wrong"]
    detail: Annotated[str, "what mends it"]


class Failures(Table[Failure]):
    """Inputs that could not be read (or, by the runner, documents on which a later stage stopped)."""

    name, row, stage, key = "failures", Failure, "ingest", ("source", "stage")


# ---------------------------------------------------------------- furniture, clean


@dataclass(frozen=True, slots=True)
class FurnitureLine:
    """A line that recurs across documents without being part of what they tell."""

    line: Annotated[str, "the line, normalised as furniture compares it"]
    documents: Annotated[int, "in how many documents it stands (copies of one text count once)"]
    method: Method
    detail: Detail


class Furniture(Table[FurnitureLine]):
    """Lines that clean cuts because the pile repeats them."""

    name, row, stage, key = "furniture", FurnitureLine, "furniture", ("line",)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of raw_text; the blocks of a document tile its raw_text without gaps."""

    doc_id: DocId
    raw_start: Annotated[int, "first code point, in documents.raw_text"]
    raw_end: Annotated[int, "code point after the last, in documents.raw_text"]
    start: Annotated[int | None, "its place in documents.text, if kept"]
    end: Annotated[int | None, "its end in documents.text, if kept"]
    kind: Annotated[BlockKind, "what it is on the page"]
    kept: Annotated[bool, "whether it is part of documents.text"]
    method: Method
    detail: Detail


class Blocks(Table[Block]):
    """Every run of every document's raw_text, kept or cut, with the reason."""

    name, row, stage, key = "blocks", Block, "clean", ("doc_id", "raw_start")
    spans = (SpanColumns("start", "end", None),)
    points_at = {"doc_id": "local_documents"}


@dataclass(frozen=True, slots=True)
class Text:
    """What is left of a document when its page is taken away."""

    doc_id: DocId
    text: Annotated[str, "the kept blocks, verbatim, joined by two line breaks"]
    url: Annotated[str | None, "canonical address, if the document states one"]
    publisher: Annotated[Publisher | None, "who published it"]
    title: Annotated[str | None, "its title, verbatim"]
    authors: Annotated[tuple[str, ...], "its authors, as the byline or the metadata names them"]
    language: Annotated[str, "ISO 639-1 code; 'und' where it cannot be told"]
    genre: Annotated[Genre, "what kind of writing it is"]
    method: Method
    detail: Detail


class Texts(Table[Text]):
    """The text of every document that was read."""

    name, row, stage, key = "texts", Text, "clean", ("doc_id",)
    points_at = {"doc_id": "local_documents"}


# ---------------------------------------------------------------- date


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A candidate for a document's date, before the pile is asked."""

    candidate_id: Annotated[str, "hash of document, place and value"]
    doc_id: DocId
    about: Annotated[DateAbout, "what the date is said to be of"]
    value: Annotated[str, "ISO 8601: a day, a week (2023-W36), a month or a year"]
    precision: Annotated[DatePrecision, "how fine the value is"]
    method: Annotated[DateMethod, "where it was found"]
    start: Annotated[int | None, "first code point in documents.text, if it stands there"]
    end: Annotated[int | None, "code point after the last"]
    text: Annotated[str | None, "the words it was read from"]
    detail: Detail
    closes: Annotated[bool, "whether the document was published no later than this"] = False


class DateProposals(Table[DateProposal]):
    """Every candidate for every document's date."""

    name, row, stage, key = "date_proposals", DateProposal, "date", ("candidate_id",)
    spans = (SpanColumns(),)
    points_at = {"doc_id": "texts"}


# ---------------------------------------------------------------- annotate


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's text."""

    sentence_id: Annotated[str, "hash of document and place"]
    doc_id: DocId
    start: Start
    end: End
    kind: Annotated[SentenceKind, "the kind of block it stands in"]


class Sentences(Table[Sentence]):
    """Every sentence of title, body and captions, in order."""

    name, row, stage, key = "sentences", Sentence, "annotate", ("doc_id", "start")
    spans = (SpanColumns("start", "end", None),)
    points_at = {"doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class LocalMention:
    """Words that mean somebody, something or somewhere."""

    mention_id: Annotated[str, "hash of document and place"]
    doc_id: DocId
    start: Start
    end: End
    text: Words
    form: Annotated[MentionForm, "name, noun or pronoun"]
    kind: Annotated[EntityKind, "what kind of thing is meant"]
    referent_ids: Annotated[tuple[str, ...], "who is meant in this document; several for a plural; empty if unsure"]
    method: Method
    detail: Detail


class LocalMentions(Table[LocalMention]):
    """Every mention, tied to the referents of its own document."""

    name, row, stage, key = "local_mentions", LocalMention, "annotate", ("mention_id",)
    spans = (SpanColumns(),)
    points_at = {"doc_id": "texts", "referent_ids": "referents"}


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody, something or somewhere that one document speaks of."""

    referent_id: Annotated[str, "hash of document, kind and name"]
    doc_id: DocId
    name: Annotated[str, "its fullest name in the document"]
    kind: Annotated[EntityKind, "what kind of thing it is"]
    names: Annotated[tuple[str, ...], "every name the document gives it, sorted"]
    roles: Annotated[tuple[str, ...], "titles and roles the document gives it, sorted"]
    country: Annotated[str | None, "ISO 3166 alpha-3 of the country it belongs to, or is"]
    sector: Annotated[str | None, "PLOVER sector (GOV, MIL, JRN ...)"]
    known_as: Annotated[str | None, "its key in our word lists (country:PRK, organisation:UN), if it is in one"]
    method: Method
    detail: Detail


class Referents(Table[Referent]):
    """Who and what each document speaks of."""

    name, row, stage, key = "referents", Referent, "annotate", ("referent_id",)
    points_at = {"doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time expression, and how its calendar value hangs on something else."""

    time_id: Annotated[str, "hash of document and place"]
    doc_id: DocId
    start: Start
    end: End
    text: Words
    timex_type: Annotated[TimexType, "TIMEX3 type"]
    value: Annotated[str | None, "TIMEX3 value as far as the words alone give it (XXXX-09-13, P2D)"]
    mod: Annotated[str | None, "TIMEX3 mod"]
    anchor: Annotated[TimeAnchor, "what the value hangs on: nothing, the publication date, another expression, unknown"]
    anchor_time_id: Annotated[str | None, "the other expression"]
    offset: Annotated[str | None, "how to come from the anchor to the value; see annotate/resolve.py"]
    method: Method
    detail: Detail


class LocalTimes(Table[LocalTime]):
    """Every time expression of every document."""

    name, row, stage, key = "local_times", LocalTime, "annotate", ("time_id",)
    spans = (SpanColumns(),)
    points_at = {"doc_id": "texts", "anchor_time_id": "local_times"}


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A mention that is meant as a place."""

    place_id: Annotated[str, "hash of document and place in it"]
    doc_id: DocId
    start: Start
    end: End
    text: Words
    referent_id: Annotated[str | None, "the referent it is"]
    name: Annotated[str | None, "its name in the gazetteer, or its own"]
    country: Annotated[str | None, "ISO 3166 alpha-3"]
    lat: Annotated[float | None, "degrees north"]
    lon: Annotated[float | None, "degrees east"]
    geonames_id: Annotated[str | None, "GeoNames id"]
    precision: Annotated[PlacePrecision, "how fine the coordinates are"]
    method: Method
    detail: Detail


class LocalPlaces(Table[LocalPlace]):
    """Every mention meant as a place."""

    name, row, stage, key = "local_places", LocalPlace, "annotate", ("place_id",)
    spans = (SpanColumns(),)
    points_at = {"doc_id": "texts", "referent_id": "referents"}


# ---------------------------------------------------------------- state


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or noun that says something happens."""

    predicate_id: Annotated[str, "hash of document and place"]
    doc_id: DocId
    start: Start
    end: End
    text: Words
    factuality: Annotated[float, "-3 certainly not ... 3 certainly, as its holder has it"]
    holder: Annotated[str, "'author' or the statement_id that holds it"]
    method: Method
    detail: Detail


class Predicates(Table[Predicate]):
    """Every event word and how firmly it is held."""

    name, row, stage, key = "predicates", Predicate, "state", ("predicate_id",)
    spans = (SpanColumns(),)
    points_at = {"doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class LocalStatement:
    """Something somebody holds, as the document alone tells it."""

    statement_id: Annotated[str, "hash of document, place, holder and cue"]
    doc_id: DocId
    start: Annotated[int, "start of the hull of the content"]
    end: Annotated[int, "end of the hull of the content"]
    parts: Annotated[tuple[tuple[int, ...], ...], "the pieces of the content: [start, end] each"]
    text: Words
    voice: Annotated[Voice, "the author's own, or attributed"]
    source_text: Annotated[str | None, "the words that name who says it"]
    source_start: int | None
    source_end: int | None
    source_referent_ids: Annotated[tuple[str, ...], "who says it, in this document"]
    cue_text: Annotated[str | None, "the words that mark the saying: said, according to"]
    cue_start: int | None
    cue_end: int | None
    chain: Annotated[tuple[ChainLink, ...], "the document first, innermost source last"]
    parent_id: Annotated[str | None, "the statement it is nested in"]
    antecedent_id: Annotated[str | None, "the statement it answers"]
    status: Annotated[Status, "how its holder holds it; the first rule that applies"]
    polarity: Annotated[Polarity, "of the content as worded"]
    certainty: Annotated[Certainty, "as its holder has it"]
    tense: Annotated[Tense, "of the content"]
    quote: Annotated[Quote, "direct, indirect, mixed or none"]
    said_time_id: Annotated[str | None, "the time expression that says when it was said"]
    method: Method
    detail: Detail


class LocalStatements(Table[LocalStatement]):
    """Every statement: at least one a sentence, in the author's voice."""

    name, row, stage, key = "local_statements", LocalStatement, "state", ("statement_id",)
    spans = (
        SpanColumns(),
        SpanColumns("source_start", "source_end", "source_text"),
        SpanColumns("cue_start", "cue_end", "cue_text"),
    )
    points_at = {
        "doc_id": "texts",
        "source_referent_ids": "referents",
        "parent_id": "local_statements",
        "antecedent_id": "local_statements",
        "said_time_id": "local_times",
    }


# ---------------------------------------------------------------- code


@dataclass(frozen=True, slots=True)
class LocalEventMention:
    """One telling of an action, as the document alone tells it."""

    event_mention_id: Annotated[str, "hash of statement, trigger and action"]
    statement_id: Annotated[str, "the statement that tells it"]
    doc_id: DocId
    start: Start
    end: End
    text: Words
    trigger_start: Annotated[int | None, "the word that names the action; null where 'the claims' stand for it"]
    trigger_end: int | None
    plover: Annotated[PloverRoot, "the manual's root: a promised CONSULT is AGREE"]
    action: Annotated[PloverRoot, "the root of the deed itself"]
    mode: Annotated[str | None, "PLOVER mode (visit, phone ...)"]
    contexts: Annotated[tuple[str, ...], "PLOVER contexts, sorted"]
    cameo: Annotated[str | None, "CAMEO code"]
    goldstein: Annotated[float | None, "Goldstein scale of the CAMEO code, -10 to 10"]
    quad: Annotated[Quad, "quad class of plover"]
    actor_referent_ids: Annotated[tuple[str, ...], "who does it, in this document, sorted"]
    recipient_referent_ids: Annotated[tuple[str, ...], "to whom, in this document, sorted"]
    actor_countries: Annotated[tuple[str, ...], "ISO 3166 alpha-3, sorted"]
    recipient_countries: Annotated[tuple[str, ...], "ISO 3166 alpha-3, sorted"]
    actor_sectors: Annotated[tuple[str, ...], "PLOVER sectors, sorted"]
    recipient_sectors: Annotated[tuple[str, ...], "PLOVER sectors, sorted"]
    time_id: Annotated[str | None, "the time expression that says when it happens"]
    place_id: Annotated[str | None, "the place where it happens"]
    numbers: Annotated[tuple[NumberTold, ...], "how many of what"]
    status: Annotated[Status, "how its holder holds it"]
    polarity: Annotated[Polarity, "of the action as worded"]
    certainty: Annotated[Certainty, "as its holder has it"]
    tense: Annotated[Tense, "of the action"]
    antecedent_id: Annotated[str | None, "the mention that 'the claims' stands for"]
    score: Score
    method: Method
    detail: Detail


class LocalEventMentions(Table[LocalEventMention]):
    """Every telling of an action."""

    name, row, stage, key = "local_event_mentions", LocalEventMention, "code", ("event_mention_id",)
    spans = (SpanColumns(), SpanColumns("trigger_start", "trigger_end", None))
    points_at = {
        "doc_id": "texts",
        "statement_id": "local_statements",
        "actor_referent_ids": "referents",
        "recipient_referent_ids": "referents",
        "time_id": "local_times",
        "place_id": "local_places",
        "antecedent_id": "local_event_mentions",
    }


# ---------------------------------------------------------------- relate, link


@dataclass(frozen=True, slots=True)
class Relation:
    """Two documents that are not independent."""

    doc_id: DocId
    other_doc_id: Annotated[str, "the other document; the greater of the two ids"]
    relation: Annotated[RelationKind, "how they hang together"]
    score: Score
    method: Method
    detail: Detail


class Relations(Table[Relation]):
    """Pairs of documents that are not independent, each pair and relation once."""

    name, row, stage, key = "relations", Relation, "relate", ("doc_id", "other_doc_id", "relation")
    points_at = {"doc_id": "texts", "other_doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class Credit:
    """Words by which a page says that a wire wrote what it prints."""

    credit_id: Annotated[str, "hash of document, wire, scope and place"]
    doc_id: DocId
    wire: Annotated[str, "the wire, or whoever the page says published the text first"]
    scope: Annotated[CreditScope, "whether the wire wrote it all, a passage, or some part that the page does not mark"]
    start: Annotated[int | None, "first code point of the credit, if it stands in documents.text"]
    end: Annotated[int | None, "code point after its last"]
    text: Annotated[str | None, "the credit, verbatim, if it stands in documents.text"]
    passage_start: Annotated[int | None, "first code point of the passage that it covers; null unless scope is passage"]
    passage_end: Annotated[int | None, "code point after its last"]
    method: Method
    detail: Detail


class Credits(Table[Credit]):
    """Every wire that a document credits, at most once for the whole of it."""

    name, row, stage, key = "credits", Credit, "relate", ("credit_id",)
    spans = (SpanColumns(), SpanColumns("passage_start", "passage_end", None))
    points_at = {"doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what is meant, across the pile."""

    entity_id: Annotated[str, "hash of kind and key"]
    name: Annotated[str, "the name to show"]
    kind: Annotated[EntityKind, "what kind of thing it is"]
    country: Annotated[str | None, "ISO 3166 alpha-3 of the country it belongs to, or is"]
    sector: Annotated[str | None, "PLOVER sector"]
    roles: Annotated[tuple[str, ...], "titles and roles, sorted"]
    aliases: Annotated[tuple[str, ...], "every other name the pile gives it, sorted"]
    lat: Annotated[float | None, "degrees north"]
    lon: Annotated[float | None, "degrees east"]
    within: Annotated[str | None, "the entity that it lies in"]
    method: Method
    detail: Detail


class Entities(Table[Entity]):
    """Who and what the pile speaks of."""

    name, row, stage, key = "entities", Entity, "link", ("entity_id",)
    points_at = {"within": "entities"}


@dataclass(frozen=True, slots=True)
class ReferentEntity:
    """Which entity a document's referent is."""

    referent_id: Annotated[str, "the referent"]
    entity_id: Annotated[str, "the entity"]
    score: Score
    method: Method
    detail: Detail


class ReferentEntities(Table[ReferentEntity]):
    """Every referent, tied to its entity."""

    name, row, stage, key = "referent_entities", ReferentEntity, "link", ("referent_id",)
    points_at = {"referent_id": "referents", "entity_id": "entities"}


# ---------------------------------------------------------------- redate, resolve


@dataclass(frozen=True, slots=True)
class DateDecision:
    """What became of a candidate for a document's date."""

    candidate_id: Annotated[str, "the candidate"]
    accepted: Annotated[bool, "whether the document's date rests on it"]
    method: Method
    detail: Detail


class DateDecisions(Table[DateDecision]):
    """Every candidate, accepted or not, with the reason."""

    name, row, stage, key = "date_decisions", DateDecision, "redate", ("candidate_id",)
    points_at = {"candidate_id": "date_proposals"}


@dataclass(frozen=True, slots=True)
class SisterCandidate:
    """A day for a document's date that dated documents of the pile give it."""

    candidate_id: Annotated[str, "hash of document, place and value"]
    doc_id: DocId
    about: Annotated[DateAbout, "what the date is said to be of"]
    value: Annotated[str, "the day on which they put the time expression at start:end"]
    precision: Annotated[DatePrecision, "how fine the value is"]
    method: Annotated[DateMethod, "sister, or copy where all of them are copies"]
    start: Start
    end: End
    text: Words
    accepted: Annotated[bool, "whether the document's date rests on it"]
    detail: Detail


class SisterCandidates(Table[SisterCandidate]):
    """Every candidate that other documents of the pile give."""

    name, row, stage, key = "sister_candidates", SisterCandidate, "redate", ("candidate_id",)
    spans = (SpanColumns(),)
    points_at = {"doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """When a document was published, as an interval."""

    doc_id: DocId
    published_earliest: Annotated[Day | None, "first day it can have been published; null: open"]
    published_latest: Annotated[Day | None, "last day it can have been published; null: open"]
    published_method: Annotated[str | None, "the method of the candidate it rests on, or 'bounds'"]
    method: Method
    detail: Detail


class DocumentDates(Table[DocumentDate]):
    """Every document, dated, bounded or left open."""

    name, row, stage, key = "document_dates", DocumentDate, "redate", ("doc_id",)
    points_at = {"doc_id": "texts"}


@dataclass(frozen=True, slots=True)
class TimeValue:
    """The calendar value of a time expression."""

    time_id: Annotated[str, "the expression"]
    value: Annotated[str | None, "TIMEX3 value"]
    earliest: Annotated[Day | None, "first day meant; null: open or unknown"]
    latest: Annotated[Day | None, "last day meant; null: open or unknown"]
    method: Method
    detail: Detail


class TimeValues(Table[TimeValue]):
    """Every time expression, resolved as far as the document's date allows."""

    name, row, stage, key = "time_values", TimeValue, "resolve", ("time_id",)
    points_at = {"time_id": "local_times"}


# ---------------------------------------------------------------- group


@dataclass(frozen=True, slots=True)
class EventGroup:
    """The same action told one or more times."""

    event_id: Annotated[str, "hash of its first telling"]
    plover: Annotated[PloverRoot, "the root most tellings have"]
    action: Annotated[PloverRoot, "the root of the deed"]
    quad: Annotated[Quad, "quad class of plover"]
    title: Annotated[str, "its actors, action, place and day in a line"]
    actor_ids: Annotated[tuple[str, ...], "who does it: entity ids, sorted"]
    recipient_ids: Annotated[tuple[str, ...], "to whom: entity ids, sorted"]
    earliest: Annotated[Day | None, "first day it can have happened"]
    latest: Annotated[Day | None, "last day it can have happened"]
    place_entity_id: Annotated[str | None, "where"]
    story_id: Annotated[str | None, "the story it belongs to"]
    method: Method
    detail: Detail


class EventGroups(Table[EventGroup]):
    """Every event."""

    name, row, stage, key = "event_groups", EventGroup, "group", ("event_id",)
    points_at = {
        "actor_ids": "entities",
        "recipient_ids": "entities",
        "place_entity_id": "entities",
        "story_id": "stories",
    }


@dataclass(frozen=True, slots=True)
class EventMember:
    """Which event a telling tells."""

    event_mention_id: Annotated[str, "the telling"]
    event_id: Annotated[str, "the event"]
    score: Score
    method: Method
    detail: Detail


class EventMembers(Table[EventMember]):
    """Every telling that tells an event; a conditional one tells none."""

    name, row, stage, key = "event_members", EventMember, "group", ("event_mention_id",)
    points_at = {"event_mention_id": "local_event_mentions", "event_id": "event_groups"}


@dataclass(frozen=True, slots=True)
class Story:
    """Events and documents that belong together."""

    story_id: Annotated[str, "hash of its first event"]
    title: Annotated[str, "the title of its most told event"]
    doc_ids: Annotated[tuple[str, ...], "documents, sorted"]
    event_ids: Annotated[tuple[str, ...], "events, sorted"]
    earliest: Annotated[Day | None, "first day of its events"]
    latest: Annotated[Day | None, "last day of its events"]
    method: Method
    detail: Detail


class Stories(Table[Story]):
    """Every story."""

    name, row, stage, key = "stories", Story, "group", ("story_id",)
    points_at = {"doc_ids": "texts", "event_ids": "event_groups"}


# ---------------------------------------------------------------- compare


@dataclass(frozen=True, slots=True)
class Origin:
    """What can only count once."""

    origin_id: Annotated[str, "hash of kind and name"]
    name: Annotated[str, "the outlet, wire, publisher or text"]
    kind: Annotated[OriginKind, "what it is"]
    method: Method
    detail: Detail


class Origins(Table[Origin]):
    """Every origin."""

    name, row, stage, key = "origins", Origin, "compare", ("origin_id",)


@dataclass(frozen=True, slots=True)
class MentionOrigin:
    """Through which origin a telling came."""

    event_mention_id: Annotated[str, "the telling"]
    origin_id: Annotated[str, "the origin"]
    method: Method
    detail: Detail


class MentionOrigins(Table[MentionOrigin]):
    """Every telling, tied to its origin."""

    name, row, stage, key = "mention_origins", MentionOrigin, "compare", ("event_mention_id",)
    points_at = {"event_mention_id": "local_event_mentions", "origin_id": "origins"}


@dataclass(frozen=True, slots=True)
class Position:
    """What one holder says of one event through one origin."""

    position_id: Annotated[str, "hash of event, holder, origin and stance"]
    event_id: Annotated[str, "the event"]
    holder_id: Annotated[str | None, "who says so: entity id; null: the author, or a source that is no entity"]
    holder_text: Annotated[str | None, "the words that name a source that is no entity; null: the author, or holder_id"]
    origin_id: Annotated[str, "through which origin"]
    interested: Annotated[bool, "whether the holder is an actor or recipient of the event"]
    stance: Annotated[Stance, "what the holder says of it"]
    event_mention_ids: Annotated[tuple[str, ...], "the tellings, sorted"]
    method: Method
    detail: Detail


class Agreement(Table[Position]):
    """Who says what of every event, through whom."""

    name, row, stage, key = "agreement", Position, "compare", ("position_id",)
    points_at = {
        "event_id": "event_groups",
        "holder_id": "entities",
        "origin_id": "origins",
        "event_mention_ids": "local_event_mentions",
    }


@dataclass(frozen=True, slots=True)
class EventStanding:
    """How an event stands between its origins."""

    event_id: Annotated[str, "the event"]
    origins_reporting: Annotated[int, "at most this many independent origins report it"]
    origins_denying: Annotated[int, "at most this many independent origins carry a denial"]
    standing: Annotated[Standing, "the first rule of design that applies"]
    method: Method
    detail: Detail


class EventStandings(Table[EventStanding]):
    """Every event's standing."""

    name, row, stage, key = "event_standings", EventStanding, "compare", ("event_id",)
    points_at = {"event_id": "event_groups"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two tellings that cannot both be right."""

    conflict_id: Annotated[str, "hash of event, slot and tellings"]
    event_id: Annotated[str, "the event"]
    slot: Annotated[ConflictSlot, "in what they differ"]
    value_a: Annotated[str, "what the one says"]
    event_mention_a: Annotated[str, "the one telling"]
    value_b: Annotated[str, "what the other says"]
    event_mention_b: Annotated[str, "the other telling"]
    method: Method
    detail: Detail


class Conflicts(Table[Conflict]):
    """Every pair of tellings that cannot both be right."""

    name, row, stage, key = "conflicts", Conflict, "compare", ("conflict_id",)
    points_at = {
        "event_id": "event_groups",
        "event_mention_a": "local_event_mentions",
        "event_mention_b": "local_event_mentions",
    }


@dataclass(frozen=True, slots=True)
class Forecast:
    """A foretold or pledged action and what became of it."""

    event_mention_id: Annotated[str, "the telling that foretells it"]
    outcome: Annotated[ForecastOutcome, "what became of it, as far as the pile tells"]
    slots: Annotated[tuple[str, ...], "what differed: date, place, actor, recipient"]
    event_id: Annotated[str | None, "the event that came of it"]
    method: Method
    detail: Detail


class Forecasts(Table[Forecast]):
    """Every foretold or pledged action."""

    name, row, stage, key = "forecasts", Forecast, "compare", ("event_mention_id",)
    points_at = {"event_mention_id": "local_event_mentions", "event_id": "event_groups"}


# ---------------------------------------------------------------- run


@dataclass(frozen=True, slots=True)
class Source:
    """One path that an input was read from."""

    path: Annotated[str, "absolute path, or URL"]
    source: Annotated[str, "the path as seen from the folder that was given to build"]
    doc_id: Annotated[str | None, "the document it gave; null: none, being unreadable or left out"]
    read_at: Annotated[str, "when it was last read, ISO 8601 in UTC"]
    state: Annotated[SourceState, "whether it still counts; left_out: it is no page by its nature"]
    inside: Annotated[str | None, "path of the archive, feed or other file that holds it; null: it is a file itself"]
    detail: Annotated[str | None, "why it gave no document, if it was left out"]


class Sources(Table[Source]):
    """Every path ever read; outside the promise that same pile gives same rows."""

    name, row, stage, key = "sources", Source, "run", ("path", "read_at")
    points_at = {"doc_id": "local_documents"}


@dataclass(frozen=True, slots=True)
class Run:
    """One build."""

    run_id: Annotated[str, "number of the build, from 1"]
    version: Annotated[str, "version of Sayso"]
    started_at: Annotated[str, "ISO 8601 in UTC"]
    finished_at: Annotated[str | None, "null: it was interrupted"]
    settings: Annotated[str, "the settings, as JSON"]
    counts: Annotated[str, "rows of every table at its end, as JSON"]
    digests: Annotated[str, "SHA-256 of every table's rows at its end, as JSON; what verify compares"]
    seconds: Annotated[float | None, "how long it took"]


class Runs(Table[Run]):
    """Every build; outside the promise that same pile gives same rows."""

    name, row, stage, key = "runs", Run, "run", ("run_id",)
