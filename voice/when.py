"""How long ago a session was, as it is said in a sentence: "yesterday", "two weeks ago"."""

from collections.abc import Mapping
from datetime import datetime

from .past import Past
from .phrasebook import fill
from .words import number

WEEK = 7


def when(past: Past, now: datetime, prompts: Mapping[str, tuple[str, ...]]) -> str:
    """Return it in the words of the prompts; `now` has a time zone, whose days count.

    A session that seems to lie ahead tells of a clock that was set: it was "last time".
    """
    days = (now.date() - past.began.astimezone(now.tzinfo).date()).days
    return fill(prompts[_name(days)][0], number=number(max(0, _amount(days))))


def _name(days: int) -> str:
    if days < 0:
        return "when_unknown"
    if days < WEEK:
        return ("when_today", "when_yesterday", "when_days")[min(days, 2)]
    return "when_last_week" if days < 2 * WEEK else "when_weeks"


def _amount(days: int) -> int:
    return days if days < WEEK else days // WEEK
