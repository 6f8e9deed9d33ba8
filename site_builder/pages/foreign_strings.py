"""Which strings of a site are not in the language of its pages, and in which they are.

Titles and quotes have the language of their article. A name has none of its own; that of its script
is known where one language alone writes it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.linking.site import Site
from site_builder.model.quantities import Value
from site_builder.translation.messages import spoken

RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters and marks that run from right to left."""
FOREIGN = re.compile(f"[{RTL}\u0370-\u058f\u0900-\u1cff\u2de0-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A letter of a script that the pages' language does not use."""
_SCRIPTS = (
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("ka", re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]")),
    ("el", re.compile("[\u0391-\u03ce]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3041-\u30ff]")),
)
_OTHER_LETTERS = frozenset((
    "", "am", "ar", "be", "bg", "bn", "el", "fa", "he", "hi", "hy", "ja", "ka", "kk", "km", "ko", "ky",
    "lo", "mk", "mn", "my", "ne", "ps", "ru", "ta", "te", "tg", "th", "ti", "ug", "uk", "ur", "yi", "zh",
))  # fmt: skip
"""Languages in which Latin letters stand for names and numbers of others, or for ours."""
_WORD = re.compile(r"[^\W_]+")
_FEWEST = 3
"""Words of a string in the pages' own script that is looked for within others: a single one may be any."""


@dataclass(frozen=True, slots=True)
class ForeignStrings:
    """The foreign strings of a site by their first word, the longest first, each with its language.

    The language is empty where it is not known; `latin` tells that some are in the pages' own letters.
    """

    by_word: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    latin: bool = False


def foreign_strings(site: Site) -> ForeignStrings:
    """Gather what a site shows in other languages or scripts; not our own words with a name in them."""
    found: dict[str, str] = {}
    pages = spoken().code.partition("-")[0]
    for words, language in _strings(site, pages):
        bare = " ".join(words.split())
        if bare and (FOREIGN.search(bare) or language not in _OTHER_LETTERS):
            found[bare] = found.get(bare) or language or of_script(bare)
    grouped: dict[str, list[tuple[str, str]]] = {}
    for words, language in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        first = _WORD.search(words)
        if first:
            grouped.setdefault(first[0], []).append((words, language))
    latin = any(not FOREIGN.search(words) for words in found)
    return ForeignStrings({word: tuple(strings) for word, strings in grouped.items()}, latin)


def of_script(words: str) -> str:
    """Name the one language that is written in the script of some words; empty where there are several."""
    return next((language for language, script in _SCRIPTS if script.search(words)), "")


def is_sure(words: str) -> bool:
    """Tell whether a string may be looked for within others."""
    return FOREIGN.search(words) is not None or len(_WORD.findall(words)) >= _FEWEST


def _strings(site: Site, pages: str) -> Iterator[tuple[str, str]]:
    """Strings with their languages, but for those in the language of the pages."""
    return (one for one in _all_strings(site, pages) if one[1] != pages)


def _all_strings(site: Site, pages: str) -> Iterator[tuple[str, str]]:
    for article in site.corpus.articles.values():
        language = article.language.split("-")[0]
        yield article.title, language if language.isalpha() and len(language) <= 3 else ""
        yield from ((author, "") for author in article.printed_authors)
    languages = {name: article.language.split("-")[0] for name, article in site.corpus.articles.items()}
    for evidence in site.evidence.values():
        language = languages[evidence.key.article]
        if language == pages:
            continue
        language = language if len(language) <= 3 else ""
        yield from ((quote.words, language) for quote in evidence.quotes)
        if isinstance(value := getattr(evidence.record, "value", None), Value):
            yield value.wording, language
    registry = site.corpus.registry
    for group in (registry.actors, registry.places, registry.equipment):
        yield from ((name, code) for entry in group.values() for code, name in entry.in_languages)
        yield from ((form, "") for entry in group.values() for form in entry.forms)
