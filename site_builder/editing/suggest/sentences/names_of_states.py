"""States that extraction does not find: by their capitals, adjectives and other names, or behind "of"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Directory, Entity, slug, state_called
from site_builder.editing.suggest.sentences.guessed_names import joined
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.names import countries

_FULL: Final = 2
"""A given name and a surname."""
_LONGEST: Final = 5
"""Words that the name of a state has at most: "Democratic Republic of the Congo"."""


def with_states(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Name the states that no list of extraction has."""
    tokens = tuple(_adjectives(tokens, directory))
    befores = ("", *(token.low for token in tokens))
    parted = (_parted(token, directory, before) for before, token in zip(befores, tokens, strict=False))
    tokens = tuple(part for parts in parted for part in parts)
    found = dict(_long_names(tokens))
    whole = joined(tokens, found, lambda words, _: _named(words, directory)) if found else tuple(tokens)
    named = tuple(_without_continents(_by_one_word(whole, directory)))
    return tuple(_with_capitals(named, directory))


def _without_continents(tokens: Iterable[Token]) -> Iterator[Token]:
    """As in "Latin American envoys", who are of no one state."""
    before = None
    for token in tokens:
        part = before is not None and before.low in lexicon.words("parts of continents") and token.gap == " "
        of_many = part and token.kind == "demonym" and token.text.removesuffix("s") == "American"
        yield replace(token, who=None) if of_many else token
        before = token


def _adjectives(tokens: Sequence[Token], directory: Directory) -> Iterator[Token]:
    """As in "The Australian government": the adjective of a state, not the newspaper of that name."""
    for i, token in enumerate(tokens):
        adjective = token.text.removeprefix("The ")
        state = countries.states_of().get(adjective) if adjective != token.text and token.who else None
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        forces = lexicon.words("forces and ministries", "government words")
        if state and behind and behind.gap == " " and behind.low in forces:
            home = directory.state(state)
            yield replace(token, who=Entity(home.id, "demonym", state, home.id))
        else:
            yield token


def _with_capitals(tokens: Sequence[Token], directory: Directory) -> Iterator[Token]:
    """As in "arrived in the Keshian capital on Monday": the town that is meant, which no word names."""
    for i, token in enumerate(tokens):
        led = i and token.low == "capital" and token.gap == " "
        whose = tokens[i - 1].who if led and tokens[i - 1].kind == "demonym" else None
        town = _capitals().get(whose.state) if whose else None
        if town and _is_plain(token) and not _is_named_next(tokens, i):
            state = whose.state if whose else ""
            new = Entity(slug(town), "place", town, state, known=False)
            yield replace(token, who=directory.find(town) or new)
        else:
            yield token


def _is_named_next(tokens: Sequence[Token], i: int) -> bool:
    """As in "the Keshian capital Merrow", "capital, Merrow", "capital markets"."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].owns or behind is None or behind.time is not None:
        return tokens[i].owns
    goes_on = behind.gap == " " and behind.low not in lexicon.words("words behind capitals")
    named = behind.gap == ", " and (behind.kind == "place" or behind.text[0].isupper())
    return goes_on or named


@cache
def _capitals() -> dict[str, str]:
    """Give the capital of each state by its id: of several names or towns the first."""
    found: dict[str, str] = {}
    for town, state in countries.capitals().items():
        found.setdefault(slug(state), town)
    return found


def _parted(token: Token, directory: Directory, before: str) -> Iterator[Token]:
    """Part the name of a state from that of a person which extraction takes for one: "Kesh Ann Hale".

    A state that is a given name, too, is one behind "of": "the premier of Georgia Ann Hale".
    """
    who, words = token.who, token.text.split()
    unsure = who is not None and who.kind in {"person", "place"} and not who.known
    ends = range(len(words) - _FULL, 0, -1) if unsure and " ".join(words) == token.text else range(0)
    for n in ends:
        name, rest = " ".join(words[:n]), " ".join(words[n:])
        state = state_called(name) or (name if name in countries.states() else "")
        person = n > 1 or (
            who is not None and who.kind == "person" and (before == "of" or not _is_given(name))
        )
        if state and person and all(word[0].isupper() for word in words[n:]):
            end = token.start + len(name)
            yield replace(token, end=end, text=name, owns=False, who=directory.state(state))
            found = directory.find(rest) or Entity(slug(rest), "person", rest, known=False, sure=False)
            yield replace(token, start=end + 1, text=rest, gap=" ", who=found)
            return
    yield token


def _is_given(name: str) -> bool:
    return name.lower() in lexicon.words("states with names of people")


def _long_names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where names of several words begin and end: "to Sri Lanka Ann Hale"."""
    done = 0
    for i, token in enumerate(tokens):
        if i >= done and token.text in _first_words() and _is_plain(token):
            ends = (
                end for end in range(min(len(tokens), i + _LONGEST), i + 1, -1) if _is_state(tokens[i:end])
            )
            if end := next(ends, 0):
                yield i, end
                done = end


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in countries.states() if " " in name)


def _is_state(words: Sequence[Token]) -> bool:
    whole = all(_is_plain(word) for word in words) and all(word.gap == " " for word in words[1:])
    return whole and not words[0].owns and " ".join(word.text for word in words) in countries.states()


def _named(words: Sequence[Token], directory: Directory) -> Token:
    name = " ".join(word.text for word in words)
    return replace(words[0], end=words[-1].end, text=name, owns=words[-1].owns, who=directory.state(name))


def _by_one_word(tokens: Sequence[Token], directory: Directory) -> Iterator[Token]:
    for i, token in enumerate(tokens):
        who = _state_of_word(tokens, i, directory) if _is_plain(token) and token.text[0].isupper() else None
        yield replace(token, who=who) if who else token


def _state_of_word(tokens: Sequence[Token], i: int, directory: Directory) -> Entity | None:
    word = tokens[i].text
    made_of = countries.states_of().get(word)
    if word in countries.capitals():
        new = Entity(slug(word), "place", word, directory.state(countries.capitals()[word]).id, known=False)
        return None if _is_within_name(tokens, i) else directory.find(word) or new
    if made_of and not word.isupper():
        whose = directory.state(made_of).id
        return Entity(whose, "demonym", made_of, whose, known=False)
    if called := state_called(word):
        return directory.state(called)
    led = i and tokens[i].gap == " " and tokens[i - 1].low in lexicon.words("prepositions of offices")
    return directory.state(word) if led and word in countries.states() and not _is_given(word) else None


def _is_within_name(tokens: Sequence[Token], i: int) -> bool:
    """As in "Hale International Airport Merrow", "the Merrow Review"."""
    before = tokens[i - 1] if i and tokens[i].gap == " " else None
    behind = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].gap == " " else None
    led = before is None or before.kind == "demonym" or before.low in lexicon.words("prepositions")
    begun = before is not None and before.text[0].isupper() and not led
    goes_on = behind is not None and behind.text[0].isupper() and not (behind.who or behind.time)
    return begun or goes_on


def _is_plain(token: Token) -> bool:
    return token.who is None and token.time is None and token.amount is None
