"""What was there before this conversation: one that broke off, or the last one that did not."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..devices.sessions import FOLDER, Sessions
from ..dialog import Dialog
from ..errors import RecordError
from ..past import Past
from ..programme import Went
from ..script import Script
from ..settings import Settings
from ..when import when
from ..words import number
from .earlier import led, progressing
from .parts import warn


@dataclass(frozen=True, slots=True)
class Before:
    """`broken` is gone on with; `last` tells what was said the last time, for Dialog; `led` how
    stretches went before.
    """

    broken: Past | None = None
    last: Mapping[str, str] = field(default_factory=dict)
    led: tuple[Went, ...] = ()

    @property
    def resumes(self) -> str:
        return self.broken.id if self.broken else ""

    def dialog(self, script: Script, settings: Settings) -> Dialog:
        dialog = Dialog(progressing(script, self.led), settings.region, self.last)
        dialog.course.habits = settings.habits
        if self.broken:
            dialog.go_on(self.broken)
        return dialog


def before(arguments: argparse.Namespace, settings: Settings, script: Script) -> Before:
    """Look for it where sessions are kept.

    Nothing is looked for when nothing is kept; nor with --no-wait, where programs hold one
    conversation after the other that have nothing to do with each other, unless a folder is
    named.
    """
    kept = settings.record and not arguments.no_record
    if not arguments.record and (not kept or getattr(arguments, "no_wait", False)):
        return Before()
    try:
        return _found(Sessions(arguments.record or FOLDER, warn), script)
    except RecordError:
        # A folder that can't be read is told by the record, which can't be kept there either.
        return Before()


def _found(sessions: Sessions, script: Script) -> Before:
    now, went = datetime.now().astimezone(), led(sessions.all())
    if broken := sessions.unfinished(now):
        return Before(broken, led=went)
    last = sessions.last(now)
    if last is None or last.score is None:
        return Before(led=went)
    said = when(last, now, script.prompts)
    told = {"when": said[:1].upper() + said[1:], "score": number(last.score)}
    return Before(last=told, led=went)
