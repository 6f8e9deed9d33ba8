"""Names of the gazetteer where they stand: published (rank 3) if nothing speaks against it, else proposed."""

from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.gazetteer import bodies_and_more, countries, doubtful, doubtful_bodies
from site_builder.extraction.places import beside_state, known_at
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import AMPERSAND, COMMA, OPEN, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import COMMON, DEMONYMS, KNOWN, TITLE_PARTS, before, following

_STRONG: Final = lexicon.words("strong prepositions")
_WEAK: Final = lexicon.words("place prepositions")
_OPENING: Final = lexicon.words("articles before capitals")
_FIRST_WORDS: Final = lexicon.words("first words of places")
_DIRECTIONS: Final = lexicon.words("directions")
_ACTING: Final = lexicon.words("acting") | lexicon.words("reporting verbs")
_ONE_OF_MANY: Final = lexicon.words("one of many")
_MADE: Final = lexicon.words("equipment kinds") | lexicon.words("products")
_ARTICLES: Final = lexicon.words("articles within a sentence")
_OF_SPORT: Final = lexicon.words("place prepositions of sport")
_SPORT: Final = lexicon.words("sport")
_WORDS_OF_SPORT: Final = 60
"""A text is on sport where one word in so many is one of sport."""


def is_on_sport(words: TextWords) -> bool:
    """Tell whether a text is on sport, where the name of a city is mostly that of its team."""
    return sum(word in _SPORT for word in words.texts) * _WORDS_OF_SPORT > len(words)


def in_gazetteer(words: TextWords, first: int, end: int, *, sport: bool = False) -> RuleName | None:
    """Judge a name of the gazetteer where it stands; `None` where it is part of a longer name."""
    name = words.text[words.starts[first] : words.ends[end - 1]]
    label = KNOWN.get(name)
    if label is None or words.gap_text(end).lstrip().startswith("$"):
        return None  # "US$ 20"
    if label == "demonym":
        return RuleName(first, end, "demonym", "demonym", 4)
    if _goes_on(words, first, end, label):
        return None
    if label == "organisation":
        return _body(words, first, end, name)
    return _place(words, first, end, name, sport=sport)


def _body(words: TextWords, first: int, end: int, name: str) -> RuleName:
    if words.heading[first] or _is_doubtful_body(words, first, end, name):
        return RuleName(first, end, "organisation", "doubtful-body", 4)
    return RuleName(first, end, "organisation", "known-body")


def _place(words: TextWords, first: int, end: int, name: str, *, sport: bool) -> RuleName:
    rule = beside_state(words, first, end)
    if not rule and (not words.heading[first] or _is_bracketed(words, first, end, name)):
        if _in_company(words, first, end, name, sport=sport):
            rule = "place-preposition"
        elif _is_surely_place(words, first, end, name, sport=sport):
            rule = "known-place"
    if rule:
        return RuleName(first, end, "place", rule)
    return RuleName(first, end, "place", "doubtful-place" if name in doubtful() else "gazetteer", 4)


def _is_bracketed(words: TextWords, first: int, end: int, name: str) -> bool:
    """As in "Ann Hale (Norway) beat Tom Berg (Peru)", which may look like a heading."""
    return words.gaps[first] == OPEN and name in countries() and words.gap_text(end).startswith(")")


def _goes_on(words: TextWords, first: int, end: int, label: str) -> bool:
    """Tell whether more capitals around the name make it another's part: "Paris Hilton", "London Bridge"."""
    if words.heading[first]:
        return False
    if words.gaps[end] == AMPERSAND or words.gaps[first] == AMPERSAND:
        return True
    after = following(words, end)
    if (
        after
        and words.capital[end]
        and after not in TITLES
        and after not in TITLE_PARTS
        and after not in DEMONYMS
    ):
        return True
    prior = before(words, first)
    if not prior or not words.capital[first - 1]:
        return False
    return not (prior in COMMON or prior in _OPENING) or (label == "place" and prior in _FIRST_WORDS)


def _in_company(words: TextWords, first: int, end: int, name: str, *, sport: bool) -> bool:
    """Tell whether a preposition or a larger place beside it proves the place."""
    prior, after = before(words, first), following(words, end)
    if after and words.capital[end]:
        return False
    if sport and name not in countries():
        return prior.lower() in _OF_SPORT
    if prior.lower() in _STRONG or name in doubtful():
        return prior.lower() in _STRONG
    comma = words.gaps[end] == COMMA and not words.owns[end - 1]
    return (
        prior in _WEAK
        or prior in _DIRECTIONS
        or words.owns[end - 1]
        or (comma and known_at(words, end) > 0)
        or (words.gaps[first] == COMMA and first > 0 and KNOWN.get(words.texts[first - 1]) == "place")
    )


def _is_surely_place(words: TextWords, first: int, end: int, name: str, *, sport: bool) -> bool:
    """Tell whether a name that is hardly ever another's stands alone: no "U.S.-led", no "Rio 2016"."""
    after = words.texts[end] if end < len(words) else ""
    if name in doubtful() or (after[:1].isdigit() and following(words, end)):
        return False
    of_office = name in countries() and after in TITLES  # "US President"
    if following(words, end) and words.capital[end] and not of_office:
        return False
    if is_joined(words, end):
        return False
    if name in countries():
        return True
    return not sport and before(words, first) not in _ARTICLES


def is_joined(words: TextWords, end: int) -> bool:
    """Tell whether a name is the first part of a word: "U.S.-led"."""
    return words.gap_text(end) == "-"


def _is_doubtful_body(words: TextWords, first: int, end: int, name: str) -> bool:
    """Tell whether the name may be a thing's: "Shell", "on Facebook"."""
    if name in doubtful_bodies():
        return True
    if name in bodies_and_more():
        return following(words, end) not in _ACTING
    return is_of_a_thing(words, first, end)


def is_of_a_thing(words: TextWords, first: int, end: int) -> bool:
    """Tell whether a body's name stands for what it makes: "a Boeing", "Airbus jets", "Boeing 787"."""
    after, prior = following(words, end), before(words, first)
    if after[:1].isdigit() or after in _MADE:
        return True
    capital = after and words.capital[end] and not words.heading[first]
    if capital and after not in TITLES | TITLE_PARTS:
        return True
    return prior in _ONE_OF_MANY or prior[:1].isdigit()
