"""A disk that is really full: a file system of 64 kB, which only root may mount."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_disk import fill, small_disk
from tests.test_cli import PLAIN, voice
from voice.devices.speech_cache import SpeechCache
from voice.types import Manner, Speech

SIZE = 64 * 1024


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, SIZE) as disk:
        yield disk


@pytest.mark.parametrize("left", [0, 4096, 8192])
def test_the_conversation_comes_to_its_advice_without_a_record(small: Path, left: int) -> None:
    fill(small, left)
    typed = "".join(f"{answer}\n" for answer in ("wait longer", *PLAIN))
    done = voice("talk", "--text", "--no-wait", "--json", typed=typed, home=small)
    assert done.returncode == 0, done.stderr
    assert '"level": "self_care"' in done.stdout
    assert done.stderr.count("can't be kept") == 1
    assert "No space left on device" in done.stderr
    (small / "ballast").unlink()
    listed = voice("history", home=small)
    assert (listed.returncode, listed.stderr) == (0, "")


class Voice:
    def render(self, text: str, manner: Manner) -> Speech:  # noqa: ARG002
        return Speech(text, bytes(SIZE // 3))

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        return self.render(text, manner)


def test_speech_that_cannot_be_kept_is_spoken(small: Path) -> None:
    warned: list[str] = []
    cache = SpeechCache(Voice(), warned.append, small / "speech")
    said = [cache.render(f"Sentence {n}.", Manner()) for n in range(6)]
    assert all(len(speech.pcm) == SIZE // 3 for speech in said)
    assert len(warned) == 1
    assert "No space left on device" in warned[0]
    assert not list((small / "speech").glob("*.part"))
    assert cache.has("Sentence 0.", Manner())
    assert not cache.has("Sentence 5.", Manner())
