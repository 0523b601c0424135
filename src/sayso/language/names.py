"""NameLists: countries, capitals, demonyms, organisations, titles, and the words that tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sayso.language.actors import Actor, Office, load_offices
from sayso.language.lexicons import read_word_list, several
from sayso.language.wording import ends_word, first_word, lower, plain, plain_key, words_of
from sayso.spans import Span
from sayso.tables import EntityKind

MAX_FORM = 80
"""More code points than any name of a country has."""

FormKind = Literal["name", "demonym", "capital", "seat"]


class Known(NamedTuple):
    """Somebody or something in the word lists: its key (country:PRK, organisation:UN) and what the lists say of it."""

    key: str
    name: str
    kind: EntityKind
    country: str | None
    sector: str | None
    says: str = "in the word lists"


class Form(NamedTuple):
    """A way to write somebody known: "Pyongyang" is country:PRK by its capital."""

    text: str
    key: str
    form: FormKind


class FoundForm(NamedTuple):
    """A form, found in a text."""

    span: Span
    form: Form


class Title(NamedTuple):
    """A title or role: its words in the singular, PLOVER sector, and how it is used (see resources/titles.csv)."""

    name: str
    sector: str | None
    plural: bool
    use: str


class ReferringNoun(NamedTuple):
    """A common noun that stands for something named (see resources/referring_nouns.csv)."""

    kind: EntityKind
    sex: str
    sectors: frozenset[str]
    words: tuple[str, ...]


class FoundTitle(NamedTuple):
    """A title, found in a text."""

    span: Span
    title: Title


@dataclass(frozen=True)
class NameLists:
    """Who is known beforehand, under which names, and which words are titles.

    known:     key -> who it is
    forms:     first word of a form -> the forms that begin with it, longest first
    titles:    first word of a title, lower case -> titles that begin with it, longest first
    sectors:   word in an organisation's name -> PLOVER sector
    not_names: capitalised words that are no names by themselves
    places:    kind of word in resources/place_words.csv -> the words, lower case
    given_names: given name -> m, f, or nothing where both bear it
    regions:   plain name of a region -> ISO 3166 alpha-3 of its country, if it is one country's
    hosts:     web host -> key of the outlet that publishes there
    speech_verbs: lemmas of verbs whose subject speaks
    referring:  noun -> what it may stand for
    offices:    plain name of a person -> the offices that the person held
    world_regions: adjective ("East Asian") -> the countries there, as ISO 3166 alpha-3
    person_signs: how a word tells a person (does, undergoes, has) -> lemmas
    particles:  words before a surname that belong to it ("von der", "al"), lower case
    pair_nouns: noun after "both" or "the two" -> which two it means (country, person, any)
    """

    known: Mapping[str, Known] = field(default_factory=dict)
    forms: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[tuple[str, Title], ...]] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    not_names: frozenset[str] = frozenset()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    given_names: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str | None] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)
    pair_nouns: Mapping[str, str] = field(default_factory=dict)
    speech_verbs: frozenset[str] = frozenset()
    referring: Mapping[str, ReferringNoun] = field(default_factory=dict)
    world_regions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offices: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    person_signs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()

    def lookup(self, surface: str) -> Form | None:
        """Words -> the form they are, as a whole: "the U.S." -> country:USA by name."""
        words_only = plain(surface)
        for words in (words_only, words_only.removeprefix("the ").removeprefix("The ")):
            for found in self.find(words):
                if found.span == Span(0, len(words)):
                    return found.form
        return None

    def find(self, text: str) -> Iterator[FoundForm]:
        """Every known form in a text, the longest at each place, none inside another; case counts."""
        line = plain(text)
        end = 0
        for start, first in words_of(line):
            if start < end:
                continue
            form = self._form_at(line, start, first)
            if form is not None:
                end = start + len(form.text)
                yield FoundForm(Span(start, end), form)

    def find_titles(self, text: str) -> Iterator[FoundTitle]:
        """Every title in a text, the longest at each place, none inside another; case does not count."""
        line = lower(plain(text))
        end = 0
        for start, first in words_of(line):
            if start < end:
                continue
            for words, title in self.titles.get(first, ()):
                if line.startswith(words, start) and ends_word(line, start + len(words)):
                    end = start + len(words)
                    yield FoundTitle(Span(start, end), title)
                    break

    def sector_of(self, organisation: str) -> str | None:
        """An organisation's name -> the PLOVER sector that its words tell.

        The last one decides, but "Ministry of Industry" is a ministry.
        """
        words = organisation.replace(",", " ").split()
        if len(words) > 2 and words[1] in ("of", "for") and words[0] in self.sectors:
            return self.sectors[words[0]]
        for at in range(len(words) - 1, -1, -1):
            for phrase in (" ".join(words[at : at + 2]), words[at]):
                if phrase in self.sectors:
                    return self.sectors[phrase]
        return None

    def country_at(self, text: str, start: int) -> str | None:
        """The country whose name begins at a place in a text, as ISO 3166 alpha-3."""
        line = plain(text[start : start + MAX_FORM])
        form = self._form_at(line, 0, first_word(line))
        return self.known[form.key].country if form is not None and form.form == "name" else None

    def is_place_word(self, word: str, kind: str) -> bool:
        """Whether a word (lemma) is of that kind in resources/place_words.csv."""
        return word.lower() in self.places.get(kind, frozenset())

    def sex_of(self, given_name: str) -> str | None:
        """A given name -> m, f, or nothing where both bear it; None: it is none that is known. Accents do not count."""
        if given_name in self.given_names or given_name.isascii():
            return self.given_names.get(given_name)
        return self.given_names.get(plain_key(given_name).capitalize())

    def is_person_sign(self, lemma: str, use: str) -> bool:
        """Whether a word tells that the name beside it is a person's (see resources/person_signs.csv)."""
        return lemma.lower() in self.person_signs.get(use, frozenset())

    def _form_at(self, line: str, start: int, first: str) -> Form | None:
        for form in self.forms.get(first, ()):
            if line.startswith(form.text, start) and ends_word(line, start + len(form.text)):
                return form
        if len(first) > 1 and first.isupper():
            for form in self.forms.get(first.capitalize(), ()):
                shouted = line[start : start + len(form.text)]
                if shouted == form.text.upper() and ends_word(line, start + len(form.text)) and len(shouted) > 4:
                    return form
        return None


def load_names(actors: Sequence[Actor] = ()) -> NameLists:
    """The word lists in `resources/`, after the actors that a user lists."""
    titles = _titles()
    known: dict[str, Known] = {}
    forms: list[Form] = []
    hosts: dict[str, str] = {}
    for actor in actors:
        sector = _sector_of_role(actor.role, titles)
        known[actor.key] = Known(actor.key, actor.name, actor.kind, actor.country, sector, actor.says)
        forms += _forms(actor.key, "name", (actor.name, *actor.aliases))
    for row in read_word_list("countries"):
        key = f"country:{row['iso3']}"
        known[key] = Known(key, row["name"], "country", row["iso3"], None)
        forms += _forms(key, "name", (row["name"], *several(row["aliases"])))
        forms += _forms(key, "demonym", several(row["demonyms"]))
        forms += _forms(key, "capital", several(row["capital"]))
        forms += _forms(key, "seat", several(row["seats"]))
    for row in read_word_list("organisations"):
        key = f"organisation:{row['key']}"
        kind: EntityKind = "group" if row["kind"] == "group" else "organisation"
        known[key] = Known(key, row["name"], kind, row["country"] or None, row["sector"] or None)
        forms += _forms(key, "name", (row["name"], *several(row["aliases"])))
        hosts |= dict.fromkeys(several(row["hosts"]), key)
    return NameLists(
        known=known,
        forms=_by_first_word(forms),
        titles=titles,
        sectors={row["word"]: row["sector"] for row in read_word_list("organisation_words")},
        not_names=frozenset(row["word"].lower() for row in read_word_list("not_names")),
        places=_words_by("place_words", "kind", "word"),
        given_names={row["name"]: row["sex"] for row in read_word_list("given_names")},
        regions={plain_key(row["name"]): row["country"] or None for row in read_word_list("regions")},
        hosts=hosts,
        pair_nouns={row["noun"]: row["kind"] for row in read_word_list("pair_nouns")},
        speech_verbs=_speech_verbs(),
        referring={row["noun"]: _referring(row) for row in read_word_list("referring_nouns")},
        offices=load_offices(),
        particles=frozenset(row["word"] for row in read_word_list("name_particles")),
        person_signs=_words_by("person_signs", "use", "lemma"),
        world_regions={row["region"]: frozenset(several(row["countries"])) for row in read_word_list("world_regions")},
    )


def _forms(key: str, form: FormKind, texts: Iterable[str]) -> list[Form]:
    return [Form(plain(text), key, form) for text in texts]


def _by_first_word(forms: list[Form]) -> dict[str, tuple[Form, ...]]:
    """Forms -> by first word, longest first; one written twice keeps its first meaning, a country before a capital."""
    seen: set[str] = set()
    grouped: dict[str, list[Form]] = {}
    for form in forms:
        if form.text not in seen:
            seen.add(form.text)
            grouped.setdefault(first_word(form.text), []).append(form)
    return {first: tuple(sorted(group, key=lambda form: -len(form.text))) for first, group in grouped.items()}


def _titles() -> dict[str, tuple[tuple[str, Title], ...]]:
    grouped: dict[str, list[tuple[str, Title]]] = {}
    for row in read_word_list("titles"):
        sector = row["sector"] or None
        single = Title(row["title"], sector, plural=False, use=row["use"])
        written = [(row["title"], single)]
        written += [(plural, single._replace(plural=True)) for plural in several(row["plurals"])]
        for words, title in written:
            shown = lower(plain(words))
            grouped.setdefault(first_word(shown), []).append((shown, title))
    return {first: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for first, group in grouped.items()}


def _sector_of_role(role: str | None, titles: Mapping[str, tuple[tuple[str, Title], ...]]) -> str | None:
    words = lower(plain(role or ""))
    return next((title.sector for shown, title in titles.get(first_word(words), ()) if words.startswith(shown)), None)


def _referring(row: Mapping[str, str]) -> ReferringNoun:
    kind: EntityKind = row["kind"]  # type: ignore[assignment]
    return ReferringNoun(kind, row["sex"], frozenset(several(row["sectors"])), several(row["words"]))


def _speech_verbs() -> frozenset[str]:
    kinds = {"say", "ask", "deny", "warn", "think", "report"}
    return frozenset(
        row["lemma"] for row in read_word_list("speech_cues") if row["part"] == "verb" and row["kind"] in kinds
    )


def _words_by(name: str, by: str, word: str) -> dict[str, frozenset[str]]:
    """A word list -> its words, by another column."""
    rows = read_word_list(name)
    return {kind: frozenset(r[word] for r in rows if r[by] == kind) for kind in {r[by] for r in rows}}
