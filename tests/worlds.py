"""The toy project with other names in it, in its texts and quotes as well."""

import hashlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import TOY


def rename_world(root: Path, names: Mapping[str, str], language: str = "en") -> None:
    """Put other names in place of those of a copy of the toy project, whose texts have a new hash then."""
    for path in [*root.rglob("*.md"), *root.rglob("*.yml"), *root.glob("texts/*.txt")]:
        words = path.read_bytes().decode()
        for name, other in names.items():
            words = words.replace(name, other)
        path.write_bytes(words.encode())
    shutil.rmtree(root / "annotations/extracted")
    for before in TOY.glob("texts/*.txt"):
        data = (root / "texts" / before.name).read_bytes()
        old, new = (hashlib.sha256(one).hexdigest() for one in (before.read_bytes(), data))
        for article in root.glob("articles/*.md"):
            front = article.read_text("utf-8")
            if old in front:
                front = re.sub(r"chars: \d+", f"chars: {len(data.decode())}", front.replace(old, new))
                article.write_text(front.replace("language: en", f"language: {language}"), "utf-8")
