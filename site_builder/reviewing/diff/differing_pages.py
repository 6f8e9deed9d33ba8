"""Those pages of two states that may differ: others look up nothing in the site that is not the same."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from site_builder.build import Memory, imprint_of, templates_of
from site_builder.corpus.loading import Project
from site_builder.linking.fingerprints import OF_FILES, Fingerprints, written_reads
from site_builder.linking.reads import EVERYTHING, Keep, KeptValues, Read, Reads, changes, watched
from site_builder.linking.redirects import moves
from site_builder.linking.site import Site
from site_builder.model.problems import Checked
from site_builder.output.render import RenderedPage, render
from site_builder.pages import all_units
from site_builder.pages.many_lists import common
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_units import Page, PageUnit, Sources, unit_at, units_by_path
from site_builder.reviewing.diff.compared_state import OPTIONS, LinkedSide, Side, own_templates, whole
from site_builder.reviewing.diff.page_reads import Differing, PageReads, differing, page_reads
from site_builder.storage.progress import counted


@dataclass(frozen=True, slots=True)
class _MadeUnit:
    """Pages that are made together, by the path of the first, and what they have looked up."""

    path: str
    pages: tuple[Page, ...]
    reads: frozenset[Read]


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
            yield _MadeUnit(path, pages, looked_up)

    def rendered(self, made: Iterable[_MadeUnit]) -> Checked[tuple[RenderedPage, ...]]:
        """Render pages that were made."""
        pages = chain.from_iterable(unit.pages for unit in made)
        return render(templates_of(self.project), pages, self.imprint, self.memory.rendered)


def with_pages(project: Project, base: LinkedSide, head: LinkedSide, memory: Memory) -> tuple[Side, Side]:
    """Give both sides with all pages in which they may differ."""
    if base.site is None or head.site is None:
        return _alone(project, base, memory), _alone(project, head, memory)
    values: KeptValues[Site] = KeptValues()
    values.turn_to(base.site, EVERYTHING)
    before = _pages(project, base.site, memory, values.of)
    in_site = changes(base.site, head.site, partial(_read_the_same, base.side, head.side))
    values.turn_to(head.site, in_site)
    after = _pages(project, head.site, memory, values.of)
    in_common = changes(before.sources.common, after.sources.common)
    changed = in_site.under("site.") | in_common.under("common.")
    if changed.everything or before.imprint != after.imprint:
        return whole(project, base, memory), whole(project, head, memory)
    kept = page_reads(memory.files.store, _prints(before, base.side), before.imprint, _own(project))
    touched, problems = _touched(kept, differing(changed), before)
    if problems:
        return base.side.with_site(base.site, ((), problems)), whole(project, head, memory)
    old = [path for path in before.units if path in touched or path not in after.units]
    moved = touched | set(_where_moved(before, after))
    new = [path for path in after.units if path in moved or path not in before.units]
    return (
        base.side.with_site(base.site, before.rendered(before.made(old))),
        head.side.with_site(head.site, after.rendered(after.made(new))),
    )


def _read_the_same(base: Side, head: Side, table: str, key: Hashable) -> bool:
    """Whether a look-up gives what was made of the very same files, so that it need not be made."""
    return f"site.{table}" in OF_FILES and head.read_the_same(base, str(key))


def _alone(project: Project, linked: LinkedSide, memory: Memory) -> Side:
    """A side with nothing to compare it with: only templates of the project's own may not fit its pages."""
    if linked.site is None or own_templates(project):
        return whole(project, linked, memory)
    return linked.side.with_site(linked.site, ((), ()))


def _pages(project: Project, site: Site, memory: Memory, keep: Keep[Site]) -> _Pages:
    imprint = imprint_of(project, site, OPTIONS)
    units = {unit.name: unit for unit in all_units(site)}
    return _Pages(
        project, site, Sources(site, common(site, name=imprint.name, keep=keep)), imprint, units, memory
    )


def _prints(pages: _Pages, side: Side) -> Fingerprints[Sources]:
    return Fingerprints(pages.sources, side.read.get, pages.memory.files.store)


def _own(project: Project) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in own_templates(project)]


def _touched(kept: PageReads, others: Differing, pages: _Pages) -> Checked[set[str]]:
    """The units of a side that look up something that differs, and the problems of templates in them.

    Where it is not known what a unit looks up, its pages are made.
    """
    known = {path: others.touch(reads) for path, reads in kept.known() if path in pages.units}
    unknown = [path for path in pages.units if path not in known]
    made: Iterable[_MadeUnit] = pages.made(unknown)
    if own_templates(pages.project):
        made = tuple(made)
        if problems := pages.rendered(made)[1]:
            return set(), problems
    for unit in made:
        kept.keep(unit.path, unit.reads)
        known[unit.path] = others.touch(written_reads(unit.reads))
    return {path for path, is_touched in known.items() if is_touched}, ()


def _where_moved(before: _Pages, after: _Pages) -> Iterator[str]:
    """Units of pages to which addresses lead that did not before."""
    known = {move.old for move in moves(before.site.corpus)}
    units = units_by_path(after.units.values())
    found = (unit_at(units, move.new) for move in moves(after.site.corpus) if move.old not in known)
    return (unit.name for unit in found if unit)
