"""backtalk talk: by voice, by keyboard, or as a demonstration."""

import argparse
import asyncio
import sys

from .. import settings as kept
from .. import virtual_time
from ..acts import End, Event
from ..devices.display import JsonDisplay, TextDisplay, events_alone
from ..devices.models import ModelStore
from ..devices.record import Record
from ..devices.sessions import FOLDER
from ..devices.typed import EndOfInput, Lines, Silent, Typed, TypedLive
from ..dialog import Dialog
from ..ears import Ears
from ..hearing import SpokenHearing
from ..personal import with_words
from ..ports import Listener
from ..script import Script
from ..session import Session
from ..settings import Settings
from .before import Before, before
from .forgetting import Forgetting
from .keeping import Keeping
from .parts import (
    choice,
    make_ears,
    make_record,
    make_voice,
    on_threads,
    read_script,
    read_settings,
    warn,
)


def run(arguments: argparse.Namespace) -> int:
    script = read_script(arguments.dialog)
    settings = read_settings(arguments.settings, script)
    return hold(with_words(script, settings.words), settings, arguments)


def hold(
    script: Script, settings: Settings, arguments: argparse.Namespace, earlier: Before | None = None
) -> int:
    """Hold the conversation of a script, by whatever there is to hold it with.

    What was before is looked for in the record, unless it is given.
    """
    if arguments.json:  # before anything is loaded that might print
        events_alone()
    if arguments.text:
        return typed(script, settings, arguments, earlier)
    from ..devices.portaudio import present

    microphone, speaker = present(choice(settings.microphone), choice(settings.speaker))
    if microphone and speaker:
        return asyncio.run(_spoken(script, settings, arguments, earlier))
    missing = (
        "no speaker"
        if microphone
        else "no microphone"
        if speaker
        else "no microphone and no speaker"
    )
    if sys.stdin.isatty():
        warn(f"There is {missing}, so we type. `backtalk devices` shows what was found.")
        return typed(script, settings, arguments, earlier)
    from .demo import make

    warn(f"There is {missing} and no keyboard: here is a demonstration instead.")
    return make(script, settings, arguments)


def typed(
    script: Script, settings: Settings, arguments: argparse.Namespace, earlier: Before | None = None
) -> int:
    """Hold the same conversation by keyboard and screen."""
    earlier = earlier or before(arguments, settings, script)
    dialog = earlier.dialog(script, settings)
    runner = virtual_time.run if arguments.no_wait else asyncio.run
    runner(_typed(dialog, earlier, settings, arguments))
    return 0


async def _typed(
    dialog: Dialog, earlier: Before, settings: Settings, arguments: argparse.Namespace
) -> None:
    live = not arguments.no_wait
    record = make_record(arguments, settings, resumes=earlier.resumes)
    keeping = Keeping(arguments.settings or kept.FILE, settings, warn)
    forgetting = Forgetting(arguments.record or FOLDER, record, earlier.resumes, warn)
    shown = _listeners(arguments, record, heard=False)
    listeners: tuple[Listener, ...] = (*shown, keeping, forgetting)
    began = asyncio.get_running_loop().time()
    hearing = (TypedLive if live else Typed)(Lines(sys.stdin.fileno()), dialog.understands_now)
    silent = Silent()
    session = Session(
        dialog,
        hearing=hearing,
        synthesizer=silent,
        speaker=silent,
        manner=settings.manner,
        listeners=listeners,
    )
    keeping.session = session if live else None
    forgetting.session = session
    try:
        await session.run()
    except EndOfInput:
        # Whoever has their advice may just leave; before that, it is a mistake.
        if not dialog.course.settled:
            raise
        now = asyncio.get_running_loop().time() - began
        end = Event(now, dialog.at, End(dialog.course.outcome))
        for listener in listeners:
            listener(end)


async def _spoken(
    script: Script, settings: Settings, arguments: argparse.Namespace, earlier: Before | None
) -> int:
    from ..devices import echo
    from ..devices.activity import SileroActivity
    from ..devices.earcons import Earcons
    from ..devices.sound_card import SoundCard

    earlier = earlier or before(arguments, settings, script)
    record = make_record(arguments, settings, resumes=earlier.resumes, live=True)
    keeping = Keeping(arguments.settings or kept.FILE, settings, warn)
    forgetting = Forgetting(arguments.record or FOLDER, record, earlier.resumes, warn)
    voice, voices = make_voice()
    ears = make_ears(arguments.recognizer or settings.recognizer, ModelStore.find())
    cancelled = echo.available(warn)
    card = SoundCard(
        choice(settings.microphone), choice(settings.speaker), cancel_echo=cancelled, warn=warn
    )
    async with card:
        thinking = Ears(ears, on_threads(len(ears)), warn)
        hearing = SpokenHearing(card, SileroActivity(), thinking, cancelled=cancelled)
        earcons = Earcons(card.earcon)
        session = Session(
            earlier.dialog(script, settings),
            hearing=hearing,
            synthesizer=voice,
            speaker=card,
            manner=settings.manner,
            voices=voices,
            listeners=(*_listeners(arguments, record, heard=True), keeping, forgetting, earcons),
            kept=record.kept if record else None,
        )
        earcons.wanted = lambda: session.manner.sounds
        hearing.on_speech = session.attend
        keeping.session = forgetting.session = session
        try:
            await session.run()
        finally:
            if card.late:
                warn(f"{card.late} pieces of sound came too late: this computer was too busy.")
    return 0


def _listeners(
    arguments: argparse.Namespace, record: Record | None, *, heard: bool
) -> tuple[Listener, ...]:
    """Who is told what happens: the record first, so that nothing is shown that is not kept."""
    width = getattr(arguments, "width", 0)
    display: Listener
    if arguments.json:
        display = JsonDisplay(events_alone())
    else:
        display = TextDisplay(sys.stdout, heard=heard, width=width)
    return (record, display) if record else (display,)
