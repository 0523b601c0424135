"""Mentions: a page -> its words that mean somebody, something or somewhere, and the referents they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sayso.annotate.mentions.common_nouns import read_noun, referring_nouns
from sayso.annotate.mentions.meant import History, Meant
from sayso.annotate.mentions.namesakes import HONORIFIC
from sayso.annotate.mentions.nouns import pair_phrases, read_pair, read_role
from sayso.annotate.mentions.pronouns import is_pronoun, is_speaker, read_pronoun, read_speaker
from sayso.annotate.mentions.proper_names import find_proper_names
from sayso.annotate.mentions.referents import Draft, NameReading, read_names, referent_id, referent_rows
from sayso.annotate.mentions.roles import Role, find_roles
from sayso.annotate.mentions.speakers import Quotes
from sayso.annotate.page import METHOD, Page
from sayso.ids import content_id
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.spans import Span
from sayso.tables import LocalMention, Referent

Reader = Callable[[], Meant | None]


def find_mentions(page: Page, lists: NameLists, gazetteer: Gazetteer) -> tuple[list[LocalMention], list[Referent]]:
    """A page -> its mentions in order, and the referents that they mean."""
    names = find_proper_names(page, lists, gazetteer)
    roles = find_roles(page, names, lists)
    readings, drafts = read_names(page, names, roles, lists)
    history = History(page, drafts, Quotes(page, lists.speech_verbs), lists, gazetteer)
    _note_genders(history, readings)
    for reading in readings:
        named = _name(page, reading)
        history.names_by_token |= dict.fromkeys((token.i for token in page.tokens(reading.name.span)), named)
    meants: dict[Span, Meant] = {}
    for _, _, read in sorted(_readers(page, readings, roles, history), key=lambda reader: reader[:2]):
        meant = read()
        if meant is not None and meant.span not in meants and page.is_read(meant.span):
            meants[meant.span] = meant
            history.add(meant)
    for token in page.parse:
        if is_speaker(token):
            speaking = read_speaker(token, history)
            if speaking is not None and speaking.span not in meants and page.is_read(speaking.span):
                meants[speaking.span] = speaking
    used = {key for meant in meants.values() for key in meant.keys}
    rows = [_row(page, meant, drafts) for _, meant in sorted(meants.items())]
    return rows, referent_rows(page.doc_id, drafts, used)


def _readers(
    page: Page, readings: Sequence[NameReading], roles: Sequence[Role], history: History
) -> list[tuple[int, int, Reader]]:
    """Everything on a page that may mean somebody -> where it ends, where it starts, and how to read it.

    Read in order of their ends, each hears of what was meant before it.
    """
    keys = {reading.name.span: reading.keys for reading in readings}
    todo: list[tuple[int, int, Reader]] = []
    for reading in readings:
        todo.append((reading.name.span.end, reading.name.span.start, partial(_name, page, reading)))
    heads = set()
    for role in roles:
        if role.stands_alone:
            heads.add(role.head.i)
            person = keys.get(role.person.span, ()) if role.person is not None else ()
            todo.append((role.span.end, role.span.start, partial(read_role, role, person, history)))
    for head, span, kind in pair_phrases(page, history.lists.pair_nouns):
        if head.i not in heads:
            heads.add(head.i)
            todo.append((span.end, span.start, partial(read_pair, head, span, kind, history)))
    for token, span, noun in referring_nouns(history):
        if token.i not in heads:
            todo.append((span.end, span.start, partial(read_noun, token, span, noun, history)))
    for token in page.parse:
        if is_pronoun(token):
            todo.append((token.idx + len(token), token.idx, partial(read_pronoun, token, history)))
    return todo


def _name(page: Page, reading: NameReading) -> Meant:
    span, kind = reading.name.span, reading.kind
    unsure = span.of(page.words) if kind == "person" and not reading.keys else ""
    return Meant(span, "name", kind, reading.keys, reading.detail, page.head(span), unsure)


def _note_genders(history: History, readings: Sequence[NameReading]) -> None:
    """Titles and given names that tell a sex -> noted for the pronouns: "spokeswoman", "Mrs", "Ana" -> she."""
    for reading in readings:
        start = reading.name.span.start
        honorific = HONORIFIC.search(history.page.words[max(0, start - 12) : start])
        if honorific is not None and reading.kind == "person":
            for key in reading.keys:
                history.genders.setdefault(key, "m" if honorific[1] else "f")
    for key, draft in history.drafts.items():
        for title in (role.title.name for role in draft.roles):
            if title.endswith(("woman", "man")):
                history.genders.setdefault(key, "f" if title.endswith("woman") else "m")
        sex = history.lists.sex_of(draft.name.split()[0]) if draft.kind == "person" else ""
        if sex:
            history.genders.setdefault(key, sex)


def _row(page: Page, meant: Meant, drafts: Mapping[str, Draft]) -> LocalMention:
    return LocalMention(
        mention_id=content_id("mention", page.doc_id, meant.span.start, meant.span.end),
        doc_id=page.doc_id,
        start=meant.span.start,
        end=meant.span.end,
        text=meant.span.of(page.text),
        form=meant.form,
        kind=meant.kind,
        referent_ids=tuple(sorted({referent_id(page.doc_id, drafts[key]) for key in meant.keys})),
        method=METHOD,
        detail=meant.detail,
    )
