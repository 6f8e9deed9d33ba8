"""Actions on records: added, changed, deleted; suggestions accepted and refused."""

from collections.abc import Mapping

from site_builder.annotating.article_state import entries_for, entry_json, proposal_id
from site_builder.annotating.changes import changed_meanwhile
from site_builder.annotating.entry_actions import entries_of
from site_builder.annotating.forms import plain, typed
from site_builder.annotating.plans import (
    REJECTED,
    Action,
    Now,
    Plan,
    begun,
    change_of,
    mapping_in,
    no_place,
    refused,
)
from site_builder.editing.records.lines import (
    WrittenRecord,
    with_fields,
    with_record,
    without_record,
    written_records,
)
from site_builder.editing.suggest.proposals.proposal import Proposal, Value
from site_builder.model.problems import Checked, Problem, quoted


def add_record(now: Now, action: Action) -> Checked[Plan]:
    """Add a record to a section, with the entries that it needs."""
    section = _section(now, action)
    if section is None:
        return Plan(), (_no_section(now.path, action),)
    fields = typed(now.kind(section), mapping_in(action.get("fields")))
    at = action.get("at")
    return _with_new(now, section, fields, at if isinstance(at, int) else None, action)


def _with_new(
    now: Now, section: str, fields: Mapping[str, Value], at: int | None, action: Action
) -> Checked[Plan]:
    after = with_record(begun(now), now.path, section, fields, at, order=now.order)
    if after is None:
        return Plan(), (no_place(now.path, section),)
    index = at if at is not None else _count(after, now.path, section) - 1
    entries, problems = entries_of(now, action.get("entries", ()), fields)
    what = f"a record in {section.replace('_', ' ')}"
    return Plan(change_of(now, what, after, entries), (section, index)), problems


def change_record(now: Now, action: Action) -> Checked[Plan]:
    """Give a record other fields; only the lines of those that differ change."""
    record, problems = _found(now, action)
    if record is None:
        return Plan(theirs=_theirs(now, action)), problems
    fields = _with_what_stays(
        record, typed(now.kind(record.section), mapping_in(action.get("fields"))), action
    )
    if plain(fields) == plain(record.value) and not action.get("entries"):
        return Plan(record=(record.section, record.index)), ()
    after = with_fields(now.text, now.path, record.section, record.index, fields, settled=True)
    if after is None:
        return Plan(), (no_place(now.path, record.section),)
    entries, problems = entries_of(now, action.get("entries", ()), fields)
    change = change_of(now, f"a record changed in {record.section.replace('_', ' ')}", after, entries)
    return Plan(change, (record.section, record.index)), problems


def _with_what_stays(record: WrittenRecord, fields: Mapping[str, Value], action: Action) -> dict[str, Value]:
    """Fields of which those that the page did not change are as they stand in the file."""
    given, before = mapping_in(action.get("fields")), plain(record.value)
    same = {key for key in fields if key in before and given.get(key) == before[key]}
    return {key: record.value[key] if key in same else value for key, value in fields.items()}


def delete_record(now: Now, action: Action) -> Checked[Plan]:
    """Delete a record."""
    record, problems = _found(now, action)
    if record is None:
        return Plan(theirs=_theirs(now, action)), problems
    after = without_record(now.text, now.path, record.section, record.index)
    if after is None:
        return Plan(), (no_place(now.path, record.section),)
    return Plan(change_of(now, f"a record deleted from {record.section.replace('_', ' ')}", after)), ()


def settle(now: Now, action: Action) -> Checked[Plan]:
    """Accept a record that a program has written: the comments go that say so."""
    record, problems = _found(now, action)
    if record is None:
        return Plan(theirs=_theirs(now, action)), problems
    fields = typed(now.kind(record.section), plain(record.value))
    after = with_fields(now.text, now.path, record.section, record.index, fields, settled=True)
    if after is None:
        return Plan(), (no_place(now.path, record.section),)
    what = f"a suggestion accepted in {record.section.replace('_', ' ')}"
    return Plan(change_of(now, what, after), (record.section, record.index)), ()


def refuse_record(now: Now, action: Action) -> Checked[Plan]:
    """Delete a record that a program has written, and note that it is refused."""
    record, problems = _found(now, action)
    if record is None:
        return Plan(theirs=_theirs(now, action)), problems
    quote = record.value.get("quote", "")
    words = quote if isinstance(quote, str) else str(quote[0]) if isinstance(quote, tuple) else ""
    less = without_record(now.text, now.path, record.section, record.index)
    fields: dict[str, Value] = {"kind": record.section, "surface": words}
    after = less and with_record(less, now.path, REJECTED, fields, None, order=now.order)
    if not after:
        return Plan(), (no_place(now.path, REJECTED),)
    return Plan(change_of(now, "a suggestion refused", after)), ()


def _found(now: Now, action: Action) -> Checked[WrittenRecord | None]:
    """Find a record as the page knows it: at its place, or the only such one of its section."""
    records, problems = written_records(now.text, now.path)
    if problems:
        return None, problems
    own = [one for one in records if one.section == action.get("section")]
    same = [one for one in own if one.text.strip() == str(action.get("was", "")).strip()]
    there = [one for one in same if one.index == action.get("index")] or same
    if len(there) != 1:
        return None, (changed_meanwhile(now.path),)
    return there[0], ()


def _theirs(now: Now, action: Action) -> str:
    """What stands now where the page knows a record."""
    records, _ = written_records(now.text, now.path)
    place = action.get("section"), action.get("index")
    return next((one.text for one in records if (one.section, one.index) == place), "")


def accept(now: Now, action: Action) -> Checked[Plan]:
    """Make a record of a suggestion, with the entries that it needs."""
    found = now.space.suggestions(now.read)
    proposal = _proposal(now, action)
    if proposal is None:
        return Plan(), (_no_proposal(now.path),)
    entries = [entry_json(one) for one in entries_for(proposal, found)]
    action = {"entries": entries, **action}
    quote: Value = proposal.quotes[0] if len(proposal.quotes) == 1 else proposal.quotes
    fields = {**proposal.fields, "quote": quote}
    if proposal.prefix:
        fields["prefix"] = proposal.prefix
    return _with_new(now, proposal.section, typed(now.kind(proposal.section), plain(fields)), None, action)


def refuse(now: Now, action: Action) -> Checked[Plan]:
    """Note that a suggestion is refused, so that it is not made again."""
    proposal = _proposal(now, action)
    if proposal is None:
        return Plan(), (_no_proposal(now.path),)
    surface = " ".join(proposal.surface.split())
    fields: dict[str, Value] = {"kind": proposal.section, "surface": surface}
    after = with_record(begun(now), now.path, REJECTED, fields, None, order=now.order)
    if after is None:
        return Plan(), (no_place(now.path, REJECTED),)
    return Plan(change_of(now, "a suggestion refused", after)), ()


def _proposal(now: Now, action: Action) -> Proposal | None:
    found = now.space.suggestions(now.read)
    wanted = action.get("proposal")
    return next((one for one in (found.proposals if found else ()) if proposal_id(one) == wanted), None)


def _count(text: str, path: str, section: str) -> int:
    return sum(1 for one in written_records(text, path)[0] if one.section == section)


def _section(now: Now, action: Action) -> str | None:
    section = str(action.get("section"))
    return section if section in now.order else None


def _no_section(path: str, action: Action) -> Problem:
    return refused(path, quoted(str(action.get("section"))), "a section of annotations")


def _no_proposal(path: str) -> Problem:
    fix = "go on with the next; the list is read again after each change"
    return refused(path, "a suggestion that is not made any more", "one of the list", fix)
