"""Who was what, and when, as articles say: no role without a date, the newest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from site_builder.linking.once import once
from site_builder.linking.posts import ENDS
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import PersonRecord
from site_builder.model.value_types import ActorId, ArticleId, RoleEvent
from site_builder.pages.choices import DATED_STEPS
from site_builder.pages.components import DateView, Link, begin_year, dated, plain_text, separated
from site_builder.pages.evidence import outlet_link, proof_link, role_links
from site_builder.pages.sentences import linked
from site_builder.translation.messages import gettext

MOST_YEARS = 3
"""So many years of a role are listed; of more, the first and the last."""


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role as one article gives it; `date` is the role's own or, with `as_of`, the article's."""

    key: RecordKey
    words: tuple[Link, ...]
    date: edtf.Date
    as_of: bool
    former: bool
    event: RoleEvent | None

    @property
    def when(self) -> DateView:
        """The date in words, with what happened then before it: `left post 2 July 2012`."""
        view = self.day
        return replace(view, words=gettext(DATED_STEPS[self.event], date=view.words)) if self.event else view

    @property
    def day(self) -> DateView:
        """The date in words: `2008`, or `as of 15 July 2023` where the role has none of its own."""
        view = dated(self.date)
        if not self.as_of:
            return view
        if not edtf.is_doubtful(self.date):
            return replace(view, words=gettext("as of {date}", date=view.words))
        sure = edtf.words(edtf.without_doubt(self.date))
        return replace(view, words=gettext("probably as of {date}", date=sure))


@once
def roles_of(site: Site, actor: ActorId) -> tuple[DatedRole, ...]:
    """A person's roles, newest first; of two of one day, the one that was over comes last."""
    records = records_of(site, site.refers.get(actor, ()), PersonRecord)
    found = [_role(site, key, record) for key, record in records if record.actor == actor]
    found.sort(key=lambda role: role.former)
    return tuple(sorted(found, key=lambda role: edtf.sort_key(role.date)[:1], reverse=True))


def _role(site: Site, key: RecordKey, record: PersonRecord) -> DatedRole:
    published = site.corpus.articles[key.article].published
    return DatedRole(
        key=key,
        words=role_links(site, record, is_over=record.former and not record.date and not record.event_),
        date=edtf.parse(record.date or published),
        as_of=not record.date,
        former=record.former or record.event_ in ENDS,
        event=record.event_,
    )


def distinct(roles: Iterable[DatedRole]) -> tuple[tuple[DatedRole, ...], ...]:
    """The same roles together, in the order of their newest."""
    held: dict[str, list[DatedRole]] = defaultdict(list)
    for role in roles:
        held[plain_text(role.words)].append(role)
    return tuple(map(tuple, held.values()))


@once
def latest_role(site: Site, actor: ActorId) -> Link | None:
    """A person's newest role with its years, linked to its words."""
    roles = distinct(roles_of(site, actor))
    if not roles:
        return None
    said = f"{plain_text(roles[0][0].words)} ({_years(roles[0])})"
    return replace(proof_link(site, roles[0][0].key), text=said)


def roles_in_years(site: Site, actor: ActorId) -> str:
    """All roles of a person, each with its years: a role alone would seem to be that of all events."""
    return "; ".join(
        f"{plain_text(same[0].words)} ({_years(same)})" for same in distinct(roles_of(site, actor))
    )


def _years(roles: Iterable[DatedRole]) -> str:
    """The years for which a role is reported, from the first on, each with its doubt: `2018?, 2021`."""
    sure: dict[str, bool] = {}
    for role in reversed(list(roles)):
        year = begin_year(role.date, gettext("no year"))
        sure[year] = sure.get(year, False) or not role.date.uncertain
    years = [year if is_sure else f"{year}?" for year, is_sure in sure.items()]
    return ", ".join(years) if len(years) <= MOST_YEARS else f"{years[0]}–{years[-1]}"


def year_of(site: Site, article: ArticleId) -> str:
    """The year in which an article appeared, in words: `2023`, `probably 2023`."""
    date = edtf.parse(site.corpus.articles[article].published)
    year = begin_year(date, gettext("no year"))
    return gettext("probably {date}", date=year) if date.uncertain else year


def roles_run(site: Site, actor: ActorId) -> tuple[Link, ...]:
    """All roles of a person with the date of the newest report of each, as running text."""
    newest = (same[0] for same in distinct(roles_of(site, actor)))
    return separated(
        (*role.words, Link(", "), Link(role.when.words, proof_link(site, role.key).to)) for role in newest
    )


def named_as(site: Site, actor: ActorId) -> Iterator[tuple[Link, ...]]:
    """As what each article names a person: `Named as Ambassador of Georgia to Israel by ..., 2018`."""
    for role in roles_of(site, actor):
        when = () if role.as_of else (Link(f" ({role.when.words})"),)
        yield linked(
            gettext("Named as {role} by {outlet}, {year}"),
            role=(*role.words, *when),
            outlet=outlet_link(site, role.key),
            year=year_of(site, role.key.article),
        )
