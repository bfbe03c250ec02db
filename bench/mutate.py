"""Does anybody notice?  Each rule, question, danger phrase and finding is taken out in turn.

script/mutate              everything, some minutes on two cores
script/mutate WORD...      only what has one of these words in its name: rule, danger, saddle

Exit code 1 when something is missed by nobody, 2 when the dialog itself is not right.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from voice.loading import load

from .judges import Jury, Verdict
from .mutants import Mutant, mutants


class Court:
    """The dialog as it is, which has to pass every judge, then each mutant of it."""

    def __init__(self) -> None:
        script = load()
        self._jury = Jury(script)
        self._mutants = [Mutant("nothing taken out", script), *mutants(script)]

    @property
    def names(self) -> list[str]:
        return [mutant.name for mutant in self._mutants]

    def judge(self, n: int) -> Verdict:
        mutant = self._mutants[n]
        return self._jury.judge(mutant.name, mutant.script, self._jury.all)


court: Court | None = None
"""That of this process."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/mutate", description="Does anybody notice?")
    parser.add_argument("words", nargs="*", metavar="WORD", help="a word of a name: rule, saddle")
    words = parser.parse_args(argv).words
    chosen = [n for n, name in enumerate(Court().names) if n and _named(name, words)]
    if not chosen:
        parser.error(f"nothing has one of these words in its name: {' '.join(words)}")
    began = time.monotonic()
    whole, *verdicts = _told(chosen)
    if whole.judge:
        return 2
    survivors = [verdict.mutant for verdict in verdicts if not verdict.judge]
    took = time.monotonic() - began
    print(f"\n{len(chosen)} mutants, {len(survivors)} survivors, {took:.0f} s")
    for name in survivors:
        print(f"- {name}")
    return 1 if survivors else 0


def _named(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name.split() for word in words)


def _told(chosen: Sequence[int]) -> Iterator[Verdict]:
    """Judge on every core, and tell each verdict; stop where the dialog itself is not right."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn, _load) as pool:
        for n, verdict in enumerate(pool.map(_judge, [0, *chosen])):
            print(_line(verdict), flush=True)
            yield verdict
            if n == 0 and verdict.judge:
                pool.shutdown(cancel_futures=True)
                return


def _load() -> None:
    global court
    court = Court()


def _judge(n: int) -> Verdict:
    assert court is not None
    return court.judge(n)


def _line(verdict: Verdict) -> str:
    return f"{verdict.mutant:45} {verdict.judge or 'nobody':17} {verdict.complaint}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
