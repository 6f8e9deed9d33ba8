"""The thing behind a verb that is bought, signed, announced or launched."""

import re
from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.sentences.arms import is_arms
from site_builder.editing.suggest.sentences.story import Sentence

_USES = frozenset(("weapon-use", "launch"))
"""What events of these types are done with may be arms that have no name: "fired a ballistic missile"."""
_VOTES = frozenset(("vote", "votes", "ballots"))
_MODEL = re.compile(
    r"(?:[A-Z]{1,4}-?[0-9]{2,4}|[0-9]{3}|[0-9]{2}(?=-[0-9]))[A-Z]{0,3}(?:-[0-9A-Z]+)?s?", re.ASCII
)
_OBJECT, _FAR_OBJECT = 7, 9
"""So many words behind a verb its object stands: "signed the Merrow Free Trade Area agreement"."""


def thing_behind(reading: Reading) -> int | None:
    """Find the object of a reading's verb: one of its pattern's nouns, the name of a model, or a share."""
    reach = _FAR_OBJECT if reading.pattern.who else _OBJECT
    share: int | None = None
    for k in range(reading.after, min(len(reading.s), reading.after + reach)):
        named = reading.s[k].amount or is_arms(reading.s, k)  # "two missiles", "ballistic missile"
        last = reading.s[k].low.split()[-1] if named else reading.s.word(k)
        marks = ";:," if reading.pattern.who and not _divides_adjectives(reading.s, k) else ";:"
        if any(mark in reading.s[k].gap for mark in marks):
            return share
        if reading.pattern.who and last in lexicon.words("being and having", "modal verbs"):
            return share  # "announced Norland was leaving the treaty"
        if last in reading.pattern.object or (reading.pattern.models and _is_model(reading, k)):
            if _describes_contract(reading, k):
                continue  # "received a turbine order"
            return None if _is_told_to_go(reading, k) else k
        share = k if reading.pattern.models and _counts_goods(reading.s, k, last) else share
        undone = last == "of" and reading.s.word(k - 1) in lexicon.words("nouns that undo or only tell of")
        ends = last in _ends_of_objects() or undone or (reading.pattern.half and last == "of")
        used = not _USES.isdisjoint(reading.pattern.types) and reading.s[k].who is None
        if (is_arms(reading.s, k) and not used) or (reading.pattern.who and ends):
            return share
    return share


def _counts_goods(s: Sentence, k: int, last: str) -> bool:
    """As in "bought 3 percent of", "2 tonnes of", where what it is of may have no name."""
    amount = s[k].amount
    percent = amount is not None and amount.kind == "percent"
    votes = not _VOTES.isdisjoint(s.words(k + 2, k + 5))  # "received 9% of the popular vote"
    return s.word(k + 1) == "of" and not votes and (percent or last in lexicon.words("units of goods"))


def _divides_adjectives(s: Sentence, k: int) -> bool:
    """As in "a three-year, single-bidder contract"."""
    plain = s[k].gap == ", " and s[k].text.islower() and bool(s.word(k))
    return plain and "-" in s[k - 1].text and s[k - 1].text.islower()


def _describes_contract(reading: Reading, k: int) -> bool:
    after = reading.s.word(k + 1)
    contract = after in lexicon.words("contract nouns") and reading.s.gap(k + 1) == " "
    return contract and "trade" in reading.pattern.types


def _is_told_to_go(reading: Reading, k: int) -> bool:
    """As in "ordered the ships to leave", where nothing is bought."""
    return reading.word.startswith("order") and reading.s.word(k + 1) == "to"


def _is_model(reading: Reading, k: int) -> bool:
    """As in "A350s", "737s", "787-9": a number is in the name of what is bought; not "received 192"."""
    token = reading.s[k]
    if k == reading.after and token.text.isdigit():
        return False
    return token.who is None and token.time is None and bool(_MODEL.fullmatch(token.text.split()[-1]))


@cache
def _ends_of_objects() -> frozenset[str]:
    return lexicon.words("prepositions") - {"of"}  # "bought 20 of the airliners"
