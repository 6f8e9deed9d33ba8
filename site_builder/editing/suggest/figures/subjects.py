"""What a figure is likely about where no word beside it tells: by its clause, who says so, or the article.

None of this is sure: what is proposed of it says that it must be checked.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.main_states import main_state
from site_builder.editing.suggest.clauses.named_in_clauses import (
    DESCRIBED,
    NOBODY,
    home_state,
    led_by,
    named_in,
    named_or_meant,
    only_firm,
    public_or_firm,
    speaker_behind,
    state_before,
    title_of,
)
from site_builder.editing.suggest.clauses.parties import is_firm, state_of
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.figures.elections import voting_body
from site_builder.editing.suggest.figures.nouns import changed, level_of
from site_builder.editing.suggest.figures.places_of_figures import is_unknown_place, tells_of_venue
from site_builder.editing.suggest.figures.regions import speaks_of_regions
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.extraction.currencies import is_shared_word
from site_builder.names import countries

_OF_VOTING_BODIES: Final = frozenset(("votes-in-favour", "votes-against"))
_SAYING: Final = 14
"""So many words behind a number somebody is named who says so."""
_MANY: Final = 4
"""An article that names so many states may be of all of them."""
_HAVING: Final = 4
"""So many words before a number "has" and the like say whose it is."""
_NEAR: Final = 5
"""So many words behind "strikes on" a place is named."""


def likely_subject(story: Story, s: Sentence, i: int, measure: NewMeasure | None) -> Entity | None:
    """Find what a number is likely about; nothing where somebody is spoken of whom no list has."""
    if not lexicon.words("relatives").isdisjoint(s.words(i - 1, i)):
        return None
    if measure is None:
        told = (_for_whom(s, i), _of_people(story, s, i), _who_leads(s, clause_start_of(s, i), i))
        found = next(filter(None, told), None)
    elif measure.unit == "votes" and measure.id in _OF_VOTING_BODIES:
        found = voting_body(story, s)
    elif measure.listed or measure.unit == "voters":
        found = _where(story, s, i) if measure.of_places else None
        if found and found.state and measure.id == "number-of-troops":
            found = state_of(story, found.state)  # an army is its state's, not that of the town of a title
    elif not measure.of_places:
        leading = _for_whom(s, i) or _who_leads(s, clause_start_of(s, i), i)
        found = leading or _acting(story, s, i)
    elif own := (
        _of_adjective(story, s, i, measure) or _giver(story, s, i, measure) or _of_whole(story, s, i)
    ):
        found = own
    elif measure.noun in _given() and (giver := _acting(story, s, i)):
        found = giver
    elif _is_on_its_way(s, i, measure) or _is_of_several(story, s, i):
        found = _of_people(story, s, i) if measure.unit in {"people", "percent"} else None
    else:
        found = next(filter(None, _whose(story, s, i, measure)), None)
        of_voters = not lexicon.words("words of shares of all").isdisjoint(measure.noun.split())
        found = found or (_town_of_title(story, s) if of_voters else None)
    return None if found is NOBODY else found


@cache
def _given() -> frozenset[str]:
    """Words that name sums after what whoever is named first does with them: "Kesh will lend Norland"."""
    return lexicon.words("words of giving", "words of paying", "words of spending")


def _is_on_its_way(s: Sentence, i: int, measure: NewMeasure) -> bool:
    """Tell things that are bought, sent or lost from those that somebody has: "operates 12", "rose to 12"."""
    amount = s[i].amount
    counted = amount is None or (amount.kind == "quantity" and not is_shared_word(amount.unit))
    counted = counted and measure.noun == measure.unit  # not "exports of wheat" in tonnes
    near = s.words(i - _HAVING, i)
    having = not lexicon.words("words of holding").isdisjoint(near) and not _is_done(near)
    return counted and not having and not level_of(s, i) and not changed(s, i)


def _is_done(words: Sequence[str]) -> bool:
    """As in "has received 12"."""
    return any(word in lexicon.words("past forms of verbs") or word.endswith("ed") for word in words)


def _of_adjective(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """As in "Polish investment in Kesh reached": the state of the adjective before what is measured."""
    start, noun = clause_start_of(s, i), measure.noun.split()[-1:]
    own = (k for k in range(start, i) if s[k].kind == "demonym" and set(noun) & set(s.words(k + 1, k + 4)))
    first = next(own, None)
    led = first is not None and led_by(s, first, start) in lexicon.words("words before others than subjects")
    return None if first is None or led else named_or_meant(story, s, first)


def _of_whole(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "accounts for 90 percent of the country's earnings": the state whose the whole is."""
    amount = s[i].amount
    k = i + 2 + (s.word(i + 2) == "the")
    whole = amount is not None and amount.kind == "percent" and s.word(i + 1) == "of"
    who = named_or_meant(story, s, k) if whole and k < len(s) and s[k].owns else None
    return who if who and who.kind == "state" else None


def _is_of_several(story: Story, s: Sentence, i: int) -> bool:
    """Tell whether several states are named before a number in its clause: whose it is, no rule says."""
    clause = range(clause_start_of(s, i), i)
    several = not lexicon.words("words of several states").isdisjoint(s.words(0, i))
    if several and "they" in s.words(clause.start, i):
        return True  # "the two countries earned $5 million, and they grew 65 percent of it"
    named = (named_or_meant(story, s, k) for k in clause if s[k].kind in {"state", "demonym"})
    return len({who.id for who in named if who and who.kind == "state"}) > 1


def of_whom(story: Story, s: Sentence, who: Entity) -> Entity:
    """Give the state of a ministry or army that a number is said to be of: what it buys, its state buys."""
    if who.kind != "body" or who.known:
        return who
    at = next((k for k in range(len(s)) if s[k].who == who), 0)
    return public_or_firm(story, s, Who(who, at))


# ------------------------------------------------------------------ in its sentence


def _whose(story: Story, s: Sentence, i: int, measure: NewMeasure | None) -> Iterator[Entity | None]:
    noun = measure.noun if measure else ""
    start, head = clause_start_of(s, i), dateline_end(s)
    yield _for_whom(s, i)
    yield _of_people(story, s, i) if measure and measure.unit in {"people", "percent"} else None
    yield _before_relative(story, s, start, i)
    yield next(named_in(story, s, start, i), None)
    several = lexicon.words("words of several states").isdisjoint(s.words(start, i))
    priced = noun in lexicon.words("words of costs") or (
        measure is not None and measure.name.startswith("Price per")
    )
    if priced or _is_of_thing(s, start, i) or not several:
        return
    before = {who.id: who for who in named_in(story, s, head, start)}
    yield next(iter(before.values())) if len(before) == 1 else None
    if noun in lexicon.words("what companies have"):
        yield only_firm(story, s)
        return
    yield _according(story, s, i) or _speaker(story, s, i)
    begins = noun and noun.split()[-1] in s.words(0, 2)
    yield state_before(story, s) if begins else None  # "Norland's economy grew. Exports rose by 3 percent"
    yield _of_article(story, s, free=True)


def _for_whom(s: Sentence, i: int) -> Entity | None:
    """As in "45 percent for former president Ann Hale"."""
    amount = s[i].amount
    if s.word(i + 1) != "for" or amount is None or amount.kind != "percent":
        return None
    last = min(len(s), i + 2 + DESCRIBED)
    end = next((k for k in range(i + 1, last) if s[k].gap.strip()), last)
    who = next((s[k].who for k in range(i + 2, end) if s[k].who), None)
    return who if who and who.kind == "person" else None


def _giver(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """As in "support for Kesh from Norland will amount to"."""
    if measure.noun not in lexicon.words("words of aid"):
        return None
    start = clause_start_of(s, i)
    own = next((k for k in range(i + 1, min(len(s), i + _NEAR)) if s[k].kind == "demonym"), None)
    if own is not None and measure.noun in s.words(own + 1, own + 3):
        return named_or_meant(story, s, own)  # "$5 million in Norwegian aid"
    given = (k for k in range(start, i) if led_by(s, k, start) == "from" and not s[k].aside)
    return next((who for k in given if (who := named_or_meant(story, s, k))), None)


def _is_of_thing(s: Sentence, start: int, i: int) -> bool:
    """As in "the clinic has 120 beds": no state has them, though nobody else is named."""
    amount = s[i].amount
    begins = s.word(start) in lexicon.words("pointing words") | {"a", "an"}
    counted = begins and (amount is None or amount.kind == "quantity")
    return counted and not lexicon.words("words of holding").isdisjoint(s.words(start, i))


def _of_people(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "25 percent of Norwegians", "of the Swiss", "600,000 Norwegians have returned"."""
    amount = s[i].amount
    behind = next((k for k in range(i + 1, min(len(s), i + 1 + _NEAR)) if not s[k].text.isdigit()), i)
    behind += s.word(behind) in {"million", "billion"}
    employed = not lexicon.words("words of employing").isdisjoint(s.words(i - 4, i))
    if amount is None and behind < len(s) and s[behind].kind == "demonym" and not employed:
        return named_or_meant(story, s, behind)
    k = i + 2 + (s.word(i + 2) == "the")
    amount = s[i].amount
    share = amount is not None and amount.kind == "percent" and s.word(i + 1) == "of"
    people = share and k < len(s) and s[k].kind == "demonym"
    return named_or_meant(story, s, k) if people else None


def _who_leads(s: Sentence, start: int, i: int) -> Entity | None:
    """As in "Ann Hale leads the polls with 23 percent"."""
    amount = s[i].amount
    if amount is None or amount.kind != "percent":
        return None
    first = next((k for k in range(start, i) if s[k].who and not s[k].aside), None)
    leads = first is not None and s[first].kind == "person" and not (s[first].owns or led_by(s, first, start))
    return s[first].who if leads and first is not None else None


def _before_relative(story: Story, s: Sentence, start: int, i: int) -> Entity | None:
    """As in "by the Bank of Kesh, which lent $5 million"."""
    relative = next((k for k in range(i, start, -1) if s.word(k) in {"which", "who"}), None)
    named = relative is not None and "," in s.gap(relative) and bool(s[relative - 1].who)
    return named_or_meant(story, s, relative - 1) if named and relative is not None else None


def _acting(story: Story, s: Sentence, i: int) -> Entity | None:
    """Who is named first in the clause, if no preposition stands before: who pays, not where."""
    start = clause_start_of(s, i)
    at = next((k for k in range(start, i) if named_or_meant(story, s, k)), None)
    return None if at is None or led_by(s, at, start) else named_or_meant(story, s, at)


def clause_start_of(s: Sentence, i: int) -> int:
    """Find where the clause of a number begins: behind "said that", "while", a semicolon, the dateline."""
    head = dateline_end(s)
    for k in range(i, head, -1):
        opens = s.word(k) in lexicon.words("words that open other clauses") and "," in s.gap(k)
        if opens or any(mark in s.gap(k) for mark in ";:"):
            return k
        if s.word(k - 1) in lexicon.words("said"):
            return k + (s.word(k) == "that")
    return head


# ------------------------------------------------------------------ who says so, and the article


def _speaker(story: Story, s: Sentence, i: int) -> Entity | None:
    """The state whose body says so, or the company that the article is about."""
    who = speaker_behind(story, s, i, _SAYING)
    title = title_of(story)
    told = {token.who.id for token in title.tokens if token.who} if title else set()
    return who if who and (who.kind == "state" or (is_firm(who) and who.id in told)) else None


def _according(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "rose by 5 percent, according to the Norland ministry": the state whose body says so."""
    at = next((k for k in range(i + 1, len(s) - 1) if s.words(k, k + 2) == ["according", "to"]), None)
    if at is None:
        return None
    behind = range(at + 2, min(len(s), at + 2 + _NEAR))
    who = next((who for k in behind if (who := named_or_meant(story, s, k))), None)
    return who if who and who.kind == "state" else None


def _of_article(story: Story, s: Sentence, *, free: bool = False, dateline: bool = True) -> Entity | None:
    """The state or body of the title; else the state that the dateline lies in, if no other is named.

    Where it must be `free`, one of the title to which something is done does not count: "exports to Kesh".
    """
    line, others = title_of(story), lexicon.words("words before others than subjects")
    told = [k for k in range(len(line)) if line[k].who and not _is_venue(line, k)] if line else []
    told = [k for k in told if line and led_by(line, k, 0) not in others] or ([] if free else told)
    if line and speaks_of_regions(line):
        return None  # "African spending falls, a Kesh institute says"
    told = [k for k in told if line and not _only_tells(line, k)]
    named = (_named_in_title(story, line, k) for k in told if line)
    title = {one.id: one for one in named if one}
    title = {key: one for key, one in title.items() if not _is_surname(story, one)}
    if title:
        return next(iter(title.values())) if len(title) == 1 else None
    home = home_state(story) if dateline and not _is_of_talks(story) else None
    home = None if home and _is_of_many(story, home) else home
    return home if home and _states_of(s) <= {home.id} else None


@lru_cache(maxsize=4)
def _is_of_many(story: Story, home: Entity) -> bool:
    """Tell whether an article speaks of many states, but not of the one in which it was written."""
    lines = (s.tokens[dateline_end(s) :] for s in story.sentences)
    states = {token.who.state for line in lines for token in line if token.who and token.who.state}
    return home.id not in states and len(states) >= _MANY


def _only_tells(line: Sentence, k: int) -> bool:
    """As in a title: "spending falls, the institute finds"."""
    tells = line.word(k + 1) in lexicon.words("verbs of telling in titles")
    return tells and line[k].kind == "body"


def _named_in_title(story: Story, line: Sentence, k: int) -> Entity | None:
    """Give whom a title names at a token; a capital at its head stands for its state."""
    who = line[k].who
    capital = k == 0 and who is not None and who.kind == "place" and line[k].text in countries.capitals()
    return state_of(story, who.state) if capital and who and who.state else named_or_meant(story, line, k)


def _town_of_title(story: Story, s: Sentence) -> Entity | None:
    """As in the title "Merrow votes to leave": what befell people, or how they voted, did so there."""
    line = title_of(story)
    town = line is not None and line[0].kind == "place" and not (line[0].owns or tells_of_venue(line))
    town = town and line is not None and line[0].text not in countries.capitals()
    who = line[0].who if town and line else None
    return who if who and _states_of(s) <= {who.state} else None


def _is_of_talks(story: Story) -> bool:
    """Tell whether an article is of a meeting or a visit: it was written where some met."""
    return any(tells_of_venue(s) for s in story.sentences[:2])


def _is_venue(line: Sentence, k: int) -> bool:
    """As in "try again in Kesh City to agree on the dam": a capital, of which the article need not tell."""
    who = line[k].who
    return led_by(line, k, 0) in {"in", "at"} and who is not None and line[k].text in countries.capitals()


def _is_surname(story: Story, who: Entity) -> bool:
    """Tell what a title names by one word that ends a person's name in the text."""
    people = (
        token.who.name for s in story.sentences for token in s.tokens if token.kind == "person" and token.who
    )
    return not who.known and who.kind == "body" and any(name.split()[-1] == who.name for name in people)


def _states_of(s: Sentence) -> set[str]:
    """The states that a sentence speaks of, behind its dateline."""
    return {token.who.state for token in s.tokens[dateline_end(s) :] if token.who and token.who.state}


# ------------------------------------------------------------------ where people are counted


def _where(story: Story, s: Sentence, i: int) -> Entity | None:
    """Where people are likely counted: behind "strikes on", in the title, where the article was written."""
    if len(_states_of(s)) > 1 or not lexicon.words("words of both").isdisjoint(s.vocabulary):
        return None
    line, head = title_of(story), dateline_end(s)
    elsewhere = any(is_unknown_place(s, k) for k in range(1, len(s)))
    of_war = not lexicon.words("words of wars").isdisjoint(s.vocabulary)
    titled = line and not (of_war or elsewhere or tells_of_venue(line))
    told = _place_in(s, range(i, len(s))) or (_place_in(line, range(len(line))) if line and titled else None)
    if told := told or _place_in(s, range(i - 1, head - 1, -1)):
        return told
    first = next(named_in(story, s, clause_start_of(s, i), i), None)
    hosts = not lexicon.words("words of hosting").isdisjoint(s.words(clause_start_of(s, i), i))
    if first and first.kind == "state" and (hosts or _states_of(s) <= {first.id}):
        return first
    wide = not lexicon.words("words of what befalls states").isdisjoint(s.vocabulary)
    likely = _of_article(story, s, dateline=not wide)  # a war is seldom where somebody speaks of it
    lies = likely is not None and likely.kind in {"state", "place"} and _states_of(s) <= {likely.id}
    return likely if lies else _town_of_title(story, s) or _of_main_state(story, s)


def _of_main_state(story: Story, s: Sentence) -> Entity | None:
    """The state of which the article speaks most, where the sentence names no other, nor a place."""
    state = main_state(story)
    placed = any(token.kind == "place" and not (token.who and token.who.state) for token in s.tokens)
    return state if state and not (placed or _is_of_talks(story)) and _states_of(s) <= {state.id} else None


def _place_in(s: Sentence, within: range) -> Entity | None:
    words = lexicon.words("words before what is struck", "words before places of events")
    found = (place_after(s, k + 1, _NEAR) for k in within if s.word(k) in words)
    return next((s[at].who for at in found if at is not None), None)
