"""The assistant in a made room: its own dialog, hearing and voice, as fast as the machine can."""

import asyncio
from collections.abc import Callable
from functools import cached_property

from voice import virtual_time
from voice.acts import Event
from voice.cli.parts import make_ears, make_voice, read_script
from voice.devices.activity import SileroActivity
from voice.devices.at_once import AtOnce
from voice.devices.models import ModelStore
from voice.devices.speech_cache import Voice
from voice.dialog import Dialog
from voice.ears import Ears
from voice.errors import DeviceError
from voice.hearing import SpokenHearing
from voice.ports import Ear
from voice.script import Script
from voice.session import Session
from voice.types import Manner

from .room_card import RoomCard

Listener = Callable[[Event], None]


class Assistant:
    """Everything is loaded when it is first needed, and kept."""

    @cached_property
    def script(self) -> Script:
        return read_script(None)

    @cached_property
    def ears(self) -> list[Ear]:
        return make_ears("auto", ModelStore.find())

    @cached_property
    def voice(self) -> Voice:
        """Raises DeviceError where only beeps would be heard."""
        voice, voices = make_voice()
        if not voices:
            raise DeviceError("This needs a voice: apt install espeak-ng")
        return voice

    def converse(
        self,
        card: RoomCard,
        node: str,
        seconds: float,
        listener: Listener,
        *,
        paused: bool = False,
    ) -> None:
        """Ask this question, and go on from there, for so many seconds of the room's time; or
        wait in a pause, where nothing is asked.
        """
        dialog = Dialog(self.script)
        dialog.switch(dialog.course.enter(node, again=True))
        if paused:
            dialog.hold("stopped")
        virtual_time.run(self._hold(dialog, card, seconds, listener))

    async def _hold(
        self, dialog: Dialog, card: RoomCard, seconds: float, listener: Listener
    ) -> None:
        hearing = SpokenHearing(card, SileroActivity(), Ears(self.ears), cancelled=card.cancelled)
        session = Session(
            dialog,
            hearing=hearing,
            synthesizer=AtOnce(self.voice),
            speaker=card,
            manner=Manner(),
            listeners=(listener,),
        )
        hearing.on_speech = session.attend
        try:
            async with asyncio.timeout(seconds):
                await session.run()
        except TimeoutError:
            pass
