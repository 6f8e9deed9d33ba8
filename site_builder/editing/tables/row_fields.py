"""The fields of a record, made of the cells of a row as a map says."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source.invisible import invisible
from site_builder.corpus.source.shapes import (
    ChoiceShape,
    NumberShape,
    OneOf,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    noun,
)
from site_builder.corpus.source.text import FORBIDDEN, character
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.editing.tables.cell_values import (
    PLAIN,
    NumberForm,
    UnfitError,
    date_of,
    number_form,
    number_of,
)
from site_builder.editing.tables.cells import Row, Table, in_column
from site_builder.editing.tables.map_reading import cells_in
from site_builder.editing.tables.map_types import Cells, ReadMap, mirrored_by
from site_builder.editing.tables.registry_names import RegistryNames, Unfound
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.written import Written, yaml_key

NEW_EVENT = "new"
"""Stands for the id of an event that is to be made."""


class _LeftOutError(Exception):
    """A value that cannot be made; its problem is noted."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A text that is to become a value: as a cell or the map has it, and where it stands."""

    text: str
    at: Location
    shown: str
    cells: Cells | None = None
    number: Decimal | None = None
    meant: bool = False
    """Whether the map says what it is: it is nobody's spelling."""


@dataclass(slots=True)
class RowFields:
    """Makes the fields of one row's record; what is wrong is noted, and left out."""

    table: Table
    row: Row
    map: ReadMap
    names: RegistryNames
    problems: list[Problem] = field(default_factory=list)

    def made(self) -> dict[str, Value]:
        """Make all fields that the map names and the row fills."""
        found: dict[str, Value] = {}
        for key in self.map.keys:
            shape = self.map.record.keys[key]
            value = self._value(getattr(self.map.fields, shape.name), shape.shape, key)
            if value is not None:
                found[key] = value
        for key, one in self.map.record.keys.items():
            if one.required and key != "quote" and key not in found and not self._is_told(key):
                self.problems.append(self._missing(key, one.shape))
        return found

    def text(self, said: str | Cells | None) -> str:
        """Give a text of ours, such as a title."""
        if not isinstance(said, Cells):
            return said or ""
        return self._meant(self._joined(said)).text

    def column_of(self, key: str) -> str:
        """Name the first column that a field is made of, if any is."""
        shape = self.map.record.keys.get(key)
        said = getattr(self.map.fields, shape.name, None) if shape else None
        return next((cells.names[0] for cells in cells_in(said)), "")

    def _missing(self, key: str, shape: Shape) -> Problem:
        column = self.column_of(key)
        fix = "fill the cell, or leave the row out with `where:`"
        found = f"an empty cell in the column {quoted(column)}" if column else "nothing"
        fix = fix if column else f"say under `fields:` what `{key}` is"
        return Problem(
            self.table.place(self.row, column), "missing-key", found, f"'{key}' with {noun(shape)}", fix
        )

    def _is_told(self, key: str) -> bool:
        column = self.column_of(key)
        return bool(column) and any(p.location == self.table.place(self.row, column) for p in self.problems)

    def _value(self, said: object, shape: Shape, key: str) -> Value | None:
        """Make what stands under a key; nothing where its cells are empty, or wrong."""
        if said is None:
            return None
        if isinstance(said, Written) and not isinstance(said, Cells):
            return self._mapping(said, mirrored_by(said))
        several = _several(shape)
        if isinstance(said, tuple):
            listed = self._listed(said, several or SeveralShape(shape, None), key)
            alone = listed is not None and len(listed) == 1 and several is not None and several.count == 2
            return listed[0] if alone and listed and _single(shape) else listed  # a range with one end
        if not isinstance(said, str | Cells):
            raise TypeError(key)
        if several and several.count is None and (_single(shape) is None or _is_listed(said)):
            return tuple(self._items(said, several, key)) or None
        return self._single(said, shape, key)

    def _single(self, said: str | Cells, shape: Shape, key: str) -> Value | None:
        words = self._words(said, key)
        branch = _single(shape)
        if not words.text and words.number is None:
            return None
        try:
            return self._scalar(words, branch, shape)
        except _LeftOutError:
            return None

    def _listed(self, said: tuple[object, ...], shape: SeveralShape, key: str) -> tuple[Value, ...] | None:
        made = [self._value(one, shape.each, key) for one in said]
        return tuple(one for one in made if one is not None) or None

    def _items(self, said: str | Cells, shape: SeveralShape, key: str) -> Iterator[Value]:
        """Make the items of a list: of one text, of a cell's parts, or of several columns."""
        for words in self._parts(said, key):
            if words.text:
                try:
                    yield self._scalar(words, _single(shape.each), shape.each)
                except _LeftOutError:
                    continue

    def _mapping(self, said: Written, shape: RecordShape) -> Value | None:
        found: dict[str, Value] = {}
        for one in fields(said):
            given = getattr(said, one.name) if one.init else None
            value = (
                self._value(given, shape.keys[yaml_key(one.name)].shape, yaml_key(one.name))
                if given
                else None
            )
            if value is not None:
                found[yaml_key(one.name)] = value
        if "wording" in shape.keys and "wording" not in found and "amount" in found:
            found["wording"] = self._wording(getattr(said, "amount", None))
        cells = any(cells_in(said))
        return found if found and (not cells or self._is_filled(said)) else None

    def _is_filled(self, said: Written) -> bool:
        """Tell whether any cell that a mapping is made of holds something: a fixed currency is no amount."""
        return any(self._joined(cells).text for cells in cells_in(said))

    def _wording(self, said: object) -> str:
        texts = [self._joined(cells).text for cells in cells_in(said)]
        return " to ".join(texts) if texts else str(said)

    # -------------------------------------------------------------- texts of cells

    def _words(self, said: str | Cells, key: str) -> _Words:
        if isinstance(said, str):
            return _Words(said, self.map.fields.at.of(key), quoted(said), meant=True)
        return self._meant(self._joined(said))

    def _joined(self, cells: Cells) -> _Words:
        held = [self.table.cell(self.row, name) for name in cells.names]
        texts = [cell.text.strip() for cell in held if cell.text.strip()]
        text = (" " if cells.joined is None else cells.joined).join(texts)
        number = held[0].number if len(held) == 1 else None
        for name, cell in zip(cells.names, held, strict=True):
            if cell.fault:
                at, found = self.table.place(self.row, name), f"{cell.fault}, in the column {quoted(name)}"
                fix = "open the workbook, have it calculated and save it, or write the value itself"
                self._report(at, "no-value", found, "a value", fix)
        return self._of_column(text, cells, cells.names[0], number)

    def _of_column(self, text: str, cells: Cells, column: str, number: Decimal | None = None) -> _Words:
        return _Words(text, self.table.place(self.row, column), in_column(text, column), cells, number)

    def _meant(self, words: _Words) -> _Words:
        """Put in place of a text what the map says that it stands for."""
        said = self.map.words.get(words.cells.at.location, {}) if words.cells else {}
        if words.text not in said:
            return words
        return _Words(said[words.text], words.at, words.shown, words.cells, meant=True)

    def _parts(self, said: str | Cells, key: str) -> Iterator[_Words]:
        if isinstance(said, str):
            yield self._words(said, key)
            return
        apart = len(said.names) > 1 and said.joined is None
        for name in said.names if apart else said.names[:1]:
            text = self.table.cell(self.row, name).text if apart else self._joined(said).text
            for part in text.split(said.list_) if said.list_ else (text,):
                yield self._meant(self._of_column(part.strip(), said, name))

    # -------------------------------------------------------------- values

    def _scalar(self, words: _Words, branch: Shape | None, shape: Shape) -> Value:
        match branch:
            case NumberShape(kind=kind):
                return self._number(words, kind)
            case ChoiceShape(words=options):
                return self._choice(words, options)
            case TextShape(kind=kind):
                return self._text(words, kind)
        fix = f"write {noun(shape)}, and what each of its keys is made of"
        raise self._refused(words, "wrong-type", noun(shape), fix)

    def _text(self, words: _Words, kind: str) -> str:
        self._look(words)
        if self.names.named(kind):
            if kind == "EventId" and words.meant and words.text == NEW_EVENT:
                return NEW_EVENT
            found = self.names.find(words.text, kind)
            if isinstance(found, Unfound):
                raise self._refused(words, found.rule, found.expected, found.fix)
            return found
        if kind == "Edtf":
            return self._date(words)
        if "\n" in words.text or "\r" in words.text:
            raise self._refused(words, "not-one-line", "one line of text", "write it as one line")
        return words.text

    def _look(self, words: _Words) -> None:
        """Refuse characters that no file of ours may hold, and what would say that something is missing."""
        bad = FORBIDDEN.search(words.text.replace("\r\n", "\n"))
        unseen = next((sign for _, sign in invisible(words.text)), "")
        if bad or unseen:
            found = f"{character(bad[0] if bad else unseen)} in {words.shown}"
            fix = "delete it: it is invisible, and changes how the text is read"
            self._report(words.at, "forbidden-character", found, "text that can be seen", fix)
            raise _LeftOutError
        if words.text == TO_FILL:
            raise self._refused(words, "gap", "a value", "write it, or leave the cell empty")

    def _date(self, words: _Words) -> str:
        order = (words.cells.dates if words.cells else None) or self.map.said.dates
        try:
            return date_of(" ".join(words.text.split()), order)
        except UnfitError as error:
            raise self._refused(words, "bad-date", "a date", str(error)) from None

    def _number(self, words: _Words, kind: type[bool | int | float | Decimal]) -> Value:
        if kind is bool:
            return self._choice(words, ("true", "false")) == "true"
        number = words.number
        if number is None:
            try:
                number = number_of(words.text, PLAIN if words.meant else self._form(words))
            except UnfitError as error:
                raise self._refused(words, "bad-number", "a number", str(error)) from None
        if kind is int and number != number.to_integral_value():
            raise self._refused(words, "bad-number", "a whole number", "write how many, without decimals")
        return int(number) if number == number.to_integral_value() else number

    def _form(self, words: _Words) -> NumberForm:
        example = (words.cells.numbers if words.cells else None) or self.map.said.numbers
        return (number_form(example) or PLAIN) if example else PLAIN

    def _choice(self, words: _Words, options: tuple[str, ...]) -> str:
        alike = words.text.casefold().replace(" ", "-")
        for option in options:
            if option in (words.text, alike):
                return option
        fix = "say under `values:` which of these the word stands for"
        raise self._refused(words, "unknown-word", f"one of {', '.join(options)}", fix)

    def _report(self, at: Location, rule: str, found: str, expected: str, fix: str = "") -> None:
        self.problems.append(Problem(at, rule, found, expected, fix))

    def _refused(self, words: _Words, rule: str, expected: str, fix: str) -> _LeftOutError:
        """Note what is wrong with a value, and give what leaves it out."""
        self._report(words.at, rule, words.shown, expected, fix)
        return _LeftOutError(rule)


def _several(shape: Shape) -> SeveralShape | None:
    """The list among what may stand in a place."""
    branches = shape.branches if isinstance(shape, OneOf) else (shape,)
    return next((one for one in branches if isinstance(one, SeveralShape)), None)


def _single(shape: Shape) -> Shape | None:
    """The single value among what may stand in a place."""
    branches = shape.branches if isinstance(shape, OneOf) else (shape,)
    return next((one for one in branches if isinstance(one, TextShape | NumberShape | ChoiceShape)), None)


def _is_listed(said: str | Cells) -> bool:
    """Tell whether a map says that there may be several."""
    return isinstance(said, Cells) and bool(said.list_ or (len(said.names) > 1 and said.joined is None))
