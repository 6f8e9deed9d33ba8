"""The data of each page: what the whole file says of one thing, under the same keys and the same schema."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.output.exports.json_and_csv import compact_json, lists_bytes
from site_builder.pages.subjects import FOLDERS


def excerpts(data: Mapping[str, Any]) -> Mapping[str, bytes]:
    """From the whole site's data, make `data/<folder>/<id>.json` for everything that has a page.

    An excerpt holds every item of every list that is the thing itself or names it, at any depth. An event
    that no article reports has no page.
    """
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, items in data.items():
        if isinstance(items, list):
            for item in items:
                text = compact_json(item)
                for name in sorted(set(_texts(item))):
                    named[name][key].append(text)
    lists = [key for key, items in data.items() if isinstance(items, list)]
    top = {key: value for key, value in data.items() if key not in lists}
    return {
        f"data/{folder}/{item['id']}.json": lists_bytes(top, {key: named[item["id"]][key] for key in lists})
        for folder in FOLDERS
        for item in data[folder]
        if item.get("reports") != []
    }


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
