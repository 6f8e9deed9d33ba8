"""What people wrote in a project's own CITATION.cff: how the data are cited as a whole.

The file is published as it stands, so its form is proved first: what the Citation File Format 1.2.0 demands
of every file (citation-file-format.github.io), in YAML as strict as in all other files here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from site_builder.corpus.source.nodes import Items, Pairs, Scalar, place, read_nodes
from site_builder.corpus.source.text import decode
from site_builder.model.problems import Location, Problem
from site_builder.storage.files import read_file

CITATION: Final = "CITATION.cff"
_TO_FILL: Final = b"# To fill"
"""What the file of a new project says until its authors have written it."""
_MOST: Final = 100_000
"""Bytes; a longer one is none."""
_OF_DATA = re.compile(rb"""^type: *["']?dataset["']?\s*$""", re.MULTILINE)
_NEEDED: Final = {
    "cff-version": 'write `cff-version: "1.2.0"`',
    "message": "write what those who use the data are asked to do, in one sentence",
    "title": "write what the data are called",
}


def own_citation(root: Path) -> bytes | None:
    """The file's bytes; None if it is not of data, or not yet written."""
    data = read_file(root, CITATION, _MOST)[0] if (root / CITATION).is_file() else None
    if data is None or len(data) > _MOST or _TO_FILL in data:
        return None
    return data if _OF_DATA.search(data) else None


def citation_problems(root: Path) -> tuple[Problem, ...]:
    """What keeps the file from being read by those who cite; none where it is not published."""
    if (data := own_citation(root)) is None:
        return ()
    text, problems = decode(data, CITATION, _MOST)
    if text is None:
        return problems
    node, problems = read_nodes(text, CITATION)
    if problems or not isinstance(node, Pairs):
        return problems
    return tuple(_lacking(node))


def _lacking(node: Pairs) -> Iterator[Problem]:
    for key, fix in _NEEDED.items():
        pair = node.pairs.get(key)
        if pair is None or not isinstance(pair.value, Scalar) or not pair.value.text.strip():
            at = Location(CITATION) if pair is None else place(pair.key, CITATION)
            yield Problem(at, "bad-citation", f"no text for `{key}`", "one line of text", fix)
    pair = node.pairs.get("authors")
    named = pair.value.items if pair and isinstance(pair.value, Items) else ()
    if not named or not all(isinstance(one, Pairs) and one.pairs for one in named):
        at = Location(CITATION) if pair is None else place(pair.key, CITATION)
        fix = "write `- name: The editors of …`, or `- family-names: …`, for each below `authors:`"
        yield Problem(at, "bad-citation", "no list of names for `authors`", "who made the data", fix)
