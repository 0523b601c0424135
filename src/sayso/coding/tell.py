"""Tell: a trigger in its sentence -> an event mention, if somebody known does it or it is told where."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sayso.coding.assertion import Assertion, assertion_of, awaited, pledged_by_actor
from sayso.coding.circumstances import contexts_of, place_of, time_of
from sayso.coding.marks import Marks
from sayso.coding.numbers import Count, counts_in, numbers_of
from sayso.coding.parties import place_at, somebody
from sayso.coding.roles import Cast, cast_of, with_speaker
from sayso.coding.scenes import Scene, settle
from sayso.coding.syntax import subjects
from sayso.coding.triggers import Trigger, triggers
from sayso.ids import content_id
from sayso.spans import Span, hull
from sayso.tables import LocalEventMention, LocalStatement, PloverRoot, Sentence

METHOD = "code/1"

MAX_TOKENS = 500
"""Words of a sentence; what is longer is a list or a table, and its parse is no sentence's."""

_VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
"""Roots that are told without an actor if it is told where, when or how many."""
_PASSIVE_ENOUGH = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT"})
"""Roots that are told with a recipient alone ("the minister was arrested")."""


@dataclass(frozen=True)
class Told:
    """A mention; bare: its trigger is a noun that no verb carries."""

    mention: LocalEventMention
    bare: bool


def tell_sentence(sentence: Sentence, marks: Marks) -> list[Told]:
    """A sentence -> the actions it tells of, in order.

    Keeps:  nothing of a sentence longer than MAX_TOKENS
    """
    tokens = marks.tokens(Span(sentence.start, sentence.end))
    if len(tokens) > MAX_TOKENS:
        return []

    def is_somebody(noun: Token, place: bool) -> bool:
        return bool(somebody(noun, marks)) or (place and place_at(noun, marks) is not None)

    counts, contexts = counts_in(tokens, marks.verbs), contexts_of(tokens, marks.verbs)
    scenes = [_scene(trigger, sentence, counts, marks) for trigger in triggers(tokens, marks.verbs, is_somebody)]
    settled = settle([scene for scene in scenes if scene is not None], marks)
    return [
        Told(_mention(scene, contexts, marks), scene.trigger.verb is None)
        for scene in settled
        if _worth_telling(scene, marks)
    ]


def statement_of(word: Token, sentence: Sentence, marks: Marks) -> LocalStatement | None:
    """The innermost statement whose content holds the word; else the author's of the sentence."""
    here = marks.statements_in.get(sentence.sentence_id, ())
    holding = [s for s in here if any(start <= word.idx < end for start, end in s.parts)]
    if holding:
        return min(holding, key=lambda s: (_length(s), -len(s.chain), s.voice == "author", s.statement_id))
    own = [s for s in here if s.voice == "author"]
    return min(own, key=lambda s: (-_length(s), s.statement_id)) if own else None


def _scene(trigger: Trigger, sentence: Sentence, counts: list[Count], marks: Marks) -> Scene | None:
    statement = statement_of(trigger.word, sentence, marks)
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
        numbers=numbers_of(trigger, counts),
        time_id=time_of(trigger, marks.times.get(sentence.sentence_id, ()), marks.said_ids, marks),
        place_id=place_of(trigger, marks.places.get(sentence.sentence_id, ()), marks),
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
        return bool(cast.actors and cast.recipients)
    if cast.actors:
        needs = marks.verbs.roots[root].needs_recipient and trigger.verb is None
        return bool(cast.recipients) or not needs
    if cast.recipients and root in _PASSIVE_ENOUGH:
        return True
    return root in _VIOLENT and bool(
        scene.numbers or scene.place_id or (scene.time_id and trigger.word is trigger.verb)
    )


def _several(cast: Cast) -> bool:
    return len(cast.actors.referent_ids) >= 2 or len(cast.actors.countries) >= 2


def _is_mishap(trigger: Trigger, marks: Marks) -> bool:
    """An earthquake kills without doing anything."""
    if trigger.deed.plover != "ASSAULT" or trigger.verb is None:
        return False
    return any(noun.lemma_.lower() in marks.verbs.mishaps for noun in subjects(trigger.verb))


def _mention(scene: Scene, contexts: tuple[str, ...], marks: Marks) -> LocalEventMention:
    trigger, cast, told = scene.trigger, scene.cast, scene.assertion
    deed = trigger.deed
    span = _span(scene)
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


def _span(scene: Scene) -> Span:
    words = [word for word in (scene.trigger.word, scene.trigger.verb, scene.trigger.noun) if word is not None]
    spans = [Span(word.idx, word.idx + len(word)) for word in words]
    spans += [*scene.cast.actors.spans, *scene.cast.recipients.spans]
    spans += [Span(number.start, number.end) for number in scene.numbers]
    return hull(spans)


def _score(scene: Scene) -> float:
    """How sure the reading is; not yet measured against anything."""
    cast, trigger = scene.cast, scene.trigger
    score = 0.3
    score += 0.2 * bool(cast.actors.referent_ids) + 0.1 * bool(cast.actors)
    score += 0.2 * (bool(cast.recipients) or trigger.roles in {"mutual", "self"})
    score += 0.1 * trigger.fitted + 0.1 * (trigger.verb is not None)
    return round(score, 4)


def _detail(scene: Scene, plover: PloverRoot) -> str:
    parts = [scene.trigger.detail, scene.cast.detail, scene.assertion.detail]
    if plover != scene.trigger.deed.plover:
        parts.append(f"{scene.trigger.deed.plover} told as {scene.assertion.status} is {plover}")
    return "; ".join(part for part in parts if part)


def _length(statement: LocalStatement) -> int:
    return sum(end - start for start, end in statement.parts)
