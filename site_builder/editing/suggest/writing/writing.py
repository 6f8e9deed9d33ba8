"""Proposals as YAML, in the form that annotations have."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from site_builder.editing.suggest.proposals.proposal import Proposal, Value
from site_builder.editing.suggest.writing.entries import NewEntry, as_value
from site_builder.model.annotation import Section, in_files
from site_builder.model.extraction_results import UndatedTime

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.()'/&_-]*[A-Za-z0-9.)]|[A-Za-z]", re.ASCII)
_IN_LIST = re.compile(r"[A-Za-z][A-Za-z0-9 .'/_-]*[A-Za-z0-9]|[A-Za-z]", re.ASCII)
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def in_sections(proposals: Iterable[Proposal]) -> Iterator[tuple[Section, list[Proposal]]]:
    """Group proposals by section, in the order of the annotation and of the text."""
    held = list(proposals)
    sections = in_files(sorted({proposal.section for proposal in held}))
    ordered = sorted(held, key=lambda p: (sections.index(p.section), p.start, p.quotes))
    yield from ((section, list(group)) for section, group in groupby(ordered, key=lambda p: p.section))


def record_lines(proposal: Proposal, indent: str = "  ") -> list[str]:
    """Write a proposal as an item of its section, its reason before it."""
    fields: dict[str, Value] = dict(proposal.fields)
    quote: Value = proposal.quotes[0] if len(proposal.quotes) == 1 else proposal.quotes
    if proposal.section == "dates":
        fields = {"quote": quote, **fields}
    else:
        fields["quote"] = quote
    if proposal.prefix:
        fields["prefix"] = proposal.prefix
    return [f"{indent}# {proposal.rank}: {proposal.reason}", *item_lines(fields, indent)]


def item_lines(fields: Mapping[str, Value], indent: str = "  ") -> list[str]:
    """Write fields as an item of a section."""
    lines = list(_mapping(fields, indent + "  "))
    return [indent + "- " + lines[0].removeprefix(indent + "  "), *lines[1:]]


def lines_of_field(key: str, value: Value) -> int:
    """Tell how many lines a field takes."""
    return sum(1 for _ in _field(key, value, ""))


def entry_lines(entry: NewEntry) -> list[str]:
    """Write an entry of the registry, after what it may be another spelling of, and who found it."""
    notes = [
        line
        for near in entry.near
        for line in (
            f"# perhaps another spelling of {near}; if so, leave this out and add to that entry:",
            f"#   aliases: [{_scalar('name', str(as_value(entry)['name']))}]",
        )
    ]
    by = [f"# perhaps no name: found by {entry.model}"] if entry.model else []
    return [*by, *notes, f"{entry.id}:", *_mapping(as_value(entry), "  ")]


def as_yaml(
    article: str,
    proposals: Sequence[Proposal],
    entries: Sequence[NewEntry],
    unread: Sequence[str] = (),
    undated: Sequence[UndatedTime] = (),
) -> str:
    """Write all proposals of an article: first what the registry lacks, file by file, then the records.

    What speaks of time without dating anything comes last, as a comment.
    """
    lines = [
        f"# Suggestions for {article}. Check each against the text; what is wrong goes under `rejected:`.",
        *unread_lines(unread),
    ]
    for file, group in groupby(entries, key=lambda entry: entry.file):
        lines += ["", f"# ---- new in {file}"]
        lines += [line for entry in group for line in entry_lines(entry)]
    if proposals:
        lines += ["", f"# ---- annotations/articles/{article}.yml"]
    for i, (section, group_) in enumerate(in_sections(proposals)):
        lines += ["" for _ in range(i > 0)]
        lines += [f"{section}:", *(line for proposal in group_ for line in record_lines(proposal))]
    return "\n".join([*lines, *_undated_lines(undated)]) + "\n"


_MOST_UNDATED = 20


def _undated_lines(undated: Sequence[UndatedTime]) -> list[str]:
    """Write how long and how often things were, and the like, with the values of TimeML."""
    said = dict.fromkeys(f"{' '.join(one.surface.split())} ({one.value})" for one in undated)
    if not said:
        return []
    more = f", and {len(said) - _MOST_UNDATED} more" if len(said) > _MOST_UNDATED else ""
    return ["", f"# Times that date nothing: {', '.join(list(said)[:_MOST_UNDATED])}{more}."]


def unread_lines(unread: Iterable[str]) -> list[str]:
    """Write what of the text was not looked at, as comments."""
    return [f"# Not all of the text was looked at: {said}." for said in unread]


def _mapping(fields: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        yield from _field(key, value, indent)


def _field(key: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{key}:"
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, str | int | Decimal):
        yield f"{indent}{key}: {_scalar(key, value)}"
    elif key != "quote" and all(not isinstance(item, Mapping) and _listable(item) for item in value):
        yield f"{indent}{key}: [{', '.join(_scalar(key, item) for item in value)}]"
    else:
        yield f"{indent}{key}:"
        for item in value:
            if isinstance(item, Mapping):
                lines = list(_mapping(item, indent + "    "))
                yield f"{indent}  - " + lines[0].removeprefix(indent + "    ")
                yield from lines[1:]
            else:
                yield f"{indent}  - {_scalar(key, item)}"


def scalar(text: str, key: str = "") -> str:
    """Write one line of text as a YAML scalar that reads back as the same text."""
    return _scalar(key, text)


def flow_list(items: Iterable[str]) -> str | None:
    """Write short plain texts as a list on one line; None where one of them needs quotation marks."""
    written = tuple(items)
    return f"[{', '.join(written)}]" if all(map(_listable, written)) else None


def _listable(item: Value) -> bool:
    if isinstance(item, str):
        return bool(_IN_LIST.fullmatch(item)) and item.lower() not in _WORDS
    return isinstance(item, int | Decimal)


def _scalar(key: str, value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = str(value)
    if key == "event" and re.fullmatch(r"[0-9-]*[a-z][a-z0-9-]*", text):
        return text
    if isinstance(value, int) or (
        key not in {"quote", "prefix", "suffix", "wording"}
        and _PLAIN.fullmatch(text)
        and text.lower() not in _WORDS
        and ": " not in text
        and "..." not in text
    ):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
