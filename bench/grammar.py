"""What it costs to expect something else: the first time, and when it is met again."""

import time
from collections.abc import Sequence

from voice.cli.parts import make_ears
from voice.devices.models import ModelStore
from voice.dialog import Dialog
from voice.ports import Ear
from voice.script import Question, Script

from .cost import Cost

MOST = 30.0
"""Milliseconds."""


def change(script: Script) -> list[Cost]:
    """Go through the questions twice with all ears, the quickest alone counted apart."""
    ears = make_ears("auto", ModelStore.find())
    for ear in ears:
        ear.prepare(frozenset())
    names = [n.name for n in script.nodes.values() if isinstance(n, Question)]
    expected = {n: frozenset(Dialog.waiting_at(script, n).expected.sentences) for n in names}
    costs = []
    for when in ("the first time", "met again"):
        times = {name: [_time(ear, expected[name]) for ear in ears] for name in names}
        one = {name: took[0] for name, took in times.items()}
        every = {name: sum(took) for name, took in times.items()}
        costs += [_cost(f"grammar changed, {when}: one ear", one, expected)]
        costs += [_cost(f"grammar changed, {when}: all ears, added up", every, expected)]
    return costs


def _time(ear: Ear, sentences: frozenset[str]) -> float:
    began = time.perf_counter()
    ear.prepare(sentences)
    return 1000 * (time.perf_counter() - began)


def _cost(title: str, times: dict[str, float], expected: dict[str, frozenset[str]]) -> Cost:
    ordered: Sequence[float] = sorted(times.values())
    slowest = max(times, key=times.__getitem__)
    middle, worst = ordered[len(ordered) // 2], ordered[-1]
    where = f"{worst:.2g} ms at {slowest} with {len(expected[slowest])} sentences"
    figure = f"{middle:.2g} ms median of {len(times)} questions, at most {where}"
    return Cost(title, figure, f"<= {MOST:.0f} ms", worst <= MOST)
