"""Joins what an article tells of one deal in several sentences, in its title and in passing."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.deals.deal import Deal, sum_of
from site_builder.editing.suggest.deals.numbers_of_arms import is_numbered, of_other_number
from site_builder.editing.suggest.sentences.story import Sentence, is_title

_BACK: Final = 2
"""So many sentences further on it is told what a deal cost."""
_AGAIN: Final = 3
"""So many sentences further on a deal may be told again."""
_FAR: Final = 8
"""So many sentences further on "the contract" may be told of again."""


def told_once(found: Iterable[Deal]) -> tuple[Deal, ...]:
    """Give each deal of an article once, with the sum that a later sentence tells."""
    merged = _merged(found)
    surer = [deal for deal in merged if not _is_told_loosely(deal, merged)]
    kept = [deal for deal in surer if not any(_repeats(deal, other) for other in surer)]
    return tuple(_with_later_sum(deal, kept) for deal in kept)


def _is_told_loosely(deal: Deal, all_: Iterable[Deal]) -> bool:
    """Tell what was read loosely, where another tells of a deal with one of its sides in the same goods."""
    if not deal.reading.pattern.loose:
        return False
    others = (other for other in all_ if other is not deal and not _is_of_title(other))
    before = (
        other
        for other in others
        if not other.reading.pattern.loose or other.reading.s.index < deal.reading.s.index
    )
    return any(_sides(deal) & _sides(other) and _is_same(deal, other) for other in before)


def _is_same(deal: Deal, other: Deal) -> bool:
    """Tell whether a loosely told deal may be another: the same goods or sides, or "the order" of it."""
    after = deal.reading.s.index - other.reading.s.index
    if _names_goods_of(deal, other):
        return False
    if _tells_of_contract(deal) and 0 < after <= _AGAIN:
        return True
    if deal.reading.pattern.name == "package-told":
        return _of_one_pair(deal, other) and 0 < after <= _BACK
    if _is_part(deal, other):
        return True
    wished = {deal.status, other.status} if deal.status != other.status else set[str]()
    apart = "possible" in wished or _are_apart(deal, other) or of_other_number(deal, other)
    apart = apart or _are_of_other_states(deal, other)
    return not apart and _are_same_goods(deal, other, after)


def _names_goods_of(deal: Deal, other: Deal) -> bool:
    """As in "sold arms to Kesh. The order comprises tanks and jets": what the arms are is told only here."""
    general = lexicon.words("words for any arms")
    named = not any(word in general for word in _things(deal))
    return named and all(word in general for word in _things(other))


def _is_part(deal: Deal, other: Deal) -> bool:
    """As in "21 of the jets will follow": some of the goods of a deal that was told come later."""
    came = deal.reading.word in lexicon.words("verbs of coming", "verbs of reaching") | {"follow", "brought"}
    referred = all(who.at == deal.reading.at for who in deal.reading.roles["recipients"])
    told = other.reading.s.index < deal.reading.s.index and not deal.amount
    return came and referred and told and _things(deal) <= _things(other)


def _are_same_goods(deal: Deal, other: Deal, after: int) -> bool:
    """As in "buys tanks", and further on "12 tanks"; goods of two names are two."""
    things, names = bool(_things(deal) & _things(other)), (_names(deal), _names(other))
    if is_numbered(deal) and not is_numbered(other):
        return things and after > 0 and not names[0]
    return bool(names[0] & names[1]) if all(names) else things or _of_one_pair(deal, other)


def _are_of_other_states(a: Deal, b: Deal) -> bool:
    """Tell whether two states each sell, or each buy; a company may be of the state that the other names."""
    sides = ((one.reading.all(role) for one in (a, b)) for role in ("suppliers", "recipients"))
    return any(
        bool(first and second)
        and all(who.kind == "state" for who in (*first, *second))
        and {who.id for who in first}.isdisjoint(who.id for who in second)
        for first, second in sides
    )


def _are_apart(a: Deal, b: Deal) -> bool:
    """Tell whether two have each a time of their own."""
    times = [one.reading.time for one in (a, b)]
    return bool(times[0] and times[1] and times[0].edtf != times[1].edtf)


def _names(deal: Deal) -> frozenset[str]:
    """The names or models of arms: "the Pike"."""
    s = deal.reading.s
    called = ((k, s.arms_at.get(k, s[k].text)) for k in deal.reading.arms)
    return frozenset(name.lower().rstrip("s") for k, name in called if s[k].who or name[:1].isupper())


def _tells_of_contract(deal: Deal) -> bool:
    """As in "The order is for 16 jets", of what was told before."""
    s, at = deal.reading.s, deal.reading.at
    nouns = lexicon.words("nouns of deals told before", "words of what is delivered")
    nouns -= {"package"}
    told = not nouns.isdisjoint({s.word(1), s.word(2)} if s.word(at) not in nouns else {s.word(at)})
    return s.word(0) == "the" and told and (at < _AGAIN or s.word(at) not in nouns)


def _repeats(deal: Deal, other: Deal) -> bool:
    """Tell whether a deal only tells again: in the title, of one side, "under the contract"."""
    same = _things(deal) & _things(other) or (deal.is_half and _points_back(deal))
    if other is deal or not same or _differ(deal, other):
        return False
    if (other.reading.pattern.loose or deal.reading.pattern.loose) and not _is_of_title(deal):
        return False
    shared = [bool(a & b) for a, b in zip(deal.pair, other.pair, strict=True)]
    after = deal.reading.s.index - other.reading.s.index
    if _is_of_title(deal):
        vague = _is_vague(deal) or deal.reading.pattern.loose
        return not _is_of_title(other) and any(shared) and (vague or all(shared))
    if other.is_half and _is_of_title(other):
        return False
    if deal.is_half or (deal.is_filled and not _is_of_more(deal)):
        met = any(shared) or (not other.is_half and bool(_sides(deal) & _sides(other)))
        return met and (not other.is_half or after > 0) and abs(after) <= _FAR
    under = deal.status in {"planned", ""} and deal.kind == "supply" and other.status == "contracted"
    return all(shared) and under and 0 < after <= _FAR


def _of_one_pair(a: Deal, b: Deal) -> bool:
    return all(bool(one & other) for one, other in zip(a.pair, b.pair, strict=True))


def _points_back(deal: Deal) -> bool:
    """As in "These six boats were handed over", be they called otherwise before."""
    s, first = deal.reading.s, min(deal.reading.arms, default=0)
    before = s.words(max(0, first - _AGAIN), first)
    return not {"these", "those"}.isdisjoint(before) and "of" not in before  # not "24 of those jets"


def _sides(deal: Deal) -> frozenset[str]:
    """Whoever is told of, on whichever side: of a half told deal that may have been misread."""
    return deal.pair[0] | deal.pair[1]


def _differ(a: Deal, b: Deal) -> bool:
    """Tell whether two have each a sum, or a number of arms, of their own."""
    sums = bool(a.amount and b.amount and sum_of(a.amount) != sum_of(b.amount))
    return sums or of_other_number(a, b)


def _is_vague(title: Deal) -> bool:
    """As in "Kesh buys tanks from Norland firm", of which the text tells the name; or a side is not told."""
    labelled = any(who.label for role in ("suppliers", "recipients") for who in title.reading.roles[role])
    return labelled or title.is_half


def _with_later_sum(deal: Deal, found: Iterable[Deal]) -> Deal:
    """As in "Lance will deliver 50 tanks. The contract is worth $2 billion"."""
    index = deal.reading.s.index
    others = {other.reading.s.index for other in found}
    for s in deal.reading.story.sentences[index + 1 : index + 1 + _BACK]:
        if deal.amount or s.index in others:
            return deal
        at = _sum_of_contract(s)
        if at is not None:
            kind = "sale" if deal.kind == "supply" else deal.kind
            return replace(deal, amount=s[at].amount, later=(s[at].start, s[at].end), kind=kind)
    return deal


def _sum_of_contract(s: Sentence) -> int | None:
    """The only sum of a sentence that says what the contract is worth."""
    sums = [k for k, token in enumerate(s.tokens) if token.amount and token.amount.kind == "money"]
    contracts = lexicon.words("nouns of deals told before")
    told = any(s.word(k) in contracts and _points(s, k) for k in range(len(s)))
    worth = not lexicon.words("words of what contracts are worth").isdisjoint(s.vocabulary)
    worth = worth or any(s.word(k + 1) in contracts and s.word(k - 1) == "the" for k in sums)
    return sums[0] if len(sums) == 1 and told and worth else None


def _points(s: Sentence, k: int) -> bool:
    return not lexicon.words("pointing words").isdisjoint(s.words(k - 3, k))


def _merged(found: Iterable[Deal]) -> list[Deal]:
    """Join general supplies between the same two sides, and repetitions of one value."""
    merged: list[Deal] = []
    for deal in found:
        same = next((k for k, m in enumerate(merged) if _one_deal(m, deal)), None)
        if same is None:
            merged.append(deal)
        elif _is_of_title(merged[same]):
            told = None if _is_long_past(deal) else merged[same].amount
            merged[same] = replace(deal, amount=deal.amount or told)
        else:
            merged[same] = replace(merged[same], amount=merged[same].amount or deal.amount)
    return merged


def _is_long_past(deal: Deal) -> bool:
    """Tell whether a deal is of years before, which is not what a title tells of."""
    year, now = (deal.reading.time.edtf[:4] if deal.reading.time else ""), deal.reading.story.published[:4]
    return year.isdigit() and now.isdigit() and int(year) < int(now) - 1


def _one_deal(a: Deal, b: Deal) -> bool:
    if a.pair != b.pair:
        return False
    if _is_of_title(a):
        same = not b.reading.pattern.loose or bool(_things(a) & _things(b))
        return same and not of_other_number(a, b)
    if a.general and b.general and not a.amount and not b.amount:
        return True
    same = bool(a.amount and b.amount and sum_of(a.amount) == sum_of(b.amount))
    return same or _tells_again(a, b)


def _is_of_more(deal: Deal) -> bool:
    """As in "it later bought six more", which the text does not tell twice."""
    s = deal.reading.s
    more = {"more", "others", "another"}
    return any(k in s.arms_at and more & {*s.words(k - 1, k + 2)} for k in deal.reading.arms)


def _is_of_title(deal: Deal) -> bool:
    """Tell whether only the title tells of it, which the text tells in full."""
    return deal.reading.s.headline or is_title(deal.reading.story, deal.reading.s)


def _tells_again(a: Deal, b: Deal) -> bool:
    """Tell whether a later sentence says no more than that the same was delivered or ordered."""
    things = [
        {w for k in one.reading.arms for w in _called(one.reading.s, k).split() if w.isalpha()}
        for one in (a, b)
    ]
    times = [one.reading.time for one in (a, b)]
    dated = times[0] and times[1] and times[0].edtf != times[1].edtf
    again = a.status == b.status and bool(things[0] & things[1]) and not dated and not _is_of_more(b)
    again = again and not of_other_number(a, b)
    return again and b.amount is None and b.reading.s.index - a.reading.s.index <= _AGAIN


def _things(deal: Deal) -> frozenset[str]:
    """The last words of the arms, be it of one or several."""
    words = (_called(deal.reading.s, k).split()[-1].rstrip("s") for k in deal.reading.arms)
    return frozenset(words)


def _called(s: Sentence, k: int) -> str:
    """The words for arms, or those that they stand for: "they"."""
    return s.arms_at.get(k, s[k].text).lower()
