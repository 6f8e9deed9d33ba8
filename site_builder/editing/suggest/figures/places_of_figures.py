"""Where it is that a number tells of: beside it, named before it, or told in the sentence before."""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.named_in_clauses import named_or_meant
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title
from site_builder.names import countries

_NEAR: Final = 10
"""So many words behind a number name the place that it is about."""
_DESCRIBED: Final = 6
"""So many words stand behind "the Norwegian" at most before the name of the place that it describes."""
_FROM: Final = 4
"""So many words before "in" at most stands "from": "from the Norwegian war in Kesh"."""
_BEFALLS: Final = lexicon.words("measures of what happens in towns")


def place_left(s: Sentence, i: int) -> Entity | None:
    """As in "5,000 people have fled Norland", "were driven from Merrow": where they had lived."""
    verbs = lexicon.words("words of leaving homes", "words of the displaced")
    for k in range(i + 1, min(len(s) - 1, i + _NEAR)):
        if s.gap(k).strip():
            return None
        at = k + 1 + (s.word(k + 1) in {"from", "out"})
        at += (s.word(at) in {"of", "from"}) + (s.word(at) == "the")
        if s.word(k) in verbs and at < len(s) and s[at].kind in {"state", "place"} and not s[at].owns:
            return s[at].who
    return None


def place_reached(s: Sentence, i: int) -> Entity | None:
    """As in "5,000 people have crossed into Norland", "have reached Merrow": where they are now."""
    verbs = lexicon.words("words of arriving")
    for k in range(i + 1, min(len(s) - 1, i + _NEAR)):
        at = k + 1 + (s.word(k + 1) in {"into", "to", "in", "at"})
        at += s.word(at) == "the"
        if s.word(k) in verbs and at < len(s) and s[at].kind in {"state", "place"} and not s[at].owns:
            return s[at].who
    return None


def place_near(story: Story, s: Sentence, i: int, *, listed: bool) -> Entity | None:
    """Find the first place behind a number, or the last before it; of what is only counted, in its part."""
    words, pointing = lexicon.words("words before places of events"), lexicon.words("pointing words")
    start = 0 if listed else max((k for k in range(i + 1) if k == 0 or "," in s[k].gap), default=0)
    behind = range(i + 1, min(len(s), i + _NEAR))
    than = next((k for k in behind if _ends_near(s, k, listed=listed) or ";" in s.gap(k)), behind.stop)
    for k in (*range(i + 1, than), *range(i - 1, start - 1, -1)):
        if s.word(k) in words and (at := place_after(s, k + 1, 4)) is not None and (k > i or at < i):
            if s.word(k - 1) in lexicon.words("meeting nouns"):
                continue  # "at a meeting in Merrow"
            if _is_one_of_several(s, at):
                return None  # "in Norland and Kesh"
            return s[at].who
        if s.word(k) in words | {"on"} and s.word(k + 1) in pointing and k + 2 < len(s):
            if (town := _described_by_nation(s, k + 2)) is not None:
                return s[town].who
            meant = None if _is_border(s, k + 2) or s.word(k) == "on" else named_or_meant(story, s, k + 2)
            if meant and meant.kind == "state":
                return meant  # "in the country"
        if s.word(k) in words and _is_part_of_state(s, k + 1):
            return named_or_meant(story, s, k + 1)
    return None


def _described_by_nation(s: Sentence, k: int) -> int | None:
    """As in "in the U.S. border town of Merrow": the place that has a name."""
    if s[k].kind not in {"demonym", "state"} or s[k].owns:
        return None
    near = range(k + 1, min(len(s) - 1, k + _DESCRIBED))
    plain = takewhile(lambda j: s.gap(j) == " " and s[j].text.islower(), near)
    of = next((j for j in plain if s.word(j) == "of"), k)
    return of + 1 if s.word(of) == "of" and s.gap(of + 1) == " " and s[of + 1].kind == "place" else None


def _is_part_of_state(s: Sentence, k: int) -> bool:
    """As in "in Norwegian West Merrow", which no list has."""
    nation = k + 1 < len(s) and s[k].kind == "demonym" and s[k + 1].gap == " "
    return nation and s[k + 1].text[0].isupper() and s[k + 1].who is None and s[k + 1].time is None


def _is_border(s: Sentence, k: int) -> bool:
    """As in "near the Norwegian border", which may lie in another state."""
    return s[k].kind == "demonym" and s.word(k + 1) in lexicon.words("words of borders")


def _is_one_of_several(s: Sentence, at: int) -> bool:
    """As in "people in Norland and Kesh": the number is that of both together."""
    other = at + 1 + (s.word(at + 1) == "and")
    joined = s.word(at + 1) == "and" or s.gap(at + 1).strip() == ","
    further = joined and other < len(s) and s[other].kind == s[at].kind and s.gap(other).strip() in {"", ","}
    return further and (s.word(at + 1) == "and" or s.word(other + 1) == "and")


def _ends_near(s: Sentence, k: int, *, listed: bool) -> bool:
    """As in "more than any in Africa", "killing five, and another in Merrow": the place is of another."""
    said = s.word(k) in lexicon.words("said") and s.word(k - 1) not in lexicon.words("being")
    amount = s[k].amount
    share = amount is not None and amount.kind == "percent"
    divided = share or any(c in s[k].gap for c in ",;:") or s.word(k) in lexicon.words("being")
    return s.word(k) in {"than", "another"} or said or (divided and not listed)


def place_named(s: Sentence, i: int) -> Entity | None:
    """As in "a Merrow car bombing killed five": the last place before a number, in its part of one."""
    start = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ',;:"')), default=0)
    start = max(start, dateline_end(s))
    places = (k for k in range(i - 1, start - 1, -1) if s[k].kind == "place")
    return next((s[k].who for k in places if not _is_led_elsewhere(s, k)), None)


def _is_led_elsewhere(s: Sentence, k: int) -> bool:
    """As in "loyal to Merrow", "the road from Merrow": what befell others did so somewhere else."""
    led = s.word(k - 1) if s.word(k - 1) != "the" else s.word(k - 2)
    others = lexicon.words("words before others than subjects")
    return led in others - lexicon.words("words before places of events", "words before what is struck")


def place_before(story: Story, s: Sentence, measure: NewMeasure) -> Entity | None:
    """The one place that the sentence before names, in the same paragraph; else the article's first one."""
    if next(_places_in(s), None) or any(is_unknown_place(s, k) for k in range(1, len(s))):
        return None  # "in Norland and Kesh", "at the Merrow air base"
    if _is_of_actor(s, measure):
        return None
    before = story.sentences[s.index - 1 : s.index] if s.index else ()
    beside = (one for one in before if one.paragraph == s.paragraph)
    first = next((one for one in story.sentences if not (one.headline or is_title(story, one))), s)
    for sentence in (*beside, *((first,) if first.index < s.index else ())):
        if tells_of_venue(sentence):
            continue  # where some met, nothing befell others
        places = {who.id: who for who in _places_in(sentence)}
        if any(who.name in countries.capitals() for who in places.values()) and measure.id not in _BEFALLS:
            continue  # where something is said of refugees, there need be none
        told = sentence is first and not any(who.name in countries.capitals() for who in places.values())
        if len(places) == 1 or (places and told):
            return _as_wide(story, s, next(iter(places.values())))
    return None


def _is_of_actor(s: Sentence, measure: NewMeasure) -> bool:
    """As in "Norland released 90 prisoners": a state that did so is named itself."""
    acts = any(s[k].kind == "state" and not s[k].aside for k in range(dateline_end(s), len(s)))
    return acts and measure.id in lexicon.words("measures of what states do")


def is_unknown_place(s: Sentence, k: int) -> bool:
    """As in "in an attack on the Merrow air base": a name that no list has, where a place is told."""
    led = s.word(k - 1) if s.word(k - 1) != "the" else s.word(k - 2)
    words = lexicon.words("words before places of events", "words before what is struck")
    plain = s[k].who is None and s[k].time is None and s[k].amount is None
    return plain and led in words and s[k].text[0].isupper() and s.gap(k) == " "


def tells_of_venue(s: Sentence) -> bool:
    """Tell whether a sentence speaks of a meeting, visit or trial: its place is only where some met."""
    return not _words_of_venues().isdisjoint(s.vocabulary)


@cache
def _words_of_venues() -> frozenset[str]:
    sections = ("meeting nouns", "visit nouns", "words of being on a visit", "words of trials")
    return lexicon.words(*sections)


def _as_wide(story: Story, s: Sentence, place: Entity) -> Entity | None:
    """Give the state of a place for what befell a state, as in "the war has cost 14,000 lives"."""
    wide = not lexicon.words("words of what befalls states").isdisjoint(s.vocabulary)
    if not place.state:
        return None if wide else place
    return state_of(story, place.state) if wide and place.kind == "place" else place


def _places_in(s: Sentence) -> Iterator[Entity]:
    """As in "near Merrow", "in the Merrow Sea"."""
    for k, token in enumerate(s.tokens):
        first = k - 1 - (s.word(k - 1) == "the")
        led = s.word(first)
        if "from" in s.words(max(0, first - _FROM), first) and led == "in":
            continue  # "who had fled there from the war in Norland"
        if (
            token.who
            and token.kind in {"place", "state"}
            and token.text not in lexicon.words("parts of the world")
            and led in lexicon.words("words before places of events")
        ):
            at = place_after(s, k, 1)
            yield (
                s[at].who or token.who if at is not None else token.who
            )  # "in the Kesh Sea port of Merrow"
            if s.word(k + 1) == "and" and k + 2 < len(s) and (other := s[k + 2].who):
                yield other  # "in Norland and Kesh"
