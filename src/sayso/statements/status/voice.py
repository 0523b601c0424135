"""Voice: what an author reports, what an author judges, and what are only somebody's quoted words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.attribution import Attribution, is_first_person
from sayso.statements.clauses import Clause
from sayso.statements.cues.verbs import verb_attribution
from sayso.statements.lookup import Placed
from sayso.statements.page import Page
from sayso.statements.quotations.speakers import attribute_rest
from sayso.statements.quotations.spoken import goes_on_unquoted
from sayso.statements.readings import Reading
from sayso.statements.status.hold import REPORTED, Hold, hold_of, hold_of_author
from sayso.statements.status.judging import happening_of, judgement_in
from sayso.statements.status.pledges import is_own_voice
from sayso.statements.status.weighing import weighed
from sayso.statements.tree import SUBJECTS, children, within
from sayso.tables import ChainLink

if TYPE_CHECKING:
    from spacy.tokens import Token

OPINIONATED = frozenset({"opinion", "analysis"})
"""Genres in which a reader must be able to tell what is reported from what is judged."""

_MY = frozenset({"my", "our"})
_VIEWS = frozenset({"think", "predict", "wish", "say", "know", "reject", "deny"})
_OWN_VIEW = "the author's own view"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a page. labels: the names before the turns of a transcript."""

    page: Page
    labels: Placed[None]

    def take(self, reading: Reading) -> None:
        """Keeps apart from what others hold what the author holds; in an opinion piece every unquoted sentence is."""
        found = reading.found
        if self.page.text.genre in OPINIONATED:
            found = [one for one in found if not goes_on_unquoted(one, reading, self.page.quoted_spans)]
        reading.own = [one for one in found if self.is_author(one)]
        reading.found = [one for one in found if not self.is_author(one) and not self._is_label(one)]
        if reading.found and self._is_given(reading):
            labels = [span.end for span, _ in self.labels.overlapping(reading.span)]
            bounds = Span(max([reading.span.start, *labels]), reading.span.end)
            attribute_rest(self.page.text.text, reading, bounds)

    def of_others(self, reading: Reading) -> Hold | None:
        """A sentence that is all somebody's own words, or the name of a speaker -> that it was said; else nothing."""
        if reading.found and self._is_given(reading):
            return quoted_words(reading.found, self.page.text.text)
        words = [token for token in reading.tokens if token.is_alpha]
        if words and all(self.labels.at(token.idx) for token in words):
            return Hold("asserted", "positive", "certain", "present", "names who speaks next")
        return None

    def _is_given(self, reading: Reading) -> bool:
        """Whether a sentence is nothing but quoted words, but for the name of who speaks."""
        words = [token for token in reading.tokens if any(character.isalnum() for character in token.text)]
        own = [token for token in words if not self.page.is_quoted(token) and not self.labels.at(token.idx)]
        return not own and any(self.page.is_quoted(token) for token in words)

    def _is_label(self, one: Attribution) -> bool:
        """ "Opinion: ...", "Analysis: ..." before a title."""
        colon = one.cue_span is not None and one.cue_span.of(self.page.text.text).strip() == ":"
        return colon and one.source is not None and one.source.lower_ in self.page.cues.cited["label"]

    def is_author(self, one: Attribution) -> bool:
        """Whether it is the author who holds it: "this newspaper has argued that", "in my view"."""
        if one.source is not None and not self.page.is_quoted(one.source):
            own = is_own_voice(one.source, self.page.cues)
            return own or (one.cue is not None and one.cue.i == one.source.i and self._is_mine(one.cue))
        return (
            one.source is None and one.cue is not None and not self.page.is_quoted(one.cue) and self._is_mine(one.cue)
        )

    def _is_mine(self, noun: Token) -> bool:
        return any(word.lower_ in _MY for word in children(noun, "poss"))

    def speaks(self, clause: Clause, reading: Reading) -> bool:
        """Whether the author is "I", "we" or "this newspaper" in a clause."""
        return any(
            not self.page.is_quoted(token) and _is_first_person(token, self.page)
            for token in _tokens_in(clause, reading)
        )

    def chain(self, clause: Clause, reading: Reading) -> tuple[ChainLink, ...]:
        """The document; after it its one author, where the author speaks in the first person."""
        authors = self.page.text.authors
        if len(authors) != 1 or not self.speaks(clause, reading):
            return (self.page.document,)
        referents = self.page.mentions.referents
        known = (row.referent_id for row in referents.values() if row.kind == "person" and row.name == authors[0])
        return (self.page.document, ChainLink("person", authors[0], min(known, default=None), None, None))

    def hold(self, clause: Clause, reading: Reading) -> Hold:
        """A main clause -> how its author holds it, and whether it reports or judges."""
        hold = self._by_rules(clause, reading)
        if clause.head is None or hold.own_view:
            return hold
        other = weighed(hold, self.page.read, clause.parts, None, attributed=False)
        judges = other.status == "opinion" != hold.status and self.page.text.genre in OPINIONATED
        return replace(other, reason=f"judges: {other.reason}") if judges else other

    def _by_rules(self, clause: Clause, reading: Reading) -> Hold:
        cues = self.page.cues
        hold = hold_of_author(clause.head, cues, reading.found)
        view = self._view(clause.head, reading)
        if view is not None:
            hold = self._as_viewed(view, cues)
        sure = _sure(clause.head, cues) if clause.head is not None and not self.page.is_quoted(clause.head) else None
        if sure is not None:
            word, told = sure
            hold = _own_view(hold_of_author(told, cues, ()), word.text)
        if self.page.text.genre not in OPINIONATED or clause.head is None:
            return hold
        if hold.status == "opinion":
            return replace(hold, reason=f"judges: {hold.reason}")
        head = view.head if view is not None else sure[1] if sure is not None else clause.head
        return self._told_apart(hold, head, clause, reading) if hold.status == "asserted" else hold

    def _as_viewed(self, view: Attribution, cues: CueLists) -> Hold:
        hold = hold_of(view, cues, False)
        word = view.cue_span.of(self.page.text.text) if view.cue_span is not None else ""
        return _own_view(hold, word)

    def _view(self, head: Token | None, reading: Reading) -> Attribution | None:
        """ "I believe that ...": what the author says of their own mind."""
        if head is None:
            return None
        for one in reading.own:
            if one.cue is not None and (one.cue.i == head.i or within(one.parts, head)):
                return one
        if self.page.is_quoted(head) or not any(is_own_voice(s, self.page.cues) for s in children(head, *SUBJECTS)):
            return None
        made = verb_attribution(self.page.text.text, head, self.page.cues, frozenset(), True)
        return made if made is not None and made.kind in _VIEWS else None

    def _told_apart(self, hold: Hold, head: Token, clause: Clause, reading: Reading) -> Hold:
        """An assertion in an opinion piece -> the same as a report, or as a judgement, with the reason."""
        held = [part for one in reading.found for part in one.parts]
        words = [
            token for token in _tokens_in(clause, reading)
            if not self.page.is_quoted(token) and not within(held, token)
        ]  # fmt: skip
        happening = happening_of(head, words, self.page.cues)
        judgement = judgement_in(head, words, self.page)
        told = within(held, head) or any(one.cue is not None and one.cue.i == head.i for one in reading.found)
        settled = told or (happening is not None and happening.is_settled)
        if judgement is not None and (not settled or judgement.by == "conclusion"):
            return replace(hold, status="opinion", reported=False, reason=f"judges: {judgement.reason}")
        worth = judgement is not None and judgement.by == "worth"
        also = f"; in passing it judges: {judgement.reason}" if judgement is not None and worth else ""
        own = f"{hold.reason}; " if hold.own_view else ""
        nothing = "nothing in it judges" if head.pos_ in {"VERB", "AUX"} else "words without a verb"
        others = f"what others say: {REPORTED}" if hold.reported else "what others say"
        what = own + (others if told else happening.reason if happening is not None else nothing)
        return replace(hold, reason=f"reports: {what}{also}")


def _own_view(hold: Hold, word: str) -> Hold:
    return replace(hold, own_view=True, reason=f"{_OWN_VIEW} ({word!r}): {hold.reason}")


def quoted_words(held_by: Sequence[Attribution], text: str) -> Hold:
    """Those who hold the words of a sentence -> how its author holds it: that it was said."""
    others = [one for one in held_by if one.source is None or not is_first_person(one.source)]
    most = max(others or held_by, key=lambda one: sum(part.end - part.start for part in one.parts))
    named = " ".join(most.source_span.of(text).split()).strip(" ,.;:") if most.source_span is not None else ""
    who = named or "somebody whom nothing beside them names"
    return Hold("asserted", "positive", "certain", "past", f"quoted words: held by {who}")


def _sure(head: Token, cues: CueLists) -> tuple[Token, Token] | None:
    """ "I am convinced that it will rain" -> "convinced", "rain"."""
    if not any(is_own_voice(subject, cues) for subject in children(head, *SUBJECTS)):
        return None
    for word in (head, *children(head, "acomp")):
        if word.lower_ in cues.classes["sure"]:
            told = (c for over in (word, head) for c in children(over, "ccomp") if c.i > word.i)
            return next(((word, clause) for clause in told), None)
    return None


def _is_first_person(token: Token, page: Page) -> bool:
    """ "we", "this newspaper", but not "World War I" and "the US"."""
    if token.pos_ == "PRON":
        return is_first_person(token) or (token.lower_ == "us" and token.text != "US")
    return token.pos_ == "NOUN" and is_own_voice(token, page.cues)


def _tokens_in(clause: Clause, reading: Reading) -> list[Token]:
    return reading.inside(clause.parts)
