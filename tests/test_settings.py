"""What a person has set: read with care, kept without touching anything else."""

from pathlib import Path

import pytest

from voice.errors import SettingsError
from voice.settings import Settings, keep, load
from voice.types import Habits, Manner

REGIONS = frozenset({"", "us", "uk"})


def with_(manner: Manner) -> Settings:
    return Settings(manner)


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yaml", REGIONS) == Settings()


@pytest.mark.parametrize("text", ["", "# nothing set\n", "{}\n"])
def test_an_empty_file_sets_nothing(tmp_path: Path, text: str) -> None:
    assert load(written(tmp_path, text), REGIONS) == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    text = (
        "verbosity: short\npatience: 1.5\n"
        "rate: 180\nvolume: 0.5\nvoice: english-us\nsounds: no\nregion: uk\nrecognizer: vosk\n"
        "microphone: 3\nspeaker: USB headset\nrecord: no\n"
    )
    manner = Manner(180, 0.5, "english-us", sounds=False)
    expected = Settings(
        manner, Habits("short", 1.5), "uk", "vosk", "3", "USB headset", record=False
    )
    assert load(written(tmp_path, text), REGIONS) == expected


def test_what_is_left_empty_is_as_it_comes(tmp_path: Path) -> None:
    text = "region:\nvoice: ''\nmicrophone:\nspeaker: ''\n"
    assert load(written(tmp_path, text), REGIONS) == Settings()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rate: 180\nvolume: loud\n", "settings.yaml:2: must be a number from 0.2 to 1"),
        ("rate: 20\n", "settings.yaml:1: must be a number from 80 to 300"),
        ("rate: 99.5\n", "settings.yaml:1: must be a whole number"),
        ("\nregion: fr\n", "settings.yaml:2: region: 'fr' is not one of uk, us"),
        ("recognizer: ears\n", "settings.yaml:1: recognizer: 'ears' is not one of auto"),
        ("verbosity: chatty\n", "settings.yaml:1: verbosity: 'chatty' is not one of detailed, nor"),
        ("patience: 9\n", "settings.yaml:1: must be a number from 0.5 to 5"),
        ("record: never\n", "settings.yaml:1: record: 'never' is not one of no, yes"),
        ("# mine\ncolour: red\n", "settings.yaml:2: unknown key 'colour'; may have rate"),
        ("rate: 90\nrate: 91\n", "settings.yaml:2: the key 'rate' stands twice"),
        ("rate: [\n", "settings.yaml:2: is not YAML"),
        ("- rate\n", "settings.yaml:1: must be a mapping"),
        ("voice: [a]\n", "settings.yaml:1: must be text"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_where_the_file_is(
    tmp_path: Path, text: str, says: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path, REGIONS)
    assert str(caught.value).startswith(says)
    assert str(path) in str(caught.value)


def test_keeping_leaves_every_other_line_as_it_is(tmp_path: Path) -> None:
    text = "# mine\nregion: uk  # at home\nrate: 150\n\nmicrophone: 'USB # 2'\n"
    path = written(tmp_path, text)
    keep(path, with_(Manner(150)), with_(Manner(180)))
    assert path.read_text(encoding="utf-8").splitlines() == [
        "# mine",
        "region: uk  # at home",
        "",
        "microphone: 'USB # 2'",
        "rate: 180",
    ]


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.yaml"
    after = Manner(186, 0.65, "English (America): no. 2 #1", sounds=False)
    keep(path, Settings(), with_(after))
    assert load(path, REGIONS).manner == after


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    keep(tmp_path / "settings.yaml", Settings(), Settings())
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "region: us\n")
    keep(path, Settings(), with_(Manner(rate=200)))
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    in_the_way = written(tmp_path, "a file")
    with pytest.raises(SettingsError, match="could not be kept"):
        keep(in_the_way / "settings.yaml", Settings(), with_(Manner(rate=200)))
