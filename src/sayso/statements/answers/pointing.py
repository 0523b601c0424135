"""Whether a statement answers another, by its own words: "the claims", "he replied that"."""

from __future__ import annotations

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.tree import children

_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_POINTERS = frozenset(
    {"the", "this", "that", "these", "those", "such", "any", "all", "its", "their", "his", "her", "both"}
)


def points_back(one: Attribution, cues: CueLists) -> bool:
    """Whether the content only points at what somebody said before: "the claims", "it", "any such report"."""
    head = one.head
    if head.lower_ in _POINTING and head.pos_ in {"PRON", "DET"}:
        return True
    if head.pos_ != "NOUN" or head.lemma_.lower() not in cues.nouns:
        return False
    return not children(head, "acl", "relcl") and (
        any(child.lower_ in _POINTERS for child in children(head, "det", "predet", "amod", "poss"))
        or head.tag_ == "NNS"
    )


def replies(one: Attribution, cues: CueLists) -> bool:
    """Whether the cue says that it answers somebody: "replied that", "in response, ... said"."""
    if one.cue is None:
        return False
    if one.cue.lemma_.lower() in cues.classes["answering"]:
        return True
    return any(
        prep.lower_ == "in" and any(noun.lower_ in cues.classes["answers"] for noun in children(prep, "pobj"))
        for prep in children(one.cue, "prep")
    )
