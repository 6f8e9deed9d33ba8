"""Names by the word lists of a language: persons, bodies and places, as the rules of English give them.

A name that stands in another case than the one in which names are listed has that one as its `full` form.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, count
from typing import Final, NamedTuple

from site_builder.extraction.languages.language import Language, folded
from site_builder.extraction.languages.names_of_bodies import find_bodies
from site_builder.extraction.languages.words_of_names import Given, NameWords, name_words
from site_builder.extraction.shapes import PLAIN, TextWords
from site_builder.model.extraction_results import PUBLISHED_RANK, Mention, Rank
from site_builder.names.declension import CASES, declined

_LONGEST: Final = 5
"""Words of a person's name at most."""
_ROLE_BEFORE: Final = 7
"""Words before a name among which its role is looked for."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){1,2}|[^\W\d_]\.[^\W\d_]")
_ADJECTIVES: Final = ("ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "ему", "ому", "ой", "ым", "ых")
_AGE: Final = re.compile(r"\d{1,3}-[^\W\d_]{4,}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


class Run(NamedTuple):
    """Words of a text, from `first` to before `end`."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text, and those of its language."""

    words: TextWords
    known: NameWords
    alone: frozenset[str]
    """The capitalised words that stand without another beside them."""

    def low(self, i: int) -> str:
        return folded(self.words.texts[i]) if 0 <= i < len(self.words) else ""

    def has(self, section: str, i: int) -> bool:
        return self.low(i) in self.known.listed[section]

    def place_at(self, first: int, end: int) -> tuple[int, str] | None:
        """Give where the longest known place from a word on ends, and how it is listed."""
        for k in range(min(end, first + 4), first, -1):
            name = self.words.text[self.words.starts[first] : self.words.ends[k - 1]].replace("ё", "е")
            if name in self.known.places:
                return k, self.known.places[name]
        return None

    def is_capital_behind(self, i: int) -> bool:
        """Tell whether a word with a capital stands at a place, behind a mere space."""
        return i < len(self.words) and self.words.gaps[i] == PLAIN and self.words.capital[i]

    def is_initial(self, i: int) -> bool:
        """As in "А. Орлов" and "Дж. Орлов"."""
        word = self.words.texts[i]
        short = len(word) <= 2 and word.istitle() and self.words.gap_text(i + 1).startswith(".")
        return short or bool(_INITIALS.fullmatch(word))

    def is_person_word(self, i: int) -> bool:
        """Tell a word that may be part of a person's name: with one capital, no known place or body."""
        word = self.words.texts[i].replace("ё", "е")
        if not _WORD.fullmatch(word) or len(word) < 2 or word.isascii() or (word.isupper() and len(word) > 1):
            return False
        return word not in self.known.bodies and (word not in self.known.places or word in self.known.given)


def find_names(words: TextWords, language: Language) -> tuple[Mention, ...]:
    """Find the names that rules are sure of (rank 3), and what may be one (rank 4)."""
    known = name_words(language)
    if known is None:
        return ()
    text = _Text(words, known, frozenset(_alone(words)))
    persons = [one for run in _runs(text) for one in _persons(text, run)]
    taken = {i for _, run in persons for i in range(run.first, run.end)}
    named = tuple(mention for mention, _ in persons)
    return (
        *named,
        *_again(text, named),
        *find_bodies(words, known),
        *_places(text, taken),
    )


def _alone(words: TextWords) -> Iterator[str]:
    for i in compress(count(), words.capital):
        before = i and words.gaps[i] == PLAIN and words.capital[i - 1]
        behind = i + 1 < len(words) and words.gaps[i + 1] == PLAIN and words.capital[i + 1]
        if not before and not behind:
            yield words.texts[i]


def _runs(text: _Text) -> Iterator[Run]:
    """Give the runs of capitalised words, with the small words of names between them."""
    words, i = text.words, 0
    while i < len(words):
        if not words.capital[i]:
            i += 1
            continue
        end = i + 1
        while end < len(words) and (words.gaps[end] == PLAIN or _follows_initial(text, end)):
            small = 0 if words.capital[end] else 1
            if small and not (text.has("particles", end) and text.is_capital_behind(end + 1)):
                break
            end += small + 1
        yield Run(i, end)
        i = end


def _follows_initial(text: _Text, i: int) -> bool:
    """As in "А.Б.Орлов", where nothing but a full stop stands between."""
    return text.is_initial(i - 1) and text.words.gap_text(i).strip() in ("", ".")


# ------------------------------------------------------------------ persons


def _persons(text: _Text, run: Run) -> Iterator[tuple[Mention, Run]]:
    """Give the persons named in a run: from a first name, initials or a role on."""
    first = run.first
    while first < run.end:
        found = _person_at(text, first, run)
        if found is None:
            place = text.place_at(first, run.end)
            first = place[0] if place else first + 1
            continue
        yield found
        first = found[1].end


def _person_at(text: _Text, first: int, run: Run) -> tuple[Mention, Run] | None:
    if _begins_place(text, first, run) or text.has("roles", first):
        return None
    end = first
    while end < min(run.end, first + _LONGEST) and (
        (text.is_person_word(end) and not text.has("roles", end))
        or text.has("particles", end)
        or (end <= first + 1 and text.is_initial(end))
    ):
        end += 1
    while end > first and text.has("particles", end - 1) and not text.words.capital[end - 1]:
        end -= 1
    if (
        end - first == 1
        and text.has("titles before a surname", first - 1)
        and text.words.gaps[first] == PLAIN
    ):
        return _named(text, first, end, "title", 3), Run(first, end)
    if end - first < 2 or (end - first > 2 and _begins_later(text, first)):
        return None
    is_led = first == run.first or not _goes_on_before(text, first)
    for rule, rank, holds in _RULES:
        if holds(text, first, end) and (is_led or rule in ("given-name", "initials")):
            return _named(text, first, end, rule, rank), Run(first, end)
    return None


def _begins_later(text: _Text, first: int) -> bool:
    """As in "министр Ладии Анар Лад", where what the role is of is no known place."""
    given, texts = text.known.given, text.words.texts
    return texts[first] not in given and texts[first + 1] in given and not text.is_initial(first)


def _begins_place(text: _Text, first: int, run: Run) -> bool:
    place = text.place_at(first, run.end)
    return place is not None and (place[0] > first + 1 or text.words.texts[first] not in text.known.given)


def _goes_on_before(text: _Text, first: int) -> bool:
    """Tell whether the word before is part of the same name: no role, place or body."""
    i = first - 1
    word = text.words.texts[i].replace("ё", "е")
    known = word in text.known.places or word in text.known.bodies or word.isupper()
    return not (known or text.has("roles", i) or text.has("honorifics", i))


def _by_given(text: _Text, first: int, _end: int) -> bool:
    return text.words.texts[first] in text.known.given and not text.words.heading[first]


def _by_initials(text: _Text, first: int, end: int) -> bool:
    return text.is_initial(first) and not text.is_initial(end - 1) and end - first <= 3


def _by_patronymic(text: _Text, first: int, end: int) -> bool:
    ends = tuple(text.known.listed["ends of patronymics"])
    return any(text.low(i).endswith(ends) and len(text.low(i)) > 6 for i in range(first + 1, end))


def _by_role(text: _Text, first: int, _end: int) -> bool:
    """As in "министр обороны Кеша Анар Лад": a role, and what it is of."""
    return _role_before(text, first) is not None and not _begins_role(text, first)


def _begins_role(text: _Text, first: int) -> bool:
    return text.has("roles", first) or text.has("honorifics", first)


def _role_before(text: _Text, first: int) -> int | None:
    """Find the role in the words before a name, with nothing but spaces between."""
    for i in range(first - 1, max(-1, first - 1 - _ROLE_BEFORE), -1):
        if text.words.gaps[i + 1] != PLAIN and '"' not in text.words.gap_text(i + 1):
            return None
        if text.has("roles", i) or text.has("honorifics", i):
            return i
        if not _may_be_of_role(text, i):
            return None
    return None


def _may_be_of_role(text: _Text, i: int) -> bool:
    """Tell a word that may stand between a role and the name: "обороны", "Кеша", "и"."""
    word = text.words.texts[i].replace("ё", "е")
    if text.has("no further", i) or text.has("reporting verbs", i):
        return False
    ends = tuple(text.known.listed["ends of words in bodies"])
    known = word in text.known.places or word in text.known.bodies or text.words.capital[i]
    return known or text.has("small words in bodies", i) or text.low(i).endswith(ends)


def _by_age(text: _Text, first: int, _end: int) -> bool:
    """As in "45-летний Анар Лад"."""
    return first > 0 and text.words.gaps[first] == PLAIN and bool(_AGE.fullmatch(text.words.texts[first - 1]))


def _by_verb(text: _Text, first: int, end: int) -> bool:
    before = first > 0 and text.words.gaps[first] == PLAIN and text.has("reporting verbs", first - 1)
    after = end < len(text.words) and text.words.gaps[end] == PLAIN and text.has("reporting verbs", end)
    return before or after


def _by_shape(text: _Text, first: int, end: int) -> bool:
    words = text.words
    is_of_body = text.has("heads of bodies", first) or text.has("heads of bodies", end - 1)
    describes = folded(words.texts[first]).endswith(_ADJECTIVES) and words.opens(first)
    is_other = describes or is_of_body or text.has("place prepositions", first)
    return end - first <= 3 and not words.heading[first] and not is_other


def _by_surname_alone(text: _Text, first: int, end: int) -> bool:
    """As in "Анар Лад" in a text that goes on with "Лада"."""
    last = text.words.texts[end - 1]
    forms = {last, *(form.name for form in declined(last, "person"))}
    return end - first <= 3 and not text.alone.isdisjoint(forms)


_RULES: Final[tuple[tuple[str, Rank, Callable[[_Text, int, int], bool]], ...]] = (
    ("given-name", 3, _by_given),
    ("initials", 3, _by_initials),
    ("patronymic", 3, _by_patronymic),
    ("role", 3, _by_role),
    ("age", 3, _by_age),
    ("reporting-verb", 3, _by_verb),
    ("surname-again", 3, _by_surname_alone),
    ("capitals", 4, _by_shape),
)


def _named(text: _Text, first: int, end: int, rule: str, rank: Rank) -> Mention:
    words = text.words
    start, stop = words.starts[first], words.ends[end - 1]
    surface = words.text[start:stop]
    full = _listed(text, first, end)
    return Mention(start, stop, "person", surface, rule, rank, full if full != surface else "")


def _again(text: _Text, named: Sequence[Mention]) -> Iterator[Mention]:
    """Find the other places of the names that rules are sure of, in any case."""
    sure = [mention for mention in named if mention.rank <= PUBLISHED_RANK]
    starts = {mention.start for mention in sure}
    forms: dict[str, dict[str, str]] = {}
    for full in sorted({mention.full or mention.surface for mention in sure}):
        for form in (full, *(one.name for one in declined(full, "person"))) if " " in full else ():
            forms.setdefault(form.split()[0], {})[form] = full
    words = text.words
    for i in compress(count(), words.capital):
        start = words.starts[i]
        for form, full in forms.get(words.texts[i], {}).items() if start not in starts else ():
            end = start + len(form)
            if words.text.startswith(form, start) and not words.text[end : end + 1].isalnum():
                yield Mention(start, end, "person", form, "again", 2, full)


# ------------------------------------------------------------------ the case in which names are listed


def _listed(text: _Text, first: int, end: int) -> str:
    """Give a person's name as it would be listed: of the forms that fit, one that the text has, if any."""
    texts = text.words.texts[first:end]
    surface = text.words.text[text.words.starts[first] : text.words.ends[end - 1]]
    if text.is_initial(first):
        return surface
    given = text.known.given.get(texts[0])
    fitting = list(dict.fromkeys(_fitting(text, texts, given, _role_before(text, first))))
    there = [name for name in fitting if name != surface and name in text.words.text]
    return (there or fitting or [surface])[0]


def _fitting(
    text: _Text, words: Sequence[str], given: Sequence[Given] | None, role: int | None
) -> Iterator[str]:
    surface = " ".join(words)
    is_plain = role is None or text.low(role) in text.known.plain_roles
    readings = given or [Given(words[0], "men", None)]
    if given is None and not is_plain:
        readings = [Given("", "men", case) for case in range(CASES)]
    for one in sorted(readings, key=lambda one: (one.case is not None) == is_plain):
        if one.case is None:
            if is_plain or not given or surface not in {form.name for form in declined(surface, "person")}:
                yield surface
            continue
        plain = [_plain(text, word, one.section, one.case) for word in (words if not one.name else words[1:])]
        name = " ".join(word for word in (one.name, *plain) if word)
        if surface in {form.name for form in declined(name, "person")}:
            yield name


def _plain(text: _Text, word: str, gender: str, case: int) -> str:
    """Give the likeliest listed form of one word."""
    sections = (
        (f"surnames of {gender}", gender, "any") if gender == "men" else (f"surnames of {gender}", "any")
    )
    for plain in text.known.endings.plain(word, case, sections):
        if len(plain) > 2:
            return plain
    return word


# ------------------------------------------------------------------ places


def _places(text: _Text, taken: set[int]) -> Iterator[Mention]:
    """Find the known places, and what stands behind "город" and the like."""
    words, i = text.words, 0
    while i < len(words):
        found = text.place_at(i, len(words)) if words.capital[i] and i not in taken else None
        if found is None:
            named = _of_kind(text, i) if i not in taken and words.capital[i] else None
            if named:
                yield named
            i += 1
            continue
        end, listed = found
        start, stop = words.starts[i], words.ends[end - 1]
        surface = words.text[start:stop]
        sure = surface.replace("ё", "е") not in text.known.doubtful and not _is_part(text, i, end, taken)
        sure = sure or _is_after_preposition(text, i)
        full = listed if listed != surface else ""
        rank: Rank = 3 if sure else 4
        yield Mention(start, stop, "place", surface, "known-place" if sure else "gazetteer", rank, full)
        i = end


def _is_after_preposition(text: _Text, i: int) -> bool:
    return i > 0 and text.words.gaps[i] == PLAIN and text.has("place prepositions", i - 1)


def _is_part(text: _Text, first: int, end: int, taken: set[int]) -> bool:
    """Tell whether other capitals stand beside a place, which may make it part of another name."""
    words = text.words
    is_before = partial(_may_stand_beside, text)
    before = (
        first > 0 and words.gaps[first] == PLAIN and words.capital[first - 1] and not words.opens(first - 1)
    )
    after = end < len(words) and words.gaps[end] == PLAIN and words.capital[end]
    beside_before = before and first - 1 not in taken and not is_before(first - 1)
    return beside_before or (after and end not in taken and not is_before(end))


def _may_stand_beside(text: _Text, i: int) -> bool:
    word = text.words.texts[i].replace("ё", "е")
    known = word in text.known.places or word in text.known.bodies or word in text.known.given
    return known or text.has("roles", i) or text.has("heads of bodies", i)


def _of_kind(text: _Text, i: int) -> Mention | None:
    """As in "в городе Лад", "в штате Новый Кеш"."""
    words = text.words
    if i == 0 or words.gaps[i] != PLAIN or not text.has("kinds of place", i - 1) or words.texts[i].isupper():
        return None
    end = i + 1
    while end < len(words) and end < i + 3 and words.gaps[end] == PLAIN and words.capital[end]:
        end += 1
    if (
        words.texts[i].replace("ё", "е") in text.known.given
        or words.texts[i].replace("ё", "е") in text.known.bodies
    ):
        return None
    start, stop = words.starts[i], words.ends[end - 1]
    return Mention(start, stop, "place", words.text[start:stop], "kind-of-place", 3)
