"""Lasting names of records: what data, addresses and packets of evidence call each of them.

A record's place in its file changes with every record that is put before it; its article, section and quotes
do not.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from site_builder.linking.once import once
from site_builder.linking.site import RecordKey, Site
from site_builder.model.annotation import Section
from site_builder.model.value_types import ArticleId

DIGITS = 10
"""So many of a hash tell the records of one section of one article apart."""
PACKETS = "data/records"
"""Folder of the packets of evidence."""


def record_id(site: Site, key: RecordKey) -> str:
    """Name a record `<article>/<section>/<name>`.

    The name is that which the annotator gave it, else made of its quotes in normal form; a further record of
    the same quotes has its number among them behind it.
    """
    return f"{key.article}/{key.section}/{_names(site, key.article, key.section)[key]}"


def name_in_article(site: Site, key: RecordKey) -> str:
    """Name a record among those of its article: `<section>-<name>`."""
    return f"{key.section}-{_names(site, key.article, key.section)[key]}"


def record_anchor(site: Site, key: RecordKey) -> str:
    """Anchor of a record on the page of its article."""
    return f"r-{name_in_article(site, key)}"


def path_of_packet(site: Site, key: RecordKey) -> str:
    """Where the packet of a record's evidence is."""
    return f"{PACKETS}/{key.article}/{name_in_article(site, key)}.json"


def names_in_section(records: Iterable[tuple[str | None, tuple[str, ...]]]) -> Iterator[str]:
    """Name the records of one section of one article; of each its own name is given, and its quotes' keys."""
    met: Counter[tuple[str, ...]] = Counter()
    for own, quoted in records:
        yield own or _made_name(quoted, met[quoted])
        met[quoted] += not own


def _made_name(quoted: tuple[str, ...], before: int) -> str:
    """Name a record by its quotes, and by how many of the same come before it."""
    made = hashlib.sha256("\0".join(quoted).encode()).hexdigest()[:DIGITS]
    return f"{made}-{before + 1}" if before else made


@once
def _names(site: Site, article: ArticleId, section: Section) -> Mapping[RecordKey, str]:
    """Names of all records of a section of an article."""
    keys = sorted(key for key in site.by_article[article] if key.section == section)
    found = (site.evidence[key] for key in keys)
    told = ((getattr(one.record, "id", None), tuple(quote.key for quote in one.quotes)) for one in found)
    return dict(zip(keys, names_in_section(told), strict=True))
