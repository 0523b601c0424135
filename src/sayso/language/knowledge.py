"""Everything that stages know beforehand: word lists, gazetteer, encoder, each loaded when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sayso.language.actions import ActionWords, load_actions
from sayso.language.actors import Actor
from sayso.language.cues import CueLists, load_cues
from sayso.language.encoder import Encoder, load_encoder
from sayso.language.gazetteer import Gazetteer, load_gazetteer
from sayso.language.names import NameLists, load_names
from sayso.language.pages import PageWords, load_page_words
from sayso.language.verbs import VerbLists, load_verbs
from sayso.language.wires import WireList, load_wires


class Knowledge:
    """The word lists; a stage states in `stages.py` which of them it uses, by these names.

    actors: what a user lists beforehand; goes before the lists that come with Sayso
    Keeps:  pickled, it is its actors alone: a plan's fingerprint may not depend on what has been loaded
    """

    def __init__(self, actors: tuple[Actor, ...] = ()) -> None:
        self.actors = actors

    def __getstate__(self) -> dict[str, Any]:
        return {"actors": self.actors}

    @cached_property
    def page_words(self) -> PageWords:
        """Words that pages print around an article."""
        return load_page_words()

    @cached_property
    def names(self) -> NameLists:
        """Countries, capitals, demonyms, organisations, titles."""
        return load_names(self.actors)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of places and where they lie."""
        return load_gazetteer()

    @cached_property
    def cues(self) -> CueLists:
        """Words that mark speech, hedges, denials."""
        return load_cues()

    @cached_property
    def encoder(self) -> Encoder:
        """The network that reads every sentence once."""
        return load_encoder()

    @cached_property
    def verbs(self) -> VerbLists:
        """Which verbs and nouns name which action."""
        return load_verbs()

    @cached_property
    def actions(self) -> ActionWords:
        """What a reader calls each action."""
        return load_actions()

    @cached_property
    def wires(self) -> WireList:
        """Wire services, and how pages credit them."""
        return load_wires()
