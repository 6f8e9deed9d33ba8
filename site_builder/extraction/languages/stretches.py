"""What may hold a name of the registry, by the word lists of a language."""

from functools import cache

from site_builder.extraction.languages.language import Language
from site_builder.extraction.languages.words_of_names import name_words
from site_builder.extraction.stretches import ANY_LANGUAGE, Grammar


@cache
def grammar(language: Language) -> Grammar:
    """Give the grammar of the stretches of a language."""
    known = name_words(language)
    if known is None:
        return ANY_LANGUAGE
    listed = known.listed
    return Grammar(
        ANY_LANGUAGE.small,
        english=False,
        heads=listed["heads of bodies"],
        within=listed["small words in bodies"],
        ends=tuple(sorted(listed["ends of words in bodies"])),
        roles=listed["roles"] | listed["honorifics"],
    )
