"""Records whose section's line is missing: told as that, not by keys that do not fit the section above."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from site_builder.corpus.source.faults import ShapeFault
from site_builder.corpus.source.nodes import Items, Node, Pairs, is_absent, place
from site_builder.corpus.source.places import Path
from site_builder.corpus.source.shapes import RecordShape, SeveralShape
from site_builder.model.problems import Location, Problem, quoted

_EVERYWHERE = frozenset({"quote", "says", "event"})
"""Keys that tell little of the section that a record is for."""


def no_section(node: Node, shape: RecordShape, path: str) -> Problem | None:
    """Tell of a file that is a list where sections are due; None where the file has no sections."""
    sections = dict(_sections(shape))
    if not isinstance(node, Items) or not sections:
        return None
    first = next((item for item in node.items if isinstance(item, Pairs)), None)
    fitting = _fitting(first, sections) if first else []
    name = fitting[0] if fitting else next(iter(sections))
    fix = f"write the line of their section above them, such as `{name}:`, without spaces before it"
    return Problem(
        place(node, path), "missing-section", "records under no section", "the name of a section above", fix
    )


def misplaced(
    faults: Iterable[ShapeFault], node: Pairs, shape: RecordShape, path: str
) -> Iterator[ShapeFault]:
    """Give the faults, those of a record that is another section's in one.

    It is one where all its keys fit the other section, and nothing but the usual ones fits its own. The
    records right below it that are the same section's follow from it.
    """
    sections = dict(_sections(shape))
    told: dict[Path, ShapeFault | None] = {}
    first: ShapeFault | None = None
    for fault in faults:
        where = fault.path[:2]
        if where and where not in told:
            found = told[where] = _elsewhere(where, node, sections, path)
            if found and first and _is_next(found, told) and found.problem.found == first.problem.found:
                yield found._replace(problem=replace(found.problem, follows=first.problem.cause))
            elif found:
                first = found
                yield found
        if told.get(where) is None:
            yield fault


def _is_next(fault: ShapeFault, told: Mapping[Path, ShapeFault | None]) -> bool:
    section, number = fault.path
    return isinstance(number, int) and told.get((section, number - 1)) is not None


def _elsewhere(where: Path, node: Pairs, sections: dict[str, RecordShape], path: str) -> ShapeFault | None:
    section, number = str(where[0]), where[-1]
    items = node.pairs[section].value if section in sections and section in node.pairs else None
    if not isinstance(items, Items) or not isinstance(number, int):
        return None
    record = items.items[number]
    if not isinstance(record, Pairs) or not _is_foreign(record, sections[section]):
        return None
    others = _fitting(record, {name: own for name, own in sections.items() if name != section})
    return ShapeFault(where, _missing_section(section, others, place(record, path))) if others else None


def _missing_section(section: str, others: list[str], at: Location) -> Problem:
    found = f"a record of {' or '.join(map(quoted, others))} under {quoted(section)}"
    fix = f"write the line `{others[0]}:` above it, or move it to where that stands"
    return Problem(at, "missing-section", found, f"a record of {quoted(section)}", fix)


def _sections(shape: RecordShape) -> Iterator[tuple[str, RecordShape]]:
    for name, key in shape.keys.items():
        if isinstance(key.shape, SeveralShape) and isinstance(key.shape.each, RecordShape):
            yield name, key.shape.each


def _filled_keys(record: Pairs) -> set[str]:
    return {name for name, pair in record.pairs.items() if not is_absent(pair.value)}


def _required(shape: RecordShape) -> set[str]:
    return {name for name, key in shape.keys.items() if key.required}


def _is_foreign(record: Pairs, own: RecordShape) -> bool:
    """Tell whether a record has keys that its section does not know, and lacks what that asks for."""
    written = _filled_keys(record)
    return bool(written - own.keys.keys()) and bool(_required(own) - written)


def _fitting(record: Pairs, sections: dict[str, RecordShape]) -> list[str]:
    """Sections that a record fits as it is, those first that it fits by keys that few have."""
    written = _filled_keys(record)
    fitting = [
        name
        for name, shape in sections.items()
        if written <= shape.keys.keys() and _required(shape) <= written
    ]
    return sorted(fitting, key=lambda name: -len(_required(sections[name]) - _EVERYWHERE))
