"""The word lists of suggestions."""

from site_builder.names import word_lists


def words(section: str) -> frozenset[str]:
    """Give a section of `words/words.txt`."""
    return word_lists.sections("words.txt", "site_builder.editing.suggest")[section]
