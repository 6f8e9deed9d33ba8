"""Figures whose measure the registry lacks: a number, what it measures, and what it is about."""

from dataclasses import replace

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import certainty
from site_builder.editing.suggest.figures.figures_again import change_beside, measured_again, one_of_them
from site_builder.editing.suggest.figures.figures_before import (
    Before,
    befallen_before,
    change_again,
    names_others,
    part_of_whole,
    share_again,
    who_got_share,
    who_has_share,
)
from site_builder.editing.suggest.figures.figures_of_deals import counts_arms, is_of_deal, is_price
from site_builder.editing.suggest.figures.measured_goods import goods_again, goods_as_before
from site_builder.editing.suggest.figures.measures import measure_told
from site_builder.editing.suggest.figures.owners import of_nation, owner_of
from site_builder.editing.suggest.figures.places_of_figures import place_near
from site_builder.editing.suggest.figures.rows_of_figures import named_apart, whose_it_is
from site_builder.editing.suggest.figures.subjects import likely_subject, of_whom
from site_builder.editing.suggest.figures.times import time_of_figure
from site_builder.editing.suggest.figures.trading_states import partners
from site_builder.editing.suggest.figures.units_of_numbers import is_whole
from site_builder.editing.suggest.figures.votes import votes_in_election
from site_builder.editing.suggest.proposals.dating import why_of
from site_builder.editing.suggest.proposals.money import is_money, money
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.proposals.proposal import Proposal, Rank, Value, worse
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.model.extraction_results import Amount
from site_builder.names import countries

_OF_TRADE = 12
"""So many words before a number tell that a turnover is one of trade."""
_FEW_OF_NOBODY = 20
"""So few things of which the sentence does not say whose they are belong to the story."""
_FEW_PEOPLE = 10
"""So few people to whom nothing happened belong to the story, whosever they are: "four of its officials"."""
_FEW_OF_NAMES = 100
_SUM_OF_NOBODY, _SUM = 1000, 2
"""So small a sum is that of a purchase in a shop."""
_RECORDED = 3
"""So many words before a number tell that somebody counted: "has recorded eight air strikes"."""
_FALLING = frozenset(("declined", "declines", "decline", "declining"))
"""Before a number they tell how far something fell, not what somebody would not do."""
_FEWEST = 4
"""Fewer things than that are told as part of a story, not as a figure."""


def new_figure(story: Story, s: Sentence, i: int, amount: Amount, told: Before) -> Proposal | None:
    """Propose an amount with the measure that the words beside it tell, or what was `told` before it."""
    if is_no_figure(s, i, amount):
        return None
    return _going_on(story, s, i, amount, told) or _told_beside(story, s, i, amount, told)


def is_no_figure(s: Sentence, i: int, amount: Amount) -> bool:
    """Tell what did not happen, sums of nobody knows how much, and "with 98 percent of ballots counted"."""
    counting = amount.kind == "percent" and _is_of_counting(s, i)
    counting = counting or (amount.unit in lexicon.words("units of seats") and is_whole(s, i))
    first = s.first_from(amount.start)  # "nearly a million were killed": all of them were
    fell = not _FALLING.isdisjoint(s.words(first - _RECORDED, first))  # "has declined by 40 percent"
    denied = certainty(s, first) == "not" and not fell
    return denied or (amount.kind == "money" and _is_open(amount)) or counting


def _going_on(story: Story, s: Sentence, i: int, amount: Amount, told: Before) -> Proposal | None:
    """Propose what a figure before it measures, too: "from 19 percent", "up 3 percent", "3 tonnes of rye"."""
    last = told.last
    before = last.measure if last else None
    if last and (again := measured_again(s, i, amount, before)):
        return _about_others(story, s, i, _as_before(s, i, amount, again, last))
    if last and (change := change_beside(s, i, amount, before)):
        return _with_time_of(last, _as_before(s, i, amount, change, last))
    if last and (goods := goods_again(s, i, amount, before)):
        return _as_before(s, i, amount, goods, last)
    if told.whole and (part := part_of_whole(s, i, amount, told.whole)):
        return _with_time_of(told.whole, _as_before(s, i, amount, part, told.whole))
    return _as_long_before(s, i, amount, told)


def _told_beside(story: Story, s: Sentence, i: int, amount: Amount, told: Before) -> Proposal | None:
    """Propose what the words beside a number tell that it measures; else a share of what was told before."""
    measure = measure_told(s, i, amount)
    if measure is None and told.share and (share := share_again(s, i, amount, told.share)):
        who = who_got_share(s, i) or likely_subject(story, s, i, None) or who_has_share(s, i)
        figure = _as_before(s, i, amount, share, told.share)
        return _of_others(figure, who) if who or not names_others(s, i, told.share) else _of_nobody(figure)
    measure = change_again(measure, told) if measure else votes_in_election(story, s, i, amount)
    if is_price(story, s, amount, measure):
        return None
    if measure is None:
        return _unmeasured(story, s, i, amount)
    return _measured(story, s, i, amount, measure, told.toll)


def _as_long_before(s: Sentence, i: int, amount: Amount, told: Before) -> Proposal | None:
    """As in "the remaining 28 percent", "The exact number, 972,394 barrels", be the first one far before."""
    goods = goods_as_before(s, i, amount, told.goods.measure if told.goods else None)
    if told.goods and goods:
        return _of_others(_as_before(s, i, amount, goods, told.goods), who_has_share(s, i))
    remaining = s.word(i - 1) == "remaining" and amount.kind == "percent"
    share = told.share.measure if remaining and told.share else None
    return _as_before(s, i, amount, share, told.share) if share and told.share else None


def _measured(  # noqa: PLR0917 - where a number stands, and what was told before it
    story: Story, s: Sentence, i: int, amount: Amount, measure: NewMeasure, toll: Proposal | None
) -> Proposal | None:
    if is_of_deal(story, s, i, measure):
        return None
    named, near = owner_of(story, s, i, measure)
    named = None if named and named.name in lexicon.words("acronyms of no bodies") else named
    recorded = not lexicon.words("words of recording numbers").isdisjoint(s.words(i - _RECORDED, i))
    if not (measure.listed or recorded) and _is_of_story(amount, named):
        return None
    subject = of_whom(story, s, named) if named else None
    likely = None if subject else befallen_before(s, measure, toll)
    likely = likely or (
        None if subject else likely_subject(story, s, i, measure) or _money_near(story, s, i, measure)
    )
    likely = likely or (None if subject else of_nation(story, s, i, measure))
    if subject is None and likely is None and counts_arms(story, s, i, measure):
        return None
    rank = "weak" if likely else _rank(measure, subject, near=near, vague=_is_vague(s, i, amount))
    what = "the measure and what it is about" if subject else "the measure, and write what it is about"
    what = "the measure, and what it is about: no word beside it tells" if likely else what
    reason = f"a number with what it counts; check {what}"
    if _is_of_trade(s, i, measure) and (pair := partners(story, s, i, subject or likely)):
        reason = "a number with what it counts; check the measure, and which is subject, which object"
        figure = figure_of(s, i, amount, reason, measure.between_states, pair[0])
        fields = {"measure": figure.fields["measure"], "subject": pair[0].id, "object": pair[1].id}
        here = {token.who.state for token in s.tokens if token.who}
        rank = "possible" if here.issuperset(who.id for who in pair) else "weak"
        return replace(figure, fields={**fields, **figure.fields}, rank=rank, entities=pair)
    return replace(figure_of(s, i, amount, reason, measure, subject or likely), rank=rank)


def _money_near(story: Story, s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """As in "house prices in Norland"; not where somebody pays or spends, nor a capital, where it is told."""
    several = not lexicon.words("words of several states").isdisjoint(s.words(0, i))
    if not is_money(measure.unit) or not measure.of_places or several or measure.name.startswith("Amount "):
        return None
    where = place_near(story, s, i, listed=False)
    return None if where and where.kind == "place" and where.name in countries.capitals() else where


def _is_of_trade(s: Sentence, i: int, measure: NewMeasure) -> bool:
    """As in "trade reached $5 billion", "the volume of trade turnover between Norland and Kesh"."""
    told = set(measure.noun.split())
    of_trade = not told.isdisjoint(lexicon.words("words for how much is traded"))
    return "trade" in told or (of_trade and "trade" in s.words(i - _OF_TRADE, i))


def _is_of_story(amount: Amount, named: Entity | None) -> bool:
    """Tell what is told as part of a story, or in passing: "five offers", "a phone for $900"."""
    counted = amount.unit.lower().split()[-1:]
    people = lexicon.words("units of people") - lexicon.words("units of elections")
    few = _FEW_OF_NOBODY if named is None else _FEWEST if people.isdisjoint(counted) else _FEW_PEOPLE
    return _is_few(amount, few) or _is_open(amount) or is_named_so(amount) or _is_small_sum(amount, named)


def _as_before(s: Sentence, i: int, amount: Amount, measure: NewMeasure, last: Proposal) -> Proposal:
    """As in "exports of $5 billion, up 3 percent": what the figure before is about."""
    told = last.fields["subject"] != TO_FILL
    subject = next(iter(last.entities), None) if told else None
    what = "the measure and what it is about" if told else "the measure, and write what it is about"
    figure = figure_of(s, i, amount, f"a number with what it counts; check {what}", measure, subject)
    if "object" in last.fields:
        two = measure if "{object}" in measure.sentence else measure.between_states
        fields = {"measure": two.id, "subject": figure.fields["subject"], "object": last.fields["object"]}
        fields |= {key: value for key, value in figure.fields.items() if key not in fields}
        figure = replace(figure, fields=fields, entities=last.entities, measure=two)
    return replace(figure, rank=worse(last.rank))


def _about_others(story: Story, s: Sentence, i: int, figure: Proposal) -> Proposal:
    """As in "2.5 million of them in Kesh alone", "those of Norland fell by 5 percent"."""
    apart = one_of_them(s, i) and s.word(i - 1) != "and"
    where = place_near(story, s, i, listed=False) if apart else None
    others = (s[k].who for k in range(i) if whose_it_is(s, k) and s.word(k - 1) == "of")
    got = who_got_share(s, i) if figure.measure and not figure.measure.of_places else None
    return _of_others(figure, where or named_apart(s, i) or got or next(others, None))


def _of_others(figure: Proposal, who: Entity | None) -> Proposal:
    return replace(figure, fields={**figure.fields, "subject": who.id}, entities=(who,)) if who else figure


def _of_nobody(figure: Proposal) -> Proposal:
    return replace(figure, fields={**figure.fields, "subject": TO_FILL}, entities=())


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
    return figure_of(s, i, amount, f"a share or a sum; write what it measures, and {about}", None, likely)


def figure_of(  # noqa: PLR0917 - what a figure is made of
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


def is_named_so(amount: Amount) -> bool:
    """As in "12 Rue des Lilas": the number is a part of a name."""
    parts = amount.surface.split()
    return _is_few(amount, _FEW_OF_NAMES) and any(word[0].isupper() for word in parts[1:])
