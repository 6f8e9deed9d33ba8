"""Words before names of people: honorifics and roles, with a capital, apart from what takes long to load."""

from typing import Final

from site_builder.extraction import lexicon

HONORIFICS: Final = lexicon.words("honorifics")
ROLES: Final = lexicon.words("roles")
TITLES: Final = HONORIFICS | frozenset(
    form for role in ROLES for form in (role[:1].upper() + role[1:], role.title())
) - lexicon.words("never titles")
