"""Lasting names of records: what data, addresses and packets of evidence call each of them.

A record's place in its file changes with every record that is put before it; its article, section and quotes
do not.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from site_builder.linking.once import once
from site_builder.linking.site import RecordKey, Site

DIGITS = 10
"""So many of a hash tell the records of one section of one article apart."""


@once
def record_id(site: Site, key: RecordKey) -> str:
    """Name a record `<article>/<section>/<name>`.

    The name is that which the annotator gave it, else made of its quotes in normal form; a further record of
    the same quotes has its number among them behind it.
    """
    return f"{key.article}/{key.section}/{_name(site, key)}"


def _name(site: Site, key: RecordKey) -> str:
    evidence = site.evidence[key]
    if named := getattr(evidence.record, "id", None):
        return str(named)
    quoted = tuple(quote.key for quote in evidence.quotes)
    before = sum(
        other.section == key.section and other.index < key.index and _quoted_alike(site, other, quoted)
        for other in site.by_article[key.article]
    )
    return _made_name(quoted, before)


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


def _quoted_alike(site: Site, key: RecordKey, quoted: tuple[str, ...]) -> bool:
    """Whether another record without a name of its own has the same quotes."""
    other = site.evidence[key]
    return not getattr(other.record, "id", None) and tuple(one.key for one in other.quotes) == quoted
