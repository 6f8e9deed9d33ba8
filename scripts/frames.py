"""`python -m scripts.frames`: write `docs/frames.md`, the frames by which suggestions read sentences.

All of it is made of the tables and word lists that suggestions go by; the sentences are the invented ones of
`tests/cases/suggest/patterns.yml`. With `--check` nothing is written; the exit code is 1 where the page is
not as it would be.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from scripts.made_page import row, write_or_compare
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.patterns import FAMILIES, Family, Pattern, patterns
from site_builder.names import word_lists

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "frames.md"
CASES: Final = ROOT / "tests" / "cases" / "suggest" / "patterns.yml"
_TOGETHER: Final = ("words", "unless_near", "unless_doubted")
"""What frames may take of several lists."""
_SHORT: Final = 4
HEAD: Final = """\
---
title: Frames
description: How sentences tell of visits, deals, votes, attacks and figures, as suggestions read them
---

# Frames

Made by `python -m scripts.frames` of the tables and word lists in `site_builder/editing/suggest/`; not edited
by hand. A frame says by which words a sentence tells of something, what must stand beside them, and where
those are looked for who play a part. Of several that fit, the first is taken. The sentences are invented;
each is a test.

What a frame finds is *proposed*, never written by itself. It is *likely* only where a time is told, all names
are sure, and few words must be put together: what a sentence tells in three pieces (of a deal, or in 30 words
or more, in two) is *possible* at most. What somebody says in quotation marks, what rests on "he" or "the
minister", and names that are guessed make it *possible* or *weak*. Nothing comes of what is denied,
threatened or alleged. A project's own type of event is taken where its vocabulary has it (the first of those
listed), and its own fields are filled by the part that somebody plays (`role:` of the field); where it has no
such type, the builder's own is taken.

Where no frame knows the words of an article's first sentence, what it tells is proposed all the same, as
*weak*: with who acts, the place and the time if the sentence names them, while type and wording stay
`TO-BE-FILLED`. If a frame knows the title ("Norland sues Kesh"), this gives type and wording. So is what
later sentences tell with a date by one of the [verbs of events](#words-verbs-of-events), with or without
somebody named, and early in the article by [verbs of acts](#words-verbs-of-acts) also without a date.

Four more come last, always *weak*. A meeting is proposed of [verbs](#words-verbs-of-coming-together) and
[nouns](#words-nouns-of-coming-together) alone where the sentence says who met, where or when. In an article
that tells of deals, arms that a sentence only counts ("Still to come are 40 howitzers") make one of their
own, with the buyer of the others, unless its words tell of [arms in use](#words-words-of-arms-in-use). So
does a [word of deals](#words-words-of-deals-in-passing) beside arms in a sentence of which no frame reads a
deal: the sides may both be open, unless it is the only one that the article tells of. And every sum and
share, and every number from 20 on (of arms from 10), that nothing else carries is a figure, but for
[distances and calibres](#words-units-of-lengths-and-calibres): what it is about stays `TO-BE-FILLED`.
"""
_ALONE: Final = (
    "verbs of events",
    "verbs of acts",
    "verbs of coming together",
    "nouns of coming together",
    "words of arms in use",
    "words of deals in passing",
    "units of lengths and calibres",
)
"""Lists that no frame names, and the page does."""
TITLES: Final[Mapping[Family, tuple[str, str]]] = {
    "visits": (
        "Visits",
        "Become records under `visits`; what sentences tell of one visit is joined.",
    ),
    "meetings": (
        "Meetings",
        "Stand under the visit that they were part of; else they are events of the type `meeting`.",
    ),
    "deals": (
        "Arms deals",
        "Become records under `arms_deals`, and need a word for arms. What airlines buy is none.",
    ),
    "open_deals": (
        "Deals of which a side may be open",
        "As deals; the side that is not told stays `TO-BE-FILLED`. Taken where no frame of deals fits.",
    ),
    "loose_deals": (
        "Deals that are told loosely",
        "As deals, where no other frame fits, with sides anywhere; *weak*, and only with numbers or names.",
    ),
    "events": (
        "Other events",
        "Become records of the section of their type, else under `events`, each once in an article.",
    ),
    "statements": (
        "Statements",
        "Become records under `statements`. Whoever is spoken of, or accused, speaks not.",
    ),
}


def page() -> str:
    """The page as Markdown."""
    cases = yaml.load(CASES.read_text("utf-8"), yaml.CSafeLoader)
    families = (line for family in FAMILIES for line in _family(family, cases[family]))
    return "\n".join((HEAD, *families, *_figures(), *_money(), *_lists())).rstrip("\n") + "\n"


def _family(family: Family, cases: Mapping[str, Any]) -> Iterator[str]:
    title, meaning = TITLES[family]
    yield f"## {title}\n"
    yield f"{meaning}\n"
    yield row("frame", "told by", "beside it", "who, and where they are looked for", "sentence")
    yield row(*("---",) * 5)
    for one in patterns(family):
        example = next((case["text"] for case in cases[one.name] if case.get("roles")), "")
        yield row(f"`{one.name}`{_type(one)}", _list(one.words), _beside(one), _roles(one), example)
    yield ""


def _type(one: Pattern) -> str:
    return f" → {', '.join(f'`{name}`' for name in one.types)}" if one.types else ""


def _beside(one: Pattern) -> str:
    """What must stand beside the words of a frame, and what must not."""
    voice = f"{one.voice} voice" if one.voice else ""
    clause = "in its clause" if one.arms == "anywhere" else f"{one.arms} it"
    arms = f"arms {clause}" if one.arms else ""
    parts = [
        {"verb": "as a verb", "noun": "as a noun", "": ""}[one.part],
        voice,
        _words("before it", one.lead) if one.lead else "",
        _words("then", one.then) if one.then else "",
        _words("of", one.object) if one.object else "",
        _words("in the sentence", one.near) if one.near else "",
        _words("done by", one.subject) if one.subject else "",
        arms,
        "a time" if one.dated else "",
        "only if it happened" if one.certain else "",
    ]
    return "; ".join(part for part in parts if part)


def _roles(one: Pattern) -> str:
    labels = dict(one.labels)
    told = []
    for role, places in one.roles:
        may_lack = " (may be missing)" if role in one.optional else ""
        part = f", as {labels[role]}" if role in labels else ""
        if places:
            told.append(f"*{role}*{part}{may_lack}: {', '.join(places)}")
    return "; ".join(told)


def _words(lead: str, words: frozenset[str]) -> str:
    return f"{lead}: {_list(words)}"


def _list(words: frozenset[str]) -> str:
    """A link to a list, by its name; a list of up to three words stands there itself."""
    if len(words) < _SHORT:
        return _listed(words)
    names = _unions().get(words) or (_names()[words],)
    return ", ".join(f"[{name}](#{_anchor(name)})" for name in names)


def _anchor(name: str) -> str:
    return f"words-{name.replace(' ', '-')}"


@cache
def _names() -> Mapping[frozenset[str], str]:
    sections = word_lists.sections("words.txt", "site_builder.editing.suggest")
    return {words: name for name, words in reversed(sections.items())}


@cache
def _unions() -> Mapping[frozenset[str], tuple[str, ...]]:
    """The names of the lists that tables take together, by all their words."""
    tables = (table for family in FAMILIES for table in lexicon.table(family).values())
    lists = (value for table in tables for key, value in table.items() if key in _TOGETHER)
    named = (tuple(value) for value in lists if isinstance(value, list))
    return {frozenset[str]().union(*map(lexicon.words, names)): names for names in named}


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words, key=str.casefold))


def _lists() -> Iterator[str]:
    """All lists that the frames name, with their words."""
    tables = lexicon.table("figures").values()
    used = {lexicon.words(one[key]) for one in tables for key in ("words", "units")}
    for one in (pattern for family in FAMILIES for pattern in patterns(family)):
        used |= {one.words, one.lead, one.then, one.object, one.near, one.subject}
    used |= {lexicon.words(name) for name in _ALONE}
    yield "## Words\n"
    alone = (lexicon.words(name) for words in used for name in _unions().get(words, ()))
    named = {_names()[words]: words for words in (*(used - {*_unions()}), *alone) if len(words) >= _SHORT}
    for name, words in sorted(named.items()):
        yield f"### {name[:1].upper()}{name[1:]} {{ #{_anchor(name)} }}\n"
        yield f"{_listed(words)}\n"


# ------------------------------------------------------------------ figures


def _figures() -> Iterator[str]:
    yield "## Figures\n"
    yield (
        "Every amount with a unit, share or sum of money becomes a record under `figures`: with the\n"
        "measure of the registry that its sentence fits, else with a new one to be accepted. What it is\n"
        "about is the place behind it, else whoever has it or whose noun it is; where none is told,\n"
        "it is left `TO-BE-FILLED`. Measures that are known by words:\n"
    )
    yield row("measure", "told by", "of", "as a sentence")
    yield row(*("---",) * 4)
    for one in lexicon.table("figures").values():
        words, units = (_list(lexicon.words(one[key])) for key in ("words", "units"))
        yield row(f"`{one['id']}`", words, units, f"`{one['sentence']}`")
    units = _listed(lexicon.words("units that are no figures"))
    yield f"\nAll other things are counted as they are called (`number-of-houses`), but not: {units}.\n"
    yield from _goods()


def _goods() -> Iterator[str]:
    units = _listed(lexicon.words("units of goods"))
    yield f"Goods that are measured ({units}) are named by what is done with them (`exports-of-wheat`):\n"
    yield row("measure", "told by")
    yield row(*("---",) * 2)
    for one in lexicon.table("goods").values():
        yield row(one["name"], _listed(frozenset((*one["nouns"], *one["verbs"]))))
    yield ""


def _money() -> Iterator[str]:
    yield "Money is named by the words beside it, such as *loan* (`value-of-the-loan`), or so:\n"
    yield row("measure", "told by")
    yield row(*("---",) * 2)
    for name, section in (pair for names in lexicon.table("money").values() for pair in names.items()):
        yield row(name, _listed(lexicon.words(section)))
    yield (
        "\nWhere an article or a sentence is about a state that calls its own money so, a sum has\n"
        "`currency: TO-BE-FILLED`, as its sign or word may mean that or another:\n"
    )
    yield row("read as", "may be that of")
    yield row(*("---",) * 2)
    for code, shared in lexicon.table("currencies").items():
        yield row(f"`{code}`", ", ".join(shared["states"]))
    yield ""


def main() -> int:
    """Write the page, or compare it."""
    return write_or_compare(PAGE, page())


if __name__ == "__main__":
    sys.exit(main())
