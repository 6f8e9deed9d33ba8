"""Numbers that follow another of the same: "4,000 in May and 5,000 in June", "the 2030 total of 5,000"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence

_TIMED: Final = frozenset(("in", "on", "during", "for"))
_APART: Final = 9
"""So many words before a number stands the one that it goes on with, at most."""
_FAR_VERB: Final = 4
"""Less than so many words before a number "were" stands, or the comma behind "Of those displaced"."""
_BEING: Final = frozenset(("are", "were", "been"))
_ROUNDING: Final = frozenset(
    ("nearly", "about", "some", "almost", "around", "over", "roughly", "more", "than", "at", "least", "only")
)
"""They stand before a number that is not exact, or but that great."""
_REFERRING: Final = 3
"""So many words at most stand before the noun of "the 2030 figure"."""


def in_row(s: Sentence, i: int, after: int = 0) -> bool:
    """As in "1,120 crossings in 2028, 6,340 in 2029 and 15,870 in 2030": of the same, at another time."""
    after = after or i + 1
    joint = i - (s.word(i - 1) == "only")
    joined = s.word(joint - 1) in {"and", "but"} or (joint > 0 and s.gap(joint).strip() == ",")
    timed = s.word(after) in _TIMED and after + 1 < len(s) and s.gap(after) == " "
    first = max((k for k in range(i) if s[k].amount or (s[k].text[0].isdigit() and not s[k].time)), default=i)
    before = any(s[k].time for k in range(first, i))
    return joined and timed and before and s[after + 1].time is not None


def is_of_total(s: Sentence, i: int) -> bool:
    """As in "a drop from the 2030 total of 5,000"."""
    noun = s.word(i - 2) if s.word(i - 1) == "of" else ""
    dated = i > 2 and s[i - 3].time is not None
    return dated and (noun in lexicon.words("words that stand for the last figure"))


def is_it(s: Sentence, verb: int) -> bool:
    """As in "by May it stood at": the verb of a level or of a change whose subject is the figure before."""
    moving = lexicon.words("words of change", "level verbs")
    helps = lexicon.words("being and having") | {
        "then",
        "since",
        "later",
        "already",
        "went",
        "gone",
        "come",
        "came",
    }
    if s.word(verb) not in moving or s.word(verb) in lexicon.words("being and having"):
        return False
    k = verb - 1
    while k > 0 and s.word(k) in helps:
        k -= 1
    return s.word(k) in lexicon.words("pronouns of figures") or whose_it_is(s, k)


def whose_it_is(s: Sentence, k: int) -> bool:
    """As in "those of Norland fell": tell the name of whose the same is, or to whom it goes."""
    led = s[k].who is not None and s.word(k - 1) in {"of", "to", "from"}
    return k > 1 and led and s.word(k - 2) in {"those", "that"}


def is_of_them(s: Sentence, of: int) -> bool:
    """As in "27 people drowned, 11 of them children", told by the "of" behind a number."""
    if s.word(of) != "of" or s.word(of + 1) not in lexicon.words("words for those just counted"):
        return False
    alone = s.gap(of + 2).strip() or of + 2 >= len(s) or s.word(of + 2) in lexicon.words("prepositions")
    return s.word(of + 1) not in lexicon.words("definite") or bool(alone)


def named_apart(s: Sentence, i: int) -> Entity | None:
    """Give whose a number is that goes on with the one before it, where it names somebody else.

    As in "Norland gives 327 million, Kesh 309 million", "Norland's rose by 5 percent, Kesh's by 3 percent",
    "60 percent in Norland and 40 percent in Kesh".
    """
    while i + 1 < len(s) and s.word(i) in _ROUNDING:
        i += 1
    first = i
    while first > 0 and s.word(first - 1) in _ROUNDING:
        first -= 1  # "and nearly 6,000 in Kesh"
    before = next((k for k in range(first - 1, max(-1, first - _APART), -1) if _is_number(s, k)), None)
    if before is None:
        return None
    if _names_place(s, i) and _names_place(s, before) and _is_joined(s, first):
        return s[i + 2].who
    name = i - 2 if s.word(i - 1) in {"by", "to", "at"} else i - 1
    named = name > before and s[name].who is not None and s[name].owns == (name < i - 1)
    first = name - (s.word(name - 1) == "the")
    return s[name].who if named and s.gap(i) == " " and _is_joined(s, first) else None


def _is_number(s: Sentence, k: int) -> bool:
    return s[k].amount is not None or (s[k].text[0].isdigit() and s[k].time is None)


def _is_joined(s: Sentence, k: int) -> bool:
    return s.gap(k).strip() in {",", ";"} or s.word(k - 1) == "and"


def _names_place(s: Sentence, i: int) -> bool:
    return s.word(i + 1) == "in" and i + 2 < len(s) and s[i + 2].kind in {"state", "place"}


def it_has(s: Sentence, i: int) -> bool:
    """As in "in 2030 it had 12": a number of what the sentence before counts."""
    return s.word(i - 1) in {"has", "had"} and s.word(i - 2) in {"it", "they"} and s[i].text[0].isdigit()


def there_are(s: Sentence, i: int) -> bool:
    """As in "at the end of 2030 there were 164,000": so many of what the sentence before counts."""
    if not s[i].text[0].isdigit() or s[i].time is not None or s[i].amount is not None:
        return False
    verb = next((k for k in range(i - 1, max(-1, i - _FAR_VERB), -1) if s.word(k) in _BEING), 0)
    return s.word(verb - 1) == "there" and not any(s.gap(k).strip() for k in range(verb, i + 1))


def _begins_with_part(s: Sentence) -> bool:
    """As in "Among them were", "Of those displaced,"."""
    return s.word(0) in {"among", "of"} and s.word(1) in lexicon.words("words for those just counted")


def is_part_of_last(s: Sentence, i: int) -> bool:
    """As in "Of those displaced, 3 million are still in the country": the first number behind the comma."""
    if s.word(0) != "of" or not _begins_with_part(s):
        return False
    comma = next((k for k in range(2, i + 1) if s.gap(k).strip() == ","), 0)
    return bool(comma) and not any(_is_number(s, k) for k in range(i)) and i - comma < _FAR_VERB


def refers_back(s: Sentence) -> bool:
    """As in "That included 5,000 tonnes", "The 2030 figure was 5,000": of what the sentence before told."""
    if s.word(0) in lexicon.words("words that refer back") or _begins_with_part(s):
        return True
    if any(is_it(s, k) or it_has(s, k) or there_are(s, k) for k in range(len(s))):
        return True
    figures, level = lexicon.words("words that stand for the last figure"), lexicon.words("level verbs")
    stands = any(s.word(k) in figures and s.word(k + 1) in level for k in range(len(s)))
    return stands or not figures.isdisjoint(s.words(1, _REFERRING + 1))
