"""Reading a dialog: the questions, with common.yaml, rules.yaml, guidance.yaml and stretches/.

Whatever does not lie beside the dialog file is taken from the dialogs that are shipped.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from . import documents, loading_measures, loading_mentions, loading_stretches, loading_topics
from .answers import Sentence
from .conditions import Condition, condition
from .documents import Place, Value
from .errors import ScriptError
from .findings import Findings
from .loading_answers import Fields, Phrases, sentences
from .loading_questions import nodes
from .loading_told import told_questions
from .rules import Rule, Rules
from .script import Ending, Likely, Script
from .shipped import SHIPPED
from .types import Meaning
from .understanding import Understanding

DIALOG = SHIPPED / "triage.yaml"

Beside = Callable[[str], Path]
"""Finds a file of this name beside the dialog, or among those that are shipped."""

_COMMON = (
    "phrases always danger replies prompts fillers denials elliptic unchanging backchannels regions"
)
RAISE = "one higher"
"""The floor of a rule that lifts the level by one."""

_RULE = "id floor when because doubt source"


def load(path: Path = DIALOG) -> Script:
    """Read one dialog and all it needs.  Raises ScriptError naming file, line and node."""
    beside = partial(_beside, path)
    common = documents.read(beside("common.yaml")).fields(_COMMON)
    dialog = documents.read(path).fields("start hurts nodes")
    guidance = documents.read(beside("guidance.yaml")).fields("endings kinds causes nodes")
    rules = documents.read(beside("rules.yaml")).fields("levels facts rules")
    led = documents.read(beside("coaching.yaml")).fields(loading_stretches.PARTS_OF_COACHING)
    phrases = _phrases(common["phrases"])
    known = _rules(rules)
    asked = nodes([*dialog["nodes"], *guidance["nodes"], *led["nodes"]], phrases)
    return Script(
        start=dialog["start"].text(),
        hurts=dialog["hurts"].text(),
        nodes=asked | told_questions(known, asked, common["prompts"], phrases),
        commands={i: _command(i, v, phrases) for i, v in common["always"]},
        danger=tuple(_danger(common["danger"], phrases)),
        replies={i: tuple(sentences(Meaning(i), v, phrases)) for i, v in common["replies"]},
        prompts={name: tuple(v.texts()) for name, v in common["prompts"]},
        fillers=frozenset(common["fillers"].texts()),
        denials=frozenset(common["denials"].texts()),
        elliptic=frozenset(common["elliptic"].texts()),
        unchanging=frozenset(common["unchanging"].texts()),
        backchannels=frozenset(common["backchannels"].texts()),
        regions={name: v.text() for name, v in common["regions"]},
        rules=known,
        endings={name: _ending(name, v.named(name)) for name, v in guidance["endings"]},
        kinds=tuple(map(_likely, guidance["kinds"].items())),
        causes=tuple(map(_likely, guidance["causes"].items())),
        understanding=_understanding(beside),
        coaching=loading_stretches.coaching(led, beside, partial(_spelled_command, phrases)),
        known=Findings(),
        places=dict(_places(common, dialog, guidance, rules)),
    )


PARTS = (
    "common.yaml",
    "guidance.yaml",
    "rules.yaml",
    "mentions.yaml",
    "topics.yaml",
    "measures.yaml",
    "coaching.yaml",
)
"""What every dialog needs beside its questions."""


def files(path: Path = DIALOG) -> tuple[Path, ...]:
    """Return every file that a dialog is read from."""
    parts = (_beside(path, name) for name in PARTS)
    folders = (SHIPPED / "stretches", path.parent / "stretches")
    moves = {move.name for folder in folders for move in folder.glob("*.yaml")}
    return (path, *parts, *(_beside(path, f"stretches/{name}") for name in sorted(moves)))


def _understanding(beside: Beside) -> Understanding:
    mentions = beside("mentions.yaml")
    return Understanding(
        loading_mentions.load(mentions),
        loading_topics.load(beside("topics.yaml"), mentions),
        loading_measures.load(beside("measures.yaml")),
    )


def _beside(path: Path, name: str) -> Path:
    own = path.parent / name
    return own if own.exists() else SHIPPED / name


def _phrases(value: Value) -> Phrases:
    """Read the phrases.  Each is spelled out once, so that a mistake is told where it stands."""
    phrases = {name: text.text() for name, text in value}
    for name, text in value:
        list(sentences(Meaning(name), text.named(name), phrases))
    return phrases


def _command(id_: str, value: Value, phrases: Phrases) -> tuple[Sentence, ...]:
    fields = value.named(id_).fields("hear", "anywhere")
    meaning = Meaning(id_, kind="command")
    return tuple(sentences(meaning, fields["hear"], phrases, anywhere="anywhere" in fields))


def _spelled_command(phrases: Phrases, id_: str, value: Value) -> Iterator[Sentence]:
    return sentences(Meaning(id_, kind="command"), value.named(id_), phrases)


def _danger(value: Value, phrases: Phrases) -> Iterator[Sentence]:
    for finding, said in value:
        meaning = Meaning(finding, kind="danger")
        yield from sentences(meaning, said.named(finding), phrases, anywhere=True)


def _rules(fields: Fields) -> Rules:
    order = tuple(fields["levels"].texts())
    rules = tuple(_rule(item, order) for item in fields["rules"].items())
    return Rules(order, rules, frozenset(fields["facts"].texts()))


def _rule(item: Value, order: tuple[str, ...]) -> Rule:
    rule = _named_rule(item).fields(_RULE, "call")
    floor = rule["floor"].text()
    if floor not in (*order, RAISE):
        raise rule["floor"].place.error(f"floor must be one of {', '.join(order)}, {RAISE}")
    return Rule(
        id=rule["id"].text(),
        floor=order[-1] if floor == RAISE else floor,
        when=tuple(_condition(value) for value in rule["when"].listed()),
        because=rule["because"].text(),
        doubt=rule["doubt"].text(),
        source=rule["source"].text(),
        call="call" in rule,
        raises=floor == RAISE,
    )


def _condition(value: Value) -> Condition:
    try:
        return condition(value.text())
    except ScriptError as error:
        raise value.place.error(str(error)) from error


def _named_rule(item: Value) -> Value:
    id_ = item.mapping().get("id")
    return item.named(id_.text()) if id_ else item


def _ending(name: str, value: Value) -> Ending:
    fields = value.fields("name say next", "call twice explains")
    return Ending(
        name,
        fields["name"].text(),
        value.place,
        tuple(fields["say"].texts()),
        tuple(fields["call"].texts()) if "call" in fields else (),
        fields["next"].text(),
        twice="twice" in fields,
        explains="explains" in fields,
    )


def _likely(item: Value) -> Likely:
    fields = _named_rule(item).fields("id when say")
    when = tuple(_condition(value) for value in fields["when"].listed())
    return Likely(fields["id"].text(), when, fields["say"].text())


def _places(*documents_: Fields) -> Iterator[tuple[str, Place]]:
    """Every part, "prompts", every named piece of one, "prompts sorry", every rule in turn."""
    for document in documents_:
        for part, value in document.items():
            yield part, value.place
            if isinstance(value.content, dict):
                yield from ((f"{part} {i}", v.named(i).place) for i, v in value)
    for n, item in enumerate(documents_[-1]["rules"].items()):
        yield f"rules {n}", _named_rule(item).place
