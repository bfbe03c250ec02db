"""A Vosk model and its recognisers, kept from what makes Vosk abort the process."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import vosk

from ..errors import ModelError
from ..types import RATE
from .vosk_files import check_files

GARBAGE = "[unk]"
"""What English models take for any speech that is not in the grammar.  Others lack it."""
ALTERNATIVES = 10
"""Transcripts of one sound.  There are seldom more: small models prune what is 2 natural-log
units behind the best (--lattice-beam in their conf/model.conf)."""

_NOT_JSON = re.compile(r":\s*-?(?:inf|nan)\b")
_JOINTS = frozenset("'-.")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A transcript, and the natural logarithm of its likelihood up to an unknown constant."""

    text: str
    score: float


class _Refusal:
    """Turns what Vosk raises, exactly an Exception, into a ModelError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is Exception:
            raise ModelError(
                f"Vosk cannot use the model in {self._folder}, it is damaged; fetch it again"
            ) from error


class Recogniser:
    """Writes down what it hears; use it from one thread at a time."""

    def __init__(self, recogniser: vosk.KaldiRecognizer, refusal: _Refusal) -> None:
        self._recogniser, self._refusal = recogniser, refusal
        self._recogniser.SetMaxAlternatives(ALTERNATIVES)

    def transcribe(self, pcm: bytes) -> tuple[Alternative, ...]:
        """Return what may have been said, likeliest first; nothing if nothing fits at all.

        Raises ModelError if the model turns out to be damaged: it does so on any sound.
        """
        # What is in flight from a hearing that was broken off would be heard as well.
        self._recogniser.Reset()
        with self._refusal:
            self._recogniser.AcceptWaveform(pcm)
        return _alternatives(self._recogniser.FinalResult())


class VoskEngine:
    def __init__(self, folder: Path) -> None:
        """Load the model.  Raises ModelError if it is missing or damaged."""
        check_files(folder)
        vosk.SetLogLevel(-1)
        self._refusal = _Refusal(folder)
        with self._refusal:
            self._model = vosk.Model(str(folder))

    def knows(self, word: str) -> bool:
        """Tell whether the model has this word, and it is one that can be spoken."""
        return _can_be_spoken(word) and self._finds(word)

    def recogniser(self, sentences: Iterable[str] = ()) -> Recogniser:
        """Make a recogniser for these sentences, or for everything the model knows.

        Every word must be known: Vosk drops others without a word, and aborts on "<eps>".
        """
        grammar = [*sentences, GARBAGE] if self._finds(GARBAGE) else [*sentences]
        with self._refusal:
            if not grammar or grammar == [GARBAGE]:
                return Recogniser(vosk.KaldiRecognizer(self._model, RATE), self._refusal)
            # Vosk's reader of JSON does not know \u escapes.
            text = json.dumps(grammar, ensure_ascii=False)
            return Recogniser(vosk.KaldiRecognizer(self._model, RATE, text), self._refusal)

    def _finds(self, word: str) -> bool:
        # 0 is <eps>, which is no word; -1 is not found.
        return int(self._model.vosk_model_find_word(word)) > 0


def _can_be_spoken(word: str) -> bool:
    """Letters, marks and digits, joined or not: no <s>, #0, quotes or control characters."""
    kinds = [unicodedata.category(c)[0] for c in word if c not in _JOINTS]
    return bool(kinds) and all(kind in "LMN" for kind in kinds)


def _alternatives(result: str) -> tuple[Alternative, ...]:
    # Vosk writes the infinite as C does, which is not JSON.
    found = json.loads(_NOT_JSON.sub(": null", result)) or {}
    return tuple(
        Alternative(each["text"], float(each["confidence"]))
        for each in found.get("alternatives", ())
        if each["confidence"] is not None
    )
