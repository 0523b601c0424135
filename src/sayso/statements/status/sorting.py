"""Which status some content has: denied, conditional, in its holder's hands, or told in one of the plainer ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.status.conditions import condition_of, condition_told
from sayso.statements.status.content import Content
from sayso.statements.status.pledges import pledge_of, wants_of_another
from sayso.statements.status.untruths import denial_of
from sayso.statements.status.wording import duty_of, judgement_of, modal_of, printed
from sayso.statements.tree import SUBJECTS, children
from sayso.tables import Status

if TYPE_CHECKING:
    from spacy.tokens import Token


def status_of(content: Content, cues: CueLists) -> tuple[Status, str]:
    """Some content -> its status, and why."""
    head, one, kind = content.head, content.one, content.kind
    denial = denial_of(head, cues, one, content.meaning)
    if denial:
        return "denied", denial
    condition = condition_of(head, cues) or condition_told(head, one, content.meaning)
    if condition:
        return "conditional", f"hangs on {condition!r}"
    pledge = pledge_of(content, cues)
    if pledge:
        return "pledged", pledge
    if kind == "order" and content.certainty != "unknown":
        return "opinion", f"what the holder wants done ({kind})"
    if kind == "wish" and not content.controls and wants_of_another(one):
        return "opinion", "what the holder wants of another"
    return _told(content, cues)


def _told(content: Content, cues: CueLists) -> tuple[Status, str]:
    """Status of what is neither denied, nor conditional, nor in its holder's hands."""
    head, one, kind = content.head, content.one, content.kind
    duty = duty_of(head)
    if duty and not _is_hearsay_of_deeds(head, one):
        return "opinion", f"advice: {duty!r}"
    judgement = judgement_of(head, cues) if kind != "accuse" else ""
    judged: tuple[Status, str] = ("opinion", f"a judgement: {judgement!r}")
    beyond = any(word.lower_ in {"nothing", "nobody", "little"} for word in children(head, *SUBJECTS))
    if judgement and ("would" in modal_of(head) or beyond):
        return judged
    if content.tense == "future":
        return "predicted", "told of the future"
    if kind == "describe" and one is not None and not _hedged_view(one, cues):
        return "opinion", "how the holder sees it"
    if judgement and kind == "think" and content.certainty == "probable":
        return judged
    if one is None and _is_held_to_be(head, cues):
        return "speculated", "held by nobody named"
    if content.certainty != "certain" or (kind == "describe" and one is not None):
        return "speculated", "not held as certain"
    if judgement:
        return judged
    if _bare_in_quotes(head, one):
        return "opinion", "words without a verb, quoted"
    return "asserted", "told as it is"


def _is_hearsay_of_deeds(head: Token, one: Attribution | None) -> bool:
    """ "The story that they should have broken in": what is said to have been done, not what ought to have been."""
    if one is None or one.cue is None or one.cue.pos_ != "NOUN" or one.kind not in {"report", "accuse", "say"}:
        return False
    return {"should", "have"} <= {aux.lower_ for aux in children(head, "aux")}


def _is_held_to_be(head: Token, cues: CueLists) -> bool:
    """ "Are presumed dead", "is feared lost"."""
    kinds = {entry.kind for entry in cues.verbs.get(head.lemma_.lower(), ())[:1]}
    held = bool(kinds & {"think", "predict"}) or head.lemma_ in cues.classes["presumed"]
    return held and bool(children(head, "auxpass")) and bool(children(head, "oprd", "acomp"))


def _hedged_view(one: Attribution, cues: CueLists) -> bool:
    """ "considers it possible that ..."."""
    return one.cue is not None and any(
        (word.lower_, "adjective") in cues.hedges for word in children(one.cue, "oprd", "acomp", "ccomp")
    )


def _bare_in_quotes(head: Token, one: Attribution | None) -> bool:
    """A few quoted words without a verb: “a slap in the face”."""
    if one is None or head.pos_ in {"VERB", "AUX"}:
        return False
    text = printed(head, one.parts[0].start, one.parts[-1].end)
    return text[:1] in "“\"'‘«" and text[-1:] in "”\"'’»,."
