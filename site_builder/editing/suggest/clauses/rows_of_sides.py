"""Who of a row behind a preposition is a side: not whoever begins the next clause, or only says so."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.patterns import DEALS

_NEAR = 5
"""So many words behind a name it is told that it says so."""


def _without_speaker(c: Reading, found: Players) -> Players:
    """As in "from Kesh, the Norland ministry in Merrow said": who says so behind a comma is no side."""
    if len(found) < 2 or not any("," in c.s.gap(k) for k in range(found[-2].at + 1, found[-1].at + 1)):
        return found
    said = lexicon.words("said").isdisjoint(c.s.words(found[-1].at + 1, found[-1].at + _NEAR))
    return found if said else found[:-1]


def without_next(c: Reading, found: Players) -> Players:
    """As in "sent tanks to Kesh and Norland pledged eight": whoever begins the next clause is not meant."""
    found = _without_speaker(c, found) if c.pattern.family in DEALS else found
    last = found[-1].at if found and c.pattern.family in DEALS else None
    if last is None or c.s.word(last - 1) != "and" or c.s.gap(last + 1).strip():
        return found
    behind = c.s.word(last + 1)
    acts = behind in lexicon.words("past forms of verbs", "modal verbs", "being and having")
    return found[:-1] if acts or behind.endswith("ed") or behind in lexicon.words("said") else found
