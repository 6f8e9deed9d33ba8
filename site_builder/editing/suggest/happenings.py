"""Other events: openings, signatures, foundings, wars, exercises, protests, summonses, uses of weapons."""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from site_builder.editing.suggest.dating import dated
from site_builder.editing.suggest.proposals import Proposal, Value
from site_builder.editing.suggest.telling import Telling
from site_builder.model.records import EventType


def find_happenings(told: Iterable[Telling]) -> tuple[Proposal, ...]:
    """Propose events that are neither visits nor deals, each once."""
    found: list[Proposal] = []
    for proposal in map(_proposal, told):
        if not any(_same(proposal, other) for other in found):
            found.append(proposal)
    return tuple(found)


def _same(a: Proposal, b: Proposal) -> bool:
    same = all(a.fields.get(key) == b.fields.get(key) for key in ("participants", "date"))
    return a.event == b.event and same


def _proposal(told: Telling) -> Proposal:
    who, item, place = told.all("participants"), told.one("item"), told.one("place")
    more = [part for part in (place, item) if part]
    says = _says(told)
    return Proposal(
        section="events",
        rank="likely" if told.time else "possible",
        reason=f"words of an event of type {told.pattern.type}",
        fields=_fields(told, says),
        anchors=told.spans,
        surface=f"{who[0].name} {told.s[told.at].text}",
        entities=(*dict.fromkeys((*who, *told.all("partners"))), *more),
        event=cast(EventType, told.pattern.type),
        title=says,
        slug=_slug(told),
    )


def _fields(told: Telling, says: str) -> Mapping[str, Value]:
    item, place = told.one("item"), told.one("place")
    people = (*told.roles["participants"], *told.roles.get("partners", ()))
    fields: dict[str, Value] = {"participants": tuple({who.name: who.value for who in people}.values())}
    if place:
        fields["place"] = place.id
    fields |= dated(told.time, told.status)
    if item:
        use: dict[str, Value] = {"item": item.id, "user": people[0].value}
        fields["equipment"] = (use,)
    return {**fields, "says": f"{says}."}


def _says(told: Telling) -> str:
    s, item = told.s, told.one("item")
    words = {
        "who": " and ".join(who.name for who in told.roles["participants"]),
        "verb": told.word,
        "noun": s.word(told.object) if told.object is not None else "",
        "item": item.name if item else "",
    }
    return re.sub(r"\ba (?=[aeio])", "an ", told.pattern.says.format_map(words))


def _slug(told: Telling) -> str:
    who, item, slug = told.all("participants"), told.one("item"), told.pattern.slug
    if told.object is not None:
        return f"{who[0].id}-{slug}-{told.s.word(told.object)}"
    return f"{who[0].id}-{slug}-{item.id}" if item else "-".join((*(one.id for one in who), slug))
