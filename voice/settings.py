"""What a person has set: how the assistant speaks, where they live, which devices it uses."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from platformdirs import user_config_path

from . import documents
from .documents import Value
from .errors import ScriptError, SettingsError
from .manner import PATIENCES, RATES, VERBOSITIES, VOLUMES
from .types import Habits, Manner

FILE = user_config_path("backtalk") / "settings.yaml"

RECOGNIZERS = ("auto", "base", "tiny", "both", "vosk")

KEYS = (
    "rate volume voice sounds verbosity patience region recognizer microphone speaker words record"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """`microphone` and `speaker` are a device's name or number; empty is the system's own."""

    manner: Manner = field(default_factory=Manner)
    habits: Habits = field(default_factory=Habits)
    region: str = ""
    recognizer: str = "auto"
    microphone: str = ""
    speaker: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    """The person's own words, and what they mean."""

    record: bool = True
    """Keep a record of each session."""


def load(path: Path, regions: frozenset[str]) -> Settings:
    """Read the settings; without the file, everything is as it comes.

    Raises SettingsError with file and line.
    """
    if not path.exists():
        return Settings()
    try:
        return _settings(documents.read(path, empty=True), regions)
    except ScriptError as error:
        raise SettingsError(f"{error}. The settings are in {path}") from error


def _settings(document: Value, regions: frozenset[str]) -> Settings:
    found = document.fields(may=KEYS) if document.content else {}
    usual = Settings()
    manner = Manner(
        rate=found["rate"].whole(*RATES) if "rate" in found else usual.manner.rate,
        volume=found["volume"].number(*VOLUMES) if "volume" in found else usual.manner.volume,
        voice=found["voice"].text(empty=True) if "voice" in found else "",
        sounds=_one_of(found, "sounds", ("yes", "no")) != "no",
    )
    usually = Habits(
        verbosity=_one_of(found, "verbosity", VERBOSITIES) or usual.habits.verbosity,
        patience=found["patience"].number(*PATIENCES) if "patience" in found else 1.0,
    )
    return Settings(
        manner,
        usually,
        _one_of(found, "region", tuple(regions)),
        _one_of(found, "recognizer", RECOGNIZERS) or usual.recognizer,
        found["microphone"].text(empty=True) if "microphone" in found else "",
        found["speaker"].text(empty=True) if "speaker" in found else "",
        {word: meaning.text() for word, meaning in found["words"]} if "words" in found else {},
        _one_of(found, "record", ("yes", "no")) != "no",
    )


Word = TypeVar("Word", bound=str)


def _one_of(found: dict[str, Value], name: str, allowed: tuple[Word, ...]) -> Word | Literal[""]:
    if name not in found:
        return ""
    text = found[name].text(empty=True)
    for word in allowed:
        if text == word:
            return word
    known = ", ".join(sorted(a for a in allowed if a))
    raise found[name].place.error(f"{name}: {text!r} is not one of {known}")


def keep(path: Path, before: Settings, after: Settings) -> None:
    """Write what was changed by voice: manner, habits, region, words that were taught.  Every
    other line stays as it is.

    Raises SettingsError when it cannot be written; the old file is whole then.
    """
    old, new = _spoken(before), _spoken(after)
    changed = {name: value for name, value in new.items() if value != old[name]}
    words = {w: meaning for w, meaning in after.words.items() if before.words.get(w) != meaning}
    if not changed and not words:
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for name, value in changed.items():
            kept = [line for line in lines if not line.startswith(f"{name}:")]
            lines = [*kept, f"{name}: {_written(value)}"]
        lines = _with_words(lines, words)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SettingsError(
            f"{path}: the settings could not be kept: {error.strerror}. Make room or check the "
            "folder's permissions, and set it again"
        ) from error


def _spoken(settings: Settings) -> dict[str, object]:
    """What can be set by voice, by its key, but for words."""
    return {**asdict(settings.manner), **asdict(settings.habits), "region": settings.region}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return json.dumps(value, ensure_ascii=False)


def _with_words(lines: list[str], words: Mapping[str, str]) -> list[str]:
    """Add words below `words:`, which is added if need be."""
    if not words:
        return lines
    new = [f"  {json.dumps(w, ensure_ascii=False)}: {json.dumps(m)}" for w, m in words.items()]
    for at, line in enumerate(lines):
        if line.startswith("words:"):
            return [*lines[:at], "words:", *new, *lines[at + 1 :]]
    return [*lines, "words:", *new]
