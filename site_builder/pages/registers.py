"""Which sections have a register, what it is called, where it stands, and which events belong to it."""

from site_builder.linking.site import Site
from site_builder.model.annotation import SECTIONS
from site_builder.model.value_types import EventTypeId, SectionId
from site_builder.pages.components import Link
from site_builder.pages.heads import Head, page_head

VISITS, DEALS, FIGURES = map(SectionId, ("visits", "arms_deals", "figures"))
"""The builder's own sections that have a register; each section of a project's own has one."""


def registers(site: Site) -> tuple[SectionId, ...]:
    """The sections that have a register, in the order of the vocabulary."""
    own = own_sections(site)
    return tuple(name for name in site.corpus.registry.sections if name in (VISITS, DEALS, FIGURES, *own))


def own_sections(site: Site) -> tuple[SectionId, ...]:
    """The sections that the project describes, in its order."""
    return tuple(name for name in site.corpus.registry.sections if name not in SECTIONS)


def path_of(section: SectionId) -> str:
    """The path of a section's register: `court-cases/`."""
    return f"{section.replace('_', '-')}/"


def register_head(site: Site, name: SectionId, answer: str, *, registry: bool = False) -> Head:
    """The head of a section's register with its answering sentence; `registry` as in `Head`."""
    section = site.corpus.registry.sections[name]
    return page_head(path_of(name), answer, title=section.plural, tab=section.in_tab, registry=registry)


def tabbed(site: Site, kind: EventTypeId) -> tuple[Link, str] | None:
    """The register with a tab of its own that events of a type belong under, and the tab; None for others."""
    for name in registers(site):
        section = site.corpus.registry.sections[name]
        if section.tab and kind in section.event_types:
            return Link(section.plural, path_of(name)), section.in_tab
    return None


def table_of_section(name: SectionId) -> str:
    """The table of the data that has the records of a section of a project's own.

    No table of the builder's begins so, now or later: a section keeps its table's name.
    """
    return f"own_{name}"
