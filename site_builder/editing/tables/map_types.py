"""What a map says: of which columns each field of a record is made.

The classes of a section's fields follow from the section's own class, the builder's or a project's: wherever
a record may hold text, a number or an id, a map may name a column.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, make_dataclass
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Literal, cast

from site_builder.corpus.source.shapes import (
    ChoiceShape,
    NumberShape,
    OneOf,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    record_shape,
)
from site_builder.model.annotation import Annotation
from site_builder.model.meaning import Meaning
from site_builder.model.problems import Location
from site_builder.model.value_types import Line
from site_builder.model.written import Written

DateOrder = Literal["day-first", "month-first", "iso"]

NOT_IN_FIELDS = ("quote", "prefix", "suffix")
"""Keys of a record that the row's place in the text gives."""

_DATES = Meaning("How dates are written in numbers: `day-first` for 12.3.2031, `month-first`, or `iso`.")
_NUMBERS = Meaning("An example of how numbers are written.", ("1.234,5", "1,234.5"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells(Written):
    """What is taken from a row: a column, or several joined."""

    column: Annotated[Line | None, Meaning("The column's name, as its first row has it.")] = None
    columns: Annotated[tuple[Line, ...], Meaning("Several columns, in this order.")] = ()
    joined: Annotated[str | None, Meaning("What stands between what several columns hold.")] = None
    list_: Annotated[str | None, Meaning("What divides the items of a list within a cell.")] = None
    dates: Annotated[DateOrder | None, _DATES] = None
    numbers: Annotated[Line | None, _NUMBERS] = None

    @property
    def names(self) -> tuple[Line, ...]:
        """The columns."""
        return (self.column,) if self.column else self.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCells(Written):
    """The columns whose words, as the text prints them, are the quote of a record."""

    columns: Annotated[tuple[Line, ...], Meaning("Columns that stand in the text one after another.")]
    joined: Annotated[str | None, Meaning("What the text prints between them; if left out, it is found.")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMap(Written):
    """How the rows of a table become records of a section of one article's annotation."""

    article: Annotated[Line, Meaning("The id of the article that prints the table.")]
    section: Annotated[Line, Meaning("The section that the records belong to.")]
    header: Annotated[int, Meaning("The line or row that names the columns; 1 if left out.")] = 1
    dates: Annotated[DateOrder | None, _DATES] = None
    numbers: Annotated[Line | None, _NUMBERS] = None
    event_type: Annotated[Line | None, Meaning("The type of new events, where the section has several.")] = (
        None
    )
    title: Annotated[str | Cells | None, Meaning("The title of new events.")] = None
    quote: Annotated[QuoteCells, Meaning("The columns that make the quote of a record.")]


@dataclass(frozen=True, slots=True)
class ReadMap:
    """A map as it was read: its file, what it says, and what cells and rows it names by their words.

    `keys` are those of `fields`, in the order written; `words` those of `values`, by the place of the mapping
    that they stand in; `where` are the words that columns must have.
    """

    path: str
    said: TableMap
    fields: Written
    record: RecordShape
    keys: tuple[str, ...]
    where: Mapping[str, tuple[frozenset[str], Location]]
    words: Mapping[Location, Mapping[str, str]]


def fields_class(record: type[Written]) -> type[Written]:
    """Make the class of what a map says of the fields of a section's records."""
    return cast("type[Written]", _made(record_shape(record)))


def map_class(record: type[Written]) -> type[TableMap]:
    """Make the class of the maps for a section's records."""
    return cast("type[TableMap]", _map_class(cast("Hashable", record)))


@cache
def _map_class(record: Any) -> Any:
    made: Any = fields_class(record)
    fields = Annotated[made, Meaning("Of what each field of the records is made.")]
    space = {"__module__": __name__, "__doc__": TableMap.__doc__}
    options = {"frozen": True, "slots": True, "kw_only": True}
    return make_dataclass("MapOfSection", [("fields", fields)], bases=(TableMap,), namespace=space, **options)


_CLASSES: dict[int, Any] = {}


def _made(shape: RecordShape) -> Any:
    """Make the class that mirrors a mapping of records; it needs no key, as the record is checked later."""
    if id(shape) not in _CLASSES:
        members = [
            (key.name, mirrored(key.shape) | None, None)
            for name, key in shape.keys.items()
            if name not in NOT_IN_FIELDS
        ]
        space = {"__module__": __name__, "__doc__": shape.kind.__doc__, "MIRRORS": shape}
        options = {"frozen": True, "slots": True, "kw_only": True}
        name = f"MapOf{shape.kind.__name__}"
        _CLASSES[id(shape)] = make_dataclass(name, members, bases=(Written,), namespace=space, **options)
    return _CLASSES[id(shape)]


def mirrored(shape: Shape) -> Any:
    """Give the type of what a map may say in the place of a shape."""
    match shape:
        case TextShape() | ChoiceShape() | NumberShape():
            return str | Cells
        case SeveralShape(each=each, count=None):
            return mirrored(each) | tuple.__class_getitem__((mirrored(each), ...))
        case SeveralShape(each=each, count=count):
            return tuple[(mirrored(each),) * (count or 1)]  # type: ignore[misc]
        case RecordShape():
            return _made(shape)
        case OneOf(branches=branches):
            return reduce(or_, map(mirrored, branches))


def mirrored_by(said: Written) -> RecordShape:
    """Give the shape that the class of a mapping of a map was made of."""
    shape: RecordShape = vars(type(said))["MIRRORS"]
    return shape


def record_of(annotation: type[Annotation], section: str) -> type[Written]:
    """Give the class of the records of a section."""
    shape = record_shape(annotation).keys[section].shape
    if isinstance(shape, SeveralShape) and isinstance(shape.each, RecordShape):
        return shape.each.kind
    raise TypeError(section)
