"""How far a deal came, by the words of the sentence that tells of it."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.reading import Reading

_CONTRACT: Final = 14
"""So many words before a verb it is told that a contract was signed."""
_TO_COME: Final = frozenset(("planned", "expected"))
_NEAR: Final = 8
"""So many words before a verb it is told that it is not done yet."""


def status_of(reading: Reading, *, contract: bool) -> str:
    """Say how far a deal came; nothing where the words do not tell."""
    if _is_off(reading):
        return "cancelled"
    if _is_of_arrival(reading):
        return "delivered" if reading.status == "happened" else "contracted"  # "bought tanks will arrive"
    negotiated = reading.pattern.status == "possible" and reading.status != "cancelled"
    if negotiated or _is_near(reading):
        return "possible"
    if _is_agreed(reading):
        return "contracted"
    status = "planned" if _is_put_off(reading) else _status(reading, contract=contract)
    planned = (not status and _is_allowed(reading)) or (status == "contracted" and _is_intended(reading))
    return "planned" if planned else status


def _is_put_off(reading: Reading) -> bool:
    """As in "postponed the purchase", which is still to come."""
    led = reading.s.word(reading.lead) if reading.lead is not None else ""
    return led in lexicon.words("verbs of putting off")


def is_contract(reading: Reading) -> bool:
    """Tell whether a contract, an order or the like is told of."""
    words = reading.s.words(reading.at - _CONTRACT, reading.at + 3)
    signs = lexicon.words("signing words") | lexicon.words("contract nouns")
    return reading.word == "ordered" or any(word in signs for word in words)


def _is_intended(reading: Reading) -> bool:
    """As in "signed a letter of intent to buy"."""
    intended = lexicon.words("words of what is only intended")
    return any(word in intended for word in reading.s.words(reading.at - _CONTRACT, reading.at + 3))


def _is_agreed(reading: Reading) -> bool:
    """As in "signed an agreement under which Kesh will buy": what is to come has been agreed on."""
    signed = reading.lead is not None and reading.s.word(reading.lead) in lexicon.words("signing words")
    under = reading.lead is not None and "under" in reading.s.words(reading.lead, reading.at)
    future = reading.lead is not None and not lexicon.words("modal verbs").isdisjoint(
        reading.s.words(reading.lead - 2, reading.lead)
    )
    return signed and under and not future and reading.pattern.name == "bought-under"


def _is_allowed(reading: Reading) -> bool:
    """As in "was cleared to buy", "the sale was approved", of which no more is told."""
    s, allowing = reading.s, lexicon.words("clearing verbs") | lexicon.words("permissions")
    first = reading.at - _CONTRACT if reading.lead is None else min(reading.lead, reading.at - _CONTRACT)
    told = (k for k in range(max(0, first), min(len(s), reading.end)) if s.word(k) in allowing)
    return reading.status == "happened" and any(
        s.word(k) != "light" or s.word(k - 1) == "green"  # not "light tanks"
        for k in told
    )


def _is_off(reading: Reading) -> bool:
    """As in "pulls out of a deal to buy"."""
    words = reading.s.words(reading.at - _CONTRACT, reading.at)
    pairs = {" ".join(words[k : k + 2]) for k in range(len(words))}
    return not lexicon.words("words of pulling out").isdisjoint(pairs)


def _is_near(reading: Reading) -> bool:
    """As in "is close to a deal to buy", "requested to buy"."""
    near = lexicon.words("words of nearing")
    words = reading.s.words(reading.at - _NEAR, reading.at)
    pairs = {" ".join(words[k : k + 2]) for k in range(len(words))}
    return reading.status == "happened" and bool(pairs & near)


def _is_of_arrival(reading: Reading) -> bool:
    """As in "tanks ordered from Norland have arrived", "will arrive"."""
    arriving = lexicon.words("verbs of arriving of goods")
    behind = reading.s.words(reading.after, len(reading.s))
    before = reading.s.words(reading.at - _CONTRACT, reading.at + 1)
    done = (word for word in before if word in lexicon.words("past forms of verbs") or word.endswith("ed"))
    bought = not lexicon.words("buying verbs").isdisjoint(done)
    told = reading.pattern.name.startswith("bought-from") or reading.pattern.name == "arrived"
    here = reading.status == "happened" or (bought and reading.status in _TO_COME)
    return told and here and any(word in arriving for word in (*behind, reading.word))


def _is_reported(reading: Reading) -> bool:
    """As in "reportedly took delivery of": told as done, if by others."""
    at = reading.at if reading.lead is None else reading.lead
    past = reading.s.word(at) in lexicon.words("past forms of verbs") or reading.s.word(at).endswith("ed")
    return reading.status == "possible" and past and reading.s.word(at - 1) == "reportedly"


def _status(reading: Reading, *, contract: bool) -> str:
    if reading.status != "happened" and not _is_reported(reading):
        return "planned" if reading.status == "expected" else reading.status
    return "contracted" if contract else "delivered" if reading.word in lexicon.words("done") else ""
