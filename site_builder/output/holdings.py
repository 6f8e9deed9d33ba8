"""What there is to download, as the page of the data tells it."""

from collections.abc import Iterable, Mapping

from site_builder.linking.site import Site
from site_builder.output.exports.data_files import CORPUS, FOLDER, published
from site_builder.output.exports.json_and_csv import csv_lines
from site_builder.output.formats.all_formats import Format
from site_builder.output.formats.sqlite_file import DATABASE
from site_builder.output.tables.all_tables import tables_of
from site_builder.output.tables.dictionary_tables import DICTIONARY_TABLES
from site_builder.pages.data_page import HeldForm, HeldTable, Holdings
from site_builder.translation.messages import N_

JSON_ABOUT = N_("everything as one file: articles, actors, events with every report, quote and verdict")
JSON_OPENED = "Python, R, JavaScript, jq"


def holdings_of(site: Site, sizes: Mapping[str, int]) -> Holdings:
    """What a site has to download; `sizes` are those of its files in bytes, by path, where they are known.

    A table without a row is not told of.
    """
    tables = tuple(
        HeldTable(table.name, path := f"{FOLDER}{table.name}.csv", sizes.get(path, 0))
        for table in (*tables_of(site), *DICTIONARY_TABLES)
        if sizes.get(f"{FOLDER}{table.name}.csv") != len(csv_lines([table.names]))
    )
    whole = HeldForm("JSON", JSON_ABOUT, JSON_OPENED, CORPUS, sizes.get(CORPUS, 0))
    forms = (whole, *(_held(one, sizes, tables) for one in published(site)))
    return Holdings(forms, tables, sizes.get(FOLDER + DATABASE, 0))


def _held(form: Format, sizes: Mapping[str, int], tables: Iterable[HeldTable]) -> HeldForm:
    """A form with the size of all its files."""
    size = sum(sizes.get(FOLDER + name, 0) for name in form.names)
    if form.of_tables:
        size += sum(table.bytes for table in tables)
    return HeldForm(form.title, form.about, form.opened, FOLDER + form.main, size)
