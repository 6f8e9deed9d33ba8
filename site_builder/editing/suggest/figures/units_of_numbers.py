"""What a number counts that stands by itself: "its losses rose to 3,000", "compared with 500 in May"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.figures.befallen import numbered
from site_builder.editing.suggest.figures.nouns import changed, first_of_pair, level_of
from site_builder.editing.suggest.figures.rows_of_figures import (
    in_row,
    is_of_them,
    is_of_total,
    is_part_of_last,
    it_has,
    named_apart,
    there_are,
)
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.extraction.numbers import SMALL

_DESCRIBING: Final = 5
"""So many words may stand between a number and the noun that it counts."""
_COMPARING: Final = frozenset(
    (("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"), ("total", "to"))
)
_WHOLE: Final = frozenset(("the", "its", "their", "all", "those", "these"))
_SMALLEST_BEING: Final = 1000
"""What a smaller number is need be no level: "his room is 612"."""
_SMALLEST: Final = 10
"""A smaller number that rises or falls is one of points, places or the like."""


def unit_of_level(s: Sentence, first: int, after: int, number: float) -> str | None:
    """As in "its strength fell to 71,300", "the population has reached 112 million"."""
    first_of_two = s.word(first - 1) == "from" and s.word(after) == "to"
    if s.word(first - 1) == "of" and s.word(first - 2) in lexicon.words("words of populations"):
        return "inhabitants"
    if number < _SMALLEST or not (first_of_two or stands_alone(s, after)):
        return None
    being = lexicon.words("being and having") | {"is", "are", "was", "were"}
    if number < _SMALLEST_BEING and not being.isdisjoint(s.words(first - 2, first)):
        return None  # "his office is 612"
    if first > 1 and s.word(first - 1) == "to" and s[first - 2].amount and not changed(s, first):
        return None  # "84 votes to 61"
    noun = numbered(s, first) or level_of(s, first)
    noun = noun or ("" if s.word(first - 1) in {"lost", "gained"} else changed(s, first))
    if noun in lexicon.words("words of populations"):
        return "inhabitants"
    open_ = lexicon.words("nouns of measuring", "words that stand for the last figure")
    return noun if noun.islower() and noun not in open_ else None


def stands_alone(s: Sentence, after: int) -> bool:
    """Tell a number that no noun follows."""
    if s.gap(after) == ":" and s[after].text[0].isdigit():
        return False  # "at 13:40"
    if after >= len(s) or s[after].gap.strip() or s[after].time:
        return s.gap(after).strip() not in {"-", "%", "/"}
    ends = lexicon.words("prepositions", "words after numbers that stand alone")
    return s.gap(after) == " " and s.word(after) in ends and s.word(after) not in {"of", "to", "per"}


def unit_of_described(s: Sentence, k: int) -> str | None:
    """As in "28 Chinese military aircraft", "4,000 more soldiers", "600,000 Keshians"."""
    if s.gap(k) != " ":
        return None
    if k + 2 < len(s) and s[k].kind == "demonym" and s.word(k + 1) == "and" and s[k + 2].text[0].isdigit():
        return _described_noun(s, k + 3)  # "1,100 American and 1,500 French soldiers"
    if s.word(k).endswith("ed") and k + 1 < len(s) and s[k + 1].kind == "demonym" and s[k + 1].gap == " ":
        k += 1  # "1,315 uniformed Keshians"
    if _are_citizens(s, k):
        return "people"
    return _described_noun(s, k)


def _described_noun(s: Sentence, k: int) -> str | None:
    """As in "Chinese military aircraft", "more soldiers": the noun behind words that only describe."""
    described = False
    for j in range(k, min(len(s), k + _DESCRIBING)):
        word = s.word(j)
        if s[j].gap != " " or s[j].time or s[j].amount or word in lexicon.words("prepositions"):
            return None
        if s[j].kind in {"demonym", "state"} or word in lexicon.words("words between numbers and nouns"):
            described = described or word != "and"
        elif _joins_next(s, j):
            described = True  # "50 combat and support ships"
        elif _is_people(s, j):
            return word
        elif not described or s[j].who or not s[j].text.islower():
            return None
        elif word in lexicon.words("units of people") or _is_plural(word):
            return word
    return None


def _are_citizens(s: Sentence, k: int) -> bool:
    """As in "600,000 Keshians", not "20 Keshian and Norland soldiers"."""
    several = s[k].text.endswith("s") and s[k].text != "Swiss"
    return s[k].kind == "demonym" and (several or (_ends_noun(s, k) and s.word(k + 1) != "and"))


def _is_people(s: Sentence, j: int) -> bool:
    """As in "1.9 billion Muslims"."""
    return s.word(j) in lexicon.words("peoples and believers") and s[j].text[0].isupper()


def _joins_next(s: Sentence, j: int) -> bool:
    """As in "combat and support ships": of two words that describe, the first."""
    pair = s.word(j + 1) == "and" and s.gap(j + 2) == " " and s[j].text.islower() and not s[j].who
    one = not (_is_plural(s.word(j)) or _is_plural(s.word(j + 2)))
    return pair and one and s.word(j + 2).isalpha() and _is_plural(s.word(j + 3))


def _is_plural(word: str) -> bool:
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > 3
    return (plural and word not in lexicon.words("plurals before nouns")) or word == "aircraft"


def _ends_noun(s: Sentence, j: int) -> bool:
    """Tell whether a word is the last of its noun: a verb, a preposition or another clause follows."""
    after = s.word(j + 1)
    small = lexicon.words("prepositions", "words before verbs") | {"and", "who", "that"}
    acts = after.endswith(("ed", "ly", "ing")) or after in small or after in lexicon.words("finite verbs")
    apart = j + 1 >= len(s) or bool(s[j + 1].gap.strip()) or s[j + 1].time is not None
    return apart or acts or after in lexicon.words("verbs behind people")


def unit_of_whole(s: Sentence, after: int) -> str | None:
    """As in "61 of the 169 seats": the part is of the same; of other things it may be told what they did."""
    k = after + 1 + (s.word(after + 1) in _WHOLE)
    amount = s[k].amount if s.word(after) == "of" and k < len(s) else None
    return amount.unit if amount and amount.unit in lexicon.words("units of seats") else None


def is_whole(s: Sentence, i: int) -> bool:
    """Tell the 169 in "61 of the 169 seats"."""
    k = i - 1 - (s.word(i - 1) in _WHOLE)
    return s.word(k) == "of" and k > 0 and (s[k - 1].text.isdigit() or s.word(k - 1) in SMALL)


def unit_before(s: Sentence, i: int, after: int, last: str) -> str | None:
    """As in "up from 536", "compared with 250 in May": what the `last` number before it counts."""
    before = tuple(s.words(i - 2, i))
    led = s.word(i - 1) == "from" and s.word(after) == "to" and after + 1 < len(s)
    goal = s[after + 1].amount if led else None
    if goal and goal.kind == "quantity":
        return goal.unit  # "from 20,000 to 30,000 soldiers"
    compared = s.word(i - 1) == "against" or before in _COMPARING or named_apart(s, i) is not None
    same = compared or is_of_total(s, i) or in_row(s, i, after) or _is_of_figure(s, i)
    in_all = s.words(after, after + 2) in (["in", "all"], ["in", "total"]) or s.word(after) == "altogether"
    pair = first_of_pair(s, i)
    if pair != i and s.word(pair - 1) == "from" and stands_alone(s, after) and (one := s[pair].amount):
        return one.unit if one.kind == "quantity" else None  # "from 410 warheads to 500"
    if last and (is_part_of_last(s, i) or _will_be(s, i, after) or in_all or _comes_down(s, i)):
        return last
    if last and (_is_more(s, i, after) or is_of_them(s, after) or _has_it(s, i, after)):
        return last
    return last if last and same and stands_alone(s, after) else None


def _has_it(s: Sentence, i: int, after: int) -> bool:
    """As in "In 2030 it had 12", "at the end of 2030 there were 12"."""
    return (it_has(s, i) or there_are(s, i)) and stands_alone(s, after)


def _comes_down(s: Sentence, i: int) -> bool:
    """As in "plans to be down to 130,000": so many of what was counted before will stay."""
    return s.words(i - 3, i) == ["be", "down", "to"]


def _will_be(s: Sentence, i: int, after: int) -> bool:
    """As in "of whom 50,000 will be volunteers", "of which 20 were new"."""
    led = s.word(i - 1) in {"whom", "which", "those", "them"} and s.word(i - 2) == "of"
    return led and s.word(after) in lexicon.words("being and having", "modal verbs") and s.gap(after) == " "


def _is_more(s: Sentence, i: int, after: int) -> bool:
    """As in "and 500 more have been promised", "a further 20 were"."""
    more = s.word(after) == "more" and s.gap(after) == " "
    end = after + more
    further = more or s.word(i - 1) in lexicon.words("words of another")
    acts = s.word(end) in lexicon.words("being and having", "modal verbs")
    return further and (acts or stands_alone(s, end))


def _is_of_figure(s: Sentence, i: int) -> bool:
    """As in "the 2030 figure stands at 15,870", "which brings the figure to 3,845"."""
    return not {level_of(s, i), changed(s, i)}.isdisjoint(
        lexicon.words("words that stand for the last figure")
    )


def unit_last(s: Sentence, i: int) -> str:
    """Give what the last amount before a token counts."""
    amounts = (amount for k in range(i - 1, -1, -1) if (amount := s[k].amount) and amount.kind == "quantity")
    return next((amount.unit for amount in amounts), "")
