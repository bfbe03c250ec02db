"""Does anybody notice?  Each rule, question, danger phrase and finding is taken out in turn.

script/mutate              everything, some minutes on two cores
script/mutate WORD...      only what has one of these words in its name: rule, danger, saddle

Exit code 1 when something is missed by nobody, 2 when the dialog itself is not right.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from voice.loading import load

from .judges import Jury, Verdict
from .mutants import Mutant, mutants

WHOLE = "nothing"
"""Name of the dialog with nothing taken out: it has to pass every judge."""

bench: "Bench | None" = None
"""That of this process."""


class Bench:
    def __init__(self) -> None:
        script = load()
        self._jury = Jury(script)
        self.mutants = [Mutant(WHOLE, script), *mutants(script)]

    def judge(self, n: int) -> Verdict:
        mutant = self.mutants[n]
        return self._jury.judge(mutant.name, mutant.script, self._jury.all)


def main(argv: Sequence[str]) -> int:
    if any(word.startswith("-") for word in argv):
        print(__doc__)
        return 0 if {*argv} & {"-h", "--help"} else 2
    began, survivors, count = time.monotonic(), list[str](), 0
    for verdict in _verdicts(argv):
        if verdict.mutant == WHOLE:
            if verdict.judge:
                print(f"The dialog itself is not right, {verdict.judge}: {verdict.complaint}")
                return 2
            continue
        count += 1
        survivors += [] if verdict.judge else [verdict.mutant]
        print(_line(verdict), flush=True)
    _tell(count, survivors, time.monotonic() - began)
    return 1 if survivors else 0


def _verdicts(words: Sequence[str]) -> Iterator[Verdict]:
    """Judge on every core; the dialog as it is comes first."""
    names = [WHOLE, *(mutant.name for mutant in mutants(load()))]
    chosen = [n for n, name in enumerate(names) if n == 0 or _named(name, words)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn, _load) as pool:
        yield from pool.map(_judge, chosen)


def _named(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name.split() for word in words)


def _load() -> None:
    global bench
    bench = Bench()


def _judge(n: int) -> Verdict:
    assert bench is not None
    return bench.judge(n)


def _line(verdict: Verdict) -> str:
    return f"{verdict.mutant:45} {verdict.judge or 'NOBODY':17} {verdict.complaint}".rstrip()


def _tell(count: int, survivors: Sequence[str], seconds: float) -> None:
    print(f"\n{count} mutants, {len(survivors)} survivors, {seconds:.0f} s")
    for name in survivors:
        print(f"- {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
