"""Whisper's models (https://github.com/openai/whisper, MIT), English only."""

import re
from pathlib import Path

from ..errors import ModelError
from .graph_files import DECODER, ENCODER, SIGHT, built
from .onnx_session import SET_UP
from .speech_model import SpeechModel
from .tokens import Tokens

WEIGHTS, VOCABULARY = "model.bin", "vocabulary.txt"

BEGIN, END = ("<|startoftranscript|>", "<|notimestamps|>"), "<|endoftext|>"
"""What the vocabulary calls the tokens before and after every text."""

WORDS = re.compile(r"'(?:s|t|re|ve|m|ll|d)| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+")
"""What no piece of the vocabulary reaches across, in English text: as in GPT-2."""


def whisper(folder: Path, threads: int = 1) -> SpeechModel:
    """Load a model.  Raises ModelError if a file is missing or damaged."""
    return SpeechModel(tokens(folder / VOCABULARY), built(folder, build), threads)


def tokens(path: Path) -> Tokens:
    """Raises ModelError if `path` is not a vocabulary of Whisper's."""
    try:
        lines = path.read_text("utf-8").split("\n")
        end, begin = lines.index(END), [lines.index(name) for name in BEGIN]
        pieces = [bytes(_BYTES[c] for c in line) for line in lines[:end]]
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error}). {SET_UP}") from error
    except (ValueError, KeyError) as error:
        raise ModelError(f"{path}: is not a Whisper vocabulary. {SET_UP}") from error
    return Tokens([*pieces, b""], begin, end, split=_words)


def build(folder: Path, new: Path) -> None:
    """Make the graphs of the model in `folder`.  Raises ModelError and OSError."""
    # At the top it would cost each start a tenth of a second and 12 MB, for what is done once.
    from .model_graph import quantized, write
    from .whisper_graph import decoder, encoder, sight
    from .whisper_weights import read_weights

    weights = read_weights(folder / WEIGHTS)
    for make, name in ((encoder, ENCODER), (sight, SIGHT), (decoder, DECODER)):
        write(quantized(make(weights)), new / name)


def _words(text: str) -> list[str]:
    return WORDS.findall(" ".join(["", *text.split()]))


def _bytes() -> dict[str, int]:
    """Return the byte that each letter stands for: itself where it can be printed, as in GPT-2."""
    printed = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in printed]
    return {chr(b): b for b in printed} | {chr(256 + n): b for n, b in enumerate(hidden)}


_BYTES = _bytes()
