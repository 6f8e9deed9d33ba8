"""The languages that there are: English, in which all messages are written, and one for each catalogue.

A catalogue is a file of GNU gettext, `catalogues/<code>.po`, with the code of Unicode's CLDR. What is not a
message, such as numbers, months and how lists are joined, is that of CLDR.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

# Babel takes long to load, and a check says no number: it is loaded by what needs it.
if TYPE_CHECKING:
    from babel import Locale

CATALOGUES: Final = Path(__file__).parent / "catalogues"
ENGLISH_CODE: Final = "en"
_ENGLISH_LOCALE: Final = "en-GB"
"""Of the Englishes, the one that pages are written in."""
_KEEP_CAPITALS: Final = frozenset({"de", "lb", "nds"})
"""Languages whose nouns have a capital letter anywhere."""

Joint = Literal["and", "or"]
MonthStyle = Literal["full", "short"]
Messages = Mapping[tuple[str, str], tuple[str, ...]]
"""Translations by context, which is mostly empty, and English message: one, or one for each plural form."""


def _english_plural(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True)
class Language:
    """A language: its code, its messages, and which plural form a number of things has."""

    code: str
    messages: Messages = field(default_factory=dict, repr=False, compare=False)
    plural: Callable[[int], int] = field(default=_english_plural, repr=False, compare=False)

    @cached_property
    def locale(self) -> "Locale":
        """What CLDR knows of it."""
        from babel import Locale  # noqa: PLC0415 - see above

        return Locale.parse(_ENGLISH_LOCALE if self.code == ENGLISH_CODE else self.code, sep="-")

    @cached_property
    def lowers_nouns(self) -> bool:
        """Whether a noun that has a capital letter as a heading has a small one in a sentence."""
        return self.locale.language not in _KEEP_CAPITALS

    @cached_property
    def months(self) -> Mapping[MonthStyle, tuple[str, ...]]:
        """The months as dates say them; English ones are cut to three letters, as tables need it."""
        full, short = (
            tuple(self.locale.months["format"][width][number] for number in range(1, 13))
            for width in ("wide", "abbreviated")
        )
        return {"full": full, "short": tuple(name[:3] for name in full) if self.is_english else short}

    @property
    def is_english(self) -> bool:
        """Whether its messages are the written ones."""
        return self.code == ENGLISH_CODE

    @cache  # noqa: B019 - languages are few, and stay
    def joints(self, last: Joint) -> tuple[str, str]:
        """What stands between things of a list: between two, and before the last."""
        patterns = self.locale.list_patterns["or" if last == "or" else "standard"]
        between, before_last = (
            patterns[key].replace("{0}", "").replace("{1}", "") for key in ("middle", "end")
        )
        return between, before_last

    @cache  # noqa: B019
    def number(self, number: float) -> str:
        """A number as it is written, with at most three decimals: `1,234`."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - see above

        return format_decimal(number, locale=self.locale)

    @cache  # noqa: B019
    def fixed(self, number: float, places: int) -> str:
        """A number with so many decimals, whatever they are: `40.40`."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - see above

        return format_decimal(number, format=f"#,##0.{'0' * places}", locale=self.locale)

    @cache  # noqa: B019
    def percent(self, share: float) -> str:
        """A share in whole hundredths: `36%`."""
        from babel.numbers import format_percent  # noqa: PLC0415 - see above

        return format_percent(round(share, 2), locale=self.locale)


ENGLISH: Final = Language(ENGLISH_CODE)


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that there are."""
    return (ENGLISH_CODE, *sorted(path.stem for path in CATALOGUES.glob("*.po")))


def language_for(code: str) -> Language | None:
    """The language of a code such as `de` or `de-AT`; none where there is no catalogue for it."""
    known = {name.lower(): name for name in languages()}
    whole = code.replace("_", "-").lower()
    name = known.get(whole) or known.get(whole.partition("-")[0])
    return _language(name) if name else None


@cache
def _language(code: str) -> Language:
    return ENGLISH if code == ENGLISH_CODE else read_language(code, CATALOGUES / f"{code}.po")


def read_language(code: str, path: Path) -> Language:
    """Read a catalogue. What is not translated, or marked as doubtful, stays English."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    with path.open("rb") as file:
        catalogue = read_po(file, locale=None)
    messages = {}
    for message in catalogue:
        english = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
        if english and all(forms) and not message.fuzzy:
            messages[message.context or "", english] = forms
    return Language(code, messages, c2py(catalogue.plural_expr))
