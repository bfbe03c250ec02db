"""Where an utterance begins and ends, on a clock of its own."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.devices.sound_file import BEFORE, SoundFile
from voice.ears import Ears
from voice.endpoint import AT_ONCE, BEGIN, LEAST, LONGEST, PIECE, SEAM, Endpoint
from voice.hangover import COMPLETE, HANGOVER, QUICKEST, SLOWEST, THINKING, UNFINISHED
from voice.hearing import FAINTLY, SHORT, STANDS_OUT, WORK_AFTER, SpokenHearing
from voice.pcm import from_pcm, to_pcm
from voice.turn import ACCEPT, CONFIRM
from voice.types import RATE, Expected, Frame, Heard, Samples, Utterance
from voice.virtual_time import run

CHUNK = 512
SECONDS = CHUNK / RATE
ALIGNED = np.zeros(-round(BEFORE * RATE) % CHUNK, np.float32)
"""Makes the silence before a recording a whole number of chunks."""
SPEECH = 10_000
"""Samples from this value on are speech; each chunk of it has a value of its own."""
FAINT = 10
"""Samples of this value are speech too: 60 dB fainter."""


class Level:
    """Voice activity that knows speech by its samples."""

    chunk = CHUNK

    def probability(self, pcm: bytes) -> float:
        value = int.from_bytes(pcm[-2:], "little", signed=True)
        return float(value >= SPEECH or value == FAINT)

    def reset(self) -> None:
        pass


class Sure:
    """An ear that takes everything for the one thing that it knows, or for all that may be said,
    as surely as it is told, and keeps the sound.
    """

    name = "sure"

    def __init__(self, p: float, only: str = "") -> None:
        self.sounds: list[Samples] = []
        self._p = p
        self._only = only

    def prepare(self, sentences: frozenset[str]) -> None:
        pass

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:
        self.sounds.append(sound)
        known = [self._only] if self._only else sentences
        return Heard(self.name, dict.fromkeys(known, self._p))


def speech(chunks: int, first: int = 0) -> Samples:
    values = np.repeat(SPEECH + first + np.arange(chunks, dtype="<i2"), CHUNK)
    return from_pcm(values.astype("<i2").tobytes())


NEARER = 15_000
"""More than that is 6 dB louder than the softest speech."""


def faint(chunks: int) -> Samples:
    return from_pcm(np.full(chunks * CHUNK, FAINT, "<i2").tobytes())


def pause(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def hear(
    sound: Iterable[Samples], expected: Expected, p: float = 1.0, count: int = 1, only: str = ""
) -> tuple[list[Utterance], list[float], list[Samples]]:
    """Return the first utterances, how long each was waited for, and what the ear got."""
    ear = Sure(p, only)
    found: list[Utterance] = []
    waited: list[float] = []

    async def listen() -> None:
        hearing = SpokenHearing(SoundFile(np.concatenate([ALIGNED, *sound])), Level(), Ears([ear]))
        hearing.expect(expected)
        for _ in range(count):
            found.append(await hearing.utterance())
            waited.append(asyncio.get_running_loop().time() - found[-1].ended)

    run(listen())
    return found, waited, ear.sounds


YES = Expected({"yes": "answer:yes"}, waiting=True)


def about(seconds: float, waited: float) -> bool:
    return seconds - SECONDS < waited < seconds + 2 * SECONDS


def test_a_certain_answer_ends_sooner_than_another() -> None:
    for p, seconds in ((1.0, COMPLETE), (0.7, HANGOVER), (0.5, UNFINISHED)):
        _, (waited,), _ = hear([speech(10)], YES, p)
        assert about(seconds, waited)


NUMBERS = {
    "thirty": "answer:30",
    "thirty years": "answer:30",
    "thirty five": "answer:35",
    "about two": "answer:2",
    "about two or three": "answer:3",
}


def test_a_number_that_may_go_on_is_waited_for() -> None:
    for said in NUMBERS:
        seconds = UNFINISHED if said in ("thirty", "about two") else COMPLETE
        _, (waited,), _ = hear([speech(10)], Expected(NUMBERS, waiting=True), only=said)
        assert about(seconds, waited)


BEGUN = Expected({"i don't": "answer:no", "i don't know": "answer:unsure"}, waiting=True)


def test_what_may_be_the_beginning_of_another_answer_is_waited_for() -> None:
    for p in (0.7, 1.0):
        _, (waited,), _ = hear([speech(10)], BEGUN, p, only="i don't")
        assert about(UNFINISHED, waited)


def test_what_sounds_like_nothing_that_may_be_said_ends_as_well() -> None:
    (utterance,), (waited,), _ = hear([speech(10)], Expected(waiting=True))
    assert utterance.sentences == {}
    assert about(UNFINISHED, waited)


def test_an_open_question_leaves_time_to_think() -> None:
    open_ = Expected(YES.meanings, waiting=True, long=True)
    _, (waited,), _ = hear([speech(10)], open_)
    assert about(THINKING, waited)


@pytest.mark.parametrize(("waiting", "enough"), [(True, ACCEPT), (False, CONFIRM)])
def test_stop_needs_no_time_to_think_but_must_be_likely(waiting: bool, enough: float) -> None:
    meanings, at_once = {"stop": "command:stop"}, frozenset({"command:stop"})
    stop = Expected(meanings, waiting, long=True, at_once=at_once)
    for p, seconds in ((1.0, COMPLETE), (enough, COMPLETE), (enough - 0.05, THINKING)):
        _, (waited,), _ = hear([speech(10)], stop, p)
        assert about(seconds, waited)


@pytest.mark.parametrize(("chunks", "read"), [(10, 1), (round(SHORT / SECONDS), 0)])
def test_a_short_answer_is_read_when_it_has_faded_and_is_not_yet_silent(
    chunks: int, read: int
) -> None:
    fading = [faint(round((WORK_AFTER + SECONDS) / SECONDS))]
    _, _, sounds = hear([speech(chunks), *fading, speech(1, first=chunks)], YES)
    assert len(sounds) == 1 + read
    assert len(numbers(sounds[-1:])) == chunks + 1


@pytest.mark.parametrize("between", [[], [pause(0.1)]])
def test_soft_words_after_a_bang_are_read_with_it(between: list[Samples]) -> None:
    _, _, sounds = hear([speech(2), *between, faint(12)], YES)
    assert np.count_nonzero(np.frombuffer(to_pcm(sounds[-1]), "<i2") == FAINT) == 12 * CHUNK


def test_an_answer_is_not_over_while_what_is_faint_may_be_speech() -> None:
    quickly = Expected(YES.meanings, waiting=True, patience=QUICKEST)
    (found,), _, _ = hear([speech(10), faint(12), speech(2, first=10)], quickly)
    assert found.ended - found.began > 20 * SECONDS


def test_who_asked_for_more_time_gets_it_up_to_a_bound() -> None:
    for patience, slow in ((1.5, 1.5), (100.0, SLOWEST)):
        slowly = Expected(YES.meanings, waiting=True, patience=patience)
        for p, seconds in ((1.0, COMPLETE), (0.7, HANGOVER)):
            _, (waited,), _ = hear([speech(10)], slowly, p)
            assert about(slow * seconds, waited)


def test_a_pause_within_an_answer_does_not_end_it() -> None:
    sound = [speech(10), pause(UNFINISHED - 0.1), speech(10)]
    (found,), _, sounds = hear(sound, YES, 0.5)
    assert found.ended - found.began > 20 * SECONDS
    assert numbers(sounds[-1:]).count(SPEECH) == 2


@pytest.mark.parametrize(
    ("waiting", "p", "apart"), [(True, 0.7, True), (True, 0.5, False), (False, 0.5, True)]
)
def test_stop_that_stands_out_of_talk_is_heard_before_that_is_over(
    waiting: bool, p: float, apart: bool
) -> None:
    talk, near = speech(80), speech(12, first=NEARER)
    stop = Expected({"stop": "command:stop"}, waiting, at_once=frozenset({"command:stop"}))
    (found,), _, sounds = hear([talk, near, talk, talk], stop, p)
    assert (found.ended - found.began < 20 * SECONDS) is apart
    (heard,) = (n for n in map(numbers, [[s] for s in sounds]) if len(n) < 30)
    assert set(range(SPEECH + NEARER, SPEECH + NEARER + 12)) <= {*heard}


def test_what_is_said_around_a_stop_is_read_all_the_same() -> None:
    """It may be: "I can't feel my legs, STOP, something is wrong"."""
    talk, near = speech(80), speech(12, first=NEARER)
    stop = Expected({"stop": "command:stop"}, True, at_once=frozenset({"command:stop"}))
    _, _, sounds = hear([talk, near, speech(20, first=200)], stop, count=2)
    assert len(numbers(sounds[-1:])) == 80 + 12 + 20


def test_an_answer_that_stands_out_of_talk_is_read_with_it() -> None:
    """An emphasis inside a sentence is no answer: "I have NO feeling"."""
    talk, near = speech(80), speech(12, first=NEARER)
    (found,), _, sounds = hear([talk, near, speech(20)], YES)
    assert found.ended - found.began > 80 * SECONDS
    assert len(numbers(sounds[-1:])) == 80 + 12 + 20


def numbers(sounds: Iterable[Samples]) -> list[int]:
    """Return the number of each chunk of speech in it, in order."""
    pcm = np.frombuffer(b"".join(to_pcm(sound) for sound in sounds), "<i2")
    chunks = [int(value) for value in pcm[CHUNK - 1 :: CHUNK]]
    return [value for value in chunks if value >= SPEECH]


def test_long_speech_comes_in_pieces_and_nothing_is_lost_or_heard_twice() -> None:
    count = round(2.5 * LONGEST / SECONDS)
    found, _, sounds = hear([speech(count)], YES, count=3)
    assert numbers(sounds) == [SPEECH + n for n in range(count)]
    assert all(a.ended <= b.began + 1e-6 for a, b in itertools.pairwise(found))


def test_a_piece_ends_where_it_sounds_least_like_speech() -> None:
    endpoint = Endpoint(CHUNK)
    weak = round((LONGEST - SEAM / 2) / SECONDS)
    chunks = [n.to_bytes(2, "little") * CHUNK for n in range(round(LONGEST / SECONDS))]
    for n, chunk in enumerate(chunks):
        endpoint.feed(chunk, 0.5 if n == weak else 1.0)
    assert endpoint.full
    assert endpoint.sound == b"".join(chunks[: weak + 1])
    endpoint.reset()
    assert endpoint.sound == b"".join(chunks[weak + 1 :])


@given(st.lists(st.sampled_from([0.0, 0.4, 0.9]), max_size=1200))
def test_speech_is_taken_once_and_in_order(probabilities: list[float]) -> None:
    endpoint, taken = Endpoint(CHUNK), list[int]()
    for n, probability in enumerate([*probabilities, *[0.0] * 30]):
        endpoint.feed(n.to_bytes(2, "little"), probability)
        if endpoint.full or endpoint.silence >= UNFINISHED:
            sound = endpoint.sound
            taken += [int.from_bytes(sound[i : i + 2], "little") for i in range(0, len(sound), 2)]
            endpoint.reset()
    assert taken == sorted(set(taken))
    spoken = [p >= BEGIN for p in probabilities]
    for n in range(LEAST - 1, len(spoken)):
        if all(spoken[n - LEAST + 1 : n + 1]):
            assert n in taken


def test_what_fades_before_the_silence_is_quiet_already() -> None:
    loud, faint = (to_pcm(np.full(CHUNK, level, np.float32)) for level in (0.3, 0.003))
    endpoint = Endpoint(CHUNK)
    for pcm, probability in (*[(loud, 0.9)] * 5, *[(faint, 0.9)] * 2):
        endpoint.feed(pcm, probability)
    assert endpoint.silence == 0.0
    assert endpoint.quiet == pytest.approx(2 * endpoint.seconds, abs=PIECE / RATE)
    endpoint.feed(faint, 0.0)
    assert endpoint.silence == pytest.approx(endpoint.seconds)
    assert endpoint.quiet == pytest.approx(3 * endpoint.seconds, abs=PIECE / RATE)
    endpoint.feed(loud, 0.9)
    assert endpoint.quiet == 0.0


@pytest.mark.parametrize(
    ("probabilities", "begins"),
    [([AT_ONCE], True), ([BEGIN] * LEAST, True), ([BEGIN], False), ([BEGIN, 0.0, BEGIN], False)],
)
def test_one_clear_chunk_begins_or_two_likely_ones(
    probabilities: list[float], begins: bool
) -> None:
    endpoint = Endpoint(CHUNK)
    before = [0.0] * 5
    for probability in (*before, *probabilities):
        endpoint.feed(bytes(2 * CHUNK), probability)
    assert endpoint.speaking == begins
    assert endpoint.lead == (len(before) * endpoint.seconds if begins else 0.0)


class Mixed:
    """A microphone in which its own voice may be as loud as `echo` tells."""

    def __init__(self, sound: Samples, echo: float) -> None:
        self._sound, self._echo = sound, echo

    async def frames(self) -> AsyncIterator[Frame]:
        for first in range(0, self._sound.size, CHUNK):
            await asyncio.sleep(SECONDS)
            yield Frame(to_pcm(self._sound[first : first + CHUNK]), self._echo)


class Faint:
    """Voice activity that is never sure."""

    chunk = CHUNK

    def __init__(self, probability: float) -> None:
        self._probability = probability

    def probability(self, pcm: bytes) -> float:
        return self._probability if any(pcm) else 0.0

    def reset(self) -> None:
        pass


@pytest.mark.parametrize(
    ("level", "echo", "probability", "speaks"),
    [
        (STANDS_OUT, 1000.0, FAINTLY, True),
        (0.99 * STANDS_OUT, 1000.0, FAINTLY, False),
        (STANDS_OUT, 1000.0, 0.9 * FAINTLY, False),
        (1.1, 1000.0, BEGIN, True),
        (0.99, 1000.0, 1.0, False),
        (3.0, 0.0, FAINTLY, False),
    ],
)
def test_what_stands_out_of_its_own_voice_is_speech(
    level: float, echo: float, probability: float, speaks: bool
) -> None:
    sound = np.full(10 * CHUNK, level * (echo or 1000.0) / 2**15, np.float32)
    noticed: list[bool] = []

    async def listen() -> None:
        microphone = Mixed(np.concatenate([sound, pause(2.0)]), echo)
        hearing = SpokenHearing(microphone, Faint(probability), Ears([Sure(1.0)]))
        hearing.on_speech = noticed.append
        async with asyncio.timeout(1.0):
            await hearing.utterance()

    with contextlib.suppress(TimeoutError):
        run(listen())
    assert any(noticed) == speaks
