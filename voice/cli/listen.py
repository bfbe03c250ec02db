"""backtalk listen: a live view of hearing, for setting up.

How loud it is, whether someone speaks, what is heard with which probability, and how long
that took.  With --text the same for typed words.
"""

import argparse
import asyncio
import os
import sys

from ..devices.activity import SileroActivity
from ..devices.display import readings
from ..devices.meter import Metered, bar
from ..devices.models import ModelStore
from ..devices.portaudio import Choice, present
from ..devices.sound_card import SoundCard
from ..devices.typed import EndOfInput, Lines, spoken
from ..dialog import Dialog
from ..ears import Ears
from ..errors import DeviceError
from ..hearing import SpokenHearing
from ..personal import with_words
from ..types import Utterance
from .hear import node_named
from .parts import choice, make_ears, on_threads, read_script, read_settings, warn

CLEAR = "\r\x1b[K"
"""To the beginning of the line, and clear it."""


def run(arguments: argparse.Namespace) -> int:
    script = read_script(arguments.dialog)
    settings = read_settings(arguments.settings, script)
    script = with_words(script, settings.words)
    dialog = Dialog.waiting_at(script, node_named(arguments.at, script))
    if arguments.text:
        return _typed(dialog)
    devices = choice(settings.microphone), choice(settings.speaker)
    if not present(*devices)[0]:
        raise DeviceError("There is no microphone. `backtalk devices` shows what was found")
    ears = make_ears(arguments.recognizer or settings.recognizer, ModelStore.find())
    print(f"Listening at the question {dialog.at}. Ctrl-C ends.", flush=True)
    asyncio.run(_live(dialog, Ears(ears, on_threads(len(ears)), warn), *devices))
    return 0


def _typed(dialog: Dialog) -> int:
    lines = Lines(sys.stdin.fileno())
    try:
        while (line := lines.read(wait=True)) is not None:
            print(line_of(dialog, spoken(line, 0.0)), flush=True)
    except EndOfInput:
        pass
    return 0


async def _live(dialog: Dialog, ears: Ears, microphone: Choice, speaker: Choice) -> None:
    async with SoundCard(microphone, speaker, warn=warn) as card:
        view = View()
        hearing = SpokenHearing(Metered(card, view.level), SileroActivity(), ears)
        hearing.on_speech = view.speech
        hearing.expect(dialog.expected)
        while True:
            utterance = await hearing.utterance()
            if utterance.fault:
                continue
            took = asyncio.get_running_loop().time() - utterance.ended
            view.heard(f"{line_of(dialog, utterance)}  {1000 * took:.0f} ms after the end")


class View:
    """One line that moves, above it what was heard.  Without a terminal, or where it is to be
    plain (a screen reader would read every step of the line), only that.
    """

    def __init__(self) -> None:
        self._speaking = False
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self._moves = sys.stdout.isatty() and not plain

    def level(self, decibels: float) -> None:
        if self._moves:
            speech = "speech" if self._speaking else ""
            print(f"{CLEAR}{bar(decibels)} {speech}", end="", flush=True)

    def speech(self, speaking: bool) -> None:
        self._speaking = speaking

    def heard(self, line: str) -> None:
        print(f"{CLEAR if self._moves else ''}{line}", flush=True)


def line_of(dialog: Dialog, utterance: Utterance) -> str:
    """Say what was heard: `accept no 0.97, then unsure 0.01; written down: "no" (0.91)`."""
    found = readings(dialog.read(utterance))
    answer = "something else" if found["answer"] is None else found["answer"]
    next_ = f", then {found['runner_up']} {found['p2']:.2f}" if found["runner_up"] else ""
    ears = "".join(
        f"; {e.ear}: {max(e.sentences.values(), default=0.0):.2f}" for e in utterance.ears
    )
    written = f'written down: "{utterance.open}" ({utterance.certainty:.2f})'
    return f"{found['decision']} {answer} {found['p']:.2f}{next_}; {written}{ears}"
