"""What a sentence's parse gives: spans, subjects, clauses.

Labels are CLEAR style, as spaCy's English pipelines give them. Offsets are offsets into documents.text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.language.children import children_labelled
from sayso.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass"})
RELATIVES = frozenset({"WDT", "WP"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass"})
MAX_CLIMB = 60
"""Steps up a tree before it is given up; real sentences need about ten."""

_AFTER_NOUN = frozenset({"relcl", "acl", "appos"})
_IN_NAMES = frozenset({"compound", "appos", "flat", "nummod"})
_EDGE = " \t\r\n,;:–—-…"
_FIRST_WORDS = ("and ", "but ", "or ", "yet ", "while ", "so ")
_LAST_WORDS = (" and", " but", " or", " yet", " while", " so", " as")


def word_span(token: Token) -> Span:
    """A token -> its own span."""
    return Span(token.idx, token.idx + len(token))


def tokens_span(tokens: Iterable[Token]) -> Span:
    """Tokens (at least one) -> the hull of their spans."""
    spans = [word_span(token) for token in tokens]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def subtree_span(token: Token) -> Span:
    """A token -> the span of all that hangs on it."""
    return Span(token.left_edge.idx, token.right_edge.idx + len(token.right_edge))


def children(token: Token, *labels: str) -> list[Token]:
    """The token's children with one of these labels, in order."""
    return children_labelled(token, labels)


def climb(token: Token) -> Iterator[Token]:
    """The tokens above this one, nearest first."""
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """What the token's prepositions stand before, in order: of these prepositions, or of all where none is given."""
    return [
        noun
        for prep in children(token, "prep", "agent")
        if not prepositions or prep.lower_ in prepositions
        for noun in children(prep, "pobj")
    ]


def has_to(verb: Token) -> bool:
    """Whether a verb stands behind "to"."""
    return any(aux.lower_ == "to" for aux in children(verb, "aux"))


def within(parts: Iterable[Span], token: Token) -> bool:
    """Whether a token begins in one of some pieces of text."""
    return any(part.start <= token.idx < part.end for part in parts)


def top_of(tokens: Sequence[Token]) -> Token | None:
    """Some tokens -> the first word of them that hangs on none of the other words."""
    words = [token for token in tokens if not (token.is_punct or token.is_space)]
    inside = {token.i for token in words}
    return next((t for t in words if not any(above.i in inside for above in climb(t))), next(iter(words), None))


def is_under(token: Token, ancestor: Token) -> bool:
    """Whether the token hangs on the ancestor (or is it)."""
    return token.i == ancestor.i or any(above.i == ancestor.i for above in climb(token))


def is_numeral(token: Token) -> bool:
    """The "I" of "Elizabeth I" and "World War I", which a parser may take for a pronoun.

    Keeps: out the "I" behind a day ("on Monday I said") and behind a name that has a place in its clause of its own
    """
    if token.text != "I" or token.is_sent_start or token.i == 0:
        return False
    name, verb = token.nbor(-1), token.head
    if name.pos_ != "PROPN" or name.ent_type_ in {"DATE", "TIME"}:
        return False
    if token.pos_ != "PRON" or token.dep_ in _IN_NAMES or verb.i == name.i or token.ent_iob_ == "I":
        return True
    # "Queen Elizabeth I said", "the reign of Elizabeth I ended": else a bare name, or a second subject, before it.
    return any(
        word.right_edge.i == name.i and (word.dep_ in SUBJECTS or word.i == name.i)
        for word in children(verb, "npadvmod", *SUBJECTS)
        if word.i < token.i
    )


def noun_phrase_span(noun: Token) -> Span:
    """A noun -> its phrase, without relative clauses and appositions that follow it."""
    kept = [noun]
    if noun.i + 1 < len(noun.doc) and is_numeral(noun.nbor(1)):
        kept.append(noun.nbor(1))
    for child in noun.children:
        if child.dep_ in _AFTER_NOUN and child.i > noun.i:
            break
        if child.dep_ not in {"punct", "cc"} or child.i < noun.i:
            kept += [child.left_edge, noun_phrase_end(child) if child.dep_ == "conj" else child.right_edge]
    return tokens_span(kept)


def noun_phrase_end(noun: Token) -> Token:
    """A noun -> the last token of its phrase, without relative clauses and appositions that follow it."""
    last = noun
    for child in noun.rights:
        if child.dep_ in _AFTER_NOUN or child.dep_ == "punct":
            break
        last = child.right_edge
    return last


def subject_of(verb: Token) -> Token | None:
    """A verb -> who does it: its own subject, or the one it shares with the verb it hangs on."""
    seen = 0
    while seen < MAX_CLIMB:
        seen += 1
        named = [noun for noun in children(verb, *SUBJECTS) if not noun.is_punct and noun.pos_ != "INTJ"]
        own = [noun for noun in named if not is_numeral(noun)] or [noun.nbor(-1) for noun in named]
        if own:
            return _relative_antecedent(verb, own[-1])
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
        if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = _rightly_joined(verb) or verb.head
        elif verb.dep_ == "pcomp" and verb.head.i != verb.i:
            said_of = quoted_person(verb)
            if said_of is not None:
                return said_of
            verb = verb.head.head
            if verb.pos_ not in {"VERB", "AUX"}:
                return None
        else:
            return None
    return None


def quoted_person(verb: Token) -> Token | None:
    """ "Interfax quoted her as saying", "she was quoted as saying": who is quoted, not who quotes."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.tag_ != "VBG":
        return None
    over = verb.head.head
    if over.pos_ in {"NOUN", "PROPN", "PRON"} and over.dep_ in {"dobj", "nsubjpass"}:
        return over
    return next(iter([*children(over, "dobj"), *children(over, "nsubjpass")]), None)


def is_misjoined(verb: Token) -> bool:
    """Whether a parser has joined a verb to an aside that it does not belong to."""
    return _rightly_joined(verb) is not None


def _rightly_joined(verb: Token) -> Token | None:
    """ "She denied that a flood, in which two died, was foreseen, and accused ...": the verb to which it is joined.

    A parser joins it to the last verb; behind the comma that closes an aside with a subject of its own, it is not.
    """
    near = verb.head
    if verb.dep_ != "conj" or near.dep_ != "relcl" or any(own.tag_ in RELATIVES for own in children(near, "nsubj")):
        return None
    cc = children(near, "cc")
    if not (cc and cc[-1].i > 0 and verb.doc[cc[-1].i - 1].text == "," and children(near, "nsubj")):
        return None
    main = verb.sent.root
    return main if main.pos_ == "VERB" and main.tag_ == verb.tag_ and main.i != near.i else None


def _relative_antecedent(verb: Token, subject: Token) -> Token:
    """ "the minister who said": who -> the minister."""
    if subject.tag_ in RELATIVES or (subject.lower_ == "that" and subject.tag_ != "DT"):
        for above in (verb, *climb(verb)):
            if above.dep_ == "relcl":
                return above.head
    return subject


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive."""
    return bool(children(verb, "auxpass", "nsubjpass", "csubjpass")) or (
        verb.dep_ in {"acl", "conj", "advcl"} and verb.tag_ == "VBN" and not children(verb, "aux", *SUBJECTS)
    )


def agent_of(verb: Token) -> Token | None:
    """A passive verb -> who does it, if a by-phrase says so."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            for noun in children(by, "pobj"):
                return noun
    return None


def is_negated(token: Token) -> bool:
    """Whether the token, or one of its auxiliaries, is negated."""
    return any(child.dep_ == "neg" or child.lower_ in {"never", "n't", "n’t"} for child in token.children)


def clause_of(token: Token) -> Token:
    """A token -> the head of the clause it stands in."""
    for above in (token, *climb(token)):
        if above.dep_ in CLAUSES or (above.dep_ in {"conj", "pcomp", "xcomp"} and above.pos_ in {"VERB", "AUX"}):
            return above
        token = above
    return token


def tidy(text: str, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Pieces of content -> the same without white space and joining marks at their ends, the empty ones left out."""
    kept = []
    for start, end in pieces:
        words = text[start:end]
        left = len(words) - len(words.lstrip(_EDGE))
        right = len(words.rstrip(_EDGE))
        lead = words[left:right].lower()
        left += next((len(word) for word in _FIRST_WORDS if lead.startswith(word)), 0)
        last = next((len(word) for word in _LAST_WORDS if lead.endswith(word)), 0)
        right = len(words[: right - last].rstrip(_EDGE)) if last else right
        if left < right and any(character.isalnum() for character in words[left:right]):
            kept.append(Span(start + left, start + right))
    return tuple(kept)
