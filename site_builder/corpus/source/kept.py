"""What was read of a file, as JSON and back, exactly: a small part of the time that YAML takes.

A record is written as `[layout, marks, value, ...]`. Layouts are listed once in each file: which class a
record has, which keys were written in which order, and which fields have a value of which kind.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, cast

from site_builder.corpus.source.articles import ParsedArticle
from site_builder.corpus.source.one_walk import Leaf, order_of
from site_builder.corpus.source.places import Marks
from site_builder.corpus.source.records import Parsed
from site_builder.corpus.source.shapes import OneOf, RecordShape, SeveralShape, Shape, record_shape
from site_builder.model.article import Article, Digest
from site_builder.model.problems import Location
from site_builder.model.written import Written

BROKEN: Final = (ValueError, TypeError, LookupError, AttributeError)
"""What reading raises where somebody else wrote."""
_PLAIN: Final = frozenset((str, int, float, bool))


class SaidArticle(NamedTuple):
    """What the file of an article says: its front matter and its digest."""

    article: Article
    digest: Digest


def said_by(value: Parsed[Any] | ParsedArticle | None) -> Any:
    """Give what a file says without the leaves and places that only reading needs."""
    if isinstance(value, ParsedArticle):
        return SaidArticle(value.article.value, value.digest)
    return value.value if value else None


# ------------------------------------------------------------------ writing


class _UnknownKindError(ValueError):
    """A value of a kind that is not kept."""


class _Layouts:
    """The layouts of a file, each with its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def row(self, record: Written) -> list[Any]:
        """Write a record."""
        given = [(one.name, getattr(record, one.name), one.default) for one in fields(record) if one.init]
        kept = [(name, value) for name, value, default in given if not _same(value, default)]
        named = ",".join(f"{name}:{_code(value)}" for name, value in kept)
        marks = getattr(record, "at", None)
        if not isinstance(marks, Marks):
            raise _UnknownKindError
        layout = f"{type(record).__name__}|{_form_of(marks.order)}|{named}"
        number = self.numbers.setdefault(layout, len(self.numbers))
        places = marks.marks if isinstance(marks.marks, str) else list(marks.marks)
        return [number, places, *(self._value(value) for _, value in kept)]

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return [self._value(item) for item in value]
        if isinstance(value, Written):
            return self.row(value)
        return str(value) if isinstance(value, Decimal) else value


def _same(value: object, default: object) -> bool:
    return type(value) is type(default) and value == default


def _code(value: object) -> str:
    """Name the kind of a value: plain, a decimal number, a record; in capitals lists of these, or of both."""
    kinds = {_code(item) for item in value} if isinstance(value, tuple) else set()
    if type(value) in _PLAIN:
        return "p"
    if isinstance(value, Decimal):
        return "d"
    if isinstance(value, Written):
        return "r"
    if isinstance(value, tuple) and (kinds <= {"p", "r"} or kinds == {"d"}):
        return "P" if kinds <= {"p"} else kinds.pop().upper() if len(kinds) == 1 else "M"
    raise _UnknownKindError(type(value).__name__)


def _form_of(order: Mapping[Any, int]) -> str:
    """Write which keys a mapping has, in their order, and how many items are listed under each."""
    items: dict[str, int] = {}
    for path in filter(None, order):
        items[path[0]] = items.get(path[0], -1) + 1
    if not all(name.isidentifier() for name in items):
        raise _UnknownKindError
    return ",".join(f"{name}:{count}" for name, count in items.items())


def as_json(said: Any) -> list[Any] | None:
    """Write what a file says as what JSON can hold; nothing where that has no form for it."""
    layouts = _Layouts()
    try:
        rows = _rows(said, layouts)
    except _UnknownKindError:
        return None
    return [list(layouts.numbers), rows]


def _rows(said: Any, layouts: _Layouts) -> Any:
    match said:
        case None:
            return None
        case SaidArticle(article, digest):
            return [layouts.row(article), digest.paragraphs, digest.lines]
        case Written():
            return layouts.row(said)
        case _:
            return {name: layouts.row(entry) for name, entry in said.items()}


def leaves_as_json(leaves: Iterable[Leaf]) -> list[list[Any]]:
    """Write the leaves of a file."""
    return [
        [leaf.kind, leaf.value, leaf.location.line, leaf.location.column, leaf.key, int(leaf.unnamed)]
        for leaf in leaves
    ]


# ------------------------------------------------------------------ reading

_Maker = Callable[[list[Any], str, "list[Any]"], Any]
"""Makes a record of a row, with the path of its file and the makers of the file's layouts."""


def from_json(written: list[Any], kind: type[Written], path: str) -> Any:
    """Make again what a file said; raises one of `BROKEN` where somebody else wrote it."""
    layouts, rows = written
    known = _classes(cast("Hashable", kind))
    makers = [_maker(layout, cast("Hashable", known[layout.partition("|")[0]])) for layout in layouts]
    if kind is Article and rows is not None:
        row, paragraphs, lines = rows
        return SaidArticle(makers[row[0]](row, path, makers), Digest(tuple(paragraphs), tuple(lines)))
    if isinstance(rows, dict):
        return {name: makers[row[0]](row, path, makers) for name, row in rows.items()}
    return None if rows is None else makers[rows[0]](rows, path, makers)


def leaves_from_json(rows: Iterable[list[Any]], path: str) -> tuple[Leaf, ...]:
    """Make the leaves again."""
    return tuple(
        Leaf(kind, value, Location(path, line, column), key, bool(unnamed))
        for kind, value, line, column, key, unnamed in rows
    )


@cache
def _classes(kind: Any) -> Mapping[str, type[Written]]:
    """The classes of all records that a file of a kind may hold, by name."""
    found: dict[str, type[Written]] = {}
    _collect(record_shape(kind), found)
    return found


def _collect(shape: Shape, found: dict[str, type[Written]]) -> None:
    if isinstance(shape, RecordShape) and shape.kind.__name__ not in found:
        found[shape.kind.__name__] = shape.kind
        for key in shape.keys.values():
            _collect(key.shape, found)
    elif isinstance(shape, SeveralShape):
        _collect(shape.each, found)
    elif isinstance(shape, OneOf):
        for branch in shape.branches:
            _collect(branch, found)


@lru_cache(maxsize=4096)
def _maker(layout: str, kind: Any) -> _Maker:
    _, form, named = layout.split("|")
    order = order_of(tuple(_form(form)))
    codes = [part.split(":") for part in named.split(",") if part]
    names = tuple(name for name, _ in codes)
    other = tuple((at, _READERS[code]) for at, (_, code) in enumerate(codes, 2) if code != "p")

    def make(row: list[Any], path: str, makers: list[_Maker]) -> Any:
        for at, read in other:
            row[at] = read(row[at], path, makers)
        made = kind(**dict(zip(names, row[2:], strict=True)))
        places = row[1] if type(row[1]) is str else array("I", row[1])
        object.__setattr__(made, "at", Marks(path, order, places))
        return made

    return make


def _form(written: str) -> Iterator[tuple[str, int]]:
    for part in written.split(",") if written else ():
        name, count = part.split(":")
        yield name, int(count)


_READERS: Final[Mapping[str, Callable[[Any, str, list[_Maker]], Any]]] = {
    "d": lambda value, _path, _makers: Decimal(value),
    "r": lambda row, path, makers: makers[row[0]](row, path, makers),
    "P": lambda items, _path, _makers: tuple(items),
    "D": lambda items, _path, _makers: tuple(map(Decimal, items)),
    "R": lambda rows, path, makers: tuple([makers[row[0]](row, path, makers) for row in rows]),
    "M": lambda items, path, makers: tuple(
        [makers[item[0]](item, path, makers) if type(item) is list else item for item in items]
    ),
}
