"""Names as the parser found them, mended by what stands around them and by the rest of the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.annotate.mentions.name_edges import (
    before_verb,
    begins_with_particles,
    extend_person,
    has_hyphen,
    is_shouted,
    split_name,
    with_given_name,
)
from sayso.annotate.mentions.name_shapes import ProperName, is_headline, is_name, trim_name
from sayso.annotate.page import SUBJECTS, Page
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import EntityKind

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
_PRECEDENCE: tuple[EntityKind, ...] = ("person", "place", "organisation", "group")
_POSSESSIVE_AFTER = re.compile(r"['’]")
_COMMA = re.compile(r",\s+(?:the\s+)?")
_TITLED = re.compile(r" ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})")
_NEXT_WORD = re.compile(r" ([A-Za-z]+)\b")


def parsed_names(page: Page, lists: NameLists) -> Iterable[ProperName]:
    persons = {plain_key(ent.text) for ent in page.parse.ents if ent.label_ == "PERSON" and not has_hyphen(page, ent)}
    surnames = {key.split()[-1] for key in persons if key} | {key.split()[0] for key in persons if key}
    full = {key.split()[-1] for key in persons if " " in key}
    small = {token.text for token in page.parse if token.text.islower()}
    for ent in page.parse.ents:
        kind = _KINDS.get(ent.label_)
        if kind is None or (kind != "person" and is_shouted(page, ent)):
            continue
        span = before_verb(page, Span(ent.start_char, ent.end_char))
        given = with_given_name(page, span, lists)
        if given is not None and kind in ("person", "organisation", "place"):
            kind, span = "person", given
        if kind in ("person", "organisation") and begins_with_particles(page.tokens(span)[0], lists):
            kind = "person"
        if kind == "person":
            span = extend_person(page, span, lists)
        for piece in split_name(page, span, kind, surnames):
            trimmed = trim_name(page, piece, kind, lists)
            if trimmed is None or (kind == "person" and _is_word(trimmed.of(page.words), small, full, lists)):
                continue
            if page.is_read(trimmed) and is_name(page, trimmed, kind, lists):
                yield ProperName(trimmed, kind, None, None, f"the parser reads it as {ent.label_}")


def _is_word(text: str, small: set[str], surnames: set[str], lists: NameLists) -> bool:
    """Whether a capitalised word is no person: the document writes it small too, and gives nobody that surname."""
    is_known = plain_key(text) in surnames or lists.sex_of(text) is not None
    return " " not in text and text.lower() in small and not is_known


def after_titles(page: Page, parsed: Sequence[ProperName], lists: NameLists) -> list[ProperName]:
    """Capitalised words after a capitalised title are a person, even if the parser missed them: "President Orlova"."""
    taken = {at for name in parsed for at in (name.span.start, name.span.end - 1)}
    found = []
    for title in lists.find_titles(page.words):
        match = _TITLED.match(page.words, title.span.end)
        if (
            match is None
            or title.title.plural
            or title.title.use in ("body", "state")
            or not page.words[title.span.start].isupper()
        ):
            continue
        span = Span(*match.span(1))
        known = any(True for _ in lists.find(span.of(page.words)))
        free = not taken & set(range(title.span.start, span.end))
        fits = page.is_read(Span(title.span.start, span.end)) and not is_headline(page, span) and not known
        proper = all(token.pos_ == "PROPN" for token in page.tokens(span))
        if free and fits and proper and is_name(page, span, "person", lists):
            found.append(ProperName(span, "person", None, None, "capitalised words after a title"))
    return found


def with_region_word(page: Page, name: ProperName, lists: NameLists) -> ProperName:
    """A name and the word after it that makes it a region: "Iberian" + "peninsula"."""
    after = _NEXT_WORD.match(page.words, name.span.end)
    if name.form is not None or name.kind not in ("group", "place") or after is None:
        return name
    longer = Span(name.span.start, after.end(1))
    if lists.is_place_word(after[1], "region") and page.is_read(longer) and len(after[1]) > 5:
        return replace(name, span=longer, kind="place", detail=f"'{after[1]}' names a region")
    return name


def settle_kinds(page: Page, names: list[ProperName], lists: NameLists, gazetteer: Gazetteer) -> list[ProperName]:
    """Names -> the same, each of one kind throughout: facilities and towns are places; else the most frequent kind."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    surnames = {
        " ".join(words[at:])
        for n in names
        if n.kind == "person"
        for words in [plain_key(n.span.of(page.words)).split()]
        for at in range(1, len(words))
    }
    settled = [_by_words(page, _by_surname(page, name, surnames), lists, gazetteer) for name in names]
    for name in settled:
        votes[plain_key(name.span.of(page.words))][name.kind] += 1
    result = []
    for name in settled:
        counts = votes[plain_key(name.span.of(page.words))]
        best = min(counts, key=lambda kind: (-counts[kind], _PRECEDENCE.index(kind)))
        elsewhere = f"{name.detail}; elsewhere in the document it is a {best}"
        result.append(name if best == name.kind else replace(name, kind=best, detail=elsewhere))
    return result


def _by_surname(page: Page, name: ProperName, surnames: set[str]) -> ProperName:
    if name.kind != "person" and plain_key(name.span.of(page.words)) in surnames:
        return replace(name, kind="person", detail=f"{name.detail}, but it is the surname of a person in the document")
    return name


def _by_words(page: Page, name: ProperName, lists: NameLists, gazetteer: Gazetteer) -> ProperName:
    words = name.span.of(page.words).split()
    last, first = words[-1].rstrip("."), words[0]
    if (
        len(words) > 1
        and name.kind in ("organisation", "person")
        and (
            lists.is_place_word(last, "facility") or (lists.is_place_word(first, "facility") and words[1][0].isdigit())
        )
    ):
        return replace(name, kind="place", detail=f"'{last}' names a facility")
    if len(words) > 1 and name.kind in ("organisation", "person") and lists.is_place_word(last, "region"):
        return replace(name, kind="place", detail=f"'{last}' names a region")
    if name.kind in ("organisation", "person") and _before_its_country(page, name.span, lists, gazetteer):
        return replace(name, kind="place", detail="its country stands beside it, and the gazetteer knows it there")
    outlet = _is_outlet(page, name, words, lists)
    if outlet:
        return replace(name, kind="organisation", detail=outlet)
    owns = _POSSESSIVE_AFTER.match(page.words, name.span.end) is not None
    if name.kind in ("organisation", "person") and not owns and _after_locative(page, name.span, lists):
        places = gazetteer.candidates(" ".join(words))
        acronym = len(words) == 1 and words[0].isupper()
        if places and not acronym and (len(words) == 1 or places[0].population > 100_000):
            return replace(name, kind="place", detail="after a word of place, and the gazetteer knows it")
    return name


def _is_outlet(page: Page, name: ProperName, words: list[str], lists: NameLists) -> str:
    """Why what was read as a person or place is an outlet or other body ("the Harbour Gazette"); empty: it is none."""
    if name.kind not in ("person", "place") or len(words) < 2 or lists.sex_of(words[0]) is not None:
        return ""
    if lists.sectors.get(words[-1]) is not None:
        return f"'{words[-1]}' names an organisation"
    head = page.head(name.span)
    speaks = head is not None and head.dep_ in SUBJECTS and head.head.lemma_.lower() in lists.speech_verbs
    article = page.words[max(0, name.span.start - 4) : name.span.start].lower() == "the "
    return "with 'the', and it speaks: no person" if speaks and article and name.kind == "person" else ""


def _before_its_country(page: Page, span: Span, lists: NameLists, gazetteer: Gazetteer) -> bool:
    """Whether a town's own country stands right after it: "Bergen, Norway"."""
    comma = _COMMA.match(page.words, span.end)
    if comma is None:
        return False
    beside = lists.country_at(page.words, comma.end())
    return any(place.country == beside for place in gazetteer.candidates(span.of(page.words)))


def _after_locative(page: Page, span: Span, lists: NameLists) -> bool:
    before = page.words[max(0, span.start - 12) : span.start].split()
    return bool(before) and page.words[span.start - 1] == " " and lists.is_place_word(before[-1], "locative")
