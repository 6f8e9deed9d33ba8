"""All tables of a site, in the order in which they are published."""

from typing import Final

from site_builder.linking.once import once
from site_builder.linking.site import Site
from site_builder.output.tables.article_tables import ARTICLE_TABLES
from site_builder.output.tables.disagreement_tables import DISAGREEMENT_TABLES
from site_builder.output.tables.entry_tables import ENTRY_TABLES
from site_builder.output.tables.event_tables import EVENT_TABLES
from site_builder.output.tables.list_tables import LIST_TABLES
from site_builder.output.tables.model import Table
from site_builder.output.tables.record_tables import RECORD_TABLES
from site_builder.output.tables.search_tables import SEARCH_TABLES
from site_builder.output.tables.section_tables import section_tables
from site_builder.output.tables.subject_tables import SUBJECT_TABLES
from site_builder.output.tables.visit_tables import VISIT_TABLES
from site_builder.output.tables.vocabulary_tables import VOCABULARY_TABLES
from site_builder.output.tables.way_tables import WAY_TABLES

_BEFORE: Final = (*ARTICLE_TABLES, *ENTRY_TABLES, *EVENT_TABLES, *RECORD_TABLES)
_AFTER: Final = (
    *LIST_TABLES, *VISIT_TABLES, *DISAGREEMENT_TABLES, *WAY_TABLES, *SUBJECT_TABLES, *SEARCH_TABLES,
    *VOCABULARY_TABLES,
)  # fmt: skip


@once
def tables_of(site: Site) -> tuple[Table, ...]:
    """All tables of a site, with those of the project's own sections among those of the builder's."""
    return (*_BEFORE, *section_tables(site.corpus.registry), *_AFTER)
