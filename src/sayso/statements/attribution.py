"""Attribution: who, by which words, holds what; as found in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.language.cues import CueKind, CueLists, SpeechCue
from sayso.spans import Span, trim, without
from sayso.statements.tree import (
    children,
    is_numeral,
    noun_phrase_span,
    subtree_span,
    tidy,
    word_span,
)
from sayso.tables import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"i", "we", "me", "my", "our"})
"""Without "us", which as whoever speaks is the United States."""

NOBODY = frozenset({"it", "there", "this", "that", "which", "what", "these", "those", "one"})

SAYS = SpeechCue("", "say", frozenset(), "certain", False)
"""What a cue means that no word list has."""


def is_first_person(token: Token) -> bool:
    """Whether a word is whoever speaks: "I", "our", but not the "I" of "Elizabeth I"."""
    return token.lower_ in FIRST_PERSON and not is_numeral(token)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content held by somebody who is not the author.

    cue: the word that reports it; absent where only neighbouring sentences name the speaker
    source: the head of the words that name the holder; absent where nobody is named
    head: the verb or noun on which the content hangs, for tense and polarity
    reported_by: index of the cue word of the report it is part of, where that cannot be told from its place
    """

    cue: Token | None
    cue_span: Span | None
    source: Token | None
    source_span: Span | None
    head: Token
    parts: tuple[Span, ...]
    kind: CueKind
    certainty: Certainty
    factive: bool
    negated: bool
    detail: str
    reported_by: int | None = None


def attribution(
    text: str, entry: SpeechCue, cue: Token, source: Token | None, content: tuple[Token, list[Span]], detail: str
) -> Attribution | None:
    """A cue word, who it names and the pieces of what it reports -> an attribution; None where no content is left."""
    head, pieces = content
    parts = joined(text, [without_stop(text, part) for part in tidy(text, pieces)])
    if not parts:
        return None
    return Attribution(
        cue=cue,
        cue_span=cue_span(cue),
        source=source,
        source_span=source_span(text, source, parts),
        head=head,
        parts=parts,
        kind=entry.kind,
        certainty=entry.certainty,
        factive=entry.factive,
        negated=False,
        detail=detail,
    )


def entry_of(cue: Token, cues: CueLists) -> SpeechCue:
    """What the lists say a cue means, with the word behind it first: "pleaded not guilty", "ruled out"."""
    after = cue.doc[cue.i + 1].lower_ if cue.i + 1 < len(cue.doc) else ""
    for entry in cues.verbs.get(f"{cue.lemma_.lower()} {after}", ()):
        return entry
    lists = (cues.verbs, cues.nouns, cues.adverbs)
    for words in lists if cue.pos_ in {"VERB", "AUX"} else reversed(lists):
        for entry in words.get(cue.lemma_.lower(), ()):
            return entry
    return SAYS


def joined(text: str, parts: list[Span]) -> tuple[Span, ...]:
    """Parts in order -> the same, those with only white space between them as one."""
    made: list[Span] = []
    for part in parts:
        if made and not text[made[-1].end : part.start].strip():
            made[-1] = Span(made[-1].start, max(made[-1].end, part.end))
        else:
            made.append(part)
    return tuple(made)


def without_stop(text: str, part: Span) -> Span:
    """Content without the full stop of the sentence it ends; the stop of an initial ("U.S.") stays."""
    ends = text[part.end - 2 : part.end]
    initial = len(part.of(text)) < 3 or not text[part.end - 3].isalnum()
    return Span(part.start, part.end - 1) if ends[-1:] == "." and ends[:1].isalnum() and not initial else part


def cue_span(cue: Token) -> Span:
    """A cue word -> its span, with the particle that stands right behind it ("pointed out")."""
    span = word_span(cue)
    for particle in children(cue, "prt"):
        if particle.i == cue.i + 1:
            return Span(span.start, word_span(particle).end)
    return span


def source_span(text: str, source: Token | None, parts: tuple[Span, ...]) -> Span | None:
    """The head of a source -> its words; the head alone if the phrase runs into the content."""
    if source is None:
        return None
    span = trim(text, noun_phrase_span(source))
    return word_span(source) if any(span.overlaps(part) for part in parts) else span


def clause_without(clause: Token, *holes: Span) -> list[Span]:
    """A clause -> its pieces outside the holes."""
    return without(subtree_span(clause), holes)
