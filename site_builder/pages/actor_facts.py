"""The facts of an actor: what articles say of it first, then what the editors know."""

from collections.abc import Iterator

from site_builder.linking.home_states import offices
from site_builder.linking.site import Site
from site_builder.model.registry import Actor
from site_builder.model.value_types import ActorId
from site_builder.pages.components import (
    Fact,
    Link,
    actor_link,
    actor_type,
    aliases_fact,
    joined,
    outside_link,
    registry_fact,
    told_apart,
)
from site_builder.pages.own_fields import field_run
from site_builder.pages.roles import roles_run
from site_builder.pages.rows import reported_as
from site_builder.translation.messages import gettext


def facts_of_actor(site: Site, actor: ActorId, known: Actor) -> Iterator[Fact]:
    """What stands beside an actor's name."""
    role = reported_as(site, actor)
    if roles := roles_run(site, actor):
        yield Fact(gettext("Roles, as reported, newest first"), roles)
    states = _states(site, actor)
    if states:
        yield Fact(gettext("Country of office"), states)
    yield registry_fact(gettext("Type"), Link(actor_type(site, actor).name))
    yield from _own_facts(site, actor, known)
    if known.country and actor_link(site, ActorId(known.country)) not in states:
        yield registry_fact(gettext("Country"), actor_link(site, ActorId(known.country)))
    if known.part_of:
        yield registry_fact(gettext("Part of"), actor_link(site, known.part_of))
    if role and known.description:
        yield registry_fact(gettext("In short"), Link(known.description))
    yield from aliases_fact(known)
    yield from told_apart(site, actor)
    if known.website:
        yield registry_fact(gettext("Website"), outside_link(known.website, known.website))
    if known.same_as:
        yield registry_fact(gettext("Elsewhere"), *(outside_link(url, url) for url in known.same_as))
    if known.note:
        yield registry_fact(gettext("Note"), Link(known.note))


def _own_facts(site: Site, actor: ActorId, known: Actor) -> Iterator[Fact]:
    """What the registry says in fields of the actor's type."""
    for own in actor_type(site, actor).fields:
        if values := field_run(site, [known], own):
            yield registry_fact(own.label, *values)


def _states(site: Site, actor: ActorId) -> tuple[Link, ...]:
    """The states of which articles give somebody an office."""
    registry = site.corpus.registry
    given = {record.of for _, record in offices(site, actor) if record.of}
    return joined(actor_link(site, of) for of in sorted(given) if registry.actors[of].type == "state")
