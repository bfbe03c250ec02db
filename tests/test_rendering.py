"""What is rendered: counts are exact, nothing is said over one, programmes last as they say."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.acts import Act, Count
from voice.counting import LEAD, Ways
from voice.findings import Findings
from voice.loading import load
from voice.opening import WORDS, opening
from voice.pcm import from_pcm, silence
from voice.programme import chosen
from voice.rendering import Placed, Rendered, rendered
from voice.timeline import Plan, timeline
from voice.types import RATE, Manner, Speech

COACHING = load().coaching

NEAR = 0.15
"""How much longer or shorter than its name a programme may be, without the questions for pain."""


class Voice:
    """Says each word in the same time, and nothing before it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        length = self.seconds * len(text.split()) * 155 / manner.rate
        return Speech(text, b"\x00\x40" * (len(silence(length)) // 2))


def render(moves: dict[str, str], ways: Ways, voice: Voice) -> tuple[Plan, Rendered]:
    choice = chosen(COACHING, moves, Findings())
    plan = Plan(choice.stations, ways)
    acts: list[Act] = [*opening(COACHING, choice, plan)]
    acts += [act for cue in timeline(COACHING, plan) for act in cue.acts]
    return plan, asyncio.run(rendered(acts, voice, Manner()))


levels = st.sampled_from(COACHING.levels)
moves = st.dictionaries(st.sampled_from([*COACHING.stretches]), levels, min_size=1, max_size=2)
ways = st.builds(
    Ways,
    sound=st.sampled_from(["word", "tone", "tick"]),
    down=st.booleans(),
    pace=st.sampled_from([0.8, 1.0, 1.25, 1.5625]),
)
voices = st.builds(Voice, st.floats(0.2, 0.9))


def counts(plan: Plan, sound: Rendered) -> Iterator[tuple[Count, list[Placed]]]:
    """Each count of a plan, and its beats as they were rendered."""
    beats = iter([mark for mark in sound.marks if mark.type == "beat"])
    for cue in timeline(COACHING, plan):
        if cue.count:
            yield cue.count, [next(beats) for _ in cue.count.beats]
    assert next(beats, None) is None


@settings(deadline=None, max_examples=12)
@given(moves, ways, voices)
def test_beats_are_exact_from_the_first_of_a_session_to_the_last(
    moves: dict[str, str], ways: Ways, voice: Voice
) -> None:
    plan, sound = render(moves, ways, voice)
    every = round(COACHING.counting.every * ways.pace * RATE)
    found = list(counts(plan, sound))
    first = found[0][1][0].sample
    for count, beats in found:
        assert [beat.text for beat in beats] == [beat.text for beat in count.beats]
        assert {b.sample - a.sample for a, b in pairwise(beats)} == {every}
        assert (beats[0].sample - first) % every == 0
        assert beats[-1].at - beats[0].at == pytest.approx(count.seconds, abs=1e-9)


@settings(deadline=None, max_examples=12)
@given(moves, ways, voices)
def test_nothing_is_said_over_a_count(moves: dict[str, str], ways: Ways, voice: Voice) -> None:
    plan, sound = render(moves, ways, voice)
    spans = [(beats[0].sample - LEAD, beats[-1].sample) for _, beats in counts(plan, sound)]
    for mark in sound.marks:
        if mark.type == "cue":
            said = asyncio.run(voice.synthesize(mark.text, Manner()))
            end = mark.sample + len(said.pcm) // 2
            assert all(end <= begin or mark.sample > last for begin, last in spans), mark


def test_a_hold_of_five_seconds_is_five_seconds() -> None:
    plan, sound = render({"pelvic_tilt": "standard"}, Ways(), Voice(0.4))
    for _, beats in counts(plan, sound):
        assert beats[-1].at - beats[0].at == 5.0


@pytest.mark.parametrize("name", COACHING.programmes)
def test_a_programme_is_about_as_long_as_its_name(name: str) -> None:
    programme = COACHING.programmes[name]
    _, sound = render(dict(programme.moves), Ways(), Voice(60 / WORDS))
    minutes = len(from_pcm(sound.pcm)) / RATE / 60
    assert minutes == pytest.approx(programme.minutes, rel=NEAR)


@pytest.mark.parametrize("name", [n for n, p in COACHING.programmes.items() if len(p.moves) > 1])
def test_what_is_said_of_its_length_is_its_name(name: str) -> None:
    choice = chosen(COACHING, COACHING.programmes[name].moves, Findings())
    outline = opening(COACHING, choice, Plan(choice.stations))[-1]
    assert f"in about {name} minutes." in outline.text
