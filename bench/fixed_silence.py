"""The same program with the end of speech that wyoming's satellites wait for: 0.7 s of silence.

Only the rule is theirs (`silence_seconds` of their voice command segmenter); voice activity, ears
and everything behind them stay the same.
"""

import sys

from voice import hangover
from voice.__main__ import main

SILENCE = 0.7
"""Seconds."""


def apply() -> None:
    hangover.COMPLETE = hangover.HANGOVER = hangover.UNFINISHED = hangover.THINKING = SILENCE


if __name__ == "__main__":
    apply()
    sys.exit(main(sys.argv[1:]))
