"""Who wrote an article: what its text prints and its page's markup states, brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.editing.add.author_names import agency, each_once, person, stated_names
from site_builder.editing.add.bylines import Form, PrintedAuthors, authors_printed, shown
from site_builder.editing.add.found_values import FoundValue, PageMetadata
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.near_title import head_lines
from site_builder.editing.add.outlets import host_of
from site_builder.editing.mojibake import undoubled


@dataclass(frozen=True, slots=True)
class Authorship:
    """The persons who wrote an article, and the agency that is named where others name them."""

    persons: tuple[FoundValue, ...] = ()
    agency: FoundValue | None = None


def authorship_of(layout: Layout, stated: PageMetadata) -> Authorship:
    """Find the authors: those of a byline, with whom the markup names beside them, or those of the markup.

    Where the two have nobody in common, a byline goes before the markup, which often names who put
    the article on the page; a last line or a note on somebody does not.
    """
    printed = authors_printed(layout)
    own = _own_names(stated)
    ways = [found for way in stated.authors if (found := _persons(way, own))]
    by_line = printed.names if printed else ()
    markup = _agreed(ways, by_line)
    return Authorship(_once(_together(printed, by_line, markup, layout)), _agency(printed, stated))


def _together(
    printed: PrintedAuthors | None,
    by_line: Sequence[FoundValue],
    markup: Sequence[FoundValue],
    layout: Layout,
) -> list[FoundValue]:
    if not markup or printed is None or not by_line:
        return [*(by_line or markup)]
    if _share(by_line, markup):
        return [*by_line, *markup]
    if printed.form in (Form.BY, Form.DATED) and not _are_printed(markup, layout):
        return [*by_line]
    return [*markup]


def _agreed(ways: Sequence[Sequence[FoundValue]], by_line: Sequence[FoundValue]) -> Sequence[FoundValue]:
    """Give the names of the surest way that names somebody of the byline, else of the surest way."""
    return next((way for way in ways if _share(way, by_line)), ways[0] if ways else ())


def _share(some: Sequence[FoundValue], others: Sequence[FoundValue]) -> bool:
    return len(each_once([one.value for one in (*some, *others)])) < len(
        each_once([one.value for one in some])
    ) + len(each_once([one.value for one in others]))


def _are_printed(names: Sequence[FoundValue], layout: Layout) -> bool:
    """Tell whether a line by the title prints a name that the markup states."""
    return any(
        person(one.value) <= person(line)
        for line, _ in head_lines(layout)
        for one in names
        if len(line) < 120
    )


def _persons(way: Sequence[FoundValue], own: frozenset[frozenset[str]]) -> tuple[FoundValue, ...]:
    """Give the persons whom one way of the markup names; the outlet itself is none."""
    return tuple(
        FoundValue(name, found.where, printed=False, damaged="" if name in found.value else found.value)
        for found in way
        for name in stated_names(undoubled(found.value))
        if person(name) not in own
    )


def _own_names(stated: PageMetadata) -> frozenset[frozenset[str]]:
    """Give the names of the outlet: what the page calls its site, and the host of its address."""
    hosts = host_of(stated.canonical.value).split(".") if stated.canonical else []
    site = person(stated.site.value) if stated.site else frozenset()
    return frozenset(filter(None, (site, *(frozenset((host,)) for host in hosts))))


def _once(found: Sequence[FoundValue]) -> tuple[FoundValue, ...]:
    """Name everybody once, in the way that `each_once` keeps."""
    by_name = {one.value: one for one in reversed(found)}
    return tuple(by_name[name] for name in each_once([one.value for one in found]))


def _agency(printed: PrintedAuthors | None, stated: PageMetadata) -> FoundValue | None:
    """Give the agency that a byline or the markup names as the author."""
    return next(_agencies(printed, stated), None)


def _agencies(printed: PrintedAuthors | None, stated: PageMetadata) -> Iterator[FoundValue]:
    if printed and printed.agency:
        yield FoundValue(printed.agency, f"the byline: {shown(printed.line)}")
    for way in stated.authors:
        for found in way:
            name = agency(found.value)
            if name:
                yield FoundValue(name, found.where, printed=False)
