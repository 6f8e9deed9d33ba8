"""What earlier builds have published, and what the checks found in it, by what it was made of.

A page that would be made of the same is taken from the live site. It is known by its inode, size and time of
change, else by its bytes; and what the checks found in these bytes is not looked for again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from site_builder.publishing.site_checks import PageFacts
from site_builder.publishing.site_files import FileFacts
from site_builder.storage.store import Store, key_of

WRITTEN: Final = "written"
CHECKED: Final = "checked"
SEARCHED: Final = "searched"
PIECES: Final = "pieces"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A published file: the sha256 of its bytes, and by what the system knew it."""

    sha256: str
    facts: FileFacts


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files that a `store` knows."""

    store: Store = field(default_factory=Store)

    def written(self, path: str, made_of: str) -> WrittenFile | None:
        """The file that was made of what has a hash."""
        self.store.read_ahead(WRITTEN)
        self.store.read_ahead(CHECKED)
        kept = self.store.get(WRITTEN, path, made_of)
        try:
            sha256, inode, size, time = (kept or "").split()
            return WrittenFile(sha256, (int(inode), int(size), int(time)))
        except ValueError:  # somebody else wrote it, or there is none
            return None

    def keep_written(self, path: str, made_of: str, file: WrittenFile) -> None:
        """Keep what a file was made of."""
        self.store.put(WRITTEN, path, made_of, " ".join([file.sha256, *map(str, file.facts)]))

    def checked(self, path: str, sha256: str, address: str) -> tuple[PageFacts, str] | None:
        """What was found in such a file of a site at an address, with a stamp of the texts looked for."""
        kept = self.store.get(CHECKED, path, key_of(sha256, address))
        try:
            stamp, *facts = json.loads(kept or "[]")
            return PageFacts.from_json(facts), str(stamp)
        except (ValueError, TypeError):  # somebody else wrote it, or there is nothing
            return None

    def keep_checked(self, path: str, sha256: str, address: str, facts: PageFacts, stamp: str) -> None:
        """Keep what was found."""
        row = json.dumps([stamp, *facts.as_json()], ensure_ascii=False, separators=(",", ":"))
        self.store.put(CHECKED, path, key_of(sha256, address), row)

    def clean_pieces(self, place: str, stamp: str) -> Mapping[str, str]:
        """Of a large file the pieces that show nothing of texts with a stamp: see `leak_check.KeptPieces`."""
        try:
            pieces = json.loads(self.store.get(PIECES, place, stamp) or "{}")
            return {str(key): str(last) for key, last in pieces.items()}
        except (ValueError, AttributeError):  # somebody else wrote it
            return {}

    def keep_clean_pieces(self, place: str, stamp: str, pieces: Mapping[str, str]) -> None:
        """Keep them."""
        self.store.put(PIECES, place, stamp, json.dumps(pieces, ensure_ascii=False, separators=(",", ":")))

    def searched(self, path: str, body: str) -> str | None:
        """What Pagefind reads of a page, of which a part has a hash."""
        return self.store.get(SEARCHED, path, body)

    def keep_searched(self, path: str, body: str, text: str) -> None:
        """Keep it."""
        self.store.put(SEARCHED, path, body, text)
