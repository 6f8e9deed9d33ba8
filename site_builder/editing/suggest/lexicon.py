"""The word lists and tables of suggestions."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from site_builder.names import word_lists


@cache
def words(*sections: str) -> frozenset[str]:
    """Give a section of `words/words.txt`, or several joined."""
    known = word_lists.sections("words.txt", "site_builder.editing.suggest")
    return frozenset[str]().union(*(known[section] for section in sections))


@cache
def table(name: str) -> dict[str, dict[str, Any]]:
    """Read a file of `tables/`."""
    return tomllib.loads(resources.files(__package__).joinpath(f"tables/{name}.toml").read_text("utf-8"))
