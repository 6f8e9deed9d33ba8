"""What types of event say in ways of their own: arms deals, uses of weapons and visits."""

from collections.abc import Iterator

from site_builder.linking.site import Event, Site
from site_builder.pages.components import Fact, Link, plain_text
from site_builder.pages.deal_details import deal_brief, deal_facts, deal_lede
from site_builder.pages.rows import event_status
from site_builder.pages.visits import kind_words
from site_builder.pages.weapon_use import FACT_ROLES, use_facts, use_lede
from site_builder.translation.messages import gettext


def lede(site: Site, event: Event) -> tuple[Link, ...]:
    """What an event is, in a sentence without its full stop; nothing where all types say it alike."""
    match event.frame.type:
        case "arms-deal":
            return deal_lede(site, event, event_status(site, event))
        case "weapon-use":
            return use_lede(site, event, event_status(site, event))
    return ()


def brief(site: Site, event: Event) -> str:
    """The same in few words, for a card; nothing where all types say it alike."""
    status = event_status(site, event)
    match event.frame.type:
        case "arms-deal":
            return deal_brief(site, event, status)
        case "weapon-use":
            return plain_text(link for link in lede(site, event) if not link.basis)
    return ""


def particular_facts(site: Site, event: Event) -> Iterator[Fact]:
    """Facts that only events of this type have."""
    match event.frame.type:
        case "arms-deal":
            yield from deal_facts(site, event)
        case "weapon-use":
            yield from use_facts(site, event)
        case "visit":
            if words := kind_words(site, event):
                disputed = words if event.kind else gettext("{kind}, disputed", kind=words)
                yield Fact(gettext("Kind"), (Link(disputed),))


def is_particular(event: Event, role: str) -> bool:
    """Whether the particular facts name those with a role already."""
    return event.frame.type == "weapon-use" and role in FACT_ROLES
