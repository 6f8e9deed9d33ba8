"""Numbers of things in words: `1 article`, `1,234 articles`."""

from collections.abc import Callable, Iterable

from site_builder.linking.site import Site
from site_builder.model.annotation import Section
from site_builder.model.value_types import SectionId
from site_builder.model.vocabulary import SectionType
from site_builder.translation.messages import gettext, joints, ngettext, number, spoken, within_sentence

Counted = Callable[[int], str]
"""Says how many there are of some kind of thing."""


def events(n: int) -> str:
    """So many events."""
    return ngettext("{n} event", "{n} events", n)


def searches(n: int) -> str:
    """So many questions that were looked into."""
    return ngettext("{n} question", "{n} questions", n)


def articles(n: int) -> str:
    """So many articles."""
    return ngettext("{n} article", "{n} articles", n)


def records(n: int) -> str:
    """So many records."""
    return ngettext("{n} record", "{n} records", n)


def visits(n: int) -> str:
    """So many visits."""
    return ngettext("{n} visit", "{n} visits", n)


def deals(n: int) -> str:
    """So many arms deals, where it is clear that these are meant."""
    return ngettext("{n} deal", "{n} deals", n)


def supplies(n: int) -> str:
    """So many supplies without a deal of their own."""
    return ngettext("{n} supply", "{n} supplies", n)


def figures(n: int) -> str:
    """So many figures."""
    return ngettext("{n} figure", "{n} figures", n)


def sources(n: int) -> str:
    """So many whose words are passed on."""
    return ngettext("{n} source", "{n} sources", n)


def actors(n: int) -> str:
    """So many actors."""
    return ngettext("{n} actor", "{n} actors", n)


def pairs(n: int) -> str:
    """So many pairs."""
    return ngettext("{n} pair", "{n} pairs", n)


def terms(n: int) -> str:
    """So many terms in posts."""
    return ngettext("{n} term", "{n} terms", n)


def descriptions(n: int) -> str:
    """So many descriptions."""
    return ngettext("{n} description", "{n} descriptions", n)


def members(n: int) -> str:
    """So many people and bodies."""
    return ngettext("{n} person or body", "{n} people and bodies", n)


def entries(n: int) -> str:
    """So many entries of a list."""
    return ngettext("{n} entry", "{n} entries", n)


def paragraphs(n: int) -> str:
    """So many paragraphs."""
    return ngettext("{n} paragraph", "{n} paragraphs", n)


def of_section(section: SectionType) -> Counted:
    """What says how many records of a section there are, or how many events of it."""

    def counted(n: int) -> str:
        name = section.plural if spoken().plural(n) else section.name
        return f"{number(n)} {within_sentence(name)}"

    return counted


def records_of_section(site: Site, section: Section, n: int) -> str:
    """So many records of a section."""
    return of_section(site.corpus.registry.sections[SectionId(section)])(n)


def and_more(n: int) -> str:
    """So many more than are shown."""
    return gettext("and {n} more", n=n)


def listed(phrases: Iterable[str]) -> str:
    """Phrases as running text: `3 events, 1 deal and 2 figures`."""
    between, before_last = joints()
    said = [*phrases]
    return before_last.join(filter(None, (between.join(said[:-1]), *said[-1:])))
