"""The comment on a file's first line that names its schema to editors."""

import re

from site_builder.corpus.file_kinds import ARTICLE, FileKind
from site_builder.editing.repairs.change import RepairMade
from site_builder.model.problems import Location, quoted
from site_builder.output.schemas import FOLDER

_SCHEMA_LINE = re.compile(r"#\s+(yaml-language-server\s*:|\$schema:)")


def is_schema_line(line: str) -> bool:
    """Tell whether a line names a schema, in the way of the YAML language server or of JetBrains."""
    return _SCHEMA_LINE.match(line) is not None


def schema_line(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """Name a file's schema on its first line, where none of the comments at its top names one.

    Safe: it is a comment. Markdown has no place for it, so that articles are left out.
    """
    if kind is ARTICLE:
        return text, ()
    for line in text.split("\n"):
        if is_schema_line(line):
            return text, ()
        if line.strip() and not line.startswith("#"):
            break
    line = f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/{kind.name}.json"
    end = "\r\n" if "\r\n" in text else "\n"
    return line + end + text, (RepairMade(Location(path, 1), "schema-line", "no schema", quoted(line)),)
