"""What the tables of a site hold, as hashes that another process can compare with those it knows.

Two values with the same hash are equal, and were written in the same places. What is large and read from the
files of one article alone has the hash of these; the hashes of its records are kept by it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from hashlib import blake2b
from itertools import groupby
from typing import Any, Final, Generic, TypeVar, cast

from site_builder.linking.reads import WHOLE, Read, tables
from site_builder.linking.site import RecordKey
from site_builder.model.written import Written
from site_builder.storage.store import Store

Given = Callable[[str], str | None]
"""Hash of all that is read of an article, by its id; None where it is not known."""
OF_FILES: Final = frozenset({"site.corpus.annotations", "site.layers"})
"""Tables whose values are large, and made of the files of one article."""
RECORDS: Final = "site.evidence"
STAGE: Final = "records"
ABSENT: Final = "-"
_SIZE: Final = 12


H = TypeVar("H")


@dataclass
class Fingerprints(Generic[H]):
    """Hashes of the values of all tables of a `holder`, made when they are asked for."""

    holder: H
    given: Given
    store: Store
    _made: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _tables: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = dict(tables(self.holder))

    @property
    def shared(self) -> str:
        """Hash of what is no table, and so stands behind every page."""
        return self.shared_but()

    def shared_but(self, *left_out: str) -> str:
        """The same hash, but for some values."""
        plain = {
            name: value
            for name, value in self._tables.items()
            if not isinstance(value, Mapping) and name not in left_out
        }
        return fingerprint((sorted(self._tables), plain))

    def of(self, reads: Iterable[tuple[str, Iterable[str]]]) -> str:
        """Hash of what some look-ups give: tables, with keys as `written_reads` has them."""
        total = blake2b(digest_size=_SIZE)
        for table, keys in reads:
            known = self._of_table(table)
            total.update("\n".join([table, *[known.get(key, ABSENT) for key in keys]]).encode())
        return total.hexdigest()

    def make_all(self) -> None:
        """Make the hashes of all tables now."""
        for name, table in self._tables.items():
            if isinstance(table, Mapping):
                self._of_table(name)

    def _of_table(self, name: str) -> Mapping[str, str]:
        if name not in self._made:
            table = self._tables.get(name, {})
            made = dict(self._of_records(table) if name == RECORDS else self._of_values(name, table))
            whole = blake2b("\n".join([f"{key} {found}" for key, found in made.items()]).encode())
            self._made[name] = made | {_key(WHOLE): whole.hexdigest()}
        return self._made[name]

    def _of_values(self, name: str, table: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
        for key in table:
            known = self.given(key) if name in OF_FILES else None
            yield _key(key), fingerprint(table[key]) if known is None else known

    def _of_records(self, table: Mapping[RecordKey, Any]) -> Iterator[tuple[str, str]]:
        for article, keys in groupby(table, key=lambda key: key.article):
            records = {_key(key): table[key] for key in keys}
            given = self.given(article)
            written = self.store.get(STAGE, article, given) if given else None
            known = written.split() if written else []
            if len(known) != len(records):
                known = list(map(fingerprint, records.values()))
                if given:
                    self.store.put(STAGE, article, given, " ".join(known))
            yield from zip(records, known, strict=True)


def written_reads(reads: Iterable[Read]) -> dict[str, list[str]]:
    """Look-ups as text, in order: the keys by table."""
    found: dict[str, list[str]] = {}
    for table, key in reads:
        found.setdefault(table, []).append(_key(key))
    return {table: sorted(keys) for table, keys in sorted(found.items())}


def _key(key: Any) -> str:
    if type(key) is str:
        return key
    if isinstance(key, RecordKey):
        return f"{key.article}/{key.section}/{key.index}"
    if isinstance(key, frozenset):  # in an order that is the same in each process
        return f"{{{'|'.join(sorted(map(_key, key)))}}}"
    return "|".join(map(_key, key)) if isinstance(key, tuple) else repr(key)


# ------------------------------------------------------------------ values


def fingerprint(value: object) -> str:
    """Hash a value made of text, numbers, tuples, mappings and dataclasses."""
    pieces: list[str] = []
    _write(value, pieces.append)
    return blake2b("".join(pieces).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def _write(value: Any, put: Callable[[str], None]) -> None:
    """Write a value so that no other gives the same text."""
    kind = type(value)
    if kind is str:
        put(f"{len(value)}:{value}")
    elif value is None or kind in (bool, int, float):
        put(f"{value};")
    elif isinstance(value, tuple | list):  # with or without names
        put(f"({len(value)}")
        for item in value:
            _write(item, put)
    elif (names := _field_names(cast("Hashable", kind))) is not None:
        put(f"{kind.__name__}<")
        for name in names:
            _write(getattr(value, name), put)
        if isinstance(value, Written):
            _write(value.at.location, put)
    else:
        _write_rare(value, put)


def _write_rare(value: Any, put: Callable[[str], None]) -> None:
    if isinstance(value, Mapping):
        put(f"{{{len(value)}")
        for key, inner in value.items():
            _write(key, put)
            _write(inner, put)
    elif isinstance(value, frozenset):
        put(f"[{len(value)}")
        for text in sorted(map(fingerprint, value)):
            put(text)
    elif isinstance(value, str):
        put(f"{type(value).__name__} {len(value)}:{value}")
    else:
        put(f"{type(value).__name__} {value!r};")


@cache
def _field_names(kind: Any) -> tuple[str, ...] | None:
    """Fields of a dataclass that say something; None for other types."""
    if not is_dataclass(kind):
        return None
    return tuple(member.name for member in fields(kind) if member.compare)
