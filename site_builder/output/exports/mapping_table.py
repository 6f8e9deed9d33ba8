"""The table of what other vocabularies call the types and sections of this one: a row a code."""

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from typing import Any, Final

from site_builder.linking.site import Site
from site_builder.model.vocabulary import Mappings, Term
from site_builder.output.exports.json_and_csv import Row
from site_builder.output.exports.tables import Table
from site_builder.output.exports.vocabulary_data import VOCABULARY

COLUMNS: Final = ("scheme", "code", "kind", "id", "name")
KINDS: Final = dict(zip(VOCABULARY, ("event-type", "actor-type", "section"), strict=True))
"""What a term is, by the list that has it."""
SCHEMES: Final = tuple(one.name for one in fields(Mappings) if not one.name.startswith("at"))


def _rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    term: Term = getattr(site.corpus.registry, folder)[name]
    for scheme in SCHEMES if term.mappings else ():
        for code in getattr(term.mappings, scheme):
            yield scheme, code, KINDS[folder], name, term.name


MAPPINGS: Final = Table("mappings", COLUMNS, {folder: partial(_rows, folder) for folder in VOCABULARY})
