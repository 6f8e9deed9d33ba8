"""What the lists of a language say of its names: the forms of first names, roles, bodies and places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError

from site_builder.extraction.languages.language import Language, folded_word, forms
from site_builder.model.extraction_results import Label
from site_builder.names import word_lists
from site_builder.names.declension import CASES, PACKAGE, Endings, declined, endings_of
from site_builder.names.languages import printed_alike

_FILE: Final = "names.txt"


class Given(NamedTuple):
    """A form of a first name: whose it is, in which case (none, as it is listed), and how it is listed."""

    name: str
    section: str
    case: int | None


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of a language, with all forms of what they list."""

    endings: Endings
    given: Mapping[str, tuple[Given, ...]]
    bodies: Mapping[str, str]
    places: Mapping[str, str]
    doubtful: frozenset[str]
    listed: Mapping[str, frozenset[str]]
    plain_roles: frozenset[str]
    """Roles in the case in which names are listed."""

    def has(self, section: str, word: str) -> bool:
        """Tell whether a section has a word in any of its forms."""
        return folded_word(word) in self.listed[section]


_SECTIONS: Final = (
    "particles", "roles", "honorifics", "reporting verbs", "heads of bodies", "kinds of body",
    "kinds of place", "place prepositions", "small words in bodies", "no further", "ends of verbs",
    "titles before a surname", "titles of rulers", "ends of places as adjectives", "reporting of outlets",
    "heads with what they are for", "bodies of a state", "before what they are for", "before a field",
    "ends of what they are for", "ordinary before a head", "heads that are described", "kinds behind a name",
    "no kinds of their own", "works", "and", "called after", "before places alone", "fields",
    "ends of men as listed",
)  # fmt: skip


@cache
def name_words(language: Language) -> NameWords | None:
    """Read the lists of a language, if it has any."""
    try:
        sections = word_lists.sections(f"{language.code}/{_FILE}", PACKAGE)
    except FileNotFoundError:
        return None
    endings = endings_of(language.code)
    given: dict[str, list[Given]] = {}
    for section, gender in (("first names of men", "men"), ("first names of women", "women")):
        for name in sorted(sections[section]):
            for form, case in _given(endings, name, gender):
                given.setdefault(form, []).append(Given(name, gender, case))
    places = dict(_all_forms((*_of_cldr(language.code, sections["no places"]), *sections["places"]), "place"))
    ends = {end.strip() for end in sections["ends of words in bodies"]}
    patronymics = language.meanings("ends of patronymics", _FILE)
    listed = {name: frozenset(language.meanings(name, _FILE)) for name in _SECTIONS}
    listed |= {"ends of words in bodies": frozenset(ends), "ends of patronymics": frozenset(patronymics)}
    return NameWords(
        endings,
        {form: tuple(found) for form, found in given.items()},
        dict(_all_forms(sections["bodies"], "organisation")),
        places,
        frozenset(form for form, _ in _all_forms(sections["places and more"], "place")),
        listed,
        frozenset(next(forms(entry)) for entry in sections["roles"]),
    )


def _given(endings: Endings, name: str, gender: str) -> Iterator[tuple[str, int | None]]:
    yield name, None
    changed = endings.word(name, (gender, "any"))
    for case in range(CASES) if changed else ():
        if changed and changed[case].name != name:
            yield changed[case].name, case


def _all_forms(names: Iterable[str], label: Label) -> Iterator[tuple[str, str]]:
    for name in sorted(names):
        for form in (name, *(one.name for one in declined(name, label))):
            yield printed_alike(form), name


def _of_cldr(code: str, but: frozenset[str]) -> Iterator[str]:
    """Give states and cities as the Unicode CLDR has them in a language."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return
    cities = (str(zone.get("city", "")) for zone in locale.time_zones.values())
    territories = (name for key, name in locale.territories.items() if len(key) == 2)
    for name in (*cities, *territories):
        if name[:1].isupper() and not set("(),-—’") & set(name.replace("-", "", 2)) and name not in but:
            yield name
