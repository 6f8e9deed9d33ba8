"""All data files of a site, by path."""

from collections.abc import Mapping

from site_builder.linking.site import Site
from site_builder.model.rights import Licence
from site_builder.output.exports.corpus_json import corpus_data
from site_builder.output.exports.data_schema import corpus_schema
from site_builder.output.exports.hover_cards import CARDS, cards
from site_builder.output.exports.json_and_csv import json_bytes, table_files
from site_builder.output.exports.page_excerpts import excerpts
from site_builder.output.exports.record_tables import all_tables

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
