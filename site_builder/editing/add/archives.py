"""Addresses that are not the article's own: of archives, of search engines' copies, of pages for phones.

The original stands within most of them; the address of an archive is kept beside it.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from site_builder.model.addresses import is_address

_TODAY = frozenset(f"archive.{end}" for end in ("today", "ph", "is", "li", "md", "vn", "fo"))
_KEEPERS = re.compile(
    r"(?:web(?:-beta)?|wayback|www)\.archive\.org|wayback\.archive-it\.org|archive-it\.org|arquivo\.pt"
    r"|perma\.cc|(?:www\.)?webarchive\.org\.uk|webarchive\.nationalarchives\.gov\.uk|webcitation\.org"
    r"|swap\.stanford\.edu|webarchive\.loc\.gov|vefsafn\.is|ghostarchive\.org|megalodon\.jp"
)
_WITHIN = re.compile(
    r"/(?:\d{4,14}(?:\*|[a-z]{2}_)?|\d{4}[.\d-]{4,18}|newest|oldest|timegate|save)"
    r"/((?:https?:?/{1,2})?[^/\s]+\.[^/\s]+.*)",
    re.IGNORECASE,
)
_HOST = re.compile(r"[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_DEEPEST = 5
"""An archive may keep what another one kept."""
_SCHEME = re.compile(r"(https?):?/{1,2}(?=[^/])", re.IGNORECASE)
_CACHE = re.compile(r"cache:(?:[\w-]{6,20}:(?!//))?([^+\s]+)", re.IGNORECASE)
_VIEWED = re.compile(r"/(?:[a-z]/)?(?:amp/)?(s/)?([^/]+\.[^/]+(?:/.*)?)")
"""What Google's and Bing's copies of AMP pages have: kind, `s` for https, host and path."""
_AMP_HOST = re.compile(r"\bamp\.", re.IGNORECASE)
_AMP_PATH = re.compile(r"/amp(?:/|\.html?|$)|\.amp(?:\.html?|/|$)", re.IGNORECASE)
_OF_THE_COPY = frozenset(("usqp", "amp_js_v", "amp_gsa", "amp_ct"))


@dataclass(frozen=True, slots=True)
class OriginalAddress:
    """An address without what keeps or shows its page: the original's, or empty, and that of an archive."""

    original: str
    archived: str = ""


def original_address(address: str) -> OriginalAddress:
    """Find the original's address within an archive's or a copy's; any other comes back as it is."""
    found = outer = _one_layer(address)
    for _ in range(_DEEPEST):
        inner = _one_layer(found.original)
        if inner == found or inner.original == found.original:
            break
        found = inner
    return OriginalAddress(found.original, outer.archived)


def _one_layer(address: str) -> OriginalAddress:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return OriginalAddress(address)
    behind = address.split("://", 1)[-1].partition("/")[2]
    if host.removeprefix("www.") in _TODAY or _KEEPERS.fullmatch(host):
        match = _WITHIN.search(f"/{behind}")
        return OriginalAddress(_whole(match[1]) if match else "", address)
    if host in ("webcache.googleusercontent.com", "cc.bingj.com"):
        match = _CACHE.match(dict(parse_qsl(parts.query)).get("q", ""))
        return OriginalAddress(_whole(match[1]) if match else "")
    if _shows_amp(host, parts.path):
        match = _VIEWED.match(parts.path)
        own = [p for p in parse_qsl(parts.query, keep_blank_values=True) if p[0] not in _OF_THE_COPY]
        query = f"?{urlencode(own)}" if own else ""
        return OriginalAddress(_whole(f"http{'s' * bool(match[1])}://{match[2]}{query}") if match else "")
    return OriginalAddress(address)


def is_amp(address: str) -> bool:
    """Tell the address of a page's form for phones by its usual marks."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return bool(_AMP_HOST.match(parts.netloc) or _AMP_PATH.search(parts.path) or keys & {"amp", "outputtype"})


def _shows_amp(host: str, path: str) -> bool:
    if host.endswith((".cdn.ampproject.org", ".bing-amp.com")) or host == "cdn.ampproject.org":
        return True
    return re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host) is not None and path.startswith("/amp/")


def _whole(address: str) -> str:
    """Give an address its scheme back; empty where that makes none."""
    said = unquote(address) if re.match(r"https?%3a", address, re.IGNORECASE) else address
    scheme = _SCHEME.match(said)
    made = f"{scheme[1].lower()}://{said[scheme.end() :]}" if scheme else f"http://{said}"
    bare = made.split("#", 1)[0]
    return bare if is_address(bare) and (scheme or _HOST.match(said)) else ""
