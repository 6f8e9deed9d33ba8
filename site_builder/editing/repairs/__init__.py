"""Safe repairs of hand-written files: what the reader takes from them stays as it is.

Each works on the text, so that every byte it is not about stays. A file that cannot be read is left
alone, unless a mend is exactly what makes it readable and nobody can have meant anything else.
"""

from site_builder.corpus.file_kinds import FileKind
from site_builder.corpus.loading import REGISTRY_LIMIT
from site_builder.corpus.source.text import BOM, decode
from site_builder.editing.repairs.change import RepairMade
from site_builder.editing.repairs.entry_blocks import entry_order
from site_builder.editing.repairs.meaning import meaning
from site_builder.editing.repairs.quotation_marks import typographic_quotes
from site_builder.editing.repairs.schema_line import schema_line
from site_builder.editing.repairs.white_space import (
    Repair,
    final_newline,
    indentation,
    mixed_line_ends,
    trailing_space,
)
from site_builder.model.problems import Location

_MENDING: tuple[Repair, ...] = (indentation, typographic_quotes)
"""They change what a file says, each where it says that it is safe."""
_TIDYING: tuple[Repair, ...] = (mixed_line_ends, trailing_space, final_newline, entry_order)
"""They must not; the one that adds a line comes last, so that changes are told by the lines there were."""


def repaired(
    data: bytes, path: str, kind: FileKind, *, schemas: bool
) -> tuple[bytes, tuple[RepairMade, ...]]:
    """Repair the bytes of a file; `schemas` tells whether the project has schemas that it can name.

    A byte order mark is taken away too: the reader drops it, and other programs stumble over it.
    """
    text, _ = decode(data, path, REGISTRY_LIMIT)
    if text is None:
        return data, ()
    changes: list[RepairMade] = []
    for mend in _MENDING:
        text, made = mend(text, kind, path)
        changes += made
    said = meaning(text, kind)
    if said is None:
        return data, ()
    if data.startswith(BOM.encode()):
        changes.append(RepairMade(Location(path, 1), "byte-order-mark", "U+FEFF", "nothing"))
    for tidy in (*_TIDYING, *([schema_line] if schemas else [])):
        new, made = tidy(text, kind, path)
        if made and meaning(new, kind) == said:
            text = new
            changes += made
    return (text.encode() if changes else data), tuple(sorted(changes))
