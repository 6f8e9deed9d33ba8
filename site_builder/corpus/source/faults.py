"""Mistakes against a shape, in our words: numbers by our patterns, the rest as pydantic finds it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.corpus.source.nodes import Items, Node, Pairs, Scalar, is_absent, place
from site_builder.corpus.source.places import Path
from site_builder.corpus.source.shapes import (
    ChoiceShape,
    NumberShape,
    OneOf,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    fitting,
    noun,
)
from site_builder.corpus.source.yaml_mistakes import TYPOGRAPHIC
from site_builder.model.lengths import ADVICE, SHORTEST, longest
from site_builder.model.problems import Location, Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LONG = 60
_TIMES = {
    "": 1, "%": 1, "percent": 1, "per cent": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6,
    "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9, "tn": 10**12, "trillion": 10**12,
}  # fmt: skip
_SPELLED = re.compile(
    r"(?P<sign>[$€£¥₽₼₪]|[A-Z]{2,3}\$?)? ?(?P<digits>\d{1,12}(,\d{3}){0,3}(\.\d{1,6})?) ?"
    rf"(?P<times>{'|'.join(sorted(_TIMES, key=len, reverse=True))})",
    re.ASCII | re.IGNORECASE,
)
NUMBERS: dict[type[Any], re.Pattern[str]] = {
    bool: re.compile("true|false"),
    int: re.compile(r"-?\d{1,15}", re.ASCII),
    float: re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII),
    Decimal: re.compile(r"-?\d{1,18}(\.\d{1,9})?", re.ASCII),
}
"""How each kind of number is written."""


class ShapeFault(NamedTuple):
    """A problem, and the path in the tree of what has to go for the rest to be read."""

    path: Path
    problem: Problem


@dataclass(slots=True)
class Plain:
    """Turns nodes into what pydantic takes; numbers are read here, and what is wrong is kept."""

    path: str
    faults: list[ShapeFault] = field(default_factory=list)

    def value(self, node: Node, shape: Shape, at: Path = ()) -> object:
        """The node's value as text, numbers, tuples and dicts, without what is absent."""
        branch = fitting(shape, node)
        if isinstance(node, Scalar):
            if isinstance(branch, NumberShape):
                return self._number(node, branch.kind, at)
            return self._text(node, branch, at)
        if isinstance(node, Items):
            return tuple(self._items(node, branch, at))
        keys = branch.keys if isinstance(branch, RecordShape) else {}
        return {
            name: self.value(pair.value, keys[name].shape, (*at, name)) if name in keys else ""
            for name, pair in node.pairs.items()
            if name not in keys or not is_absent(pair.value)
        }

    def _text(self, node: Scalar, branch: Shape | None, at: Path) -> str:
        kind = branch.kind if isinstance(branch, TextShape) else "Id"
        if len(node.text) > SHORTEST and not kind.endswith("Id"):
            key = next((step for step in reversed(at) if isinstance(step, str)), "")
            if len(node.text) > (most := longest(kind, key)):
                self.faults.append(
                    ShapeFault(at, _too_long(key, len(node.text), most, place(node, self.path)))
                )
                return ""
        return node.text

    def _items(self, node: Items, branch: Shape | None, at: Path) -> Iterator[object]:
        for index, item in enumerate(node.items):
            if is_absent(item):
                where = place(item, self.path)
                fix = "delete the dash or comma, or write what is missing"
                self.faults.append(
                    ShapeFault(
                        (*at, index), Problem(where, "empty-item", "an empty list item", "a value", fix)
                    )
                )
            yield self.value(item, branch.each, (*at, index)) if isinstance(branch, SeveralShape) else ""

    def _number(self, node: Scalar, kind: type[Any], at: Path) -> object:
        if NUMBERS[kind].fullmatch(node.text):
            return node.text == "true" if kind is bool else kind(node.text)
        self.faults.append(ShapeFault(at, _bad_number(node, kind, place(node, self.path))))
        return kind(0)


def faults_of(errors: Iterable["ErrorDetails"], node: Node, shape: Shape, path: str) -> Iterator[ShapeFault]:
    """Translate pydantic's errors; those of union branches that were not meant are left out."""
    for error in errors:
        fault = _translate(error["loc"], node, shape, path)
        if fault:
            yield fault


def misspelt(faults: Iterable[ShapeFault]) -> tuple[ShapeFault, ...]:
    """Say of a missing key that it follows from an unknown one which may be meant for it."""
    found = tuple(faults)
    meant = {
        (*fault.path[:-1], name): fault.problem.cause
        for fault in found
        if fault.problem.rule == "unknown-key" and fault.problem.fix.startswith("did you mean")
        for name in re.findall("'([^']+)'", fault.problem.fix)
    }
    return tuple(
        fault._replace(problem=replace(fault.problem, follows=meant[fault.path]))
        if fault.problem.rule == "missing-key" and fault.path in meant
        else fault
        for fault in found
    )


def _translate(steps: tuple[str | int, ...], node: Node, shape: Shape, path: str) -> ShapeFault | None:
    at: Path = ()
    for step in steps:
        if isinstance(shape, OneOf):
            branch = fitting(shape, node)
            if branch is None:
                break
            if not _is_tag_of(str(step), branch):
                return None
            shape = branch
        elif isinstance(shape, RecordShape) and isinstance(node, Pairs):
            name = str(step)
            pair, key = node.pairs.get(name), shape.keys.get(name)
            if pair is None or key is None or is_absent(pair.value):
                return ShapeFault((*at, name), _key_problem(name, node, shape, path))
            node, shape, at = pair.value, key.shape, (*at, name)
        elif isinstance(shape, SeveralShape) and isinstance(node, Items):
            if int(step) >= len(node.items):
                break
            node, shape, at = node.items[int(step)], shape.each, (*at, int(step))
    return ShapeFault(at, _value_problem(node, shape, place(node, path)))


def _is_tag_of(tag: str, branch: Shape) -> bool:
    """Tell whether pydantic's name of a union's branch names this one.

    It finds nothing wrong in text or a number that was meant for one: `Plain` has seen to these.
    """
    return tag == branch.kind.__name__ if isinstance(branch, RecordShape) else tag.startswith("tuple[")


def _key_problem(name: str, node: Pairs, shape: RecordShape, path: str) -> Problem:
    pair, key = node.pairs.get(name), shape.keys.get(name)
    if key is None:
        at = place(pair.key, path) if pair else place(node, path)
        fix = did_you_mean(name, shape.keys, f"the keys here are {', '.join(sorted(shape.keys))}")
        return Problem(at, "unknown-key", quoted(name), "a key that belongs here", fix)
    if pair is None:
        at, found = place(node, path), f"no '{name}'"
    else:
        at, found = place(pair.key, path), f"'{name}' without a value"
    return Problem(at, "missing-key", found, f"'{name}' with {noun(key.shape)}", f"write `{name}: ...`")


def _value_problem(node: Node, shape: Shape, at: Location) -> Problem:
    branch = fitting(shape, node)
    if branch is None:
        return Problem(at, "wrong-type", _excerpt(node), noun(shape), _reshape(node, shape))
    if isinstance(branch, ChoiceShape) and isinstance(node, Scalar):
        fix = did_you_mean(node.text, branch.words, _within(node.text, branch.words) or "choose one of them")
        return Problem(at, "not-one-of", quoted(node.text), noun(branch), fix)
    if isinstance(branch, SeveralShape) and isinstance(node, Items) and branch.count:
        found = f"a list of {len(node.items)}"
        return Problem(at, "wrong-length", found, noun(branch), f"write {branch.count} values")
    return Problem(at, "wrong-value", _excerpt(node), noun(branch))


def _within(text: str, words: Iterable[str]) -> str:
    """Propose the longest of some words that a longer text begins with: "State visit" for `state`."""
    said = re.sub(r"[\s_-]+", "-", text.strip().casefold()) + "-"
    found = [word for word in words if said.startswith(f"{word}-")]
    return f"write {max(found, key=len)}" if found else ""


def _bad_number(node: Scalar, kind: type[Any], at: Location) -> Problem:
    if kind is bool:
        fix = did_you_mean(
            node.text.strip().lower(), ("true", "false"), "write true or false, or leave the key out"
        )
        return Problem(at, "bad-boolean", quoted(node.text), "true or false", fix)
    expected = "a whole number" if kind is int else "a number"
    digits = re.sub(r"[\s,_']", "", node.text.strip(TYPOGRAPHIC)).replace("\u2212", "-")
    fix = "write digits only, such as 5000000"
    if NUMBERS[kind].fullmatch(digits):
        fix = f"write {digits}"
    elif (spelled := _SPELLED.fullmatch(node.text)) and (
        (amount := Decimal(spelled["digits"].replace(",", "")) * _TIMES[spelled["times"].lower()]) % 1 == 0
        or kind is not int
    ):
        fix = f"write {amount.normalize():f}" + (
            ", and the currency under `currency:`" if spelled["sign"] else ""
        )
    return Problem(at, "bad-number", quoted(node.text), f"{expected} in plain digits", fix)


def _too_long(key: str, length: int, most: int, at: Location) -> Problem:
    found = f"{length:,} characters under {quoted(key)}"
    return Problem(at, "too-long", found, f"at most {most:,}", ADVICE[most])


def _excerpt(node: Node) -> str:
    if is_absent(node):
        return "nothing"
    match node:
        case Scalar(text=text):
            return quoted(text)
        case Items():
            return "a list"
        case Pairs():
            return "a mapping"


def _optional(shape: Shape) -> tuple[str, ...]:
    """The keys of a small record that needs none of them."""
    keys = shape.keys if isinstance(shape, RecordShape) else {}
    return () if len(keys) > 3 or any(key.required for key in keys.values()) else tuple(keys)


def _as_list(text: str) -> str:
    if re.match(r"-\S", text):
        return "write a space after each dash"
    shown = f"[{text}]" if text.isprintable() and len(text) < _LONG else "it in brackets"
    return f"write {shown}, or each item on a line of its own after a dash"


def _reshape(node: Node, shape: Shape) -> str:
    lists = isinstance(shape, SeveralShape)
    match node:
        case Scalar(text=text) if lists:
            return _as_list(text)
        case Scalar(text=text) if (keys := _optional(shape)) and text.isprintable() and len(text) < _LONG:
            return f"write {' or '.join(f'{{{key}: {text}}}' for key in keys)}, whichever it is"
        case Scalar():
            return "write its keys on lines of their own, further in"
        case Items() if not lists:
            return "write one value without a dash or brackets"
        case Pairs() if lists:
            return "put a dash before the first key of each item"
        case _:
            return "write the value alone; text that holds a colon or braces stands in quotation marks"
