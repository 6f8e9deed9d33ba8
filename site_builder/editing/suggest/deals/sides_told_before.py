"""Deals told by what they cost, of sides that were told before: "and 30 missiles valued at $88 million"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.loose_clauses import clause_around
from site_builder.editing.suggest.clauses.parties import demonym_at, its_state, party_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.sellers_told_behind import with_seller
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title

_BACK, _FAR_BACK = 3, 8
"""So many sentences back the sides are told, and where the sentence names one of them."""
_UNNAMED = 4
"""So many words behind "to" stands the noun of those who are not named."""
_NEXT = 2
"""So many sentences further on it is told what else the same two deal in."""
_MORE = frozenset(("more", "another", "further", "additional"))
"""By these whoever sells is the same; "it also bought tanks" does not tell from whom."""
_LISTING = frozenset(("package-continued", "in-package", "contract-is-for"))
"""Frames of what a deal holds: both sides are those of the deal."""
_SUPPLIERS, _RECIPIENTS = _SIDES = "suppliers", "recipients"


def with_sides(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Give readings that tell of no sides those of the deal before; they are left out where none is near."""
    last: Reading | None = None
    readings = tuple(readings)
    all_ = [one for one in readings if one.all(_RECIPIENTS)]
    buyer = _told_most([one for one in all_ if not is_title(one.story, one.s)] or all_)
    given: set[tuple[str, ...]] = set()
    pair = _only_pair(readings)
    for one in readings:
        both = one.all(_SUPPLIERS) and one.all(_RECIPIENTS)
        before, last = last, one if both else last
        if one.pattern.loose:
            last = before
            listed = _with_pair(pair, one) if _lists_goods(one) else one
            if listed is not one:
                yield listed
                continue
            bought = _with_buyer(buyer, one) if buyer and not one.all(_RECIPIENTS) else one
            yield bought if bought.all(_SUPPLIERS) or bought.all(_RECIPIENTS) else _with_pair(pair, bought)
            continue
        if both:
            given.add(tuple(who.id for who in one.all(_RECIPIENTS)))
            yield one
        elif one.all(_SUPPLIERS) or one.all(_RECIPIENTS):
            same = _with_same_side(before, one) if before else one
            same = _with_topic(before, same) if before and len(given) == 1 else same
            yield same if same.all(_SUPPLIERS) else with_seller(same)
        elif one.pattern.name == "worth" and one.s.index in _told_loosely(readings):
            continue
        elif last and one.s.index - last.s.index <= _FAR_BACK and (told := _told_with(last, one)):
            last = replace(told, roles=last.roles)
            yield told


def _told_loosely(readings: Sequence[Reading]) -> frozenset[int]:
    """As in "Kesh will buy tanks in a deal worth $2 billion": sentences that only loose frames read."""
    dealing = lexicon.words("buying verbs", "selling verbs")
    named = [one for one in readings if one.word in dealing and any(one.all(role) for role in _SIDES)]
    firm = {one.s.index for one in named if not one.pattern.loose}
    return frozenset(one.s.index for one in named) - firm


def _with_same_side(last: Reading, one: Reading) -> Reading:
    """As in "Norland will send tanks to Kesh. It will also give 20 vehicles": to whom is told before."""
    open_, told = (_SUPPLIERS, _RECIPIENTS) if one.all(_RECIPIENTS) else (_RECIPIENTS, _SUPPLIERS)
    again = _MORE if open_ == _SUPPLIERS else lexicon.words("words of more of the same")
    more = not again.isdisjoint(one.s.vocabulary)
    more = more or one.pattern.name == "package-listed"
    near = 0 < one.s.index - last.s.index <= _NEXT
    same = {who.id for who in last.all(told)} == {who.id for who in one.all(told)}
    same = same or one.pattern.name == "package-listed"
    others = _states(one.story, one.s) - {who.id for who in (*last.all(told), *last.all(open_))}
    if not (more and near and same) or others or one.pattern.name == "worth":
        return one
    return replace(one, roles={**one.roles, open_: _referred(last.roles[open_], last, one)})


def _goes_to_others(one: Reading) -> bool:
    """As in "supplied 22 to twelve nations", who are not named."""
    behind = range(one.after, len(one.s))
    to = next((k for k in behind if one.s.word(k) == "to"), len(one.s))
    unnamed = lexicon.words("buyers who are not named")
    near = one.s.tokens[to + 1 : to + 1 + _UNNAMED]
    return any(token.low.split()[-1] in unnamed for token in near)


def _only_pair(readings: Sequence[Reading]) -> Reading | None:
    """Give the first reading with both sides, where all that have both are of the same two."""
    told = [one for one in readings if one.all(_SUPPLIERS) and one.all(_RECIPIENTS)]
    pairs = {tuple(frozenset(who.id for who in one.all(role)) for role in _SIDES) for one in told}
    return told[0] if len(pairs) == 1 else None


def _lists_goods(one: Reading) -> bool:
    """As in "The order comprises tanks and jets", not "Other deals are for tanks"."""
    if one.pattern.name not in _LISTING:
        return False
    words = one.s.words(0, one.at)
    if one.s.index and one.s.word(0) in lexicon.words("words for arms told before") | {"it", "this"}:
        before = one.story.sentences[one.s.index - 1]
        words = [*words, *before.words(0, len(before))]
    return {"other", "another", "second", "separate", "different"}.isdisjoint(words)


def _with_pair(last: Reading | None, one: Reading) -> Reading:
    """Give both sides, where a sentence that tells loosely of a deal names neither, and no other state."""
    if one.all(_SUPPLIERS) or last is None or abs(one.s.index - last.s.index) > 2 * _FAR_BACK:
        return one
    sides = {who.id for role in _SIDES for who in last.all(role)}
    bought = {who.id for who in one.all(_RECIPIENTS)}
    clause = clause_around(one.s, one.at) if _lists_goods(one) else None
    if not _states(one.story, one.s, clause) <= sides or not bought <= {
        who.id for who in last.all(_RECIPIENTS)
    }:
        return one
    return replace(
        one, roles={**one.roles, **{role: _referred(last.roles[role], last, one) for role in _SIDES}}
    )


def _told_most(bought: Sequence[Reading]) -> Reading | None:
    """Give the first reading with the buyers that most sentences tell of, those of the title first."""
    told = {(one.s.index, frozenset(who.id for who in one.all(_RECIPIENTS))) for one in bought}
    buyers = Counter(found for _, found in told)
    titled = _states(bought[0].story, bought[0].story.sentences[0]) if bought else frozenset[str]()

    def rank(one: Reading) -> tuple[bool, int, int]:
        theirs = frozenset(who.id for who in one.all(_RECIPIENTS))
        return theirs <= titled, buyers[theirs], -one.s.index

    return max(bought, key=rank, default=None)


def _with_buyer(last: Reading, one: Reading) -> Reading:
    """Give those who buy, where a sentence that tells loosely of a deal names no other state."""
    sellers = {who.id for who in one.all(_SUPPLIERS)}
    sides = sellers | {who.id for role in (_SUPPLIERS, _RECIPIENTS) for who in last.all(role)}
    buyers = tuple(who for who in last.roles[_RECIPIENTS] if who.entity.id not in sellers)
    far = abs(one.s.index - last.s.index) > 2 * _FAR_BACK
    apart = not _states(one.story, one.s) <= sides and one.pattern.name != "package-continued"
    if not buyers or far or apart or _goes_to_others(one):
        return one
    return replace(one, roles={**one.roles, _RECIPIENTS: _referred(buyers, last, one)})


def _with_topic(last: Reading, one: Reading) -> Reading:
    """As in "Who has armed Kesh: Norland will supply tanks": to whom all of an article is given."""
    title = one.story.sentences[0]
    buyers = {who.id for who in last.all(_RECIPIENTS)}
    named = {token.who.id for token in title.tokens if token.who and token.who.kind == "state"}
    others = _states(one.story, one.s) - {who.id for who in one.all(_SUPPLIERS)} - buyers
    contracted = one.word in lexicon.words("contracting verbs")  # for whom, a title tells of gifts seldom
    if (
        contracted
        or _goes_to_others(one)
        or one.all(_RECIPIENTS)
        or others
        or named != buyers
        or buyers & {w.id for w in one.all(_SUPPLIERS)}
    ):
        return one
    return replace(one, roles={**one.roles, _RECIPIENTS: _referred(last.roles[_RECIPIENTS], last, one)})


def _told_with(last: Reading, one: Reading) -> Reading | None:
    """The same between the sides of the deal before; of several who buy, those whom the text names since."""
    sides = {who.id for role in (_SUPPLIERS, _RECIPIENTS) for who in last.all(role)}
    here = _states(one.story, one.s)
    if not here <= sides or (not here and one.s.index - last.s.index > _BACK):
        return None  # may be of another deal
    buyers = last.roles[_RECIPIENTS]
    since = one.story.sentences[last.s.index + 1 : one.s.index]
    for named in (here, *(_states(one.story, s) for s in reversed(since))):
        if len(told := tuple(who for who in buyers if who.entity.id in named)) == 1:
            buyers = told
            break
    status = last.status if one.status == "happened" else one.status
    arms = _priced(one)
    if not arms:
        return None
    roles = {
        _SUPPLIERS: _referred(last.roles[_SUPPLIERS], last, one),
        _RECIPIENTS: _referred(buyers, last, one),
    }
    return replace(one, roles=roles, status=status, arms=arms)


def _referred(players: Players, last: Reading, one: Reading) -> Players:
    sides = (replace(who, entity=its_state(last.story, last.s, who)) for who in players)
    return tuple(replace(who, at=one.at, sure=False, label="") for who in sides)


def _states(story: Story, s: Sentence, within: tuple[int, int] | None = None) -> frozenset[str]:
    telling = lexicon.words("words before who only tells of it") | {
        "media",
        "press",
        "newspapers",
        "analysts",
    }
    told = (k for k in range(*(within or (0, len(s)))) if s.word(k + 1) not in telling)
    parties = (party_at(story, s, k) or demonym_at(story, s, k) for k in told)
    return frozenset(who.entity.id for who in parties if who and who.entity.kind == "state")


def _priced(one: Reading) -> tuple[int, ...]:
    """The arms whose price is told: those behind the price that is told before."""
    s = one.s
    money = (k for k in range(one.at - 1, -1, -1) if (amount := s[k].amount) and amount.kind == "money")
    first = next(money, -1)
    return tuple(k for k in one.arms if k > first)
