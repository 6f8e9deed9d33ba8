"""Other events: what sentences tell by the patterns of events, as records of the section of their type."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.editing.suggest.clauses.acted_on import is_sure
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.words_of_readings import words_of
from site_builder.editing.suggest.events.own_events import own_fields
from site_builder.editing.suggest.events.triggers import Kind, Triggers
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.dating import dated, may_be_one
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.names import slug as slug_of
from site_builder.editing.suggest.proposals.proposal import RANKS, Proposal, Rank, Value, in_a_row, worse
from site_builder.editing.suggest.sentences.arms import has_arms

_NOBODY = frozenset(("place", "item"))
"""Roles of events that nobody takes part in."""
_ROLE = re.compile(r"\{(\w+)\}")
_DEALS = frozenset(("agreement", "trade"))
_NEAR = 6
"""Two words that tell of deals and stand no further apart tell of one."""
_NOT_YET = {"planned": "Planned", "expected": "Expected", "possible": "Possible", "cancelled": "Called off"}


def find_other_events(readings: Iterable[Reading], triggers: Triggers) -> tuple[Proposal, ...]:
    """Propose events that are neither visits nor deals, each once, by what tells most of it."""
    found: list[tuple[Reading, Proposal]] = []
    for reading in readings:
        proposal = _proposal(reading, triggers.kind_of_first(reading.pattern.types))
        if proposal is None:
            continue
        told = ((k, one, other) for k, (one, other) in enumerate(found))
        same = next((k for k, one, other in told if _is_again(reading, proposal, one, other)), None)
        if same is None:
            found.append((reading, proposal))
        elif _is_surer(reading, found[same][0]) or _tells_more(proposal, found[same][1]):
            found[same] = reading, proposal
    return tuple(proposal for _, proposal in found)


def _is_again(reading: Reading, proposal: Proposal, one: Reading, other: Proposal) -> bool:
    """Tell whether an event is told already: by the same words, or elsewhere by words of its kind."""
    if reading.pattern.slug == one.pattern.slug and _same(proposal, other):
        return not (_of_others(reading, one) or _is_other_attack(reading, proposal, one, other))
    return reading.s is one.s and _are_of_same_words(reading, one) and _is_beside(proposal, other)


def _of_others(a: Reading, b: Reading) -> bool:
    """Tell who buys from who is bought from: others do it."""
    agents, others = (frozenset(one.all("agents")) for one in (a, b))
    return "trade" in a.pattern.types and bool(agents and others) and agents.isdisjoint(others)


def _is_other_attack(a: Reading, proposal: Proposal, b: Reading, other: Proposal) -> bool:
    """As in "the attack on Kesh", "a bomber attacked a ship in May": neither who, when nor where is one."""
    unnamed = bool(_ids(proposal)) != bool(_ids(other)) and a.pattern.slug == "attack"
    told = any(key in proposal.fields and key in other.fields for key in ("date", "place"))
    return unnamed and not told and a.s is not b.s


def _are_of_same_words(a: Reading, b: Reading) -> bool:
    """As in "signed a contract", "agreed to merge", where verb and noun tell of one deal."""
    deals = not any(_DEALS.isdisjoint(one.pattern.types) for one in (a, b))
    return b.at == a.object or a.at == b.object or (deals and abs(a.at - b.at) <= _NEAR)


def _is_surer(a: Reading, b: Reading) -> bool:
    """As in "announced an order", which is a deal rather than what is announced."""
    return not _DEALS.isdisjoint(a.pattern.types) and _DEALS.isdisjoint(b.pattern.types)


def _is_beside(a: Proposal, b: Proposal) -> bool:
    who, others = set(_ids(a)), set(_ids(b))
    return who <= others or others <= who


def _same(a: Proposal, b: Proposal) -> bool:
    """Tell whether two may be of one event: nobody else takes part, and no other time or place is named."""
    one, other = (str(p.fields.get("date", "")) for p in (a, b))
    here, there = (p.fields.get("place", "") for p in (a, b))
    in_time = one == other or not one or not other or may_be_one(one, other)
    return a.event == b.event and _is_beside(a, b) and in_time and (here == there or not here or not there)


def _tells_more(a: Proposal, b: Proposal) -> bool:
    return _weight(a) > _weight(b)


def _weight(proposal: Proposal) -> tuple[int, int, int]:
    known = 2 * ("date" in proposal.fields) + ("place" in proposal.fields)
    return known + len(_ids(proposal)), known, -RANKS.index(proposal.rank)


def _ids(proposal: Proposal) -> tuple[str, ...]:
    return tuple(entity.id for entity in proposal.entities if entity.kind not in {"place", "equipment"})


def _proposal(reading: Reading, kind: Kind) -> Proposal | None:
    fields = dict(own_fields(reading, kind) if kind.fields else _fields(reading))
    place, item = reading.one("place"), reading.one("item")
    says = _says(reading)
    who = tuple(dict.fromkeys(one.entity for _, one in _taking_part(reading)))
    of_body = reading.pattern.subject and (reading.object is not None or reading.pattern.alone)
    alone = reading.pattern.alone and place
    if not says or not (who or alone or ((place or of_body) and reading.time)):
        return None
    return Proposal(
        section=kind.section,
        rank=_rank(reading, who),
        reason=f"words of an event of type {kind.type}",
        fields={**fields, "says": f"{says}."},
        anchors=reading.spans,
        words=words_of(reading),
        surface=f"{in_a_row(one.name for one in who[:1]) if who else says} {reading.s[reading.at].text}",
        entities=(*who, *(part for part in (place, item) if part)),
        event=kind.type,
        title=says,
        slug=_slug(reading, who),
    )


def _rank(reading: Reading, who: Sequence[Entity]) -> Rank:
    """What is told with its time, by names that are sure, is likely; what a speaker says in quotes is not."""
    if reading.pattern.half:
        return "weak"
    rank: Rank = "likely" if reading.time else "possible"
    if not reading.pattern.who:
        return rank if reading.sure else worse(rank)
    unsure = not who or not all(map(is_sure, who)) or not reading.sure or reading.s[reading.at].quoted
    arms = "agreement" in reading.pattern.types and has_arms(reading.s)  # perhaps an arms deal
    return worse(rank) if unsure or arms else rank


def _taking_part(reading: Reading) -> Iterator[tuple[str, Who]]:
    for role, players in reading.roles.items():
        if role not in _NOBODY:
            yield from ((role, one) for one in players)


def _fields(reading: Reading) -> Mapping[str, Value]:
    item, place = reading.one("item"), reading.one("place")
    labels = dict(reading.pattern.labels) if not _are_both_sides(reading) else {}
    people: dict[str, Value] = {}
    for role, one in _taking_part(reading):
        label = labels.get(role)
        people.setdefault(one.name, {"actor": one.value, "role": label} if label else one.value)
    fields: dict[str, Value] = {"participants": tuple(people.values())} if people else {}
    if place:
        fields["place"] = place.id
    fields |= dated(reading.time, reading.status)
    if item and people:
        use: dict[str, Value] = {"item": item.id, "user": reading.roles["participants"][0].value}
        fields["equipment"] = (use,)
    return fields


def _are_both_sides(reading: Reading) -> bool:
    """As in "Kesh and Norland signed a contract to buy missiles", of whom one sells."""
    return (
        reading.pattern.slug == "contract" and len(reading.all("agents")) > 1 and not reading.all("partners")
    )


def _says(reading: Reading) -> str:
    """Say it in the first sentence of the pattern for whose roles there is somebody."""
    words = {"verb": reading.word, "noun": ""}
    if reading.object is not None:
        token = reading.s[reading.object]
        share = token.amount is not None and token.amount.kind == "percent"
        model = token.amount is None and any(c.isdigit() for c in token.text)
        words["noun"] = token.text if share or model else token.low.split()[-1]
    elif not reading.pattern.object:
        words["noun"] = reading.word
    for role, players in reading.roles.items():
        words[role] = in_a_row(who.name for who in players) if players else ""
    words["who"] = words.get("participants", "")
    plural = words["noun"].endswith("s") and not words["noun"].endswith("ss")
    for written in reading.pattern.says:
        says = re.sub(r"\b[Aa]n? \{noun\}", "{noun}", written) if plural else written
        if all(words.get(role) for role in _ROLE.findall(says)):
            told = re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", says.format_map(words))
            told = told[:1].upper() + told[1:]
            return f"{_NOT_YET[reading.status]}: {told}" if reading.status in _NOT_YET else told
    return ""


def _slug(reading: Reading, who: Sequence[Entity]) -> str:
    place, item, slug = reading.one("place"), reading.one("item"), reading.pattern.slug
    lead = who[0].id if who else place.id if place else ""
    if reading.object is not None:
        return f"{lead}-{slug}-{slug_of(reading.s[reading.object].low.split()[-1])}".strip("-")
    if item:
        return f"{lead}-{slug}-{item.id}"
    return "-".join((*(one.id for one in who[:2]), slug)) if who else f"{lead}-{slug}".strip("-")
