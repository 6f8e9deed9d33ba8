"""What the data files of a site say, for tests that ask nothing else of them."""

import json
from typing import Any

from site_builder.linking.site import Site
from site_builder.output.exports.data_files import CORPUS, export
from site_builder.output.exports.hover_cards import CARDS


def corpus_of(site: Site) -> Any:
    """The whole data of a site."""
    return json.loads(dict(export(site, "1", None))[CORPUS])


def cards_of(site: Site) -> Any:
    """The cards of all names."""
    return json.loads(dict(export(site, "1", None))[CARDS])


def table_of(site: Site, name: str) -> list[dict[str, Any]]:
    """A table, each row by its columns."""
    table = json.loads(dict(export(site, "1", None))[f"data/{name}.json"])
    return [dict(zip(table["columns"], row, strict=True)) for row in table["data"]]
