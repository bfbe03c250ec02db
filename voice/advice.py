"""The advice at a level: why, what to do now, what would make it worse, how to get help."""

from collections.abc import Iterable, Iterator

from .acts import Act, Note, Say
from .findings import Findings
from .phrasebook import Phrasebook, fill, listed
from .script import ADVICE, Likely, Script, Telling
from .types import Level, Verbosity


def advice(
    script: Script,
    book: Phrasebook,
    level: Level,
    findings: Findings,
    region: str,
    verbosity: Verbosity = "normal",
) -> Telling:
    """Put the advice together; the reasons come from the same rules as the level.

    However short it is to be, nothing is left out but the likely kind of pain and its cause.
    """
    ending = script.endings[level.id]
    fired = script.rules.fired(findings)
    lines = (ending.call if any(rule.call for rule in fired) else ()) + ending.say
    number = script.regions[region]
    said = (
        *reasons(script, book, findings),
        *(_explained(script, findings) if ending.explains and verbosity != "short" else ()),
        *(Say(fill(line, number=number)) for line in dict.fromkeys(lines)),
    )
    again = (*book.say("once_more"), *said) if ending.twice else ()
    acts: tuple[Act, ...] = (Note(level), *said, *again)
    return Telling(ADVICE, ending.place, acts, ending.next)


def reasons(script: Script, book: Phrasebook, findings: Findings) -> tuple[Say, ...]:
    """ "Because you told me ..., and ...": what was said first, then what is not ruled out."""
    fired = script.rules.fired(findings)
    told = tuple(dict.fromkeys(r.because for r in fired if r.when and r.said(findings)))
    open_ = tuple(dict.fromkeys(r.doubt for r in fired if not r.said(findings)))
    plain = tuple(r.because for r in fired if not r.when)
    return (
        *(book.say("because", because=listed(told)) if told else ()),
        *(book.say("because_doubt", because=listed(open_, "or")) if open_ else ()),
        *(Say(text) for text in plain),
    )


def _explained(script: Script, findings: Findings) -> Iterator[Say]:
    """The likely kind of pain, and its likely cause, as possibilities."""
    for possible in (script.kinds, script.causes):
        if likely := _likeliest(possible, findings):
            yield Say(likely.say)


def _likeliest(possible: Iterable[Likely], findings: Findings) -> Likely | None:
    return next((p for p in possible if all(c.met(findings, doubts=False) for c in p.when)), None)
