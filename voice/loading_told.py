"""The questions that confirm what was told unasked: "You told me ... Is that right?" """

from collections.abc import Mapping
from dataclasses import replace

from .documents import Value
from .loading_answers import Fields, Phrases, flag_options
from .phrasebook import fill
from .rules import Rules
from .script import ONWARD, Node, Question, told

SAYABLE = ("yes", "no")


def told_questions(
    rules: Rules, asked: Mapping[str, Node], prompts: Value, phrases: Phrases
) -> dict[str, Question]:
    """Make one for each finding that a question asks for and that is no emergency by itself:
    an emergency acts at once.

    A "no" only tells that it was heard badly: the finding is still not known.
    """
    ids = {i for q in asked.values() if isinstance(q, Question) for i in q.asks}
    texts = dict(prompts)
    return {
        told(i): _told(i, rule.because, texts, phrases)
        for rule in reversed(rules.rules)
        for i in ids
        if rule.needs_only(i) and not rules.grave(i)
    }


def _told(finding: str, because: str, prompts: Fields, phrases: Phrases) -> Question:
    place = prompts["told"].place
    ask = fill(prompts["told"].text(), because=because)
    flag = {"flag": Value(place, finding)}
    options = flag_options(flag, phrases)
    return Question(
        name=told(finding),
        place=place,
        ask=ask,
        short=prompts["told_short"].text(),
        other=ask,
        why=prompts["told_why"].text(),
        options={
            i: o if i == "yes" else replace(o, find={}, again=False) for i, o in options.items()
        },
        next=ONWARD,
        asks=(finding,),
        expects="yesno",
        sayable=SAYABLE,
    )
