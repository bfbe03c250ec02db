"""What the tests of the sound card run as a child process, on the virtual card.

Each command prints a line when it is ready, and then what it found, as JSON.
"""

import asyncio
import ctypes
import json
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from voice.devices.portaudio import devices, present
from voice.devices.sound_card import SoundCard
from voice.devices.wav import read_wav, write_wav
from voice.errors import DeviceError
from voice.pcm import to_pcm
from voice.types import Speech

READY = 50
"""Blocks heard before anything is done to the card."""

BLOCKED = 0.7
"""Seconds without the callback: far more than the buffers of a sound card hold, too few to be
noticed as a program that was stopped."""


async def hear(card: SoundCard, blocks: int) -> bytes:
    """Return what the next blocks hold; this is how the program tells the time."""
    heard = b""
    async for frame in card.frames():
        heard += frame.pcm
        blocks -= not frame.fault
        if not blocks:
            break
    return heard


async def play(path: str) -> None:
    async with SoundCard() as card:
        await card.play(speech(path))
        tell(card.position)


async def speak(path: str) -> None:
    """Play where nobody listens."""
    async with SoundCard(listen=False) as card:
        await card.play(speech(path))
        await fail(card)


async def interrupt(path: str) -> None:
    """Play for half a second, fall silent for a quarter, and go on from there."""
    async with SoundCard() as card:
        playing = asyncio.create_task(card.play(speech(path)))
        await hear(card, 50)
        playing.cancel()
        await asyncio.wait([playing])
        position = card.position
        await hear(card, 25)
        tell(card.position == position)
        await card.play(speech(path), position)
        tell(position)


async def listen(path: str, blocks: str) -> None:
    async with SoundCard() as card:
        await hear(card, 1)
        tell("ready")
        write_wav(Path(path), await hear(card, int(blocks)))


async def echo(path: str, heard: str) -> None:
    """Play, and write down what is left of it in the microphone."""
    sound = speech(path)
    async with SoundCard(cancel_echo=True) as card:
        playing = asyncio.create_task(card.play(sound))
        write_wav(Path(heard), await hear(card, round(sound.seconds * 100)))
        await playing


async def endure(path: str) -> None:
    """Play, and tell each fault until it has been heard to its end."""
    async with SoundCard(warn=tell) as card:
        playing = asyncio.create_task(card.play(speech(path)))
        blocks, fault = 0, ""
        async for frame in card.frames():
            if frame.fault:
                fault = frame.fault
                tell(fault)
                continue
            assert fault != "deaf", "sound from a microphone that is not told to be back"
            blocks += 1
            if blocks == READY:
                tell("ready")
            if playing.done() and blocks > READY:
                break
        tell(card.position)


async def block(path: str) -> None:
    """Play while no other thread can run for a time, the device's own included; tell how many
    blocks came late in the second after it, and in all that follows.
    """
    async with SoundCard(warn=tell) as card:
        playing = asyncio.create_task(card.play(speech(path)))
        late: list[int] = []
        async for _ in card.frames():
            late.append(card.late)
            if len(late) == READY:
                # Python's lock is kept during this call.
                ctypes.PyDLL(None).usleep(round(BLOCKED * 1e6))
            if playing.done():
                break
        after = late[READY + 100]
        tell([after, late[-1] - after])
        tell(card.position)


async def fail(card: SoundCard) -> None:
    try:
        await hear(card, 1)
    except DeviceError as error:
        tell(str(error))


async def look() -> None:
    tell(present())
    tell(len(devices()))
    try:
        await SoundCard().open()
    except DeviceError as error:
        tell(str(error))


def speech(path: str) -> Speech:
    return Speech("", to_pcm(read_wav(Path(path))))


def tell(value: object) -> None:
    print(json.dumps(value), flush=True)


COMMANDS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "play": play,
    "speak": speak,
    "interrupt": interrupt,
    "listen": listen,
    "echo": echo,
    "endure": endure,
    "block": block,
    "look": look,
}

if __name__ == "__main__":
    asyncio.run(COMMANDS[sys.argv[1]](*sys.argv[2:]))
