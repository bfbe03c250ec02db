"""What is heard while the assistant speaks answers nothing unless it can only be a person."""

from dataclasses import replace

import pytest

from voice import overheard
from voice.answers import Answers, Sentence
from voice.types import Decision, Heard, Meaning, Reading, Utterance

YES, CONTINUE, STOP = (
    Meaning("yes"),
    Meaning("continue", kind="command"),
    Meaning("stop", kind="command"),
)
CHEST = Meaning("R9", kind="danger")

ANSWERS = Answers(
    [
        Sentence("yes", YES),
        Sentence("yeah", YES),
        Sentence("no", Meaning("no")),
        Sentence("continue", CONTINUE),
        Sentence("stop", STOP, anywhere=True),
        Sentence("my chest hurts", CHEST, anywhere=True),
    ]
)
PROMPT = "Is there any numbness?"
HELP = "You can say yes, or no."


def heard(*said: str, over: bool = True) -> Utterance:
    """An utterance of which each ear is certain in its own way."""
    ears = tuple(Heard(f"ear {n}", {words: 0.95}, words, 0.9) for n, words in enumerate(said))
    return Utterance({said[0]: 0.95}, said[0], 0.9, over=over, own="cancelled", ears=ears)


def weighed(
    utterance: Utterance, meaning: Meaning | None, said: str, decision: Decision = "accept"
) -> Decision | None:
    reading = Reading(meaning, 0.95, decision, text=utterance.open)
    found = overheard.weighed(reading, utterance, ANSWERS, ["Before.", said])
    return found.decision if found else None


def test_two_ears_that_agree_are_believed() -> None:
    assert weighed(heard("yes", "yeah"), YES, PROMPT) == "accept"


@pytest.mark.parametrize("utterance", [heard("yes"), heard("yes", "no"), heard("yes", "xyzzy")])
def test_one_ear_is_not(utterance: Utterance) -> None:
    assert weighed(utterance, YES, PROMPT) is None
    assert weighed(replace(utterance, over=False), YES, PROMPT) == "confirm"


@pytest.mark.parametrize("said", ["yes", "yeah"])
def test_what_is_being_said_answers_nothing(said: str) -> None:
    assert weighed(heard(said, said), YES, HELP) is None


def test_what_was_just_said_may_be_said_by_a_person_as_soon_as_it_is_over() -> None:
    assert weighed(heard("yes", "yes", over=False), YES, HELP) == "accept"


def test_what_was_said_long_before_may_be_an_answer() -> None:
    reading = Reading(YES, 0.95, "accept", text="yes")
    said = [HELP, "So.", "So."]
    assert overheard.weighed(reading, heard("yes", "yes"), ANSWERS, said) == reading


@pytest.mark.parametrize("over", [True, False])
def test_what_sounds_like_what_is_played_answers_nothing(over: bool) -> None:
    echo = replace(heard("yes", "yes", over=over), likeness=0.8)
    assert weighed(echo, YES, PROMPT) is None
    assert weighed(replace(echo, own="none"), YES, PROMPT) is None


def test_a_command_that_two_ears_are_sure_of_may_sound_like_what_is_played() -> None:
    alike = replace(heard("continue", "continue"), likeness=0.9)
    assert weighed(alike, CONTINUE, "One.") == "accept"
    assert weighed(alike, CONTINUE, "Say continue, or goodbye.") is None
    assert weighed(replace(heard("continue"), likeness=0.9), CONTINUE, "One.") is None
    unsure = tuple(replace(ear, sentences={"continue": 0.6}) for ear in alike.ears)
    assert weighed(replace(alike, ears=unsure), CONTINUE, "One.") is None


def test_a_danger_that_sounds_like_what_is_played_is_asked_about_if_two_ears_heard_it() -> None:
    twice = replace(heard("my chest hurts", "my chest hurts"), likeness=0.8)
    assert weighed(twice, CHEST, PROMPT) == "confirm"
    once = replace(heard("my chest hurts", "xyzzy"), likeness=0.8)
    assert weighed(once, CHEST, PROMPT) is None


def test_a_symptom_that_one_ear_heard_is_no_answer_but_is_not_lost() -> None:
    symptom = Meaning("yes", kind="symptom", which="R3")
    assert weighed(heard("it is numb", "xyzzy"), symptom, PROMPT) == "confirm"
    echo = replace(heard("it is numb", "it is numb"), likeness=0.8)
    assert weighed(echo, symptom, PROMPT) is None


def test_free_words_agree_when_both_ears_write_them_down() -> None:
    utterance = heard("well yes", "oh yes")
    ears = tuple(replace(ear, sentences={}) for ear in utterance.ears)
    assert weighed(replace(utterance, ears=ears), YES, PROMPT) == "accept"


def test_stop_is_stop_whatever_it_sounds_like() -> None:
    assert weighed(replace(heard("stop"), likeness=0.9), STOP, PROMPT) == "accept"


def test_where_nothing_is_cancelled_only_one_speaks_at_a_time() -> None:
    whole = replace(heard("yes", "yes"), own="whole")
    assert weighed(whole, YES, PROMPT) is None
    assert weighed(replace(whole, over=False), YES, PROMPT) == "confirm"
    assert weighed(replace(heard("stop"), own="whole"), STOP, PROMPT) == "accept"


def test_stop_needs_one_ear() -> None:
    assert weighed(heard("stop"), STOP, PROMPT) == "accept"


def test_a_danger_that_one_ear_heard_is_asked_about() -> None:
    assert weighed(heard("my chest hurts", "xyzzy"), CHEST, PROMPT) == "confirm"
    assert weighed(heard("my chest hurts", "my chest hurts"), CHEST, PROMPT) == "accept"


def test_a_story_is_one_when_both_ears_write_it_down() -> None:
    alike = heard("i did deadlifts yesterday", "i did dead lifts yesterday")
    garbled = heard("i take now ten years", "hell ye")
    assert weighed(alike, None, PROMPT, "reject") == "reject"
    assert weighed(garbled, None, PROMPT, "reject") is None


def test_who_is_not_spoken_over_is_read_as_ever() -> None:
    alone = replace(heard("yes"), over=False, own="none")
    assert weighed(alone, YES, HELP) == "accept"


@pytest.mark.parametrize(
    ("likeliest", "text", "expected"),
    [("yeah", "yeah", True), ("yes", "yeah", False), ("yeah", "", True), ("no", "yeah", False)],
)
def test_a_backchannel_is_likeliest_and_written_down(
    likeliest: str, text: str, expected: bool
) -> None:
    reading = Reading(YES, 0.9, "accept", text=text)
    utterance = Utterance({likeliest: 0.9, "mm": 0.05}, text, 0.9, over=True)
    assert overheard.is_backchannel(reading, utterance, ["yeah", "mm"]) is expected


def outvoted(*heard_: tuple[str, str, float]) -> Utterance:
    """An utterance that ears of these makes heard, each with a probability."""
    ears = tuple(Heard(f"ear {n}", {w: p}, w, 0.9, m) for n, (m, w, p) in enumerate(heard_))
    return replace(heard("yes"), ears=ears)


@pytest.mark.parametrize(
    ("makes", "p", "expected"),
    [("ab", 0.5, "accept"), ("aa", 0.5, None), ("ab", 0.4, None)],
)
def test_two_ears_of_different_make_outvote_a_third(
    makes: str, p: float, expected: Decision | None
) -> None:
    utterance = outvoted((makes[0], "yes", 0.9), (makes[1], "yeah", p), ("a", "no", 0.9))
    assert weighed(utterance, YES, PROMPT) == expected


def test_two_of_four_are_not_enough() -> None:
    utterance = outvoted(("a", "yes", 0.9), ("b", "yes", 0.9), ("a", "no", 0.9), ("c", "no", 0.9))
    assert weighed(utterance, YES, PROMPT) is None


def test_what_is_half_heard_over_the_voice_is_nothing_unless_it_is_urgent() -> None:
    reading = Reading(YES, 0.4, "confirm", text="yes")
    said = ["Before.", PROMPT]
    assert overheard.weighed(reading, heard("yes", "yes"), ANSWERS, said) is None
    assert overheard.weighed(reading, heard("yes", "yes"), ANSWERS, said, {YES.key}) == reading
    after = heard("yes", "yes", over=False)
    assert overheard.weighed(reading, after, ANSWERS, said) == reading
