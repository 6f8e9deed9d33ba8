"""The address of an article, and of an archive that keeps it: as found somewhere, never made up."""

import re
from dataclasses import dataclass

from site_builder.corpus.source.text import FORBIDDEN
from site_builder.editing.add.archives import is_amp, original_address
from site_builder.editing.add.capture import Capture
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.outlets import host_of
from site_builder.model.addresses import is_address

_LINE = re.compile(
    r"(?:(?:url|source|link|from|retrieved\s+from)\s*:\s*)?(https?://[^\s<>]{4,300})", re.IGNORECASE
)
_EDGE = 8
_FOR_PHONES = (
    "this is the address of the page's form for phones, and the page names no other; if you know the "
    "article's own, write that"
)
_ARCHIVED = "it is an archive's, and does not hold the article's own; if you know that, write it as `url`"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The article's own address and an archive's; `known` are all that say whose site it is."""

    url: FoundValue | None
    archived: FoundValue | None
    known: tuple[FoundValue, ...]


def addresses_of(capture: Capture, given: str | None, layout: Layout, hints: dict[str, str]) -> Addresses:
    """Find an article's addresses; what may help to find what is missing goes into `hints`."""
    typed = FoundValue(given, "as given with --url", printed=False) if given else None
    ways = (typed, capture.stated.canonical, _fetched(capture), _printed(layout))
    own_typed, stated, fetched, printed = map(_bare, ways)
    url = own_typed or _canonical(stated, fetched, hints) or fetched or printed
    archived = next((one for one in ways if one and _is_kept(one.value)), None)
    if url and is_amp(url.value) and not given:
        hints["url"] = _FOR_PHONES
    if archived and not url:
        hints["url"] = _ARCHIVED
    return Addresses(url, archived, tuple(one for one in (fetched, url, stated) if one))


def _fetched(capture: Capture) -> FoundValue | None:
    if not capture.address:
        return None
    return FoundValue(capture.address, "the address it was fetched from", printed=False)


def _is_kept(address: str) -> bool:
    return bool(original_address(address).archived) and _is_usable(address)


def _bare(found: FoundValue | None) -> FoundValue | None:
    """Give an address without what keeps or shows its page."""
    if found is None:
        return None
    original = original_address(found.value).original
    if not original or not _is_usable(original):
        return None
    if original == found.value:
        return found
    return FoundValue(original, f"{found.where}, which keeps or shows the page of another", found.printed)


def _canonical(
    stated: FoundValue | None, fetched: FoundValue | None, hints: dict[str, str]
) -> FoundValue | None:
    """Take what a page calls its own address, unless that is on another outlet's site."""
    if stated is None or fetched is None or _one_site(stated.value, fetched.value):
        return stated
    hints["republished_from"] = f"{stated.where} leads to {stated.value}: perhaps that outlet had it first"
    return None


def _one_site(stated: str, fetched: str) -> bool:
    one, other = host_of(stated), host_of(fetched)
    for_phones = is_amp(fetched) and (one.endswith(f".{other}") or other.endswith(f".{one}"))
    return one == other or for_phones


def _is_usable(address: str) -> bool:
    return is_address(address) and not FORBIDDEN.search(address) and address.split() == [address]


def _printed(layout: Layout) -> FoundValue | None:
    """Find an address alone in a line at the beginning or end of the capture."""
    lines = [layout.words(block)[:400] for block in (*layout.blocks[:_EDGE], *layout.blocks[-_EDGE:])]
    found = {match[1] for line in lines if (match := _LINE.fullmatch(line))}
    pages = [
        url for url in found if _is_usable(url) and url.count("/") > 2 and url.split("/", 3)[3].strip("/")
    ]
    return FoundValue(pages[0], "an address alone in a line of the text") if len(pages) == 1 else None
