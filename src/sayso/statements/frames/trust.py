"""What to believe where only the rules, or only the encoder, see that something is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.language.encoder import ReadText
from sayso.statements.answers.distance import disowning_word, scare_quoted
from sayso.statements.attribution import NOBODY, SAYS, Attribution, entry_of
from sayso.statements.cues.nouns import is_set_phrase
from sayso.statements.cues.silences import is_not_for_print, tells_nothing
from sayso.statements.cues.verbs import sums_up
from sayso.statements.frames.frames import Frame
from sayso.statements.frames.sentences import Readings
from sayso.statements.frames.sources import is_object, source_word
from sayso.statements.lookup import Placed
from sayso.statements.status.predicates import is_predicate
from sayso.statements.tree import SUBJECTS, children

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

NAMING_KINDS = frozenset({"predict", "pledge", "accuse", "intend", "warn", "order", "wish"})
"""What is foretold, promised, planned or asked for may be named by a noun alone: "promised breakfast"."""

_OPENERS = frozenset({"that", "whether"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "„"})


def is_kept(one: Attribution, read: ReadText, contents: Placed[None], cues: CueLists) -> bool:
    """Whether to believe the rules alone: the encoder saw it too, if not clearly; or cannot have learned to see it.

    PolNeAR marks nothing inside a content, and hardly any denials and reports that the writer disowns.
    """
    if one.cue is None or one.kind in SURE_KINDS or read.cue_at(one.cue.idx) >= DOUBTFUL:
        return True
    if one.cue.dep_ == "xcomp" and is_not_for_print(one.cue.head):
        return True
    return bool(contents.at(one.cue.idx)) or disowning_word(one, cues) is not None or scare_quoted(one.cue, cues)


def says_something(page: Readings, frame: Frame, cue: Token, cues: CueLists) -> bool:
    """Whether a frame that only the encoder sees reports that something is so, not what somebody likes or looks at.

    PolNeAR's contents may be a bare noun ("supporters of the party", "welcomed him"), which nobody can hold or deny;
    one that happens or is counted can be held ("promised a cut", "put the loss at 3 million").
    """
    entry = entry_of(cue, cues)
    if tells_nothing(cue, cues) or is_set_phrase(cue) or sums_up(cue) or (entry is SAYS and frame.score < UNLISTED):
        return False
    words = [token for n, parts in page.by_sentence(frame.content) for token in page.rows[n].inside(parts)]
    word = source_word(page.words_of(frame.source))
    if word is not None and (word.lower_ in NOBODY or word.lemma_.lower() == "fact"):
        return False
    likely = frame.score >= TOLD_ANYHOW
    if likely and words and _is_plainly_told(page.text, words, cue):
        return True
    if word is not None and is_object(word, cue, cues):
        return False
    if likely and entry.kind in NAMING_KINDS:
        return True
    known = cue.lemma_.lower() in cues.nouns if cue.pos_ == "NOUN" else entry is not SAYS
    gerund = bool(words) and words[0].tag_ == "VBG"
    if cue.pos_ in {"VERB", "NOUN"} and not (known or (likely and cue.pos_ == "VERB" and not gerund)):
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
