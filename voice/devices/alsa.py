"""Keep ALSA and JACK from writing to the terminal.

PortAudio tries every sound system there is; each one that is not there complains on stderr,
over whatever is shown there.
"""

import ctypes
import sys
from typing import Any

# void (*)(const char *file, int line, const char *function, int err, const char *fmt, ...),
# alsa/error.h.  The arguments after fmt are not looked at.
_ALSA = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
# void (*)(const char *message), jack/jack.h.
_JACK = ctypes.CFUNCTYPE(None, ctypes.c_char_p)


def _say_nothing(*_: object) -> None:
    pass


# The libraries keep bare pointers to these: they must live as long as the process.
_HANDLERS = {"alsa": _ALSA(_say_nothing), "jack": _JACK(_say_nothing)}


def quiet() -> None:
    """Silence both libraries, as far as they are there.  To be called before sounddevice loads.

    What PortAudio itself reports still arrives, as an exception.
    """
    if not sys.platform.startswith("linux"):
        return
    _tell("libasound.so.2", "snd_lib_error_set_handler", _HANDLERS["alsa"])
    _tell("libjack.so.0", "jack_set_error_function", _HANDLERS["jack"])
    _tell("libjack.so.0", "jack_set_info_function", _HANDLERS["jack"])


def _tell(library: str, function: str, handler: Any) -> None:
    try:
        setter = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return
    setter.restype = None
    setter(handler)
