"""Words of one's own: "when I say ouchie, I mean that hurts"."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from .answers import Sentence
from .errors import SettingsError
from .script import Question, Script
from .words import key, plain

More = Callable[[tuple[Sentence, ...]], tuple[Sentence, ...]]

BEFORE, BETWEEN = "when i say ", " i mean "
"""How a word is taught by voice."""


def taught(words: str) -> tuple[str, str] | None:
    """Return the new word and what it means, if that is what was said."""
    text = plain(words)
    if not text.startswith(BEFORE) or BETWEEN not in text:
        return None
    word, _, meaning = text.removeprefix(BEFORE).partition(BETWEEN)
    word, meaning = word.strip(" '"), meaning.strip()
    return (word, meaning) if word and meaning else None


def with_words(script: Script, words: Mapping[str, str]) -> Script:
    """Return the script with these words understood wherever their meaning is.

    Raises SettingsError when a word means something already, or its meaning is not known.
    """
    for word, meaning in words.items():
        script = _with(script, plain(word), plain(meaning))
    return script


def _with(script: Script, word: str, meaning: str) -> Script:
    known = {key(s.text) for s in _all(script)}
    if not word or key(word) in known:
        raise SettingsError(f'words: "{word}" means something already. Choose another word')
    if key(meaning) not in known:
        raise SettingsError(
            f'words: "{meaning}" is not understood here. Say for example: stop, that hurts, no'
        )

    def more(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        same = [replace(s, text=word) for s in sentences if key(s.text) == key(meaning)]
        return (*sentences, *same)

    return replace(
        script,
        commands={name: more(said) for name, said in script.commands.items()},
        danger=more(script.danger),
        replies={name: more(said) for name, said in script.replies.items()},
        nodes={
            name: _taught(node, more) if isinstance(node, Question) else node
            for name, node in script.nodes.items()
        },
    )


def _taught(question: Question, more: More) -> Question:
    options = {
        name: replace(option, sentences=more(option.sentences))
        for name, option in question.options.items()
    }
    return replace(question, options=options)


def _all(script: Script) -> list[Sentence]:
    groups = [*script.commands.values(), script.danger, *script.replies.values()]
    for node in script.nodes.values():
        if isinstance(node, Question):
            groups.extend(option.sentences for option in node.options.values())
    return [sentence for group in groups for sentence in group]
