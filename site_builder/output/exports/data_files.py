"""All data files of a site, by path."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from site_builder.linking.site import Site
from site_builder.model.rights import Licence
from site_builder.output.exports.corpus_json import corpus_data
from site_builder.output.exports.data_schema import corpus_schema
from site_builder.output.exports.hover_cards import CARDS, cards
from site_builder.output.exports.json_and_csv import json_bytes, table_files
from site_builder.output.exports.page_excerpts import excerpts, names_of_excerpts
from site_builder.output.exports.record_tables import all_tables
from site_builder.pages.overview import TABLES

CORPUS = "data/corpus.json"
SCHEMA = "data/corpus.schema.json"


def export(
    site: Site, version: str, commit: str | None, licence: Licence | None = None
) -> Mapping[str, bytes]:
    """Give the data files of a site by path.

    `commit` is what they are generated from, if known, `licence` what others may do with them, if anything.
    """
    data = corpus_data(site, version, commit, licence)
    return {
        CORPUS: json_bytes(data),
        SCHEMA: json_bytes(corpus_schema()),
        CARDS: json_bytes(cards(site)),
        **table_files(all_tables(site)),
        **excerpts(data),
    }


class DataOnDemand(Mapping[str, bytes]):
    """The data files of a site, made when one of them is looked into: a preview is seldom asked for any.

    `names` are their paths, `make` makes them all.
    """

    def __init__(self, names: tuple[str, ...], make: Callable[[], Mapping[str, bytes]]) -> None:
        self._names, self._make = dict.fromkeys(names), make

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return self._make()

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def names_of_data(site: Site) -> tuple[str, ...]:
    """Paths of the data files of a site."""
    tables = (f"data/{name}.{ending}" for name in TABLES for ending in ("csv", "json"))
    return (CORPUS, SCHEMA, CARDS, *tables, *names_of_excerpts(site))
