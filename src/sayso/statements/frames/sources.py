"""Who it is that a frame names, and the words that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span, in_one_paragraph
from sayso.statements.attribution import NOBODY, Attribution, source_span
from sayso.statements.holders.datelines import dateline_end
from sayso.statements.tree import (
    SUBJECTS,
    agent_of,
    children,
    is_misjoined,
    is_passive,
    is_under,
    noun_phrase_span,
    quoted_person,
    subject_of,
    top_of,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_SELF = frozenset({"'s", "’s"})
_INSIDE = frozenset({"prep", "pobj", "acl", "relcl", "agent", "poss", "compound", "amod", "nmod", "pcomp"})
_FORWARD = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_AROUND = 60


def source_of(
    text: str,
    named: tuple[Sequence[Token], tuple[Span, ...]],
    content: tuple[Span, ...],
    said: tuple[Attribution | None, Token],
    cues: CueLists,
) -> tuple[Token | None, Span | None]:
    """Whom a frame names: as the encoder has it, else as the rules have it, else by the cue's own subject.

    named: the words in which the encoder sees the source, and their pieces
    """
    rule, cue = said
    quoted = quoted_person(cue)
    if quoted is not None:
        return quoted, source_span(text, quoted, content)
    word = source_word(named[0])
    subject = None if cue.pos_ not in {"VERB", "AUX"} else agent_of(cue) if is_passive(cue) else subject_of(cue)
    if word is not None and (_is_cue(word, cue) or _is_addressed(word, cue, cues)):
        word, named = None, ((), ())
    if word is not None and subject is not None and (_belongs_to(word, subject) or is_misjoined(cue)):
        return subject, source_span(text, subject, content)
    if word is not None and (rule is None or rule.source is None or word.pos_ in _NAMES):
        return _in_full(text, word, _piece_of(text, word, named[1]), content)
    if rule is not None:
        return rule.source, rule.source_span
    if subject is None or subject.lower_ in NOBODY:
        return None, None
    return subject, source_span(text, subject, content)


def source_word(words: Sequence[Token]) -> Token | None:
    """Words of a source -> the one on which the others hang; of "by a rival", the rival."""
    word = top_of(words)
    if word is not None and word.pos_ in {"ADP", "SCONJ"}:
        own = [token for token in children(word, "pobj") if token in words]
        return own[0] if own else top_of([token for token in words if token.pos_ in _NAMES]) or word
    return word


def quoting(cue: Token | None, cues: CueLists) -> Token | None:
    """The verb that quotes somebody "as saying", by that "saying"."""
    if cue is None or cue.dep_ != "pcomp" or cue.head.lower_ != "as":
        return None
    over = cue.head.head
    verb = over.head if over.pos_ in _NAMES else over
    return verb if verb.lemma_.lower() in cues.classes["quoting"] else None


def is_object(word: Token, cue: Token, cues: CueLists) -> bool:
    """Whether a word is what is spoken of, and another the one who speaks; "citing a doctor": the doctor speaks."""
    own = word.dep_ == "dobj" and word.head.i == cue.i and bool(children(cue, *SUBJECTS))
    return own and cue.lemma_.lower() not in cues.classes["quoting"]


def _is_cue(word: Token, cue: Token) -> bool:
    return word.i == cue.i or (word.dep_ == "det" and word.head.i == cue.i)


def _is_addressed(word: Token, cue: Token, cues: CueLists) -> bool:
    """ "She was told that", "he is understood to": the subject of such a passive holds nothing, it hears or suffers."""
    if is_object(word, cue, cues):
        return True
    if word.dep_ not in {"nsubjpass", "appos", "poss"} or not children(cue, "auxpass"):
        return False
    subject = word if word.dep_ == "nsubjpass" else word.head
    kinds = {entry.kind for entry in cues.verbs.get(cue.lemma_.lower(), ())}
    held = kinds & {"say", "report", "know", "think", "predict", "accuse", "order", "reject"}
    return subject.head.i == cue.i and bool(held) and cue.lemma_.lower() not in cues.classes["quoting"]


def _belongs_to(word: Token, subject: Token) -> bool:
    """ "A medic at the General Hospital", "the team, led by Ana Lind": part of the phrase, not who speaks."""
    if word.i <= subject.i or subject.pos_ not in _NAMES or subject.lower_ in NOBODY:
        return False
    step = word
    while step.i != subject.i:
        if step.dep_ not in _INSIDE or step.head.i == step.i:
            return False
        step = step.head
    return True


def _piece_of(text: str, word: Token, pieces: tuple[Span, ...]) -> Span:
    """The piece of a source in which its word stands, those with no word between them taken as one."""
    near: list[Span] = []
    for piece in pieces:
        if near and not any(character.isalnum() for character in text[near[-1].end : piece.start]):
            near[-1] = Span(near[-1].start, piece.end)
        else:
            near.append(piece)
    return next(piece for piece in near if within((piece,), word))


def _in_full(text: str, word: Token, piece: Span, content: tuple[Span, ...]) -> tuple[Token, Span]:
    """A source -> its whole words, in its own paragraph, without what does not name anybody at its ends."""
    inside = _of_paragraph(text, word, piece)
    filed = dateline_end(text, word.sent.start_char)
    first, last = 0, len(inside) - 1
    while inside[first].i < word.i and (inside[first].idx < filed <= word.idx or _names_nobody(inside[first])):
        first += 1
    while inside[last].i > word.i and _hangs_elsewhere(inside[last], word):
        last -= 1
    begins = inside[first]
    while begins.i > word.left_edge.i and _leads(begins.nbor(-1), word):
        begins = begins.nbor(-1)
    span = Span(begins.idx, _completed(inside[last]))
    known = Span(inside[first].idx, inside[last].idx + len(inside[last]))
    return word, known if any(span.overlaps(part) for part in content) else span


def _of_paragraph(text: str, word: Token, piece: Span) -> list[Token]:
    """The tokens of a piece that stand in the paragraph of one of them."""
    around = word.doc[max(0, word.i - _AROUND) : word.i + _AROUND]
    inside = [t for t in around if t.idx < piece.end and t.idx + len(t) > piece.start]
    return [token for token in inside if in_one_paragraph(text, token.idx, word.idx)]


def _names_nobody(token: Token) -> bool:
    return token.is_punct or token.is_space or token.pos_ == "ADP" or token.lower_ in _SELF


def _leads(before: Token, word: Token) -> bool:
    """Whether a word right before a source belongs to its noun: the article, "43-year-" of "43-year-old man"."""
    hyphen = before.text == "-" and not before.whitespace_ and before.i > 0 and not before.nbor(-1).whitespace_
    return (hyphen or before.dep_ in _FORWARD) and before.pos_ != "PRON" and is_under(before, word)


def _hangs_elsewhere(last: Token, word: Token) -> bool:
    """A word at the end that names nobody: "the union on" (Wednesday accused), a mark."""
    if last.is_quote or last.is_space:
        return True
    return not last.is_punct and (last.pos_ == "ADP" or last.ent_type_ in {"DATE", "TIME"}) and not is_under(last, word)


def _completed(last: Token) -> int:
    """Where a phrase ends whose last word is known, be it cut behind an article or a preposition."""
    if last.dep_ == "det" and 0 < last.head.i - last.i < 6:
        last = last.head
    elif last.dep_ == "prep" and (objects := children(last, "pobj")):
        span = noun_phrase_span(objects[0])
        return max(span.end, last.idx + len(last))
    return last.idx + len(last)
