"""Who held which post from when to when, as lists of chiefs of mission have it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.linking.posts import BEGINS, ENDS, Term, clashing, terms
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model.records import PersonRecord
from site_builder.model.value_types import ActorId, RoleEvent
from site_builder.pages.choices import STEPS
from site_builder.pages.components import DateView, Link, date_view, joined, who_link
from site_builder.pages.evidence import outlet_link, role_links
from site_builder.pages.rows import Table, table
from site_builder.translation.messages import gettext

COLUMNS = ("began", "credentials", "ended")
"""Columns that a table of posts leaves out where no row fills them."""


@dataclass(frozen=True, slots=True)
class TermStep:
    """What happened to a role, when, and the outlets that say so, each with a link to its words."""

    word: str
    when: DateView | None
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A term in a post; `differ` where sources give it dates that cannot both be right."""

    who: Link
    post: tuple[Link, ...]
    began: tuple[TermStep, ...]
    credentials: tuple[TermStep, ...]
    ended: tuple[TermStep, ...]
    differ: bool


def posts_held(site: Site, actor: ActorId) -> Table[PostRow] | None:
    """The posts of a person, or those of or to a state or body; nothing where no article dates any."""
    records = (
        (key, record)
        for key, record in records_of(site, site.refers.get(actor, ()), PersonRecord)
        if actor in (record.actor, record.of, record.to)
    )
    rows = sorted((_row(site, term) for term in terms(records)), key=_begin, reverse=True)
    return table(rows, COLUMNS) if rows else None


def _row(site: Site, term: Term) -> PostRow:
    first = term[0][1]
    return PostRow(
        who=who_link(site, first.actor),
        post=role_links(site, first, is_over=False),
        began=_steps(site, term, BEGINS),
        credentials=_steps(site, term, ("presented-credentials",)),
        ended=_steps(site, term, ENDS),
        differ=bool(clashing(term)),
    )


def _steps(site: Site, term: Term, events: Sequence[RoleEvent]) -> tuple[TermStep, ...]:
    """Some events of a term, by date, each date once with all who give it."""
    said: dict[tuple[RoleEvent, str], list[RecordKey]] = defaultdict(list)
    for key, record in term:
        if record.event_ and record.event_ in events:
            said[record.event_, record.date or ""].append(key)
    return tuple(
        TermStep(gettext(STEPS[event]), date_view(date), joined(outlet_link(site, key) for key in keys))
        for (event, date), keys in said.items()
    )


def _begin(row: PostRow) -> tuple[str, str]:
    steps = (*row.began, *row.credentials, *row.ended)
    return next((step.when.sort for step in steps if step.when), ""), row.who.text
