"""How roles begin and end: an envoy is appointed, presents credentials, leaves post."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import PersonRecord
from site_builder.model.value_types import RoleEvent
from site_builder.model.written import Unnamed

BEGINS: tuple[RoleEvent, ...] = ("nominated", "appointed", "elected", "took-office")
ENDS: tuple[RoleEvent, ...] = ("resigned", "dismissed", "recalled", "left-post", "died")
NOT_HELD: tuple[RoleEvent | None, ...] = ("nominated", *ENDS)
"""After these, nobody holds the role: not yet, or no longer."""

Told = tuple[RecordKey, PersonRecord]
Term = tuple[Told, ...]
"""What is told of one person in one post, from the beginning to the end, by date."""


def terms(records: Iterable[Told]) -> Iterator[Term]:
    """The terms that records with an event tell of; what begins after an end is another term.

    Somebody unnamed equals nobody of another record.
    """
    for told in _by_post(records):
        yield from _divided(told)


def _by_post(records: Iterable[Told]) -> Iterable[list[Told]]:
    """Records with an event, by person and post."""
    held: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for key, record in records:
        if record.event_ and record.mode != "denied":
            apart = str(key) if isinstance(record.actor, Unnamed) else ""
            held[str(record.actor), apart, record.role, record.of or "", record.to or ""].append(
                (key, record)
            )
    return held.values()


def _divided(told: Iterable[Told]) -> Iterator[Term]:
    term: list[Told] = []
    for one in sorted(told, key=lambda one: edtf.sort_key(_date(one[1]))[:1]):
        if term and term[-1][1].event_ in ENDS and one[1].event_ not in ENDS:
            yield tuple(term)
            term = []
        term.append(one)
    if term:
        yield tuple(term)


def clashing(term: Term) -> Term:
    """What a term's records date to days of which two cannot both be right."""
    pairs = ((a, b) for a, b in combinations(term, 2) if _clash(a[1], b[1]))
    found = {one[0] for pair in pairs for one in pair}
    return tuple(one for one in term if one[0] in found)


def clashing_terms(site: Site) -> Iterator[Term]:
    """All such dates of a role, term by term, in the order of articles."""
    return (term for _, term in clashes_in_posts(records_of(site, site.evidence, PersonRecord)))


def clashes_in_posts(records: Iterable[Told]) -> Iterator[tuple[RecordKey, Term]]:
    """The same of some records, which come in order; each with the first record on its person and post."""
    for told in _by_post(records):
        yield from ((told[0][0], found) for term in _divided(told) if (found := clashing(term)))


def _clash(a: PersonRecord, b: PersonRecord) -> bool:
    one, other = _date(a), _date(b)
    return bool(a.event_ == b.event_ and one and other and edtf.relation(one, other) == "conflicts")


def _date(record: PersonRecord) -> edtf.Date | None:
    return edtf.parse(record.date) if record.date else None
