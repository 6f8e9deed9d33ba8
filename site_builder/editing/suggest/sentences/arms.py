"""Words that name arms."""

import re
from functools import lru_cache
from itertools import combinations
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence

_ARMS = lexicon.words("arms")
_ADJECTIVES = lexicon.words("arms adjectives")
_NOUNS = lexicon.words("arms nouns")
_JOINING = lexicon.words("joining words")
_UPGRADING = lexicon.words("words of upgrading")
_PARTS = _ARMS | _ADJECTIVES | _NOUNS | _JOINING
_KINDS_OF_ARMS: Final = _ARMS | lexicon.words("kinds of arms")
_MODELS: Final = re.compile(
    r"(?!A-3[0-9]{2})[A-Z][A-Za-z]{0,3}-[0-9]{1,4}[A-Z]{0,3}(?:-[0-9]{1,3})?s", re.ASCII
)
"""Several of one model, but for airliners: "F-16s"."""
_MODEL: Final = re.compile(r"[A-Z]{1,4}[0-9]{1,3}[A-Z0-9]{0,3}", re.ASCII)
"""A model without a hyphen, known by what stands behind it: "CV90 vehicles"."""
_COUNTED: Final = re.compile(r"[0-9]+-([a-z]+)")
"""A number with one of what it counts: "12-tank", as in "a 12-tank order"."""
_OBJECT: Final = 12
"""So many words behind a verb the arms begin."""
_ELSEWHERE: Final = lexicon.words("what is bought besides arms", "modal verbs") | {"to", "that"}
_AIRLINER: Final = re.compile(
    r"A-?(?:2[0-2]|3[0-9])0|[BE]?-?7[0-9]7|E-?Jet|E-?1[79]|ATR|CRJ|MC-21|SSJ", re.ASCII
)
"""The names of airliners, which are no arms."""
_CHOSEN: Final = 4
"""So many words behind a verb of dealing the name of what is bought stands."""
_DEALING: Final = lexicon.words("buying verbs", "selecting verbs", "verbs of offering")
_DEALS: Final = lexicon.words("contract nouns", "selling nouns", "nouns of buying")
_DEFINITE: Final = lexicon.words("articles", "owning pronouns")
_OF_OTHERS: Final = (["for", "use"], ["since", "that"], ["than", "that"])
_REPLACED: Final = 8
"""So many words behind "to replace" stand the arms that are replaced."""


def is_arms(s: Sentence, i: int) -> bool:
    """Tell whether a word, alone or with the next, names arms."""
    return not _is_of_other(s, i) and (_is_named(s, i) or _is_noun(s, i))


def _is_of_other(s: Sentence, i: int) -> bool:
    """As in "20 A350 jets", "an ammunition maker"."""
    own = s.word(i) in _ADJECTIVES  # "two ATR-72MP maritime patrol aircraft"
    airliners = i > 0 and not own and _AIRLINER.match(s[i - 1].text) is not None
    near = {*s[i].low.split()[-2:-1], s.word(i - 1) if i else ""}
    if s[i].low.split()[-1] in {"fighter", "fighters"} and near & lexicon.words(
        "words before people who fight"
    ):
        return True
    if s.word(i - 1) == "no" or not near.isdisjoint(lexicon.words("civil adjectives")):
        return True  # "20 passenger jets"
    return airliners or (s.word(i + 1) in lexicon.words("what arms describe") and s.gap(i + 1) == " ")


def _is_named(s: Sentence, i: int) -> bool:
    """Tell a name of arms: an item that is known, several of one model."""
    token = s[i]
    if i in s.arms_at or _is_known_name(s, i):
        return True
    if token.who:
        made = token.low.rpartition("-")[2] in lexicon.words("words of making")  # "Keshian-built warships"
        item = token.who.kind == "equipment" and not made and not _AIRLINER.match(token.text)
        return item or (not token.who.sure and _is_phrase(token.low))
    return bool(_MODELS.fullmatch(token.text) or (_MODEL.fullmatch(token.text) and s.word(i + 1) in _NOUNS))


def _is_known_name(s: Sentence, i: int) -> bool:
    """As in "the Rafale", "24 Super Hornets", be it taken for somebody's name."""
    token = s[i]
    name = token.text.split()[-1]
    if _name_of_two(s, i):
        return True
    if token.amount and not name[:1].isupper() and name in _NOUNS:
        return not lexicon.words("names of arms").isdisjoint(token.low.split())  # "30 Pike vehicles"
    if not name[:1].isupper() or token.kind in {"state", "demonym", "place"} or token.owns or token.time:
        return False
    if token.kind == "person" and s.word(i - 1) in lexicon.words("roles"):
        return False  # "Energy Minister Ann Pike"
    kinds = lexicon.words("names of arms")
    known = not {name.lower(), token.low}.isdisjoint(kinds) or _is_variant(name, kinds)
    counted = name.lower() in lexicon.words("names of arms that are counted")
    number = counted and (token.amount is not None or any(_is_digit(s, k) for k in range(max(0, i - 2), i)))
    kind = counted and s.gap(i + 1) == " " and s.word(i + 1) in _KINDS_OF_ARMS
    return known or number or kind or (counted and _is_dealt_in(s, i)) or _is_before_number(s, i)


def _name_of_two(s: Sentence, i: int) -> str:
    """As in "Black Hawk", "Storm Shadows": a name of two words, maybe one token, by the last of them."""
    names, before = (
        lexicon.words("names of arms of two words"),
        s[i - 1] if i > 0 and s.gap(i) == " " else None,
    )
    if s[i].low.removesuffix("s") in names:
        return s[i].text
    if before is None or not before.text[:1].isupper() or not s[i].text[:1].isalnum() or s[i].time:
        return ""
    name = f"{before.text} {s[i].text}"
    return name if name.lower().removesuffix("s") in names else ""


def _is_variant(name: str, kinds: frozenset[str]) -> bool:
    """As in "Pike-S1", a Pike of some model."""
    first, hyphen, model = name.lower().partition("-")
    numbered = bool(hyphen) and any(char.isdigit() for char in model) and len(model) <= _CHOSEN
    return numbered and first in kinds | lexicon.words("names of arms that are counted")


def _is_dealt_in(s: Sentence, i: int) -> bool:
    """As in "ordered the Pike", "picked Lance's Pike": a name right behind a verb of dealing."""
    if s[i].low.endswith("s") and s.word(i - 1) == "the":
        return False  # a team: "bought the Pikes"
    first = next((k for k in range(i - 1, max(-1, i - _CHOSEN), -1) if s.word(k) in _DEALING), None)
    between = range((first or 0) + 1, i)
    plain = all(s[k].kind in {"body", "state", "demonym"} or s.word(k) in _DEFINITE for k in between)
    return first is not None and plain and not any(s[k].gap.strip(" '’s") for k in (*between, i))


def _is_before_number(s: Sentence, i: int) -> bool:
    """As in "the Pike 2", "Pike 2A6 tanks"."""
    numbered = s[i].low.split()[-1] in lexicon.words("names of arms before numbers")
    behind = s[i + 1] if i + 1 < len(s) else None
    return numbered and behind is not None and behind.gap == " " and behind.text[:1].isdigit()


def _is_noun(s: Sentence, i: int) -> bool:
    token = s[i]
    if token.who or (token.amount and token.amount.kind == "money"):
        return False
    last = token.low.split()[-1]  # "four corvettes" is one token
    phrase = token.amount and _is_phrase(token.low)  # "four refuelling tankers"
    two = f"{last} {s.word(i + 1)}" in lexicon.words("arms of two words")
    used = last in lexicon.words("goods that forces use") and _is_of_forces(s, i)
    if phrase or two or used or _warns_early(s, i):
        return True
    others = lexicon.words("users of other goods")
    if f"{last}s" in _ARMS and s.gap(i + 1) == " " and s.word(i + 1) in _DEALS:
        return others.isdisjoint(s.vocabulary) and s.word(i - 1) not in _ADJECTIVES  # "a jet deal"
    counted = _COUNTED.fullmatch(last)
    if counted and f"{counted[1]}s" in _ARMS:
        return True  # "a 12-jet order"
    if any(part in _ARMS for part in (last, last.rsplit("-", 1)[-1])):
        return token.low != "arms" or not s[i - 1].owns if i else True
    return last in _ADJECTIVES and any(
        s.word(k) in _NOUNS or s.word(k) in _ARMS
        for k in range(i + 1, min(i + 4, len(s)))
        if all(s.word(j) in _ADJECTIVES or s.word(j) in _JOINING for j in range(i + 1, k))
    )


def _is_of_forces(s: Sentence, i: int) -> bool:
    """As in "gave the Norland army 23 vehicles", "15 Pike trucks for the navy": they are counted."""
    before = i - 1 if s[i].text.islower() or not i else i
    counted = s[i].amount is not None or any(_is_digit(s, k) for k in range(max(0, before - 1), before + 1))
    return counted and _names_forces(s)


@lru_cache(maxsize=16)
def _names_forces(s: Sentence) -> bool:
    users = lexicon.words("users of arms")
    bodies = (token.low.split() for token in s.tokens if token.kind == "body")
    others = lexicon.words("users of other goods")
    used = not users.isdisjoint(s.vocabulary) or not all(map(users.isdisjoint, bodies))
    return used and others.isdisjoint(s.vocabulary)


def _is_digit(s: Sentence, k: int) -> bool:
    return s[k].text.isdigit() or s.word(k) in lexicon.words("small numbers")


def _warns_early(s: Sentence, i: int) -> bool:
    """As in "early warning systems", but for those that warn of floods."""
    named = s.word(i) == "warning" and s.word(i - 1) == "early" and s.word(i + 1) in _NOUNS
    return named and s.word(i - 2) not in lexicon.words("words of disasters")


def _is_phrase(words: str) -> bool:
    """As in "Fast Patrol Vessels", "eight anti-submarine shallow watercraft"."""
    told = words.split()
    if " ".join(told[-2:]) in lexicon.words("arms of two words"):
        return True
    return told[-1] in _NOUNS and any(a in _ADJECTIVES and b == told[-1] for a, b in combinations(told, 2))


def _is_other(s: Sentence, i: int) -> bool:
    """As in "to replace its old tanks", "missiles for use on its jets": these are no arms of the deal."""
    if s.word(i + 1) in {"that", "which", "it"} or s.word(i + 2) in {"that", "which"}:
        return False  # "to replace tanks that it bought from Kesh"
    for k in range(i - 1, max(-1, i - _REPLACED), -1):
        if any(c in s[k + 1].gap for c in ",;:"):
            return False
        if s.word(k) == "with":
            return False  # "replaced its tanks with jets"
        two = s.words(k - 1, k + 1)
        pair = " ".join(two) in lexicon.words("pairs before other arms") or two in _OF_OTHERS
        if pair or s.word(k) in lexicon.words("words before other arms"):
            return True
        if two in (["for", "its"], ["for", "their"]) and any(is_arms(s, j) for j in range(max(0, k - 4), k)):
            return True  # "radars for its frigates"
    return False


def arms_between(s: Sentence, first: int, end: int) -> tuple[int, ...]:
    """List the tokens that name arms."""
    return tuple(i for i in _all_arms(s) if first <= i < end)


@lru_cache(maxsize=16)
def _all_arms(s: Sentence) -> tuple[int, ...]:
    return tuple(i for i in range(len(s)) if is_arms(s, i) and not _is_other(s, i))


def has_arms(s: Sentence) -> bool:
    """Tell whether a sentence names arms anywhere."""
    return bool(_all_arms(s))


def equipment_in(s: Sentence, tokens: tuple[int, ...]) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
    """Give the registry's equipment among tokens, else the words for it."""
    entities = tuple(dict.fromkeys(who for i in tokens if (who := s[i].who) and who.kind == "equipment"))
    if entities:
        return entities, ()
    spelt = [phrase.replace("defense", "defence") for i in tokens if (phrase := _phrase(s, i))]
    longest = (
        word for word in dict.fromkeys(spelt) if not any(word != other and word in other for other in spelt)
    )
    return (), tuple(longest)


def _phrase(s: Sentence, i: int) -> str:
    """Give the words of arms from their adjective on: "military equipment"."""
    return _name(s, i) or _words_of(s, i)


def _name(s: Sentence, i: int) -> str:
    """A name, or a phrase that is spelt as it stands: "F-16s", "159 Herons", "CV90 vehicles"."""
    if _MODELS.fullmatch(s[i].text):
        return s[i].text
    if _MODEL.fullmatch(s[i].text) and s.word(i + 1) in _NOUNS:
        return f"{s[i].text} {s.word(i + 1)}"
    if two := _name_of_two(s, i):
        return two
    if s[i].low in lexicon.words("names of arms") and not s[i].amount and any(map(str.isdigit, s[i].text)):
        return s[i].text  # "A400Ms"
    early = " ".join(s.words(i - 1, i + 2)) if _warns_early(s, i) else ""
    return s.arms_at.get(i, early)


def _words_of(s: Sentence, i: int) -> str:
    told = s[i].low.split()
    first = next((k for k, word in enumerate(told) if word in _PARTS - _JOINING), len(told) - 1)
    if " ".join(told[-2:]) in lexicon.words("arms of two words"):
        return " ".join(told[-2:])
    if s[i].amount or (s[i].who and first < len(told) - 1):
        return " ".join((*told[first:], *_further(s, i, told[-1])))
    if counted := _COUNTED.fullmatch(told[-1]):
        return f"{counted[1]}s"
    words = [f"{told[-1]}s"] if told[-1] not in _ARMS and f"{told[-1]}s" in _ARMS else told[-1:]
    if f"{s.word(i)} {s.word(i + 1)}" in lexicon.words("arms of two words"):
        return f"{s.word(i)} {s.word(i + 1)}"
    if s.word(i) in _ADJECTIVES:
        for k in range(i + 1, min(i + 4, len(s))):
            named = s.word(k - 1) in _NOUNS or s.word(k - 1) in _ARMS
            apart = s.word(k) in _JOINING or not _goes_on(s, k)
            if (named and apart) or s.word(k) not in _PARTS:
                break
            words.append(s.word(k))
    while words and words[-1] in _JOINING:
        words.pop()  # "anti-submarine and anti-air missions"
    return " ".join(words).strip()


def _goes_on(s: Sentence, k: int) -> bool:
    """As in "coastal missile" "launchers", "combat aircraft" "sensors"."""
    return s.gap(k) == " " and s.word(k) in _NOUNS | _ARMS


def _further(s: Sentence, i: int, last: str) -> tuple[str, ...]:
    """As in "40 armoured personnel" "carriers", of which an amount takes only the first words."""
    behind = s.word(i + 1) if s.gap(i + 1) == " " else ""
    return (behind,) if last in _ADJECTIVES and behind in _NOUNS | _ARMS else ()


def _is_of_number(s: Sentence, k: int) -> bool:
    """As in "with at least 159 helicopters", "up to 40", "more than ten"."""
    pairs = {" ".join(s.words(k, k + 2)), " ".join(s.words(k - 1, k + 1))}
    return not lexicon.words("pairs before numbers").isdisjoint(pairs)


def arms_as_object(s: Sentence, first: int, end: int) -> tuple[int, ...]:
    """List the arms of a clause where they are what stands behind a verb, or behind "for" or "of".

    None in "bought the rights to the tank thriller": a word that leads elsewhere stands between.
    """
    for k in range(first, min(end, first + _OBJECT, len(s))):
        if any(mark in s[k].gap for mark in ';:"') or ("," in s[k].gap and k > first and not s[k - 1].who):
            return ()
        if is_arms(s, k):
            return arms_between(s, k, before_what_they_do(s, k, end))
        word = s.word(k)
        if _is_of_number(s, k):
            continue
        doing = word.endswith("ing") and word not in _ADJECTIVES | _UPGRADING  # "took over guarding fighters"
        if word in lexicon.words("prepositions") - {"of"} or word in _ELSEWHERE or doing:
            return ()
    return ()


def before_what_they_do(s: Sentence, first: int, end: int) -> int:
    """As in "a system, designed to ward off missiles": behind the comma it is told what the arms are for.

    So the arms of those who were beaten stand behind "against competitors".
    """
    telling, rivals = lexicon.words("words before what arms do"), lexicon.words("rivals of sellers")
    behind = range(first + 1, min(end, len(s)))
    told = (k for k in behind if "," in s.gap(k) and s.word(k) in telling)
    beaten = (k for k in behind if s.word(k) == "against" and not rivals.isdisjoint(s.words(k + 1, k + 4)))
    return min((*told, *beaten), default=end)
