"""The quotes of a record as pages show them: the words first, then what only says whose words they are.

A record needs quotes that hold the name of a speaker or an outlet, for they prove who says so. But they are
nobody's speech, so pages show them apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from site_builder.linking.site import Evidence, ShownQuote, Site
from site_builder.model.records import Record, Source
from site_builder.model.value_types import ActorId
from site_builder.model.written import Unnamed
from site_builder.names.countries import states, states_of
from site_builder.names.matching import (
    Hit,
    NameForm,
    NameIndex,
    NameToken,
    compile_names,
    read_tokens,
    surname,
)
from site_builder.names.word_lists import sections, words
from site_builder.pages.components import article_link
from site_builder.pages.misprints import QuotePiece, quote_pieces

_EXTRACTION = "site_builder.extraction"
_BESIDE = ("roles", "title parts", "honorifics", "of titles", "reporting verbs", "months", "weekdays")
"""Sections of words that stand beside the name of who says something: what they are, when they said it."""
_SMALL = words("small words beside a speaker", "site_builder.names")
_DEEDS = words("more than reporting", "site_builder.names")


@dataclass(frozen=True, slots=True)
class QuoteView:
    """An exact quote, the deep link to where it stands in the article's page, and whether it is proved.

    `id` is the `anchor`, on the article's page only, and there only for the first of equal quotes. One that
    `only_names` who says so is nobody's speech.
    """

    pieces: tuple[QuotePiece, ...]
    to: str
    verified: bool
    anchor: str
    id: str = ""
    only_names: bool = False


def quote_views(site: Site, evidence: Evidence) -> tuple[QuoteView, ...]:
    """The quotes of a record, as `speech_first` puts them in order."""
    return tuple(
        QuoteView(
            quote_pieces(site, quote.words),
            article_link(site, evidence.key.article, quote.anchor).to,
            quote.verified,
            quote.anchor,
            only_names=only_names,
        )
        for quote, only_names in speech_first(site, evidence)
    )


def speech_first(site: Site, evidence: Evidence) -> tuple[tuple[ShownQuote, bool], ...]:
    """The quotes of a record, each with whether it only names who says so; those that do come last.

    Where no quote would be left that carries the words, none does.
    """
    known = _names_of(site, evidence.record) if isinstance(evidence.record, Record) else ()
    if not known or len(evidence.quotes) < 2:
        return tuple((quote, False) for quote in evidence.quotes)
    index = _compiled(known)
    marked = [(quote, _only_names(index, quote.words)) for quote in evidence.quotes]
    if all(names for _, names in marked):
        return tuple((quote, False) for quote in evidence.quotes)
    return tuple(sorted(marked, key=lambda one: one[1]))


def _names_of(site: Site, record: Record) -> tuple[str, ...]:
    """Every form under which a text may name the speaker of a record and those through whom it came."""
    credited = [record.by, *(one.source if isinstance(one, Source) else one for one in record.sources)]
    return tuple(dict.fromkeys(form for ref in credited if ref for form in _forms(site, ref)))


def _forms(site: Site, ref: ActorId | Unnamed) -> Iterator[str]:
    registry = site.corpus.registry
    if isinstance(ref, Unnamed):
        yield ref.as_
        ref = ref.of
    yield from (known := registry.actors[ref]).forms
    if registry.kind_of(known) == "person":
        yield from (surname(form) for form in known.forms if " " in form)


@lru_cache(maxsize=1024)
def _compiled(forms: tuple[str, ...]) -> NameIndex:
    return compile_names(NameForm(form, "person", "") for form in forms)


def _only_names(index: NameIndex, quote: str) -> bool:
    """Whether a quote has a name of those credited, and nothing but what stands beside one."""
    hits = index.within(quote)
    left = _left(quote, hits)
    if any(token.key in _beside() - _SMALL for token in left):
        left = _left(quote, (*hits, *_others().within(quote)))
    return bool(hits) and all(_stands_beside(left, i) for i in range(len(left)))


def _left(quote: str, hits: Sequence[Hit]) -> list[NameToken]:
    """The words of a quote that are in none of some names."""
    return [
        token
        for token in read_tokens(quote)
        if not any(hit.start <= token.start and token.end <= hit.end for hit in hits)
    ]


def _stands_beside(tokens: Sequence[NameToken], i: int) -> bool:
    """Whether a word may stand beside a name; a number, as the day or year of a date."""
    if tokens[i].key.isdigit():
        around = [token.key for token in tokens[max(i - 2, 0) : i + 2]]
        return any(word in _months() or word == "in" for word in around)
    return tokens[i].key in _beside()


@cache
def _beside() -> frozenset[str]:
    told = {word for section in _BESIDE for word in words(section, _EXTRACTION)} - _DEEDS
    return _SMALL | {token.key for entry in told for token in read_tokens(entry)}


@cache
def _months() -> frozenset[str]:
    return frozenset(token.key for month in words("months", _EXTRACTION) for token in read_tokens(month))


@cache
def _others() -> NameIndex:
    """States, their people and capitals, and known bodies: beside an office they say whose it is.

    Without one ("Israel and Azerbaijan") they may well be what is spoken of.
    """
    bodies = sections("organisations.txt", _EXTRACTION)["bodies"]
    return compile_names(NameForm(name, "place", "") for name in {*states(), *states_of(), *bodies})
