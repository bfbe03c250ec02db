"""What can go wrong.  Every message says what, where, and what the person can do."""


class VoiceError(Exception):
    """Root of every error this package raises on purpose."""

    exit_code = 1


class InputError(VoiceError):
    """Something the person wrote is wrong: a file, a setting, an argument."""

    exit_code = 2


class ScriptError(InputError):
    """A dialog file is wrong.  The message begins with file, line and node."""


class SettingsError(InputError):
    """A settings file is wrong.  The message begins with file and line."""


class SoundFileError(InputError):
    """A sound file cannot be read as 16 kHz, mono, 16 bit."""


class RecordError(InputError):
    """The record of a session is damaged, or there is none of that name."""


class ModelError(VoiceError):
    """A recogniser's model is missing or damaged."""


class DeviceError(VoiceError):
    """A microphone, speaker, recogniser or voice failed."""


class MissingPackage(VoiceError):
    """A Python package that only this command needs is not installed."""
