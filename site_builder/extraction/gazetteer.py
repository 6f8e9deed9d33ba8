"""Countries, cities, regions, demonyms and everyday bodies: CLDR through Babel, and our own word lists."""

from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

from site_builder.extraction import lexicon
from site_builder.model.extraction_results import Label
from site_builder.names.countries import capitals, official_names

_NO_TERRITORIES: Final = lexicon.words("no territories")
_NO_CITIES = ("Etc", "Antarctica", "Arctic")

_JUDGING: Final = ("doubtful bodies", "bodies and buildings", "bodies and websites")
"""Sections that list no further bodies, but which of them are other things as well."""

STATES_OF = {"states": "United States", "states of canada": "Canada", "states of australia": "Australia"}
"""Sections of states, provinces and territories, with their country."""


@cache
def states() -> dict[str, str]:
    """Give the states, provinces and territories that stand after towns, each with its country."""
    ours = lexicon.sections("places.txt")
    return {state: country for section, country in STATES_OF.items() for state in ours[section]}


def towns_of_georgia() -> frozenset[str]:
    """Give towns of the one state of the United States that has the name of a country."""
    return lexicon.sections("places.txt")["towns of georgia"]


@cache
def entries() -> dict[str, Label]:
    """Give every known name with its label."""
    ours = lexicon.sections("places.txt")
    known: dict[str, Label] = dict.fromkeys(
        _territories() | _cities() | capitals().keys() | official_names().keys(), "place"
    )
    for section in ("countries", "regions", *STATES_OF, "cities", "more cities"):
        known.update(dict.fromkeys(ours[section], "place"))
    for section, bodies in lexicon.sections("organisations.txt").items():
        if section not in _JUDGING:
            known.update(dict.fromkeys(bodies, "organisation"))
    known.update(dict.fromkeys(ours["demonyms"], "demonym"))
    return dict(sorted(known.items()))


@cache
def doubtful() -> frozenset[str]:
    """Give the places whose names are as often those of persons or things."""
    return lexicon.sections("places.txt")["countries with cities"]


@cache
def doubtful_bodies() -> frozenset[str]:
    """Give the bodies whose names are as often those of persons, places or things."""
    return lexicon.words("doubtful bodies", "organisations.txt")


@cache
def bodies_and_more() -> frozenset[str]:
    """Give the bodies whose names are as often those of a building or a website."""
    sections = lexicon.sections("organisations.txt")
    return sections["bodies and buildings"] | sections["bodies and websites"]


@cache
def countries() -> frozenset[str]:
    """Give the names of countries and territories."""
    return frozenset(_territories()) | lexicon.sections("places.txt")["countries"] | official_names().keys()


def _territories() -> set[str]:
    names = Locale("en").territories
    known = {
        name.split(" (")[0].replace(" & ", " and ") for code, name in names.items() if len(code) in (2, 3)
    }
    return {
        name for name in known if " - " not in name and "Pseudo" not in name and name[0].isupper()
    } - _NO_TERRITORIES


def _cities() -> set[str]:
    """Exemplar cities of the time zones: their English name in CLDR, else the zone's own."""
    zones = Locale("en").time_zones
    known = set()
    for zone in get_global("zone_territories"):
        # Zones of three parts are mostly those of small towns in Indiana.
        if zone.split("/")[0] not in _NO_CITIES and zone.count("/") == 1:
            name = zones.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")
            known.add(str(name).split(", ")[0])
    return known
