"""Frames that the encoder read, and what the rules found -> one list of attributions for every sentence.

The encoder knows where a source and its content begin and end; the rules know what the cue means ("denied", "vowed"),
and what the encoder has not learned to see.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists, SpeechCue
from sayso.language.encoder import ReadText
from sayso.spans import Span
from sayso.statements.answers import disowning_word, scare_quoted
from sayso.statements.attribution import FIRST_PERSON, NOBODY, Attribution, joined
from sayso.statements.find import Quoted, Reading
from sayso.statements.frames import Frame
from sayso.statements.lookup import Placed
from sayso.statements.noun_cues import is_set_phrase
from sayso.statements.pieces import mended, stands_alone
from sayso.statements.predicates import is_predicate
from sayso.statements.quoted import head_of
from sayso.statements.silences import is_not_for_print, quotes_as_saying, refused_word, tells_nothing
from sayso.statements.sources import is_object, source_of, source_word
from sayso.statements.tree import SUBJECTS, children, is_negated, tidy, top_of
from sayso.statements.verb_cues import sums_up

if TYPE_CHECKING:
    from spacy.tokens import Token

DOUBTFUL = 0.1
"""What the encoder must give a cue that only the rules found, for it to be kept; set on PolNeAR's dev documents."""

SURE_KINDS = frozenset({"deny", "reject", "accuse", "describe", "pledge"})
"""What the rules find of these is kept whatever the encoder says: it misses "called the raid cowardly"."""

UNLISTED = 0.7
"""How likely a cue must be that neither the rules nor the lists have; for the others `frames.SURE` is enough."""

TOLD_ANYHOW = 0.9
"""How likely such a cue must be for a content that is not told in full."""

_PASSING_ON = frozenset({"quote", "cite"})
NAMING_KINDS = frozenset({"predict", "pledge", "accuse", "intend", "warn", "order", "wish"})
"""What is foretold, promised, planned or asked for may be named by a noun alone: "promised breakfast"."""

_OPENERS = frozenset({"that", "whether"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "„"})

SAYS = SpeechCue("", "say", frozenset(), "certain", False)
"""What a cue means that no word list has."""


def attribute_frames(
    text: str, readings: list[Reading], frames: Sequence[Frame], known: tuple[ReadText, CueLists, Quoted]
) -> None:
    """Replaces what the rules found in every sentence by what the encoder and they make of it together."""
    read, cues, is_quoted = known
    contents = Placed((part, None) for frame in frames for part in frame.content)
    for reading in readings:
        reading.found = [one for one in reading.found if _is_kept(one, read, contents, (text, cues))]
    starts = [reading.span.start for reading in readings]
    far = [one for frame in frames for one in _attribute(text, readings, starts, frame, (cues, is_quoted))]
    for n, one in far:
        if not any(part.overlaps(other) for part in one.parts for found in readings[n].found for other in found.parts):
            readings[n].found.append(one)


def _is_kept(one: Attribution, read: ReadText, contents: Placed[None], known: tuple[str, CueLists]) -> bool:
    """Whether to believe the rules alone: the encoder saw it too, if not clearly; or cannot have learned to see it.

    PolNeAR marks nothing inside a content, and hardly any denials and reports that the writer disowns.
    """
    if one.cue is None or one.kind in SURE_KINDS or read.cue_at(one.cue.idx) >= DOUBTFUL:
        return True
    if one.cue.dep_ == "xcomp" and is_not_for_print(one.cue.head):
        return True
    text, cues = known
    return bool(contents.at(one.cue.idx)) or disowning_word(one, cues) is not None or scare_quoted(one, text)


def _attribute(
    text: str, readings: list[Reading], starts: list[int], frame: Frame, known: tuple[CueLists, Quoted]
) -> list[tuple[int, Attribution]]:
    """Adds what a frame says in the sentence of its cue -> what it says in others, each with that sentence's number."""
    cues, is_quoted = known
    n = bisect.bisect_right(starts, frame.cue[0].start) - 1
    cue = _word_of(readings[n], frame.cue, cues) if n >= 0 else None
    if cue is None or quotes_as_saying(cue) or (cue.dep_ == "acl" and cue.lemma_ in _PASSING_ON):
        return []
    if _spins(cue, readings[n]) or _disowns(cue, cues):
        return []
    same = next((at for at, one in enumerate(readings[n].found) if _same_cue(one, frame)), None)
    if same is not None and _names_who_says_so(readings[n].found[same]):
        return []
    rule = readings[n].found.pop(same) if same is not None else None
    if rule is None:
        cue = refused_word(cue) or cue
    if rule is None and not _says_something(text, readings, starts, frame, cue, cues):
        return []
    words = _source_words(readings, starts, frame.source)
    source, named = source_of(text, (words, frame.source), frame.content, (rule, cue), cues)
    if source is not None and source.lower_ in FIRST_PERSON and not is_quoted(source):
        return []
    span = _cue_span(text, frame.cue, cue)
    if rule is not None and _cites_writing(rule, named, cues):
        source, named, span = rule.source, rule.source_span, rule.cue_span or span
    far = []
    for m, parts in _said_where(text, readings, starts, (n, frame), is_quoted):
        whole = mended(text, readings[n], cue, parts, rule) if m == n else parts
        head = head_of(readings[m], whole[0])
        if head is None:
            continue
        if rule is not None and m == n and any(part.start <= rule.head.idx < part.end for part in whole):
            head = rule.head
        made = _made(rule, cue, head, cues)
        detail = made.detail if m == n else f"{made.detail}; it goes on in another sentence than its cue"
        one = replace(made, cue_span=span, source=source, source_span=named, parts=whole, detail=detail)
        if m == n:
            readings[n].found.append(one)
        else:
            far.append((m, one))
    return far


def _cites_writing(rule: Attribution, named: Span | None, cues: CueLists) -> bool:
    """ "According to a report by the ministry": the report, where the encoder takes who wrote it alone."""
    if rule.source is None or rule.source_span is None or rule.cue_span is None:
        return False
    cited = rule.source.lemma_.lower() in cues.cited["document_cited"]
    return cited and named is not None and rule.source_span.overlaps(named) and rule.source_span != named


def _said_where(
    text: str, readings: list[Reading], starts: list[int], said: tuple[int, Frame], is_quoted: Quoted
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """A frame and the number of its cue's sentence -> the sentences that its content stands in, with their pieces."""
    n, frame = said
    for m, parts in _by_sentence(text, readings, starts, frame.content):
        alone = m == n or stands_alone(text, readings[m], parts)
        if alone and (m == n or _goes_on(text, readings[n], readings[m], parts, is_quoted)):
            yield m, parts


def _spins(cue: Token, reading: Reading) -> bool:
    """ "The story spun by the tabloids, that ...": it is the story that holds it, whoever has spun it."""
    return cue.dep_ == "acl" and any(one.cue is not None and one.cue.i == cue.head.i for one in reading.found)


def _disowns(cue: Token, cues: CueLists) -> bool:
    """ "The study, later debunked, claimed ...": what the author says of the study, no view that it holds."""
    aside = cue.dep_ in {"acl", "advcl"} and cue.tag_ == "VBN" and not children(cue, *SUBJECTS, "agent")
    return aside and (cue.lower_, "adjective") in cues.distancing


def _goes_on(text: str, said: Reading, other: Reading, parts: tuple[Span, ...], is_quoted: Quoted) -> bool:
    """Whether a sentence may go on with what is said in another: in its paragraph, or in quotation marks.

    A headline is nobody's but the page's.
    """
    if said.kind != other.kind:
        return False
    first, second = sorted((said.span, other.span))
    if "\n\n" not in text[first.start : second.start]:
        return True
    return all(is_quoted(t) for t in other.tokens if any(p.start <= t.idx < p.end for p in parts) and t.is_alpha)


def _names_who_says_so(one: Attribution) -> bool:
    """Whether the rules know better whose content it is: "said, citing X, that" (a step of the chain), "reportedly"."""
    return one.reported_by is not None or (one.cue is not None and one.cue.pos_ == "ADV")


def _says_something(
    text: str, readings: list[Reading], starts: list[int], frame: Frame, cue: Token, cues: CueLists
) -> bool:
    """Whether a frame that only the encoder sees reports that something is so, not what somebody likes or looks at.

    PolNeAR's contents may be a bare noun ("supporters of the party", "welcomed him"), which nobody can hold or deny;
    one that happens or is counted can be held ("promised a cut", "put the loss at 3 million").
    """
    if tells_nothing(cue) or is_set_phrase(cue):
        return False
    if sums_up(cue) or (_entry(cue, cues) is SAYS and frame.score < UNLISTED):
        return False
    words = [t for n, parts in _by_sentence(text, readings, starts, frame.content) for t in readings[n].tokens
             if any(part.start <= t.idx < part.end for part in parts)]  # fmt: skip
    word = source_word(_source_words(readings, starts, frame.source))
    if word is not None and (word.lower_ in NOBODY or word.lemma_.lower() == "fact"):
        return False
    if frame.score >= TOLD_ANYHOW and words and _is_plainly_told(text, words, cue):
        return True
    if word is not None and is_object(word, cue):
        return False
    if frame.score >= TOLD_ANYHOW and _entry(cue, cues).kind in NAMING_KINDS:
        return True
    likely = cue.pos_ == "VERB" and frame.score >= TOLD_ANYHOW and not (words and words[0].tag_ == "VBG")
    listed = cue.lemma_.lower() in cues.nouns if cue.pos_ == "NOUN" else _entry(cue, cues) is not SAYS
    if cue.pos_ in {"VERB", "NOUN"} and not (likely or listed):
        return _is_told(words, cue)
    return any(
        t.pos_ in {"VERB", "AUX"} or t.text in _QUOTES or t.like_num or is_predicate(t, cues) or _is_verdict(t, cue)
        for t in words
    )


def _is_plainly_told(text: str, words: list[Token], cue: Token) -> bool:
    """Whether the marks alone show that something is told, whatever the parser makes of it.

    Quotation marks, "that", or a comma between what comes first and who says it: "the price falls, she calculates".
    """
    between = text[words[-1].idx + len(words[-1]) - 1 : cue.idx]
    inverted = len(words) > 2 and words[-1].i < cue.i and "," in between
    return inverted or words[0].text in _QUOTES or words[0].lower_ in _OPENERS


def _is_verdict(word: Token, cue: Token) -> bool:
    """ "Called the story nonsense", "found the raffle tasteless"."""
    return word.head.i == cue.i and word.dep_ in {"oprd", "acomp", "ccomp"}


def _is_told(words: list[Token], cue: Token) -> bool:
    """Whether some content is told in full: in quotation marks, by a clause, or as what the cue's verb is to do.

    What hangs on a word that no list has may be anything: "toned down its support for ...", "discussions about ...".
    """
    if not words:
        return False
    inside = {t.i for t in words}
    clause = any(
        t.pos_ in {"VERB", "AUX"} and any(s.i in inside for s in children(t, *SUBJECTS, "expl")) for t in words
    )
    to_do = words[0].lower_ == "to" and words[0].head.head.i == cue.i and cue.pos_ == "VERB"
    return clause or to_do or words[0].text in _QUOTES


def _made(rule: Attribution | None, cue: Token, head: Token, cues: CueLists) -> Attribution:
    """What the cue means: as the rules have it, else by its word in the lists, else that it is said."""
    if rule is not None:
        return replace(rule, cue=cue, head=head)
    entry = _entry(cue, cues)
    negated = is_negated(cue)
    return Attribution(
        cue=cue, cue_span=None, source=None, source_span=None, head=head, parts=(), kind=entry.kind,
        certainty="unknown" if negated else entry.certainty, factive=entry.factive, negated=negated,
        detail=f"read as the cue of what it stands with ({entry.kind})",
    )  # fmt: skip


def _entry(cue: Token, cues: CueLists) -> SpeechCue:
    """What the lists say a cue means, with the word behind it first: "pleaded not guilty", "ruled out"."""
    after = cue.doc[cue.i + 1].lower_ if cue.i + 1 < len(cue.doc) else ""
    for entry in cues.verbs.get(f"{cue.lemma_.lower()} {after}", ()):
        return entry
    lists = (cues.verbs, cues.nouns, cues.adverbs)
    for words in lists if cue.pos_ in {"VERB", "AUX"} else reversed(lists):
        for entry in words.get(cue.lemma_.lower(), ()):
            return entry
    return SAYS


def _same_cue(one: Attribution, frame: Frame) -> bool:
    return one.cue_span is not None and any(one.cue_span.overlaps(part) for part in frame.cue)


def _cue_span(text: str, parts: tuple[Span, ...], cue: Token) -> Span:
    """The piece of a cue in which its word stands and those right beside it: "accused" of "accused ... of"."""
    at = next((n for n, part in enumerate(parts) if part.start <= cue.idx < part.end), 0)
    first = last = at
    while first > 0 and parts[first].start - parts[first - 1].end < 2:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].start - parts[last].end < 2:
        last += 1
    span = Span(parts[first].start, parts[last].end)
    stop = text.find("\n\n", cue.idx, span.end)
    return Span(span.start, stop) if stop > 0 else span


def _word_of(reading: Reading, spans: tuple[Span, ...], cues: CueLists) -> Token | None:
    """The word of a cue that the lists have, else the one on which its others hang."""
    inside = [t for t in reading.tokens if any(span.start <= t.idx < span.end for span in spans) and not t.is_space]
    if all((t.pos_ == "PROPN" and not t.is_upper) or _is_in_a_name(t) for t in inside):
        return None  # "Port Said": the encoder does not see capitals
    for words in (cues.verbs, cues.nouns, cues.adverbs):
        for token in inside:
            if token.lemma_.lower() in words and token.pos_ in {"VERB", "AUX", "NOUN", "ADV", "ADJ"}:
                return token
    return top_of(inside)


def _is_in_a_name(token: Token) -> bool:
    """ "Port Said" where a parser takes it for a verb: a capital behind another, in a sentence of small letters."""
    if not (token.lower_ == "said" and token.is_title and token.i > 0 and token.nbor(-1).is_title):
        return False
    words = [word for word in token.sent if word.is_alpha]
    return sum(word.is_lower for word in words) * 2 > len(words)


def _source_words(readings: list[Reading], starts: list[int], source: tuple[Span, ...]) -> list[Token]:
    if not source:
        return []
    n = max(0, bisect.bisect_right(starts, source[0].start) - 1)
    return [t for t in readings[n].tokens if any(part.start <= t.idx < part.end for part in source)]


def _by_sentence(
    text: str, readings: list[Reading], starts: list[int], content: tuple[Span, ...]
) -> list[tuple[int, tuple[Span, ...]]]:
    """The pieces of some content -> by the sentence they stand in, cut where one ends."""
    found: dict[int, list[Span]] = {}
    for part in content:
        n = max(0, bisect.bisect_right(starts, part.start) - 1)
        while n < len(readings) and readings[n].span.start < part.end:
            piece = Span(max(part.start, readings[n].span.start), min(part.end, readings[n].span.end))
            for words in tidy(text, [piece]):
                found.setdefault(n, []).append(words)
            n += 1
    return [(n, joined(text, parts)) for n, parts in sorted(found.items())]
