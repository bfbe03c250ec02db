"""docs/turns.md: the table of turns, with commit and machine, and how it was measured."""

from collections.abc import Mapping

from .kept_rows import Part
from .machine import machine
from .tables import costs

SAMPLES = {
    "quick": "A quick sample: none of these figures is final.",
    "default": "The rows that ask for two hours are samples of the length they tell; "
    "`script/bench turns --full` measures them whole.",
    "broken off": "It was broken off: the rows that are missing were not measured.",
    "full": "Everything was measured at full length.",
}

PICTURED = """\
Drawn by `backtalk timing` from the record of the first live conversation: every other long sentence
is stopped, and goes on."""

METHOD = """\
- Live: `backtalk talk` on a virtual sound card whose microphone hears the loudspeaker as loudly as
  the person. People's recordings of yes, no and stop (Google Speech Commands, CC BY 4.0; not part
  of this project) are played at the level of the voice, 0.45 s after the question, or for stop
  1.2 s into a sentence. One recording holds both voices; each word and each reply is found in it
  by correlation. The reply's first sound comes after the voice that was stopped is silent. A
  recording whose noise hides where its word ends is not timed.
- Fixed silence: the same program, recordings and card, but every answer ends after 0.7 s of
  silence, as in wyoming's satellites.
- In rooms: the same hearing, dialog, playback, echo canceller and voice in virtual time, faster
  than real time; only the sound card is made. Rooms by image sources (pyroomacoustics): a
  bathroom, a bedroom, a living room, a large room, reverberating for 0.3 to 0.7 s; loudspeaker 0.3
  to 0.6 m and person 0.8 to 2.5 m away. Loudness is that of the frames within 13 dB of the
  loudest. The voice is not lowered before the person begins.
- Understood: accepted for what it was. At the emergency question about bladder, bowel and feeling,
  after 5 s of speaking that the canceller has learnt from. A yes, or a "yeah", divides it.
- Amid talk: a "stop" while others in the room talk, now over the voice, now while an answer is
  awaited, each in the living room; taken within 2.5 s.
- Its own voice: nobody else is there. Places of the dialog are asked, asked again and explained
  for 45 s each, in eight settings: loudspeaker 0.1 to 2 times as loud at the microphone as it
  plays, 60 to 300 ms late, clipped, clocks 100 ppm apart (a block is left out whenever an echo
  would come earlier than it can), and one without the canceller. Asked back counts as taken.
- Noise: kitchen (recorded), talk (people ordering coffee one after the other; Picovoice,
  Apache-2.0) and music (synthetic: chords and a beat), in the living room at -34 to -30 dB of full
  scale. Not asked: in a pause. Asked back counts as done.
- Pauses: sentences of the dialog by espeak-ng, in two parts. Cut off: over before the second part
  began, and not understood already."""


def page(parts: Mapping[str, Part], *, whole: bool) -> str:
    found = [row for part in parts.values() for row in part.rows]
    short = [f"- {c.title}: {c.figure} instead of {c.goal}" for c in found if c.reached is False]
    extents = {part.extent for part in parts.values()}
    extent = next(name for name in SAMPLES if name in extents) if whole else "broken off"
    minutes = sum(part.minutes for part in parts.values())
    told = (
        "# Turns, measured",
        "Made by `script/bench turns`; do not edit.",
        f"{_commits(parts)}. {machine()}. It took {minutes:.0f} minutes. {SAMPLES[extent]}",
        "\n".join(costs(found)),
        "## What falls short",
        "\n".join(short) or "Nothing.",
        "## One conversation",
        f"![Who spoke when, and the steps to each reply](turns.svg)\n\n{PICTURED}",
        "## How it was measured",
        METHOD,
    )
    return "\n\n".join(told) + "\n"


def _commits(parts: Mapping[str, Part]) -> str:
    """Name the commit, or what was measured at which."""
    names: dict[str, list[str]] = {}
    for name, part in parts.items():
        names.setdefault(part.commit, []).append(name)
    if len(names) == 1:
        return f"Commit {next(iter(names))}"
    return "; ".join(f"{', '.join(of)}: commit {commit}" for commit, of in names.items())
