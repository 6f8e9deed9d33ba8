"""Whether what a sentence tells by a pattern took place: by its words, and what its family adds to them."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import (
    Certainty,
    certainty,
    is_overtaken,
    is_to_come,
    is_unmade,
    is_yet_to_begin,
)
from site_builder.editing.suggest.clauses.happening_of_meetings import (
    certainty_of_meeting,
    is_called_off_behind,
    is_done_there,
)
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.patterns import DEALS
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.model import edtf

_LED: Final = 4
"""So many words before a visit "on" may stand."""
_KEPT: Final = 6
"""So many words before "to enter" it is told that somebody was kept from it."""
_TO_GO: Final = frozenset(
    ("travel", "travels", "fly", "flies", "go", "goes", "head", "heads", "leave", "leaves")
)
_TO_COME: Final = frozenset(("planned", "expected", "possible"))
_JOURNEYS: Final = frozenset(("visits", "meetings"))


def status_of(c: Reading, lead: int | None) -> Certainty:
    """Say it for what a pattern tells; `lead` is the verb that leads its noun."""
    s, pattern = c.s, c.pattern
    status = certainty(s, c.at, noun=pattern.part == "noun")
    status = pattern.status if pattern.status and status == "happened" else status
    if status == "happened" and lead is not None and is_to_come(s, lead):
        status = "planned"  # "Ann Hale to make a visit to Kesh"
    if status == "happened" and lead is not None and s.word(lead - 1) == "to":
        asked = certainty(s, lead)  # "asked Ann Hale in return to make a visit"
        status = asked if pattern.family == "visits" and asked != "not" else status
    if pattern.family in DEALS and status == "not" and _is_given_up(c):
        status = "cancelled"
    if pattern.family == "visits" and status == "happened" and (is_yet_to_begin(s, c.at) or _is_later(c)):
        status = "planned"
    if pattern.family == "visits" and _is_kept_away(c):
        return "not"
    nouns = lexicon.words("visit nouns")
    if pattern.family == "visits" and status == "planned" and is_called_off_behind(s, c.at, nouns):
        status = "cancelled"
    if (
        pattern.family == "events"
        and pattern.part == "noun"
        and status in _TO_COME
        and is_done_there(s, c.at)
    ):
        status = "happened"
    if pattern.family == "meetings":
        status = certainty_of_meeting(s, c.at, lead, status)
    if pattern.family in _JOURNEYS and status == "happened" and _is_led_to_come(s, c.at):
        status = "planned"
    return "cancelled" if pattern.family in _JOURNEYS and _is_off(c, lead, status) else status


def _is_led_to_come(s: Sentence, at: int) -> bool:
    """As in "is to meet Ann Hale, before leaving for Kesh", "will stop in Kesh before flying to Norland"."""
    if s.word(at).partition(" ")[0] in _TO_GO and "before" in s.words(at - _LED, at):
        return True  # "met a day before both travel to Kesh"
    led = s.word(at - 1) == "before" and s.word(at).endswith("ing")
    led = led and lexicon.words("said").isdisjoint(s.words(0, at))
    return led and any(
        s.word(k) == "will" or (s.word(k) == "to" and s.word(k - 1) in {"is", "are"}) for k in range(at - 1)
    )


def settled(filled: Reading) -> Reading:
    """As in "said she would buy ships on a visit to Kesh in May 2029": what she would do is another thing."""
    s, pattern = filled.s, filled.pattern
    when = edtf.parse_or_none(filled.time.edtf) if filled.time else None
    appeared = edtf.parse_or_none(filled.story.published)
    if pattern.family != "visits" or pattern.part != "noun" or filled.status != "expected":
        return filled
    led = not {"on", "during"}.isdisjoint(s.words(filled.at - _LED, filled.at))
    would = "would" in s.words(0, filled.at)
    over = when and when.latest and appeared and appeared.earliest and when.latest < appeared.earliest
    return replace(filled, status="happened") if led and would and over else filled


def _is_given_up(c: Reading) -> bool:
    """As in "will not be buying the jets", "decided against buying", "decided not to buy"."""
    before = c.s.words(c.at - _LED, c.at)
    said = {" ".join(pair) for pair in pairwise(before)}
    buys = c.word in lexicon.words("buying verbs", "selecting verbs") and c.pattern.part != "noun"
    return buys and not lexicon.words("words of not buying").isdisjoint(said)


def _is_later(c: Reading) -> bool:
    """As in "a week before Ann Hale becomes the first premier to visit Kesh"."""
    verb = next((k for k in range(c.at) if c.s.word(k) == "becomes"), 0)
    return "before" in c.s.words(0, verb)


def _is_kept_away(c: Reading) -> bool:
    """As in "was denied a visa to enter Kesh", "was refused permission to visit Kesh"."""
    near = c.s.words(c.at - _KEPT, c.at)
    kept = lexicon.words("words of being kept from going on") | {"denied", "banned", "prevented"}
    return c.s.word(c.at - 1) in {"to", "from"} and not kept.isdisjoint(near)


def _is_off(c: Reading, lead: int | None, status: Certainty) -> bool:
    """As in "was to have met Ann Hale", "had been due in Kesh on Monday", which were plans."""
    verb = c.at if lead is None else lead
    return (status == "not" and is_unmade(c.s, verb)) or (status in _TO_COME and is_overtaken(c.s, verb))
