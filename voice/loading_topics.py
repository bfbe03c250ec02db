"""Reading topics.yaml, with the words of mentions.yaml."""

from functools import cache
from pathlib import Path

from . import documents
from .documents import Value
from .grammar import Grammar
from .loading_mentions import MENTIONS, Language, load_language
from .loading_patterns import Classes, read_classes, read_entries, read_patterns
from .shipped import SHIPPED
from .topics import NOT_OPENS, OPENS, UNKNOWN, Topic, Topics

TOPICS = SHIPPED / "topics.yaml"

_PARTS = "emergency opens not_opens skips unknown words topics"
_TOPIC = "name asked first more article source"


def load(path: Path = TOPICS, mentions: Path = MENTIONS) -> Topics:
    """Read all topics.  Raises ScriptError naming file and line."""
    document = documents.read(path).fields(_PARTS)
    language = load_language(mentions)
    classes = {**language.classes, **read_classes(document["words"])}
    for name in (OPENS, NOT_OPENS, UNKNOWN):
        classes[name] = read_entries(document[name])
    topics = [_topic(i, value.named(i), classes) for i, value in document["topics"]]
    # A way of speaking elsewhere ("hot bath", "dead bug") can be what is asked about.
    grammar = Grammar({**language.grammar.lists, "idioms": ()})
    reader = Language(grammar, classes).reader(p for t in topics for p in t.asked)
    skips = frozenset(document["skips"].texts())
    return Topics(reader, topics, skips, document["emergency"].text())


@cache
def shipped() -> Topics:
    """The topics that come with the program, read once."""
    return load()


def _topic(id_: str, value: Value, classes: Classes) -> Topic:
    fields = value.fields(_TOPIC, "general")
    return Topic(
        id=id_,
        name=fields["name"].text(),
        asked=read_patterns(fields["asked"], classes),
        first=fields["first"].text(),
        more=tuple(fields["more"].texts()),
        article=tuple(fields["article"].texts()),
        source=fields["source"].text(),
        general="general" in fields,
    )
