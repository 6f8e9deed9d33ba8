"""Where a visit leads of which no place is told: "the premier, who landed on Friday", "her visit in May".

It is the first place abroad in which the beginning of the article, or what stands right before, is set.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.homes import home_states
from site_builder.editing.suggest.places_and_times import place_after
from site_builder.editing.suggest.players import named_at
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.sentences import Sentence

_FIRST: Final = 4
"""So many sentences are the beginning of an article."""
_NEAR: Final = 7
"""So many words behind a word of visiting a place would be told."""
_LEADS: Final = frozenset(("in", "to", "at", "into", "visits", "visit", "visited"))


def of_story(c: Reading) -> Players:
    """As in "who landed on Friday": where the article is set, if that is not where the visitors are from."""
    visitors = c.all("visitors")
    homes = {home_states(c.story).get(who.id, "") or who.state for who in visitors}
    if not visitors or "" in homes or c.s.headline or _leads_somewhere(c):
        return ()
    where = (who for s in _sentences(c) for who in _places(s))
    found = next((who for who in where if who.entity.state and who.entity.state not in homes), None)
    return (Who(found.entity, c.at, sure=False),) if found else ()


def _sentences(c: Reading) -> Iterator[Sentence]:
    """Go over the beginning of the article, then what stands before, the last first."""
    yield from c.story.sentences[: min(_FIRST, c.s.index)]
    yield from reversed(c.story.sentences[_FIRST : c.s.index])


def _places(s: Sentence) -> Iterator[Who]:
    for k in range(len(s)):
        at = place_after(s, k + 1, 6) if s.word(k) in _LEADS else None
        if at is not None and not s[at].owns:
            yield from named_at(s, at)


def _leads_somewhere(c: Reading) -> bool:
    """As in "landed late on Friday in Qarrab", "her visit to the camps"."""
    s = c.s
    for k in range(c.after, min(len(s), c.after + _NEAR)):
        timed = k + 1 < len(s) and s[k + 1].time is not None
        if s.word(k) in lexicon.words("prepositions of visits") | _LEADS and not timed:
            return True
        if k > c.after and s.gap(k).strip():
            return False
    return False


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {"place of the story": of_story}
"""Where places are looked for that are not told, by the name that tables give it."""
