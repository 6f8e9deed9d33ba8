"""Whether enough is told of a deal of which a side is open, or which is read loosely, to propose it."""

from collections.abc import Iterable
from functools import lru_cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.loose_clauses import clause_around
from site_builder.editing.suggest.deals.deal import Deal
from site_builder.editing.suggest.deals.deal_status import is_contract
from site_builder.editing.suggest.sentences.arms import arms_as_object, has_arms
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.sentences.tokens import Token

_COUNT = 3
"""So many words before arms their number stands."""
_SIDES = ("suppliers", "recipients")
_WORDS = lexicon.words("buying verbs", "contract nouns", "selling nouns", "nouns of buying")
_DEALT = lexicon.words(
    "buying verbs", "selling verbs", "selecting verbs", "verbs of offering", "verbs of pledging arms"
) | {"asked for", "asks for", "seeking", "wants", "interested", "taken", "took", "signed for"}
_CONTRACTED = lexicon.words("contract nouns", "negotiation nouns") | {"memorandum", "pact", "accord"}
_LEADING_ON = frozenset(("on", "for", "about", "over", "covering"))
_PREPOSITIONS = lexicon.words("prepositions")
_NAMING = lexicon.words(
    "buying verbs", "selling verbs", "selecting verbs", "loose nouns of contracts", "negotiation nouns"
) | {"agreement", "signed", "interested"}
_GENERAL = frozenset(("arms", "weapons", "weaponry", "armaments", "munitions", "ammunition", "weapon"))
_LISTING = frozenset(("package-told", "package-continued", "in-package", "contract-is-for"))
"""Frames of what a deal holds that was told before."""
_TELLING = frozenset(("arrived", "contract-covers", "interest", "accepted", "selected"))
"""Frames that tell of a deal of which one side is not told, even without a number or a price."""


def is_another(deal: Deal, found: Iterable[Deal]) -> bool:
    """As in "supplied two helicopters in April, and in March it had sent three": both are numbered."""
    others = list(found)
    own = clause_around(deal.reading.s, deal.reading.at)
    apart = all(set(deal.reading.arms).isdisjoint(other.reading.arms) for other in others)
    named = any(who.at != deal.reading.at for role in _SIDES for who in deal.reading.roles[role])
    if apart and named and not deal.reading.pattern.loose and deal.reading.pattern.voice == "passive":
        return True  # "drones were bought from Lance, which upgrades its jets"
    if (apart and named and ";" in deal.reading.s.gap(own[0])) or _has_own_object(deal, others):
        return True
    verbs = deal.reading.pattern.loose or all(one.reading.pattern.part != "noun" for one in (deal, *others))
    return apart and verbs and is_counted_or_priced(deal) and all(map(is_counted_or_priced, others))


def is_of_several(deal: Deal) -> bool:
    """As in "Kesh and Norland signed a contract for tanks": who of them sells is not told."""
    return any(len(side) > 1 for side in deal.pair) and deal.reading.pattern.part == "noun"


def is_counted_or_priced(deal: Deal) -> bool:
    """Tell whether it is told how many arms a deal is of, or what they cost."""
    counts = _before_arms(deal)
    small = lexicon.words("small numbers")
    return deal.amount is not None or any(
        token.amount or token.text.isdigit() or token.low in small for token in counts
    )


def is_direct(deal: Deal) -> bool:
    """As in "Kesh is eyeing frigates from Norland": one side acts, the other is right beside the goods."""
    reading, s = deal.reading, deal.reading.s
    if deal.is_half or reading.pattern.part == "noun" or reading.status == "cancelled":
        return False
    object_ = arms_as_object(s, reading.after, reading.end)
    if not object_ or object_[0] != reading.arms[0]:
        return False
    first, last = object_[0], object_[-1]
    sides = [who.at for role in _SIDES for who in reading.roles[role]]
    acts = any(at < reading.at and s.word(at - 1) not in _PREPOSITIONS for at in sides)
    made = any(reading.after <= at < first for at in sides)
    behind = s.word(last + 1) in {"from", "to", "for"} and any(last + 1 < at <= last + _COUNT for at in sides)
    return acts and (made or behind)


def is_told_before(deal: Deal, found: Iterable[Deal]) -> bool:
    """Tell whether the clause of what is read loosely tells of a deal already."""
    reading = deal.reading
    first, end = clause_around(reading.s, reading.at)
    if _has_own_object(deal, found):
        return False
    return any(first <= one.reading.at < end or set(one.reading.arms) & set(reading.arms) for one in found)


def _has_own_object(deal: Deal, found: Iterable[Deal]) -> bool:
    """As in "bought missiles from Norland and is now seeking 40 tanks": other goods right behind the verb."""
    reading, s = deal.reading, deal.reading.s
    wished = reading.pattern.name == "told-of-wishes"
    if not wished and not (reading.word in _DEALT and is_counted_or_priced(deal)):
        return False
    apart = all(set(reading.arms).isdisjoint(other.reading.arms) for other in found)
    object_ = arms_as_object(s, reading.after + (s.word(reading.after) == "in"), reading.end)
    return apart and object_[:1] == reading.arms[:1]


def _is_named(deal: Deal) -> bool:
    """Tell whether arms have a name, here or where it is told what "it" is."""
    s = deal.reading.s
    before = deal.reading.arms[0] - 1
    led = before > 0 and s[before].text[:1].isupper() and s.gap(before + 1) == " "
    if led and s[before].kind in {"", "body"} and not s[before].owns:
        return True  # "Pike missiles"
    called = [s.arms_at.get(k, s[k].text) for k in deal.reading.arms]
    known = lexicon.words("names of arms", "names of arms that are counted")
    return any(name[:1].isupper() or name in known for name in called)


def is_of_one(deal: Deal) -> bool:
    """As in "a frigate given by Kesh reached Norland": one thing, with both sides; or arms of a name."""
    referred = any(who.at == deal.reading.at for role in _SIDES for who in deal.reading.roles[role])
    dealt = deal.reading.word in lexicon.words("buying verbs", "selling verbs")
    around = any(index != deal.reading.s.index for index in _of_deals(deal.reading.story))
    if _is_named(deal) and (not deal.is_half or (dealt and (around or not referred))):
        return True
    one = any(token.low in {"a", "an", "the"} for token in _before_arms(deal))
    return one and not deal.is_half and not referred


def lists_goods(deal: Deal) -> bool:
    """As in "The order comprised tanks, howitzers and jets", of which both sides are told before."""
    reading, s = deal.reading, deal.reading.s
    kinds = {s[k].low.split()[-1] for k in reading.arms}
    return reading.pattern.name in _LISTING and not deal.is_half and len(kinds) > 1


def is_of_verb(deal: Deal) -> bool:
    """Tell whether a verb tells of a number of arms: those right behind it, where it is read loosely."""
    reading, s = deal.reading, deal.reading.s
    object_ = arms_as_object(s, reading.after + (s.word(reading.after) == "with"), reading.end)
    close = not reading.pattern.loose or object_[:1] == reading.arms[:1]
    return reading.pattern.part != "noun" and not deal.is_priced and close and is_counted_or_priced(deal)


def is_plain(deal: Deal) -> bool:
    """As in "Kesh is sending rocket launchers", in an article that tells of other deals, without a number."""
    reading, s = deal.reading, deal.reading.s
    if reading.pattern.part == "noun":
        return _is_plain_contract(deal)
    moved = reading.word in lexicon.words("sending verbs") and s.word(reading.arms[-1] + 1) == "to"
    if (
        reading.word not in _DEALT
        or reading.status == "cancelled"
        or (moved and (deal.is_half or deal.is_filled))
    ):
        return False  # "is sending tanks to the border"
    sides = (who for role in _SIDES for who in reading.roles[role] if who.at < reading.at)
    acting = [who for who in sides if s.word(who.at - 1) not in _PREPOSITIONS]  # not "on a trip to Kesh it"
    object_ = arms_as_object(s, reading.after + (s.word(reading.after) == "in"), reading.end)
    general = all(s[k].low in _GENERAL for k in object_)
    if not acting or not object_ or object_[0] != reading.arms[0] or (general and deal.is_half):
        return False
    return any(index != s.index for index in _of_deals(reading.story))


def _is_plain_contract(deal: Deal) -> bool:
    """As in "an agreement on sniper rifles": the goods stand right behind, in an article of other deals."""
    reading, s = deal.reading, deal.reading.s
    led = s.word(reading.after) in _LEADING_ON and reading.word in _CONTRACTED
    object_ = arms_as_object(s, reading.after + 1, reading.end) if led else ()
    told = any(who.at != reading.at for role in _SIDES for who in reading.roles[role])
    if not told and reading.word in lexicon.words("negotiation nouns"):
        return False  # "the talks on missiles ended"
    special = bool(object_) and not all(s[k].low in _GENERAL for k in object_)
    return special and object_[0] == reading.arms[0] and any(k != s.index for k in _of_deals(reading.story))


@lru_cache(maxsize=4)
def _of_deals(story: Story) -> tuple[int, ...]:
    """The sentences of an article that have words of dealing beside arms that are counted or priced."""
    return tuple(
        s.index
        for s in story.sentences
        if has_arms(s) and not s.headline and not _WORDS.isdisjoint(s.vocabulary) and _has_number(s)
    )


def _has_number(s: Sentence) -> bool:
    return any(token.amount or (token.text.isdigit() and not token.time) for token in s.tokens)


def _before_arms(deal: Deal) -> list[Token]:
    tokens = deal.reading.s.tokens
    return [token for k in deal.reading.arms for token in tokens[max(0, k - _COUNT) : k + 1]]


def is_counted(deal: Deal) -> bool:
    """Tell whether a deal of which a side is open has a number, a price or a contract."""
    s = deal.reading.s
    ranked = lexicon.words("words that count arms", "small numbers")
    named_no = lexicon.words("buyers who are not named").intersection(s.words(deal.reading.after, len(s)))
    ranked |= s.vocabulary if named_no else frozenset()
    dealt = lexicon.words("buying verbs", "selling verbs")
    bought = deal.reading.word in dealt and deal.reading.status in {"happened", "planned"}
    named = bought and _is_named(deal)  # "bought the Pike"
    numbered = named or is_counted_or_priced(deal) or any(token.low in ranked for token in _before_arms(deal))
    told = deal.reading.pattern.part == "noun" or deal.reading.pattern.name in _TELLING
    given = deal.kind == "aid"
    return numbered or told or given or deal.amount is not None or is_contract(deal.reading)
