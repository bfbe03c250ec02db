"""From the microphone to an utterance: voice activity, the end of speech, the ears.

The ears work while the silence grows, so that the meaning is there when the turn ends.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from . import hangover
from .chunks import Chunk, chunks
from .ears import Ears
from .endpoint import BEGIN, LONGEST, Endpoint
from .errors import VoiceError
from .foreground import GAP, Foreground
from .likeness import likeness
from .opinion import common
from .pcm import from_pcm, loudness
from .ports import Microphone, VoiceActivity
from .types import Expected, Fault, OwnVoice, Utterance

LEAD = 0.2
"""Seconds before what stands out of talk that are read with it: soft consonants lie there."""

EARLIER = 20
"""Chunks (0.64 s) before an utterance in which its echo may have been played."""

WORK_AFTER = 0.03
"""Seconds of quiet after which the ears begin to work: a chunk.  Of 148 words of people they begin
with 1.22 times instead of 1.16 at twice as much, 32 ms sooner, and make the same of them."""

WORK_AFTER_OWN = 0.06
"""The same over its own voice: what the canceller leaves hides how a word ends.  Of 60 words as
loud as it in four rooms 57 are understood, after half as much 55."""

SHORT = 2.0
"""Seconds of sound, the lead-in included, that may be a short answer: it is read as soon as it has
faded, some 35 ms before that is known to be silence.  In longer speech every pause is no end."""

STANDS_OUT, FAINTLY = 2.0, 0.15
"""How much louder a chunk is than its own voice can be (6 dB), to be someone's speech from this
probability on: what a canceller leaves of words is poor speech.  Of 240 words said over the voice
two are not found instead of five; in 45 minutes of its own voice nothing more is."""

TOO_OFTEN = 3
"""Answers in a row that could not be read, after which there is no use in asking again."""


class SpokenHearing:
    """Hears what is said to a microphone."""

    def __init__(
        self,
        microphone: Microphone,
        activity: VoiceActivity,
        ears: Ears,
        *,
        cancelled: bool = True,
    ) -> None:
        """`cancelled`: the microphone's sound is freed of what the speaker plays."""
        self.on_speech: Callable[[bool], None] = _ignore
        """Told when someone begins and ends to speak."""
        self.listened = 0.0
        self._detected = 0.0
        self._unheard = 0
        """How often in a row the ears failed."""
        self._activity = activity
        self._ears = ears
        self._expected = Expected()
        self._endpoint = Endpoint(activity.chunk)
        self._heard_own: OwnVoice = "cancelled" if cancelled else "whole"
        self._own: OwnVoice = "none"
        self._said: deque[bytes] = deque(maxlen=round(LONGEST / self._endpoint.seconds) + EARLIER)
        self._chunks = chunks(microphone, activity.chunk)
        self._reading: asyncio.Task[Utterance] | None = None
        self._foreground = Foreground(self._endpoint.seconds)
        self._nearer: deque[asyncio.Task[Utterance]] = deque()
        """Readings of what stands out of talk that goes on."""

    @property
    def busy(self) -> bool:
        return self._endpoint.speaking

    def expect(self, expected: Expected) -> None:
        if expected.sentences != self._expected.sentences:
            self._ears.prepare(expected)
        self._expected = expected

    async def utterance(self) -> Utterance:
        async for chunk in self._chunks:
            if chunk.fault:
                return self._broken_off(chunk.fault)
            self.listened += self._endpoint.seconds
            self._said.append(chunk.said)
            before = self._endpoint.speaking
            loud = loudness(chunk.pcm)
            self._endpoint.feed(chunk.pcm, self._speech(chunk, loud))
            if self._endpoint.speaking and not before:
                self._detected = _now()
                self._own = self._heard_own if chunk.echo > 0 else "none"
                self.on_speech(True)
            self._look_nearer(loud)
            if utterance := self._interrupting() or await self._ended():
                self.on_speech(self._endpoint.speaking)
                return replace(utterance, detected=self._detected, decided=_now())
        raise AssertionError("a microphone has no end")

    def _speech(self, chunk: Chunk, loud: float) -> float:
        """Return the probability that this is someone else's speech."""
        # Also of what is its own: who begins to speak is known by what was heard before.
        probability = self._activity.probability(chunk.pcm)
        if chunk.echo == 0:
            return probability
        if loud <= chunk.echo:
            return 0.0
        out = loud >= STANDS_OUT * chunk.echo and probability >= FAINTLY
        return max(probability, BEGIN) if out else probability

    def _look_nearer(self, loud: float) -> None:
        """Begin to read what stands out of talk, unless it is all that is said."""
        end = self._endpoint
        size = self._foreground.feed(loud if end.speaking else 0.0)
        before = end.age - end.lead - size * end.seconds
        if size and end.speaking and (before > LEAD or not end.silence):
            sound = end.last(size + round(LEAD / end.seconds))
            age = len(sound) / 2 / self._activity.chunk * end.seconds
            reading = self._read(sound, age, LEAD, GAP, apart=True)
            self._nearer.append(asyncio.create_task(reading))

    def _interrupting(self) -> Utterance | None:
        """Return what was said nearer than the talk, if it interrupts.  The talk is read all the
        same, at its end: it may be the person's own, and say what is wrong.
        """
        if not (self._nearer and self._nearer[0].done()):
            return None
        nearer = self._nearer.popleft()
        if nearer.exception():
            return None
        stops = hangover.interrupts(self._expected, nearer.result().sentences)
        return nearer.result() if stops else None

    async def _ended(self) -> Utterance | None:
        """Return what was said, if it is over."""
        end = self._endpoint
        if not end.speaking:
            return None
        after = WORK_AFTER if self._own == "none" else WORK_AFTER_OWN
        if end.quiet < after or not (end.silence or end.age < SHORT):
            self._forget()
            if not end.full:
                return None
        reading = self._reading = self._reading or asyncio.create_task(
            self._read(end.sound, end.age, end.lead, end.after)
        )
        # What may be complete by now is not held up until the next chunk.
        held = end.seconds if self._waited(hangover.COMPLETE) else 0.0
        await asyncio.wait({reading}, timeout=held)
        if not (end.full or self._waited(self._needed(reading))):
            return None
        utterance = await self._read_at_last(reading)
        self._reading = None
        self._leave_nearer()
        end.reset()
        return utterance

    def _needed(self, reading: asyncio.Task[Utterance]) -> float:
        """Return the seconds of silence that end it, from what is known so far."""
        known = reading.done() and not reading.exception()
        return hangover.needed(self._expected, reading.result().sentences if known else {})

    def _waited(self, patience: float) -> bool:
        """Tell if there was as much silence.  A complete answer is over when nothing is heard, to
        the nearest chunk.
        """
        end = self._endpoint
        complete = patience == hangover.COMPLETE and end.silence
        since = end.quiet + end.seconds / 2 if complete else end.silence
        return since >= patience * hangover.slowness(self._expected)

    async def _read_at_last(self, reading: asyncio.Task[Utterance]) -> Utterance:
        """Raises VoiceError when the ears have failed too often."""
        try:
            utterance = await reading
        except VoiceError:
            self._unheard += 1
            if self._unheard == TOO_OFTEN:
                raise
            return Utterance({}, fault="unheard")
        self._unheard = 0
        return utterance

    def _broken_off(self, fault: Fault) -> Utterance:
        """What was begun before sound failed does not go with what comes after."""
        self._forget()
        self._leave_nearer()
        self._foreground = Foreground(self._endpoint.seconds)
        self._endpoint = Endpoint(self._activity.chunk)
        self._activity.reset()
        self.on_speech(False)
        return Utterance({}, fault=fault)

    def _leave_nearer(self) -> None:
        while self._nearer:
            self._nearer.popleft().cancel()

    def _forget(self) -> None:
        """More was said: what the ears made of the beginning does not count."""
        if self._reading:
            self._reading.cancel()
            self._reading = None

    async def _read(
        self, sound: bytes, age: float, lead: float, after: float, *, apart: bool = False
    ) -> Utterance:
        """Read a sound that began `age` seconds ago, and the speech in it `lead` later; that is
        over since `after` seconds.  `apart`: it stands out of other talk.
        """
        now = _now()
        # An answer that may be an echo needs every ear to agree.
        grave = self._expected.grave or self._own != "none" or apart
        expected = replace(self._expected, grave=grave)
        hearing = asyncio.ensure_future(self._ears.hear(from_pcm(sound), expected))
        alike = likeness(sound, self._played(len(sound), age))
        heard = common(await hearing, now - age + lead, now - after)
        return replace(heard, own=self._own, likeness=alike)

    def _played(self, size: int, age: float) -> bytes:
        """Return what was played during these bytes of the utterance, and shortly before."""
        first = len(self._said) - round(age / self._endpoint.seconds) - EARLIER
        played = b"".join([*self._said][max(0, first) :])
        return played[: size + EARLIER * 2 * self._activity.chunk]


def _now() -> float:
    return asyncio.get_running_loop().time()


def _ignore(speaking: bool) -> None:
    """Nobody wants to know."""
