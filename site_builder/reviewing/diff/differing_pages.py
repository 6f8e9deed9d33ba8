"""Those pages of two states that may differ: others look up nothing in the site that is not the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from site_builder.build import Memory, imprint_of, templates_of
from site_builder.corpus.loading import Project
from site_builder.linking.reads import Changes, Reads, changes, watched
from site_builder.linking.redirects import moves
from site_builder.linking.site import Site
from site_builder.model.problems import Checked
from site_builder.output.render import RenderedPage, render
from site_builder.pages import page_units
from site_builder.pages.many_lists import common
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_units import Page, PageUnit, Sources, unit_at, units_by_path
from site_builder.reviewing.diff.compared_state import OPTIONS, LinkedSide, Side, own_templates, whole
from site_builder.reviewing.diff.page_reads import PageReads, as_text, keep_reads, kept_reads
from site_builder.storage.progress import counted


@dataclass(frozen=True, slots=True)
class _MadeUnit:
    """Pages that are made together, by the path of the first, and what they have looked up."""

    path: str
    pages: tuple[Page, ...]
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the pages of a side are made from: its site, what all share, and what there is to make."""

    project: Project
    site: Site
    sources: Sources
    imprint: Imprint
    units: Mapping[str, PageUnit]
    memory: Memory

    def made(self, paths: Iterable[str]) -> Iterator[_MadeUnit]:
        """Make the pages of some units."""
        reads, wanted = Reads(), tuple(paths)
        sources = watched(self.sources, reads)
        for path in counted(wanted, "pages made", len(wanted)):
            self.memory.pages.made += 1
            pages, looked_up = reads.of(lambda unit=self.units[path]: unit.pages(sources))  # type: ignore[misc]
            yield _MadeUnit(path, pages, as_text(looked_up))

    def rendered(self, made: Iterable[_MadeUnit]) -> Checked[tuple[RenderedPage, ...]]:
        """Render pages that were made."""
        pages = chain.from_iterable(unit.pages for unit in made)
        return render(templates_of(self.project), pages, self.imprint, self.memory.rendered)


def with_pages(project: Project, base: LinkedSide, head: LinkedSide, memory: Memory) -> tuple[Side, Side]:
    """Give both sides with all pages in which they may differ."""
    if base.site is None or head.site is None:
        return _alone(project, base, memory), _alone(project, head, memory)
    before, after = _pages(project, base.site, memory), _pages(project, head.site, memory)
    changed = changes(before.sources, after.sources)
    if changed.everything or before.imprint != after.imprint:
        return whole(project, base, memory), whole(project, head, memory)
    known, problems = _known(before, base.state)
    if problems:
        return base.side.with_site(base.site, ((), problems)), whole(project, head, memory)
    old, new = _differing(known, changed, before, after)
    made = tuple(after.made(new))
    reads = {path: found for path, found in known.items() if path in after.units}
    reads |= {unit.path: unit.reads for unit in made}
    sides = (
        base.side.with_site(base.site, before.rendered(before.made(old))),
        head.side.with_site(head.site, after.rendered(made)),
    )
    if sides[1].site:
        keep_reads(memory.files.store, (base.state, known), (head.state, reads))
    return sides


def _alone(project: Project, linked: LinkedSide, memory: Memory) -> Side:
    """A side with nothing to compare it with: only templates of the project's own may not fit its pages."""
    if linked.site is None or own_templates(project):
        return whole(project, linked, memory)
    return linked.side.with_site(linked.site, ((), ()))


def _pages(project: Project, site: Site, memory: Memory) -> _Pages:
    imprint = imprint_of(project, site, OPTIONS)
    units = {unit.path: unit for unit in page_units(site)}
    return _Pages(project, site, Sources(site, common(site, name=imprint.name)), imprint, units, memory)


def _known(pages: _Pages, state: str) -> Checked[PageReads]:
    """What all pages of a side look up, and the problems of templates in them."""
    known = kept_reads(pages.memory.files.store, state)
    if known is not None and known.keys() == pages.units.keys():
        return known, ()
    if not own_templates(pages.project):
        return {unit.path: unit.reads for unit in pages.made(pages.units)}, ()
    made = tuple(pages.made(pages.units))
    return {unit.path: unit.reads for unit in made}, pages.rendered(made)[1]


def _differing(
    known: PageReads, changed: Changes, before: _Pages, after: _Pages
) -> tuple[list[str], list[str]]:
    """The units of either side that may differ, and those of pages that have moved."""
    differing = as_text(changed.reads)
    touched = {path for path, reads in known.items() if not reads.isdisjoint(differing)}
    old = [path for path in before.units if path in touched or path not in after.units]
    moved = set(_where_moved(before, after))
    new = [path for path in after.units if path in touched | moved or path not in before.units]
    return old, new


def _where_moved(before: _Pages, after: _Pages) -> Iterator[str]:
    """Units of pages to which addresses lead that did not before."""
    known = {move.old for move in moves(before.site.corpus)}
    units = units_by_path(after.units.values())
    found = (unit_at(units, move.new) for move in moves(after.site.corpus) if move.old not in known)
    return (unit.path for unit in found if unit)
