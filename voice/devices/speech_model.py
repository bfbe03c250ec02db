"""A speech model: what it makes of a sound, one token after the other.

Moonshine and Whisper are an encoder and an autoregressive decoder; they differ in shapes and
inputs, which are read from the graphs, and in their vocabularies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..types import RATE, Samples
from .graph_files import DECODER, ENCODER, SIGHT
from .onnx_session import Network
from .tokens import Tokens
from .worker import go_on

Floats = npt.NDArray[np.float32]

NOTHING = (0.0, 0.005, 0.05)
"""Levels of the white noise in which there is nothing to hear."""
Feed = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class State:
    """What the decoder remembers: of the sound (one for all rows), and of each row's tokens."""

    sound: Feed
    rows: Feed


@dataclass(frozen=True, slots=True)
class Begun:
    """A sound that has been listened to, before the first token."""

    seconds: float
    logp: Floats
    """Log-probabilities of the first token, shape (1, vocabulary)."""
    state: State


class SpeechModel:
    def __init__(self, tokens: Tokens, graphs: Path, threads: int = 1) -> None:
        """Load the graphs of a model.  Raises ModelError if one is missing or damaged."""
        self.tokens = tokens
        # The largest first: while it is loaded, it is there twice.
        self._decoder = Network(graphs / DECODER, threads)
        self._encoder = Network(graphs / ENCODER, threads)
        self._sight = Network(graphs / SIGHT, threads)
        names = map(_past, self._decoder.outputs[1:])
        shapes = {name: self._decoder.inputs[name] for name in names}
        self._nothing: Feed = {name: _empty(shape) for name, shape in shapes.items()}
        self.usual: Floats = np.mean([self.listen(sound).logp[0] for sound in _nothing()], 0)
        """Log-probabilities of the first token where there is nothing to hear: some words begin
        more than others; shape (vocabulary,)."""

    def listen(self, sound: Samples) -> Begun:
        """Encode 0.3 to 9 seconds of sound, shape (n,), and give the first token's odds."""
        x = sound[None]
        mask: Feed = {"attention_mask": np.ones(x.shape, np.int64)}
        (hidden,) = self._encoder.run({"input_values": x} | mask).values()
        feed: Feed = {
            "encoder_hidden_states": hidden,
            "encoder_attention_mask": np.ones(hidden.shape[:2], np.int64),
        }
        feed |= {_past(name): value for name, value in self._sight.run(feed).items()}
        own = self._nothing
        for token in self.tokens.begin:
            logits, own = self._decode([token], feed | own)
        return Begun(sound.size / RATE, _log_softmax(logits), State(feed, own))

    def step(
        self, state: State, rows: Sequence[int], tokens: Sequence[int]
    ) -> tuple[Floats, State]:
        """Append each of `tokens` to the row of `state` beside it.

        Return the log-probabilities of the tokens after them, shape (rows, vocabulary), and
        the new state.  What the decoder knows of the sound is the same for every row: it is
        given once and broadcast.  Raises CancelledError when nobody waits for it any more.
        """
        go_on()
        own = {name: value[list(rows)] for name, value in state.rows.items()}
        logits, new = self._decode(tokens, state.sound | own)
        return _log_softmax(logits), State(state.sound, new)

    def _decode(self, tokens: Sequence[int], feed: Feed) -> tuple[Floats, Feed]:
        out = self._decoder.run(feed | {"input_ids": np.array(tokens, np.int64)[:, None]})
        logits = np.asarray(out.pop("logits"), np.float32)
        return logits[:, -1], {_past(name): value for name, value in out.items()}


def _past(present: str) -> str:
    return present.replace("present", "past_key_values")


def _nothing() -> Iterator[Samples]:
    """Yield a second of noise at each level."""
    random = np.random.default_rng(0)
    for level in NOTHING:
        yield random.normal(0.0, level, RATE).astype(np.float32)


def _empty(shape: Sequence[int | str]) -> Floats:
    """What is remembered of no tokens at all; shape (1, heads, 0, size)."""
    _, heads, _, size = shape
    return np.zeros((1, int(heads), 0, int(size)), np.float32)


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)
