"""One conversation, in real time: performs the dialog's acts while listening.

Two things always run side by side: the hearing, and the one act being performed.  What is
heard goes to the dialog at once; if it means something, the act is cut short.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace

from .acts import (
    Act,
    Adjust,
    Amend,
    Chime,
    Count,
    End,
    Event,
    Failed,
    Forget,
    Hold,
    Learn,
    Listen,
    Locate,
    Note,
    Rest,
    Resume,
    Say,
    Understood,
    What,
    counted_from,
)
from .dialog import Dialog
from .foresight import HEAD_START, likely
from .manner import adjusted
from .pcm import silence
from .playing import Playing
from .ports import Hearing, Kept, Listener, Speaker, Synthesizer
from .spoken_count import spoken
from .track import chime
from .types import RATE, Habits, Manner, Speech, Utterance

DUCKED = 0.2
"""What is left of the voice while someone speaks: -14 dB (12 to 20 are asked for)."""

SOON = 0.1
"""Seconds from now on which a count that is going on can still be changed."""

BUSY, MOST_BUSY = 0.1, 10.0
"""Seconds between two looks whether someone who began to answer has finished, and how long that can
take: 8 s at most.  A television never has."""

SHORTEST, INSTANT = 0.01, 1e-6
"""Seconds: the shortest worth a wait, and none at all but for a clock's rounding."""

LOOK = 1.0
"""Seconds between two looks how long it has listened: what a stopped program, or a laptop that
sleeps, can take of the patience at most."""


class Session:
    """`manner` is how it speaks at first; read it afterwards to keep what was changed.  Nothing is
    said before `kept` returns: what led to it is not lost any more.
    """

    def __init__(
        self,
        dialog: Dialog,
        *,
        hearing: Hearing,
        synthesizer: Synthesizer,
        speaker: Speaker,
        manner: Manner,
        voices: Sequence[str] = (),
        listeners: tuple[Listener, ...] = (),
        kept: Kept | None = None,
    ) -> None:
        self.manner = manner
        self.region = ""
        """Where the person said that they live."""
        self.forget = "none"
        """What is to be deleted at the end: this, all, or none."""
        self.learnt: dict[str, str] = {}
        """Words that were taught, and what they mean."""
        self._dialog = dialog
        self._hearing = hearing
        self._synthesizer = synthesizer
        self._speaker = speaker
        self._voices = voices
        self._listeners = listeners
        self._kept = kept
        self._playing = Playing(speaker, lambda word: self._tell(Say(word)))
        self._began = 0.0

    @property
    def habits(self) -> Habits:
        """How much it says and how long it waits by now."""
        return self._dialog.course.habits

    def attend(self, speaking: bool) -> None:
        """Someone begins or ends to speak: lower the voice meanwhile, so that they are heard."""
        self._speaker.gain(self.manner.volume * (DUCKED if speaking else 1.0))

    async def run(self) -> str:
        """Hold the conversation and return its outcome."""
        self._began = self._now()
        self._speaker.gain(self.manner.volume)
        self._heard = self._listen()
        try:
            while not isinstance(act := self._dialog.next(), End):
                expected = replace(self._dialog.expected, patience=self._dialog.patience)
                self._hearing.expect(expected)
                await self._perform(act)
            self._tell(act)
            return act.outcome
        finally:
            self._heard.cancel()

    async def _perform(self, act: Act) -> None:
        """Perform one act to its end, or until something heard changes the course."""
        since = self._now()
        doing = asyncio.create_task(self._do(act))
        ahead = asyncio.create_task(self._look_ahead(act))
        try:
            while True:
                await asyncio.wait({doing, self._heard}, return_when=asyncio.FIRST_COMPLETED)
                if not self._heard.done():
                    return doing.result()
                if await self._understood(self._utterance(), since):
                    return None
                if doing.done():
                    return doing.result()
        finally:
            doing.cancel()
            ahead.cancel()

    async def _look_ahead(self, act: Act) -> None:
        """Have rendered what will be said next, should the likely answers come."""
        if isinstance(act, Say | Listen):
            await asyncio.sleep(HEAD_START)
            for text in likely(self._dialog):
                await self._synthesizer.synthesize(text, self.manner)

    def _listen(self) -> asyncio.Task[Utterance]:
        return asyncio.create_task(self._hearing.utterance())

    def _utterance(self) -> Utterance:
        """Take what was heard."""
        utterance = self._heard.result()
        self._heard = self._listen()
        return utterance

    async def _understood(self, utterance: Utterance, since: float) -> bool:
        """Hand it to the dialog; return whether the act going on is to be cut short."""
        if utterance.fault:
            self._emit(self._dialog.at, Failed(utterance.fault))
            self._dialog.failed(utterance.fault)
            return True
        if utterance.silent:  # A bang in which no ear hears words is no silence either.
            if missed := self._dialog.waiting and not utterance.ears:
                self._dialog.missed()
            return missed
        over = not self._dialog.waiting or utterance.began < since
        node, progress = self._dialog.at, self._playing.position
        own = "cancelled" if over and utterance.own == "none" else utterance.own
        utterance = replace(utterance, over=over, own=own)
        reading, moved = self._dialog.hear(utterance, progress)
        self._emit(node, Understood(counted_from(self._began, utterance), reading))
        for act in self._dialog.beside():
            await self._do(act)
        return moved

    async def _do(self, act: Act) -> None:
        match act:
            case Say():
                await self._say(act)
            case Count():
                speech = await self._ready(spoken(act, self._synthesizer, self.manner))
                await self._playing.play(speech)
            case Amend(count):
                await self._amend(count)
            case Rest(seconds):
                await self._playing.play(Speech("", silence(seconds)))
            case Chime():
                await self._playing.play(Speech("", chime()))
            case Resume():
                await self._playing.resume()
            case Listen():
                self._tell(act)
                await self._wait(act.patience)
                self._dialog.missed()
            case _:
                self._at_once(act)

    async def _wait(self, patience: float) -> None:
        """Leave that many seconds in which an answer could have been heard."""
        while patience > INSTANT or (self._hearing.busy and patience > -MOST_BUSY):
            step = max(min(patience, LOOK), SHORTEST) if patience > INSTANT else BUSY
            listened = self._hearing.listened
            await asyncio.sleep(step)
            patience -= min(step, self._hearing.listened - listened)

    def _at_once(self, act: Act) -> None:
        """What takes no time."""
        match act:
            case Hold():
                self._playing.hold()
            case Adjust():
                self.manner = adjusted(self.manner, act, self._voices)
                self._speaker.gain(self.manner.volume)
            case Learn(word, meaning):
                self.learnt[word] = meaning
            case Forget(what):
                self.forget = what
            case Locate(region):
                self.region = region
            case Note(what, node):
                self._emit(node or self._dialog.at, what)

    async def _say(self, say: Say) -> None:
        speech = await self._ready(self._synthesizer.synthesize(say.text, self.manner))
        self._tell(say)
        await self._playing.play(speech)

    async def _ready(self, rendering: Awaitable[Speech]) -> Speech:
        """Render while the disk keeps what led to it: neither waits for the other."""
        if self._kept is None:
            return await rendering
        speech, _ = await asyncio.gather(rendering, self._kept())
        return speech

    async def _amend(self, count: Count) -> None:
        """Go on with this count from the same sample on; one that is being held, later."""
        if count.aside:
            # Rendered first: the place it is said at is counted from when it can be heard.
            await self._synthesizer.synthesize(count.aside, self.manner)
            self._tell(Say(count.aside))
        since = round((self._speaker.position + SOON) * RATE)
        self._playing.exchange(await spoken(count, self._synthesizer, self.manner, since))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _tell(self, what: Say | Listen | End) -> None:
        self._emit(self._dialog.at, what)

    def _emit(self, node: str, what: What) -> None:
        event = Event(self._now() - self._began, node, what)
        for listener in self._listeners:
            listener(event)
