"""The assistant's own sentences, by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from .acts import Say
from .answers import Sentence


@dataclass(frozen=True, slots=True)
class Phrasebook:
    prompts: Mapping[str, tuple[str, ...]]
    replies: Mapping[str, tuple[Sentence, ...]]

    def say(self, name: str, **values: str) -> tuple[Say, ...]:
        """Return the sentences of this name, their {gaps} filled."""
        return tuple(Say(fill(text, **values)) for text in self.prompts[name])


def fill(text: str, **values: str) -> str:
    """Fill the {gaps} that are named; others stay as they are."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def listed(parts: tuple[str, ...], last: str = "and") -> str:
    """Join as it is spoken: "a, b, and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])}, {last} {parts[-1]}"
