"""How far a deal came, by the words of the sentence that tells of it."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import is_passive
from site_builder.editing.suggest.sentences.story import Sentence

_CONTRACT: Final = 14
"""So many words before a verb it is told that a contract was signed."""
_NO_CONTRACTS: Final = lexicon.words("verbs of reaching") | {"gift", "gifts", "donations"}
"""Words of loose frames by which nothing is contracted."""
_VERB: Final = 4
"""So many words before a contract stands the verb that governs it."""
_SIGNED: Final = frozenset(("contract", "contracts"))
_ENDING: Final = lexicon.words("relatives", "subordinators", "modal verbs") | {"and", "but", "when", "if"}
_HAVING: Final = frozenset(("has", "have", "had"))
_TO_COME: Final = frozenset(("planned", "expected"))
_NEAR: Final = 8
"""So many words before a verb it is told that it is not done yet."""


def status_of(reading: Reading, *, contract: bool) -> str:
    """Say how far a deal came; nothing where the words do not tell."""
    if (
        _is_off(reading)
        or _is_of_cancelled(reading)
        or _is_stopped_later(reading)
        or _came_to_nothing(reading)
    ):
        return "cancelled"
    signed = _is_agreed(reading) or _is_signed(reading) or _is_under_contract(reading)
    if signed or _is_on_its_way(reading):
        return "contracted"
    if _is_completed(reading):
        return "delivered"
    if _is_of_arrival(reading):
        return "delivered" if reading.status == "happened" else "contracted"  # "bought tanks will arrive"
    negotiated = reading.pattern.status == "possible" and reading.status != "cancelled"
    wished = reading.word in lexicon.words("asking for goods", "verbs of offering")
    negotiated = negotiated or (wished and reading.pattern.part != "noun")
    if negotiated or _is_near(reading) or _is_conditional(reading):
        return "possible"
    status = "planned" if _is_put_off(reading) else _status(reading, contract=contract)
    planned = not status and (_is_allowed(reading) or _is_decided(reading))
    planned = planned or (status == "contracted" and _is_intended(reading))
    asked = not status and _is_asked_for(reading)
    return "possible" if asked else "planned" if planned else status


def _is_completed(reading: Reading) -> bool:
    """As in "the sale of tanks to Kesh had been completed"."""
    s = reading.s
    done = reading.pattern.part == "noun" and reading.status == "happened"
    behind = range(reading.after, len(s)) if done else range(0)
    # not "the sale was approved after a review was completed"
    ends = lexicon.words("subordinators") | {"before", "until", "once", "when"}
    end = next((k for k in behind if "," in s.gap(k) or s.word(k) in ends), len(s))
    completed = (k for k in behind if k < end and s.word(k) in lexicon.words("words of being completed"))
    return any(s.word(k - 1) in {"been", "was", "were"} for k in completed)


def _is_conditional(reading: Reading) -> bool:
    """As in "would buy tanks if the price fell"."""
    would = "would" in reading.s.words(reading.at - _VERB, reading.at)
    return would and not {"if", "unless"}.isdisjoint(reading.s.words(reading.after, len(reading.s)))


def _is_on_its_way(reading: Reading) -> bool:
    """As in "a boat bought by Kesh has left Merrow for": it is not there yet."""
    s, at = reading.s, reading.at
    done = reading.pattern.loose and reading.status == "happened"
    if not done or not (is_passive(s, at, reading.after) or s.word(reading.after) == "by"):
        return False
    left = (k for k in range(reading.after, len(s)) if s.word(k) in {"left", "sailed", "departed"})
    bound = any(s.word(k - 1) in _HAVING and "for" in s.words(k, k + _NEAR) for k in left)
    words = s.words(reading.after, len(s))
    said = {" ".join(words[k : k + n]) for n in (2, 3) for k in range(len(words))}
    return bound or not lexicon.words("words of being on the way").isdisjoint(said)


def _is_put_off(reading: Reading) -> bool:
    """As in "postponed the purchase", which is still to come."""
    led = reading.s.word(reading.lead) if reading.lead is not None else ""
    return led in lexicon.words("verbs of putting off")


def is_contract(reading: Reading) -> bool:
    """Tell whether a contract, an order or the like is told of."""
    words = reading.s.words(reading.at - _CONTRACT, reading.at + 3)
    signs = lexicon.words("signing words", "contract nouns")
    if reading.pattern.loose:
        signs -= {"package"}  # may be aid, or no more than proposed
    if reading.pattern.loose and reading.word in {"package", *_NO_CONTRACTS}:
        return False  # "the package", "reached the port"
    if reading.pattern.loose and reading.word in lexicon.words("loose nouns of contracts"):
        return True
    return reading.word == "ordered" or any(word in signs for word in words)


def _is_intended(reading: Reading) -> bool:
    """As in "signed a letter of intent to buy"."""
    intended = lexicon.words("words of what is only intended")
    return any(word in intended for word in reading.s.words(reading.at - _CONTRACT, reading.at + 3))


def _is_allowed(reading: Reading) -> bool:
    """As in "was cleared to buy", "the sale was approved", of which no more is told."""
    s, allowing = reading.s, lexicon.words("clearing verbs", "permissions")
    first = reading.at - _CONTRACT if reading.lead is None else min(reading.lead, reading.at - _CONTRACT)
    told = (k for k in range(max(0, first), min(len(s), reading.end)) if s.word(k) in allowing)
    return reading.status == "happened" and any(
        s.word(k) != "light" or s.word(k - 1) == "green"  # not "light tanks"
        for k in told
    )


def _is_decided(reading: Reading) -> bool:
    """As in "decided last year to buy", of which no more is told."""
    decided = _verb_behind_to(reading, lexicon.words("verbs of deciding"))
    return decided and reading.status == "happened"


def _is_asked_for(reading: Reading) -> bool:
    """As in "asked parliament to let it buy"."""
    s, at = reading.s, reading.at
    let = next(
        (k for k in range(at - 1, max(0, at - _VERB), -1) if s.words(k - 1, k + 1) == ["to", "let"]), 0
    )
    return bool(let) and "asked" in s.words(let - _NEAR, let)


def _verb_behind_to(reading: Reading, verbs: frozenset[str]) -> bool:
    """As in "decided to buy", "decided last year to buy"."""
    s, at = reading.s, reading.at
    led = s.word(at - 1) == "to" and reading.pattern.part != "noun"
    near = range(at - 2, max(-1, at - 1 - _VERB), -1)
    return led and any(s.word(k) in verbs for k in near if not s.gap(k + 1).strip())


def _is_off(reading: Reading) -> bool:
    """As in "pulls out of a deal to buy"."""
    words = reading.s.words(reading.at - _CONTRACT, reading.at)
    pairs = {" ".join(words[k : k + 2]) for k in range(len(words))}
    return not lexicon.words("words of pulling out").isdisjoint(pairs)


def _contract_before(reading: Reading) -> int | None:
    """As in "a deal to supply", "a contract worth $2 billion to supply": the noun before a verb."""
    s, at = reading.s, reading.at
    near = range(at - 1, max(0, at - _NEAR), -1)  # "a deal under which the Kesh army would buy"
    under = next((k for k in near if s.words(k - 1, k + 1) == ["under", "which"]), None)
    if (s.word(at - 1) != "to" and under is None) or reading.pattern.part == "noun":
        return None
    first = at if under is None else under
    before = range(first - 2, max(0, first - _NEAR), -1)
    return next((k for k in before if s.word(k) in lexicon.words("contract nouns")), None)


def _is_of_cancelled(reading: Reading) -> bool:
    """As in "annulled a contract to supply", "dropped plans to buy"."""
    noun, plan = _contract_before(reading), _plan_before(reading)
    before = reading.s.words(noun - _VERB, noun) if noun is not None else []
    given_up = reading.s.words(plan - _VERB, plan) if plan is not None else []
    giving_up = lexicon.words("cancelling verbs", "verbs of giving up plans")
    return not (lexicon.words("cancelling verbs").isdisjoint(before) and giving_up.isdisjoint(given_up))


def _plan_before(reading: Reading) -> int | None:
    """As in "plans to buy", "an attempt by Kesh to buy": the noun before a verb."""
    s, at = reading.s, reading.at
    if s.word(at - 1) != "to" or reading.pattern.part == "noun":
        return None
    before = range(at - 2, max(-1, at - 2 - _VERB), -1)
    return next((k for k in before if s.word(k) in lexicon.words("plans to buy")), None)


def _came_to_nothing(reading: Reading) -> bool:
    """As in "an attempt to buy tanks from Kesh collapsed", "Norland's deal for 12 jets fell through"."""
    s = reading.s
    if reading.pattern.part != "noun" and _contract_before(reading) is None and _plan_before(reading) is None:
        return False
    last = max((*reading.arms, reading.at, *(who.at for found in reading.roles.values() for who in found)))
    for k in range(last + 1, min(len(s), last + _CONTRACT)):
        failed = lexicon.words("verbs of coming to nothing") & {s.word(k), " ".join(s.words(k, k + 2))}
        if failed and lexicon.words("modal verbs").isdisjoint(s.words(k - _VERB, k)):
            return True
        if any(mark in s.gap(k) for mark in ",;") or s.word(k) in _ENDING or s[k].who:
            return False
    return False


def _is_stopped_later(reading: Reading) -> bool:
    """As in "agreed to sell tanks, a deal that Norland blocked", "ordered tanks, but the deal was frozen"."""
    s = reading.s
    nouns = lexicon.words("nouns of deals told before") | {"tender"}
    return any(_is_stopped(s, k) for k in range(reading.at, len(s) - 1) if s.word(k) in nouns)


def _is_stopped(s: Sentence, noun: int) -> bool:
    relative = s.word(noun + 1) in {"that", "which"} and (
        "," in s.gap(noun - 1) or s.word(noun - 2) in {"in", "by"} or s[noun - 1].amount is not None
    )
    resumed = s.word(noun - 1) == "the" and s.word(noun + 1) in lexicon.words("being and having")
    first, reach = (noun + 3, _NEAR) if relative else (noun + 1, _VERB if resumed else 0)
    # "a deal that Norland blocked", not "a deal that cancelled a debt"
    return not lexicon.words("cancelling verbs").isdisjoint(s.words(first, noun + reach))


def _is_agreed(reading: Reading) -> bool:
    """As in "agreed a deal to supply", "has signed a contract to supply": what is to come is contracted."""
    noun = _contract_before(reading)
    if reading.status == "planned" and _is_paid_for(reading):
        return True
    if noun is None or reading.status != "planned":
        return False
    signs = lexicon.words("signing words", "agreeing on deals")
    verb = next((k for k in range(noun - 1, max(-1, noun - _VERB), -1) if reading.s.word(k) in signs), None)
    done = verb is not None and reading.s.word(verb).endswith(("ed", "won", "struck"))
    clause = reading.s.words(verb - _VERB, verb) if verb is not None else []
    return done and not _is_intended(reading) and lexicon.words("modal verbs").isdisjoint(clause)


def _is_paid_for(reading: Reading) -> bool:
    """As in "agreed on Tuesday to pay $600 million for jets", "agreed to buy 20 jets for $600 million"."""
    s, at = reading.s, reading.at
    agreed = max((k for k in range(max(0, at - _VERB), at) if s.word(k) == "agreed"), default=None)
    priced = any(t.amount and t.amount.kind == "money" for t in s.tokens[at : reading.end])
    to_come = lexicon.words("modal verbs")
    free = agreed is not None and to_come.isdisjoint(s.words(agreed - 3, at))
    return bool(free and priced and s.word(at - 1) == "to" and reading.pattern.part != "noun")


def _is_signed(reading: Reading) -> bool:
    """As in "signed an agreement for 26 jets, which will join others": what will be is told of the jets."""
    s, at = reading.s, reading.at
    noun = reading.pattern.part == "noun" and reading.status == "planned"
    relative = range(max(reading.arms, default=at), len(s))
    will = any(s.word(k) == "which" and s.word(k + 1) == "will" for k in relative)
    signed = (k for k in range(max(1, at - _VERB), at) if s.word(k) in {"signed", "placed", "concluded"})
    done = any(s.word(k - 1) not in {"be", "to"} | lexicon.words("modal verbs") for k in signed)
    return noun and will and done


def _is_near(reading: Reading) -> bool:
    """As in "is close to a deal to buy", "requested to buy"."""
    near = lexicon.words("words of nearing")
    words = reading.s.words(reading.at - _NEAR, reading.at + 1)
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
    done = lexicon.words("done", "verbs of reaching") - {
        "reach",
        "reaches",
        "arrive",
        "arrives",
    }
    planned = reading.pattern.loose and reading.s.word(reading.after) == "for"  # "provided for five systems"
    if reading.word in done and not contract and (coming := _is_being_done(reading)) is not None:
        return coming
    return "contracted" if contract else "delivered" if reading.word in done and not planned else ""


def _is_being_done(reading: Reading) -> str | None:
    """As in "tanks being acquired by Kesh", of which it is open how far; "are to be the first provided"."""
    s, at = reading.s, reading.at
    if s.word(at - 1) == "being":
        return ""
    to_be = (k for k in range(max(0, at - _NEAR), at - 1) if s.words(k, k + 2) == ["to", "be"])
    return "planned" if any(s.word(k - 1) in {"is", "are"} for k in to_be) else None


def _is_under_contract(reading: Reading) -> bool:
    """As in "a contract under which Lance will supply tanks", "bought tanks under a contract"."""
    s, at = reading.s, reading.at
    if reading.word in lexicon.words("buying verbs") and reading.pattern.part != "noun":
        behind = (k for k in range(reading.after, reading.end) if s.words(k, k + 2) == ["under", "a"])
        return any(s.word(k + 2) in _SIGNED for k in behind)
    under = (k for k in range(max(1, at - _CONTRACT), at) if s.words(k, k + 2) == ["under", "which"])
    return any(not _SIGNED.isdisjoint(s.words(k - _VERB, k)) for k in under)
