"""Who visited whom, in a sentence: visitors and those who receive them are no longer one list."""

from collections.abc import Iterator

from site_builder.linking.site import Event, Site
from site_builder.pages.choices import role_words
from site_builder.pages.components import Link, joined, place_link, separated, who_link
from site_builder.pages.sentences import linked
from site_builder.translation.messages import gettext, plural_form

DONE = ("happened", "claimed")
"""How a visit stands of which it is said that it took place."""
OWN_ROLES = ("visitor", "host", "met")
"""The roles that a visit has; a project may give its visits others."""


def visit_sentence(site: Site, visit: Event) -> tuple[Link, ...]:
    """Who visited where, who received them, whom else they met; what is to come is told as that.

    Without a full stop; nothing where no visitor is known, or no place.
    """
    visitors = _those(site, visit, "visitor")
    if not visitors or not visit.place:
        return ()
    number = len({part.ref for part in visit.parts if part.role == "visitor"})
    if visit.status in DONE:
        form = plural_form("{who} visited {place}", "{who} visited {place}", number)
    else:
        form = plural_form("{who} to visit {place}", "{who} to visit {place}", number)
    said = linked(form, who=visitors, place=place_link(site, visit.place))
    return separated((said, *_others(site, visit, number)))


def _others(site: Site, visit: Event, number: int) -> Iterator[tuple[Link, ...]]:
    """Who received so many visitors, whom else they met, and who took part in another way."""
    is_done = visit.status in DONE
    if hosts := _those(site, visit, "host"):
        form = gettext("received by {who}") if is_done else gettext("to be received by {who}")
        yield linked(form, who=hosts)
    if met := _those(site, visit, "met", but="host"):
        done = plural_form("met {who}", "met {who}", number)
        yield linked(done if is_done else gettext("to meet {who}"), who=met)
    for role in dict.fromkeys(part.role for part in visit.parts if part.role not in OWN_ROLES):
        yield linked("{role}: {who}", role=role_words(role), who=_those(site, visit, role))


def _those(site: Site, visit: Event, role: str, but: str = "") -> tuple[Link, ...]:
    """Those who have a role in a visit, without those who have another."""
    left_out = {part.ref for part in visit.parts if part.role == but}
    refs = dict.fromkeys(part.ref for part in visit.parts if part.role == role and part.ref not in left_out)
    return joined(who_link(site, ref) for ref in refs)
