"""Other events: openings, signatures, foundings, wars, exercises, protests, summonses, uses of weapons."""

import re
from collections.abc import Iterable, Mapping

from site_builder.editing.suggest.dating import dated
from site_builder.editing.suggest.proposals import Proposal, Value
from site_builder.editing.suggest.reading import Reading


def find_other_events(readings: Iterable[Reading]) -> tuple[Proposal, ...]:
    """Propose events that are neither visits nor deals, each once."""
    found: list[Proposal] = []
    for proposal in map(_proposal, readings):
        if not any(_same(proposal, other) for other in found):
            found.append(proposal)
    return tuple(found)


def _same(a: Proposal, b: Proposal) -> bool:
    same = all(a.fields.get(key) == b.fields.get(key) for key in ("participants", "date"))
    return a.event == b.event and same


def _proposal(reading: Reading) -> Proposal:
    who, item, place = reading.all("participants"), reading.one("item"), reading.one("place")
    more = [part for part in (place, item) if part]
    says = _says(reading)
    return Proposal(
        section="events",
        rank="likely" if reading.time else "possible",
        reason=f"words of an event of type {reading.pattern.type}",
        fields=_fields(reading, says),
        anchors=reading.spans,
        surface=f"{who[0].name} {reading.s[reading.at].text}",
        entities=(*dict.fromkeys((*who, *reading.all("partners"))), *more),
        event=reading.pattern.type,
        title=says,
        slug=_slug(reading),
    )


def _fields(reading: Reading, says: str) -> Mapping[str, Value]:
    item, place = reading.one("item"), reading.one("place")
    people = (*reading.roles["participants"], *reading.roles.get("partners", ()))
    fields: dict[str, Value] = {"participants": tuple({who.name: who.value for who in people}.values())}
    if place:
        fields["place"] = place.id
    fields |= dated(reading.time, reading.status)
    if item:
        use: dict[str, Value] = {"item": item.id, "user": people[0].value}
        fields["equipment"] = (use,)
    return {**fields, "says": f"{says}."}


def _says(reading: Reading) -> str:
    s, item = reading.s, reading.one("item")
    words = {
        "who": " and ".join(who.name for who in reading.roles["participants"]),
        "verb": reading.word,
        "noun": s.word(reading.object) if reading.object is not None else "",
        "item": item.name if item else "",
    }
    return re.sub(r"\ba (?=[aeio])", "an ", reading.pattern.says.format_map(words))


def _slug(reading: Reading) -> str:
    who, item, slug = reading.all("participants"), reading.one("item"), reading.pattern.slug
    if reading.object is not None:
        return f"{who[0].id}-{slug}-{reading.s.word(reading.object)}"
    return f"{who[0].id}-{slug}-{item.id}" if item else "-".join((*(one.id for one in who), slug))
