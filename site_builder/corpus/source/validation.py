"""Plain values made into typed records: the one place that asks pydantic, loaded where it is asked."""

import os
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

# Whatever else is installed has no say in how files are read, and looking for it takes long.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def validated(value: object, kind: type[T]) -> tuple[T | None, list[ErrorDetails]]:
    """Make a record of plain values, or tell what does not fit."""
    try:
        return cast("T", _adapter(cast("Hashable", kind)).validate_python(value)), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_context=False, include_input=False)
