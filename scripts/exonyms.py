"""Writes what states and cities are called in other languages: `python -m scripts.exonyms`.

From the Unicode CLDR as Babel has it. A line is the English name, then the others, each once. The search
finds a state or a city by them.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.core import get_global

FILE = Path(__file__).parents[1] / "site_builder" / "names" / "words" / "exonyms.txt"
LANGUAGES = (
    "ar az az_Cyrl be bg bn ca cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk ko ku ky lt lv mk mn "
    "nb nl pl ps pt ro ru sk sl sq sr sr_Latn sv sw ta tg th tk tr uk ur uz uz_Cyrl vi zh zh_Hant"
)
OLDER = {
    "Türkiye": "Turkey",
    "Czechia": "Czech Republic",
    "Myanmar (Burma)": "Myanmar",
    "Congo - Kinshasa": "Congo",
}
"""English names of which the CLDR has newer ones."""
HEAD = (
    "# States and cities in the languages of the Unicode CLDR (© Unicode, Inc., Unicode License v3), made by",
    "# scripts/exonyms.py: the English name, then all others.",
)


def main() -> None:
    """Write the file."""
    FILE.write_text("\n".join((*HEAD, *lines())) + "\n", encoding="utf-8")


def lines() -> Iterator[str]:
    """The lines of the file, in the order of the English names."""
    found: dict[str, dict[str, str]] = {}
    for locale in locales():
        for english, name in _pairs(locale):
            found.setdefault(english, {english.casefold(): english}).setdefault(name.casefold(), name)
    for english, names in sorted(found.items()):
        others = [name for name in names.values() if name != english]
        if others:
            older = [OLDER[english]] if english in OLDER else []
            yield " | ".join((english, *older, *others))


def locales() -> Iterator[Locale]:
    """The languages in which newspapers are read most, and those around the Caspian Sea."""
    return map(Locale.parse, LANGUAGES.split())


def _pairs(locale: Locale) -> Iterator[tuple[str, str]]:
    """English names with those of a language."""
    english = Locale("en")
    yield from _same_keys(english.territories, locale.territories)
    yield from _same_keys(_cities(english), _cities(locale))


def _same_keys(one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((name, other[key]) for key, name in one.items() if key in other)


def _cities(locale: Locale) -> dict[str, str]:
    """Cities after which time zones are called; in English, if nothing else is said, as in the zone's id."""
    said = {zone: str(names["city"]) for zone, names in locale.time_zones.items() if "city" in names}
    by_id = {zone: zone.rpartition("/")[2].replace("_", " ") for zone in get_global("zone_territories")}
    return {**by_id, **said} if locale.language == "en" else said


if __name__ == "__main__":
    main()
