"""Tell: a trigger in its sentence -> an event mention, if somebody known does it or it is told where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.coding.assertion import Assertion, assertion_of, awaited, pledged_by_actor
from sayso.coding.circumstances import contexts_of, place_of, time_of
from sayso.coding.clause import clause_span
from sayso.coding.marks import Marks
from sayso.coding.numbers import Count, counts_in, numbers_of
from sayso.coding.parties import place_at, somebody
from sayso.coding.roles import Cast, cast_of, with_speaker
from sayso.coding.scenes import Scene, settle
from sayso.coding.syntax import subjects
from sayso.coding.triggers import Trigger, triggers
from sayso.ids import content_id
from sayso.spans import Span
from sayso.tables import LocalEventMention, LocalPlace, LocalStatement, LocalTime, PloverRoot, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

METHOD = "code/1"

MAX_TOKENS = 500
"""Words of a sentence read at once; a longer one is a list or a table, and read in pieces."""

_VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Roots that are told without an actor if it is told where, when or how many."""
_PASSIVE_ENOUGH = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT"})
"""Roots that are told with a recipient alone ("the minister was arrested")."""


@dataclass(frozen=True)
class Told:
    """A mention; bare: its trigger is a noun that no verb carries."""

    mention: LocalEventMention
    bare: bool


@dataclass(frozen=True)
class _Around:
    """What stands around a trigger: what is counted there, the verbs that tell a deed, and what else is marked."""

    counts: list[Count]
    verbs_told: frozenset[int]
    times: tuple[LocalTime, ...]
    places: tuple[LocalPlace, ...]
    statements: tuple[LocalStatement, ...]


def tell_sentence(sentence: Sentence, marks: Marks) -> list[Told]:
    """A sentence -> the actions it tells of, in order; one longer than MAX_TOKENS is read in pieces."""
    tokens = marks.tokens(Span(sentence.start, sentence.end))
    pieces = [tokens[n : n + MAX_TOKENS] for n in range(0, len(tokens), MAX_TOKENS)]
    return [told for piece in pieces for told in _tell_piece(piece, sentence, marks)]


def _tell_piece(tokens: list[Token], sentence: Sentence, marks: Marks) -> list[Told]:
    def is_somebody(noun: Token, place: bool) -> bool:
        return bool(somebody(noun, marks)) or (place and place_at(noun, marks) is not None)

    counts, contexts = counts_in(tokens, marks.verbs), contexts_of(tokens, marks.verbs)
    named = triggers(tokens, marks.verbs, is_somebody)
    verbs_told = frozenset(trigger.word.i for trigger in named if trigger.word is trigger.verb)
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    around = _Around(
        counts,
        verbs_told,
        times=tuple(t for t in marks.times.get(sentence.sentence_id, ()) if span.contains(Span(t.start, t.end))),
        places=tuple(p for p in marks.places.get(sentence.sentence_id, ()) if span.contains(Span(p.start, p.end))),
        statements=_statements(sentence, span, marks),
    )
    scenes = [_scene(trigger, around, marks) for trigger in named]
    settled = settle([scene for scene in scenes if scene is not None], marks)
    return [
        Told(_mention(scene, contexts, marks), scene.trigger.verb is None)
        for scene in settled
        if _worth_telling(scene, marks)
    ]


def _statements(sentence: Sentence, piece: Span, marks: Marks) -> tuple[LocalStatement, ...]:
    """The statements that have words in a piece of the sentence, and the longest of the author's."""
    all_here = marks.statements_in.get(sentence.sentence_id, ())
    here = [s for s in all_here if any(Span(start, end).overlaps(piece) for start, end in s.parts)]
    own = [s for s in all_here if s.voice == "author"]
    longest = [min(own, key=lambda s: (-_length(s), s.statement_id))] if own else []
    return tuple(here + [s for s in longest if s not in here])


def statement_of(word: Token, here: Iterable[LocalStatement]) -> LocalStatement | None:
    """The innermost statement whose content holds the word; else the author's of the sentence."""
    holding = [s for s in here if any(start <= word.idx < end for start, end in s.parts)]
    if holding:
        return min(holding, key=lambda s: (_length(s), -len(s.chain), s.voice == "author", s.statement_id))
    own = [s for s in here if s.voice == "author"]
    return min(own, key=lambda s: (-_length(s), s.statement_id)) if own else None


def _scene(trigger: Trigger, around: _Around, marks: Marks) -> Scene | None:
    statement = statement_of(trigger.word, around.statements)
    if statement is None:
        return None
    cast = with_speaker(cast_of(trigger, marks), trigger, statement, marks)
    assertion = assertion_of(trigger, statement, marks.verbs, marks.factuality.get(trigger.word.i))
    assertion = pledged_by_actor(assertion, statement, cast.actors.referent_ids)
    if cast.awaited:
        assertion = awaited(assertion)
    return Scene(
        trigger=trigger,
        cast=cast,
        statement=statement,
        assertion=assertion,
        numbers=numbers_of(trigger, around.counts, around.verbs_told),
        time_id=time_of(trigger, around.times, marks.said_ids, marks),
        place_id=place_of(trigger, around.places, marks),
    )


def _worth_telling(scene: Scene, marks: Marks) -> bool:
    """Whether somebody known plays in it, and it is told and not only wished."""
    trigger, cast = scene.trigger, scene.cast
    if scene.assertion.wanted or _is_mishap(trigger, marks):
        return False
    root = trigger.deed.plover
    if not trigger.alone and scene.time_id is None:
        return False
    if trigger.roles == "mutual" and trigger.verb is None:
        return _several(cast)
    if trigger.roles == "visit":
        return bool(cast.actors and (cast.recipients or (cast.unsaid and scene.time_id)))
    if cast.actors:
        if root == "REQUEST" and trigger.word is not trigger.verb and not (cast.recipients or _asks_for(trigger.word)):
            return False
        needs = marks.verbs.roots[root].needs_recipient and trigger.verb is None
        return bool(cast.recipients) or not needs
    if cast.recipients and root in _PASSIVE_ENOUGH:
        return True
    if trigger.word is trigger.verb and cast.actors.anybody and cast.recipients.anybody:
        return root in _VIOLENT
    return root in _VIOLENT and bool(
        scene.numbers or scene.place_id or (scene.time_id and trigger.word is trigger.verb)
    )


def _several(cast: Cast) -> bool:
    return len(cast.actors.referent_ids) >= 2 or len(cast.actors.countries) >= 2


def _asks_for(noun: Token) -> bool:
    """Whether "a demand" is one for something: not what a market has."""
    return any(child.dep_ in {"acl", "relcl"} or child.lower_ in {"for", "to"} for child in noun.children)


def _is_mishap(trigger: Trigger, marks: Marks) -> bool:
    """An earthquake kills without doing anything."""
    if trigger.deed.plover != "ASSAULT" or trigger.verb is None:
        return False
    return any(noun.lemma_.lower() in marks.verbs.mishaps for noun in subjects(trigger.verb))


def _mention(scene: Scene, contexts: tuple[str, ...], marks: Marks) -> LocalEventMention:
    trigger, cast, told = scene.trigger, scene.cast, scene.assertion
    deed = trigger.deed
    span = clause_span(scene, marks.text)
    return LocalEventMention(
        event_mention_id=content_id("event_mention", scene.statement.statement_id, trigger.word.idx, deed.plover, None),
        statement_id=scene.statement.statement_id,
        doc_id=marks.doc_id,
        start=span.start,
        end=span.end,
        text=span.of(marks.text),
        trigger_start=trigger.word.idx,
        trigger_end=trigger.word.idx + len(trigger.word),
        plover=(plover := plover_of(deed.plover, told, marks)),
        action=deed.plover,
        mode=deed.mode,
        contexts=contexts,
        cameo=deed.cameo,
        goldstein=marks.verbs.scale(deed.cameo),
        quad=marks.verbs.roots[plover].quad,
        actor_referent_ids=tuple(sorted(cast.actors.referent_ids)),
        recipient_referent_ids=tuple(sorted(cast.recipients.referent_ids)),
        actor_countries=tuple(sorted(cast.actors.countries)),
        recipient_countries=tuple(sorted(cast.recipients.countries)),
        actor_sectors=tuple(sorted(cast.actors.sectors)),
        recipient_sectors=tuple(sorted(cast.recipients.sectors)),
        time_id=scene.time_id,
        place_id=scene.place_id,
        numbers=scene.numbers,
        status=told.status,
        polarity=told.polarity,
        certainty=told.certainty,
        tense=told.tense,
        antecedent_id=None,
        score=_score(scene),
        method=METHOD,
        detail=_detail(scene, plover),
    )


def plover_of(action: PloverRoot, told: Assertion, marks: Marks) -> PloverRoot:
    """The deed and how it is told -> the manual's root: a promised meeting is AGREE, a promised attack THREATEN.

    "Will not visit" refuses a visit.
    """
    root = marks.verbs.roots[action]
    if told.polarity == "negative":
        refused = told.status in {"pledged", "predicted"} and "cooperation" in root.quad
        return "REJECT" if refused else action
    if told.status == "pledged":
        return root.pledged
    return root.foretold if told.status == "predicted" else action


def _score(scene: Scene) -> float:
    """How sure the reading is; not yet measured against anything."""
    cast, trigger = scene.cast, scene.trigger
    score = 0.3
    score += 0.2 * bool(cast.actors.referent_ids) + 0.1 * bool(cast.actors)
    score += 0.2 * (bool(cast.recipients) or trigger.roles in {"mutual", "self"})
    score += 0.1 * trigger.fitted + 0.1 * (trigger.verb is not None)
    return round(score, 4)


def _detail(scene: Scene, plover: PloverRoot) -> str:
    cast = scene.cast
    parts = [scene.trigger.detail, cast.detail, *cast.actors.notes, *cast.recipients.notes, scene.assertion.detail]
    if plover != scene.trigger.deed.plover:
        parts.append(f"{scene.trigger.deed.plover} told as {scene.assertion.status} is {plover}")
    return "; ".join(part for part in parts if part)


def _length(statement: LocalStatement) -> int:
    return sum(end - start for start, end in statement.parts)
