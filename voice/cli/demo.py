"""backtalk demo: a whole conversation, left as demo.wav and demo.txt.

The real voice, the real recogniser and the real dialog; only the room and the person in it
are made.  It is rendered as fast as the machine can, on a clock of its own.
"""

import argparse
import asyncio
import os
from dataclasses import replace
from pathlib import Path

from .. import virtual_time
from ..acts import End, Event, Say, Understood
from ..devices.activity import SileroActivity
from ..devices.at_once import AtOnce
from ..devices.display import said
from ..devices.models import ModelStore
from ..devices.person import Person
from ..devices.room import Room
from ..devices.wav import write_wav
from ..dialog import Dialog
from ..ears import Ears
from ..errors import DeviceError
from ..hearing import SpokenHearing
from ..pcm import from_pcm
from ..ports import Ear, Synthesizer
from ..script import Script
from ..session import Session
from ..settings import Settings
from ..shipped import SHIPPED
from ..types import Level
from .parts import make_ears, make_voice, read_script, read_settings

PERSON = SHIPPED / "demo.yaml"

LONGEST = 1800.0
"""Seconds after which a conversation that lasts five minutes has gone astray."""

THINKS = 0.6
"""Seconds before the person answers."""


def run(arguments: argparse.Namespace) -> int:
    script = read_script(arguments.dialog)
    return make(script, read_settings(arguments.settings, script), arguments)


def make(script: Script, settings: Settings, arguments: argparse.Namespace) -> int:
    """Render the conversation; leave demo.wav and demo.txt.  Raises VoiceError."""
    folder: Path = getattr(arguments, "out", Path())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise DeviceError(f"{folder}: the demonstration can't be written there. Choose with --out")
    voice, voices = make_voice()
    ears = make_ears(arguments.recognizer or settings.recognizer, ModelStore.find())
    recording = Recording(Person(PERSON), AtOnce(voice), voices)
    if not voices:
        raise DeviceError("The demonstration needs a voice: apt install espeak-ng")
    virtual_time.run(recording.hold(Dialog(script, settings.region), settings, ears))
    write_wav(folder / "demo.wav", recording.room.recording())
    (folder / "demo.txt").write_text("\n".join(recording.lines) + "\n", encoding="utf-8")
    print(f"{folder / 'demo.wav'} and {folder / 'demo.txt'}: a conversation of {recording.length}")
    return 0


class Recording:
    """One conversation in a room, and what is to be read of it."""

    def __init__(self, person: Person, voice: Synthesizer, voices: list[str]) -> None:
        self.room = Room()
        self.lines: list[str] = []
        self.length = ""
        self._person = person
        self._voice = voice
        known = person.manner.voice in voices
        self._manner = person.manner if known else replace(person.manner, voice="")
        self._speaking: set[asyncio.Task[None]] = set()

    async def hold(self, dialog: Dialog, settings: Settings, ears: list[Ear]) -> None:
        session = Session(
            dialog,
            hearing=SpokenHearing(self.room, SileroActivity(), Ears(ears)),
            synthesizer=self._voice,
            speaker=self.room,
            manner=settings.manner,
            listeners=(self._write, self._answer),
        )
        try:
            async with asyncio.timeout(LONGEST):
                await session.run()
        except TimeoutError as error:
            raise DeviceError(
                "The demonstration does not come to an end: the recogniser does not understand "
                "the voice. Try another one in the settings, or --recognizer both"
            ) from error

    def _write(self, event: Event) -> None:
        line = _line(event)
        self.length = f"{event.at / 60:.1f} minutes"
        if line:
            print(line, flush=True)
            self.lines.append(line)

    def _answer(self, event: Event) -> None:
        if words := self._person.reply(event):
            task = asyncio.create_task(self._speak(words))
            self._speaking.add(task)
            task.add_done_callback(self._speaking.discard)

    async def _speak(self, words: str) -> None:
        speech = await self._voice.synthesize(words, self._manner)
        self.room.speak(from_pcm(speech.pcm), THINKS)


def _line(event: Event) -> str:
    match event.what:
        case Say(text):
            who, words = "backtalk", text
        case Understood(utterance, reading):
            ears = ", ".join(
                f"{e.ear} {max(e.sentences.values(), default=0):.2f}" for e in utterance.ears
            )
            who, words = (
                "person",
                f'"{utterance.open}" -> {reading.decision} {said(reading)} ({ears})',
            )
        case Level(id_, reasons):
            who, words = "level", f"{id_} ({', '.join(reasons)})"
        case End(outcome):
            who, words = "end", outcome
        case _:
            return ""
    return f"{event.at:7.2f}  {who:9} {words}"
