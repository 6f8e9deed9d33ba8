"""Whether a contract is for arms that somebody has: to upgrade, overhaul or maintain them."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading

_UPGRADING: Final = lexicon.words("words of upgrading")


def is_of_upgrade(reading: Reading) -> bool:
    """As in "a contract to upgrade 40 tanks", "a maintenance contract for 40 tanks"."""
    s, at = reading.s, reading.at
    if reading.pattern.part != "noun" or not reading.arms:
        return False
    before = s.word(at - 1) in _UPGRADING and s.gap(at) == " "
    return before or not _UPGRADING.isdisjoint(s.words(reading.after, reading.arms[0]))
