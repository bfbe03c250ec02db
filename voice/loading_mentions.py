"""Reading mentions.yaml: the words, the patterns, and what they make recognisable."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import documents
from .concepts import Concept, Concepts, Reader, Together
from .documents import Value
from .grammar import Grammar
from .loading_patterns import Classes, quoted, read_classes, read_grammar, read_patterns
from .patterns import Pattern
from .shipped import SHIPPED
from .stance import Stance

MENTIONS = SHIPPED / "mentions.yaml"

NOT = "not "
"""Before an id in `together`: only where it is not said."""

_PARTS = "emergencies grammar words concepts"


@dataclass(frozen=True, slots=True)
class Language:
    """The small words, and the classes of words that every pattern may use."""

    grammar: Grammar
    classes: Classes

    def reader(self, patterns: Iterator[Pattern]) -> Reader:
        return Reader({**self.classes, **quoted(patterns)}, self.grammar)


def load(path: Path = MENTIONS) -> Concepts:
    """Read everything that can be recognised.  Raises ScriptError naming file and line."""
    document = documents.read(path).fields(_PARTS)
    language = _language(document["grammar"], document["words"])
    named = {i: value.named(i) for i, value in document["concepts"]}
    concepts = [_concept(i, value, language.classes, named.keys()) for i, value in named.items()]
    reader = language.reader(p for concept in concepts for p in concept.patterns)
    grave = _known(document["emergencies"], named.keys())
    return Concepts(reader, Stance(language.grammar), concepts, frozenset(grave))


@cache
def shipped() -> Concepts:
    """What comes with the program, read once."""
    return load()


@cache
def load_language(path: Path = MENTIONS) -> Language:
    """Read the words alone, once: topics are written with them too."""
    document = documents.read(path).fields(_PARTS)
    return _language(document["grammar"], document["words"])


def _language(grammar: Value, words: Value) -> Language:
    return Language(read_grammar(grammar), read_classes(words))


def _concept(id_: str, value: Value, classes: Classes, known: Collection[str]) -> Concept:
    if not isinstance(value.content, dict):
        return Concept(id_, read_patterns(value, classes))
    fields = value.fields("patterns", "together ever hidden")
    return Concept(
        id=id_,
        patterns=read_patterns(fields["patterns"], classes),
        together=_together(fields["together"], known) if "together" in fields else (),
        ever="ever" in fields,
        hidden="hidden" in fields,
    )


def _together(value: Value, known: Collection[str]) -> tuple[Together, ...]:
    return tuple(_group(_known(group, known)) for group in value.items())


def _group(ids: Sequence[str]) -> Together:
    without = tuple(i.removeprefix(NOT) for i in ids if i.startswith(NOT))
    return Together(tuple(i for i in ids if not i.startswith(NOT)), without)


def _known(value: Value, known: Collection[str]) -> tuple[str, ...]:
    """Read ids.  Raises ScriptError at one that is not among the concepts."""
    for item in value.items():
        if item.text().removeprefix(NOT) not in known:
            raise item.place.error(f"{item.text()!r} is not among the concepts")
    return tuple(value.texts())
