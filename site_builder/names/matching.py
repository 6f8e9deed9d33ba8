"""The forms of names, and where they stand in a stretch of text: one folding for linking and suggestions.

A name is compared as the runs of letters and digits that it consists of, without their marks and
in plain Latin letters (`transliteration`), so that `Erdogan` is `Erdoğan`, `J.K.` is `J. K.`,
`Al-Assad` is `al Assad`, and a letter is the same composed or not. Capitals tell names from words:
`Trend` is not `trend` and `US` is not `Us`; only small words of names (`van`, `al`) may go either way.
"""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from site_builder.model.extraction_results import LONGEST_SURFACE, Label
from site_builder.model.normal_form import normal
from site_builder.model.registry import Actor, Registry
from site_builder.names import word_lists
from site_builder.names.declension import declined
from site_builder.names.transliteration import as_sounded, as_typed, key_of

Case = Literal["small", "capital", "capitals", "none"]
OtherCase = Literal["", "sure", "doubtful", "mixed"]

MOST_TOKENS = 24
"""A form of more runs of letters is looked up by its first ones; no name of news is so long."""
_SHORT = 60
"""Hardly a name is longer."""

_LABELS: Mapping[str, Label] = {
    "person": "person",
    "state": "place",
    "government-body": "organisation",
    "armed-force": "organisation",
    "company": "organisation",
    "organisation": "organisation",
    "media": "organisation",
}
_ABBREVIATED = 3
"""A word of so many letters may be one that is cut short: "J.", "St.", "Gen."."""
_EITHER_WAY = word_lists.words("small words of names", "site_builder.names")
"""Small words of names, which some write with a capital; "of" and "and" are no less small in any hand."""
_AFTER_A_NAME = word_lists.words("after a name", "site_builder.names")
_SINGLY = (
    ("\u0e00", "\u0fff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
"""Scripts that write words without spaces: Thai, Lao, Tibetan, Burmese, Khmer, Kana, Han."""


_RUN = re.compile(r"[^\W\d_]+|[0-9]+")
_EASY = frozenset(("letters", ""))
"""What characters beyond ASCII may belong to for a text to be cut by `_RUN`."""


class NameToken(NamedTuple):
    """A run of letters or of digits of a text, folded; `start` and `end` are its code points there."""

    key: str
    case: Case
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class NameForm:
    """A form of a name, what it names, and the id of its entry."""

    surface: str
    label: Label
    id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A form that stands in a text: its span there, and the entries that have this form."""

    start: int
    end: int
    label: Label
    ids: tuple[str, ...]
    full: str = ""
    """The form that the registry has, where the text has the name in another case."""


def registry_names(registry: Registry) -> tuple[NameForm, ...]:
    """List every form under which the registry's actors, places and equipment are named, sorted."""
    return tuple(sorted(set(_name_forms(registry))))


def _name_forms(registry: Registry) -> Iterator[NameForm]:
    for actor_id, actor in registry.actors.items():
        for form in actor.forms:
            yield NameForm(form, _label(registry, actor), actor_id)
    for place_id, place in registry.places.items():
        for form in place.forms:
            yield NameForm(form, "place", place_id)
    for item_id, item in registry.equipment.items():
        for form in item.forms:
            yield NameForm(form, "equipment", item_id)


def _label(registry: Registry, actor: Actor) -> Label:
    """What extraction calls such a name; ships and other things go by the label of bodies."""
    return _LABELS.get(registry.kind_of(actor), "organisation")


# ------------------------------------------------------------------ folding


def read_tokens(text: str) -> tuple[NameToken, ...]:
    """Divide a text into runs of letters and of digits, folded; what else it holds divides them.

    What is as short as names are comes again and again, and is kept; quotes and paragraphs come once.
    """
    return _tokens_of_short(text) if len(text) <= _SHORT else _tokens(text)


@lru_cache(maxsize=1 << 16)
def _tokens_of_short(text: str) -> tuple[NameToken, ...]:
    return _tokens(text)


def _tokens(text: str) -> tuple[NameToken, ...]:
    high = set() if text.isascii() else {c for c in set(text) if not c.isascii()}
    if _EASY.issuperset(map(_kind_of_character, high)):
        runs = [(_folded(match[0]), match.start(), match.end()) for match in _RUN.finditer(text)]
        return tuple([NameToken(key, case, start, end) for (key, case), start, end in runs if key])
    return tuple(token for token in _tokens_singly(text) if token.key)


def _tokens_singly(text: str) -> list[NameToken]:
    """Go through a text that has marks in it, odd digits, or words without spaces between them."""
    tokens: list[NameToken] = []
    start, kind = 0, ""
    for i, character in enumerate(text):
        now = _kind_of_character(character)
        if now == "within":
            continue
        if kind and (now != kind or kind == "single"):
            tokens.append(_token(text, start, i))
        if now != kind or kind == "single":
            start, kind = i, now
    if kind:
        tokens.append(_token(text, start, len(text)))
    return tokens


@lru_cache(maxsize=4096)
def _kind_of_character(character: str) -> str:
    """Say what a character belongs to: letters, digits, a word of its own, whatever it is in, or nothing."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Mc"):
        return "within"
    if category[0] == "L":
        return "single" if any(low <= character <= high for low, high in _SINGLY) else "letters"
    return "digits" if category[0] == "N" else ""


def _token(text: str, start: int, end: int) -> NameToken:
    return NameToken(*_folded(text[start:end]), start, end)


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> tuple[str, Case]:
    return key_of(word), _case(as_typed(word))


def _case(word: str) -> Case:
    letters = [c for c in word if c.isupper() or c.islower()]
    if not letters:
        return "none"
    if not letters[0].isupper():
        return "small" if all(c.islower() for c in letters) else "capital"
    return "capitals" if len(letters) > 1 and all(c.isupper() for c in letters) else "capital"


def agree(form: NameToken, found: NameToken) -> bool:
    """Tell whether the capitals of a word of a text are those of a name's, or as good."""
    if form.case in ("small", "none") or found.case in ("none", form.case):
        return True
    if form.key in _EITHER_WAY:
        return found.case != "capitals"
    # A headline in capitals has every name so; but "Us" is not the "US".
    return form.case == "capital" and found.case == "capitals"


def surname(name: str) -> str:
    """Give what a person is called by later: the last word, with the small words before it."""
    parts = name.split()
    if parts[-1].rstrip(".") in _AFTER_A_NAME and len(parts) > 2:
        parts.pop()
    k = len(parts) - 1
    while k > 1 and parts[k - 1].lower() in _EITHER_WAY:
        k -= 1
    return " ".join(parts[k:]).rstrip(",")


# ------------------------------------------------------------------ forms


@dataclass(frozen=True, slots=True)
class _TokenForm:
    tokens: tuple[NameToken, ...]
    gaps: tuple[str, ...]
    exact: str
    head: str
    tail: str
    """What stands before and after its letters and digits: a full stop, an exclamation mark."""
    named: NameForm
    written: bool
    """Whether the registry has it so, rather than as it is typed or sounds, or in another case."""
    case: OtherCase = ""
    """Whether it stands in another case than the registry has, and may be somebody else's name, or is
    written with its own capitals and small letters alone."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of a registry, to be found in texts; `forms` by the keys of their tokens."""

    forms: Mapping[tuple[str, ...], tuple[_TokenForm, ...]] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By a first key: how many tokens the forms have that begin so, longest first."""
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each place lies within."""
    seen: dict[str, tuple[Hit, ...]] = field(default_factory=dict, compare=False, repr=False)
    """What was found before in short texts: news says the same names over and over."""

    def find(self, name: str) -> tuple[str, ...]:
        """Give the ids of the entries that have a whole name; more than one where they share it."""
        hits = self.within(name)
        return hits[0].ids if len(hits) == 1 and _is_whole(name, hits[0]) else ()

    def within(self, text: str) -> tuple[Hit, ...]:
        """Find the names in a text, of overlapping ones the longest that begins first."""
        if len(text) > LONGEST_SURFACE:
            return tuple(self._within(text))
        if text not in self.seen:
            self.seen[text] = tuple(self._within(text))
        return self.seen[text]

    def _within(self, text: str) -> Iterator[Hit]:
        tokens = read_tokens(text)
        done = 0
        for i in [i for i, token in enumerate(tokens) if token.key in self.lengths]:
            hit, length = self._longest(text, tokens, i) if i >= done else (None, 0)
            if hit:
                yield hit
                done = i + length

    def _longest(self, text: str, tokens: Sequence[NameToken], i: int) -> tuple[Hit | None, int]:
        for length in self.lengths.get(tokens[i].key, ()):
            hit = self._best(text, tokens, i, i + length) if i + length <= len(tokens) else None
            if hit:
                return hit, length
        return None, 1

    def _best(self, text: str, tokens: Sequence[NameToken], i: int, end: int) -> Hit | None:
        words = tokens[i:end]
        alike = self.forms.get(tuple(word.key for word in words), ())
        gaps = _gaps(text, words) if alike else ()
        forms = [form for form in alike if _is_same(form, words, gaps)]
        if not forms or not _is_apart(text, words[0].start, words[-1].end):
            return None
        start, stop = words[0].start, words[-1].end
        start -= max(len(form.head) if text.endswith(form.head, 0, start) else 0 for form in forms)
        stop += max(len(form.tail) if text.startswith(form.tail, stop) else 0 for form in forms)
        printed = normal(text[start:stop])
        forms = [form for form in forms if form.case != "mixed" or form.exact == printed]
        exact = [form for form in forms if form.exact == printed]
        sure = [form for form in forms if form.case != "doubtful"]
        kept = exact or [form for form in forms if form.written] or sure
        if not kept:
            return None
        labels = sorted({form.named.label for form in kept})
        doubtful = (form for form in forms if form.case == "doubtful")
        ids = tuple(sorted({form.named.id for form in (*kept, *doubtful)}))
        return Hit(start, stop, labels[0], ids, kept[0].named.surface if kept[0].case else "")


NO_NAMES = NameIndex()


def _is_whole(name: str, hit: Hit) -> bool:
    tokens = read_tokens(name)
    return hit.start <= tokens[0].start and tokens[-1].end <= hit.end


def _is_same(form: _TokenForm, words: Sequence[NameToken], gaps: Sequence[str]) -> bool:
    return all(map(agree, form.tokens, words)) and all(map(_divide_alike, form.gaps, gaps, words))


def _divide_alike(form: str, found: str, before: NameToken) -> bool:
    """Tell whether a name is divided the same at one place; a full stop may be left out after an initial."""
    return form == found or ({form, found} == {"", "."} and before.end - before.start <= _ABBREVIATED)


def _gaps(text: str, words: Sequence[NameToken]) -> tuple[str, ...]:
    return tuple(_gap(text[one.end : other.start]) for one, other in pairwise(words))


@lru_cache(maxsize=4096)
def _gap(written: str) -> str:
    """Give what divides two words, nothing for a space, a hyphen and an apostrophe, which are all one."""
    if any(c in written for c in "\n\r\x0b\x0c\x85\u2028\u2029"):
        return "\n"
    plain = "".join(c for c in normal(written) if unicodedata.category(c) != "Cf").strip()
    return "" if plain in ("-", "'", '"') else plain


def _is_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a name is no part of a longer designation: "S-300" of "S-300V", "Lance" of "Lance-2"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum():
        return _stands_alone(text[start], before) and _stands_alone(text[end - 1], after)
    return not (after in ("-", "\u2010", "\u2011", "\u2013") and text[end + 1 : end + 2].isdigit())


def _stands_alone(edge: str, beyond: str) -> bool:
    return not beyond.isalnum() or "single" in (_kind_of_character(edge), _kind_of_character(beyond))


def compile_names(named: Registry | Iterable[NameForm]) -> NameIndex:
    """Compile the names of a registry, or names given one by one."""
    names = registry_names(named) if isinstance(named, Registry) else named
    forms: dict[tuple[str, ...], set[_TokenForm]] = defaultdict(set)
    for name in names:
        for form in _forms(name):
            forms[tuple(token.key for token in form.tokens)].add(form)
    lengths: dict[str, set[int]] = defaultdict(set)
    for keys in forms:
        lengths[keys[0]].add(len(keys))
    return NameIndex(
        {
            keys: tuple(sorted(found, key=lambda f: (f.exact, f.named, f.case)))
            for keys, found in forms.items()
        },
        {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()},
        dict(_above(named)) if isinstance(named, Registry) else {},
    )


def hash_of_names(registry: Registry) -> str:
    """Hash of all that compiling the names of a registry depends on."""
    above = sorted((name, sorted(found)) for name, found in _above(registry))
    names = registry_names(registry)
    facts: list[object] = [[(name.surface, name.label, name.id) for name in names], above]
    if forms := [found for name in names if (found := declined(name.surface, name.label))]:
        facts.append(forms)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _above(registry: Registry) -> Iterator[tuple[str, frozenset[str]]]:
    for place_id in registry.places:
        above: set[str] = set()
        place = registry.places.get(place_id)
        while place is not None and place.within and place.within not in above:
            above.add(place.within)
            place = registry.places.get(place.within)
        yield place_id, frozenset(above)


def _forms(name: NameForm) -> Iterator[_TokenForm]:
    sound = as_sounded(name.surface)
    written, sounded = read_tokens(name.surface)[:MOST_TOKENS], read_tokens(sound)[:MOST_TOKENS]
    if written:
        yield _form(name, name.surface, written, written=True)
    if sounded and [t.key for t in sounded] != [t.key for t in written]:
        yield _form(name, sound, sounded, written=False)
    for other in declined(name.surface, name.label) if written else ():
        tokens = read_tokens(other.name)[:MOST_TOKENS]
        case: OtherCase = "doubtful" if other.doubtful else "mixed" if other.mixed else "sure"
        yield _form(name, other.name, tokens, written=False, case=case)


def _form(
    name: NameForm, spelt: str, tokens: tuple[NameToken, ...], *, written: bool, case: OtherCase = ""
) -> _TokenForm:
    head, tail = spelt[: tokens[0].start], spelt[tokens[-1].end :]
    exact = normal(spelt) if case == "mixed" else "" if case else normal(name.surface)
    return _TokenForm(tokens, _gaps(spelt, tokens), exact, head, tail, name, written, case)
