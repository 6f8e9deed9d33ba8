"""The forms that a name takes in the cases of its language, by the endings that the language's folder lists.

All words of a name stand in one case: of "Ilham Aliyev" in Russian, "Ильхама Алиева" is a form, and "Ильхам
Алиева" none. Most forms that are made so and that nobody writes do no harm. One that is another's name as
well is doubtful when it stands alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from site_builder.model.extraction_results import Label
from site_builder.names import word_lists
from site_builder.names.languages import printed_alike

PACKAGE: Final = "site_builder.names.languages"
_FILE: Final = "endings.txt"
_UNIT: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LEFT: Final = re.compile(r"(?:\(([^)]*)\))?([^|(]*)\|(.*)")
_LONGEST_ABBREVIATION: Final = 7
CASES: Final = 5
"""All but that in which names are listed."""


class Form(NamedTuple):
    """A form of a name: a doubtful one may be another name, a mixed one has small letters behind capitals."""

    name: str
    doubtful: bool = False
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class _Ending:
    """What words end in, how much of it goes, and what stands there in each case."""

    fits: str
    goes: int
    cases: tuple[str, ...]


_Forms = Sequence[Form]
"""The forms of a word in each case."""


@dataclass(frozen=True, slots=True)
class Endings:
    """The endings of a language, by section, the longest first."""

    endings: Mapping[str, tuple[_Ending, ...]]
    irregular: Mapping[str, _Forms]
    elsewhere: frozenset[str]
    stay: tuple[str, ...]
    letters: frozenset[str] = field(repr=False)

    def forms(self, name: str, label: Label) -> Iterator[Form]:
        """Give all forms of a name, without the one in which it is listed."""
        units = list(_UNIT.finditer(name))
        if not units or not self.letters.issuperset(printed_alike(units[0][0].lower())[:1]):
            return
        words = [unit[0] for unit in units]
        ways = self._of_person(words) if label == "person" else self._of_thing(words)
        seen = {name}
        for way in ways:
            for case in range(CASES):
                changed = [
                    forms[case] if forms else Form(word) for word, forms in zip(words, way, strict=True)
                ]
                form = _joined(name, units, [one.name for one in changed])
                if form not in seen:
                    seen.add(form)
                    doubtful = changed[0].doubtful or form in self.elsewhere
                    yield Form(form, doubtful and len(words) == 1, any(one.mixed for one in changed))

    def plain(self, word: str, case: int, sections: Sequence[str]) -> Iterator[str]:
        """Give what a word may be a form of, in one case: the likeliest first."""
        low = printed_alike(word.lower())
        if low.endswith(self.stay):
            yield word
        for plain, forms in self.irregular.items():
            if forms[case].name == word:
                yield plain
        for section in sections:
            for one in self.endings[section]:
                end = one.cases[case].rstrip("?")
                stays = one.fits[: len(one.fits) - one.goes]
                if low.endswith(stays + end) and len(word) > len(end) + 1:
                    yield word[: len(word) - len(end)] + one.fits[len(one.fits) - one.goes :]

    def _of_person(self, words: Sequence[str]) -> Iterator[list[_Forms | None]]:
        *given, last = words
        is_his = self._longest(last, ("surnames of men",))
        is_hers = self._longest(last, ("surnames of women",))
        if not is_hers or is_his:
            own = is_his or self._longest(last, ("men", "any"))
            yield [*(self.word(word, ("men", "any")) for word in given), self._forms_of(last, own)]
            if any("-" in word for word in words):
                yield [self._of_parts(word) for word in words]
        if not is_his or is_hers:
            own = is_hers or self._longest(last, ("any",))
            yield [*(self.word(word, ("women", "any")) for word in given), self._forms_of(last, own)]

    def _of_thing(self, words: Sequence[str]) -> Iterator[list[_Forms | None]]:
        """Only the head of the name changes, and the adjectives before it."""
        for gender in ("men", "women"):
            way: list[_Forms | None] = []
            for i, word in enumerate(words):
                nouns = self.word(word, (gender, "any", "neuter"))
                is_noun = word in self.irregular or word.isupper()
                adjective = None if is_noun else self.word(word, ("adjectives",))
                way.append(adjective or nouns)
                if nouns and not adjective:
                    yield [*way, *(None for _ in words[i + 1 :])]
                    break
            else:
                if way[-1]:
                    yield way

    def word(self, word: str, sections: Sequence[str]) -> _Forms | None:
        """Give the forms of a word by the longest ending of some sections that fits; none where none does."""
        return self.irregular.get(word) or self._forms_of(word, self._longest(word, sections))

    def _of_parts(self, word: str) -> _Forms | None:
        """Change each part of a word with a hyphen."""
        parts = re.split(r"([-\u2010\u2011])", word)
        changed = [self.word(part, ("surnames of men", "men", "any")) for part in parts]
        return [
            Form(
                "".join(
                    forms[case].name if forms else part for part, forms in zip(parts, changed, strict=True)
                )
            )
            for case in range(CASES)
        ]

    def _longest(self, word: str, sections: Sequence[str]) -> _Ending | None:
        low = printed_alike(word.lower())
        if len(word) < 3:
            return None
        if word.isupper():
            sections = ("abbreviations",) if len(word) < _LONGEST_ABBREVIATION else ()
        fitting = (one for section in sections for one in self.endings[section] if low.endswith(one.fits))
        return max(fitting, key=lambda one: len(one.fits), default=None)

    @staticmethod
    def _forms_of(word: str, ending: _Ending | None) -> _Forms | None:
        if ending is None:
            return None
        stem = word[: len(word) - ending.goes]
        mixed = len(word) > 1 and word.isupper()
        return [Form(stem + end.rstrip("?").strip("-"), end.endswith("?"), mixed) for end in ending.cases]


def _joined(name: str, units: Sequence[re.Match[str]], words: Sequence[str]) -> str:
    parts: list[str] = []
    at = 0
    for unit, word in zip(units, words, strict=True):
        parts += (name[at : unit.start()], word)
        at = unit.end()
    return "".join((*parts, name[at:]))


@lru_cache(maxsize=1 << 14)
def declined(name: str, label: Label) -> tuple[Form, ...]:
    """Give the forms of a name in other cases, in every language that has endings for its letters.

    >>> [form.name for form in declined("Рим", "place")]
    ['Рима', 'Риму', 'Римом', 'Риме']
    >>> declined("Rome", "place")
    ()
    """
    if name.isascii():
        return ()
    return tuple(form for endings in _all_endings() for form in endings.forms(name, label))


@cache
def _all_endings() -> tuple[Endings, ...]:
    folders = sorted((Path(__file__).parent / "languages" / "words").iterdir())
    return tuple(endings_of(folder.name) for folder in folders if (folder / _FILE).exists())


@cache
def endings_of(language: str) -> Endings:
    """Read the endings of a language that has them."""
    sections = word_lists.sections(f"{language}/{_FILE}", PACKAGE)
    lists = ("irregular", "also other names", "ends that stay")
    endings = {
        name: tuple(sorted((one for entry in entries for one in _endings(entry)), key=_first))
        for name, entries in sections.items()
        if name and name not in lists
    }
    irregular = dict(map(_irregular, sections["irregular"]))
    letters = {c for ends in endings.values() for one in ends for c in (*one.fits, *"".join(one.cases))}
    others = {c for form in irregular for c in form.lower()}
    return Endings(
        endings,
        irregular,
        sections["also other names"],
        tuple(sections["ends that stay"]),
        frozenset(letters | others),
    )


def _first(ending: _Ending) -> tuple[int, str]:
    """Longer ones first; `а` before `я`."""
    return -len(ending.fits), ending.fits


def _endings(entry: str) -> Iterator[_Ending]:
    written, _, cases = entry.partition(" = ")
    match = _LEFT.fullmatch(written)
    if match is None or len(cases.split()) != CASES:
        raise ValueError(entry)
    for stays in (match[1] or "").split() or [""]:
        fits = printed_alike(stays + match[2] + match[3])
        yield _Ending(fits, len(match[3]), tuple(cases.split()))


def _irregular(entry: str) -> tuple[str, tuple[Form, ...]]:
    word, _, cases = entry.partition(" = ")
    return word, tuple(Form(case.rstrip("?"), case.endswith("?")) for case in cases.split())
