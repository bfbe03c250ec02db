"""Programs under test as child processes, none of which can outlive its time."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Timer

LIMIT = 90.0
"""Seconds on the clock of the wall."""


@contextmanager
def bounded(
    command: Sequence[str],
    env: Mapping[str, str] = os.environ,
    limit: float = LIMIT,
    stdin: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[str]]:
    """Start a program whose standard output is read as text; it is ended with the block.

    When its time is over it is aborted: Python then tells on standard error, which the test
    report shows, where each of its threads stands.  Whoever reads from it comes to the end.
    """
    program = subprocess.Popen(
        command,
        env={**env, "PYTHONFAULTHANDLER": "1"},
        stdin=stdin,
        stdout=subprocess.PIPE,
        text=True,
    )
    watch = Timer(limit, program.send_signal, [signal.SIGABRT])
    watch.start()
    try:
        yield program
    finally:
        watch.cancel()
        program.kill()
        program.wait()
        assert program.stdout
        program.stdout.close()
        if program.stdin:
            program.stdin.close()


def finish(program: subprocess.Popen[str]) -> str:
    """Return the rest of what a program prints, once it has ended well."""
    assert program.stdout
    rest = program.stdout.read()
    check(program)
    return rest


def check(program: subprocess.Popen[str]) -> None:
    """Fail unless the program, which has closed its output, ended well and in its time."""
    program.wait()
    assert program.returncode != -signal.SIGABRT, "it did not end in its time"
    assert program.returncode == 0
