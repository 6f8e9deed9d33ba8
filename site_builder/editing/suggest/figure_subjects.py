"""What a figure is likely about where no word beside it tells: whose noun it is, who speaks, the article's state.

None of this is sure: what is proposed of it says that it must be checked.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.acting import acting
from site_builder.editing.suggest.common_nouns import meant_by_noun
from site_builder.editing.suggest.figure_measures import NewMeasure
from site_builder.editing.suggest.names import Entity, slug
from site_builder.editing.suggest.parties import is_firm, its_state, state_of
from site_builder.editing.suggest.places_and_times import place_after
from site_builder.editing.suggest.referring import Who, latest_state
from site_builder.editing.suggest.sentences import Sentence, Story, is_title
from site_builder.names import countries

_DATELINE: Final = 12
"""So many words a dateline has at most, with its date and agency."""
_SHORTEST: Final = 3
"""Fewer letters are no town: "US"."""
_BEHIND_DATELINE: Final = re.compile(r"\s-\s|--|[:\u2013\u2014]|/\.?\s")
_LED: Final = 3
"""So many words may stand between a preposition and the name behind it."""
_DESCRIBING: Final = 6
"""So many words may stand between an adjective of a state and the name of a company."""
_SAYING: Final = 14
"""So many words behind a number somebody is named who says so."""


def likely_subject(story: Story, s: Sentence, i: int, measure: NewMeasure | None) -> Entity | None:
    """Find what a number is likely about: in its clause, in those before, who says so, then the article's."""
    if measure is not None and measure.listed and measure.of_places:
        return _where(story, s, i)
    if not lexicon.words("relatives").isdisjoint(s.words(i - 1, i)):
        return None
    start, head = _clause_start(s, i), dateline_end(s)
    if measure is not None and not measure.of_places:
        acts = next((k for k in range(start, i) if _at(story, s, k) is not None), start)
        found = None if measure.listed or _led_by(s, acts, start) else _at(story, s, acts)
        return found or None
    of_thing = measure is not None and measure.noun in lexicon.words("words of costs")
    for first, end in ((start, i), (head, start))[: 1 if of_thing else 2]:
        found = next(_named(story, s, first, end), None)
        if found is not None:
            return found or None
    if measure is not None and measure.noun in lexicon.words("what companies have"):
        return _only_firm(story, s)
    if of_thing:
        return None
    return _speaker(story, s, i) or _of_article(story, s)


# ------------------------------------------------------------------ who is named in a clause


def _clause_start(s: Sentence, i: int) -> int:
    """Find where the clause of a number begins: behind "said that", "while", a semicolon, the dateline."""
    head = dateline_end(s)
    for k in range(i, head, -1):
        opens = s.word(k) in lexicon.words("words that open other clauses") and "," in s.gap(k)
        if opens or any(mark in s.gap(k) for mark in ";:"):
            return k
        if s.word(k - 1) in lexicon.words("said"):
            return k + (s.word(k) == "that")
    return head


def _named(story: Story, s: Sentence, first: int, end: int) -> Iterator[Entity | bool]:
    """Give who is named in some words or meant there, the first first; nothing to be sure of is `False`."""
    later: list[Entity] = []
    for k in range(first, end):
        if s[k].aside:
            continue
        led = _led_by(s, k, first)
        if led in lexicon.words("words before others than subjects"):
            continue
        found = _at(story, s, k)
        if found is None:
            continue
        if led == "between" or (led == "" and _is_joined(s, k, end)):
            yield found
        elif led == "for" and found:
            later += [found] if isinstance(found, Entity) else []
        else:
            yield found
    yield from later


def _is_joined(s: Sentence, k: int, end: int) -> bool:
    return s.word(k + 1) == "and" and k + 2 < end and s[k + 2].kind in {"state", "demonym"}


def _led_by(s: Sentence, k: int, first: int) -> str:
    """Give the preposition before a name, also before a few words that describe it."""
    known = lexicon.words("prepositions") | {"between"}
    for j in range(k - 1, max(first - 1, k - 1 - _LED), -1):
        if s[j + 1].gap.strip() or (s[j].who and s[j].kind != "demonym") or s[j].time or s[j].amount:
            return ""
        if s.word(j) in known:
            return s.word(j)
    return ""


def _at(story: Story, s: Sentence, k: int) -> Entity | bool | None:
    """Give the state or body at a token; `False` where somebody is named whom no list has."""
    who = s[k].who
    if who is None:
        return _meant(story, s, k)
    short = s[k].text.replace(".", "") in lexicon.words("short names of states") and not s[k].owns
    if who.kind == "demonym" or short:
        described = _described(story, s, k)
        if described is not None:
            return described
    match who.kind:
        case "demonym":
            return state_of(story, who.state, who.name)
        case "state":
            return who
        case "body":
            return _public_or_firm(story, s, Who(who, k))
        case "place" if s.word(k - 1) in {"at", "of"}:
            return False
    return None


def _described(story: Story, s: Sentence, k: int) -> Entity | bool | None:
    """As in "the Keshian carmaker Lance": who is described; `False` if nobody says who it is."""
    firms = lexicon.words("nouns of companies") | lexicon.words("firms") | lexicon.words("other firms")
    ends = lexicon.words("words before verbs") | lexicon.words("prepositions") | lexicon.words("said")
    firm = False
    for j in range(k + 1, min(len(s), k + 1 + _DESCRIBING)):
        who = s[j].who
        if s[j].gap != " " or s[j].time or s[j].amount or s.word(j) in ends:
            break
        if who is not None:
            return _public_or_firm(story, s, Who(who, j)) if who.kind == "body" else False
        if s[j].text[0].isupper():
            return _guessed(s, j) if firm else None
        firm = s.word(j) in firms
    return False if firm else None


def _guessed(s: Sentence, first: int) -> Entity:
    """Give the body whose name no list has: "the carmaker Lance Works"."""
    end = first + 1
    while end < len(s) and s[end].gap == " " and s[end].text[0].isupper() and not s[end].who:
        end += 1
    name = " ".join(token.text for token in s.tokens[first:end])
    return Entity(slug(name), "body", name, known=False, sure=False)


def _is_nobody_known(s: Sentence, k: int) -> bool:
    """As in "Lance Works expects": a word with a capital that no list has, before a verb."""
    after = s.word(k + 1)
    acts = after.endswith("ed") or after in _verbs()
    plain = s[k].time is None and s[k].amount is None and s[k].text[0].isupper()
    named = k > dateline_end(s) and (s[k].gap == " " or s.word(k - 1) == "")
    return plain and named and acts and s.gap(k + 1) == " "


@cache
def _verbs() -> frozenset[str]:
    lists = ("finite verbs", "verbs of having", "being and having", "modal verbs", "said", "level verbs")
    return frozenset[str]().union(*map(lexicon.words, (*lists, "words of change")))


def _public_or_firm(story: Story, s: Sentence, who: Who) -> Entity:
    """Give a company itself, the state of a ministry or army; that of the article where its is not told."""
    if is_firm(who.entity):
        return who.entity
    state = its_state(story, s, who)
    return (home_state(story) or state) if state.kind == "body" and not state.known else state


def of_whom(story: Story, s: Sentence, who: Entity) -> Entity:
    """Give the state of a ministry or army that a number is said to be of: what it buys, its state buys."""
    if who.kind != "body" or who.known:
        return who
    at = next((k for k in range(len(s)) if s[k].who == who), 0)
    return _public_or_firm(story, s, Who(who, at))


def _meant(story: Story, s: Sentence, k: int) -> Entity | bool | None:
    """As in "the country", "the army", "its exports", "the company"."""
    word, pointed = s.word(k), s.word(k - 1) in lexicon.words("pointing words")
    firms = lexicon.words("nouns of companies") | lexicon.words("other firms")
    if word in firms and k + 1 < len(s) and s[k + 1].gap == " " and s[k + 1].text[0].isupper():
        return None if s[k + 1].who or s[k + 1].time else _guessed(s, k + 1)
    if _is_nobody_known(s, k):
        return False
    if word in lexicon.words("owning pronouns of bodies") | lexicon.words("pronouns of bodies"):
        return _before(story, s, k)
    described = pointed or s.word(k - 2) in lexicon.words("pointing words")
    if described and not s[k].owns and s.word(k + 1) == "of":
        return None
    if described and word in lexicon.words("definite states") | lexicon.words("kinds of states"):
        return latest_state(story, s, k) or home_state(story)
    if company := meant_by_noun(story, s, k):
        return company.entity
    if pointed and word in firms:
        return _only_firm(story, s) or False
    if described and word in lexicon.words("bodies of the home state"):
        return home_state(story)
    return None


def _before(story: Story, s: Sentence, k: int) -> Entity | None:
    """Whom "its" stands for: who is named first before it in the sentence, else in the one before."""
    plain = (j for j in range(dateline_end(s), k) if s[j].who and not s[j].aside)
    for j in plain:
        led = _led_by(s, j, dateline_end(s))
        if led not in lexicon.words("words before others than subjects") and isinstance(
            found := _at(story, s, j), Entity
        ):
            return found
    return _of_sentence_before(story, s)


# ------------------------------------------------------------------ who says so


def _speaker(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "rose by 5 percent, the Keshian ministry said": the state whose body it is, else a company."""
    said = lexicon.words("said")
    verb = next((k for k in range(i + 1, min(len(s), i + _SAYING)) if s.word(k) in said), None)
    if verb is None:
        return None
    first = next((k for k in range(verb, i, -1) if "," in s.gap(k)), verb)
    for k in range(first, verb):
        found = _at(story, s, k) if s[k].who and not s[k].aside else None
        if isinstance(found, Entity) and _led_by(s, k, first) in {"", "of", "from", "in"}:
            return found if found.kind == "state" or is_firm(found) and _is_company(story, found) else None
    who = acting(story, s, verb)
    one = who[0].entity if len(who) == 1 and who[0].at > i else None
    return one if one and one.kind == "body" and is_firm(one) and _is_company(story, one) else None


def _is_company(story: Story, who: Entity) -> bool:
    """Tell a company that its article is about from any body that is asked about another."""
    return any(token.who and token.who.id == who.id for token in title_of(story))


# ------------------------------------------------------------------ what the article is about


def _of_sentence_before(story: Story, s: Sentence) -> Entity | None:
    """Who is named first in the sentence before; nobody where another says so at its end."""
    before = story.sentences[s.index - 1] if s.index else None
    if before is None or is_title(story, before):
        return None
    head = dateline_end(before)
    first = next(_named(story, before, head, len(before)), None)
    spoken = next((k for k in range(head, len(before)) if before.word(k) in lexicon.words("said")), None)
    speaker = _speaker(story, before, head) if spoken else None
    if not isinstance(first, Entity) or (speaker and speaker != first):
        return None
    return first


def _of_article(story: Story, s: Sentence) -> Entity | None:
    """The state or body of the title; else the state that the dateline lies in, if no other is named."""
    line = _title(story)
    named_there = [_at(story, line, k) for k in range(len(line)) if line[k].who] if line else []
    if any(one is False for one in named_there):
        return None
    title = {one.id: one for one in named_there if isinstance(one, Entity)}
    if len(title) == 1:
        return next(iter(title.values()))
    home = home_state(story) if not title else None
    named = {token.who.state for token in s.tokens[dateline_end(s) :] if token.who and token.who.state}
    return home if home and named <= {home.id} else None


def _only_firm(story: Story, s: Sentence) -> Entity | None:
    """The one company that an article's title or the sentence before names."""
    title = _title(story)
    lines = (title, *story.sentences[max(0, s.index - 1) : s.index])
    found = (_at(story, line, k) for line in dict.fromkeys(lines) if line for k in range(len(line)))
    firms = {one.id: one for one in found if isinstance(one, Entity) and is_firm(one)}
    return next(iter(firms.values())) if len(firms) == 1 else None


def _title(story: Story) -> Sentence | None:
    first = story.sentences[0] if story.sentences else None
    return first if first and (first.headline or is_title(story, first)) else None


def title_of(story: Story) -> Sentence | tuple[()]:
    """Give the title of an article, as far as it is one by itself."""
    return _title(story) or ()


def _where(story: Story, s: Sentence, i: int) -> Entity | None:
    """Where people are likely counted: behind "strikes on", in the title, where the article was written."""
    words = lexicon.words("words before what is struck") | lexicon.words("words before places of events")
    for line, last in ((s, i), (_title(story), 0)):
        for k in range(last, len(line) if line else 0) if line else ():
            if line.word(k) in words and (at := place_after(line, k + 1, 5)) is not None:
                return line[at].who
    for k in range(i - 1, dateline_end(s) - 1, -1):
        if s.word(k) in words and (at := place_after(s, k + 1, 5)) is not None and at < i:
            return s[at].who
    named = {token.who.state for token in s.tokens[dateline_end(s) :] if token.who and token.who.state}
    first = next(_named(story, s, _clause_start(s, i), i), None)
    if isinstance(first, Entity) and first.kind == "state" and named <= {first.id}:
        return first
    likely = _of_article(story, s)
    return likely if likely and likely.kind in {"state", "place"} and named <= {likely.id} else None


# ------------------------------------------------------------------ where it was written


@lru_cache(maxsize=64)
def dateline_end(s: Sentence) -> int:
    """Find where the text begins behind a dateline: "MERROW, May 3 (KNA) - "; at the head if it has none."""
    if not s[0].text.isupper() or len(s[0].text) < _SHORTEST:
        return 0
    return next((k for k in range(1, min(len(s), _DATELINE)) if _BEHIND_DATELINE.search(s.gap(k))), 0)


def home_state(story: Story) -> Entity | None:
    """The state in which an article was written, by its dateline."""
    for s in story.sentences[:2]:
        end = dateline_end(s)
        if not end:
            continue
        states = [token.who for token in s.tokens[:end] if token.who and token.who.state and not token.aside]
        if states:
            return state_of(story, states[-1].state)
        upper = " ".join(token.text for token in s.tokens[:end] if token.text.isupper() and not token.aside)
        state = countries.capitals().get(upper.title())
        return story.directory.state(state) if state else None
    return None
