"""Damaged characters of a text, and what may have been meant: reported and proposed, never changed.

Repairs go into the registry as `printed` forms, so that a damaged name is found as it stands.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import ftfy

from site_builder.corpus.source.text import FORBIDDEN, character
from site_builder.editing.mojibake import undoubled
from site_builder.linking.naming import forms_of
from site_builder.model.normal_form import normal
from site_builder.model.registry import Registry

_MOST = 200
"""Damaged words that are looked into."""
_SHOWN = 5
_WORD = re.compile(r"\S{1,80}")
_NAME = re.compile(r"[^\W\d_a-z]\S*")
_IN_WORD = re.compile(r"(?<=[^\W\d_])\?{1,2}(?=[^\W\d_A-Z])|\ufffd{1,2}")
"""A letter that was lost: what an encoding did not have became a question mark."""
_EDGES = " \t\"'“”‘’.,;:!()[]{}<>*«»…—–"


@dataclass(frozen=True, slots=True)
class DamageKind:
    """A kind of damage: what it is called, how it is found, and what it means for the annotator."""

    name: str
    pattern: re.Pattern[str]
    note: str


_DAMAGE_KINDS = (
    DamageKind("backticks or accents for apostrophes", re.compile(r"(?<=[^\W\d_])[`´](?=[^\W\d_])"), ""),
    DamageKind(
        "soft hyphens or zero-width characters",
        re.compile("[\u00ad\u200b-\u200d\u2060]"),
        "leave them out of quotes",
    ),
    DamageKind("ligatures of a typesetter", re.compile("[\ufb00-\ufb06]"), "copy them in quotes"),
    DamageKind(
        "words divided at a line's end",
        re.compile(r"[^\W\d_]{2,30}-[ \t]*\r?\n[ \t]*[a-z]{2,30}"),
        "quote around them",
    ),
    DamageKind(
        "words in spaced letters",
        re.compile(r"(?<!\S)(?:[^\W\d_] ){4,40}[^\W\d_](?!\S)"),
        "quote around them",
    ),
    DamageKind(
        "digits within words", re.compile(r"\b[A-Z]?[a-z]{1,30}[015][a-z]{1,30}\b"), "copy them as they stand"
    ),
    DamageKind(
        "HTML entities",
        re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,5}|[a-z]{2,8});"),
        "copy them as they stand",
    ),
)


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A damaged name as the text prints it, what it may be, and the entry that it stands for, if any.

    A `known` one is found already: the entry has the damaged form among its names.
    """

    printed: str
    meant: str
    entry: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class DamageReport:
    """What is damaged in a text: repairs of words, and sentences about the rest."""

    repairs: tuple[ProposedName, ...]
    notes: tuple[str, ...]


def find_damage(text: str, registry: Registry) -> DamageReport:
    """Look for damaged characters in the article's own words."""
    forms = _RegistryForms(registry)
    repairs = {repair.printed: repair for repair in _repairs(text, forms)}
    return DamageReport(tuple(repairs.values()), (*_unlisted(text), *_notes(text)))


# ------------------------------------------------------------------ damaged words


class _RegistryForms:
    """The names of a registry by their number of words."""

    def __init__(self, registry: Registry) -> None:
        self._ids = forms_of(registry)
        self._by_count: dict[tuple[int, str], list[str]] = defaultdict(list)
        for form in self._ids:
            self._by_count[len(form.split()), form[:1]].append(form)

    def entry(self, form: str) -> str:
        """Find the one entry that has a form; empty where none or several have."""
        found = self._ids.get(normal(form), ())
        return found[0] if len(found) == 1 else ""

    def like(self, damaged: str) -> str:
        """Find the one form that a name with lost letters can be."""
        pieces = _IN_WORD.split(normal(damaged))
        pattern = re.compile(r"[^\W\d_]{1,2}".join(map(re.escape, pieces)))
        same = self._by_count.get((len(damaged.split()), damaged[:1]), [])
        found = [form for form in same if pattern.fullmatch(form)]
        return found[0] if len(found) == 1 else ""


def _repairs(text: str, forms: _RegistryForms) -> Iterator[ProposedName]:
    words = [match[0] for match in _WORD.finditer(text)]
    damaged = (i for i, word in enumerate(words) if _is_damaged(word))
    for i in islice(damaged, _MOST):
        yield _named_words(words, i, forms) or _alone(words[i], forms)


def _unlisted(text: str) -> Iterator[str]:
    """Say where there are more damaged words than are looked at."""
    damaged = sum(_is_damaged(match[0]) for match in _WORD.finditer(text))
    if damaged > _MOST:
        yield f"damaged words: {damaged:,}, of which the first {_MOST} were looked at"


def _is_damaged(word: str) -> bool:
    if _IN_WORD.search(word) and "://" not in word and "=" not in word:
        return True
    return not word.isascii() and _repaired_words(word) != word


def _repaired_words(words: str) -> str:
    """Undo UTF-8 that was read as an old encoding; ftfy knows rarer ones, and wants more text."""
    whole = undoubled(words)
    return whole if whole != words else ftfy.fix_encoding(words)


def _named_words(words: Sequence[str], i: int, forms: _RegistryForms) -> ProposedName | None:
    """Find the longest name around a damaged word that the registry has, damaged or whole."""
    for first, last in _around(words, i):
        said = " ".join(words[first : last + 1]).strip(_EDGES)
        said = re.sub(r"['’`´]s$", "", said)
        known = forms.entry(said)
        if known:
            return ProposedName(said, "", known, known=True)
        meant = forms.like(said) if _IN_WORD.search(said) else _repaired_words(said)
        if meant and forms.entry(meant):
            return ProposedName(said, meant, forms.entry(meant))
    return None


def _around(words: Sequence[str], i: int) -> Iterator[tuple[int, int]]:
    """Runs of words in capitals around one, the longest first, at most four before and two behind."""
    first = last = i
    while first > max(0, i - 4) and _NAME.match(words[first - 1]) and words[first - 1][-1] not in ".,;:":
        first -= 1
    while (
        last < min(len(words) - 1, i + 2) and words[last][-1] not in ".,;:" and _NAME.match(words[last + 1])
    ):
        last += 1
    runs = [(a, b) for a in range(first, i + 1) for b in range(i, last + 1)]
    yield from sorted(runs, key=lambda run: (run[0] - run[1], run))


def _alone(word: str, forms: _RegistryForms) -> ProposedName:
    bare = re.sub(r"['’`´]s$", "", word.strip(_EDGES))
    meant = "" if _IN_WORD.search(bare) else _repaired_words(bare)
    return ProposedName(bare, meant, forms.entry(meant) if meant else "")


# ------------------------------------------------------------------ the rest


def _notes(text: str) -> Iterator[str]:
    for kind in _DAMAGE_KINDS:
        found = [match[0] for match in islice(kind.pattern.finditer(text), _MOST)]
        if found:
            examples = ", ".join(_quoted_damage(one) for one in _first(found))
            advice = f"; {kind.note}" if kind.note else ""
            yield f"{kind.name}: {_times(len(found))} ({examples}){advice}"
    counts = Counter(
        match[0] for match in FORBIDDEN.finditer(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    )
    for char, count in sorted(counts.items()):
        yield (
            f"{character(char)}: {_times(count)}, kept in the text; no file of the project may hold it, so "
            "it is left out of the title, and no quote can have it"
        )


def _times(count: int) -> str:
    return f"{_MOST} or more" if count >= _MOST else str(count)


def _first(found: Iterable[str]) -> Iterator[str]:
    return islice(dict.fromkeys(found), _SHOWN)


def _quoted_damage(found: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ".join(found.split()))
