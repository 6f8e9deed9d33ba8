"""All tables of a site, in the order in which they are published."""

from functools import partial
from typing import Final

from site_builder.linking.once import once
from site_builder.linking.site import Site
from site_builder.output.tables.article_tables import ARTICLE_TABLES
from site_builder.output.tables.dictionary_tables import DICTIONARY_TABLES
from site_builder.output.tables.disagreement_tables import DISAGREEMENT_TABLES
from site_builder.output.tables.entry_tables import ENTRY_TABLES
from site_builder.output.tables.event_tables import EVENT_TABLES
from site_builder.output.tables.list_tables import LIST_TABLES
from site_builder.output.tables.model import Table
from site_builder.output.tables.record_tables import RECORD_TABLES
from site_builder.output.tables.section_tables import section_tables, table_of_section
from site_builder.output.tables.subject_tables import SUBJECT_TABLES
from site_builder.output.tables.visit_tables import VISIT_TABLES
from site_builder.output.tables.vocabulary_tables import (
    SECTIONS_TABLE,
    VOCABULARY_TABLES,
    sections_table,
)

_BEFORE: Final = (*ARTICLE_TABLES, *ENTRY_TABLES, *EVENT_TABLES, *RECORD_TABLES)
_AFTER: Final = (*LIST_TABLES, *VISIT_TABLES, *DISAGREEMENT_TABLES, *SUBJECT_TABLES, *VOCABULARY_TABLES)
VIEWS: Final = (
    "search", "evidence", "deals_with_quotes", "who_met_whom", "events_on_one_origin", "conflicts",
)  # fmt: skip
"""What the database has besides tables (`formats/*.sql`)."""
TAKEN: Final = frozenset(
    (*(table.name for table in (*_BEFORE, *_AFTER, *DICTIONARY_TABLES)), SECTIONS_TABLE, *VIEWS)
)
"""Names that no section of a project's own has for its table."""
_SECTIONS: Final = sections_table(partial(table_of_section, taken=TAKEN))


@once
def tables_of(site: Site) -> tuple[Table, ...]:
    """All tables of a site, with those of the project's own sections among those of the builder's."""
    return (*_BEFORE, *section_tables(site.corpus.registry, TAKEN), *_AFTER, _SECTIONS)
