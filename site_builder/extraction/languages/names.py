"""Names by the word lists of a language: persons, bodies and places, as the rules of English give them.

A name that stands in another case than the one in which names are listed has that one as its `full` form.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, count
from typing import Final, NamedTuple

from site_builder.extraction.languages.language import Language, folded
from site_builder.extraction.languages.name_text import NameText
from site_builder.extraction.languages.names_in_latin import in_latin
from site_builder.extraction.languages.names_of_bodies import find_bodies
from site_builder.extraction.languages.names_of_places import before_kind, find_places
from site_builder.extraction.languages.titles_of_works import without_titles
from site_builder.extraction.languages.words_of_names import Given, name_words
from site_builder.extraction.shapes import PLAIN, TextWords
from site_builder.model.extraction_results import PUBLISHED_RANK, Mention, Rank
from site_builder.names.declension import CASES, declined
from site_builder.names.languages import printed_alike

_LONGEST: Final = 5
"""Words of a person's name at most."""
_ROLE_BEFORE: Final = 7
"""Words before a name among which its role is looked for."""
_ADJECTIVES: Final = ("ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "ему", "ому", "ой", "ым", "ых")
_NUMBER: Final = re.compile(r"[IVX]{1,5}")
_AGE: Final = re.compile(r"\d{1,3}-[^\W\d_]{4,}")


class Run(NamedTuple):
    """Words of a text, from `first` to before `end`."""

    first: int
    end: int


def find_names(words: TextWords, language: Language) -> tuple[Mention, ...]:
    """Find the names that rules are sure of (rank 3), and what may be one (rank 4)."""
    known = name_words(language)
    if known is None:
        return ()
    text = NameText(words, known, frozenset(_alone(words)))
    persons = [one for run in _runs(text) for one in _persons(text, run)]
    taken = {i for _, run in persons for i in range(run.first, run.end)}
    named = tuple(mention for mention, _ in persons)
    found = (
        *named,
        *_again(text, named),
        *in_latin(words.text, named),
        *find_bodies(words, known),
        *find_places(text, taken),
    )
    return tuple(without_titles(words, known, found))


def _alone(words: TextWords) -> Iterator[str]:
    for i in compress(count(), words.capital):
        before = i and words.gaps[i] == PLAIN and words.capital[i - 1]
        behind = i + 1 < len(words) and words.gaps[i + 1] == PLAIN and words.capital[i + 1]
        if not before and not behind:
            yield words.texts[i]


def _runs(text: NameText) -> Iterator[Run]:
    """Give the runs of capitalised words, with the small words of names between them."""
    words, i = text.words, 0
    while i < len(words):
        if not words.capital[i]:
            i += 1
            continue
        end = i + 1
        while end < len(words) and (words.gaps[end] == PLAIN or _follows_initial(text, end)):
            small = 0 if text.goes_on(end) else 1
            if small and not (text.has("particles", end) and text.is_capital_behind(end + 1)):
                break
            end += small + 1
        yield Run(i, end)
        i = end


def _follows_initial(text: NameText, i: int) -> bool:
    """As in "А.Б.Орлов", where nothing but a full stop stands between."""
    return text.is_initial(i - 1) and text.words.gap_text(i).strip() in ("", ".")


# ------------------------------------------------------------------ persons


def _persons(text: NameText, run: Run) -> Iterator[tuple[Mention, Run]]:
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


def _person_at(text: NameText, first: int, run: Run) -> tuple[Mention, Run] | None:
    if _begins_place(text, first, run) or text.has("roles", first) or before_kind(text, first):
        return None
    end = first
    while end < min(run.end, first + _LONGEST) and (
        (text.is_person_word(end) and not text.has("roles", end) and not before_kind(text, end))
        or text.has("particles", end)
        or (end <= first + 1 and text.is_initial(end))
    ):
        end += 1
    while end > first and text.has("particles", end - 1) and not text.words.capital[end - 1]:
        end -= 1
    if end - first == 1 and (stop := _end_of_titled(text, first)) > first:
        return _named(text, first, stop, "title", 3), Run(first, stop)
    if end - first < 2 or (end - first > 2 and _begins_later(text, first)):
        return None
    is_led = first == run.first or not _goes_on_before(text, first)
    if not is_led and (began := _begins_before(text, first, run)) < first:
        return _of_many_words(text, began, end)
    for rule, rank, holds in _RULES:
        if holds(text, first, end) and (is_led or rule in ("given-name", "initials")):
            return _named(text, first, end, rule, rank), Run(first, end)
    return None


def _begins_before(text: NameText, first: int, run: Run) -> int:
    """Find where a name began whose first word is no known first name, as in "сказал Ладан Анар Лад"."""
    if _role_before(text, first) is not None or text.words.texts[first] not in text.known.given:
        return first
    began = first
    while began > run.first and not text.words.opens(began - 1) and text.is_person_word(began - 1):
        if not _goes_on_before(text, began):
            break
        began -= 1
    return began


def _of_many_words(text: NameText, first: int, end: int) -> tuple[Mention, Run]:
    is_sure = _by_verb(text, first, end) or _by_age(text, first, end)
    return _named(text, first, end, *(("reporting-verb", 3) if is_sure else ("capitals", 4))), Run(first, end)


def _end_of_titled(text: NameText, first: int) -> int:
    """As in "сенатор Лад" and "Анна II": where a single word ends that is a name by its title or number."""
    words, end = text.words, first + 1
    numbered = end < len(words) and words.gaps[end] == PLAIN and bool(_NUMBER.fullmatch(words.texts[end]))
    titled = words.gaps[first] == PLAIN and text.has("titles before a surname", first - 1)
    if titled and text.has("titles of rulers", first - 1):
        titled = not text.low(first).endswith(tuple(text.known.listed["ends of places as adjectives"]))
    if numbered and (titled or text.words.texts[first] in text.known.given):
        return end + 1
    return end if titled else first


def _begins_later(text: NameText, first: int) -> bool:
    """As in "министр Ладии Анар Лад", where what the role is of is no known place."""
    given, texts = text.known.given, text.words.texts
    return texts[first] not in given and texts[first + 1] in given and not text.is_initial(first)


def _begins_place(text: NameText, first: int, run: Run) -> bool:
    place = text.place_at(first, run.end)
    return place is not None and (place[0] > first + 1 or text.words.texts[first] not in text.known.given)


def _goes_on_before(text: NameText, first: int) -> bool:
    """Tell whether the word before is part of the same name: no role, place or body."""
    i = first - 1
    word = printed_alike(text.words.texts[i])
    known = word in text.known.places or word in text.known.bodies or word.isupper()
    return not (known or text.has("roles", i) or text.has("honorifics", i))


def _by_given(text: NameText, first: int, end: int) -> bool:
    given = text.known.given.get(text.words.texts[first], ())
    return bool(given) and not text.words.heading[first] and not _is_of_two(text, given, end)


def _is_of_two(text: NameText, given: Sequence[Given], end: int) -> bool:
    """As in "сын Ивана Анар": the last word of a man's name would stand in the case of the first, too."""
    if not all(one.section == "men" and one.case is not None for one in given):
        return False
    return text.low(end - 1).endswith(tuple(text.known.listed["ends of men as listed"]))


def _by_initials(text: NameText, first: int, end: int) -> bool:
    return text.is_initial(first) and not text.is_initial(end - 1) and end - first <= 3


def _by_patronymic(text: NameText, first: int, end: int) -> bool:
    ends = tuple(text.known.listed["ends of patronymics"])
    return any(text.low(i).endswith(ends) and len(text.low(i)) > 6 for i in range(first + 1, end))


def _by_role(text: NameText, first: int, _end: int) -> bool:
    """As in "министр обороны Кеша Анар Лад": a role, and what it is of."""
    return _role_before(text, first) is not None and not _begins_role(text, first)


def _begins_role(text: NameText, first: int) -> bool:
    return text.has("roles", first) or text.has("honorifics", first)


def _role_before(text: NameText, first: int) -> int | None:
    """Find the role in the words before a name, with nothing but spaces between."""
    for i in range(first - 1, max(-1, first - 1 - _ROLE_BEFORE), -1):
        if text.words.gaps[i + 1] != PLAIN and '"' not in text.words.gap_text(i + 1):
            return None
        if text.has("roles", i) or text.has("honorifics", i):
            return i
        if not _may_be_of_role(text, i):
            return None
    return None


def _may_be_of_role(text: NameText, i: int) -> bool:
    """Tell a word that may stand between a role and the name: "обороны", "Кеша", "и"."""
    word = printed_alike(text.words.texts[i])
    if text.has("no further", i) or text.has("reporting verbs", i):
        return False
    ends = tuple(text.known.listed["ends of words in bodies"])
    known = word in text.known.places or word in text.known.bodies or text.words.capital[i]
    return known or text.has("small words in bodies", i) or text.low(i).endswith(ends)


def _by_age(text: NameText, first: int, _end: int) -> bool:
    """As in "45-летний Анар Лад"."""
    return first > 0 and text.words.gaps[first] == PLAIN and bool(_AGE.fullmatch(text.words.texts[first - 1]))


def _by_verb(text: NameText, first: int, end: int) -> bool:
    before = first > 0 and text.words.gaps[first] == PLAIN and text.has("reporting verbs", first - 1)
    after = end < len(text.words) and text.words.gaps[end] == PLAIN and text.has("reporting verbs", end)
    return before or after


def _by_shape(text: NameText, first: int, end: int) -> bool:
    words = text.words
    is_of_body = text.has("heads of bodies", first) or text.has("heads of bodies", end - 1)
    is_of_place = _is_behind(text, first, "kinds of place") or _is_behind(text, first, "before places alone")
    describes = folded(words.texts[first]).endswith(_ADJECTIVES) and words.opens(first)
    is_other = describes or is_of_body or is_of_place or text.has("place prepositions", first)
    return end - first <= 3 and not words.heading[first] and not is_other


def _is_behind(text: NameText, first: int, section: str) -> bool:
    return first > 0 and text.words.gaps[first] == PLAIN and text.has(section, first - 1)


def _by_surname_alone(text: NameText, first: int, end: int) -> bool:
    """As in "Анар Лад" in a text that goes on with "Лада"."""
    last = text.words.texts[end - 1]
    forms = {last, *(form.name for form in declined(last, "person"))}
    is_other = (
        text.words.opens(first)
        or _is_behind(text, first, "before places alone")
        or text.low(first).endswith(_ADJECTIVES)
    )
    return end - first <= 3 and not is_other and not text.alone.isdisjoint(forms)


_RULES: Final[tuple[tuple[str, Rank, Callable[[NameText, int, int], bool]], ...]] = (
    ("given-name", 3, _by_given),
    ("initials", 3, _by_initials),
    ("patronymic", 3, _by_patronymic),
    ("role", 3, _by_role),
    ("age", 3, _by_age),
    ("reporting-verb", 3, _by_verb),
    ("surname-again", 3, _by_surname_alone),
    ("capitals", 4, _by_shape),
)


def _named(text: NameText, first: int, end: int, rule: str, rank: Rank) -> Mention:
    words = text.words
    start, stop = words.starts[first], words.ends[end - 1]
    surface = words.text[start:stop]
    full = _listed(text, first, end)
    return Mention(start, stop, "person", surface, rule, rank, full if full != surface else "")


def _again(text: NameText, named: Sequence[Mention]) -> Iterator[Mention]:
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


def _listed(text: NameText, first: int, end: int) -> str:
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
    text: NameText, words: Sequence[str], given: Sequence[Given] | None, role: int | None
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


def _plain(text: NameText, word: str, gender: str, case: int) -> str:
    """Give the likeliest listed form of one word."""
    sections = (
        (f"surnames of {gender}", gender, "any") if gender == "men" else (f"surnames of {gender}", "any")
    )
    for plain in text.known.endings.plain(word, case, sections):
        if len(plain) > 2:
            return plain
    return word
