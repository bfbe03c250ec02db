"""Words of one's own: understood like what they mean, kept in the settings, never ambiguous."""

from pathlib import Path

import pytest

from tests.virtual import converse
from voice import settings
from voice.acts import Say, Understood
from voice.dialog import Dialog
from voice.errors import SettingsError
from voice.loading import load
from voice.personal import taught, with_words
from voice.script import Script
from voice.types import Reading, Utterance


@pytest.fixture(scope="module")
def script() -> Script:
    return load()


def read(script: Script, node: str, words: str) -> Reading:
    return Dialog.waiting_at(script, node).read(Utterance({words: 1.0}, words, 1.0))


@pytest.mark.parametrize(
    ("word", "meaning", "kind", "id_"),
    [
        ("ouchie", "that hurts", "command", "hurts"),
        ("whoa there", "stop", "command", "stop"),
        ("dicky ticker", "my chest hurts", "danger", "R9"),
        ("aye", "yes", "answer", "yes"),
        ("naw", "no", "answer", "no"),
    ],
)
def test_a_word_means_what_it_was_said_to_mean(
    script: Script, word: str, meaning: str, kind: str, id_: str
) -> None:
    found = read(with_words(script, {word: meaning}), "saddle", word).meaning
    assert found is not None
    assert (found.kind, found.id) == (kind, id_)
    assert read(script, "saddle", word).meaning is None


@pytest.mark.parametrize("word", ["no", "stop", "Stop!", "pins and needles", "three", ""])
def test_a_word_that_means_something_is_refused(script: Script, word: str) -> None:
    with pytest.raises(SettingsError, match="means something already"):
        with_words(script, {word: "that hurts"})


def test_a_meaning_that_is_not_understood_is_refused(script: Script) -> None:
    with pytest.raises(SettingsError, match="is not understood"):
        with_words(script, {"ouchie": "play some music"})


def test_how_a_word_is_taught() -> None:
    assert taught("When I say 'ouchie', I mean that hurts.") == ("ouchie", "that hurts")
    assert taught("when i say i mean stop") is None
    assert taught("that hurts") is None


def test_a_word_taught_by_voice_holds_at_once(script: Script) -> None:
    said = [(20.0, "when I say ouchie I mean stop", 1.0), (60.0, "ouchie", 1.0)]
    events = converse(Dialog(script), said, until=75.0)
    spoken = [e.what.text for e in events if isinstance(e.what, Say)]
    assert "From now on, ouchie means: stop." in spoken
    last = [e.what for e in events if isinstance(e.what, Understood)][-1]
    assert last.reading.meaning is not None
    assert last.reading.meaning.id == "stop"
    assert "Stopped." in spoken


def test_words_are_kept_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("rate: 150\nwords:\n  aye: yes   # mine\nregion: uk\n")
    words = {"ouchie": "that hurts"}
    settings.keep(path, settings.Settings(), settings.Settings(words=words))
    found = settings.load(path, frozenset({"uk"}))
    assert found.words == {"aye": "yes", "ouchie": "that hurts"}
    assert found.region == "uk"
    assert "# mine" in path.read_text()
