"""What `rights` and `licence` may say: closed lists, and what each entry allows and asks for.

Ids are those of SPDX (spdx.org/licenses). Of content licences only those are listed that people put on
texts or data; licences of software are none. -NC and -ND are known, and publish no text: see
docs/publishing.md.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from site_builder.model.lazy_pattern import lazy_pattern

RESERVED = "all-rights-reserved"
PUBLIC_DOMAIN = "public-domain"
PUBLIC_DOMAIN_MARK = "https://creativecommons.org/publicdomain/mark/1.0/"


class Licence(NamedTuple):
    """An open licence, or one with conditions; `opens` says whether a text under it may be published here.

    `credit` is whether it asks for the author's name, `alike` whether what is made of it keeps the licence.
    """

    id: str
    name: str
    url: str
    opens: bool = True
    credit: bool = True
    alike: bool = False


class Permission(NamedTuple):
    """A permission to publish: who gave it, and when (an EDTF date)."""

    who: str
    when: str


CC = "https://creativecommons.org"
_VARIANTS = ("BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")


def _creative_commons() -> Iterable[Licence]:
    yield Licence("CC0-1.0", "CC0 1.0", f"{CC}/publicdomain/zero/1.0/", credit=False)
    for variant in _VARIANTS:
        for version in _VERSIONS:
            parts = variant.split("-")
            place = "by-nd-nc" if (variant, version) == ("BY-NC-ND", "1.0") else variant.lower()
            yield Licence(
                f"CC-{variant}-{version}",
                f"CC {variant} {version}",
                f"{CC}/licenses/{place}/{version}/",
                opens=not {"NC", "ND"} & {*parts},
                alike="SA" in parts,
            )


_UK = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version"
_OTHERS = (
    Licence("OGL-UK-1.0", "Open Government Licence 1.0 (UK)", f"{_UK}/1/"),
    Licence("OGL-UK-2.0", "Open Government Licence 2.0 (UK)", f"{_UK}/2/"),
    Licence("OGL-UK-3.0", "Open Government Licence 3.0 (UK)", f"{_UK}/3/"),
    Licence(
        "OGL-Canada-2.0",
        "Open Government Licence 2.0 (Canada)",
        "https://open.canada.ca/en/open-government-licence-canada",
    ),
    Licence("etalab-2.0", "Licence ouverte 2.0 (France)", "https://spdx.org/licenses/etalab-2.0.html"),
    Licence(
        "NLOD-2.0", "Norwegian Licence for Open Government Data 2.0", "https://data.norge.no/nlod/en/2.0"
    ),
)
_FOR_DATA = (
    Licence("ODC-By-1.0", "ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    Licence("ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", alike=True),
    Licence("PDDL-1.0", "PDDL 1.0", "https://opendatacommons.org/licenses/pddl/1-0/", credit=False),
)

LICENCES: Mapping[str, Licence] = {known.id: known for known in (*_creative_commons(), *_OTHERS)}
"""The licences of texts, by id."""

DATA_LICENCES: Mapping[str, Licence] = {
    known.id: known for known in (*(one for one in LICENCES.values() if one not in _OTHERS), *_FOR_DATA)
}
"""What records, digests and data may be licensed under, by id."""

RIGHTS = (RESERVED, PUBLIC_DOMAIN, *LICENCES)
"""Everything that `rights` may be, besides a permission."""

_VERSIONED = "1.0, 2.0, 2.5, 3.0, 4.0"
_NAMED = ", ".join(known.id for known in _OTHERS)
KNOWN = (
    f"{RESERVED}, {PUBLIC_DOMAIN}, CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0, CC-BY-NC-SA-4.0, "
    f"CC-BY-ND-4.0, CC-BY-NC-ND-4.0 (or with {_VERSIONED[:-5]} for 4.0), {_NAMED}, "
    "or 'permission: <who gave it>, <when>'"
)
"""The list, for messages."""

KNOWN_FOR_DATA = (
    f"{RESERVED}, CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0, CC-BY-NC-SA-4.0, CC-BY-ND-4.0, "
    "CC-BY-NC-ND-4.0 (or an older version), ODC-By-1.0, ODbL-1.0, PDDL-1.0"
)
"""The list of what data may be licensed under, for messages."""

OPENING = (
    f"rights that allow it: {PUBLIC_DOMAIN}, CC0-1.0, CC-BY and CC-BY-SA with their version, {_NAMED}, "
    "or 'permission: <who gave it>, <when>'"
)
"""What allows a text to be published, for messages."""

_PERMISSION = lazy_pattern(r"permission: *(\S[^\n]*?), *([^\s,]+)")
_CC = lazy_pattern(
    r"(?:creativecommons\.org/licenses/|\bcc|creative commons)[ -]*(by(?:[ -](?:sa|nc|nd))*)\b"
    r"(?:[ /-]*v?(\d\.\d))?",
    re.IGNORECASE,
)
_LIKELY = (
    (lazy_pattern(r"cc[ -]?(0|zero)\b.*|.*publicdomain/zero.*", re.IGNORECASE), "CC0-1.0"),
    (lazy_pattern(r"pd|pdm|.*public[ -]?domain.*", re.IGNORECASE), PUBLIC_DOMAIN),
    (lazy_pattern(r"©.*|\(c\).*|.*copyright.*|.*reserved.*", re.IGNORECASE), RESERVED),
)


def permission_of(text: str) -> Permission | None:
    """Read `permission: <who gave it>, <when>`.

    >>> permission_of("permission: The Norland Post, 2031-05-12")
    Permission(who='The Norland Post', when='2031-05-12')
    """
    match = _PERMISSION.fullmatch(text)
    return Permission(match[1], match[2]) if match else None


def opens(rights: str) -> bool:
    """Say whether rights allow the whole text to be published; what is not on the list allows nothing."""
    licence = LICENCES.get(rights)
    return rights == PUBLIC_DOMAIN or bool(licence and licence.opens) or permission_of(rights) is not None


def likely(written: str, known: Iterable[str]) -> str | None:
    """Find the entry of a list that was meant by something else, if one probably was.

    >>> likely("cc by 4.0", RIGHTS), likely("CC-BY", RIGHTS), likely("© Reuters 2020", RIGHTS)
    ('CC-BY-4.0', 'CC-BY-4.0', 'all-rights-reserved')
    """
    listed = {one.casefold(): one for one in known}
    text = " ".join(written.split())
    found = listed.get(text.casefold()) or listed.get(_creative(text).casefold())
    found = found or next((one for form, one in _LIKELY if form.fullmatch(text)), None)
    if found is not None:
        return found if found in listed.values() else None
    near = get_close_matches(text.casefold(), sorted(listed), n=1, cutoff=0.8)
    return listed[near[0]] if near else None


def _creative(text: str) -> str:
    """The id of a Creative Commons licence that is named in another way; without a version the newest."""
    match = _CC.search(text)
    if match is None:
        return ""
    parts = re.split("[ -]", match[1].upper())
    variant = "-".join(part for part in ("BY", "NC", "SA", "ND") if part in parts)
    return f"CC-{variant}-{match[2] or '4.0'}"


def licence_at(address: str) -> Licence | None:
    """Find the licence that an address is of, whatever its scheme, language or end."""
    place = re.sub(r"^https?://(www\.)?|(legalcode|deed).*$", "", address.lower()).rstrip("/")
    places = {re.sub(r"^https?://(www\.)?", "", one.url).rstrip("/"): one for one in LICENCES.values()}
    return places.get(place)
