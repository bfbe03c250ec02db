"""Looking for mistakes in a dialog before its first word is spoken."""

import re
from collections.abc import Iterator

from .acts import Say
from .answers import Answers
from .checking_stretches import check_stretches
from .commands import COMMANDS
from .documents import Place
from .script import ONWARD, RESERVED, Node, Question, Script
from .words import key

PROMPTS = """
sorry help_yesno help_number help_choice help_open always_there take_your_time
confirm confirm_called confirm_how one_by_one choice_yes choice_no choice_unsure
not_ruled_out needed skipped doubt_unsure doubt_usual doubt_vague
told told_short told_why mistake mistake_sure kept mistaken_no no_mistake once_more
readback readback_how held ask_again stopped paused
waiting first_question where where_beginning where_advised where_telling
shorter detailed no_more say_more
not_known region resumed
wait_longer wait_less over hurts goodbye goodbye_early sources because because_doubt
lost_microphone sound_back unheard sounds_on sounds_off
learnt not_learnt forget_this forget_all keep last_time no_last_time
when_today when_yesterday when_days when_last_week when_weeks when_unknown
"""
"""What the assistant needs to be able to say."""

PARTING = {"goodbye", "goodbye_early"}
"""Said last: nothing is understood any more after it."""

REPLIES = ("correct", "different", "mistaken", "that_one")

EXPECTS = ("yesno", "number", "choice", "open")

_SENTENCE = re.compile(r"[^.?!:]+")


def check(script: Script) -> None:
    """Raise ScriptError at the first mistake, with file, line and node."""
    _complete(script)
    _destinations(script)
    _reachable(script)
    _findings(script)
    always = Answers(script.always())
    for node in script.nodes.values():
        if isinstance(node, Question):
            _question(node, script)
        for text in _spoken(node):
            _silent(text, always, node.place)
    for ending in script.endings.values():
        for text in (*ending.call, *ending.say):
            _silent(text, always, ending.place)
    check_stretches(script)
    for name in script.prompts.keys() - PARTING:
        for text in script.prompts[name]:
            _silent(text, always, script.places[f"prompts {name}"])


def _complete(script: Script) -> None:
    parts = (
        ("always", COMMANDS.keys(), script.commands.keys()),
        ("prompts", set(PROMPTS.split()), script.prompts.keys()),
        ("replies", set(REPLIES), script.replies.keys()),
        ("endings", set(script.rules.order), script.endings.keys()),
    )
    for name, needed, given in parts:
        if missing := sorted(needed - given):
            raise script.places[name].error(f"{name} lacks {', '.join(missing)}")
    for name in script.commands.keys() - COMMANDS.keys():
        raise script.places[f"always {name}"].error(f"{name!r} is not a command")
    if not any(not rule.when for rule in script.rules.rules):
        raise script.places["rules"].error("there is no rule for those who have no finding")


def _destinations(script: Script) -> None:
    known = script.nodes.keys() | set(RESERVED)
    for part, name in (("start", script.start), ("hurts", script.hurts)):
        if name not in script.nodes:
            raise script.places[part].error(f"goes to {name!r}, which does not exist")
    for node in script.nodes.values():
        for name in node.destinations:
            if name not in known:
                raise node.place.error(f"goes to {name!r}, which does not exist")
    for ending in script.endings.values():
        if ending.next not in script.nodes:
            raise ending.place.error(f"goes to {ending.next!r}, which does not exist")


def _reachable(script: Script) -> None:
    """Every node can be reached, and from every node the end."""
    leads = {name: _leads(node, script) for name, node in script.nodes.items()}
    asides = {q.name for q in _asides(script)}
    seen = _closure({script.start, script.hurts, *asides}, leads)
    for name, node in script.nodes.items():
        if name not in seen:
            raise node.place.error("can never be reached")
    ends = {
        n for n, node in script.nodes.items() if not isinstance(node, Question) and not node.next
    }
    for name, node in script.nodes.items():
        if not _closure({name}, leads) & ends:
            raise node.place.error("never comes to an end")


def _asides(script: Script) -> Iterator[Question]:
    """Yield the questions that anything may lead to, and that lead back to it."""
    for node in script.nodes.values():
        if isinstance(node, Question) and node.next == ONWARD:
            yield node


def _leads(node: Node, script: Script) -> set[str]:
    found = set(node.destinations)
    if {*RESERVED} & found or (isinstance(node, Question) and node.asks):
        found |= {ending.next for ending in script.endings.values()}
    return found & script.nodes.keys()


def _closure(names: set[str], leads: dict[str, set[str]]) -> set[str]:
    seen, ahead = set(names), list(names)
    while ahead:
        new = leads[ahead.pop()] - seen
        seen |= new
        ahead.extend(new)
    return seen


def _findings(script: Script) -> None:
    """Every finding a rule names is asked somewhere; every finding has a rule."""
    questions = [n for n in script.nodes.values() if isinstance(n, Question)]
    found = {i for question in questions for i in _found(question)}
    for n, rule in enumerate(script.rules.rules):
        if missing := sorted({c.finding for c in rule.when} - found):
            raise script.places[f"rules {n}"].error(f"nothing asks for {', '.join(missing)}")
    asked = {i for question in questions for i in question.asks}
    for finding in dict.fromkeys(s.meaning.id for s in script.danger):
        place = script.places[f"danger {finding}"]
        if not script.rules.grave(finding):
            raise place.error("does not lead to an emergency")
        if finding not in asked:
            raise place.error("no question asks for it, should it be heard badly")


def _found(question: Question) -> set[str]:
    found = {i for option in question.options.values() for i in option.find}
    return found | ({question.rise.find} if question.rise else set())


def _question(question: Question, script: Script) -> None:
    place, found = question.place, _found(question)
    if question.expects not in EXPECTS:
        raise place.error(f"expects must be one of {', '.join(EXPECTS)}")
    if not question.options:
        raise place.error("needs flag or answers")
    facts = script.rules.facts | script.coaching.findings.keys()
    if missing := sorted(found - script.rules.findings - facts):
        raise place.error(f"finds {', '.join(missing)}, which no rule knows")
    if missing := sorted(set(question.asks) - found):
        raise place.error(f"asks {', '.join(missing)}, which no answer finds")
    known = script.rules.findings | script.rules.facts
    if unknown := sorted({*question.only_if, *question.about} - known):
        raise place.error(f"{', '.join(unknown)}: no rule knows it")
    again = {i for option in question.options.values() for i in option.recheck}
    if unknown := sorted(again - script.rules.findings):
        raise place.error(f"recheck names {', '.join(unknown)}, which no rule knows")
    _rise(question, script)
    _answers(question, script)


def _rise(question: Question, script: Script) -> None:
    if question.rise is None:
        return
    first = script.nodes.get(question.rise.of)
    if not isinstance(first, Question) or first.expects != "number":
        raise question.place.error(f"rise: {question.rise.of!r} is not a question for a number")
    if unknown := sorted(set(question.rise.again) - script.rules.findings):
        raise question.place.error(f"rise: again names {', '.join(unknown)}, which no rule knows")


def _answers(question: Question, script: Script) -> None:
    """Every sentence has one meaning, and nothing that is said here is one of them."""
    place = question.place
    own = [s for option in question.options.values() for s in option.sentences]
    replies = [s for i in ("correct", "that_one") for s in script.replies[i]]
    answers = Answers([*own, *script.always(own, question.named), *replies])
    for one, other in answers.clashes:
        raise place.error(f"{other.text!r} means {one.meaning.id} and {other.meaning.id}")
    own_answers = question.expects != "yesno" or not question.asks
    for option in question.options.values() if own_answers else ():
        if not option.called:
            raise place.error(f"answers.{option.id}: lacks called, which offers it one by one")
    called = [option.called for option in question.options.values()]
    for text in (question.ask, question.short, question.other, question.why, *called):
        _silent(text, answers, place)


def _spoken(node: Node) -> Iterator[str]:
    if not isinstance(node, Question):
        yield from (act.text for act in node.acts if isinstance(act, Say))


def _silent(text: str, answers: Answers, place: Place) -> None:
    """No sentence that is spoken may be understood as an answer at that point."""
    for sentence in _SENTENCE.findall(text):
        if key(sentence) and (meaning := answers.exact(sentence)):
            raise place.error(f"would answer itself: {sentence.strip()!r} means {meaning.id}")
