"""What is said before the first move and after the last."""

from collections.abc import Iterable

from .acts import Act, Amend, Count, Listen, Rest, Say
from .coaching import Coaching
from .phrasebook import fill, listed
from .programme import Chosen
from .timeline import Plan, timeline
from .words import number

WORDS = 155
"""Words a minute that a length is estimated with."""


def opening(
    coaching: Coaching, chosen: Chosen, plan: Plan, *, resumed: bool = False
) -> tuple[Say, ...]:
    """A short word on safety, what is left out and why, what comes and how long it takes."""
    left = (
        fill(coaching.never.left_out, move=move, because=because)
        for move, because in chosen.left_out
    )
    names = tuple(station.stretch.name for station in plan.stations)
    if resumed:
        outline = fill(coaching.says["resumed"][0], move=names[0])
    elif len(names) == 1:
        outline = fill(coaching.says["only"][0], move=names[0])
    else:
        length = minutes(act for cue in timeline(coaching, plan) for act in cue.acts)
        outline = fill(coaching.says["outline"][0], moves=listed(names), minutes=length)
    return tuple(Say(text) for text in (*coaching.says["safety"], *left, outline))


def minutes(acts: Iterable[Act]) -> str:
    """Return about how long this takes: "six minutes", "one minute"."""
    whole = max(1, round(sum(seconds(act) for act in acts) / 60))
    return f"{number(whole)} minute{'s' if whole > 1 else ''}"


def seconds(act: Act) -> float:
    """Return about how long an act takes."""
    match act:
        case Say(text):
            return len(text.split()) * 60 / WORDS
        case Rest(length) | Listen(length):
            return length
        case Count() | Amend(Count()):
            return (act if isinstance(act, Count) else act.count).seconds
        case _:
            return 0.0
