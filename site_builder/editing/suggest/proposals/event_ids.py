"""Which event a proposal is about: one of the registry that fits, else a new one with a frame."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from site_builder.editing.suggest.proposals.dating import may_be_one
from site_builder.editing.suggest.proposals.names import Directory, slug
from site_builder.editing.suggest.proposals.proposal import NewFrame, Proposal, Value
from site_builder.model.corpus import Corpus
from site_builder.model.records import DealRecord, EventRecord, Participant, Use, VisitRecord
from site_builder.model.value_types import EventId, PlaceId
from site_builder.model.written import Unnamed
from site_builder.names import countries

_ACTORS = frozenset(("actor", "actors"))
_STATES = frozenset(map(slug, countries.states()))
_MONTH = re.compile(r"\[?(\d{4})(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a record says of an event: who (visitors, suppliers, participants), for whom or where, when."""

    who: frozenset[str]
    where: frozenset[str]
    date: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event that a trigger word told of: its type, whether it happened, its frame if it is new."""

    event: str
    type: str
    status: str
    frame: NewFrame | None
    accounts: list[_Facts]


class EventIds:
    """The registry's events with what annotations report of them; remembers the ids it gives out."""

    def __init__(self, corpus: Corpus, directory: Directory) -> None:
        self._frames = corpus.registry.events
        self._directory = directory
        self._reports: dict[str, list[_Facts]] = defaultdict(list)
        for annotation in corpus.annotations.values():
            records: tuple[VisitRecord | DealRecord | EventRecord, ...] = (
                *annotation.visits,
                *annotation.arms_deals,
                *annotation.of(EventRecord),
            )
            for record in records:
                if record.event:
                    self._reports[record.event].append(self._reported(record))
        self._triggered: list[_Told] = []
        self._given: set[str] = {*corpus.registry.entries, *corpus.articles}

    def named(self, proposal: Proposal) -> Proposal:
        """Give a proposal its event's id, and a frame where the event is new."""
        if proposal.event is None:
            return proposal
        known = self.fitting(proposal)
        told = None if known or not proposal.sentence else self._told(proposal)
        event = known or (told.event if told else self.new(proposal))
        fields: dict[str, Value] = {"event": event, **proposal.fields}
        frame = None if known else told.frame if told else NewFrame(proposal.event, proposal.title)
        if proposal.sentence:
            one = told or _Told(event, proposal.event, _status(proposal), frame, [])
            one.accounts.append(self._proposed(proposal))
            self._triggered += () if told else (one,)
        return replace(proposal, fields=fields, frame=frame)

    def _told(self, proposal: Proposal) -> "_Told | None":
        """Find the latest event of an earlier sentence that a trigger word may tell of, too."""
        account = self._proposed(proposal)
        for told in reversed(self._triggered):
            same = (told.type, told.status) == (proposal.event, _status(proposal))
            if same and self._adds_nothing(account, told.accounts):
                return told
        return None

    def _adds_nothing(self, later: _Facts, earlier: Iterable[_Facts]) -> bool:
        """Tell whether an account has no time and no place but those of earlier ones."""
        dates = [account.date for account in earlier if account.date]
        places = [account.place for account in earlier if account.place]
        in_time = not later.date or (bool(dates) and all(may_be_one(later.date, date) for date in dates))
        here = not later.place or (
            bool(places) and all(self._in_one_place(later.place, place) for place in places)
        )
        return in_time and here

    def _in_one_place(self, a: str, b: str) -> bool:
        return a in self._around(b) or b in self._around(a)

    def _around(self, place: str) -> Iterator[str]:
        """Give a place and those that it lies within."""
        for _ in range(8):  # entries may run in a ring
            yield place
            entry = self._directory.registry.places.get(PlaceId(place))
            if entry is None or not entry.within:
                return
            place = entry.within

    def fitting(self, proposal: Proposal) -> str | None:
        """Find the one event of the registry that fits; `None` where none does, or several."""
        account = self._proposed(proposal)
        events = [event for event, frame in self._frames.items() if frame.type == proposal.event]
        fits = [event for event in events if self._fits(event, account, proposal)]
        dated = [
            event
            for event in fits
            if account.date and any(may_be_one(account.date, other) for other in self._dates(event))
        ]
        best = dated or (
            fits
            if not account.date or proposal.event == "arms-deal"
            else [e for e in fits if not any(self._dates(e))]
        )
        return best[0] if len(best) == 1 else None

    def _dates(self, event: EventId) -> Iterator[str]:
        dates = [account.date for account in self._reports[event] if account.date]
        match = _MONTH.match(event)
        yield from dates or ([match[0]] if match else [])

    def _fits(self, event: EventId, account: _Facts, proposal: Proposal) -> bool:
        reports = self._reports[event]
        if proposal.sentence:
            return self._fits_trigger(event, account, reports)
        if not reports:
            words = set(re.split(r"-", event))
            who = {part for name in account.who for part in (name.split("-")[-1], name)}
            month = _MONTH.match(event)
            same_month = bool(
                proposal.event == "visit" and month and month[2] and account.date.startswith(month[0])
            )
            here = not account.where or any(name in event for name in account.where)
            return bool(words & who) and (here or (same_month and not self._names_place(event)))
        if proposal.event == "arms-deal":
            return any(account.who & r.who and account.where & r.where for r in reports)
        if proposal.event == "visit":
            return any(account.who & r.who and (account.where & r.where or not r.where) for r in reports)
        return any(self._is_of(account, report) for report in reports)

    def _names_place(self, event: str) -> bool:
        """Tell whether an id says where an event was, as in "2030-04-hale-kesh"."""
        words = event.split("-")
        spans = ("-".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
        return any(PlaceId(span) in self._directory.registry.places or span in _STATES for span in spans)

    def _is_of(self, account: _Facts, report: _Facts) -> bool:
        """Tell whether an account may be of what a report tells; if it names nobody, by place and day."""
        somewhere = bool(account.place and report.place)
        here = somewhere and self._in_one_place(account.place, report.place)
        on_the_day = bool(account.date and report.date) and may_be_one(account.date, report.date)
        items = bool(account.where & report.where) or not (account.where and report.where)
        known = account.who <= report.who if account.who else here and on_the_day
        return known and items and (here or not somewhere)

    def _fits_trigger(self, event: EventId, account: _Facts, reports: Iterable[_Facts]) -> bool:
        """Tell whether an event is that of a trigger word, by what is reported of it, or by its id.

        Its place, its day or those who took part must say so, and its place must not say otherwise.
        """
        where = {report.place for report in reports if report.place}
        here = any(self._in_one_place(account.place, place) for place in where)
        if account.place:
            return here if where else bool({*account.place.split("-")} & {*event.split("-")})
        on_the_day = bool(account.date) and any(may_be_one(account.date, day) for day in self._dates(event))
        return on_the_day or any(account.who & report.who for report in reports)

    def _reported(self, record: VisitRecord | DealRecord | EventRecord) -> _Facts:
        match record:
            case VisitRecord():
                return _Facts(_ids(record.visitors), self._states((record.place or "",)), record.date or "")
            case DealRecord():
                date = record.ordered or record.disclosed or record.delivered or ""
                return _Facts(_ids(record.suppliers), _ids(record.recipients), date)
            case _:
                own = (getattr(record, one.key) for one in getattr(record, "OWN", ()) if one.type in _ACTORS)
                taking = (
                    ref for value in own for ref in (value if isinstance(value, tuple) else (value,)) if ref
                )
                people = (p.actor if isinstance(p, Participant) else p for p in record.participants)
                items = (use.item if isinstance(use, Use) else use for use in record.equipment)
                return _Facts(
                    _ids((*people, *taking)), frozenset(items), record.date or "", record.place or ""
                )

    def _proposed(self, proposal: Proposal) -> _Facts:
        fields = proposal.fields
        date = next(
            (str(fields[key]) for key in ("date", "ordered", "disclosed", "delivered") if key in fields), ""
        )
        if proposal.event == "visit":
            return _Facts(_ids_of_value(fields["visitors"]), self._states((str(fields["place"]),)), date)
        if proposal.event == "arms-deal":
            return _Facts(_ids_of_value(fields["suppliers"]), _ids_of_value(fields["recipients"]), date)
        items = _ids_of_value(fields.get("equipment", ()))
        own = (e.id for e in proposal.entities if e.kind not in {"place", "equipment"})
        plain = proposal.section == "events" or proposal.sentence
        who = _ids_of_value(fields.get("participants", ())) if plain else frozenset(own)
        return _Facts(who, items, date, str(fields.get("place", "")))

    def _states(self, places: Iterable[str]) -> frozenset[str]:
        return frozenset(name for place in places for name in (place, self._directory.country(place)) if name)

    def new(self, proposal: Proposal) -> str:
        """Give an id to an event that the registry does not have: each id once."""
        account = self._proposed(proposal)
        match = _MONTH.match(account.date) if account.date else None
        lead = "-".join(part for part in (match[1], match[2]) if part) if match else ""
        base = f"{lead}-{proposal.slug}".strip("-")[:76].strip("-")
        event, count = base, 1
        while event in self._given:
            count += 1
            event = f"{base}-{count}"
        self._given.add(event)
        return event


def _status(proposal: Proposal) -> str:
    return str(proposal.fields.get("status", ""))


def frame_file(event: str) -> str:
    """Name the file that a new event's frame belongs to."""
    return f"annotations/events/{event[:4] if re.match(r'[12][0-9]{3}(-|$)', event) else 'undated'}.yml"


def _ids(refs: Iterable[object]) -> frozenset[str]:
    return frozenset(str(ref.of if isinstance(ref, Unnamed) else ref) for ref in refs)


def _ids_of_value(value: Value) -> frozenset[str]:
    items = value if isinstance(value, tuple) else (value,)
    named = (item.get("actor", item) if isinstance(item, Mapping) else item for item in items)
    return frozenset(
        str(item.get("of", item.get("item", "")) if isinstance(item, Mapping) else item) for item in named
    )
