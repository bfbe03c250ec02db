"""Run as a process of its own by model_vosk: vosk_download.py FOLDER MODEL.

Vosk downloads in the constructor of its Model, to the last of its folders whatever
VOSK_MODEL_PATH says (vosk 0.3.45, get_model_by_name), and cannot be told to stop.
"""

import sys
from pathlib import Path
from zipfile import BadZipFile

import vosk


class _Downloader(vosk.Model):  # type: ignore[misc]  # vosk has no types
    """The downloader without the recogniser, which would need the whole model in memory."""

    def __init__(self) -> None:
        pass

    def __del__(self) -> None:
        pass


def main() -> int:
    """Download and unpack; on failure print one line that tells why."""
    folder, name = sys.argv[1:]
    vosk.MODEL_DIRS[:] = [Path(folder)]
    try:
        _Downloader().get_model_by_name(name)
    except OSError as error:
        # What requests raises is an OSError; its text is a page long.
        print(f"the server of Vosk's models was not reached ({type(error).__name__})")
        return 1
    except BadZipFile:
        print("the download was damaged")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
