"""From what was heard to the rows of the table of turns."""

from collections.abc import Sequence

from .cost import Cost
from .cut_off import Paused
from .disturbance import SPELL, Disturbed
from .over_voice import Over
from .self_heard import Heard

MOST_CUT = 2.0
"""Percent."""


def over_row(where: str, heard: Sequence[Over], goal: float | None) -> Cost:
    count, taken = len(heard), sum(one.taken for one in heard)
    asked = sum(one.understood for one in heard) - taken
    wrong = sum(one.wrong for one in heard)
    percent = 100 * taken / count
    figure = (
        f"{percent:.0f} % understood ({taken} of {count}), {asked} asked back, "
        f"{wrong} taken for something else"
    )
    wanted = "" if goal is None else f">= {goal:.0f} %"
    reached = None if goal is None else percent >= goal
    return Cost(f"stop, yes, no over its own voice, {where}", figure, wanted, reached)


def amid_row(louder: float, taken: Sequence[bool]) -> Cost:
    percent = 100 * sum(taken) / len(taken)
    title = f'"stop" amid other people\'s talk, {louder:.0f} dB louder than they are'
    return Cost(title, f"{percent:.0f} % understood ({sum(taken)} of {len(taken)})")


def self_row(spells: Sequence[Sequence[Heard]], hours: float, nodes: int) -> Cost:
    heard = [one for spell in spells for one in spell]
    taken = [one for one in heard if one.taken]
    what = "".join(f'; {one.decision} {one.meaning} for "{one.text}"' for one in taken)
    figure = f"{len(taken)} in {hours:.1f} hours, {nodes} places of the dialog{what}"
    title = "its own voice taken for an answer or command"
    return Cost(title, figure, "0", not taken)


def disturbed_rows(spells: Sequence[Disturbed], *, asked: bool) -> list[Cost]:
    done = [what for spell in spells for what in spell.done]
    hours = len(spells) * SPELL / 3600
    kinds = ", ".join(
        f"{kind} {sum(len(s.done) for s in spells if s.kind == kind)}"
        for kind in dict.fromkeys(spell.kind for spell in spells)
    )
    what = f": {'; '.join(done)}" if done else ""
    figure = f"{len(done)} in {hours:.1f} hours ({kinds}){what}"
    title = f"noise, music, other people's talk, while {'asked' if asked else 'not asked'}"
    most = 1 if asked else 0
    return [Cost(title, figure, f"<= {most} in 2 hours", len(done) <= most)]


def cut_off_row(answers: Sequence[Paused]) -> Cost:
    cut = [answer for answer in answers if answer.cut]
    wrong = sum(answer.wrong for answer in answers)
    percent = 100 * len(cut) / len(answers)
    which = "".join(f'; "{answer.text}" {answer.pause:.1f} s' for answer in cut)
    figure = f"{percent:.1f} % ({len(cut)} of {len(answers)}), {wrong} taken wrongly{which}"
    title = "answers cut off by the end of speech, pauses of 0.2 to 0.6 s inside"
    return Cost(title, figure, f"<= {MOST_CUT:.0f} %", percent <= MOST_CUT)
