"""The data of each page: its own items of the whole file, under the same keys, and ids for the rest.

Every item stands in one page's data: an entry, event or article in its own, what an article's records say
outside events in that of the article. So all of them together are about as large as the whole file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from site_builder.linking.site import Site
from site_builder.output.exports.json_and_csv import compact_json, lists_bytes
from site_builder.pages.page_subjects import FOLDERS, Subject

LINKED = "linked"
"""Key of the ids that a page's own items name, and of those whose items name it."""


def excerpts(data: Mapping[str, Any]) -> Mapping[str, bytes]:
    """From the whole site's data, make `data/<folder>/<id>.json` for everything that has a page.

    An event that no article reports has no page.
    """
    pages = {
        item["id"]: Subject(folder, item["id"]) for folder in FOLDERS for item in _with_page(data, folder)
    }
    own: dict[Subject, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    linked: dict[Subject, set[Subject]] = defaultdict(set)
    for key, items in data.items():
        for item in items if isinstance(items, list) else ():
            owners = [pages[name] for name in _owners(key, item) if name in pages]
            named = {pages[text] for text in _texts(item) if text in pages} if owners else set()
            for owner in owners:
                own[owner][key].append(compact_json(item))
                for other in named - {owner}:
                    linked[owner].add(other)
                    linked[other].add(owner)
    lists = [key for key, items in data.items() if isinstance(items, list)]
    top = {key: value for key, value in data.items() if key not in lists}
    return {
        f"data/{page.folder}/{page.id}.json": lists_bytes(
            top | {LINKED: _by_folder(linked[page])}, {key: own[page][key] for key in lists}
        )
        for page in pages.values()
    }


def names_of_excerpts(site: Site) -> Iterator[str]:
    """Paths of the data of all pages."""
    registry = site.corpus.registry
    ids: Mapping[str, Iterable[str]] = {"events": site.events, "articles": site.corpus.articles}
    for folder in FOLDERS:
        known = ids[folder] if folder in ids else getattr(registry, folder)
        yield from (f"data/{folder}/{name}.json" for name in known)


def _with_page(data: Mapping[str, Any], folder: str) -> Iterator[Mapping[str, Any]]:
    return (item for item in data[folder] if item.get("reports") != [])


def _owners(key: str, item: Mapping[str, Any]) -> Iterable[str]:
    """Ids of the pages that an item of a list belongs to: one, but for a dispute between articles."""
    if key in FOLDERS:
        return (item["id"],)
    if key == "disagreements" and item["event"]:
        return (item["event"],)
    if key == "disagreements":
        return sorted({record["article"] for record in (*item["conflicting"], *item["disputed"])})
    return (item["article"],) if "article" in item else ()


def _by_folder(pages: Iterable[Subject]) -> dict[str, list[str]]:
    """Ids of pages under the names of their folders."""
    ids: dict[str, list[str]] = {folder: [] for folder in FOLDERS}
    for page in pages:
        ids[page.folder].append(page.id)
    return {folder: sorted(names) for folder, names in ids.items()}


def _texts(value: object) -> Iterator[str]:
    """Every text at any depth: an id is one of them, and a longer text is no id."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
