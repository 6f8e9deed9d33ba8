"""What the editors looked for, and what came of it: on the pages of what it is about, and all in one list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from site_builder.linking.indices import newest_searches
from site_builder.linking.site import Site
from site_builder.model import edtf
from site_builder.model.registry import LookedIn
from site_builder.model.value_types import Outcome, SearchId
from site_builder.pages import counts
from site_builder.pages.components import (
    DateView,
    Fact,
    Link,
    dated,
    edit_place,
    joined,
    name_link,
    outside_link,
    separated,
)
from site_builder.pages.parts import Division, in_year
from site_builder.translation.messages import N_, gettext, ngettext, number

MOST: Final = 10
"""So many searches, the newest, stand on the page of a thing."""
OUTCOMES: Final[dict[Outcome, str]] = {
    "nothing": N_("nothing found"),
    "something": N_("something found"),
    "open": N_("search not finished"),
}


@dataclass(frozen=True, slots=True)
class SearchView:
    """A question that the editors looked into: where, when and by whom, and what came of it.

    `about` is what it is about; `edit` where it was written.
    """

    anchor: str
    question: str
    outcome: str
    result: str
    where: tuple[Link, ...]
    when: DateView
    by: str
    about: tuple[Link, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class Searches:
    """What was looked for about a thing; `more` leads to the whole list where not all of it stands here."""

    rows: tuple[SearchView, ...]
    more: Link | None


SEARCHED: Division[SearchView] = Division(
    base="coverage/searched/",
    name=N_("what was looked for"),
    rows=counts.searches,
    by=N_("by year"),
    group=lambda row: in_year(row.when.sort),
    weight=lambda row: 10 + len(row.where) + len(row.about),
)


def searches_about(site: Site, name: str) -> Searches | None:
    """What was looked for about what has an id, the newest first; None where nothing was."""
    found = site.searched.get(name, ())
    if not found:
        return None
    more = gettext("All {n}, in the list of all questions", n=len(found))
    rows = tuple(_view(site, one) for one in found[:MOST])
    return Searches(rows, Link(more, "coverage/#searched") if len(found) > MOST else None)


def all_searches(site: Site) -> tuple[SearchView, ...]:
    """All that was looked for, the newest first."""
    return tuple(_view(site, name) for name in newest_searches(site.corpus.registry))


def searched_link(site: Site) -> Link | None:
    """Link to what was looked for, with how often nothing was found; None where nobody has looked."""
    found = Counter(one.found for one in site.corpus.registry.searched.values())
    if not found:
        return None
    said = ngettext(
        "What the editors looked for: {n} question, {nothing} of them with nothing found",
        "What the editors looked for: {n} questions, {nothing} of them with nothing found",
        found.total(),
        nothing=number(found["nothing"]),
    )
    return Link(said, "coverage/#searched")


def outcomes(site: Site) -> Iterator[Fact]:
    """How many questions were looked into, and how many of them without a result."""
    found = Counter(one.found for one in site.corpus.registry.searched.values())
    if found:
        yield Fact(gettext("Questions looked into"), (Link(number(found.total())),))
        yield Fact(gettext("Of these, nothing found"), (Link(number(found["nothing"])),))
        yield Fact(gettext("Of these, not finished"), (Link(number(found["open"])),))


def _view(site: Site, name: SearchId) -> SearchView:
    one = site.corpus.registry.searched[name]
    return SearchView(
        anchor=f"searched-{name}",
        question=one.question,
        outcome=gettext(OUTCOMES[one.found]),
        result=one.result,
        where=separated(([_place(place)] for place in one.where), "; "),
        when=dated(edtf.parse(one.when)),
        by=one.by or "",
        about=joined(name_link(site, about) for about in dict.fromkeys(one.about)),
        edit=edit_place(one),
    )


def _place(place: LookedIn) -> Link:
    return outside_link(place.name, place.url) if place.url else Link(place.name)
