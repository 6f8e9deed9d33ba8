"""The English names of languages, from CLDR."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def language_name(code: str) -> str:
    """Name a language by its code, as `German` by `de`; an unknown code stands for itself.

    >>> language_name("az"), language_name("pt-BR"), language_name("x-none")
    ('Azerbaijani', 'Portuguese (Brazil)', 'x-none')
    """
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (ValueError, UnknownLocaleError):
        return code
