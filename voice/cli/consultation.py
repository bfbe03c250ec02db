"""One simulated patient in a whole conversation, in no more time than its work takes."""

import asyncio

from .. import virtual_time
from ..acts import End, Event, Listen
from ..devices.rehearsal import Heard, Timed
from ..dialog import Dialog
from ..errors import VoiceError
from ..outcome import Outcome
from ..patient import Patient
from ..patient_words import PatientWords
from ..script import Script
from ..session import Session
from ..types import Level, Manner
from ..vignette import Vignette

LONGEST = 6 * 3600.0
"""Seconds of the conversation's own time after which it has gone astray."""

MOST_TURNS = 200


class AstrayError(VoiceError):
    """The conversation does not come to an end."""


def consult(script: Script, vignette: Vignette, words: PatientWords) -> Outcome:
    """Hold the whole conversation and return what came of it."""
    return virtual_time.run(Consultation(script, vignette, words).hold())


class Consultation:
    def __init__(self, script: Script, vignette: Vignette, words: PatientWords) -> None:
        self.dialog = Dialog(script)
        self.events: list[Event] = []
        self._vignette = vignette
        self._patient = Patient(vignette, words)
        self._level: Level | None = None
        self._questions: list[tuple[str, ...]] = []
        self._turns = self._turns_to_level = 0
        self._to_level = 0.0

    async def hold(self) -> Outcome:
        """Hold it; one that goes astray is an outcome too."""
        self._hearing, self._voice = Heard(), Timed()
        session = Session(
            self.dialog,
            hearing=self._hearing,
            synthesizer=self._voice,
            speaker=self._voice,
            manner=Manner(),
            listeners=(self._attend,),
        )
        problem = ""
        try:
            async with asyncio.timeout(LONGEST):
                await session.run()
        except TimeoutError:
            problem = f"no end after {LONGEST / 3600:g} hours"
        except AstrayError as error:
            problem = str(error)
        return self._outcome(problem)

    def _attend(self, event: Event) -> None:
        self.events.append(event)
        match event.what:
            case Listen() as listen:
                self._asked(event.node, listen)
            case Level() as level:
                if self._level is None:
                    self._to_level = self._voice.seconds
                self._level = level
            case End():
                return
        if words := self._patient.reply(event):
            self._hearing.say(words)

    def _asked(self, node: str, listen: Listen) -> None:
        self._turns += 1
        if self._turns > MOST_TURNS:
            raise AstrayError(f"no end after {MOST_TURNS} answers, at {node}")
        if self._level is None:
            back = ("correct",) if "correct" in listen.options else ()
            self._turns_to_level = self._turns
            question = (node, *listen.asks, *back)
            if question not in self._questions[-1:]:
                self._questions.append(question)

    def _outcome(self, problem: str) -> Outcome:
        if not problem and self._level is None:
            problem = "ended without a level"
        return Outcome(
            name=self._vignette.name,
            style=self._vignette.talk,
            expect=self._vignette.expect,
            level=self._level,
            questions=len(self._questions),
            turns=self._turns_to_level,
            to_level=self._to_level if self._level else self._voice.seconds,
            whole=self._voice.seconds,
            problem=problem,
        )
