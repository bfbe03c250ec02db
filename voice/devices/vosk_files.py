"""The files of a Vosk model, looked at before Vosk sees them: it dies of some that are wrong."""

from pathlib import Path

from ..errors import ModelError

_ALWAYS = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
_SPEAKER = (
    "ivector/final.dubm",
    "ivector/final.mat",
    "ivector/global_cmvn.stats",
    "ivector/online_cmvn.conf",
    "ivector/splice.conf",
)
_ADVICE = "get a small model: backtalk models list"


def check_files(folder: Path) -> None:
    """Raise ModelError when `folder` is not a Vosk model that can be given sentences.

    The layout is that of Vosk's own ReadDataFiles (src/model.cc).
    """
    if not folder.is_dir():
        raise ModelError(f"there is no folder {folder}; {_ADVICE}")
    if (folder / "graph/HCLG.fst").is_file():
        raise ModelError(f"the Vosk model in {folder} cannot be given sentences; {_ADVICE}")
    # The speaker part is optional as a whole.
    speaker = ("ivector/final.ie", *_SPEAKER) if (folder / "ivector").is_dir() else ()
    for name in (*_ALWAYS, *_GRAPH, *speaker):
        _check(folder, name)


def _check(folder: Path, name: str) -> None:
    path = folder / name
    if not path.is_file():
        raise ModelError(f"{folder} is not a Vosk model: {name} is missing; {_ADVICE}")
    if not path.stat().st_size:
        raise ModelError(f"the Vosk model in {folder} is damaged: {name} is empty; {_ADVICE}")
