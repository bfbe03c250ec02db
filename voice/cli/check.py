"""backtalk check: look for mistakes in dialogs, and prove that they are safe."""

import argparse
from pathlib import Path

from .. import loading
from ..checking import check
from ..errors import ScriptError
from ..proving import prove


def run(arguments: argparse.Namespace) -> int:
    """Check dialogs; every mistake that is found is told."""
    wrong = 0
    for path in arguments.files or [loading.DIALOG]:
        try:
            script = loading.load(Path(path))
            check(script)
            prove(script)
        except ScriptError as error:
            print(error)
            wrong += 1
        else:
            print(f"{path}: {len(script.nodes)} nodes, no mistakes")
    return 2 if wrong else 0
