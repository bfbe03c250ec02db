"""A clock of a program's own, which may be set: libfaketime (GPL-2.0), as a system tool."""

import os
from pathlib import Path

import pytest

LIBRARIES = Path("/usr/lib")


class Clock:
    """Reads the days by which it is wrong from a file.  Skips the test where there is none."""

    def __init__(self, file: Path) -> None:
        library = next(LIBRARIES.glob("*/faketime/libfaketime.so.1"), None)
        if library is None:
            pytest.skip("needs libfaketime: apt install faketime")
        self._library = library
        self._file = file
        self.set(0)

    def set(self, days: int) -> None:
        self._file.write_text(f"{days:+d}d\n")

    def env(self) -> dict[str, str]:
        """Return an environment in which the time of day is this clock's, and no other time."""
        own = {
            "LD_PRELOAD": str(self._library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        return {**os.environ, **own}
