"""What schemas of FollowTheMoney actors are put into, and the codes that it has."""

from collections.abc import Mapping
from typing import Any, Final

from site_builder.charts.country_words import country_code
from site_builder.output.formats.contents import Contents

LEGAL: Final = frozenset(("LegalEntity", "Person", "Organization", "PublicBody", "Company"))
"""Schemas of who can act: of these alone events have somebody involved."""
THINGS: Final = LEGAL | {
    "Airplane", "Asset", "BankAccount", "CourtCase", "CryptoWallet", "Project", "RealEstate", "Security",
    "Territory", "Vehicle", "Vessel",
}  # fmt: skip
"""Schemas that an actor may be of: those that need a name at most."""
ORGANISATIONS: Final = frozenset(("Organization", "PublicBody", "Company"))
"""Schemas of what a position can be in."""
_USUAL: Final[Mapping[str, str]] = {
    "person": "Person",
    "state": "PublicBody",  # who acts and has offices; a Territory is land, and is involved in nothing
    "government-body": "PublicBody",
    "armed-force": "Organization",  # not all are a state's
    "company": "Company",
    "organisation": "Organization",
    "media": "Organization",
}
OTHER: Final = "LegalEntity"
"""What somebody is of whom no more is said than that he acts."""

_LANGUAGES: Final = (
    "afafr amamh arara azaze bebel bgbul bnben bsbos cacat csces dadan dedeu elell eneng esspa etest fafas "
    "fifin frfra gagle heheb hihin hrhrv huhun hyhye idind inind isisl itita iwheb jajpn kakat kkkaz kmkhm "
    "knkan kokor kykir lbltz lolao ltlit lvlav mkmkd mnmon moron msmsa mtmlt mymya nenep nlnld nonor plpol "
    "pspus ptpor roron rurus sisin skslk slslv sqsqi srsrp svswe swswa tatam tetel tgtgk ththa tktuk tltgl "
    "trtur ukukr ururd uzuzb vivie zhzho"
)
LANGUAGES: Final = {one[:2]: one[2:] for one in _LANGUAGES.split()}
"""The codes of ISO 639-3 that it knows, by those of ISO 639-1."""


def schemas_of_types(contents: Contents) -> Mapping[str, str]:
    """The schema of each type of actor: as the vocabulary maps it, else that of the type it is like."""
    mapped: dict[str, str] = {}
    for one in contents.records("mappings"):
        if (one["scheme"], one["kind"]) == ("followthemoney", "actor-type") and one["code"] in THINGS:
            mapped.setdefault(one["id"], one["code"])
    like = {one["id"]: one["like"] for one in contents.records("actor_types")}
    return {name: mapped.get(name) or _USUAL.get(name) or _USUAL.get(like[name], OTHER) for name in like}


def countries(contents: Contents) -> Mapping[str, str]:
    """The codes of states, in small letters, by their ids; invented ones have none."""
    states = {one["id"]: "" for one in contents.records("actors") if one["type"] == "state"}
    for one in contents.records("names"):
        if one["subject"] in states and not states[one["subject"]]:
            states[one["subject"]] = country_code(one["name"]).lower()
    return {name: code for name, code in states.items() if code}


def day_or_less(row: Mapping[str, Any], name: str) -> str | None:
    """A date as it has them: a year, a month or a day, if the date is one of these."""
    first, last = row[f"{name}_from"], row[f"{name}_to"]
    if not first or not last or row[f"{name}_extent"] in ("lasts", "one-of"):
        return None
    precision = row[f"{name}_precision"]
    if precision in ("day", "month") and first[:7] == last[:7]:
        return known_day(first if first == last else first[:7])
    return known_day(first[:4]) if first[:4] == last[:4] else None


def known_day(date: str | None) -> str | None:
    """The same date, unless it is before the year 1001: the first that it knows."""
    return date if date and date >= "1001" else None
