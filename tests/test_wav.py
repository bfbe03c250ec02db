"""Sound files: what is read, what is refused, and what the person is told."""

import contextlib
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.devices.wav import read_wav, write_wav
from voice.errors import SoundFileError
from voice.pcm import from_pcm, to_pcm


def written(path: Path, rate: int = 16_000, channels: int = 1, width: int = 2) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setframerate(rate)
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.writeframes(bytes(channels * width * 160))
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    sound = np.linspace(-1, 1, 1000, dtype=np.float32)
    write_wav(tmp_path / "a.wav", sound)
    write_wav(tmp_path / "b.wav", to_pcm(sound))
    assert np.allclose(read_wav(tmp_path / "a.wav"), sound, atol=1 / 32_000)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


@given(st.binary(max_size=200))
def test_pcm_survives_the_way_to_samples_and_back(pcm: bytes) -> None:
    assert to_pcm(from_pcm(pcm)) == pcm[: len(pcm) // 2 * 2]


def test_too_loud_is_clipped_and_does_not_wrap() -> None:
    assert from_pcm(to_pcm(np.array([2.0, -2.0], np.float32))).round(3).tolist() == [1.0, -1.0]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ({"rate": 8000}, "8000 Hz, 1 channel(s), 16 bit"),
        ({"channels": 2}, "16000 Hz, 2 channel(s), 16 bit"),
        ({"width": 3}, "16000 Hz, 1 channel(s), 24 bit"),
    ],
)
def test_another_kind_is_named_and_can_be_converted(
    tmp_path: Path, kind: dict[str, int], told: str
) -> None:
    path = written(tmp_path / "odd.wav", **kind)
    with pytest.raises(SoundFileError) as error:
        read_wav(path)
    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)
    assert f"sox {path} -r 16000 -c 1 -b 16 odd-16k.wav" in str(error.value)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not sound at all", b"RIFF\0\0\0\0WAVEfmt "])
def test_what_is_no_wav_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.wav"
    path.write_bytes(content)
    with pytest.raises(SoundFileError, match="not a plain WAV file"):
        read_wav(path)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = written(tmp_path_factory.mktemp("damaged") / "a.wav")
    content = bytearray(path.read_bytes()[: data.draw(st.integers(0, 364))])
    for place in data.draw(st.lists(st.integers(0, 43), max_size=4)):
        if place < len(content):
            content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with contextlib.suppress(SoundFileError):
        assert len(read_wav(path)) > 0


def test_silence_of_no_length_is_refused(tmp_path: Path) -> None:
    write_wav(tmp_path / "empty.wav", b"")
    with pytest.raises(SoundFileError, match="holds no sound"):
        read_wav(tmp_path / "empty.wav")


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(SoundFileError, match="No such file"):
        read_wav(tmp_path / "nothing.wav")
    with pytest.raises(SoundFileError, match="directory"):
        read_wav(tmp_path)


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()
    with pytest.raises(SoundFileError, match="cannot be written"):
        write_wav(tmp_path / "folder.wav", bytes(320))
    with pytest.raises(SoundFileError, match="cannot be written"):
        write_wav(tmp_path / "missing" / "a.wav", bytes(320))
    assert [path.name for path in tmp_path.iterdir()] == ["folder.wav"]
