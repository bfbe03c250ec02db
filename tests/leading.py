"""Stretches led without time: every act is done at once, and words come where one likes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from voice.acts import Act, Adjust, Amend, Count, End, Hold, Listen, Note, Resume, Say
from voice.alone import alone
from voice.coach import Coach
from voice.dialog import Dialog
from voice.findings import Findings
from voice.loading import load
from voice.types import Utterance
from voice.words import plain

SCRIPT = load()

LONGEST = 3000
"""Acts after which a session has gone astray."""

AT_ONCE = (Adjust, Note)
"""What takes no time: nobody can say anything meanwhile."""

NODES = {"stretch_lead", "stretch_easier", "stretch_skip"}
"""Where stretches are led."""


@dataclass
class Led:
    """What came of a session: what was done to its end, and which counts were dropped."""

    done: list[Act] = field(default_factory=list)
    dropped: list[Count] = field(default_factory=list)
    moved: list[bool] = field(default_factory=list)
    """For each thing said, whether it cut short what was going on."""

    node: str = ""
    """Where it led to at last."""

    @property
    def counts(self) -> list[Count]:
        return [act for act in self.done if isinstance(act, Count)]

    @property
    def said(self) -> list[str]:
        return [act.text for act in self.done if isinstance(act, Say)]


class Leader:
    """One dialog, led again and again: making one costs more than a session."""

    def __init__(self) -> None:
        self.dialog = Dialog(alone(SCRIPT, "one"))
        self.coaching = SCRIPT.coaching

    def lead(
        self, programme: str, at: int = -1, words: Sequence[str] = (), progress: float = 1.4
    ) -> Led:
        """Lead a session to its end.  The words are said one after the other, the first during
        act number `at`, `progress` seconds into it.
        """
        course = self.dialog.course
        course.coach = Coach(self.coaching, SCRIPT.rules)
        course.coach.open(programme, Findings())
        self.dialog.switch(course.enter("stretch_lead"))
        return self._perform(at, list(words), progress)

    def _perform(self, at: int, words: list[str], progress: float) -> Led:
        led, held, cut = Led(), list[Act](), None
        for n in range(LONGEST):
            act = self.dialog.next()
            if self.dialog.at not in NODES or isinstance(act, End):
                led.node = self.dialog.at
                # What is still to be noted would be noted in the next session.
                while not isinstance(act, Listen | End):
                    act = self.dialog.next()
                return led
            if isinstance(act, Hold):
                held.append(cut or act)
                cut = None
            elif isinstance(act, Amend):
                held[-1] = act.count
            else:
                led.dropped += [cut] if isinstance(cut, Count) else []
                act, cut = held.pop() if isinstance(act, Resume) else act, None
                due = n >= at >= 0 and bool(words) and not isinstance(act, AT_ONCE)
                moved = due and self.say(words.pop(0), progress)
                for beside in self.dialog.beside():
                    act = beside.count if isinstance(beside, Amend) else act
                cut = act if moved else None
                led.done += [] if moved else [act]
        return led

    def meaning(self, words: str) -> str:
        """Name what these words mean where it is."""
        meaning = self.dialog.read(Utterance({plain(words): 1.0}, words, 1.0)).meaning
        return meaning.id if meaning else ""

    def say(self, words: str, progress: float = 0.0) -> bool:
        over = not self.dialog.waiting
        utterance = Utterance({plain(words): 1.0}, words, 1.0, over=over)
        return self.dialog.hear(utterance, progress)[1]
