"""backtalk stretch: a move or a programme by itself, led live or rendered to a sound file."""

import argparse
import asyncio
import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..acts import Act, Event, Say
from ..alone import alone
from ..devices.display import CELLS, TextDisplay
from ..devices.sessions import FOLDER, Sessions
from ..devices.wav import write_wav
from ..errors import InputError
from ..findings import Findings
from ..opening import opening
from ..past import Past
from ..personal import with_words
from ..programme import Chosen, Went, chosen, dosed, programme, refused
from ..rendering import Rendered, rendered
from ..script import Script
from ..settings import Settings
from ..timeline import Plan, timeline
from ..types import RATE, Finding
from ..words import plain
from .before import Before
from .earlier import Earlier, earlier, progressing
from .parts import make_voice, read_script, read_settings, warn
from .talk import hold

NUMBERS = {"1": "one", "3": "three", "6": "six", "12": "twelve"}


def run(arguments: argparse.Namespace) -> int:
    """Lead a session, or render it.  Raises InputError for what triage forbids."""
    script = read_script(None)
    settings = read_settings(arguments.settings, script)
    if arguments.marks and not arguments.render:
        raise InputError("--marks needs --render: they are the places in that sound")
    found, broken = _before(arguments)
    known = findings(script, arguments.finding, found.findings)
    name = named(script, arguments.name)
    # What is rendered is always the same for the same findings.
    script = todays(script, arguments.level, () if arguments.render else found.led)
    choice = choose(script, name, known, found.level)
    if arguments.render:
        return render(script, choice, settings, arguments)
    arguments.width = CELLS
    script = with_words(alone(script, name, known), settings.words)
    on = broken if broken and _goes_on(broken, name, arguments.level) else None
    return hold(script, settings, arguments, Before(on))


def _before(arguments: argparse.Namespace) -> tuple[Earlier, Past | None]:
    """Nothing is taken from the record where nothing is to be kept in it."""
    if arguments.no_record:
        return Earlier(), None
    sessions, now = Sessions(arguments.record or FOLDER, warn), datetime.now().astimezone()
    broken = sessions.unfinished(now)
    return earlier(sessions.last(now), broken, sessions.all()), broken


def _goes_on(broken: Past, name: str, level: str | None) -> bool:
    """Tell if a session that broke off is gone on with: the same one, at no other dose; or any in
    which warning signs were being asked for.
    """
    same = broken.ahead.programme == name and bool(broken.ahead.moves)
    return broken.rechecking or (same and not level)


def render(
    script: Script, choice: Chosen, settings: Settings, arguments: argparse.Namespace
) -> int:
    """Write the session as it sounds when nobody says anything."""
    coaching, plan = script.coaching, Plan(choice.stations)
    acts: list[Act] = [*opening(coaching, choice, plan)]
    acts += [act for cue in timeline(coaching, plan) for act in cue.acts]
    acts += [Say(text) for text in coaching.says["finished"]]
    voice, _ = make_voice()
    sound = asyncio.run(rendered(acts, voice, settings.manner))
    write_wav(arguments.render, sound.pcm)
    if arguments.marks:
        _write_marks(arguments.marks, sound)
    if arguments.text:
        display = TextDisplay(sys.stdout, heard=False, width=CELLS)
        for mark in sound.marks:
            if mark.type != "word":
                display(Event(mark.at, script.start, Say(mark.text)))
    print(f"{arguments.render}: {len(sound.pcm) / 2 / RATE / 60:.1f} minutes")
    return 0


def findings(script: Script, names: list[str], before: Findings) -> Findings:
    """Take findings that were named on the command line for present, beside those of before."""
    known = script.rules.findings | script.coaching.findings.keys()
    found = before
    for name in names:
        if name not in known:
            raise InputError(f"{name!r} is not a finding: one of {', '.join(sorted(known))}")
        found = found.note(Finding(name, "present"))
    return found


def named(script: Script, name: str) -> str:
    """Return the id of a programme or move, however it is written: "6", "knee to chest"."""
    known = [*script.coaching.programmes, *script.coaching.stretches]
    key = NUMBERS.get(name, plain(name.replace("_", " ").replace("-", " ")))
    key = key.replace("'", "").replace(" ", "_")
    if key not in known:
        raise InputError(f"there is no move or programme {name!r}: one of {', '.join(known)}")
    return key


def todays(script: Script, level: str | None, led: tuple[Went, ...]) -> Script:
    """Return the script with its doses at one level; or as the last sessions went."""
    if level:
        return replace(script, coaching=dosed(script.coaching, lambda _: level))
    return progressing(script, led)


def choose(script: Script, name: str, known: Findings, level: str) -> Chosen:
    """Choose what is done.  Raises InputError with the reason where nothing may be."""
    coaching = script.coaching
    if because := refused(coaching, script.rules, known, level):
        raise InputError(" ".join(coaching.never.refusal).replace("{because}", because))
    choice = chosen(coaching, programme(coaching, name).moves, known)
    if not choice.stations:
        reasons = "; ".join(f"{move}: {because}" for move, because in choice.left_out)
        raise InputError(f"{' '.join(coaching.never.nothing_left)} ({reasons})")
    return choice


def _write_marks(path: Path, sound: Rendered) -> None:
    marks = [
        {"at": mark.sample / RATE, "sample": mark.sample, "type": mark.type, "text": mark.text}
        for mark in sound.marks
    ]
    try:
        path.write_text(json.dumps({"rate": RATE, "marks": marks}, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
