"""Hears trials on every core: each process has ears of its own."""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

from .systems import Systems
from .trial import Result, Trial

systems: Systems | None = None
"""Those of this process."""

CHUNK = 6
"""Trials handed out at a time; those of one sentence follow each other."""


def hear_all(trials: Iterable[Trial], words: frozenset[str]) -> list[Result]:
    """Return what is made of every trial, in the same order."""
    todo, began, done = list(trials), time.monotonic(), []
    pool = ProcessPoolExecutor(
        os.cpu_count(), multiprocessing.get_context("spawn"), _load, (words,)
    )
    with pool:
        for result in pool.map(_hear, todo, chunksize=CHUNK):
            done.append(result)
            if len(done) % 100 == 0 or len(done) == len(todo):
                _tell(len(done), len(todo), time.monotonic() - began)
    return done


def _load(words: frozenset[str]) -> None:
    global systems
    systems = Systems(words)


def _hear(trial: Trial) -> Result:
    assert systems is not None
    return systems.hear(trial)


def _tell(done: int, all_: int, seconds: float) -> None:
    print(f"{done} of {all_} sounds heard, {seconds:.0f} s", file=sys.stderr, flush=True)
