"""The texts in a value of whatever depth, as JSON or YAML gives it."""

from collections.abc import Iterator


def texts_within(value: object) -> Iterator[str]:
    """All texts in a value, in its order: itself, the items of lists, what keys of mappings have."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_within(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_within(item)
