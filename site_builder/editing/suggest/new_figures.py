"""Figures whose measure the registry lacks: a number, what it measures, and what it is about."""

from collections.abc import Iterator
from dataclasses import replace

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.acting import acting, actor_at
from site_builder.editing.suggest.arms import is_arms
from site_builder.editing.suggest.datelines import dateline_end
from site_builder.editing.suggest.dating import why_of
from site_builder.editing.suggest.figure_measures import change_beside, measure_told, measured_again
from site_builder.editing.suggest.figure_subjects import likely_subject, of_whom, partners
from site_builder.editing.suggest.figure_times import time_of_figure
from site_builder.editing.suggest.happening import certainty
from site_builder.editing.suggest.measured_goods import goods_again
from site_builder.editing.suggest.money import is_money, money
from site_builder.editing.suggest.named_in_clauses import led_by
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.new_measures import NewMeasure
from site_builder.editing.suggest.parties import demonym_at
from site_builder.editing.suggest.places_and_times import place_after
from site_builder.editing.suggest.proposals import Proposal, Rank, Value, worse
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.sentences import Sentence, Story, is_title
from site_builder.editing.suggest.units_of_numbers import is_whole
from site_builder.model.extraction_results import Amount

_NEAR = 10
"""So many words behind a number name the place that it is about."""
_OF_TRADE = 12
"""So many words before a number tell that a turnover is one of trade."""
_OF_DEAL = 10
"""So many words before a number of arms tell that it is of those that are bought or given."""
_POPULATION = "population"
_FEW_OF_NOBODY = 20
"""So few things of which the sentence does not say whose they are belong to the story."""
_FEW_OF_NAMES = 100
_SUM_OF_NOBODY, _SUM = 1000, 2
"""So small a sum is that of a purchase in a shop."""
_FEWEST = 4
"""Fewer things than that are told as part of a story, not as a figure."""


def new_figure(
    story: Story, s: Sentence, i: int, amount: Amount, last: Proposal | None = None
) -> Proposal | None:
    """Propose an amount with the measure that the words beside it tell; `last` is the figure before it."""
    counting = amount.kind == "percent" and _is_of_counting(s, i)
    counting = counting or (amount.unit in lexicon.words("units of seats") and is_whole(s, i))
    if certainty(s, i) == "not" or (amount.kind == "money" and _is_open(amount)) or counting:
        return None
    before = last.measure if last else None
    if last and (again := measured_again(s, i, amount, before)):
        return _as_before(s, i, amount, again, last)
    if last and (change := change_beside(s, i, amount, before)):
        return _with_time_of(last, _as_before(s, i, amount, change, last))
    if last and (goods := goods_again(s, i, amount, before)):
        return _as_before(s, i, amount, goods, last)
    measure = measure_told(s, i, amount)
    return _measured(story, s, i, amount, measure) if measure else _unmeasured(story, s, i, amount)


def _measured(story: Story, s: Sentence, i: int, amount: Amount, measure: NewMeasure) -> Proposal | None:
    named, near = (None, False) if _is_of_deal(s, i, measure) else _subject(story, s, i, measure)
    named = None if named and named.name in lexicon.words("acronyms of no bodies") else named
    if not measure.listed and _is_of_story(amount, named):
        return None
    subject = of_whom(story, s, named) if named else None
    likely = None if subject else likely_subject(story, s, i, measure)
    if subject is None and likely is None and is_money(measure.unit):
        several = lexicon.words("words of several states").isdisjoint(s.words(0, i))
        likely = _place_near(s, i, listed=False) if measure.of_places and several else None
    rank = "weak" if likely else _rank(measure, subject, near=near, vague=_is_vague(s, i, amount))
    what = "the measure and what it is about" if subject else "the measure, and write what it is about"
    what = "the measure, and what it is about: no word beside it tells" if likely else what
    reason = f"a number with what it counts; check {what}"
    if _is_of_trade(s, i, measure) and (pair := partners(story, s, i, subject or likely)):
        reason = "a number with what it counts; check the measure, and which is subject, which object"
        figure = _figure(s, i, amount, reason, measure.between_states, pair[0])
        fields = {"measure": figure.fields["measure"], "subject": pair[0].id, "object": pair[1].id}
        here = {token.who.state for token in s.tokens if token.who}
        rank = "possible" if here.issuperset(who.id for who in pair) else "weak"
        return replace(figure, fields={**fields, **figure.fields}, rank=rank, entities=pair)
    return replace(_figure(s, i, amount, reason, measure, subject or likely), rank=rank)


def _is_of_deal(s: Sentence, i: int, measure: NewMeasure) -> bool:
    """As in "Norland will receive 40 tanks", which is not how many it has."""
    verbs = lexicon.words("done") | lexicon.words("buying verbs") | lexicon.words("selling verbs")
    counted = not measure.listed and any(is_arms(s, k) for k in (i, i + 1) if k < len(s))
    return counted and not verbs.isdisjoint(s.words(max(0, i - _OF_DEAL), i))


def _is_of_trade(s: Sentence, i: int, measure: NewMeasure) -> bool:
    """As in "trade reached $5 billion", "the volume of trade turnover between Norland and Kesh"."""
    told = set(measure.noun.split())
    of_trade = not told.isdisjoint(lexicon.words("words for how much is traded"))
    return "trade" in told or (of_trade and "trade" in s.words(i - _OF_TRADE, i))


def _is_of_story(amount: Amount, named: Entity | None) -> bool:
    """Tell what is told as part of a story, or in passing: "five offers", "a phone for $900"."""
    few = _FEWEST if named else _FEW_OF_NOBODY
    return _is_few(amount, few) or _is_open(amount) or _is_named_so(amount) or _is_small_sum(amount, named)


def _as_before(s: Sentence, i: int, amount: Amount, measure: NewMeasure, last: Proposal) -> Proposal:
    """As in "exports of $5 billion, up 3 percent": what the figure before is about."""
    told = last.fields["subject"] != TO_FILL
    subject = next(iter(last.entities), None) if told else None
    what = "the measure and what it is about" if told else "the measure, and write what it is about"
    figure = _figure(s, i, amount, f"a number with what it counts; check {what}", measure, subject)
    if "object" in last.fields:
        two = measure if "{object}" in measure.sentence else measure.between_states
        fields = {"measure": two.id, "subject": figure.fields["subject"], "object": last.fields["object"]}
        fields |= {key: value for key, value in figure.fields.items() if key not in fields}
        figure = replace(figure, fields=fields, entities=last.entities, measure=two)
    return replace(figure, rank=worse(last.rank))


def _with_time_of(last: Proposal, figure: Proposal) -> Proposal:
    """As in "exports of $5 billion in May, up 3 percent": the time of the figure before."""
    if "period" in figure.fields:
        return figure
    same = {key: last.fields[key] for key in ("period", "date_why") if key in last.fields}
    return replace(figure, fields={**figure.fields, **same}, anchors=(*figure.anchors, *last.anchors[1:]))


def _unmeasured(story: Story, s: Sentence, i: int, amount: Amount) -> Proposal | None:
    """Propose a share or sum of which nothing tells what it measures; none of a list: "$5, $6, $7"."""
    beside = (s[k] for k in (i - 1, i + 1) if 0 <= k < len(s))
    listed = any(token.amount and not token.aside for token in beside)
    if listed or amount.kind not in {"percent", "money"}:
        return None
    likely = likely_subject(story, s, i, None)
    about = "check what it is about" if likely else "what it is about"
    return _figure(s, i, amount, f"a share or a sum; write what it measures, and {about}", None, likely)


def _figure(  # noqa: PLR0917 - what a figure is made of
    s: Sentence,
    i: int,
    amount: Amount,
    reason: str,
    measure: NewMeasure | None = None,
    subject: Entity | None = None,
) -> Proposal:
    """Write a figure down, with gaps where its measure or what it is about are not known."""
    time = time_of_figure(s, i)
    reason = f"{reason}; write whose money it is" if amount.unit == TO_FILL else reason
    fields: dict[str, Value] = {
        "measure": measure.id if measure else TO_FILL,
        "subject": subject.id if subject else TO_FILL,
        "value": money(amount, "unclear"),
        "period": time.edtf if time else "",
        "date_why": why_of(time) if time else "",
    }
    return Proposal(
        section="figures",
        rank="weak",
        reason=reason,
        fields={key: value for key, value in fields.items() if value},
        anchors=((amount.start, amount.end), *(((time.start, time.end),) if time else ())),
        surface=amount.surface,
        entities=(subject,) if subject else (),
        measure=measure,
    )


def _rank(measure: NewMeasure, subject: Entity | None, *, near: bool, vague: bool) -> Rank:
    if measure.listed and near and not vague and subject and (subject.known or subject.sure):
        return "likely"
    return "possible" if measure.listed or subject else "weak"


def _is_vague(s: Sentence, i: int, amount: Amount) -> bool:
    """As in "20 suspected cases", and in what somebody is quoted as saying."""
    doubts = lexicon.words("words that doubt numbers")
    return s[i].quoted or not doubts.isdisjoint(
        (*amount.surface.lower().split(), s.word(i + 1), s.word(i - 1))
    )


def _is_open(amount: Amount) -> bool:
    """As in "thousands of people"."""
    return not (amount.low or amount.high)


def _is_few(amount: Amount, fewest: int = _FEWEST) -> bool:
    few = amount.low or amount.high
    return amount.kind == "quantity" and bool(few) and float(few) < fewest


def _is_small_sum(amount: Amount, subject: Entity | None) -> bool:
    """As in "a phone that costs 990 dollars", "one dollar"."""
    least = _SUM_OF_NOBODY if subject is None else _SUM
    money = amount.kind == "money" and not amount.per
    return money and bool(amount.low or amount.high) and float(amount.low or amount.high) < least


def _is_of_counting(s: Sentence, i: int) -> bool:
    """As in "with 98 percent of ballots counted", "100 percent sure"."""
    counted = lexicon.words("words of being counted")
    of_ballots = s.word(i + 1) == "of" and not counted.isdisjoint(s.words(i + 3, i + 6))
    return of_ballots or s.word(i + 1) in lexicon.words("words behind a whole")


def _is_named_so(amount: Amount) -> bool:
    """As in "12 Rue des Lilas": the number is a part of a name."""
    parts = amount.surface.split()
    return _is_few(amount, _FEW_OF_NAMES) and any(word[0].isupper() for word in parts[1:])


def _subject(story: Story, s: Sentence, i: int, measure: NewMeasure) -> tuple[Entity | None, bool]:
    """Find what a number is about: whose it is, the place behind it or before it, else who is named first."""
    if (owner := _owning(s, i, measure)) is not None:
        return (s[owner].who if measure.id == _POPULATION else _owner(story, s, owner)), False
    if not measure.of_places:
        return _named_before_with(s, i) or _who_has(story, s, i, pronouns=True) or _who_acts(
            story, s, i
        ), False
    if not measure.listed and (who := _who_has(story, s, i) or _whose_noun(story, s, i)):
        return who, False
    money = not measure.listed and is_money(measure.unit)
    if not money and (where := _place_near(s, i, listed=measure.listed)):
        return where, True
    if measure.listed:
        return _whose_toll(story, s, i) or _place_named(s, i) or _place_before(story, s), False
    return _who_acts(story, s, i) or _whose_level(story, s, i), False


def _whose_toll(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "Norland had 27,000 deaths": the state or place."""
    who = _who_has(story, s, i)
    return who if who and who.kind in {"state", "place"} else None


def _named_before_with(s: Sentence, i: int) -> Entity | None:
    """As in "followed by the National Front with 16 percent"."""
    at = i - 2
    named = at > 1 and s.word(i - 1) == "with" and s[at].who and s[at].kind in {"body", "person"}
    return s[at].who if named and led_by(s, at, 0) == "by" else None


def _owning(s: Sentence, i: int, measure: NewMeasure) -> int | None:
    """Find whose a number is: "51 of Norland's airlines", "won 39 of Norland's 54 seats"."""
    if measure.id == _POPULATION:
        return i - 1
    if s.word(i + 1) == "of" and i + 2 < len(s) and s[i + 2].owns:
        return i + 2
    return i - 1 if i and s[i - 1].owns and s.word(i - 2) == "of" and not measure.listed else None


def _owner(story: Story, s: Sentence, i: int) -> Entity | None:
    who = _anybody(story, s, i)
    return who.entity if who else None


def _anybody(story: Story, s: Sentence, i: int) -> Who | None:
    """Give who or what a token names, a place, too: "Merrow has 70,000 people"."""
    who = s[i].who
    return actor_at(story, s, i) or (Who(who, i) if who and who.kind == "place" else None)


def _place_near(s: Sentence, i: int, *, listed: bool) -> Entity | None:
    """Find the first place behind a number, or the last before it; of what is only counted, in its part."""
    words = lexicon.words("words before places of events")
    start = 0 if listed else max((k for k in range(i + 1) if k == 0 or "," in s[k].gap), default=0)
    behind = range(i + 1, min(len(s), i + _NEAR))
    than = next((k for k in behind if _ends_near(s, k, listed=listed)), behind.stop)
    for k in (*range(i + 1, than), *range(i - 1, start - 1, -1)):
        if s.word(k) in words and (at := place_after(s, k + 1, 4)) is not None:
            if s.word(k - 1) in lexicon.words("meeting nouns"):
                continue  # "at a meeting in Merrow"
            return s[at].who
    return None


def _ends_near(s: Sentence, k: int, *, listed: bool) -> bool:
    """As in "more than any in Africa", "5 tons, it was said in Merrow": the place is of another."""
    said = s.word(k) in lexicon.words("said") and s.word(k - 1) not in lexicon.words("being")
    divided = any(c in s[k].gap for c in ",;:") or s.word(k) in lexicon.words("being")
    return s.word(k) == "than" or said or (divided and not listed)


def _place_named(s: Sentence, i: int) -> Entity | None:
    """As in "a Merrow car bombing killed five": the last place before a number, in its part of one."""
    start = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ',;:"')), default=0)
    start = max(start, dateline_end(s))
    return next((s[k].who for k in range(i - 1, start - 1, -1) if s[k].kind == "place"), None)


def _who_has(story: Story, s: Sentence, i: int, *, pronouns: bool = False) -> Entity | None:
    """As in "Ann Hale won with 52 percent of the vote", "Falk Works raised $5 million": also a person."""
    verbs = lexicon.words("verbs of having")
    near = range(i - 1, max(-1, i - _NEAR), -1)
    verb = next((k for k in near if s.word(k) in verbs and not _is_auxiliary(s, k)), None)
    if verb is None or any(mark in s[k].gap for k in range(verb + 1, i + 1) for mark in ';:".'):
        return None
    if not lexicon.words("relatives").isdisjoint(s.words(verb + 1, i)):
        return None  # "that Kesh owns, which would give it 5 percent"
    amount = s[i].amount
    if s.word(verb) == "reported" and (amount is None or amount.kind == "quantity"):
        return None
    if s.word(i - 1) == "the" or (s[i - 1].owns and i - 1 > verb + 1):
        return None
    who = acting(story, s, verb, _anybody)
    one = who[0] if len(who) == 1 else None
    return one.entity if one and (one.sure or pronouns) else None


def _is_auxiliary(s: Sentence, k: int) -> bool:
    """As in "has stated", "had never gone"."""
    after = s.words(k + 1, k + 3)
    known = lexicon.words("participles") | lexicon.words("said") | lexicon.words("verbs of having")
    return s.word(k) in {"has", "have", "had"} and any(w.endswith("ed") or w in known for w in after)


def _whose_noun(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "Norland's exports rose to $5 billion", "sales of Falk Works fell by 2 percent"."""
    start = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ',;:"(')), default=0)
    verbs = lexicon.words("words of change") | lexicon.words("level verbs")
    verb = next((k for k in range(i - 1, start, -1) if s.word(k) in verbs), None)
    owners = (k for k in range(start, verb or start) if s[k].owns or s.word(k - 1) == "of")
    whose = {who.entity.id: who.entity for k in owners if (who := actor_at(story, s, k)) and who.sure}
    return next(iter(whose.values())) if len(whose) == 1 else None


def _whose_level(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "the Norland economy shrank by 2 percent": the one state or body that is named before."""
    amount = s[i].amount
    if amount is None or amount.kind != "percent":
        return None
    others = lexicon.words("words before others than subjects")
    told = range(dateline_end(s), i)
    before = [k for k in told if s[k].who and not s[k].aside and led_by(s, k, told.start) not in others]
    verbs = lexicon.words("words of change") | lexicon.words("words of accounting")
    if len(before) != 1 or verbs.isdisjoint(s.words(i - 4, i)):
        return None
    who = demonym_at(story, s, before[0]) or actor_at(story, s, before[0])
    return who.entity if who and who.entity.kind in {"state", "body"} else None


def _place_before(story: Story, s: Sentence) -> Entity | None:
    """The one place that the sentence before names, in the same paragraph; else the article's first one."""
    before = story.sentences[s.index - 1 : s.index] if s.index else ()
    beside = (one for one in before if one.paragraph == s.paragraph)
    first = next((one for one in story.sentences if not (one.headline or is_title(story, one))), s)
    for sentence in (*beside, *((first,) if first.index < s.index else ())):
        places = {who.id: who for who in _places_in(sentence)}
        if len(places) == 1 or (places and sentence is first):
            return next(iter(places.values()))
    return None


def _places_in(s: Sentence) -> Iterator[Entity]:
    """As in "near Merrow", "in the Merrow Sea"."""
    for k, token in enumerate(s.tokens):
        led = s.word(k - 1 - (s.word(k - 1) == "the"))
        if (
            token.who
            and token.kind in {"place", "state"}
            and led in lexicon.words("words before places of events")
        ):
            yield token.who


def _who_acts(story: Story, s: Sentence, i: int) -> Entity | None:
    """The state or body whose verb stands before the number: "Norland lost 40 percent"."""
    for verb in range(i - 1, max(-1, i - _NEAR), -1):
        word = s.word(verb)
        if word in lexicon.words("said") or word == "voted" or s[verb].gap.strip() in {'"', ";"}:
            return None
        if (word.endswith("ed") and "-" not in word) or word in lexicon.words("finite verbs") | lexicon.words(
            "being and having"
        ):
            who = [one for one in acting(story, s, verb) if one.at >= dateline_end(s)]
            return who[-1].entity if len(who) == 1 and who[0].entity.kind in {"state", "body"} else None
    return None
