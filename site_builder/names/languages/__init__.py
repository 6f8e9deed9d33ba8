"""What a language is: a folder of word lists, endings and frames under `words/`, named by its code."""


def printed_alike(text: str) -> str:
    """Give a text with one letter for those that newspapers print either way: `е` for `ё`."""
    return text.replace("ё", "е")
