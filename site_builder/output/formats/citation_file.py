"""How the data are cited as a whole: a file of the Citation File Format 1.2.0.

The format is YAML (citation-file-format.github.io); each value is written as JSON, which is YAML, too.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from site_builder.output.formats.contents import Contents, DataSet
from site_builder.storage.files import read_file

CITATION: Final = "CITATION.cff"
MESSAGE: Final = "If you use these data, please cite them as below, and the articles that they are from."
TO_FILL: Final = "# To fill"
"""What a file of a new project says until its authors have written it."""
_MOST: Final = 100_000
"""Bytes; a longer one is none."""
_OF_DATA = re.compile(rb"""^type: *["']?dataset["']?\s*$""", re.MULTILINE)


def own_citation(root: Path) -> bytes | None:
    """What people wrote in a project's own CITATION.cff; None if that is not of data, or not yet written."""
    data = read_file(root, CITATION, _MOST)[0] if (root / CITATION).is_file() else None
    if data is None or len(data) > _MOST or TO_FILL.encode() in data:
        return None
    return data if _OF_DATA.search(data) else None


def citation_file(contents: Contents) -> bytes:
    """The file that people wrote; else one that says who the editors are as the site does: its editors."""
    if contents.about.citation is not None:
        return contents.about.citation
    told = _told(contents.about).items()
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told).encode()


def _told(about: DataSet) -> Mapping[str, object]:
    name = about.name or "A record"
    found = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": name,
        "authors": [{"name": f"The editors of {name}"}],
        "url": about.address,
        "license": about.licence.id if about.licence else None,
        "commit": about.commit,
        "date-released": about.day,
    }
    return {key: value for key, value in found.items() if value}
