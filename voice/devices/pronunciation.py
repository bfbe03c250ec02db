"""How words are pronounced, as espeak-ng says them: which of them sound the same.

Where espeak-ng is not installed, or takes too long, nothing is known, and homophones.txt has to
do.
"""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from threading import Lock

VOICE = "en-us"

PATIENCE = 5.0
"""Seconds that espeak-ng may take; some hundred words take 0.1 s."""

MARKS = str.maketrans("", "", "ˈˌː")
"""Stress and length: "for" is "four" without the stress."""

_known: dict[str, str] = {}
_lock = Lock()


def pronounced(words: Iterable[str]) -> Mapping[str, str]:
    """Return the phonemes of each word (IPA), each asked for once; of some nothing may be known."""
    wanted = list(words)
    with _lock:
        new = [word for word in dict.fromkeys(wanted) if word not in _known]
        if new:
            _known.update(zip(new, _phonemes(new), strict=False))
        return {word: _known[word] for word in wanted if word in _known}


def _phonemes(words: list[str]) -> list[str]:
    program = shutil.which("espeak-ng")
    if program is None:
        return []
    # Each word is a clause of its own: inside a sentence some are weakened.
    lines = "".join(f"{word}.\n" for word in words)
    command = [program, "-q", "--ipa", "-v", VOICE, "--stdin"]
    try:
        done = subprocess.run(
            command, input=lines, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    found = [line.strip().translate(MARKS) for line in done.stdout.splitlines()]
    return found if len(found) == len(words) else []
