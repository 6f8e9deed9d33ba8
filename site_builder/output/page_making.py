"""All pages of a site, rendered: each unit as known from before, or made anew, maybe by other processes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from site_builder.model.problems import Checked, Problem, in_order
from site_builder.output.body_file import BodyFile
from site_builder.output.kept_pages import KeptPages
from site_builder.output.render import RenderedPage, Rendering
from site_builder.pages import PageMemory
from site_builder.pages.page_units import PageUnit
from site_builder.proving.executors import ClusterError, Executor, InLine, Processes
from site_builder.storage.progress import counted
from site_builder.storage.store import NO_NOTES, Notes, Store

Pages = tuple[RenderedPage, ...]
Made = tuple[Pages, tuple[Problem, ...], Notes]
"""The pages of a unit that another process made, and what it would have kept."""


class Elsewhere(Protocol):
    """Makes pages where the linked site of this process is not at hand."""

    def made(self, names: Sequence[str]) -> Iterator[Made]:
        """Give what was made of each of some units, by their names, in their order."""
        ...


WORTH_A_FORK = 64
"""Units from which another process is worth its start: they take half a second."""


@dataclass(frozen=True, slots=True)
class PageMaking:
    """Makes pages of what `memory` turned to last; `kept` are pages of other processes, if any are.

    With `bodies`, the HTML of all pages is put there. With more `jobs` than one, as many processes make what
    has to be made anew: they are forked from this one with the linked site and the `store`, which is then
    told what they would have kept. What is made `elsewhere` must have looked up what this process would.
    """

    memory: PageMemory
    rendering: Rendering
    kept: KeptPages | None = None
    bodies: BodyFile | None = None
    store: Store | None = None
    jobs: int = 1
    elsewhere: Elsewhere | None = None

    def all(self, units: Iterable[PageUnit]) -> Checked[Pages]:
        """The pages of all units, those whose template fits; none where templates cannot be read."""
        if unreadable := self.rendering.unreadable():
            return (), unreadable
        todo = tuple(units)
        known = [self._known(unit) for unit in todo]
        fresh = self._fresh([unit for unit, pages in zip(todo, known, strict=True) if pages is None])
        told = counted(known, "parts of the site made", len(todo))
        made = [next(fresh) if pages is None else (pages, ()) for pages in told]
        problems = in_order(problem for _, found in made for problem in found)
        return tuple(page for pages, _ in made for page in pages), problems

    def of_unit(self, unit: PageUnit) -> Checked[Pages]:
        """The pages of one unit."""
        known = self._known(unit)
        if known is not None:
            return known, ()
        pages, problems = self._made(unit)
        return self._put_away(pages), problems

    def anew(self, unit: PageUnit) -> Checked[Pages]:
        """Make the pages of one unit, and keep and put away nothing: they can be sent to another process."""
        unreadable = self.rendering.unreadable()
        return ((), unreadable) if unreadable else self.rendering.pages(self.memory.pages_of(unit).pages)

    def again(self, unit: PageUnit) -> Pages:
        """Make the pages of a unit once more that were made before by the same templates."""
        pages, problems = self.rendering.pages(self.memory.pages_of(unit).pages)
        if problems:
            raise RuntimeError(f"the pages of {unit.path} could be made before: {problems[0]}")
        return pages

    def _known(self, unit: PageUnit) -> Pages | None:
        return self.kept.known(unit.name, partial(self.again, unit)) if self.kept else None

    def _made(self, unit: PageUnit) -> Checked[Pages]:
        made = self.memory.pages_of(unit)
        pages, problems = self.rendering.pages(made.pages)
        if self.kept and not problems:
            self.kept.keep(unit.name, made.reads, pages)
        return pages, problems

    def _put_away(self, pages: Pages) -> Pages:
        return tuple(map(self.bodies.put, pages)) if self.bodies else pages

    def _fresh(self, units: Sequence[PageUnit]) -> Iterator[Checked[Pages]]:
        """Make the pages of units, in their order, and keep what other processes tell of it."""
        if self.elsewhere and self.store is not None and len(units) >= WORTH_A_FORK:
            yield from self._made_elsewhere(self.elsewhere, self.store, units)
            return
        executor = self._executor(len(units))
        # By number, as a forked process has the units already.
        made = executor.map(lambda number: self.made_for_others(units[number]), range(len(units)))
        for pages, problems, notes in made:
            if self.store is not None:
                self.store.note(notes)
            yield self._put_away(pages), problems

    def _executor(self, count: int) -> Executor:
        if self.store is None or min(self.jobs, count // WORTH_A_FORK) < 2:
            return InLine()
        self.store.write()  # others read from the file what waits here
        if self.kept:
            self.kept.kept.prints.make_all()
        return Processes(self.jobs, worth=WORTH_A_FORK, forked=self.store.go_on_forked)

    def made_for_others(self, unit: PageUnit) -> Made:
        """Make the pages of a unit for another process, with what it is to keep."""
        pages, problems = self._made(unit)
        return pages, problems, self.store.taken() if self.store else NO_NOTES

    def _made_elsewhere(
        self, elsewhere: Elsewhere, store: Store, units: Sequence[PageUnit]
    ) -> Iterator[Checked[Pages]]:
        """Have the pages of units made, each of which looked up what it would look up here."""
        made = elsewhere.made([unit.name for unit in units])
        for unit, (pages, problems, notes) in zip(units, made, strict=True):
            store.note(notes)
            if not problems and self._known(unit) is None:
                raise ClusterError(f"a worker has other files than this process: {unit.path} differs")
            yield self._put_away(pages), problems
