"""Where things that changed stand on a site, and what they are called."""

from collections.abc import Mapping
from typing import Any, Final

from site_builder.linking.site import Site
from site_builder.model.changes import ThingKind
from site_builder.pages import page_subjects
from site_builder.pages.components import section_name
from site_builder.translation.messages import N_, gettext

_FOLDERS: Final[Mapping[str, str]] = {kind: folder for folder, kind in page_subjects.KINDS.items()}
KINDS: Final[dict[ThingKind, str]] = {
    "article": N_("Article"),
    "actor": N_("Actor"),
    "place": N_("Place"),
    "equipment": N_("Equipment"),
    "topic": N_("Topic"),
    "measure": N_("Measure"),
    "event": N_("Event"),
    "search": N_("Question looked into"),
    "event-type": N_("Type of event"),
    "actor-type": N_("Type of actor"),
    "section": N_("Kind of record"),
    "withheld": N_("Something that is not named"),
}
"""What a thing is called that is no record."""
SEVERAL: Final[dict[ThingKind, str]] = {
    "actor": N_("Actors"),
    "place": N_("Places"),
    "equipment": N_("Equipment"),
    "topic": N_("Topics"),
    "measure": N_("Measures"),
    "event": N_("Events"),
    "search": N_("Questions looked into"),
    "event-type": N_("Types of events"),
    "actor-type": N_("Types of actors"),
    "section": N_("Kinds of records"),
}
"""What several of them are called."""


def page_of(kind: ThingKind, name: str) -> str:
    """The path of a thing's page by its id: of a record that of its article; empty where there is none."""
    if kind == "record":
        return f"articles/{name.partition('/')[0]}/" if name else ""
    folder = _FOLDERS.get(kind)
    return f"{folder}/{name}/" if name and folder in page_subjects.FOLDERS else ""


def page_on(site: Site, kind: ThingKind, name: str) -> str:
    """The same of what has an id, where a site has that page.

    It may lack what was removed and not committed, and events that no article reports have no page.
    """
    folder = _FOLDERS.get(kind, "")
    own: Mapping[str, Mapping[Any, Any]] = {"articles": site.corpus.articles, "events": site.events}
    held = own[folder] if folder in own else getattr(site.corpus.registry, folder, {})
    return page_of(kind, name) if name in held else ""


def kind_name(site: Site, kind: ThingKind, section: str) -> str:
    """What a thing is called: a record by its section, as long as that is known."""
    if kind != "record":
        return gettext(KINDS[kind])
    return section_name(site, section) if section in site.corpus.registry.sections else section
