"""Long lists in parts, so that no page grows with the corpus.

A list that fits a page stands there whole. A longer one leaves its first rows there, with how many of how
many they are and links to its parts: a page a year, measure, letter or origin below the page's own address,
and further pages of that where one is still too long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from site_builder.linking.site import Site
from site_builder.model.value_types import EventId
from site_builder.pages import counts
from site_builder.pages.components import Link, dated, plain_text
from site_builder.pages.counts import Counted
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head
from site_builder.pages.sentences import linked
from site_builder.translation.messages import N_, gettext, number

Row = TypeVar("Row")


class HasEvent(Protocol):
    """A row whose title leads to an event's page."""

    @property
    def title(self) -> Link: ...


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many elements the lists of a page may have in all, and how many one has once they are cut."""

    nodes: int = 2100
    first: int = 700
    several: int = 180
    """The same where a page has many lists."""


BOUNDS = Bounds()
"""A page of 2,100 elements in lists has under 3,000 in all, and 40 kB gzipped at most."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part, how many rows it has, and the first anchor in it where its rows have any."""

    link: Link
    number: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a page says of rows that it does not show: how many there are, and the parts that hold all."""

    said: str
    parts: tuple[PartLink, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """A page of a long list: its path, what it is of, its rows; the `pages` of its group, if it has several.

    `around` are the parts before and after; `group` is the title of its group.
    """

    path: str
    title: str
    rows: tuple[Row, ...]
    pages: tuple[PartLink, ...] = ()
    around: tuple[Link, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class LongList(Generic[Row]):
    """The rows that stand on the page itself, what is said of the others, and the parts of a long one."""

    rows: tuple[Row, ...]
    rest: Rest | None = None
    parts: tuple[Part[Row], ...] = ()
    name: str = ""


NEWEST = N_("The newest {first} of {rows} stand here. All, {by}:")
FIRST = N_("The first {first} of {rows} stand here. All, {by}:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Generic[Row]):
    """How a list is divided: parts stand below `base`, one for each `group` (its name in paths, its title).

    `rows` counts them in words, `shown` says that so many stay, `by` what the parts are; `weight` is about
    how many elements a row has, `anchor` its id. `name` is the list's, where the page has others. What is
    said is a message, translated where it is used, or words that are translated already. Parts are in the
    `order` of a text of their rows, or of their anchors; else the order stays. A list that has room on one
    page is a single part, in the folder `whole`.
    """

    base: str
    rows: Counted
    by: str
    group: Callable[[Row], tuple[str, str]]
    weight: Callable[[Row], int]
    shown: str = NEWEST
    name: str = ""
    whole: str = ""
    order: Callable[[Row], str] | None = None
    anchor: Callable[[Row], str] | None = None


def always(number: int) -> Callable[[object], int]:
    """Rows of one weight."""
    return lambda _: number


def weight_of(rows: Iterable[Row], how: Division[Row]) -> int:
    """About how many elements a list has."""
    return sum(map(how.weight, rows))


def long_list(rows: Sequence[Row], how: Division[Row], bounds: Bounds) -> LongList[Row]:
    """A list for a page that has no other; it is cut where it has too many elements."""
    if weight_of(rows, how) <= bounds.nodes:
        return LongList(tuple(rows))
    return cut(rows, how, bounds, bounds.first)


def cut(rows: Sequence[Row], how: Division[Row], bounds: Bounds, room: int) -> LongList[Row]:
    """A list with as many rows as have room, and all of them in parts; whole where all have."""
    first = _within(rows, how, room)
    if len(first) == len(rows):
        return LongList(first)
    groups, by = _divided(rows, how, bounds)
    links = tuple(replace(_link(group[0], how), number=number(_size(group))) for group in groups)
    every, by = how.rows(len(rows)), gettext(by)
    said = gettext(how.shown, first=len(first), rows=every, by=by)
    rest = Rest(said, links, gettext("{rows}, {by}", rows=every, by=by))
    return LongList(first, rest, _in_a_row(groups, how), _said(how.name))


def _said(name: str) -> str:
    return gettext(name) if name else ""


def in_parts(rows: Sequence[Row], how: Division[Row], bounds: Bounds) -> LongList[Row]:
    """A list of which no row stands on another page."""
    groups, _ = _divided(rows, how, bounds)
    return LongList((), None, _in_a_row(groups, how), _said(how.name))


Groups = tuple[tuple[Part[Row], ...], ...]
"""The pages of each group."""


def _divided(rows: Sequence[Row], how: Division[Row], bounds: Bounds) -> tuple[Groups[Row], str]:
    """The groups of a list and what they go by: all in one where that has room on a page."""
    if weight_of(rows, how) <= bounds.nodes:
        how = replace(how, group=on_one_list(gettext("the whole list"), how.whole), by=N_("in one list"))
    return tuple(_groups(rows, how, bounds)), how.by


def _within(rows: Sequence[Row], how: Division[Row], room: int) -> tuple[Row, ...]:
    """The first rows that have room, one at least."""
    held: list[Row] = []
    for row in rows:
        room -= how.weight(row)
        if held and room < 0:
            break
        held.append(row)
    return tuple(held)


def _groups(rows: Sequence[Row], how: Division[Row], bounds: Bounds) -> Iterator[tuple[Part[Row], ...]]:
    """The pages of each group, in the order of its first row, or of anchors where rows have any."""
    groups: dict[tuple[str, str], list[Row]] = {}
    order = how.order or how.anchor
    for row in sorted(rows, key=order) if order else rows:
        groups.setdefault(how.group(row), []).append(row)
    return (tuple(_pages(group, held, how, bounds)) for group, held in groups.items())


def _pages(
    group: tuple[str, str], rows: Sequence[Row], how: Division[Row], bounds: Bounds
) -> Iterator[Part[Row]]:
    """A group as one page or several."""
    path, title = f"{how.base}{group[0]}/" if group[0] else how.base, group[1]
    pages: list[tuple[Row, ...]] = []
    left = rows
    while left:
        pages.append(_within(left, how, bounds.nodes))
        left = left[len(pages[-1]) :]
    for place, held in enumerate(pages, start=1):
        several = paged(title, place, len(pages)) if len(pages) > 1 else title
        yield Part(f"{path}{place}/" if place > 1 else path, several, held, group=title)


def paged(title: str, number: int, pages: int) -> str:
    """What a page of several is called."""
    if not title:
        return gettext("page {number} of {pages}", number=number, pages=pages)
    return gettext("{title}, page {number} of {pages}", title=title, number=number, pages=pages)


def _size(pages: Iterable[Part[Row]]) -> int:
    return sum(len(page.rows) for page in pages)


def _link(part: Part[Row], how: Division[Row]) -> PartLink:
    """Link to a part by its title; to a group by its first page, whatever number that has."""
    anchor = how.anchor(part.rows[0]) if how.anchor else ""
    return PartLink(Link(part.group or part.title, part.path), "", anchor)


def _of_one_group(pages: Sequence[Part[Row]], how: Division[Row]) -> Iterator[Part[Row]]:
    """The pages of a group, each with links to all of them where there are several."""
    links = [replace(_link(page, how), number=number(len(page.rows))) for page in pages]
    named = [replace(link, link=replace(link.link, text=str(n))) for n, link in enumerate(links, start=1)]
    yield from (replace(page, pages=tuple(named) if len(named) > 1 else ()) for page in pages)


def _in_a_row(groups: Groups[Row], how: Division[Row]) -> tuple[Part[Row], ...]:
    """All parts, each with those before and after it."""
    pages = [page for group in groups for page in _of_one_group(group, how)]
    near = [pages[max(0, at - 1) : at] + pages[at + 1 : at + 2] for at in range(len(pages))]
    return tuple(
        replace(page, around=tuple(Link(one.title, one.path) for one in others))
        for page, others in zip(pages, near, strict=True)
    )


def by_letter(name: str) -> tuple[str, str]:
    """The group of a name: its first letter, or one for all that begin with none of ours."""
    letter = name[:1].lower()
    return (letter, letter.upper()) if letter.isascii() and letter.isalpha() else ("other", gettext("Others"))


def in_year(sort: str) -> tuple[str, str]:
    """The group of a day: its year, or one for all without."""
    return (sort[:4], sort[:4]) if sort else ("undated", gettext("Undated"))


def by_event_year(site: Site) -> Callable[[HasEvent], tuple[str, str]]:
    """The year of the event whose page a row's title leads to."""

    def year(row: HasEvent) -> tuple[str, str]:
        date = site.events[EventId(row.title.to.split("/")[1])].date
        return in_year(dated(date).sort if date else "")

    return year


def on_one_list(title: str, folder: str = "") -> Callable[[object], tuple[str, str]]:
    """One group for all: the pages of a list by their numbers."""
    return lambda _: (folder, title)


# ------------------------------------------------------------------ pages


@dataclass(frozen=True, slots=True)
class PartPage(Generic[Row]):
    """A part as a page: its rows, which columns any row of the whole list fills, and the parts around it.

    `pages` are those of its group, `whole` the page of the list.
    """

    head: Head
    rows: tuple[Row, ...]
    filled: Mapping[str, bool]
    pages: tuple[PartLink, ...]
    around: tuple[Link, ...]
    whole: Link
    label: str = ""


def part_pages(
    template: str,
    owner: Head,
    listed: LongList[Row],
    filled: Mapping[str, bool] | None = None,
    label: str = "",
) -> Iterator[tuple[str, PartPage[Row]]]:
    """A page for each part of a list on the page of `owner`; the search knows what it lists by other pages.

    `filled` and `label` are those of the table there.
    """
    for part in listed.parts:
        head = part_head(owner, listed.name, part)
        whole = Link(owner.title, owner.path)
        yield template, PartPage(head, part.rows, filled or {}, part.pages, part.around, whole, label)


def part_head(owner: Head, name: str, part: Part[Row]) -> Head:
    """The head of a part of a list."""
    whole, called = Link(owner.title, owner.path), f", {name}" if name else ""
    said = gettext("A part of the list on the page {page}: {entries}.")
    answer = linked(said, page=whole, entries=counts.entries(len(part.rows)))
    return replace(
        owner,
        path=part.path,
        title=f"{owner.title}{called}: {part.title}".removesuffix(": "),
        kind="",
        answer=answer,
        trail=(*owner.trail, whole),
        description=plain_text(answer),
        wide=True,
        search=UNSEARCHED,
    )
