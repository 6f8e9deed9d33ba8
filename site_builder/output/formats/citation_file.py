"""How the data are cited as a whole: a file of the Citation File Format 1.2.0.

The format is YAML (citation-file-format.github.io); each value is written as JSON, which is YAML, too.
"""

import json
from collections.abc import Mapping
from typing import Final

from site_builder.output.formats.contents import Contents, DataSet

MESSAGE: Final = "If you use these data, please cite them as below, and the articles that they are from."


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
