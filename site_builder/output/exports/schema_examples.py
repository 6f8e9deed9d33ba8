"""Examples in the schema of the data: of each key the first value that stands there."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from site_builder.output.exports.json_and_csv import json_bytes

Form = dict[str, Any]
LONGEST: Final = 120
"""No longer text is an example."""
MOST: Final = 60
"""So many items of each list are looked through."""


def with_examples(schema: bytes, address: str, lists: Mapping[str, Iterable[str]]) -> bytes:
    """The schema with its own address, and with examples out of `lists`: groups of items as JSON, by key."""
    whole = json.loads(schema)
    read = _Reader(whole)
    for key, groups in lists.items():
        form = whole["properties"][key]
        for item in _first_items(groups):
            read.value(form["items"], item)
    head = {name: whole.pop(name) for name in ("$schema",) if name in whole}
    return json_bytes({**head, "$id": address, **whole})


def _first_items(groups: Iterable[str]) -> Iterator[Any]:
    found = 0
    for group in groups:
        for item in json.loads(f"[{group}]"):
            yield item
            found += 1
            if found == MOST:
                return


class _Reader:
    """Reads values along a schema, and notes the first plain value of each key in it."""

    def __init__(self, schema: Form) -> None:
        self._defined: Mapping[str, Form] = schema["$defs"]

    def value(self, form: Form, value: Any) -> None:
        for one in self._meant(form, value):
            if isinstance(value, dict):
                self._object(one, value)
            elif isinstance(value, list) and isinstance(one.get("items"), dict):
                for item in value:
                    self.value(one["items"], item)

    def _object(self, form: Form, value: Form) -> None:
        known, others = form.get("properties", {}), form.get("additionalProperties")
        for key, held in value.items():
            if key in known:
                _note(known[key], held)
                self.value(known[key], held)
            elif isinstance(others, dict):
                self.value(others, held)

    def _meant(self, form: Form, value: Any) -> Iterator[Form]:
        """The forms that a value may be meant to have: those of its kind, of objects those with its keys."""
        if "$ref" in form:
            yield from self._meant(self._defined[form["$ref"].rpartition("/")[2]], value)
        elif "anyOf" in form:
            for one in form["anyOf"]:
                yield from self._meant(one, value)
        elif _FITS.get(form.get("type", ""), _never)(form, value):
            yield form


def _note(form: Form, held: Any) -> None:
    """Note a value that is neither an object, nor empty, nor long; of a list its first item is enough."""
    shown = held[:1] if isinstance(held, list) else held
    written = json.dumps(shown)
    is_plain = shown not in (None, "", []) and "{" not in written and len(written) <= LONGEST
    if is_plain and "examples" not in form and "const" not in form:
        form["examples"] = [shown]


def _never(_form: Form, _value: Any) -> bool:
    return False


def _is_object(form: Form, value: Any) -> bool:
    if not isinstance(value, dict) or not {*form.get("required", ())} <= value.keys():
        return False
    section = form.get("properties", {}).get("section", {}).get("const")
    return section is None or section == value.get("section")


_FITS: Final[Mapping[str, Callable[[Form, Any], bool]]] = {
    "object": _is_object,
    "array": lambda _form, value: isinstance(value, list),
}
