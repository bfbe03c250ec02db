"""backtalk hear: what a live turn would make of a recording."""

import argparse
import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .. import virtual_time
from ..devices.activity import SileroActivity
from ..devices.display import heard, readings
from ..devices.models import ModelStore
from ..devices.sound_file import SoundFile
from ..devices.wav import read_wav
from ..dialog import Dialog
from ..ears import Ears
from ..errors import InputError
from ..hearing import SpokenHearing
from ..personal import with_words
from ..ports import Ear
from ..script import ONWARD, Question, Script
from ..types import Reading, Samples, Utterance
from .parts import make_ears, read_script, read_settings

AFTER = 1.5
"""Seconds of silence after a recording in which its last words are still understood."""


def run(arguments: argparse.Namespace) -> int:
    script = read_script(arguments.dialog)
    settings = read_settings(arguments.settings, script)
    script = with_words(script, settings.words)
    node = node_named(arguments.at, script)
    sounds = [(path, read_wav(path)) for path in arguments.files]
    ears = make_ears(arguments.recognizer or settings.recognizer, ModelStore.find())
    for path, sound in sounds:
        found = listen(sound, Dialog.waiting_at(script, node), ears)
        line = described(path, *found)
        print(json.dumps(line, ensure_ascii=False) if arguments.json else _text(line), flush=True)
    return 0


def node_named(name: str, script: Script) -> str:
    """Find a question by its own name or by a finding it asks, the one that asks it most
    directly.  Raises InputError.
    """
    questions = [n for n in script.nodes.values() if isinstance(n, Question) and n.next != ONWARD]
    named = [q for q in questions if name == q.name]
    asking = sorted((q for q in questions if name in q.named), key=_directness(name))
    if found := (*named, *asking):
        return found[0].name
    known = ", ".join(q.name for q in questions)
    raise InputError(f"--at {name}: there is no such question or finding. Questions: {known}")


def _directness(finding: str) -> Callable[[Question], tuple[bool, bool]]:
    """By itself before in a group; asked for, or its number, before only told more of."""
    return lambda q: (bool(q.group), finding not in q.asks and q.expects != "number")


def listen(sound: Samples, dialog: Dialog, ears: list[Ear]) -> tuple[Utterance, Reading]:
    """Hear a recording by exactly the path of a live turn; of several utterances the one
    that says most.
    """
    return virtual_time.run(_listen(SoundFile(sound), dialog, ears))


async def _listen(file: SoundFile, dialog: Dialog, ears: list[Ear]) -> tuple[Utterance, Reading]:
    hearing = SpokenHearing(file, SileroActivity(), Ears(ears))
    hearing.expect(dialog.expected)
    found: list[tuple[Utterance, Reading]] = []
    try:
        async with asyncio.timeout(file.seconds + AFTER):
            while True:
                utterance = await hearing.utterance()
                found.append((utterance, dialog.read(utterance)))
    except TimeoutError:
        pass
    order = {"accept": 2, "confirm": 1, "reject": 0}
    silence = (Utterance({}), Reading(None, 0.0, "reject"))
    return max(found, key=lambda f: (order[f[1].decision], f[1].p), default=silence)


def described(path: Path, utterance: Utterance, reading: Reading) -> dict[str, Any]:
    return {
        "file": str(path),
        **readings(reading),
        "open": utterance.open,
        "certainty": round(utterance.certainty, 4),
        "seconds": round(utterance.ended - utterance.began, 2),
        "ears": heard(utterance, reading)["ears"],
    }


def _text(line: dict[str, Any]) -> str:
    """One line for people: what was heard, how sure, and why it is taken or not."""
    if not line["ears"]:
        return f"{line['file']}: no speech found"
    said = "; ".join(f"{e['ear']}: {e['best'] or '-'} {e['p']:.2f}" for e in line["ears"])
    answer = "something else" if line["answer"] is None else line["answer"]
    next_ = f", then {line['runner_up']} {line['p2']:.2f}" if line["runner_up"] is not None else ""
    return (
        f"{line['file']}: {line['decision']} {answer} {line['p']:.2f}{next_}; "
        f'written down: "{line["open"]}" ({line["certainty"]:.2f}); {said}'
    )
