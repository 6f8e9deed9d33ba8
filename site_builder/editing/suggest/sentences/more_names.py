"""Names that extraction does not find, or cuts: people by a given name or a role, bodies of two subjects.

They are never sure: what is proposed of them says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Directory, Entity, slug, without_honours
from site_builder.editing.suggest.sentences.guessed_companies import with_companies
from site_builder.editing.suggest.sentences.guessed_people import with_titled_people
from site_builder.editing.suggest.sentences.names_behind_participles import without_participles
from site_builder.editing.suggest.sentences.names_of_parts import with_names_of_parts
from site_builder.editing.suggest.sentences.names_of_states import with_states
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import (
    BODY_HEADS,
    COMMON,
    GIVEN_NAMES,
    MEDIA_HEADS,
    PARTICLES,
    PLACE_HEADS,
)

_LONGEST: Final = 4
_SHORT: Final = 2
"""A given name and a surname: longer names that are guessed may be anything."""
_SHORTEST: Final = 4
"""Letters that the only name of somebody has at least."""
_TITLED: Final = lexicon.words("roles", "titles before names", "titles of given names")
_ACTS: Final = lexicon.words("verbs behind names", "past forms of verbs", "said", "words before verbs")
_NO_SURNAMES: Final = BODY_HEADS | MEDIA_HEADS | PLACE_HEADS | COMMON | TITLES


def with_more_names(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Join the words of full names, then name the surnames that stand alone."""
    placed = with_states(without_participles(tokens, directory), directory)
    bodies = with_companies(tuple(_whole_bodies(_with_first_words(placed), directory)), directory)
    whole = with_names_of_parts(_with_full_names(bodies, directory), directory)
    full = with_titled_people(whole, directory)
    named = tuple(_alone(full, dict(_by_role(full, directory))))
    return tuple(_with_particles(_by_part(named, _parts(named))))


def _with_full_names(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    found = dict(_full_names(tokens))
    if not found:
        return tuple(tokens)
    joined: list[Token] = []
    people: dict[str, Entity] = {}
    end = 0
    for i, token in enumerate(tokens):
        if i in found:
            end = found[i]
            name = " ".join(t.text for t in tokens[i:end])
            who = directory.find(name) or Entity(slug(name), "person", name, known=False, sure=False)
            last = tokens[end - 1]
            people.setdefault(last.text, who)
            joined.append(replace(token, end=last.end, text=name, owns=last.owns, who=who))
        elif i >= end:
            joined.append(token)
    return tuple(_alone(joined, people))


def _full_names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where names begin and end: "Ann Hale", "Ann de Hale"."""
    done = 0
    for i, token in enumerate(tokens):
        if i >= done and token.text in GIVEN_NAMES and _is_plain(token) and (end := _end(tokens, i)):
            yield i, end
            done = end


def _is_plain(token: Token) -> bool:
    return token.who is None and token.time is None and token.amount is None


def _end(tokens: Sequence[Token], i: int) -> int:
    """Find where a name ends; nothing where it has no surname, or is that of something else."""
    end = i + 1
    while end < len(tokens) and _goes_on(tokens[end]):
        end += 1
    last = tokens[end - 1]
    further = end < len(tokens) and tokens[end].who is not None and tokens[end].gap == " "
    fits = 1 < end - i <= _LONGEST and last.text[0].isupper() and last.text not in _NO_SURNAMES
    owner = any(token.owns for token in tokens[i : end - 1])
    return end if fits and not (further or owner) and slug(last.text) else 0


def _goes_on(token: Token) -> bool:
    return (
        _is_plain(token)
        and token.gap == " "
        and token.low not in lexicon.words("verbs of titles")
        and (token.text in PARTICLES or (token.text[0].isupper() and token.text[1:].islower()))
    )


def _alone(tokens: Sequence[Token], people: Mapping[str, Entity]) -> Iterator[Token]:
    for token in tokens:
        who = people.get(token.text) if _is_plain(token) else None
        yield replace(token, who=who) if who else token


def _by_role(tokens: Sequence[Token], directory: Directory) -> Iterator[tuple[str, Entity]]:
    """Give people of one name: "minister Budi" where "Budi" stands again, and nobody has a longer name."""
    roles, counts = lexicon.words("roles"), Counter(t.text for t in tokens if _is_plain(t))
    for before, token, after in zip(tokens, tokens[1:], (*tokens[2:], None), strict=False):
        further = after is not None and after.gap == " " and (after.who or after.text[0].isupper())
        if before.low in roles and before.text.islower() and not further and _may_be_called(token, counts):
            known = directory.find(token.text)
            yield token.text, known or Entity(slug(token.text), "person", token.text, known=False, sure=False)


def _may_be_called(token: Token, counts: Mapping[str, int]) -> bool:
    name = token.text
    capital = name[0].isupper() and name[1:].islower() and len(name) >= _SHORTEST
    return (
        capital
        and _is_plain(token)
        and token.gap == " "
        and name not in _NO_SURNAMES
        and counts[name] > 1
        and not counts[name.lower()]
        and bool(slug(name))
    )


def _whole_bodies(tokens: Sequence[Token], directory: Directory) -> Iterator[Token]:
    """Join "the Ministry of Foreign Affairs" "and Trade", which are one body."""
    i = 0
    while i < len(tokens):
        end = _end_of_body(tokens, i)
        yield _joined(tokens[i:end], directory) if end > i + 1 else tokens[i]
        i = end


def _with_first_words(tokens: Sequence[Token]) -> Sequence[Token]:
    """Join "Air" and "Lance Corporation", of which the first is often no name."""
    cut = [i for i, token in enumerate(tokens[:-1]) if token.text == "Air" and _opens_name(tokens[i + 1])]
    if not cut:
        return tokens
    whole = {i: _with_first(tokens[i], tokens[i + 1]) for i in cut}
    return [whole.get(i, token) for i, token in enumerate(tokens) if i - 1 not in whole]


def _opens_name(token: Token) -> bool:
    return token.kind == "body" and token.who is not None and not token.who.known and token.gap == " "


def _with_first(first: Token, body: Token) -> Token:
    name = f"{first.text} {body.text}"
    who = replace(body.who, id=slug(name), name=name) if body.who else None
    return replace(first, end=body.end, text=name, owns=body.owns, who=who)


def _end_of_body(tokens: Sequence[Token], i: int) -> int:
    """Find where a body's name ends that has two subjects; right behind its token where it has one."""
    who = tokens[i].who
    of = (
        who is not None and who.kind == "body" and not who.known and bool({"of", "for"} & {*who.name.split()})
    )
    end = i + 2
    if not of or len(tokens) <= end or tokens[i].owns or tokens[i + 1].text != "and":
        return i + 1
    while end < len(tokens) and _goes_on_in_body(tokens[end]) and end - i <= _LONGEST:
        end += 1
    last = tokens[end - 1].low.split()[-1]
    return end if end > i + 2 and last in lexicon.words("fields of work") else i + 1


def _goes_on_in_body(token: Token) -> bool:
    unsure = token.who is None or not (token.who.known or token.who.sure)
    plain = token.time is None and token.amount is None
    return unsure and plain and token.gap == " " and token.text[0].isupper()


def _joined(tokens: Sequence[Token], directory: Directory) -> Token:
    name = " ".join(token.text for token in tokens)
    who = directory.find(name) or replace(tokens[0].who, id=slug(name), name=name) if tokens[0].who else None
    return replace(tokens[0], end=tokens[-1].end, text=name, owns=tokens[-1].owns, who=who)


def _parts(tokens: Sequence[Token]) -> Mapping[str, Sequence[Entity]]:
    """Give the people of full names by their surnames, and by given and middle names that are no surnames."""
    found: dict[str, dict[Entity, None]] = {}
    given: dict[str, dict[Entity, None]] = {}
    alone: dict[str, dict[Entity, None]] = {}
    middle: dict[str, dict[Entity, None]] = {}
    for before, token in zip(("", *(t.low for t in tokens)), tokens, strict=False):
        words = without_honours(token.text).split()
        if token.kind == "person" and token.who and len(words) == 1 and before in _TITLED:
            alone.setdefault(token.text, {}).setdefault(token.who)  # "Pope Francis"
        sure = token.who and (
            token.who.known or token.who.sure or words[0] in GIVEN_NAMES or len(words) == _SHORT
        )
        if sure and token.who and token.who.kind == "person" and len(words) > 1:
            found.setdefault(words[-1], {}).setdefault(token.who)
            if bare := _without_article(words[-1]):
                found.setdefault(bare, {}).setdefault(token.who)
            given.setdefault(words[0], {}).setdefault(token.who)
            for word in words[1:-1]:
                middle.setdefault(word, {}).setdefault(token.who)  # "Lia Qarra da Hale", later "Qarra"
    only = {name: people for name, people in given.items() if len(people) == 1 or name not in GIVEN_NAMES}
    return {name: tuple(people) for name, people in {**middle, **alone, **only, **found}.items()}


def _without_article(surname: str) -> str:
    """As in "Omar al-Hale", later "Hale"."""
    article, _, rest = surname.partition("-")
    return rest if article.lower() in lexicon.words("articles of names") else ""


def _by_part(tokens: Sequence[Token], people: Mapping[str, Sequence[Entity]]) -> Iterator[Token]:
    """Name who is called by a part of a full name: of several, whoever is named first, which is not sure."""
    for i, token in enumerate(tokens):
        who, meant = token.who, people.get(token.text, ())
        alone = _may_be_surname(token) or _is_given_alone(tokens, i) or _is_family_name(tokens, i, meant)
        if meant and ((who.kind == "person" and not who.known) if who else alone):
            first = meant[0] if len(meant) == 1 or meant[0].known else replace(meant[0], sure=False)
            yield replace(token, who=first)
        else:
            yield token


def _with_particles(tokens: Iterable[Token]) -> Iterator[Token]:
    """Join a small word of a name to it: "bin Farhan", of whom the article has told that he is Faisal."""
    before: Token | None = None
    for token in tokens:
        whole = f" {before.text} {token.text}".lower() if before and token.gap == " " else ""
        if before and whole and _is_plain(before) and token.who and whole in token.who.name.lower():
            before = replace(token, start=before.start, gap=before.gap, text=f"{before.text} {token.text}")
            continue
        if before:
            yield before
        before = token
    if before:
        yield before


def _is_given_alone(tokens: Sequence[Token], i: int) -> bool:
    """As in "Anwar said", of whom the article has told the full name."""
    token = tokens[i]
    near = (
        tokens[i - 1] if i and token.gap == " " else None,
        *(t for t in tokens[i + 1 : i + 2] if t.gap == " "),
    )
    beside = any(t is not None and (t.kind == "person" or t.text in GIVEN_NAMES) for t in near)
    behind = any(t.gap == " " and t.who is None and t.text[0].isupper() for t in tokens[i + 1 : i + 2])
    plain = _is_plain(token) and len(token.text) >= _SHORTEST
    return plain and token.text in GIVEN_NAMES and not beside and not behind


def _is_family_name(tokens: Sequence[Token], i: int, people: Sequence[Entity]) -> bool:
    """As in "Moon told", "Kim and Moon met", of whom full names are told with the family name first."""
    token = tokens[i]
    first = any(_has_family_name_first(who.name) and who.name.split()[0] == token.text for who in people)
    if not first or not _is_plain(token) or not token.text[0].isupper():
        return False
    behind = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].gap == " " else None
    before = tokens[i - 1].low if i and token.gap == " " else ""
    acts = token.owns or (behind is not None and (behind.low in _ACTS or behind.low.endswith("ed")))
    led = before in {"with", "and", "by", "that", "to", "met"}
    further = behind is not None and (behind.text[0].isupper() and behind.who is None)
    return (acts or led) and not further


def _has_family_name_first(name: str) -> bool:
    """As in "Moon Jae-in", "Kim Yong Chol"."""
    first, *rest = name.split()
    hyphen = len(rest) == 1 and "-" in rest[0] and rest[0].rpartition("-")[2].islower()
    return hyphen or (len(rest) == 2 and first in lexicon.words("family names that come first"))


def _may_be_surname(token: Token) -> bool:
    return (
        _is_plain(token)
        and len(token.text) >= _SHORTEST
        and token.text[0].isupper()
        and token.text not in _NO_SURNAMES
        and token.text not in GIVEN_NAMES
    )
