"""The graphs of a Whisper model, put together from its weights.

What is computed stands in "Robust Speech Recognition via Large-Scale Weak Supervision" (Radford
et al. 2022) and https://github.com/openai/whisper (MIT).
"""

from collections.abc import Mapping

import numpy as np
from onnx import TensorProto, ValueInfoProto, helper

from .mel import HOP, WINDOW, bands, waves
from .model_graph import Array, Graph
from .sheet import HEAD, Sheet

BEHIND = 80000
"""Samples of silence (5 s) after the sound: Whisper learnt from pieces of 30 s.  With 1.5 s it
seldom ends what it writes down, and hears 4 of 90 short answers less at 6 dB."""

PAIR = ("key", "value")


def layers(weights: Mapping[str, Array], side: str) -> list[str]:
    """Return the names of the layers of `encoder` or `decoder`, in order."""
    numbers = {name.split("/")[1] for name in weights if name.startswith(f"{side}/layer_")}
    return [f"{side}/layer_{n}" for n in range(len(numbers - {"layer_norm"}))]


def encoder(weights: Mapping[str, Array]) -> Graph:
    """From a sound, shape (1, samples), to what is in it, shape (1, 50 a second, size)."""
    sheet = Sheet(weights)
    x = _convolved(sheet, _spectrum(sheet))
    table, pieces = "encoder/position_encodings/encodings", sheet.op("Shape", x, start=1, end=2)
    x = sheet.op("Add", x, sheet.op("Slice", sheet.weight(table), sheet.constant([0]), pieces))
    for layer in layers(weights, "encoder"):
        x = sheet.op("Add", x, _looking_around(sheet, x, f"{layer}/self_attention"))
        x = sheet.feed_forward(x, layer)
    sheet.name(sheet.norm(x, "encoder/layer_norm"), "hidden")
    sound, hidden = _floats("input_values", 1, "samples"), ("pieces", _size(weights))
    return sheet.graph([sound], [_floats("hidden", 1, *hidden)])


def sight(weights: Mapping[str, Array]) -> Graph:
    """From that to what each layer of the decoder sees of it."""
    sheet = Sheet(weights)
    for n, layer in enumerate(layers(weights, "decoder")):
        both = sheet.linear("encoder_hidden_states", f"{layer}/attention/linear_1")
        for name, value in zip(PAIR, sheet.apart(both, 2), strict=True):
            sheet.name(sheet.heads(value), f"present.{n}.encoder.{name}")
    outputs = _pairs(weights, "present", "encoder")
    return sheet.graph([_floats("encoder_hidden_states", 1, "pieces", _size(weights))], outputs)


def decoder(weights: Mapping[str, Array]) -> Graph:
    """From a token to the odds of the next, for each row of tokens."""
    sheet = Sheet(weights)
    table = sheet.weight("decoder/embeddings/weight")
    before = sheet.op("Shape", "past_key_values.0.decoder.key", start=2, end=3)
    place = sheet.op("Gather", sheet.weight("decoder/position_encodings/encodings"), before)
    x = sheet.op("Add", sheet.op("Gather", table, "input_ids"), place)
    for n, layer in enumerate(layers(weights, "decoder")):
        x = sheet.op("Add", x, _remembering(sheet, x, layer, n))
        x = sheet.op("Add", x, _looking(sheet, x, layer, n))
        x = sheet.feed_forward(x, layer)
    last = sheet.norm(x, "decoder/layer_norm")
    sheet.name(sheet.op("MatMul", last, sheet.op("Transpose", table, perm=[1, 0])), "logits")
    tokens = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["rows", 1])
    known = [_pairs(weights, "past_key_values", side) for side in ("decoder", "encoder")]
    outputs = [_floats("logits", "rows", 1, "vocabulary"), *_pairs(weights, "present", "decoder")]
    return sheet.graph([tokens, *known[0], *known[1]], outputs)


def _pairs(weights: Mapping[str, Array], when: str, side: str) -> list[ValueInfoProto]:
    """Name the keys and values of every layer: of the tokens (decoder) or the sound (encoder)."""
    heads = _size(weights) // HEAD
    rows, places = ("rows", "tokens") if side == "decoder" else (1, "pieces")
    names = [f"{n}.{side}.{name}" for n in range(len(layers(weights, "decoder"))) for name in PAIR]
    return [_floats(f"{when}.{name}", rows, heads, places, HEAD) for name in names]


def _spectrum(sheet: Sheet) -> str:
    """What is eight powers of ten below the loudest, or more, is all the same; all becomes -1 to 1
    or so.
    """
    ends = sheet.constant([0, WINDOW // 2, 0, WINDOW // 2 - HOP + BEHIND])
    padded = sheet.op("Unsqueeze", sheet.op("Pad", "input_values", ends), sheet.constant([1]))
    both = sheet.op("Conv", padded, sheet.constant(waves()), strides=[HOP])
    squares = sheet.apart(sheet.op("Mul", both, both), 2, axis=1)
    power = sheet.op("MatMul", sheet.constant(bands()), sheet.op("Add", *squares))
    logs = sheet.op("Log", sheet.op("Max", power, sheet.constant(1e-10)))
    tens = sheet.op("Mul", logs, sheet.constant(1 / np.log(10.0)))
    floor = sheet.op("Sub", sheet.op("ReduceMax", tens, keepdims=1), sheet.constant(8.0))
    heard = sheet.op("Max", tens, floor)
    return sheet.op("Div", sheet.op("Add", heard, sheet.constant(4.0)), sheet.constant(4.0))


def _convolved(sheet: Sheet, x: str) -> str:
    for n, stride in enumerate((1, 2), 1):
        weight, bias = (sheet.weight(f"encoder/conv{n}/{part}") for part in ("weight", "bias"))
        x = sheet.gelu(sheet.op("Conv", x, weight, bias, strides=[stride], pads=[1, 1]))
    return sheet.op("Transpose", x, perm=[0, 2, 1])


def _looking_around(sheet: Sheet, x: str, name: str) -> str:
    query, key, value = _three(sheet, sheet.norm(x, f"{name}/layer_norm"), f"{name}/linear_0")
    seen = sheet.attention(sheet.heads(query), sheet.heads(key), sheet.heads(value))
    return sheet.linear(sheet.joined(seen), f"{name}/linear_1")


def _remembering(sheet: Sheet, x: str, layer: str, n: int) -> str:
    """Attention to the tokens before."""
    name = f"{layer}/self_attention"
    query, *both = _three(sheet, sheet.norm(x, f"{name}/layer_norm"), f"{name}/linear_0")
    known = []
    for what, new in zip(PAIR, both, strict=True):
        past = f"past_key_values.{n}.decoder.{what}"
        known.append(sheet.op("Concat", past, sheet.heads(new), axis=2))
        sheet.name(known[-1], f"present.{n}.decoder.{what}")
    seen = sheet.attention(sheet.heads(query), *known)
    return sheet.linear(sheet.joined(seen), f"{name}/linear_1")


def _looking(sheet: Sheet, x: str, layer: str, n: int) -> str:
    """Attention to the sound, which is the same for every row: the rows are looked up at once."""
    name = f"{layer}/attention"
    query = sheet.linear(sheet.norm(x, f"{name}/layer_norm"), f"{name}/linear_0")
    rows = sheet.heads(sheet.op("Transpose", query, perm=[1, 0, 2]))
    key, value = (f"past_key_values.{n}.encoder.{what}" for what in PAIR)
    seen = sheet.joined(sheet.attention(rows, key, value))
    return sheet.linear(sheet.op("Transpose", seen, perm=[1, 0, 2]), f"{name}/linear_2")


def _three(sheet: Sheet, x: str, name: str) -> list[str]:
    return sheet.apart(sheet.linear(x, name), 3)


def _size(weights: Mapping[str, Array]) -> int:
    return int(weights["decoder/embeddings/weight"].shape[1])


def _floats(name: str, *shape: int | str) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
