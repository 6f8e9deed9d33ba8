"""All data files of a site, by path."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from site_builder.linking.site import Site
from site_builder.model.rights import Licence
from site_builder.output.exports.changes_data import SCHEMA as CHANGES_SCHEMA
from site_builder.output.exports.changes_data import changes_files, names_of_changes
from site_builder.output.exports.corpus_json import LISTS, top_of_data
from site_builder.output.exports.data_making import KeptParts, all_parts
from site_builder.output.exports.data_units import DISAGREEMENTS, AllParts, tables_of
from site_builder.output.exports.hover_cards import CARDS
from site_builder.output.exports.json_and_csv import (
    csv_lines,
    joined_list,
    json_bytes,
    object_bytes,
    one_item_a_line,
)
from site_builder.output.exports.own_schema import with_own_fields
from site_builder.output.exports.page_excerpts import excerpts, pages_with_data, path_of_excerpt
from site_builder.output.exports.tables import Table
from site_builder.storage.store import NOTHING, Store

CORPUS = "data/corpus.json"
SCHEMA = "data/corpus.schema.json"


def export(
    site: Site,
    version: str,
    commit: str | None,
    licence: Licence | None = None,
    kept: KeptParts | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Give the data files of a site, one after the other, each with its path.

    `commit` is what they are generated from, if known, `licence` what others may do with them, if anything.
    What other processes have made of parts of the site is taken from `kept`.
    """
    parts, top = all_parts(site, kept), top_of_data(version, commit, licence)
    yield CORPUS, _whole(parts, top)
    store = kept.kept.store if kept else NOTHING
    yield SCHEMA, with_own_fields(_made_by_code(SCHEMA, store), site.corpus.registry)
    yield CARDS, _cards(parts)
    yield from _table_files(site, parts)
    for log in site.changes.values():
        yield from changes_files(log)
        yield CHANGES_SCHEMA, _made_by_code(CHANGES_SCHEMA, store)
    yield from excerpts(top, parts, pages_with_data(site))


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


def _table_files(site: Site, parts: AllParts) -> Iterator[tuple[str, bytes]]:
    """Each table as `data/<name>.csv` and `data/<name>.json`, which pandas reads as `orient="split"`."""
    for table in tables_of(site):
        rows = list(_rows_of(site, parts, table))
        lines = csv_lines([table.columns]) + "".join(lines for lines, _ in rows)
        columns = one_item_a_line(list(table.columns))
        yield f"data/{table.name}.csv", lines.encode()
        data = joined_list(items for _, items in rows)
        yield f"data/{table.name}.json", object_bytes({"columns": columns, "data": data})


def _rows_of(site: Site, parts: AllParts, table: Table) -> Iterator[tuple[str, str]]:
    for folder in table.rows:
        all_, order = parts.of.get(folder, {}), site.events if folder == "events" else ()
        for name in order or all_:
            if table.name in all_[name].rows:
                yield all_[name].rows[table.name]


def _made_by_code(path: str, store: Store) -> bytes:
    """A schema but for a project's own fields: made of the code alone, with which a store is emptied."""
    known = store.get("schema", path, "")
    if known is not None:
        return known.encode()
    from site_builder.output.exports.data_schema import changes_schema, corpus_schema  # noqa: PLC0415 - pydantic takes long to load

    made = json_bytes(corpus_schema() if path == SCHEMA else changes_schema())
    store.put("schema", path, "", made.decode())
    return made


class DataOnDemand(Mapping[str, bytes]):
    """The data files of a site, made when one of them is looked into: a preview is seldom asked for any.

    `names` are their paths, `make` makes them all, one after the other.
    """

    def __init__(self, names: tuple[str, ...], make: Callable[[], Iterator[tuple[str, bytes]]]) -> None:
        self._names, self.make = dict.fromkeys(names), make

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return dict(self.make())

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
    tables = (f"data/{table.name}.{ending}" for table in tables_of(site) for ending in ("csv", "json"))
    changes = (path for log in site.changes.values() for path in names_of_changes(log))
    return (CORPUS, SCHEMA, CARDS, *tables, *changes, *map(path_of_excerpt, pages_with_data(site).values()))
