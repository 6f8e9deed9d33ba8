"""Says by their names that a text's language is not read, and which are."""

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from site_builder.editing.suggest.frames.in_languages import has_frames
from site_builder.extraction.languages.language import Language, codes
from site_builder.model.article import Article
from site_builder.model.problems import Problem

_RULES = "en"


def unread_language(article: Article) -> Problem:
    """Make the problem of an article of whose sentences nothing can be proposed."""
    code = str(article.language)
    name = _name(code)
    *others, last = _read()
    return Problem(
        article.at.of("language"),
        "other-language",
        f'a text in {name}, "{code}"' if name else f"a text of the language {code}",
        f"{', '.join(others)} or {last}, whose sentences can be read here",
        "annotate by hand; names that the registry has are found in the text all the same",
        "warning",
    )


def _read() -> Iterator[str]:
    """Name the languages whose sentences are read: English, and those that have frames."""
    yield _name(_RULES)
    yield from sorted(_name(code) or code for code in codes() if has_frames(Language(code)))


def _name(code: str) -> str:
    """Name a language in English, as problems are; nothing where the CLDR has none of that code."""
    try:
        return Locale.parse(code, sep="-").get_display_name(_RULES) or ""
    except (ValueError, UnknownLocaleError):
        return ""
