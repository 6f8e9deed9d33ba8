"""Where a visit leads of which no place is told: "the premier, who landed on Friday", "her visit in May".

It is the first place abroad in which the beginning of the article, or what stands right before, is set.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.clauses.players import named_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.people.datelines import is_dateline
from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence

_FIRST: Final = 4
"""So many sentences are the beginning of an article."""
_TITLE: Final = 8
"""So many words behind "visiting" a name and its title have."""
_NEAR: Final = 7
"""So many words behind a word of visiting a place would be told."""
_LANDED: Final = frozenset(("arrived-there", "arrived-before", "flown-in"))
"""Patterns of those who came from elsewhere, be it not told from where."""
_LEADS: Final = frozenset(("in", "to", "at", "into", "visits", "visit", "visited"))


def of_story(c: Reading) -> Players:
    """As in "who landed on Friday": where the article is set, if that is not where the visitors are from."""
    visitors = c.all("visitors")
    homes = {home_states(c.story).get(who.id, "") or who.state for who in visitors}
    if not visitors or ("" in homes and c.pattern.name not in _LANDED) or _is_set_elsewhere(c):
        return ()
    where = (*_before(c), *(who for s in _sentences(c) for who in _places(s)))
    found = next((who for who in where if who.entity.state and who.entity.state not in homes), None)
    return (Who(replace(found.entity, known=False, sure=False), c.at, sure=False),) if found else ()


def of_scene(c: Reading) -> Players:
    """As in "MERROW - The papers were signed. Ann Hale had flown in the day before": as the dateline says."""
    homes = {home_states(c.story).get(who.id, "") or who.state for who in c.all("visitors")}
    known = "" not in homes or c.pattern.name in _LANDED
    return of_dateline_or_story(c) if known and not _is_set_elsewhere(c) else ()


def of_occasion(c: Reading) -> Players:
    """As in "Ann Hale, who attended the handover", where "the" says that it is the one told of."""
    first = noun_start(c.s, c.object) if c.object is not None else 0
    told = c.s.word(first - 1) == "the" and c.after in {first, first - 1}
    return _of_scene_before_visitors(c) if told and not _is_set_elsewhere(c) else ()


def _of_scene_before_visitors(c: Reading) -> Players:
    """Give where the article is set while nobody plays the visitor yet."""
    written = (s[0].who for s in c.story.sentences[:_FIRST] if is_dateline(s))
    found = next((who for who in written if who and who.kind in {"place", "state"}), None)
    told = (who.entity for s in c.story.sentences[: min(_FIRST, c.s.index)] for who in _places(s))
    place = found or next((who for who in told if who.state), None)
    return (Who(replace(place, known=False, sure=False), c.at, sure=False),) if place else ()


def where_others_follow(c: Reading) -> Players:
    """As in "John Berg is to follow on Friday", not "is to follow Ann Hale"."""
    s, at = c.s, c.after + (c.s.word(c.after) in lexicon.words("words before times"))
    later = at < len(s) and (s[at].time or s.word(at) in lexicon.words("words of times later"))
    return of_scene(c) if later else ()


def _is_set_elsewhere(c: Reading) -> bool:
    return c.s.headline or _leads_somewhere(c)


def of_story_at_time(c: Reading) -> Players:
    """As in "Ann Hale came last Wednesday", "came on May 2": nothing but the time stands behind the verb."""
    at = c.after + (c.s.word(c.after) in lexicon.words("words before times"))
    known = all(home_states(c.story).get(who.id, "") or who.state for who in c.all("visitors"))
    found = of_dateline_or_story(c) if at < len(c.s) and c.s[at].time and known else ()
    where = found[0].entity if found else None
    if where is None or not where.state:
        return ()
    return (Who(state_of(c.story, where.state), c.at, sure=False),)  # be it in another town


def of_dateline_or_story(c: Reading) -> Players:
    """As in "MERROW - Ann Hale met the visiting Keshian premier": where it was written, else is set."""
    visitors = c.all("visitors")
    homes = {home_states(c.story).get(who.id, "") or who.state for who in visitors}
    for s in c.story.sentences[: min(c.s.index + 1, _FIRST)]:
        written = s[0].who if is_dateline(s) else None
        if written is not None and s[0].kind in {"place", "state"}:
            away = written.state and written.state not in homes
            return (Who(written, c.at, sure=False),) if away else ()
    return of_story(c)


def called_visiting(c: Reading) -> Players:
    """As in "Japan's visiting prime minister, Ann Hale", "the visiting John Berg": nothing divides them."""
    s, near = c.s, range(c.after, min(len(c.s), c.after + _TITLE))
    at = next((k for k in near if s[k].kind == "person"), None)
    if apposed := _before_description(c):
        return apposed
    if at is None or s[at].owns or c.at == 0 or s.word(c.at - 1) in lexicon.words("being"):
        return ()
    if not lexicon.words("being").isdisjoint(s.words(c.after, at)) or "by" in s.words(c.after, at):
        return ()  # "the visitor was greeted by John Berg"
    first = np_start(s, at)
    titled = first <= c.after or s.gap(c.after + 1).strip() == ""
    divided = any(s.gap(k).strip() not in {"", ",", "'s"} or s[k].time for k in range(c.after, at + 1))
    return () if divided or not titled else (*named_at(s, at), *_joined_to(s, at))


def _before_description(c: Reading) -> Players:
    """As in "Ann Hale, the visiting Keshian premier", "Ann Hale, his visiting colleague": the name before."""
    s, first = c.s, c.at - 1
    described = s.word(first) in lexicon.words("articles", "owning pronouns") and s.gap(first) == ", "
    here = described and first > 0 and s[first - 1].kind == "person"
    noun = lexicon.words("roles", "counterparts")
    return named_at(s, first - 1) if here and not noun.isdisjoint(s.words(c.after, c.after + 4)) else ()


def _joined_to(s: Sentence, at: int) -> Players:
    """As in "the visiting premiers of Kesh and Norland, Ann Hale and John Berg": the second of two."""
    joined = (
        s.word(at + 1) == "and" and at + 2 < len(s) and s[at + 2].kind == "person" and s.gap(at + 2) == " "
    )
    return named_at(s, at + 2) if joined and not s[at + 2].owns else ()


def behind_visitor(c: Reading) -> Players:
    """As in "with the visiting Keshian premier, Ann Hale, in Merrow": right behind the name."""
    last = max((who.at for who in c.roles.get("visitors", ())), default=len(c.s))
    led = c.s.word(last + 1) in lexicon.words("prepositions of places")
    return named_at(c.s, place_after(c.s, last + 2, 3)) if led else ()


def _before(c: Reading) -> Iterator[Who]:
    """As in "signed in Kesh when she visited in August": the places before it in its sentence."""
    yield from (who for who in _places(c.s) if who.at < c.at)


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
    """As in "landed late on Friday in Qarrab", "her visit to the camps", "visited the camps"."""
    s = c.s
    at = c.after + (s.word(c.after) in lexicon.words("words before times"))
    alone = at >= len(s) or s[at].time is not None or bool(s.gap(c.after).strip())
    if c.pattern.part != "noun" and c.word == "visited" and not alone:
        return True
    for k in range(c.after, min(len(s), c.after + _NEAR)):
        timed = k + 1 < len(s) and s[k + 1].time is not None
        if s.word(k) in lexicon.words("prepositions of visits") | _LEADS and not timed:
            return True
        if k > c.after and s.gap(k).strip():
            return False
    return False


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "place of the scene told": of_scene,
    "place of the occasion": of_occasion,
    "place where others follow": where_others_follow,
    "place of dateline or story": of_dateline_or_story,
    "person called visiting": called_visiting,
    "place of the story at a time": of_story_at_time,
    "place behind the visitor": behind_visitor,
}
"""Where places are looked for that are not told, by the names that tables give it."""
