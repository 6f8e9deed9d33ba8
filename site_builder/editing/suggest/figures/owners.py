"""What a number is about, by the words beside it: whose it is, who has so many, where people are counted."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import acting, actor_at
from site_builder.editing.suggest.clauses.named_in_clauses import led_by, named_or_meant
from site_builder.editing.suggest.clauses.parties import demonym_at
from site_builder.editing.suggest.figures.nouns import clause_start, is_noun
from site_builder.editing.suggest.figures.places_of_figures import (
    place_before,
    place_left,
    place_named,
    place_near,
    place_reached,
)
from site_builder.editing.suggest.figures.regions import region_of
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.money import is_money
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.sentences.story import Sentence, Story

_NEAR: Final = 10
"""So many words behind a number name the place that it is about."""
POPULATION: Final = "population"
_BEFALLS: Final = lexicon.words("measures of what happens in towns")


def owner_of(story: Story, s: Sentence, i: int, measure: NewMeasure) -> tuple[Entity | None, bool]:
    """Find what a number is about: whose it is, the place behind it or before it, else who is named first.

    Tell, too, whether a place right beside the number says so.
    """
    if side := _on_side(story, s, i):
        return side, True
    part = region_of(s, i, measure)
    if owned := part or _owned(story, s, i, measure):
        return owned, False
    worldwide = i > 0 and s[i - 1].owns and s.word(i - 1) in {"world", "globe", "planet", "continent"}
    if worldwide or _owning(s, i, measure) is not None or _accompanies(s, i, measure):
        return None, False
    left = place_left(s, i) if measure.id == "people-displaced" else None
    left = left or (place_reached(s, i) if measure.id == "people-arrived" else None)
    if (where := left or _place_of_number(story, s, i, measure)) is not None:
        return where, True
    if measure.listed and measure.of_places:
        here = _whose_toll(story, s, i, measure) or place_named(s, i) or _nation_counted(story, s, i, measure)
        return here or place_before(story, s, measure), False
    level = _whose_level(story, s, i) if measure.of_places else None
    return _who_acts(story, s, i) or level, False


def _on_side(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "On the Norland side, 360 people were killed"."""
    for k in range(max(0, i - _NEAR), min(len(s) - 3, i + _NEAR)):
        side = s.words(k, k + 2) == ["on", "the"] and s.word(k + 3) == "side"
        between = range(min(k + 3, i) + 1, max(k, i))
        if side and s[k + 2].kind in {"demonym", "state"} and not any(s[j].amount for j in between):
            return named_or_meant(story, s, k + 2)
    return None


def of_nation(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """As in "31,000 Norland soldiers": whose people or things are counted; not who employs or takes them."""
    if measure.listed and measure.id not in _BEFALLS:
        return None
    k = i + 1
    while k < len(s) and s[k].gap == " " and s.word(k) in lexicon.words("scales of bare numbers"):
        k += 1
    adjective = k < len(s) and s[k].gap == " " and s[k].kind in {"demonym", "state"} and not s[k].owns
    hosting = not lexicon.words("words of employing").isdisjoint(s.words(i - 4, i))
    who = named_or_meant(story, s, k) if adjective and not hosting else None
    firms = adjective and s.word(k + 1) in lexicon.words("plurals of firms")
    who = nation.entity if firms and (nation := demonym_at(story, s, k)) else who  # "some 20 Norwegian firms"
    return who if who and who.kind == "state" else None


def _nation_counted(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """As in "10,000 Keshians have been killed and 53,000 wounded": whose people the first number counts."""
    numbers = (k for k in range(i, -1, -1) if k == i or s[k].amount or s[k].text[0].isdigit())
    return next((who for k in numbers if (who := of_nation(story, s, k, measure))), None)


def _owned(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """Find whose a number is said to be, or who has so many."""
    if measure.id == POPULATION and (described := _described(s, i)):
        return described
    if measure.id == POPULATION and s.word(i - 1) == "to":
        return _who_has(story, s, i)  # "Norland is home to 5 million people"
    if (owner := _owning(s, i, measure)) is not None:
        whose = s[owner].who if measure.id == POPULATION else _owner(story, s, owner)
        nobody = s[owner].low == "state" or (whose and whose.kind == "person" and _befalls(measure))
        return (
            None if nobody else whose
        )  # "two of Lund's victims died"; "the state" may be one of a federation
    if _accompanies(s, i, measure):
        return _who_is(story, s, i)
    if not measure.of_places:
        named = _named_before_with(s, i) or _who_came(story, s, i) or _who_made_do(s, i)
        return named or _who_has(story, s, i, pronouns=True)
    return None if measure.listed else _who_has(story, s, i) or _whose_noun(story, s, i)


def _befalls(measure: NewMeasure) -> bool:
    """Tell a measure of what befell people somewhere."""
    return measure.listed and measure.of_places


def _accompanies(s: Sentence, i: int, measure: NewMeasure) -> bool:
    """As in "landed in Kesh with 20 officials": of nobody who is named."""
    return not measure.listed and s.word(i - 1) == "with" and measure.unit == measure.noun


def _who_is(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "The Kesh Front is the largest force, with 9,000 men": who is described so."""
    verb = next((k for k in range(i - 2, 0, -1) if s.word(k) in {"is", "are", "remains", "remain"}), None)
    if verb is None or verb + 1 >= i:
        return None
    first = verb + 1 + (s.word(verb + 1) in {"still", "now", "also", "currently"})
    described = s.word(first) in lexicon.words("definite") | {"a", "an"}
    marks = [k for k in range(verb, i) if s.gap(k).strip()]
    who = acting(story, s, verb, _anybody) if described and set(marks) <= {i - 1} else []
    return who[0].entity if len(who) == 1 else None


def _described(s: Sentence, i: int) -> Entity | None:
    """As in "Norland, a dry land of 5 million people"."""
    start = next((k for k in range(i - 1, max(0, i - _NEAR), -1) if s.gap(k).strip() == ","), 0)
    who = (
        s[start - 1].who if start and s.word(i - 1) == "of" and s.word(start) in {"a", "an", "the"} else None
    )
    return who if who and who.kind in {"state", "place"} else None


def _place_of_number(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """The place beside a number, if what it counts may be that of a place, as money is not."""
    money = not measure.listed and is_money(measure.unit)
    return place_near(story, s, i, listed=measure.listed) if measure.of_places and not money else None


def _whose_toll(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """As in "Norland had 27,000 deaths": the state or place; soldiers may be those of an alliance."""
    first = s.first_from(amount.start) if (amount := s[i].amount) else i
    if first > 1 and s.word(first - 1) in lexicon.words("words of having a toll") and s[first - 2].who:
        return s[first - 2].who  # "behind it came Kesh, reporting 37,000 deaths"
    who = _who_has(story, s, i)
    kinds = {"state", "place", "body"} if measure.id == "number-of-troops" else {"state", "place"}
    return who if who and who.kind in kinds else None


def _named_before_with(s: Sentence, i: int) -> Entity | None:
    """As in "followed by the National Front with 16 percent", "Ann Hale was elected with 5,000 votes"."""
    chosen = s.word(i - 1) == "with" and s.word(i - 2) in {"elected", "re-elected", "reelected"}
    if chosen:
        near = [k for k in range(i - 3, max(-1, i - _NEAR), -1) if s[k].kind in {"person", "body"}]
        return next((s[k].who for k in near if not s[k].owns and s.word(k - 1) != "of"), None)
    at = i - 2
    named = at > 1 and s.word(i - 1) == "with" and s[at].who and s[at].kind in {"body", "person"}
    return s[at].who if named and led_by(s, at, 0) == "by" else None


def _who_came(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "The Labour Party came first in the election with 40 of the seats"."""
    at = s.first_from(amount.start) - 1 if (amount := s[i].amount) else i - 1
    near = range(at - 1, max(-1, at - _NEAR), -1)
    verb = next((k for k in near if s.word(k) in lexicon.words("verbs of coming first")), None)
    if s.word(at) != "with" or verb is None:
        return None
    if any((s.gap(k).strip() and k != at) or s[k].amount for k in range(verb + 1, at + 1)):
        return None  # not "came in May, met Ada Lund and left with 5 percent"
    who = acting(story, s, verb, _anybody)
    return who[0].entity if len(who) == 1 and who[0].entity.kind in {"body", "person"} else None


def _who_made_do(s: Sentence, i: int) -> Entity | None:
    """As in "ahead of the Green Party (GP), which had to be content with 64": whose relative clause it is."""
    content = s.word(i - 1) in {"with", "for"} and s.word(i - 2) in lexicon.words("words of making do")
    which = next((k for k in range(i - 2, 1, -1) if s.word(k) in {"which", "who"}), None)
    if not content or which is None or s.gap(which).strip() not in {",", "),"}:
        return None
    at = which - 1
    while at > 0 and s[at].aside:
        at -= 1
    return s[at].who if s[at].kind in {"body", "person"} else None


def _owning(s: Sentence, i: int, measure: NewMeasure) -> int | None:
    """Find whose a number is: "51 of Norland's airlines", "won 39 of Norland's 54 seats"."""
    if measure.id == POPULATION:
        return i - 1
    if s.word(i + 1) == "of" and i + 2 < len(s) and s[i + 2].owns:
        return i + 2
    owned = i > 0 and s[i - 1].owns and s[i - 1].time is None and not measure.listed
    return i - 1 if owned and (s.word(i - 2) == "of" or not s[i - 1].who) else None  # "the bloc's 27 members"


def _owner(story: Story, s: Sentence, i: int) -> Entity | None:
    who = _anybody(story, s, i)
    return who.entity if who else None


def _anybody(story: Story, s: Sentence, i: int) -> Who | None:
    """Give who or what a token names, a place, too: "Merrow has 70,000 people"."""
    who = s[i].who
    return actor_at(story, s, i) or (Who(who, i) if who and who.kind == "place" else None)


def _who_has(story: Story, s: Sentence, i: int, *, pronouns: bool = False) -> Entity | None:
    """As in "Ann Hale won with 52 percent of the vote", "Falk Works raised $5 million": also a person."""
    verbs = lexicon.words("verbs of having")
    near = range(i - 1, max(-1, i - _NEAR), -1)
    home = s.words(i - 2, i) == ["home", "to"]  # "Norland is home to 500,000 refugees"
    verb = i - 3 if home else next((k for k in near if s.word(k) in verbs and not is_auxiliary(s, k)), None)
    if verb is None or any(mark in s[k].gap for k in range(verb + 1, i + 1) for mark in ';:".'):
        return None
    if not lexicon.words("relatives").isdisjoint(s.words(verb + 1, i)):
        return None  # "that Kesh owns, which would give it 5 percent"
    amount = s[i].amount
    if s.word(verb) in lexicon.words("words of recording numbers"):
        return None  # "the agency has recorded eight strikes"
    if s.word(verb) == "reported" and (amount is None or amount.kind == "quantity"):
        return None
    if s.word(i - 1) == "the" or (s[i - 1].owns and i - 1 > verb + 1):
        return None
    who = acting(story, s, verb, _anybody)
    one = who[0] if len(who) == 1 else None
    return one.entity if one and (one.sure or pronouns) else None


def is_auxiliary(s: Sentence, k: int) -> bool:
    """Tell whether "had" only helps another verb: "has stated", "had never gone"."""
    after = s.words(k + 1, k + 3)
    known = lexicon.words("participles", "said", "verbs of having")
    if k + 1 < len(s) and s[k + 1].amount:
        return False  # "has 40 tanks aimed at"
    return s.word(k) in {"has", "have", "had"} and any(w.endswith("ed") or w in known for w in after)


def _whose_noun(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "Norland's exports rose to $5 billion", "sales of Falk Works fell by 2 percent"."""
    start = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ',;:"(')), default=0)
    verbs = lexicon.words("words of change", "level verbs")
    verb = next((k for k in range(i - 1, start - 1, -1) if s.word(k) in verbs), None)
    if verb is not None and verb == start and "," in s.gap(verb):
        start = clause_start(s, clause_start(s, verb - 1) - 1)  # "sales of Falk Works, a firm in Kesh, fell"
    owners = (k for k in range(start, verb or start) if s[k].owns or _is_led_by_owner(s, k))
    whose = {who.entity.id: who.entity for k in owners if (who := actor_at(story, s, k)) and who.sure}
    return next(iter(whose.values())) if len(whose) == 1 else None


def _is_led_by_owner(s: Sentence, k: int) -> bool:
    """As in "sales of Falk Works", "arms exports by the United States"."""
    led = k - 1 - (s.word(k - 1) == "the")
    return s.word(led) == "of" or (s.word(led) == "by" and is_noun(s.word(led - 1)))


def _whose_level(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "the Norland economy shrank by 2 percent": the one state or body that is named before."""
    amount = s[i].amount
    if amount is None or amount.kind != "percent":
        return None
    others = lexicon.words("words before others than subjects")
    told = range(dateline_end(s), i)
    before = [k for k in told if s[k].who and not s[k].aside and led_by(s, k, told.start) not in others]
    verbs = lexicon.words("words of change", "words of accounting")
    if len(before) != 1 or verbs.isdisjoint(s.words(i - 4, i)):
        return None
    who = demonym_at(story, s, before[0]) or actor_at(story, s, before[0])
    return who.entity if who and who.entity.kind in {"state", "body"} else None


def _who_acts(story: Story, s: Sentence, i: int) -> Entity | None:
    """The state or body whose verb stands before the number: "Norland lost 40 percent"."""
    for verb in range(i - 1, max(-1, i - _NEAR), -1):
        word = s.word(verb)
        others = lexicon.words("said", "words of recording numbers", "verbs of letting go")
        if word in others or word == "voted" or s[verb].gap.strip() in {'"', ";"}:
            return None
        if (word.endswith("ed") and "-" not in word) or word in lexicon.words(
            "finite verbs", "being and having"
        ):
            who = [one for one in acting(story, s, verb) if one.at >= dateline_end(s)]
            return who[-1].entity if len(who) == 1 and who[0].entity.kind in {"state", "body"} else None
    return None
