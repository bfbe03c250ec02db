"""What script/bench counting runs as a child process, on the virtual sound card.

play FILE                      plays it, and tells how many blocks came too late
interrupt FILE AFTER SILENT    falls silent after so many seconds, goes on after so many more
"""

import asyncio
import json
import sys
from pathlib import Path

from voice.devices.sound_card import SoundCard
from voice.devices.wav import read_wav
from voice.pcm import to_pcm
from voice.types import Speech


async def play(path: str) -> None:
    async with SoundCard() as card:
        await card.play(Speech("", to_pcm(read_wav(Path(path)))))
        print(json.dumps([card.late]), flush=True)


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


COMMANDS = {"play": play, "interrupt": interrupt}

if __name__ == "__main__":
    asyncio.run(COMMANDS[sys.argv[1]](*sys.argv[2:]))  # type: ignore[operator]
