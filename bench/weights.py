"""How heavy pages are: bytes packed, with all that they load, and elements."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:src|href)="([^"#]+\.(?:css|js|png|svg))"')
_ELEMENT = re.compile(r"<[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Weight:
    """A page of a site: kilobytes packed with assets, its own kilobytes, and its elements."""

    path: str
    packed: float
    own: float
    elements: int


def weights(site: Path) -> Iterator[Weight]:
    """Weigh every page of a site."""
    root = site.resolve()
    for page in sorted(root.rglob("index.html")):
        html = page.read_bytes()
        text = html.decode()
        loaded = {
            page.parent.joinpath(address).resolve()
            for address in _LOADED.findall(text)
            if "://" not in address
        }
        packed = len(gzip.compress(html, mtime=0)) + sum(_packed(path) for path in loaded if path.is_file())
        path, elements = page.parent.relative_to(root).as_posix(), len(_ELEMENT.findall(text))
        yield Weight(path, packed / 1024, len(html) / 1024, elements)


@cache
def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))


def heaviest(site: Path) -> tuple[Weight, Weight]:
    """The page of most packed bytes, and that of most elements."""
    known = tuple(weights(site))
    return max(known, key=lambda one: one.packed), max(known, key=lambda one: one.elements)
