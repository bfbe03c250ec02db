"""Its own voice through a loudspeaker, and nobody else there: is anything taken for an answer?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voice.acts import Event, Say, Understood
from voice.script import ONWARD, Question, Script

from .assistant import Assistant
from .room_card import RoomCard, Setting

PATIENCE = 45.0
"""Seconds at each question: it is asked, asked again, explained, its answers offered."""

SETTINGS = (
    Setting("living room", 0.3),
    Setting("bathroom", 1.0),
    Setting("large room", 1.0, drift=100),
    Setting("bedroom", 0.1, delay=0.25),
    Setting("living room", 2.0, clip=0.2),
    Setting("large room", 0.5, clip=0.3, delay=0.3),
    Setting("bedroom", 1.0, drift=-100, delay=0.06),
    Setting("living room", 0.5, cancel=False),
)
"""From a soft loudspeaker beside the microphone to one that clips, drifts, or is not cancelled."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of its own voice at one question, in one room."""

    setting: Setting
    node: str
    text: str
    said: str
    decision: str
    meaning: str

    @property
    def taken(self) -> bool:
        return self.decision != "reject"


class Log:
    """What was said last, and what was heard of it."""

    def __init__(self, setting: Setting) -> None:
        self.heard: list[Heard] = []
        self._setting = setting
        self._said = ""

    def __call__(self, event: Event) -> None:
        match event.what:
            case Say(text):
                self._said = text
            case Understood(utterance, reading):
                meaning = reading.meaning.id if reading.meaning else ""
                self.heard.append(
                    Heard(
                        self._setting,
                        event.node,
                        utterance.open,
                        self._said,
                        reading.decision,
                        meaning,
                    )
                )


def places(script: Script) -> list[str]:
    """Name every node that says something."""
    nodes = script.nodes.values()
    return [n.name for n in nodes if not isinstance(n, Question) or n.next != ONWARD]


def self_heard(
    assistant: Assistant, nodes: Sequence[str], setting: Setting, patience: float = PATIENCE
) -> Iterator[list[Heard]]:
    """Ask one question after the other in the same room; nobody answers."""
    card = RoomCard(setting)
    for node in nodes:
        log = Log(setting)
        assistant.converse(card, node, patience, log)
        yield log.heard
