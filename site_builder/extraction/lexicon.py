"""The word lists of the rules."""

from site_builder.names import word_lists

_PACKAGE = "site_builder.extraction"


def lines(file: str) -> list[str]:
    """Give the lines of one file of `words/`, without comments."""
    return word_lists.lines(file, _PACKAGE)


def sections(file: str) -> dict[str, frozenset[str]]:
    """Give the entries of one file of `words/` by section; what stands before the first is under ""."""
    return word_lists.sections(file, _PACKAGE)


def words(section: str) -> frozenset[str]:
    """Give a section of `words/words.txt`."""
    return sections("words.txt")[section]
