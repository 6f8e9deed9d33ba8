"""All data files of a site, by path."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from typing import Final

from site_builder.linking.record_ids import PACKETS, path_of_packet
from site_builder.linking.site import Site
from site_builder.output.bibliography import bibliography
from site_builder.output.exports.changes_data import SCHEMA as CHANGES_SCHEMA
from site_builder.output.exports.changes_data import changes_files, names_of_changes
from site_builder.output.exports.corpus_json import LISTS, top_of_data
from site_builder.output.exports.data_making import KeptParts, all_packets, all_parts
from site_builder.output.exports.data_units import DISAGREEMENTS, AllParts
from site_builder.output.exports.hover_cards import CARDS
from site_builder.output.exports.json_and_csv import joined_list, json_bytes, object_bytes, one_item_a_line
from site_builder.output.exports.own_schema import with_own_fields
from site_builder.output.exports.page_excerpts import excerpts, pages_with_data, path_of_excerpt
from site_builder.output.exports.schema_examples import with_examples
from site_builder.output.exports.searched_names import NAMES, names_file
from site_builder.output.formats.all_formats import FORMATS, Format
from site_builder.output.formats.contents import Contents, DataSet, with_dictionary
from site_builder.output.tables.all_tables import tables_of
from site_builder.output.tables.dictionary_tables import DICTIONARY_TABLES
from site_builder.output.tables.model import Table
from site_builder.storage.progress import counted
from site_builder.storage.store import NOTHING, Store

FOLDER: Final = "data/"
CORPUS: Final = "data/corpus.json"
SCHEMA: Final = "data/corpus.schema.json"
PACKET_SCHEMA: Final = "data/record.schema.json"
SCHEMAS: Final = (SCHEMA, PACKET_SCHEMA)
CHECKSUMS: Final = "checksums.txt"
LAST_OF_WHOLE: Final = f"{FOLDER}{CHECKSUMS}"
"""The file after which no other comes that holds everything."""
UNKNOWN: Final = DataSet()


def export(
    site: Site, about: DataSet = UNKNOWN, kept: KeptParts | None = None
) -> Iterator[tuple[str, bytes]]:
    """Give the data files of a site, one after the other, each with its path.

    What other processes have made of parts of the site is taken from `kept`.
    """
    parts = all_parts(site, kept)
    store = kept.kept.store if kept else NOTHING
    yield CARDS, _cards(parts)
    yield NAMES, names_file(site)
    yield from whole_files(site, parts, about, published(site), store)
    for log in site.changes.values():
        yield from changes_files(log)
        yield CHANGES_SCHEMA, _made_by_code(CHANGES_SCHEMA, store)
    yield from excerpts(about, parts, pages_with_data(site))
    del parts  # packets are many
    yield from all_packets(site, about, kept)


def published(site: Site) -> Iterator[Format]:
    """The forms that are on a site."""
    number = len(site.evidence)
    return (one for one in FORMATS.values() if one.published and not 0 < one.most < number)


def whole_files(
    site: Site, parts: AllParts, about: DataSet, formats: Iterable[Format], store: Store = NOTHING
) -> Iterator[tuple[str, bytes]]:
    """The files that hold everything, in some forms, and last their checksums; paths begin with `data/`."""
    sums: list[str] = []
    for path, data in _whole_files(site, parts, about, formats, store):
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {path.removeprefix(FOLDER)}\n")
        yield path, data
    yield LAST_OF_WHOLE, "".join(sorted(sums, key=lambda line: line[66:])).encode()


def _whole_files(
    site: Site, parts: AllParts, about: DataSet, formats: Iterable[Format], store: Store
) -> Iterator[tuple[str, bytes]]:
    yield CORPUS, _whole(parts, top_of_data(about))
    yield from _schema_files(site, parts, about, store)
    contents = contents_of(site, parts, about)
    every = tuple(formats)
    for one in counted(every, "forms of the data written", len(every)):
        yield from ((FOLDER + name, data) for name, data in one.make(contents))


def contents_of(site: Site, parts: AllParts, about: DataSet) -> Contents:
    """The tables of a site with their rows, and with the tables that describe them."""
    tables = {table.name: table for table in tables_of(site)}
    references = cache(partial(bibliography, site))

    def read(name: str) -> str:
        return joined_list(_rows_of(site, parts, tables[name]))

    return with_dictionary(Contents(about, tuple(tables.values()), read, references))


def _whole(parts: AllParts, top: Mapping[str, object]) -> bytes:
    """All items of all lists."""
    each = [one for of_folder in parts.of.values() for one in of_folder.values()]
    lists = {key: joined_list(one.lists.get(key, "") for one in each) for key in LISTS}
    lists[DISAGREEMENTS] = joined_list(one.text for one in parts.disagreements)
    return object_bytes({key: one_item_a_line(value) for key, value in top.items()} | lists)


def _cards(parts: AllParts) -> bytes:
    """Cards by site path."""
    found = (
        (f"{folder}/{name}/", one.card) for folder, all_ in parts.of.items() for name, one in all_.items()
    )
    return object_bytes(dict(sorted((path, card) for path, card in found if card)))


def _rows_of(site: Site, parts: AllParts, table: Table) -> Iterator[str]:
    for folder in table.rows:
        all_ = parts.of.get(folder, {})
        order = (
            (*site.events, *(name for name in all_ if name not in site.events)) if folder == "events" else ()
        )
        for name in order or all_:
            if table.name in all_[name].rows:
                yield all_[name].rows[table.name]


def _schema_files(site: Site, parts: AllParts, about: DataSet, store: Store) -> Iterator[tuple[str, bytes]]:
    """The schemas with the project's own fields, their own addresses, and examples."""
    each = [one.lists for of_folder in parts.of.values() for one in of_folder.values()]
    told = {key: filter(None, [lists.get(key) for lists in each]) for key in LISTS}
    told[DISAGREEMENTS] = filter(None, [one.text for one in parts.disagreements])
    for path in SCHEMAS:
        address = about.url(path) if about.address else path.removeprefix(FOLDER)
        own = with_own_fields(_made_by_code(path, store), site.corpus.registry)
        yield path, with_examples(own, address, told if path == SCHEMA else {})


def _made_by_code(path: str, store: Store) -> bytes:
    """A schema but for a project's own fields: made of the code alone, with which a store is emptied."""
    known = store.get("schema", path, "")
    if known is not None:
        return known.encode()
    made = _schema(path)
    store.put("schema", path, "", made.decode())
    return made


@cache
def _schema(path: str) -> bytes:
    from site_builder.output.exports import data_schema  # noqa: PLC0415 - pydantic takes long to load

    made = {
        SCHEMA: data_schema.corpus_schema,
        PACKET_SCHEMA: data_schema.packet_schema,
        CHANGES_SCHEMA: data_schema.changes_schema,
    }[path]()
    return json_bytes(made)


class DataOnDemand(Mapping[str, bytes]):
    """The data files of a site, made when one of them is looked into: a preview is seldom asked for any.

    `names` are their paths, but for those of `packets` of evidence: these are found, and not listed. `make`
    makes them all, one after the other.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        packets: Callable[[], Iterable[str]],
        make: Callable[[], Iterator[tuple[str, bytes]]],
    ) -> None:
        self._names, self._packets, self.make = dict.fromkeys(names), packets, make

    @property
    def every_name(self) -> tuple[str, ...]:
        """The paths of all, packets among them."""
        return (*self._names, *self._packets())

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return dict(self.make())

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __contains__(self, path: object) -> bool:
        is_packet = isinstance(path, str) and path.startswith(f"{PACKETS}/")
        return path in self._names or (is_packet and path in self._files)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def names_of_data(site: Site) -> tuple[str, ...]:
    """Paths of the data files of a site, but for packets, which may be a hundred thousand."""
    tables = (*tables_of(site), *DICTIONARY_TABLES)
    csv = (f"{FOLDER}{table.name}.csv" for table in tables)
    whole = (FOLDER + name for one in published(site) for name in one.names)
    changes = (path for log in site.changes.values() for path in names_of_changes(log))
    return (
        CORPUS, *SCHEMAS, *csv, *whole, LAST_OF_WHOLE, CARDS, NAMES, *changes,
        *map(path_of_excerpt, pages_with_data(site).values()),
    )  # fmt: skip


def names_of_packets(site: Site) -> tuple[str, ...]:
    """Paths of the packets of evidence of a site."""
    return tuple(path_of_packet(site, key) for key in site.evidence)
