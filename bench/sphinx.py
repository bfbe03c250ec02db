"""pocketsphinx with the same closed grammar, to compare with.

It knows nothing but the grammar: whatever is said, it takes for one of its sentences.
Sentences with a word that its dictionary lacks are not in the grammar.
"""

from pocketsphinx import Decoder

from voice.pcm import to_pcm
from voice.types import Samples

Tree = dict[str, "Tree"]

END = ""
"""Key of a branch that ends here."""


class Sphinx:
    def __init__(self) -> None:
        self._decoder = Decoder(lm=None, loglevel="FATAL")
        self._names: dict[frozenset[str], str] = {}

    def hear(self, sound: Samples, sentences: frozenset[str]) -> str:
        """Return the sentence it takes the sound for, or nothing."""
        self._decoder.activate_search(self._name(sentences))
        self._decoder.start_utt()
        self._decoder.process_raw(to_pcm(sound), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return str(found.hypstr) if found else ""

    def _name(self, sentences: frozenset[str]) -> str:
        if sentences not in self._names:
            name = self._names[sentences] = f"grammar{len(self._names)}"
            known = [s for s in sorted(sentences) if all(map(self._knows, s.split()))]
            rule = _written(_tree(known))
            text = f"#JSGF V1.0;\ngrammar {name};\npublic <said> = {rule};\n"
            self._decoder.add_jsgf_string(name, text)
        return self._names[sentences]

    def _knows(self, word: str) -> bool:
        return self._decoder.lookup_word(word) is not None


def _tree(sentences: list[str]) -> Tree:
    """Share the beginnings of sentences: the same language, searched many times faster."""
    tree: Tree = {}
    for sentence in sentences:
        node = tree
        for word in sentence.split():
            node = node.setdefault(word, {})
        node[END] = {}
    return tree


def _written(tree: Tree) -> str:
    branches = [f"{w} {_written(rest)}".strip() for w, rest in tree.items() if w != END]
    if not branches:
        return ""
    both = " | ".join(branches)
    return f"[ {both} ]" if END in tree else f"( {both} )"
