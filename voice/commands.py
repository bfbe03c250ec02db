"""What is understood at every moment: stop, pause, repeat, slower, why, go back, goodbye ..."""

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from .acts import Act, Adjust, End, Forget, Say
from .advice import reasons
from .course import Course
from .manner import waiting, worded
from .phrasebook import listed
from .script import ADVICE

PATIENCE = 1.5
"""How much longer or shorter the assistant waits for an answer, at a time."""


class Stage(Protocol):
    """What a command may do to the conversation."""

    course: Course

    def aside(self, acts: tuple[Act, ...]) -> None:
        """Say something, then go on exactly where it was."""

    def at_once(self, act: Act) -> None:
        """Do this before anything else, whatever is said then."""

    def again(self, acts: tuple[Act, ...] = ()) -> None:
        """Do these, then say the last thing once more."""

    def hold(self, prompt: str) -> None:
        """Pause everything and say this."""

    def release(self) -> None:
        """Go on after a pause."""

    def switch(self, acts: tuple[Act, ...]) -> None:
        """Drop what is going on for something else."""

    def linger(self) -> None:
        """Leave the question open a while longer, and say nothing."""

    def skip(self) -> None:
        """Leave out the question, or the rest of what is being told."""


def _adjust(what: str, by: int) -> "Command":
    def command(stage: Stage) -> None:
        stage.again((Adjust(what, by),))  # type: ignore[arg-type]

    return command


def _words(prompt: str, by: int) -> "Command":
    def command(stage: Stage) -> None:
        stage.course.habits = worded(stage.course.habits, by)
        stage.aside(stage.course.book.say(prompt))

    return command


def _more(stage: Stage) -> None:
    more, stage.course.more = stage.course.more, ()
    stage.aside(tuple(map(Say, more)) or stage.course.book.say("no_more"))


def _sounds(prompt: str, by: int) -> "Command":
    def command(stage: Stage) -> None:
        stage.aside((Adjust("sounds", by), *stage.course.book.say(prompt)))

    return command


def _wait(prompt: str, factor: float) -> "Command":
    def command(stage: Stage) -> None:
        stage.course.habits = waiting(stage.course.habits, factor)
        stage.aside(stage.course.book.say(prompt))

    return command


def _forget(what: Literal["this", "all", "none"], prompt: str) -> "Command":
    def command(stage: Stage) -> None:
        stage.at_once(Forget(what))
        stage.aside(stage.course.book.say(prompt))

    return command


def _last_time(stage: Stage) -> None:
    book, last = stage.course.book, stage.course.last
    stage.aside(book.say("last_time", **last) if last else book.say("no_last_time"))


def _back(stage: Stage) -> None:
    trail = stage.course.trail
    if len(trail) < 2:
        stage.aside(stage.course.book.say("first_question"))
        return
    stage.switch(_last_asked(stage))


def _last_asked(stage: Stage) -> tuple[Act, ...]:
    """Go back a question.  Away from a question, that is the one that was asked last."""
    trail = stage.course.trail
    if stage.course.scene is not None and trail[-1] == stage.course.at:
        trail.pop()
    return stage.course.enter(trail.pop(), again=True)


def _over(stage: Stage) -> None:
    said = stage.course.book.say("over")
    stage.switch((*said, *stage.course.restart()))


def _help(stage: Stage) -> None:
    course = stage.course
    options = course.scene.help() if course.scene else ()
    stage.aside((*options, *course.book.say("always_there")))


def _why(stage: Stage) -> None:
    course = stage.course
    if course.level is not None:
        rules = course.script.rules.fired(course.findings)
        named = dict.fromkeys(rule.source for rule in rules)
        sources = course.book.say("sources", sources=listed(tuple(named)))
        stage.aside((*reasons(course.script, course.book, course.findings), *sources))
    else:
        stage.aside(course.why())


def _where(stage: Stage) -> None:
    course, say = stage.course, stage.course.book.say
    if course.level:
        advice = course.script.endings[course.level.id].name
        telling = say("where_telling") if course.scene is None else ()
        stage.aside((*say("where_advised", advice=advice), *telling))
    elif not course.trail:
        stage.aside(say("where_beginning"))
    else:
        done, left = str(len(set(course.trail)) - 1), str(course.left())
        stage.aside(say("where", done=done, left=left))


def _hurts(stage: Stage) -> None:
    course = stage.course
    if course.script.rules.emergency(course.findings):
        stage.switch(course.enter(ADVICE))
    elif course.telling and course.telling.hurts:
        said = course.book.say("hurts")
        stage.switch((*said, *course.enter(course.telling.hurts, again=True)))
    else:
        stage.switch(course.aside(course.script.hurts))


def _mistake(stage: Stage) -> None:
    if asked := stage.course.mistake():
        stage.switch(asked)
    elif stage.course.scene is not None and len(stage.course.trail) > 1:
        # What was answered last ruled something out: that is asked again.
        stage.switch((*stage.course.book.say("mistaken_no"), *_last_asked(stage)))
    else:
        stage.aside(stage.course.book.say("no_mistake"))


def _goodbye(stage: Stage) -> None:
    course = stage.course
    prompt = "goodbye" if course.settled else "goodbye_early"
    stage.switch((*course.book.say(prompt), End(course.outcome)))


Command = Callable[[Stage], None]

COMMANDS: Mapping[str, Command] = {
    "stop": lambda stage: stage.hold("stopped"),
    "pause": lambda stage: stage.hold("paused"),
    "thinking": lambda stage: stage.linger(),
    "continue": lambda stage: stage.release(),
    "repeat": lambda stage: stage.again(),
    "slower": _adjust("rate", -1),
    "faster": _adjust("rate", 1),
    "louder": _adjust("volume", 1),
    "quieter": _adjust("volume", -1),
    "voice": _adjust("voice", 1),
    "sounds_on": _sounds("sounds_on", 1),
    "sounds_off": _sounds("sounds_off", -1),
    "shorter": _words("shorter", -1),
    "detailed": _words("detailed", 1),
    "more": _more,
    "wait_longer": _wait("wait_longer", PATIENCE),
    "wait_less": _wait("wait_less", 1 / PATIENCE),
    "forget_this": _forget("this", "forget_this"),
    "forget_all": _forget("all", "forget_all"),
    "keep": _forget("none", "keep"),
    "last_time": _last_time,
    "back": _back,
    "skip": lambda stage: stage.skip(),
    "over": _over,
    "help": _help,
    "why": _why,
    "where": _where,
    "how_long": _where,
    "hurts": _hurts,
    "mistake": _mistake,
    "goodbye": _goodbye,
}
