"""Sentences with links in them: messages whose holes are filled with runs of links."""

from collections.abc import Iterable, Iterator

from site_builder.pages.components import Link
from site_builder.translation.messages import number, pieces

Filling = str | int | Link | Iterable[Link]
"""What stands in a hole of a sentence: words, a number, a link, a run of links."""


def linked(message: str, /, **given: Filling) -> tuple[Link, ...]:
    """Fill the holes of a message, translated already: `linked(gettext("By {who}."), who=who_link(...))`.

    All that people wrote goes in here, nothing of it by `gettext`: their words may have braces.

    >>> [link.text for link in linked("{who} met {whom}", who=Link("Ada", "actors/ada/"), whom="Bo")]
    ['Ada', ' met Bo']
    """
    run: list[Link] = []
    for position, piece in enumerate(pieces(message)):
        for link in _links(given[piece]) if position % 2 else (Link(piece),):
            if run and _is_plain(run[-1]) and _is_plain(link):
                run[-1] = Link(run[-1].text + link.text)
            elif link.text:
                run.append(link)
    return tuple(run)


def _links(filling: Filling) -> Iterator[Link]:
    match filling:
        case str():
            yield Link(filling)
        case int():
            yield Link(number(filling))
        case Link():
            yield filling
        case _:
            yield from filling


def _is_plain(link: Link) -> bool:
    return link == Link(link.text)
