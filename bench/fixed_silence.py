"""The same program with the end of speech that wyoming's satellites wait for: 0.7 s of silence.

Only the rule is theirs (`silence_seconds` of their voice command segmenter); voice activity, ears
and everything behind them stay the same.
"""

import sys

from voice import hearing
from voice.__main__ import main

SILENCE = 0.7
"""Seconds."""


def apply() -> None:
    hearing.COMPLETE = hearing.HANGOVER = hearing.UNFINISHED = hearing.THINKING = SILENCE


if __name__ == "__main__":
    apply()
    sys.exit(main(sys.argv[1:]))
