"""Names of countries on maps: those of the base map, in the language that is spoken."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from site_builder.translation.languages import ENGLISH
from site_builder.translation.messages import N_, gettext, spoken

_CODES: Final[Mapping[str, str]] = {
    "Antigua and Barbuda": "AG", "Bosnia and Herzegovina": "BA", "Cabo Verde": "CV", "Congo": "CG",
    "Côte d'Ivoire": "CI", "Democratic Republic of the Congo": "CD", "Fr. S. Antarctic Lands": "TF",
    "Heard I. and McDonald Is.": "HM", "Hong Kong": "HK", "Macao": "MO", "Myanmar": "MM",
    "S. Geo. and the Is.": "GS", "Saint Helena": "SH", "Saint Kitts and Nevis": "KN", "Saint Lucia": "LC",
    "Saint Vincent and the Grenadines": "VC", "St-Barthélemy": "BL", "St-Martin": "MF",
    "St. Pierre and Miquelon": "PM", "São Tomé and Príncipe": "ST", "Trinidad and Tobago": "TT",
    "Turkey": "TR", "Turks and Caicos Is.": "TC", "United States Virgin Islands": "VI",
    "United States of America": "US", "Vatican": "VA", "Wallis and Futuna Is.": "WF", "Åland": "AX",
}  # fmt: skip
"""Codes of those that CLDR calls otherwise in English."""
_MESSAGES: Final = frozenset({
    N_("Ashmore and Cartier Is."), N_("Indian Ocean Ter."), N_("Northern Cyprus"), N_("Palestine"),
    N_("Siachen Glacier"), N_("Somaliland"),
})  # fmt: skip
"""Those that CLDR does not know, or not by this name in other languages."""


def country_name(name: str) -> str:
    """The name of a country of the base map in the language that is spoken."""
    language = spoken()
    if language.is_english:
        return name
    return gettext(name) if name in _MESSAGES else language.locale.territories.get(country_code(name), name)


def country_code(name: str) -> str:
    """The code of ISO 3166-1 of a country, by its English name; empty if it is not known."""
    return _CODES.get(name) or _named_by_cldr().get(name, "")


@cache
def _named_by_cldr() -> Mapping[str, str]:
    """Codes of countries by their English names."""
    return {name: code for code, name in ENGLISH.locale.territories.items() if code.isalpha()}
