"""What a number measures, by the words beside it: a measure that the registry may lack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.names import slug
from site_builder.editing.suggest.sentences import Sentence
from site_builder.extraction.currencies import is_shared_word
from site_builder.model.extraction_results import Amount
from site_builder.names.inflection import is_common

_BEHIND_NOUNS = frozenset(("across", "throughout", "around", "within", "amid", "worldwide"))
_NO_LEVELS = ("units of people", "definite states", "kinds of bodies")
"""What these lists name has no level: "a state was, at 50 percent, the first"."""
_FAR_VERB = 5
"""Less than so many words before a number its verb is looked for: "fell in value by 3 percent"."""
_FAR_TOLL = 9
"""So many words before a number "toll" tells what it counts."""
_FAR_PAIR = 8
"""So many words before a number that follows "to" the one stands that follows "from"."""
_INHABITANTS = 10_000
"""So many people at least are all who live somewhere."""
_PRICED = 16
"""So many words before a price stands what tells of buying or selling."""
_BEFORE, _BEHIND = 4, 6
"""So many words before and behind a number tell what it counts."""


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure that words tell of; `listed` ones stand in the table, others are named by what is counted.

    `of_places` tells whether it may be a place's.
    """

    id: str
    name: str
    sentence: str
    unit: str
    listed: bool = False
    of_places: bool = True


def measure_told(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """Say what an amount at a token measures; nothing where the words do not tell."""
    match amount.kind:
        case "quantity" if is_shared_word(amount.unit):
            return _money(s, i, amount)
        case "quantity":
            return _population(s, i, amount) or _listed(s, i, amount) or _counted(s, i, amount)
        case "percent":
            return _share(s, i)
        case "money":
            return _money(s, i, amount)
    return None


# ------------------------------------------------------------------ what the table lists


def _population(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "the nation's 5 million people": so many live there, whatever befell some of them."""
    unit, number = amount.unit.lower(), amount.low or amount.high
    owned = i > 0 and (s[i - 1].owns or s.word(i - 1) in {"its", "their"})
    many = bool(number) and float(number) >= _INHABITANTS
    if not (owned and many and unit in lexicon.words("words of those who live somewhere")):
        return None
    table = lexicon.table("figures")["population"]
    return NewMeasure(table["id"], table["name"], table["sentence"], table["unit"], listed=True)


def _listed(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    unit = amount.unit.lower().split()[-1] if amount.unit else "people"
    unit = "people" if _befalls(s.word(i + 1)) and s.gap(i + 1) == " " else unit
    beside = (*amount.surface.lower().split(), *_right_before(s, i), *_nearest(s, i))
    for last, word in product((False, True), (*_done_to(s, i), *_toll(s, i, amount), unit, *beside)):
        for table in _tables():
            if (
                table.get("last", False) == last
                and ("near" not in table or not lexicon.words(table["near"]).isdisjoint(s.vocabulary))
                and word in lexicon.words(table["words"])
                and unit in lexicon.words(table["units"])
            ):
                return NewMeasure(
                    table["id"],
                    table["name"],
                    table["sentence"],
                    table["unit"],
                    listed=True,
                    of_places=table.get("of_places", True),
                )
    return None


def _befalls(word: str) -> bool:
    """As in "left seven motorcyclists dead": what follows shows that people are counted."""
    return word in lexicon.words("words right behind people")


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    return tuple(lexicon.table("figures").values())


def _done_to(s: Sentence, i: int) -> Iterator[str]:
    """As in "killed 29 refugees and two others": what was done says more than whom it befell."""
    joined = s.word(i - 1) == "and"
    before = (k for k in range(i - 2, max(-1, i - 2 - _BEFORE), -1) if _may_be_counted(s, k))
    first = next(before, i) if joined else i
    yield from (word for word in _right_before(s, first) if word in _done())


def _may_be_counted(s: Sentence, k: int) -> bool:
    amount = s[k].amount
    return s[k].text.isdigit() or (amount is not None and amount.kind != "rank")


@cache
def _done() -> frozenset[str]:
    return lexicon.words("words of the killed") | lexicon.words("words of the injured")


def _toll(s: Sentence, i: int, amount: Amount) -> Iterator[str]:
    """As in "put the toll of the storm at 22"."""
    before = range(max(0, i - _FAR_TOLL), i)
    other = amount.rule != "bare" or any(_may_be_counted(s, k) for k in before)
    befell = any(word.endswith("ed") and word in _done() for word in s.words(i + 1, i + 4))
    tolls = lexicon.words("words of tolls")
    yield from () if other or befell else (word for word in map(s.word, before) if word in tolls)


def _right_before(s: Sentence, i: int) -> Iterator[str]:
    """As in "killed three people and injured two"."""
    word = s.word(i - 1)
    if word.endswith(("ed", "ing")) and not s[i].gap.strip():
        yield word


def _nearest(s: Sentence, i: int) -> Iterator[str]:
    """Give the words behind a number, then those before it, as far as its clause goes."""
    for k in range(i + 1, min(len(s), i + 1 + _BEHIND)):
        if s[k].amount or any(c in s[k].gap for c in ",;:.("):
            break
        if s.word(k) == "and" and s.word(k + 1).endswith("ed"):
            break  # "heard eleven others and released them"
        yield s.word(k)
    for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
        if any(c in s[k + 1].gap for c in ",;:.("):
            break
        yield s.word(k)


# ------------------------------------------------------------------ what is counted, shared or paid


def _counted(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    noun = amount.unit.lower()
    acts = noun in lexicon.words("units of states") and s.word(i + 1) in lexicon.words("verbs behind states")
    if not noun or (noun in lexicon.words("units that are no figures") and not acts) or not slug(noun):
        return None
    return NewMeasure(
        f"number-of-{slug(noun)}", f"Number of {noun}", f"number of {noun} of {{subject}}", noun
    )


def _share(s: Sentence, i: int) -> NewMeasure | None:
    """Name a share by what it is of, else by what it is a level of or what changed by it."""
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    if not lexicon.words("words of holdings").isdisjoint(_next_words(s, i)):
        return _named("Share held", "share that {subject} holds", "percent", "share", of_places=False)
    if behind == "of" and (noun := _noun_after(s, i + 2)):
        return _named(f"Share of {noun}", f"share of the {noun} of {{subject}}", "percent", noun)
    if noun := _level_of(s, i):
        return _named(noun.capitalize(), f"{noun} in percent of {{subject}}", "percent", noun)
    if noun := _changed(s, i):
        levels = lexicon.words("words of levels")
        what = "Level" if s.word(_first_of_pair(s, i) - 1) in levels else "Change"
        return _named(f"{what} of {noun}", f"{what.lower()} of the {noun} of {{subject}}", "percent", noun)
    noun = behind if behind in lexicon.words("nouns behind shares") else ""
    return _named(f"Share of {noun}", f"share of the {noun} of {{subject}}", "percent", noun)


def _next_words(s: Sentence, i: int) -> Iterator[str]:
    """Give the few words behind a number that nothing divides from it."""
    for k in range(i + 1, min(len(s), i + 4)):
        if s[k].gap != " ":
            break
        yield s.word(k)


def _money(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    after = (behind, s.word(i + 2))
    if sold := _price(s, i):
        return _named(
            "Value of the deal", "value of the deal of {subject}", amount.unit, sold, of_places=False
        )
    if named := _by_words(s, i, amount, "names"):
        return named
    sums = lexicon.words("words of sums")
    if word := next((word for word in (*after, *reversed(s.words(i - 4, i))) if word in sums), ""):
        return _named(f"Value of the {word}", f"value of the {word} of {{subject}}", amount.unit, word)
    if named := _by_words(s, i, amount, "last names"):
        return named
    if named := _changed_sum(s, i, amount):
        return named
    noun = (
        _noun_after(s, i + 2)
        if behind in lexicon.words("prepositions of what is paid")
        else behind
        if _is_noun(behind)
        else ""
    )
    return _named(f"Money for {noun}", f"amount of money for {noun} of {{subject}}", amount.unit, noun)


def _changed_sum(s: Sentence, i: int, amount: Amount) -> NewMeasure | None:
    """As in "exports fell by $5 billion", "exports rose to $5 billion": by how much, or to which level."""
    changed, before = _changed(s, i), s.word(_first_of_pair(s, i) - 1)
    if before == "by" and changed:
        return _named(f"Change of {changed}", f"change of the {changed} of {{subject}}", amount.unit, changed)
    levels = lexicon.words("words of levels")
    noun = _level_of(s, i) or (changed if s.word(i - 1) in levels else "")
    return _named(f"Value of the {noun}", f"value of the {noun} of {{subject}}", amount.unit, noun)


def _by_words(s: Sentence, i: int, amount: Amount, table: str) -> NewMeasure | None:
    """Name a sum by a word behind or before it that a table knows."""
    behind = (s.word(i + 1) if s.gap(i + 1) == " " else "", s.word(i + 2))
    for word in (*behind, *reversed(s.words(max(_clause_start(s, i), i - 4), i))):
        for name, section in lexicon.table("money")[table].items():
            if word in lexicon.words(section):
                return _named(name, f"{name.lower()} of {{subject}}", amount.unit, word)
    return None


def _price(s: Sentence, i: int) -> str:
    """As in "agreed to buy Lance Works for $4 billion": what stands behind "for" was paid."""
    if s.word(i - 1) != "for" and s.words(i - 2, i) != ["for", "about"]:
        return ""
    first = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ';:"(')), default=0)
    deals = lexicon.words("words of prices")
    return next((word for word in reversed(s.words(max(first, i - _PRICED), i)) if word in deals), "")


def _named(name: str, sentence: str, unit: str, noun: str, *, of_places: bool = True) -> NewMeasure | None:
    told = bool(noun and slug(noun))
    return NewMeasure(slug(name), name, sentence, unit, of_places=of_places) if told else None


def _changed(s: Sentence, i: int) -> str:
    """As in "sales of cars fell 5 percent": the noun or name of what rose or fell."""
    return _subject_of(s, _first_of_pair(s, i), "words of change")


def _first_of_pair(s: Sentence, i: int) -> int:
    """As in "fell from 40 to 30 percent", "by 5 tonnes, or 3 percent": the first of two of one thing."""
    if s.word(i - 1) == "or" and i > 1 and s[i - 2].amount:
        return i - 2
    if s.word(i - 1) == "from" and s.word(i - 2) in {"up", "down"}:
        back = range(i - 3, max(-1, i - 3 - _FAR_PAIR), -1)
        return next((k for k in back if s[k].amount), i)  # "stood at 40, down from 50"
    before = (k for k in range(i - 2, max(0, i - _FAR_PAIR), -1) if s[k].amount)
    first = next(before, None) if s.word(i - 1) == "to" else None
    return first if first is not None and s.word(first - 1) == "from" else i


def _level_of(s: Sentence, i: int) -> str:
    """As in "trade with Kesh reached", "turnout was": the noun that the number is a level of."""
    level = lexicon.words("level verbs")
    doing = any(w.endswith(("ing", "ed")) and w not in level for w in s.words(i - 3, i))  # "is giving $5"
    at = _first_of_pair(s, i)
    noun = "" if doing or s[at].gap.strip() else _subject_of(s, at, "level verbs")
    return noun if not any(noun in lexicon.words(section) for section in _NO_LEVELS) else ""


def _subject_of(s: Sentence, i: int, verbs: str) -> str:
    """Find the noun or name before the verb that a number follows, and before what describes it."""
    known = lexicon.words(verbs)
    verb = next((k for k in range(i - 1, max(-1, i - _FAR_VERB), -1) if s.word(k) in known), None)
    if verb is None:
        return ""
    start = _clause_start(s, verb)
    start += s.word(start) in {"with", "and", "while"}
    ends = lexicon.words("prepositions") | lexicon.words("being and having")
    stop = next((k for k in range(start, verb) if s.word(k) in ends), verb)
    while stop > start and s.word(stop - 1).endswith(("ed", "ing", "ly")):
        stop -= 1
    if s.word(stop - 1) in lexicon.words("nouns of measuring") and s.word(stop) == "of" and stop < verb:
        return _noun_after(s, stop + 1)  # "the value of exports"
    if stop > start and (who := s[stop - 1].who):
        return "" if who.kind in {"person", "state", "place"} else who.name
    noun = s.word(stop - 1) if stop > start else ""
    more = s.word(stop - 2) if noun in lexicon.words("nouns of measuring") and stop - 2 >= start else ""
    if more and _is_noun(more) and s.gap(stop - 1) == " ":
        return f"{more} {noun}"  # "trade volume"
    return noun if _is_noun(noun) else ""


def _clause_start(s: Sentence, at: int) -> int:
    return max((k for k in range(at + 1) if k == 0 or any(c in s[k].gap for c in ',;:."(')), default=0)


def _noun_after(s: Sentence, at: int) -> str:
    """Give the last of the plain words that follow together: "the northern voters" gives "voters"."""
    noun = ""
    for k in range(at, min(len(s), at + 5)):
        if k > at and s[k].gap != " ":
            break
        word = s.word(k)
        if s.words(k, k + 3) == ["gross", "domestic", "product"]:
            return "GDP"
        if word in lexicon.words("definite") or s[k].kind in {"demonym", "state"}:
            continue
        if noun and s[k].kind in {"body", "place"}:
            return s[k].text  # "of carmaker Lance"
        if not _is_noun(word) or word in _BEHIND_NOUNS:
            break
        noun = word
    return noun


def _is_noun(word: str) -> bool:
    """Tell a word that may be a noun: none of the small words, no verb that is known, no adverb."""
    small = lexicon.words("prepositions") | lexicon.words("openers") | lexicon.words("said")
    known = small | lexicon.words("words before verbs") | lexicon.words("words of change")
    return (
        len(word) > 2
        and word.isalpha()
        and not word.endswith(("ly", "ed"))
        and not is_common(word)
        and word not in known
    )
