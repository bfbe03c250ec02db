"""What script/bench counting runs as a child process, on the virtual sound card.

play FILE                      plays it, and tells how many blocks came too late
interrupt FILE AFTER SILENT    falls silent after so many seconds, goes on after so many more
cost FILE                      plays it while listening, and tells the share of one core
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from voice.cli.parts import make_ears, on_threads
from voice.devices.activity import SileroActivity
from voice.devices.models import ModelStore
from voice.devices.sound_card import SoundCard
from voice.devices.wav import read_wav
from voice.ears import Ears
from voice.hearing import SpokenHearing
from voice.pcm import to_pcm
from voice.types import Expected, Speech

STARTS = 1.0
"""Seconds until ears and sound card have settled."""


async def play(path: str) -> None:
    async with SoundCard() as card:
        await card.play(Speech("", to_pcm(read_wav(Path(path)))))
        print(json.dumps([card.late]), flush=True)


async def cost(path: str) -> None:
    """Play a count while listening for words; tell the share of one core that it takes."""
    sound = Speech("", to_pcm(read_wav(Path(path))))
    ears = make_ears("auto", ModelStore.find())
    async with SoundCard() as card:
        hearing = SpokenHearing(card, SileroActivity(), Ears(ears, on_threads(len(ears))))
        hearing.expect(Expected())
        listening = asyncio.create_task(hearing.utterance())
        await asyncio.sleep(STARTS)
        began, worked = time.monotonic(), time.process_time()
        await card.play(sound)
        share = (time.process_time() - worked) / (time.monotonic() - began)
        listening.cancel()
    print(json.dumps([share]), flush=True)


async def interrupt(path: str, after: str, silent: str) -> None:
    """Play, fall silent after so many seconds, and go on from there after so many more."""
    sound = Speech("", to_pcm(read_wav(Path(path))))
    async with SoundCard() as card:
        playing = asyncio.create_task(card.play(sound))
        await asyncio.sleep(float(after))
        playing.cancel()
        position = card.position
        await asyncio.wait([playing])
        cut = card.position
        await asyncio.sleep(float(silent))
        await card.play(sound, cut)
    print(json.dumps([position, cut]), flush=True)


COMMANDS = {"play": play, "cost": cost, "interrupt": interrupt}

if __name__ == "__main__":
    asyncio.run(COMMANDS[sys.argv[1]](*sys.argv[2:]))  # type: ignore[operator]
