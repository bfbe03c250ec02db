"""Proving that each question can be answered, repeated, explained and left out by voice, and
that the conversation goes on after it.
"""

from collections.abc import Iterator

from .dialog import Dialog
from .errors import ScriptError
from .script import ONWARD, Option, Question, Script
from .types import Meaning
from .walking import Endless, Walk, begin

LEAVING = 2
"""Times that "skip" has to be said: a grave question is put once more."""


def speakable(script: Script) -> Iterator[ScriptError]:
    """Yield what can't be done by voice at each question."""
    first = begin(Dialog(script))
    for question in script.nodes.values():
        if isinstance(question, Question):
            try:
                yield from map(question.place.error, _mistakes(question, first, script))
            except Endless:
                yield question.place.error("is followed by speech without end")


def _mistakes(question: Question, first: Walk, script: Script) -> Iterator[str]:
    walk = _asked(question, first)
    for option in question.options.values():
        if not all(_answers(text, option, walk) for text in _ends(option)):
            yield f"answers.{option.id}: can't be said"
    commands = {i: script.commands[i][0].text for i in ("repeat", "why", "skip")}
    repeated, explained = _asked_for(walk, commands["repeat"]), _asked_for(walk, commands["why"])
    if repeated is not None and not set(walk.told) & set(repeated.told):
        yield "can't be repeated"
    if explained is not None and walk.scene and walk.scene.question.why not in explained.told:
        yield "can't be explained"
    if not _left(walk, commands["skip"]):
        yield "can't be left out"


def _asked(question: Question, first: Walk) -> Walk:
    """Return the conversation at this question, wherever it has come from."""
    walk = first.fork()
    course = walk.dialog.course
    if question.next == ONWARD:
        course.hint(question.asks)
        walk.follow(course.enter(course.script.start))
    else:
        walk.follow(course.aside(question.name))
    return walk


def _ends(option: Option) -> set[str]:
    """The first and the last way to give an answer; none for what only others say."""
    return {s.text for s in (*option.sentences[:1], *option.sentences[-1:])}


def _answers(text: str, option: Option, walk: Walk) -> bool:
    """Tell if these words give this answer, and it goes on after them."""
    meaning, other = walk.understood(text), walk.fork()
    other.say(text)
    return meaning is not None and _gives(meaning, option, walk.question)


def _gives(meaning: Meaning, option: Option, question: Question) -> bool:
    """Tell if this is the answer, or at several at once another that finds all the same."""
    if not {meaning.which, meaning.id} & question.options.keys():
        return False
    given, wanted = question.option(meaning), option.find.items()
    return given == option or (bool(wanted) and wanted <= given.find.items())


def _asked_for(walk: Walk, command: str) -> Walk | None:
    """Give a command; None where these words are an answer instead, or led away."""
    meaning, other = walk.understood(command), walk.fork()
    other.say(command)
    own = meaning is not None and meaning.kind != "command"
    return None if own else other


def _left(walk: Walk, command: str) -> bool:
    other = walk.fork()
    for _ in range(LEAVING):
        other.say(command)
        if other.over or other.levels or other.scene != walk.scene:
            return True
    return walk.question.next == walk.question.name
