"""The advice at a level: why, what to do now, what would make it worse, how to get help."""

from .acts import Act, Note, Say
from .findings import Findings
from .phrasebook import Phrasebook, fill, listed
from .script import ADVICE, Script, Telling
from .types import Level


def advice(
    script: Script, book: Phrasebook, level: Level, findings: Findings, region: str
) -> Telling:
    """Put the advice together; the reasons come from the same rules as the level."""
    ending = script.endings[level.id]
    fired = script.rules.fired(findings)
    lines = (ending.call if any(rule.call for rule in fired) else ()) + ending.say
    number = script.regions[region]
    said = tuple(Say(fill(line, number=number)) for line in dict.fromkeys(lines))
    acts: tuple[Act, ...] = (Note(level), *reasons(script, book, findings), *said)
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
