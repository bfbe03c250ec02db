"""Hears trials on every core: each process has ears of its own."""

import multiprocessing
import os
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from .systems import Systems
from .trial import Result, Trial

systems: Systems | None = None
"""Those of this process."""

CHUNK = 6
"""Trials handed out at a time."""


def hear_all(trials: Sequence[Trial], words: frozenset[str], minutes: float) -> list[Result]:
    """Return what is made of every trial, in the same order, or of those that there was time for.

    They are heard in random order, so that what was not reached is missing everywhere alike.
    """
    order, began, done = list(range(len(trials))), time.monotonic(), dict[int, Result]()
    random.Random(0).shuffle(order)
    pool = ProcessPoolExecutor(
        os.cpu_count(), multiprocessing.get_context("spawn"), _load, (words,)
    )
    with pool:
        for n, result in zip(
            order, pool.map(_hear, [trials[n] for n in order], chunksize=CHUNK), strict=False
        ):
            done[n] = result
            if len(done) % 100 == 0 or len(done) == len(order):
                _tell(len(done), len(order), time.monotonic() - began)
            if time.monotonic() - began > 60 * minutes:
                pool.shutdown(cancel_futures=True)
                break
    return [done[n] for n in sorted(done)]


def _load(words: frozenset[str]) -> None:
    global systems
    systems = Systems(words)


def _hear(trial: Trial) -> Result:
    assert systems is not None
    return systems.hear(trial)


def _tell(done: int, all_: int, seconds: float) -> None:
    print(f"{done} of {all_} sounds heard, {seconds:.0f} s", file=sys.stderr, flush=True)
