"""Everything that is made of models once: of all that are there.

python -m voice.devices.model_build
"""

import sys

from ..errors import VoiceError
from . import moonshine, whisper
from .graph_files import built
from .models import ModelStore

BUILDERS = {"moonshine": moonshine.build, "whisper": whisper.build}


def main() -> int:
    store = ModelStore.find()
    try:
        for model in store.list():
            if model.kind in BUILDERS and store.state(model) == "ready":
                built(store.path(model), BUILDERS[model.kind])
    except VoiceError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
