"""All pages of a site, rendered: each unit as it is known from before, or made anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.model.problems import Checked, in_order
from site_builder.output.body_file import BodyFile
from site_builder.output.kept_pages import KeptPages
from site_builder.output.render import RenderedPage, Rendering
from site_builder.pages import PageMemory
from site_builder.pages.page_units import PageUnit
from site_builder.storage.progress import counted


@dataclass(frozen=True, slots=True)
class PageMaking:
    """Makes pages of what `memory` turned to last; `kept` are pages of other processes, if any are.

    With `bodies`, the HTML of all pages is put there.
    """

    memory: PageMemory
    rendering: Rendering
    kept: KeptPages | None = None
    bodies: BodyFile | None = None

    def all(self, units: Iterable[PageUnit]) -> Checked[tuple[RenderedPage, ...]]:
        """The pages of all units, those whose template fits."""
        todo = tuple(units)
        made = [self.of_unit(unit) for unit in counted(todo, "parts of the site made", len(todo))]
        problems = in_order(problem for _, found in made for problem in found)
        return tuple(page for pages, _ in made for page in pages), problems

    def of_unit(self, unit: PageUnit) -> Checked[tuple[RenderedPage, ...]]:
        """The pages of one unit."""
        known = self.kept.known(unit.name, lambda: self.again(unit)) if self.kept else None
        if known is not None:
            return known, ()
        made = self.memory.pages_of(unit)
        pages, problems = self.rendering.pages(made.pages)
        if self.kept and not problems:
            self.kept.keep(unit.name, made.reads, pages)
        if self.bodies:
            pages = tuple(map(self.bodies.put, pages))
        return pages, problems

    def again(self, unit: PageUnit) -> tuple[RenderedPage, ...]:
        """Make the pages of a unit once more that were made before by the same templates."""
        pages, problems = self.rendering.pages(self.memory.pages_of(unit).pages)
        if problems:
            raise RuntimeError(f"the pages of {unit.path} could be made before: {problems[0]}")
        return pages
