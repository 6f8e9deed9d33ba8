"""What the data files of a site say, for tests that ask nothing else of them."""

import json
from typing import Any

from site_builder.linking.site import Site
from site_builder.output.exports.data_files import CORPUS, UNKNOWN, contents_of, export
from site_builder.output.exports.data_making import all_parts
from site_builder.output.exports.hover_cards import CARDS
from site_builder.output.formats.contents import Contents


def corpus_of(site: Site) -> Any:
    """The whole data of a site."""
    return _file_of(site, CORPUS)


def cards_of(site: Site) -> Any:
    """The cards of all names."""
    return _file_of(site, CARDS)


def _file_of(site: Site, path: str) -> Any:
    """One of the first files: those that come later are not made."""
    return json.loads(next(data for name, data in export(site) if name == path))


def tables_in(site: Site) -> Contents:
    """All tables of a site."""
    return contents_of(site, all_parts(site), UNKNOWN)


def table_of(site: Site, name: str) -> list[dict[str, Any]]:
    """A table, each row by its columns."""
    return [*tables_in(site).records(name)]
