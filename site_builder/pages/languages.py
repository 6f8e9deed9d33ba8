"""The names of languages, from CLDR."""

from functools import cache

from babel import Locale, UnknownLocaleError

from site_builder.translation.languages import Language
from site_builder.translation.messages import spoken


def language_name(code: str) -> str:
    """Name a language by its code, as `German` by `de`; an unknown code stands for itself.

    >>> language_name("az"), language_name("pt-BR"), language_name("x-none")
    ('Azerbaijani', 'Portuguese (Brazil)', 'x-none')
    """
    return _name(code, spoken())


@cache
def _name(code: str, language: Language) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(language.locale) or code
    except (ValueError, UnknownLocaleError):
        return code
