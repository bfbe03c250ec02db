"""Turn-taking in figures: how fast, over its own voice, deaf to itself, and how long it lasts.

script/bench turns            under half an hour on two cores
script/bench turns --quick    a sample, some five minutes; docs/ stays as it is
script/bench turns --full     the rows of two hours at full length: half a day

With --kept FILE the rows are kept there, and those of other days are taken from there; with
--parts only some are measured, so that the long ones need not be measured in one go.
Ctrl-C leaves the parts that there are.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from . import turns_page
from .assistant import Assistant
from .kept_rows import Part, keep, kept
from .machine import ROOT, commit
from .recordings import Audio
from .turns_parts import EXTENTS, PARTS, Ground

AUDIO = ROOT.parent / "shared" / "audio"

DOCS = ROOT / "docs" / "turns.md"

PICTURE = DOCS.with_suffix(".svg")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench turns")
    parser.add_argument("--quick", action="store_true", help="a sample, some five minutes")
    parser.add_argument("--full", action="store_true", help="two hours of each row that has them")
    parser.add_argument("--audio", type=Path, default=AUDIO, metavar="FOLDER")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="what was measured")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    arguments = parser.parse_args(argv)
    name = "quick" if arguments.quick else "full" if arguments.full else "default"
    on = Ground(
        Assistant(), Audio(arguments.audio), EXTENTS[name], None if arguments.quick else PICTURE
    )
    found = kept(arguments.kept)
    with contextlib.suppress(KeyboardInterrupt):
        for part in arguments.parts:
            found[part] = _measured(part, name, on)
            keep(arguments.kept, found)
    parts = {part: found[part] for part in PARTS if part in found}
    page = turns_page.page(parts, whole=parts.keys() == PARTS.keys())
    print(page)
    if not arguments.quick:
        DOCS.write_text(page, "utf-8")
    return 1 if any(row.reached is False for part in parts.values() for row in part.rows) else 0


def _measured(part: str, extent: str, on: Ground) -> Part:
    began, rows = time.monotonic(), []
    for row in PARTS[part](on):
        rows.append(row)
        print(f"{time.monotonic() - began:5.0f} s  {row.title}: {row.figure}", file=sys.stderr)
    minutes = (time.monotonic() - began) / 60
    return Part(extent, commit(), minutes, tuple(rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
