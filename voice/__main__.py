"""The command line."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from .arguments import parser
from .errors import VoiceError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it: 128 and the number of the signal."""

BROKEN_PIPE = 141
"""Exit code when nobody reads the output any more."""


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if sys.stdin is None:
        # Closed before it began: nobody types.
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    arguments = parser().parse_args(words or ["talk"])
    try:
        return _command(arguments.command)(arguments)
    except VoiceError as error:
        print(f"backtalk: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("\nbacktalk: stopped. Nothing is lost.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; there is nobody left to read it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Import only what is needed: the first word should come soon."""
    run: Callable[[argparse.Namespace], int] = import_module(f".cli.{name}", __package__).run
    return run


if __name__ == "__main__":
    sys.exit(main())
