"""What fills the fields of a record that a trigger word proposes: only what a sentence has exactly one of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final

from site_builder.corpus.checks.printed_numbers import prints_number
from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import certainty
from site_builder.editing.suggest.events.triggers import Kind, stands, words_in
from site_builder.editing.suggest.proposals.dating import dated
from site_builder.editing.suggest.proposals.money import money
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Span, Value
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.model.extraction_results import Amount
from site_builder.model.own_sections import LISTS
from site_builder.model.patterns import LONGEST, PatternError, fits
from site_builder.model.value_types import PlaceId
from site_builder.model.vocabulary import Field
from site_builder.names.inflection import bases, words_of

_ACTORS: Final = frozenset(("person", "state", "body", "media"))
_PIECE: Final = re.compile(r"\S+")
_MARKS: Final = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d"
_LONGEST_RUN: Final = 4
"""Pieces between spaces that an identifier may have."""
_MOST_RUNS: Final = 40
_MOST_FIELDS: Final = 5
"""Identifiers of a section: where there are more, none is looked for."""
_STEPS: Final = 8
"""Places within places are followed so far: entries may run in a ring."""
_CANNOT_BE_OPEN: Final = frozenset(("number", "choice"))
"""Types of fields in which nothing can stand for what is still to be written."""


@dataclass(slots=True)
class Filled:
    """Fields that are filled, the stretches of the text and the entries behind them.

    `unsure` are keys of fields that are filled by the kind of thing alone.
    """

    fields: dict[str, Value] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    place: Entity | None = None
    actors: tuple[Entity, ...] = ()

    def add(self, fields: Mapping[str, Value], *tokens: Token) -> None:
        """Take in what some tokens say."""
        self.fields |= fields
        self.spans += ((token.start, token.end) for token in tokens)


def fill(story: Story, s: Sentence, kind: Kind, at: int) -> Filled | None:
    """Fill what a sentence tells beside the trigger at a token; nothing where no record can be made of it."""
    found = Filled()
    tokens = [(i, token) for i, token in enumerate(s.tokens) if token.aside == s[at].aside]
    _fill_actors(story, s, kind, found, tokens)
    if time := _only([t for _, t in tokens if t.time and t.time.edtf and not t.time.ambiguous]):
        found.add(dated(time.time), time)
    _fill_amounts(kind, found, [token for _, token in tokens if token.amount])
    _fill_choices(s, kind, found)
    _fill_identifiers(story, s, kind, found)
    return found if _with_gaps(kind, found) else None


def _only(tokens: Sequence[Token]) -> Token | None:
    return tokens[0] if len(tokens) == 1 else None


def _of(kind: Kind, *types: str) -> list[Field]:
    return [one for one in kind.fields if one.type in types]


# ------------------------------------------------------------------ where, who


def _fill_actors(
    story: Story, s: Sentence, kind: Kind, found: Filled, tokens: Sequence[tuple[int, Token]]
) -> None:
    """Say where it was and who took part: known ones alone, and who speaks of it is none of them."""
    known = [(i, token, token.who) for i, token in tokens if token.who and token.who.known]
    located = {who.id for i, _, who in known if who.kind == "place" or (who.kind == "state" and _in_it(s, i))}
    where = _innermost(story, [(token, who) for _, token, who in known if who.id in located])
    if where:
        _fill_place(kind, found, *where)
    who_acts: dict[str, tuple[Token, Entity]] = {}
    for i, token, who in known:
        if who.kind in _ACTORS and who.id not in located and not _stands_aside(s, i):
            who_acts.setdefault(who.id, (token, who))
    spoken = {who.id for i, _, who in known if _speaks(s, i)}
    acting = [pair for name, pair in who_acts.items() if name not in spoken]
    fields = _of(kind, "actor", "actors")
    if len(acting) == 1 and len(fields) == 1:
        ((token, who),) = acting
        found.add({fields[0].key: (who.id,) if fields[0].type in LISTS else who.id}, token)
        found.unsure.append(fields[0].key)
    elif acting and kind.of_event:
        found.add({"participants": tuple(who.id for _, who in acting)}, *(token for token, _ in acting))
    else:
        return
    found.actors = tuple(who for _, who in acting)
    found.entities += found.actors


def _in_it(s: Sentence, i: int) -> bool:
    return s.word(i - 1) in lexicon.words("words before places of events")


def _stands_aside(s: Sentence, i: int) -> bool:
    """As in "the ferry of the Varnish Line" and "Varn's mayor": who owns something need not take part."""
    before = [word for word in s.words(i - 2, i) if word not in lexicon.words("articles")]
    return s[i].owns or before[-1:] == ["of"]


def _speaks(s: Sentence, i: int) -> bool:
    """As in "the mayor said", "said Mayor Ann Hale", "according to the mayor"."""
    said = lexicon.words("said", "blaming words")
    before, after = s.words(i - 4, i), s.words(i + 1, i + 3)
    if after[:1] and after[0] in lexicon.words("being and having"):
        after = after[1:]
    led = "according" in before or any(word in said for word in before[-3:])
    return led or any(word in said for word in after[:1])


def _innermost(story: Story, known: Sequence[tuple[Token, Entity]]) -> tuple[Token, Entity] | None:
    """Give the one place that lies within all others that are named; nothing where there is none, or two."""
    ids = {who.id for _, who in known}
    inner = [(token, who) for token, who in known if ids <= {who.id, *_around(story, who.id)}]
    return inner[0] if inner else None


def _around(story: Story, name: str) -> Iterator[str]:
    for _ in range(_STEPS):
        place = story.directory.registry.places.get(PlaceId(name))
        if place is None or not place.within:
            return
        name = place.within
        yield name


def _fill_place(kind: Kind, found: Filled, token: Token, where: Entity) -> None:
    own = _of(kind, "place", "places")
    if kind.of_event:
        found.add({"place": where.id}, token)
    elif len(own) == 1:
        found.add({own[0].key: (where.id,) if own[0].type in LISTS else where.id}, token)
    else:
        return
    found.place = where
    found.entities.append(where)


# ------------------------------------------------------------------ how many, how much


def _fill_amounts(kind: Kind, found: Filled, tokens: Sequence[Token]) -> None:
    numbers = _of(kind, "number")
    for one in numbers:
        if sum(_same_unit(one, other.unit or "") for other in numbers) == 1:
            token = _only([t for t in tokens if t.amount and _counts(one, t.amount)])
            number = _count(token.amount) if token and token.amount else None
            if token and number is not None:
                found.add({one.key: number}, token)
                found.unsure.append(one.key)
    values = _of(kind, "value")
    paid = _only([token for token in tokens if token.amount and token.amount.kind == "money"])
    if len(values) == 1 and paid and paid.amount:
        value = {key: said for key, said in money(paid.amount, "").items() if said != ""}
        found.add({values[0].key: value}, paid)
        found.unsure.append(values[0].key)


def _counts(one: Field, amount: Amount) -> bool:
    return amount.kind == "quantity" and not amount.per and _same_unit(one, amount.unit)


def _same_unit(one: Field, unit: str) -> bool:
    """Tell whether a unit is that of a field, in one form or another."""
    a, b = words_of(one.unit or ""), words_of(unit)
    same = all(not bases(x).isdisjoint(bases(y)) for x, y in zip(a, b, strict=False))
    return bool(a) and len(a) == len(b) and same


def _count(amount: Amount) -> Value | None:
    """Give a whole number, or a range, that its words print."""
    bounds = [text for text in (amount.low, amount.high) if text]
    if not bounds or not all(re.fullmatch(r"[0-9]{1,15}", text, re.ASCII) for text in bounds):
        return None
    numbers = sorted({int(Decimal(text)) for text in bounds})
    if not all(number and prints_number(number, [amount.surface], "en") for number in numbers):
        return None
    if len(numbers) == 1 and amount.sense == "exact":
        return numbers[0]
    value: dict[str, Value] = {"amount": numbers[0] if len(numbers) == 1 else tuple(numbers)}
    return value if amount.sense == "exact" else {**value, "sense": amount.sense}


# ------------------------------------------------------------------ words, numbers of cases


def _fill_choices(s: Sentence, kind: Kind, found: Filled) -> None:
    fields = _of(kind, "choice")
    for one in fields:
        said = _said(s, one.options)
        option = next(iter(said)) if len(said) == 1 else None
        others = (words_of(word) for other in fields if other is not one for word in other.options)
        if option is not None and words_of(option) not in others:
            found.fields[one.key] = option
            found.spans.append(said[option])


def _said(s: Sentence, options: Iterable[str]) -> dict[str, Span]:
    """Give the options whose words stand in a sentence and are not denied, without those within others."""
    words, starts = words_in(s), _by_base(s)
    found: dict[str, Span] = {}
    for option in options:
        phrase = words_of(option)
        phrase = phrase[1:] if len(phrase) > 1 and phrase[0] in lexicon.words("articles") else phrase
        begun = {at for base in bases(phrase[0]) for at in starts.get(base, ())} if phrase else set()
        for at in sorted(begun):
            if stands(phrase, words, at, s) and certainty(s, words[at].token) != "not":
                found.setdefault(option, (words[at].start, words[at + len(phrase) - 1].end))
    return {
        option: span for option, span in found.items() if not any(_within(span, o) for o in found.values())
    }


@lru_cache(maxsize=16)
def _by_base(s: Sentence) -> Mapping[str, Sequence[int]]:
    """The words of a sentence by what they may be forms of."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words_in(s)):
        for base in bases(word.low):
            found.setdefault(base, []).append(at)
    return found


def _within(span: Span, other: Span) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _fill_identifiers(story: Story, s: Sentence, kind: Kind, found: Filled) -> None:
    fields = _of(kind, "identifier")
    runs = _runs(story.text, s) if 0 < len(fields) <= _MOST_FIELDS else {}
    fitting = {one.key: [run for run in runs if _has_form(one, run)] for one in fields}
    for key, fit in fitting.items():
        if len(fit) == 1 and sum(fit[0] in other for other in fitting.values()) == 1:
            found.fields[key] = fit[0]
            found.spans.append(runs[fit[0]])


def _has_form(one: Field, run: str) -> bool:
    try:
        return bool(one.pattern) and fits(str(one.pattern), run)
    except PatternError:  # told where the form is written
        return False


def _runs(text: str, s: Sentence) -> dict[str, Span]:
    """Give the runs of a few words that have a digit and are no mere time or amount."""
    start, end = s[0].start, s[-1].end
    counted = [(t.start, t.end) for t in s.tokens if t.time or t.amount]
    pieces = [(match.start() + start, match.end() + start) for match in _PIECE.finditer(text[start:end])]
    found: dict[str, Span] = {}
    for i, (first, _) in enumerate(pieces):
        for _, last in pieces[i : i + _LONGEST_RUN]:
            span = _bare(text, first, last)
            run = " ".join(text[span[0] : span[1]].split())
            if len(found) < _MOST_RUNS and _may_identify(run, span, counted):
                found.setdefault(run, span)
    return found


def _may_identify(run: str, span: Span, counted: Iterable[Span]) -> bool:
    digits, letters = any(c.isdigit() for c in run), any(c.isalpha() for c in run)
    apart = letters or not any(start < span[1] and span[0] < end for start, end in counted)
    return digits and apart and len(run) <= LONGEST


def _bare(text: str, start: int, end: int) -> Span:
    """Leave out the marks around a run of words."""
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


# ------------------------------------------------------------------ what there must be


def _with_gaps(kind: Kind, found: Filled) -> bool:
    """Mark what a record must have and the sentence does not tell; false where no mark can stand there."""
    for one in kind.fields:
        if one.required and one.key not in found.fields:
            if one.type in _CANNOT_BE_OPEN:
                return False
            gap: Value = {"wording": TO_FILL} if one.type == "value" else TO_FILL
            found.fields[one.key] = (gap,) if one.type in LISTS else gap
    return True
