"""All that has a name, for the search: found however a reader writes it, before any page is looked into.

One small file for the whole site, fetched when a box of the search is first used. The script `names.js` reads
it: it folds letters of other scripts by the table that is in it, and compares how names sound.
"""

from collections.abc import Iterator
from typing import Final

from site_builder.linking.site import Site
from site_builder.model.registry import Entry
from site_builder.model.value_types import ActorId
from site_builder.names.exonyms import letters, names_elsewhere
from site_builder.names.transliteration import spellings
from site_builder.output.exports.json_and_csv import compact_json, object_bytes
from site_builder.pages.components import actor_type
from site_builder.translation.messages import gettext

NAMES: Final = "data/names.json"
Row = tuple[str, str, int, tuple[str, ...], tuple[str, ...]]
"""Path, kind, records and events, spellings (the first is its name), names in other languages."""


def names_file(site: Site) -> bytes:
    """The file: how letters are written, and a row for each entry of the registry that has a page."""
    rows = "[\n" + ",\n".join(map(compact_json, _rows(site))) + "\n]"
    return object_bytes({"letters": compact_json(dict(letters())), "names": rows})


def _rows(site: Site) -> Iterator[Row]:
    registry = site.corpus.registry
    for name, actor in registry.actors.items():
        elsewhere = names_elsewhere(actor.forms) if actor.type == "state" else ()
        kind = actor_type(site, ActorId(name)).name
        yield f"actors/{name}/", kind, _said(site, name), *_called(actor, elsewhere)
    for id_, place in registry.places.items():
        known = _called(place, names_elsewhere(place.forms))
        yield f"places/{id_}/", gettext("Place"), _said(site, id_), *known
    for item, thing in registry.equipment.items():
        yield f"equipment/{item}/", gettext("Equipment"), _said(site, item), *_called(thing)
    for topic, subject in registry.topics.items():
        yield f"topics/{topic}/", gettext("Topic"), _said(site, topic), *_called(subject)


def _said(site: Site, name: str) -> int:
    """How often something is told of."""
    return len(site.refers.get(name, ())) + len(site.events_of.get(name, ()))


def _called(entry: Entry, elsewhere: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Spellings of an entry's names, and what others call it besides."""
    called = spellings(entry.forms)
    return called, tuple(one for one in elsewhere if one not in called)
