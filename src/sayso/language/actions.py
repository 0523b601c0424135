"""ActionWords: what a reader calls each action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.language.lexicons import read_word_list


@dataclass(frozen=True)
class ActionWords:
    """(action, mode or "") -> a word or two."""

    words: Mapping[tuple[str, str], str]

    def name(self, action: str, mode: str | None) -> str:
        """An action and its mode -> what a reader calls it."""
        return self.words.get((action, mode or ""), self.words[action, ""])


def load_actions() -> ActionWords:
    """`resources/action_words.csv`."""
    return ActionWords({(row["action"], row["mode"]): row["words"] for row in read_word_list("action_words")})
