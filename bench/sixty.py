"""Sixty sentences, all of them expected: the words that were recorded, and commands."""

COMMANDS = """again;back;bye;continue;faster;go back;goodbye;help;hold on;how long left;louder;
next;not sure;i don't know;pause;quieter;ready;repeat;resume;say that again;shorter;skip;slower;
start over;that hurts;wait;what can i say;where are we;why;ten"""


def sixty(words: set[str]) -> frozenset[str]:
    """Return the recorded words, and commands up to sixty sentences."""
    commands = [" ".join(c.split()) for c in COMMANDS.split(";")]
    others = [c for c in commands if c not in words]
    return frozenset([*words, *others[: 60 - len(words)]])
