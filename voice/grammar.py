"""The small words of English that tell whose, when and whether; as far as they matter here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PARTS = """
noise breaks and_words joins subjects pairs verbs settled idioms
negators light restarts thinks copulas no_denial me people pronouns reports tells long_ago still
"""
"""What mentions.yaml has to say under `grammar`."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists by name; each is described where it stands, in mentions.yaml."""

    lists: Mapping[str, Sequence[str]]

    def words(self, name: str) -> frozenset[str]:
        return frozenset(self.lists[name])
