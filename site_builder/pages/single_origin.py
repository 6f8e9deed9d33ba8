"""What rests on one origin: events, deals, statements, figures and fields of events, by whom they rest on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.second_origins import FieldsOfOne, alone, fields_of_one
from site_builder.linking.site import RecordKey, Site
from site_builder.model.value_types import ActorId, EventId
from site_builder.pages import counts
from site_builder.pages.components import DateView, Link, actor_link, event_link
from site_builder.pages.counts import Counted
from site_builder.pages.evidence import outlet_link, record_date, says
from site_builder.pages.rows import counted_reports, event_date, event_status, newest_events
from site_builder.pages.sentences import linked
from site_builder.translation.messages import N_, filled, gettext, ngettext, plural_form
from site_builder.translation.messages import number as written

MOST, MOST_ORIGINS = 40, 60
"""Lines of a list, and origins that have lists; what is left out is counted."""

KINDS = {
    "events": N_("Events"),
    "deals": N_("Arms deals"),
    "fields": N_("Fields of events"),
    "statements": N_("Statements"),
    "figures": N_("Figures"),
}
COUNTED: dict[str, Counted] = {
    "events": counts.events,
    "deals": lambda n: ngettext("{n} arms deal", "{n} arms deals", n),
    "fields": lambda n: ngettext("fields of {n} event", "fields of {n} events", n),
    "statements": lambda n: ngettext("{n} statement", "{n} statements", n),
    "figures": counts.figures,
}


@dataclass(frozen=True, slots=True)
class SingleOriginRow:
    """Something that rests on one origin: what it is, when, how it stands, and where it is reported."""

    what: tuple[Link, ...]
    when: DateView | None
    status: str
    source: Link


@dataclass(frozen=True, slots=True)
class SingleOriginGroup:
    """Lines of one kind; `more` says how many are left out."""

    title: str
    lines: tuple[SingleOriginRow, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many things of a kind rest on an origin; empty where none does."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class OriginRows:
    """All that rests on one origin: a number for each kind, then the lists; `unnamed` are all of one body."""

    id: str
    name: Link
    link: Link
    numbers: tuple[KindCount, ...]
    summary: str
    groups: tuple[SingleOriginGroup, ...]
    unnamed: bool = False


Resting = EventId | RecordKey | FieldsOfOne
RestingOnOrigins = dict[str, dict[str, list[Resting]]]
"""What rests on one origin, by its key and then by kind."""


def rows_by_origin(
    site: Site, found: RestingOnOrigins, most: int | None = MOST_ORIGINS, most_lines: int | None = MOST
) -> tuple[tuple[OriginRows, ...], str]:
    """What rests on one origin, those first on whom most does; and how many origins are left out, if any."""
    order = sorted(found, key=lambda key: (-sum(map(len, found[key].values())), origin_name(site, key).text))
    shown = tuple(_origin_rows(site, key, found[key], most_lines) for key in order[:most])
    more = len(order) - len(shown)
    return shown, _left_out(more) if more > 0 else ""


def _left_out(more: int) -> str:
    return ngettext(
        "{n} more origin, each with fewer entries.", "{n} more origins, each with fewer entries.", more
    )


def single_origin_sentence(resting: RestingOnOrigins) -> str:
    """How much rests on one origin, as a sentence such as `3 events and 1 figure rest on a single origin`."""
    found = resting.values()
    numbers = {kind: sum(len(kinds[kind]) for kinds in found) for kind in KINDS}
    number = sum(numbers.values())
    if not number:
        return gettext("Nothing rests on a single origin.")
    said = plural_form("{entries} rests on a single origin.", "{entries} rest on a single origin.", number)
    return filled(said, {"entries": _counted_kinds(numbers)})


def _counted_kinds(numbers: Mapping[str, int]) -> str:
    return counts.listed(COUNTED[kind](number) for kind, number in numbers.items() if number)


def by_origin(site: Site) -> RestingOnOrigins:
    """What rests on one origin, by its key and then by kind; events newest first."""
    found: RestingOnOrigins = defaultdict(lambda: {kind: [] for kind in KINDS})
    for name in newest_events(site):
        event = site.events[name]
        if len(event.rests_on) == 1:
            kind = "deals" if event.frame.type == "arms-deal" else "events"
            found[event.rests_on[0].key][kind].append(name)
        for one in fields_of_one(site, event):
            found[one.origin.key]["fields"].append(one)
    for key in alone(site):
        found[site.evidence[key].origin.key][key.section].append(key)
    return found


def _origin_rows(site: Site, key: str, kinds: dict[str, list[Resting]], most: int | None) -> OriginRows:
    anchor = f"from-{key.replace(' ', '-')}"
    numbers = {kind: len(held) for kind, held in kinds.items()}
    name = origin_name(site, key)
    return OriginRows(
        id=anchor,
        name=name,
        link=Link(name.text, f"disagreements/#{anchor}"),
        numbers=tuple(
            KindCount(gettext(KINDS[kind]), written(number) if number else "")
            for kind, number in numbers.items()
        ),
        summary=_counted_kinds(numbers),
        groups=tuple(_group(site, kind, held, most) for kind, held in kinds.items() if held),
        unnamed=name.kind == "unnamed",
    )


def origin_name(site: Site, key: str) -> Link:
    """An origin by its key: all the unnamed of one state or body are one."""
    kind, _, actor = key.partition(" ")
    link = actor_link(site, ActorId(actor))
    unnamed = gettext("Unnamed sources of {whose}", whose=link.text)
    return Link(unnamed, link.to, "unnamed") if kind == "unnamed" else link


def _group(site: Site, kind: str, held: Sequence[Resting], most: int | None) -> SingleOriginGroup:
    lines = tuple(_rows(site, held[:most]))
    more = len(held) - len(lines)
    return SingleOriginGroup(gettext(KINDS[kind]), lines, Link(gettext("{n} more", n=more)) if more else None)


def _rows(site: Site, held: Sequence[Resting]) -> Iterator[SingleOriginRow]:
    for one in held:
        if isinstance(one, RecordKey):
            evidence = site.evidence[one]
            source = replace(outlet_link(site, one), kind="article")
            contest = site.contests.get(one)
            status = gettext("disputed") if contest and contest.disputed_by else ""
            yield SingleOriginRow(says(site, evidence), record_date(evidence), status, source)
        elif isinstance(one, FieldsOfOne):
            event = site.events[one.event]
            what = linked(
                gettext("{event}: {fields}"),
                event=event_link(site, one.event),
                fields=", ".join(own.label for own in one.fields),
            )
            yield SingleOriginRow(what, event_date(event), "", Link(counted_reports(event)))
        else:
            event = site.events[one]
            yield SingleOriginRow(
                (event_link(site, one),), event_date(event), event_status(site, event),
                Link(counted_reports(event)),
            )  # fmt: skip
