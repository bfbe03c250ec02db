"""How a speech model would write a sentence."""


def spellings(sentence: str) -> tuple[str, ...]:
    """Return the ways the model would write `sentence`: their probabilities add up."""
    written = " ".join(_capital(word) for word in sentence.split())
    written = written[:1].upper() + written[1:]
    if " " in sentence:
        return written + ".", written
    return written + ".", written, written + "!", sentence


def _capital(word: str) -> str:
    return "I" + word[1:] if word == "i" or word.startswith("i'") else word


def plain(text: str) -> str:
    """Return what a model wrote as expected sentences are written: lower case, words only."""
    text = text.lower().replace("\u2019", "'")
    kept = "".join(c if c.isalnum() or c == "'" else " " for c in text)
    return " ".join(word for word in (w.strip("'") for w in kept.split()) if word)
