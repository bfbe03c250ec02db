"""Looking for mistakes in how stretches are led, before the first is."""

import re
from collections.abc import Iterator

from .answers import Answers, Sentence
from .coaching import Coaching
from .script import Script, Telling
from .stretch import Stretch
from .words import key, plain, sentences

SAYS = """
safety outline only ready number halfway last_three last_one finished
summary summary_none pain_summary resumed
help where
"""
"""What a session needs to be able to say."""

CONFIRMS = """
ready next last_move back again longer longest shorter shortest slower slowest faster fastest
easier harder side no_side how_long count_down count_up beep tick aloud enough
"""

COMMANDS = """
continue skip back repeat longer shorter slower faster easier harder other_side how_long
what_do describe feel count_down count_up beep tick aloud enough
"""

MOST = 3
"""Words of a confirmation, so that it fits between two beats."""

_GAP = re.compile(r"{(\w+)}")


def check_stretches(script: Script) -> None:
    """Raise ScriptError at the first mistake, with file, line and part."""
    coaching = script.coaching
    _complete(coaching)
    said = Answers(expected(script))
    for stretch in coaching.stretches.values():
        _stretch(stretch, coaching, script.rules.findings)
        for text in stretch.sentences:
            _quiet(text, said, stretch)
    _confirmations(coaching, said)
    for id_ in coaching.never.findings:
        if id_ not in script.rules.findings | coaching.findings.keys():
            raise coaching.places["never findings"].error(f"{id_!r} is not a finding")
    for node in script.nodes.values():
        if isinstance(node, Telling) and node.programme not in {"", *coaching.programmes}:
            raise node.place.error(f"there is no programme {node.programme!r}")
    for name in (coaching.alone.start, coaching.alone.last, coaching.alone.then):
        if not isinstance(script.nodes.get(name), Telling):
            raise coaching.places["alone"].error(f"{name!r} is not a node that says something")
    for level in coaching.never.levels:
        if level not in script.rules.order:
            raise coaching.places["never levels"].error(f"{level!r} is not a level")
    for one, other in said.clashes:
        place = coaching.places.get(f"commands {one.meaning.id}", coaching.places["commands"])
        raise place.error(f"{other.text!r} means {one.meaning.id} and {other.meaning.id}")


def expected(script: Script) -> list[Sentence]:
    """Return what is understood while a stretch is led; its own commands take over others."""
    own = [s for group in script.coaching.commands.values() for s in group]
    words = {key(s.text) for s in own}
    return [*own, *(s for s in script.always(own) if key(s.text) not in words)]


def _complete(coaching: Coaching) -> None:
    parts = (
        ("say", SAYS, coaching.says.keys()),
        ("confirm", CONFIRMS, coaching.confirms.keys()),
        ("commands", COMMANDS, coaching.commands.keys()),
    )
    for name, needed, given in parts:
        if missing := sorted(set(needed.split()) - given):
            raise coaching.places[name].error(f"{name} lacks {', '.join(missing)}")
    for name in coaching.commands.keys() - set(COMMANDS.split()):
        raise coaching.places[f"commands {name}"].error(f"{name!r} is not a command")


def _stretch(stretch: Stretch, coaching: Coaching, findings: frozenset[str]) -> None:
    known = findings | coaching.findings.keys()
    for caution in (*stretch.never, *stretch.change_if):
        if caution.when not in known:
            raise stretch.places[caution.when].error(f"{caution.when!r} is not a finding")
    for text in stretch.sentences:
        place = stretch.places[text]
        if word := _needs_eyes(text, coaching.eyes):
            raise place.error(f"{text!r} needs eyes: {word!r}")
        if gaps := sorted(set(_GAP.findall(text)) - {"side", "other"}):
            raise place.error(f"{text!r}: {{{gaps[0]}}} is neither side nor other")
        if _GAP.search(text) and not stretch.sides:
            raise place.error(f"{text!r} names a side, but there are no sides")
    if stretch.sides and "{side}" not in stretch.change:
        raise stretch.place.error("change must name the new side: {side}")
    if stretch.sides and not any("{side}" in work.begin for work in stretch.work):
        raise stretch.place.error("work.begin must name the side: {side}")


def _needs_eyes(text: str, eyes: tuple[str, ...]) -> str:
    words = f" {plain(text)} "
    return next((word for word in eyes if f" {plain(word)} " in words), "")


def _confirmations(coaching: Coaching, said: Answers) -> None:
    for name, text in coaching.confirms.items():
        place = coaching.places[f"confirm {name}"]
        if len(plain(text).split()) > MOST:
            raise place.error(f"{text!r} has more than {MOST} words")
        if meaning := said.exact(text):
            raise place.error(f"would answer itself: {text!r} means {meaning.id}")
    for name, texts in coaching.says.items():
        for text in _spoken(texts):
            if meaning := said.exact(text):
                place = coaching.places[f"say {name}"]
                raise place.error(f"would answer itself: {text!r} means {meaning.id}")


def _spoken(texts: tuple[str, ...]) -> Iterator[str]:
    return (one for text in texts for one in sentences(text))


def _quiet(text: str, said: Answers, stretch: Stretch) -> None:
    for one in sentences(text):
        if meaning := said.exact(one):
            raise stretch.places[text].error(f"would answer itself: {one!r} means {meaning.id}")
