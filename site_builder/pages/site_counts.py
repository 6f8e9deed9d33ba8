"""What a site holds, in numbers that lead somewhere."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.pages.registers import own_sections, path_of, registers
from site_builder.pages.rows import split_records
from site_builder.translation.messages import ngettext, spoken, within_sentence
from site_builder.translation.messages import number as written


@dataclass(frozen=True, slots=True)
class LinkedCount:
    """A number on the home page and where it leads."""

    number: str
    noun: str
    to: str


def counts(site: Site) -> tuple[LinkedCount, ...]:
    """What the site holds, in numbers, but for the records that only name, describe or date."""
    claims, _ = split_records(site.evidence)
    found = (
        counted(number := len(site.corpus.articles), ngettext("article", "articles", number), "articles/"),
        counted(number := len(site.corpus.registry.actors), ngettext("actor", "actors", number), "actors/"),
        counted(number := len(site.events), ngettext("event", "events", number), "events/"),
        *_register_counts(site),
        counted(claims, ngettext("statement about the world", "statements about the world", claims), "data/"),
    )
    return tuple(count for number, count in found if number)


def _register_counts(site: Site) -> Iterator[tuple[int, LinkedCount]]:
    """How much each register has, but that of figures: events where there are any, else records."""
    of_type = Counter(event.frame.type for event in site.events.values())
    of_section = Counter(key.section for key in site.evidence)
    for name in registers(site):
        section = site.corpus.registry.sections[name]
        number = sum(of_type[kind] for kind in section.event_types)
        number = number or (of_section[name] if name in own_sections(site) else 0)
        noun = section.plural if spoken().plural(number) else section.name
        yield counted(number, within_sentence(noun), path_of(name))


def counted(number: int, noun: str, to: str) -> tuple[int, LinkedCount]:
    """So many of something, with the number beside."""
    return number, LinkedCount(written(number), noun, to)
