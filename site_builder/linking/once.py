"""What many pages show of one thing, made once for each version of a site.

With what was made it is kept what was looked up to make it: a page that shows it has looked up the same.
"""

from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from site_builder.model.lazy import Last

if TYPE_CHECKING:
    from site_builder.linking.reads import Read, Reads
    from site_builder.linking.site import Site

AT_MOST = 10_000
"""So many of the last things made are kept: of a large site those that were made first are made again."""
P = ParamSpec("P")
T = TypeVar("T")


class Made:
    """What was made of one site, by what made it and of what; `reads` notes what is looked up in it."""

    def __init__(self) -> None:
        self.reads: Reads | None = None
        self._known: dict[Hashable, tuple[Any, tuple[Read, ...]]] = Last(AT_MOST)

    def of(self, what: Hashable, make: Callable[[], T]) -> T:
        """Give what was made before, or make it."""
        known = self._known.get(what)
        if known is None:
            made, reads = self.reads.of(make) if self.reads else (make(), ())
            known = self._known[what] = made, tuple(reads)  # a set of a few takes six times as much
        elif self.reads:
            self.reads.found.update(known[1])
        value: T = known[0]
        return value


def once(make: Callable[Concatenate["Site", P], T]) -> Callable[Concatenate["Site", P], T]:
    """Let a function of a site and of plain values that cannot change work once for the same values."""

    def made(site: "Site", /, *args: P.args, **kwargs: P.kwargs) -> T:
        what = (make, args, *kwargs.items())
        return site.made.of(what, lambda: make(site, *args, **kwargs))

    return update_wrapper(made, make)
