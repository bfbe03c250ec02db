"""What holds for every conversation, whatever is said and however it is heard."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice.acts import Act, End, Listen, Note, Noted, Say
from voice.dialog import Dialog
from voice.loading import load
from voice.script import Question
from voice.types import Correction, Level, Utterance
from voice.words import plain

SCRIPT = load()
RULES = SCRIPT.rules

MOST_ACTS = 300
"""Acts from one answer to the next that is awaited; the stretch has under 100."""

DANGER = [
    s
    for s in SCRIPT.danger
    if s.text
    in {
        "my chest hurts",
        "i can't stand",
        "i can't pee",
        "i can't feel my legs",
        "my bottom is numb",
        "i've soiled myself",
        "my foot is dropping",
        "i fell off",
    }
]

SAID = [
    "yes", "no", "not really", "i don't know", "a little bit", "maybe", "no just pins and needles",
    "both legs", "just my right leg", "three", "seven", "ten", "yesterday", "two weeks ago",
    "correct", "different", "that one", "ready", "thank you", "i can stand", "not easing",
    "the weather is nice", "bananas", "what do you mean", *(s.text for s in DANGER),
    *(group[0].text for group in SCRIPT.commands.values()),
]  # fmt: skip

IDLE = ""
"""Nothing is said until the patience is over."""

Turn = tuple[str, float, bool, int]
"""What is said; how sure it is heard; whether a transcript comes with it; acts before it."""

words = st.sampled_from([IDLE, *SAID])
probability = st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.89, 0.9, 1.0]) | st.floats(0, 1)
turns = st.tuples(words, probability, st.booleans(), st.sampled_from([99, 99, 99, 0, 1, 2, 5]))
conversation = st.lists(turns, max_size=25)

thorough = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def utterance(said: str, p: float, written: bool) -> Utterance:
    return Utterance({plain(said): p}, said if written else "", p if written else 0.0)


class Talk:
    """A conversation that is driven by hand; keeps what was noted."""

    def __init__(self) -> None:
        self.dialog = Dialog(SCRIPT)
        self.acts: list[Act] = []
        self.over = False
        self._done = False
        """The act going on was not cut short."""

    def go(self, most: int = MOST_ACTS) -> None:
        """Perform acts until an answer is awaited, the end, or `most` of them."""
        for _ in range(most):
            if self.over or (self.acts and self.dialog.waiting and self._done):
                return
            act = self.dialog.next()
            self.acts.append(act)
            self.over = isinstance(act, End)
            self._done = True
        assert most < MOST_ACTS or self.over or self.dialog.waiting, "says things without end"

    def turn(self, turn: Turn) -> None:
        said, p, written, before = turn
        self.go(min(before, MOST_ACTS) if before < 99 else MOST_ACTS)
        if self.over or not self.acts:
            return
        if said == IDLE:
            if self.dialog.waiting:
                self.dialog.missed()
                self._done = False
            return
        _, moved = self.dialog.hear(utterance(said, p, written))
        self._done = self._done and not moved

    @property
    def notes(self) -> list[Noted]:
        return [act.what for act in self.acts if isinstance(act, Note)]

    @property
    def present(self) -> set[str]:
        findings = self.dialog.course.findings
        return {i for i in findings if findings.present(i)}


def held(said: list[Turn]) -> Iterator[Talk]:
    """The conversation after each turn, and at the next point where an answer is awaited."""
    talk = Talk()
    for turn in said:
        talk.turn(turn)
        yield talk
    talk.go()
    yield talk


@thorough
@given(conversation)
def test_it_always_comes_to_wait_or_to_an_end(said: list[Turn]) -> None:
    for talk in held(said):
        assert talk.over or talk.dialog.at in {*SCRIPT.nodes, "advice"}
    assert talk.over or talk.dialog.waiting


@thorough
@given(conversation)
def test_what_is_present_stays_and_the_level_never_lowers(said: list[Turn]) -> None:
    present: set[str] = set()
    for talk in held(said):
        assert present - corrected(talk) <= talk.present
        present = talk.present
    levels = [RULES.order.index(n.id) for n in talk.notes if isinstance(n, Level)]
    assert corrected(talk) or levels == sorted(levels, reverse=True)


def corrected(talk: Talk) -> set[str]:
    """What was taken back as said by mistake, named and confirmed."""
    return {n.id for n in talk.notes if isinstance(n, Correction)}


FOR_SOME = {"small_fall", "fast_rise"}
"""Only those above sixty are asked."""


def asked_in_triage() -> list[Question]:
    return [n for n in SCRIPT.nodes.values() if isinstance(n, Question) and n.block]


@thorough
@given(conversation)
def test_no_level_below_the_top_before_every_grave_question_is_answered(said: list[Turn]) -> None:
    grave = {i for q in asked_in_triage() for i in q.asks if RULES.grave(i)} - FOR_SOME
    talk = Talk()
    seen = 0
    for turn in said:
        talk.turn(turn)
        levels = [n for n in talk.notes if isinstance(n, Level)]
        if len(levels) > seen and levels[-1].id != RULES.top:
            findings = talk.dialog.course.findings
            assert grave <= {i for i, f in findings.items() if f.state == "absent" and f.sure}
        seen = len(levels)


@thorough
@given(conversation, st.sampled_from(DANGER), st.floats(0.5, 1), st.booleans())
def test_a_danger_phrase_is_an_emergency_at_once(
    said: list[Turn], danger: object, p: float, written: bool
) -> None:
    *_, talk = held(said)
    if talk.over:
        return
    phrase = next(s for s in DANGER if s is danger)
    reading, _ = talk.dialog.hear(utterance(phrase.text, p, written))
    assert reading.decision == "accept"
    course = talk.dialog.course
    assert RULES.emergency(course.findings)
    assert course.level is not None
    assert course.level.id == RULES.top


@thorough
@given(conversation, st.sampled_from(DANGER), st.floats(0.5, 1))
def test_a_danger_phrase_is_heard_while_anything_is_said_or_done(
    said: list[Turn], danger: object, p: float
) -> None:
    talk = Talk()
    for turn in said:
        talk.turn(turn)
    if talk.over:
        return
    phrase = next(s for s in DANGER if s is danger)
    talk.dialog.hear(utterance(phrase.text, p, False))
    assert RULES.emergency(talk.dialog.course.findings)


@thorough
@given(conversation)
def test_everything_that_is_said_is_a_whole_sentence(said: list[Turn]) -> None:
    *_, talk = held(said)
    for act in talk.acts:
        if isinstance(act, Say):
            assert act.text
            assert not {"{", "}"} & set(act.text)
        if isinstance(act, Listen):
            assert act.patience > 0


def utterances() -> st.SearchStrategy[dict[str, float]]:
    weights = st.dictionaries(st.sampled_from(SAID), st.floats(0, 1), min_size=2, max_size=6)
    return weights.filter(lambda d: len({*d.values()}) == len(d)).map(
        lambda d: {s: p / max(1.0, sum(d.values())) for s, p in d.items()}
    )


@thorough
@given(
    utterances(),
    st.sampled_from([n.name for n in SCRIPT.nodes.values() if isinstance(n, Question)]),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_sentences_are_heard_does_not_matter(
    sentences: dict[str, float], node: str, random: object
) -> None:
    dialog = Dialog.waiting_at(SCRIPT, node)
    first = dialog.read(Utterance(sentences, "x"))
    items = list(sentences.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    second = dialog.read(Utterance(dict(items), "x"))
    assert second.p == pytest.approx(first.p)
    assert second.p2 == pytest.approx(first.p2)
    # Of two equal meanings either may come first.
    if first.p - first.p2 > 1e-6:
        assert (second.meaning, second.decision) == (first.meaning, first.decision)


def test_the_pool_has_every_danger_phrase_it_names() -> None:
    assert {s.meaning.id for s in DANGER} == {"R9", "R6", "R1", "R5", "R3", "R2", "R7", "R11"}


def test_going_back_into_an_aside_leads_out_of_it_again() -> None:
    talk = Talk()
    for said in ("yes", "my back is sore", "that hurts", "three", "go back", "three"):
        talk.turn((said, 1.0, True, 99))
    talk.go()
    assert talk.dialog.at in ("now", "story")


def test_a_grave_yes_is_not_lost_while_a_command_is_asked_back() -> None:
    talk = Talk()
    for said, p in (("yes", 1.0), ("stop", 0.3), ("my chest hurts", 1.0)):
        talk.turn((said, p, False, 99))
    assert "R9" in talk.present
