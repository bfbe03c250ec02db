"""How answers are read, at the questions as they are shipped."""

import pytest

from voice.answers import Answers, Sentence
from voice.dialog import Dialog
from voice.loading import load
from voice.script import ONWARD, Question
from voice.types import Meaning, Reading, Utterance
from voice.words import plain

SCRIPT = load()

FLAGS = {
    n.name: n.asks
    for n in SCRIPT.nodes.values()
    if isinstance(n, Question) and n.expects == "yesno" and n.asks and n.next != ONWARD
}
"""The questions for red flags, single and grouped, and what they ask."""


def typed(node: str, words: str) -> Reading:
    utterance = Utterance({plain(words): 1.0}, words, 1.0)
    return Dialog.waiting_at(SCRIPT, node).read(utterance)


def option(node: str, words: str) -> str:
    """Which of the answers to a question these words give."""
    meaning, question = typed(node, words).meaning, SCRIPT.nodes[node]
    assert meaning is not None
    assert isinstance(question, Question)
    return question.option(meaning).id


def answer(node: str, words: str) -> str | int:
    reading = typed(node, words)
    assert reading.meaning is not None, "not understood"
    assert reading.decision != "reject"
    return reading.meaning.label


@pytest.mark.parametrize("node", FLAGS)
@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "Yeah.",
        "yes I do",
        "a little bit",
        "a bit",
        "kind of",
        "sometimes",
        "on and off",
        "only when I sit",
        "I think so",
        "maybe",
        "could be",
        "probably",
    ],
)
def test_a_yes_and_a_hedged_one_are_present(node: str, words: str) -> None:
    assert answer(node, words) == "yes"
    assert typed(node, words).decision == "accept"


@pytest.mark.parametrize("node", FLAGS)
@pytest.mark.parametrize(
    "words",
    [
        "not really",
        "I don't think so",
        "not that I noticed",
        "not that I've noticed",
        "hard to say",
        "yeah no",
        "no yeah",
        "mm",
        "uh-huh",
        "I'm good",
        "no more than usual",
        "same as always",
        "I don't know",
        "I dunno",
        "not sure",
        "okay",
        "fine",
        "yes and no",
        "no not really",
        "no I don't think so",
        "no, I'm not sure",
        "no, same as usual",
        "probably not",
        "maybe not",
        "hardly",
        "no I guess",
        "I guess not",
        "not yet",
    ],
)
def test_what_is_not_a_plain_no_is_never_taken_as_one(node: str, words: str) -> None:
    reading = typed(node, words)
    taken = reading.meaning is not None and reading.decision == "accept"
    assert not (taken and reading.meaning and reading.meaning.id == "no")


@pytest.mark.parametrize("node", FLAGS)
@pytest.mark.parametrize(
    "words",
    [
        "not really",
        "I don't think so",
        "not that I noticed",
        "hard to say",
        "yeah no",
        "no yeah",
        "mm",
        "uh-huh",
        "I'm good",
        "no more than usual",
        "same as always",
        "I don't know",
    ],
)
def test_doubt_is_unsure(node: str, words: str) -> None:
    assert answer(node, words) == "unsure"


@pytest.mark.parametrize("node", FLAGS)
@pytest.mark.parametrize(
    "words", ["no", "Nope!", "no, nothing like that", "not at all", "well, no"]
)
def test_a_plain_no_is_absent(node: str, words: str) -> None:
    assert answer(node, words) == "no"
    assert typed(node, words).decision == "accept"


@pytest.mark.parametrize("node", FLAGS)
@pytest.mark.parametrize(
    "words",
    [
        "no, a little",
        "no but sometimes",
        "no, only when I sit",
        "no, maybe",
        "not at all well a bit",
    ],
)
def test_a_hedge_beside_a_no_keeps_it_from_being_one(node: str, words: str) -> None:
    assert answer(node, words) in ("yes", "unsure")


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ("saddle", "no, just pins and needles"),
        ("saddle", "no pain but it is numb"),
        ("saddle", "no it's a bit tingly"),
        ("chest", "no but I feel dizzy"),
        ("stand", "no I can't stand"),
        ("bladder", "no it's just leaking"),
        ("bowel", "no but it leaks"),
        ("weak", "no but my foot drops"),
        ("injury", "no, just a small fall"),
    ],
)
def test_a_symptom_after_no_wins(node: str, words: str) -> None:
    assert answer(node, words) == "yes"


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("only on the left", "yes"),
        ("just my right foot", "yes"),
        ("just the left leg", "yes"),
        ("just one leg", "yes"),
        ("mostly the right, a bit the left", "both"),
        ("both", "both"),
        ("left and right", "both"),
        ("the left and the right", "both"),
        ("my right leg and a bit my left leg", "both"),
        ("my left leg and also my right", "both"),
        ("no", "no"),
        ("just my back", "partly"),
        ("I don't know", "unsure"),
        ("pins and needles", "R25"),
    ],
)
def test_the_side(words: str, reads: str) -> None:
    assert option("legs", words) == reads


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("only on the left", "left"),
        ("just my right foot", "right"),
        ("just the left leg", "left"),
        ("just one leg", "one"),
        ("both", "both"),
    ],
)
def test_one_leg_by_itself(words: str, reads: str) -> None:
    assert option("leg", words) == reads


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("seven", 7),
        ("7", 7),
        ("seven or eight", 8),
        ("six, ten when I move", 10),
        ("6/10", 6),
        ("about three", 3),
        ("three to four", 4),
        ("ten out of ten", 10),
        ("between six and seven", 7),
        ("zero", 0),
    ],
)
def test_the_larger_number_is_taken(words: str, score: int) -> None:
    reading = typed("severity", words)
    assert reading.meaning is not None
    assert reading.meaning.value == score
    assert reading.meaning.id == ("severe" if score >= 7 else "middling" if score > 4 else "mild")


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("a couple of days", "recent"),
        ("yesterday", "recent"),
        ("a week or so", "long"),
        ("ten days ago", "long"),
        ("on and off for years", "chronic"),
        ("on and off for years but worse since monday", "chronic"),
        ("more than three months", "chronic"),
        ("it keeps coming back", "recurring"),
        ("six days", "long"),
        ("five days", "recent"),
        ("seven or eight days", "long"),
        ("two weeks", "long"),
        ("not sure", "unsure"),
    ],
)
def test_the_longest_plausible_time(words: str, reads: str) -> None:
    assert answer("duration", words) == reads


@pytest.mark.parametrize("node", ["consent", "bladder", "severity", "duration", "closing", "offer"])
@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("my legs have gone", "R6"),
        ("my chest feels tight", "R9"),
        ("no, my chest hurts", "R9"),
        ("I can't feel my legs", "R5"),
        ("I cant feel my legs", "R5"),
        ("help I've wet myself", "R1"),
        ("I'm going to faint", "R9"),
        ("ow my legs are numb", "R5"),
        ("one leg tingles and now the other one as well", "R5"),
        ("out of nowhere, ten out of ten, like being stabbed", "R8"),
    ],
)
def test_a_danger_phrase_is_that_red_flag_everywhere(node: str, words: str, finding: str) -> None:
    reading = typed(node, words)
    assert reading.meaning is not None
    answers = {finding, "yes"} if finding in FLAGS.get(node, ()) else {finding}
    assert reading.meaning.id in answers
    assert reading.decision == "accept"


@pytest.mark.parametrize("node", FLAGS)
@pytest.mark.parametrize(
    "words",
    ["my partner says it is nothing", "I don't want to bother anyone", "the weather is nice"],
)
def test_what_others_think_is_no_answer(node: str, words: str) -> None:
    reading = typed(node, words)
    taken = reading.meaning is not None and reading.decision != "reject"
    assert not (taken and reading.meaning and reading.meaning.id == "no")


@pytest.mark.parametrize("words", ["I can stand", "yes I can walk", "no, I can stand and walk"])
def test_being_able_to_stand_is_a_no_to_legs_that_have_given_out(words: str) -> None:
    assert answer("stand", words) == "no"


@pytest.mark.parametrize("words", ["I can't stand", "I cant walk", "I cannot get up"])
def test_not_being_able_to_stand_is_a_yes(words: str) -> None:
    assert answer("stand", words) == "yes"


@pytest.mark.parametrize("words", ["I haven't been yet", "not since this morning"])
def test_not_having_been_is_not_read_as_nothing_new(words: str) -> None:
    assert answer("bladder", words) == "hours"


NUMBERS = [
    node.name
    for node in SCRIPT.nodes.values()
    if isinstance(node, Question) and node.expects == "number" and node.measure != "age"
]
"""The questions for a number; an age of three is one, and leads to a doctor."""


@pytest.mark.parametrize("node", NUMBERS)
@pytest.mark.parametrize(
    "words", ["I took two paracetamol", "four or five times a day", "I drank three cups of tea"]
)
def test_what_counts_something_else_is_no_number(node: str, words: str) -> None:
    assert typed(node, words).decision == "reject"


@pytest.mark.parametrize("words", ["I was born in 1950", "nineteen fifty"])
def test_a_year_is_no_age(words: str) -> None:
    assert typed("age", words).decision == "reject"


@pytest.mark.parametrize(("words", "score"), [("I had one twinge", 1), ("worse than a two", 2)])
def test_a_number_that_may_count_something_is_asked_back(words: str, score: int) -> None:
    assert typed("severity", words).decision == "confirm"
    assert answer("severity", words) == score


# The table itself.


def test_the_first_listed_of_two_wins_and_a_clash_is_told() -> None:
    yes, no = Sentence("fine", Meaning("yes")), Sentence("Fine!", Meaning("no"))
    answers = Answers([yes, no])
    assert answers.exact("fine") == Meaning("yes")
    assert answers.clashes == [(yes, no)]


def test_one_meaning_twice_is_no_clash() -> None:
    answers = Answers([Sentence("can't", Meaning("no")), Sentence("cant", Meaning("no"))])
    assert answers.clashes == []
    assert answers.meanings == {"can't": "answer:no"}


def test_the_longest_phrase_is_found_first() -> None:
    answers = Answers([Sentence("no", Meaning("no")), Sentence("no idea", Meaning("unsure"))])
    assert answers.gist("well no idea").meaning == Meaning("unsure")
    assert not answers.gist("well no idea").clear


def test_a_filler_that_is_an_answer_is_an_answer() -> None:
    answers = Answers([Sentence("well", Meaning("yes"))], fillers=frozenset({"well", "um"}))
    assert answers.gist("um well").meaning == Meaning("yes")
    assert answers.gist("um well").clear


def test_nothing_said_means_nothing() -> None:
    answers = Answers([Sentence("no", Meaning("no"))])
    assert answers.gist("").meaning is None
    assert Answers([]).gist("no").meaning is None


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ("saddle", "I don't feel anything when I wipe"),
        ("saddle", "it doesn't feel right"),
        ("chest", "I don't feel well"),
        ("weak", "I haven't got any strength in my leg"),
        ("stand", "no I haven't the strength to stand"),
        ("chest", "I do not have anything like chest pain I think"),
    ],
)
def test_a_denial_with_more_behind_it_is_no_clear_no(node: str, words: str) -> None:
    reading = typed(node, words)
    assert reading.decision == "reject" or answer(node, words) in ("unsure", "yes")


@pytest.mark.parametrize(
    ("node", "words", "meaning"),
    [
        ("chest", "I don't have any chest pain", "no"),
        ("chest", "not chest pain but I feel faint", "yes"),
        ("chest", "no I'm not, my chest hurts", "yes"),
        ("chest", "I can't get enough air", "yes"),
        ("saddle", "it isn't numb", "no"),
        ("bladder", "no but it's harder to start", "yes"),
        ("bladder", "I can't feel when I go", "yes"),
    ],
)
def test_a_symptom_that_is_denied_is_not_said(node: str, words: str, meaning: str) -> None:
    assert answer(node, words) == meaning
