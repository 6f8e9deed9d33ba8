"""Messages of the site in the language that is spoken: sentences with holes, which arguments fill.

A message is written in English where it is said, `gettext("{who}, met by {host}")`: a whole sentence, so that
another language may order it as it likes. Holes are names in braces; an argument that is a whole number is
written as the language writes numbers. `make messages` collects them (scripts/messages.py).

Outside `speaking` everything is said in English.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Final, TypeVar

from site_builder.translation.languages import ENGLISH, Joint, Language

_SPOKEN: Final[ContextVar[Language]] = ContextVar("language of the site", default=ENGLISH)
T = TypeVar("T")
_HOLE: Final = re.compile(r"\{(/?[a-z_]+)\}")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say everything within in a language."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def each_in(language: Language, made: Iterator[T]) -> Iterator[T]:
    """Make things in a language, one after the other, for somebody who may speak another one in between.

    `with speaking(...)` around a `yield` would be left when what was begun is thrown away, whenever that is.
    """
    while True:
        with speaking(language):
            try:
                one = next(made)
            except StopIteration:
                return
        yield one


def spoken() -> Language:
    """The language that is spoken."""
    return _SPOKEN.get()


def gettext(message: str, /, **given: object) -> str:
    """A message, with its holes filled; without arguments they stay as they are."""
    return _said("", message, given)


def pgettext(context: str, message: str, /, **given: object) -> str:
    """A message whose words mean several things in English; `context` says which is meant."""
    return _said(context, message, given)


def ngettext(one: str, many: str, number: int, /, **given: object) -> str:
    """A message about a number of things; `{n}` is the number."""
    return filled(plural_form(one, many, number), {"n": number, **given})


def plural_form(one: str, many: str, number: int) -> str:
    """The message that `ngettext` fills."""
    language = _SPOKEN.get()
    forms = language.messages.get(("", one))
    return forms[language.plural(number)] if forms else one if number == 1 else many


def N_(message: str, /) -> str:  # noqa: N802 - the name that tools of gettext know
    """Mark a message that is said elsewhere, by `gettext` of a variable."""
    return message


def NP_(context: str, message: str, /) -> str:  # noqa: ARG001, N802
    """Mark a message that is said elsewhere, by `pgettext` with the same context."""
    return message


def _said(context: str, message: str, given: Mapping[str, object]) -> str:
    forms = _SPOKEN.get().messages.get((context, message))
    said = forms[0] if forms else message
    return filled(said, given) if given else said


def filled(message: str, given: Mapping[str, object]) -> str:
    """Fill the holes that there are arguments for."""
    said = [*pieces(message)]
    said[1::2] = [_written(given[name]) if name in given else f"{{{name}}}" for name in said[1::2]]
    return "".join(said)


@lru_cache(maxsize=4096)
def pieces(message: str) -> tuple[str, ...]:
    """Divide a message: words, the name of a hole, words, and so on, beginning and ending with words."""
    return tuple(_HOLE.split(message))


def _written(value: object) -> str:
    return number(value) if value.__class__ is int else str(value)


# ------------------------------------------------------------------ what is no message


def number(value: float) -> str:
    """A number as the language writes it: `1,234`."""
    return _SPOKEN.get().number(value)


def fixed(value: float, places: int) -> str:
    """A number with so many decimals, as the language writes it: `40.40`."""
    return _SPOKEN.get().fixed(value, places)


def percent(share: float) -> str:
    """A share as the language writes it, in whole hundredths: `36%`."""
    return _SPOKEN.get().percent(share)


def joints(last: Joint = "and") -> tuple[str, str]:
    """What stands between things of a list: between two, and before the last."""
    return _SPOKEN.get().joints(last)


def within_sentence(name: str) -> str:
    """A heading's noun as it stands in a sentence: `Arms deals` as `arms deals`."""
    return name.lower() if _SPOKEN.get().lowers_nouns else name


def first_within_sentence(name: str) -> str:
    """The same for a heading whose first word alone has a capital letter for being the first."""
    return name[:1].lower() + name[1:] if _SPOKEN.get().lowers_nouns else name


def first_upper(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]
