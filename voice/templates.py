"""Sentence templates spelled out: `[about] {0..10:score} [out of ten]`, with their numbers.

The template language is hassil's: (a|b) either, [a] optional, <name> a phrase,
{0..10:name} a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from hassil.expression import (
    Alternative,
    Expression,
    ListReference,
    RuleReference,
    Sequence,
    TextChunk,
)
from hassil.parse_expression import ParseExpressionError, parse_sentence
from hassil.parser import ParseError

from .errors import ScriptError
from .words import number, plain

MOST = 4000
"""Sentences that one template may make.  More is a mistake, and would slow every turn."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One sentence of a template, and the largest number in it."""

    text: str
    value: int | None = None


def spell(template: str, phrases: Mapping[str, str]) -> list[Spelled]:
    """Return every sentence the template allows.

    Raises ScriptError, without a place, when it is not a template or allows too much.
    """
    return list(_spelled(template, frozenset(phrases.items())))


@lru_cache(1024)
def _spelled(template: str, defined: frozenset[tuple[str, str]]) -> tuple[Spelled, ...]:
    """Every flag has the same yes and no: each is spelled out once."""
    expression, phrases = _parsed(template), dict(defined)
    found: dict[str, Spelled] = {}
    for text, value in _spell(expression, phrases, ()):
        text = plain(text)
        found.setdefault(text, Spelled(text, value))
        if len(found) > MOST:
            raise ScriptError(f"{template!r} makes more than {MOST} sentences")
    found.pop("", None)
    if not found:
        raise ScriptError(f"{template!r} makes no sentence")
    return tuple(found.values())


Part = tuple[str, int | None]


def _parsed(template: str) -> Expression:
    try:
        return parse_sentence(template).expression
    except (ParseError, ParseExpressionError) as error:
        raise ScriptError(f"{template!r} is not a sentence template: {error}") from error


def _spell(
    expression: Expression, phrases: Mapping[str, str], inside: tuple[str, ...]
) -> Iterator[Part]:
    match expression:
        case TextChunk():
            yield expression.original_text, None
        case Alternative():
            for item in expression.items:
                yield from _spell(item, phrases, inside)
        case Sequence():
            parts = [list(_spell(item, phrases, inside)) for item in expression.items]
            for chosen in product(*parts):
                yield _join(chosen)
        case ListReference():
            yield from _numbers(expression)
        case RuleReference():
            yield from _phrase(expression.rule_name, phrases, inside)
        case _:
            raise ScriptError(f"{type(expression).__name__} is not allowed in a template")


def _join(parts: tuple[Part, ...]) -> Part:
    values = [value for _, value in parts if value is not None]
    return "".join(text for text, _ in parts), max(values, default=None)


def _numbers(reference: ListReference) -> Iterator[Part]:
    span = reference.get_inline_range()
    if span is None:
        raise ScriptError(f"{{{reference.list_name}}} must be a range, like {{0..10:score}}")
    start, stop, step = span
    if not 0 < step <= MOST or not 0 <= stop - start <= MOST * step:
        raise ScriptError(f"{{{reference.list_name}}} is not a range of up to {MOST} numbers")
    for value in range(start, stop + 1, step):
        yield number(value), value


def _phrase(name: str, phrases: Mapping[str, str], inside: tuple[str, ...]) -> Iterator[Part]:
    if name not in phrases:
        raise ScriptError(f"<{name}> is not among the phrases")
    if name in inside:
        raise ScriptError(f"<{name}> contains itself")
    yield from _spell(_parsed(phrases[name]), phrases, (*inside, name))
