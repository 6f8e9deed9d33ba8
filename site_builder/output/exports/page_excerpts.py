"""The data of each page: its own items of the whole file, under the same keys, and ids for the rest.

Every item stands in one page's data: an entry, event or article in its own, what an article's records say
outside events in that of the article; what was looked for in those of all that it is about. So all of them
together are about as large as the whole file. An article's has its quotes besides, by which its page finds
them in a reader's own copy of the text.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from site_builder.linking.site import Site
from site_builder.output.exports.corpus_json import LINKED, LISTS, QUOTES, top_of_data
from site_builder.output.exports.data_units import DISAGREEMENTS, SEARCHED, AllParts, Parts
from site_builder.output.exports.json_and_csv import compact_json, joined_groups, joined_list, object_bytes
from site_builder.output.formats.contents import DataSet
from site_builder.pages.page_subjects import FOLDERS, Subject

Pages = Mapping[str, Subject]
"""Everything that has a page, by its id."""


def pages_with_data(site: Site) -> Pages:
    """Everything that has a page: an event that no article reports has none."""
    registry = site.corpus.registry
    ids: Mapping[str, Iterable[str]] = {"events": site.events, "articles": site.corpus.articles}
    return {
        name: Subject(folder, name)
        for folder in FOLDERS
        for name in (ids[folder] if folder in ids else getattr(registry, folder))
    }


def path_of_excerpt(page: Subject) -> str:
    """Where the data of a page is."""
    return f"data/{page.folder}/{page.id}.json"


def excerpts(about: DataSet, parts: AllParts, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Make `data/<folder>/<id>.json` for everything that has a page."""
    linked, told, searched = _linked(parts, pages), _disagreements(parts), _searched(parts)
    for name, page in pages.items():
        top = top_of_data(about, f"{page.folder}/{page.id}/")
        own = parts.of[page.folder][name].lists
        items = {
            **{key: compact_json(value) for key, value in top.items()},
            LINKED: compact_json(_by_folder(linked[name], pages)),
            **_lists(
                {
                    **own,
                    DISAGREEMENTS: joined_groups(told[name]),
                    SEARCHED: joined_groups(searched[name]),
                }
            ),
        }
        if page.folder == "articles":
            items[QUOTES] = joined_list([own.get(QUOTES, "")])
        yield path_of_excerpt(page), object_bytes(items)


def _lists(own: Mapping[str, str]) -> Mapping[str, str]:
    return {key: joined_list([own.get(key, "")]) for key in LISTS}


def _disagreements(parts: AllParts) -> Mapping[str, list[str]]:
    """Disagreements by the pages that they belong to: one, but for a dispute between articles."""
    told: dict[str, list[str]] = defaultdict(list)
    for one in parts.disagreements:
        for owner in one.owners:
            told[owner].append(one.text)
    return told


def _searched(parts: AllParts) -> Mapping[str, list[str]]:
    """What was looked for by the pages that it is about."""
    found: dict[str, list[str]] = defaultdict(list)
    for about, one in _searches(parts):
        for owner in about:
            found[owner].append(one.lists[SEARCHED])
    return found


def _searches(parts: AllParts) -> Iterator[tuple[list[str], Parts]]:
    """What was looked for, each with what it is about."""
    for one in parts.of.get(SEARCHED, {}).values():
        yield json.loads(one.lists[SEARCHED])["about"], one


def _linked(parts: AllParts, pages: Pages) -> Mapping[str, set[str]]:
    """Pages by those that they are linked with, either way."""
    linked: dict[str, set[str]] = defaultdict(set)
    for owner, names in _named(parts, pages):
        for other in names:
            if other in pages and other != owner:
                linked[owner].add(other)
                linked[other].add(owner)
    return linked


def _named(parts: AllParts, pages: Pages) -> Iterator[tuple[str, Iterable[str]]]:
    """Pages with what their own items name."""
    for name, page in pages.items():
        yield name, parts.of[page.folder][name].names
    for one in parts.disagreements:
        yield from ((owner, one.names) for owner in one.owners)
    for about, _ in _searches(parts):
        yield from ((owner, about) for owner in about if owner in pages)


def _by_folder(names: Iterable[str], pages: Pages) -> Mapping[str, list[str]]:
    """Ids of pages under the names of their folders."""
    ids: dict[str, list[str]] = {folder: [] for folder in FOLDERS}
    for name in sorted(names):
        ids[pages[name].folder].append(name)
    return ids
