"""The builder's own vocabulary: files of the same form as a project's, read once.

What a project describes comes after it, and before its last entry, which stands for all else.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from site_builder.corpus.file_kinds import CorpusKind
from site_builder.corpus.source import Parsed, read_entries
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.model.problems import Location, Problem, quoted

PLACE: Final = "built-in/"
"""What paths of the builder's own files begin with in messages."""
REST: Final = "other"
"""The type of what no other type fits: it comes last."""


@cache
def shipped(kind: CorpusKind) -> Parsed[Mapping[str, Any]]:
    """Read a file of the builder's own vocabulary, by its kind."""
    data = resources.files(__name__).joinpath(f"{kind.name}.yml").read_bytes()
    parsed, problems = read_entries(data, f"{PLACE}{kind.name}.yml", kind.record, FILE_BYTES)
    if problems:
        raise ValueError(problems)
    return parsed


def is_shipped(place: Location) -> bool:
    """Tell whether something was written by the builder, and not by the project."""
    return place.path.startswith(PLACE)


def shipped_problem(rule: str, place: Location, name: str) -> Problem:
    """Tell that a command would change what the builder itself describes."""
    fix = "describe a type of your own in annotations/vocabulary/"
    return Problem(place, rule, f"{quoted(name)}, which is built in", "what the project describes", fix)


def in_order(makers: Mapping[str, Callable[[], Any]]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give types in their order: as written, that of the rest last."""
    yield from ((name, make) for name, make in makers.items() if name != REST)
    yield from ((name, make) for name, make in makers.items() if name == REST)
