"""Figures: amounts with a measure of the registry that fits their sentence, or a measure to be added."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.happening import certainty
from site_builder.editing.suggest.clauses.parties import demonym_at, party_at
from site_builder.editing.suggest.clauses.places_and_times import time_of
from site_builder.editing.suggest.figures.bare_numbers import bare_numbers, befell_some, whole_number
from site_builder.editing.suggest.figures.figures_before import Before
from site_builder.editing.suggest.figures.new_figures import new_figure
from site_builder.editing.suggest.figures.rows_of_figures import refers_back
from site_builder.editing.suggest.proposals.dating import why_of
from site_builder.editing.suggest.proposals.money import is_money, money
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal, Span, Value
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title
from site_builder.extraction.numbers import SMALL
from site_builder.model.extraction_results import Amount
from site_builder.model.registry import Measure
from site_builder.model.value_types import MeasureId

_AIRLINER = re.compile(r"7[0-8]7 |3[1-8]0 ")
"""Before "aircraft" these are models: "the 787 aircraft"."""
_AIRCRAFT = ("aircraft", "planes", "jets", "airliners")
_WORDS = re.compile(r"[a-z]{3,}")
_EMPTY = lexicon.words("empty words")
_FEW = 2
_ROUNDED = 0.02
"""A rounded sum is so much more or less than the exact one."""
_DIGITS = 3
"""Numbers of fewer digits behind a name may be a part of it."""
_VOTING = {
    "voted for": "votes-for",
    "voted in favour": "votes-for",
    "voted in favor": "votes-for",
    "voted against": "votes-against",
}
"""What those who are counted did, and what they are then."""
_SEXES = frozenset(("men", "women"))
_OTHER_SEX = (["and", "women"], ["and", "men"])
_UNITS = {"percent": "percent", "rank": "rank"}


def find_figures(story: Story, used: Sequence[Span] = ()) -> tuple[Proposal, ...]:
    """Propose each amount whose measure the registry has, or the words beside it tell; not `used` ones."""
    found: list[Proposal] = []
    sums = sums_held(story, used)
    before: list[Proposal] = []  # those of the last sentence
    told, of = Before(), -1
    for s in story.sentences:
        if s.headline or is_title(story, s):
            continue
        states: list[tuple[int, Entity]] | None = None  # looked for once in a sentence, however many amounts
        last = _spoken_of(before) if of == s.index - 1 and refers_back(s) else None
        near = of == s.index - 1
        told = told.for_sentence(last, near=near)
        earlier, before, of = before, [], s.index
        unit = last.measure.unit if last and last.measure and not is_money(last.measure.unit) else ""
        amounts = sorted(amounts_in(story, s, unit), key=lambda one: one[1].start)
        told = told.with_parts([amount for _, amount in amounts], earlier if near else ())
        for i, amount in amounts:
            states = _states(story, s) if states is None else states
            known = _sum(amount) in sums or any(a < amount.end and amount.start < b for a, b in used)
            new = None if known else new_figure(story, s, i, amount, told)
            proposal = _figure(story, s, i, amount, states) or new
            told = told.with_figure(proposal) if proposal else told
            before += [proposal] if proposal else []
            if proposal and not any(_says_again(proposal, other) for other in found):
                found.append(proposal)
    return tuple(found)


def _spoken_of(before: Sequence[Proposal]) -> Proposal | None:
    """Which figure of a sentence the next one speaks of: the last that is no change by so many percent."""
    levels = [one for one in before if one.measure and one.measure.unit != "percent"]
    numbers = [_number(one) for one in levels]
    if len(levels) > _FEW and numbers[0] and numbers[0] == sum(numbers[1:]):
        return levels[0]  # "5,000 casualties: 3,000 dead and 2,000 injured"
    return levels[-1] if levels else before[-1] if before else None


def _number(figure: Proposal) -> float:
    value = figure.fields["value"]
    amount = value.get("amount", "") if isinstance(value, Mapping) else ""
    return float(str(amount)) if isinstance(amount, Decimal | int) else 0.0


def sums_held(story: Story, used: Sequence[Span]) -> frozenset[tuple[str, str, str]]:
    """The sums of money that other proposals hold, wherever else the article tells them."""
    amounts = (token.amount for s in story.sentences for token in s.tokens)
    held = (one for one in amounts if one and any(a < one.end and one.start < b for a, b in used))
    return frozenset(_sum(one) for one in held if one.kind == "money")


def _sum(amount: Amount) -> tuple[str, str, str]:
    return amount.low, amount.high, amount.unit


def _says_again(later: Proposal, earlier: Proposal) -> bool:
    """Tell whether a figure is there already: the same number of the same, at no other time."""
    a, b = later.fields, earlier.fields
    if _is_sum_again(a, b):
        return True
    known = later.measure is not None and a["subject"] == b["subject"] and a["measure"] == b["measure"]
    return known and _numbers(a) == _numbers(b) and a.get("period", "") in {"", b.get("period", "")}


def _is_sum_again(a: Mapping[str, Value], b: Mapping[str, Value]) -> bool:
    """Tell whether one sum of money is told again, also rounded, of the same or where that is open."""
    one, other = a["value"], b["value"]
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)) or "currency" not in one:
        return False
    same = all(one.get(key, "") == other.get(key, "") for key in ("currency", "per"))
    about = a["subject"] == b["subject"] or TO_FILL in {a["subject"], b["subject"]}
    timed = a.get("period", "") in {"", b.get("period", "")}
    return same and about and timed and _is_as_much(one, other)


def _is_as_much(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """As in "$5 billion", "more than $5 billion", and "about $5 billion" of $4.97 billion."""
    a, b = one.get("amount", ""), other.get("amount", "")
    if a == b:
        return True
    rounded = "about" in {one.get("sense", ""), other.get("sense", "")}
    numbers = isinstance(a, Decimal) and isinstance(b, Decimal)
    return rounded and numbers and abs(float(str(a)) - float(str(b))) <= _ROUNDED * float(str(b))


def _numbers(fields: Mapping[str, Value]) -> Value:
    value = fields["value"]
    return (value.get("amount", ""), value.get("sense", "")) if isinstance(value, Mapping) else value


def amounts_in(story: Story, s: Sentence, unit: str) -> Iterator[tuple[int, Amount]]:
    """Give the amounts of a sentence; `unit` is that of the last figure before it, if it speaks of that."""
    for i, token in enumerate(s.tokens):
        if token.amount and not token.aside and not _is_none(s, i, token.amount):
            yield i, _as_people(s, i, _as_votes(s, i, token.amount))
    yield from ((i, amount) for i, amount in bare_numbers(story, s, unit) if not _is_base(s, i))


def _is_none(s: Sentence, i: int, amount: Amount) -> bool:
    """Tell an amount of which there is no figure."""
    return _is_of_name(s, i, amount) or _is_converted(s, i) or _is_base(s, i)


def _is_base(s: Sentence, i: int) -> bool:
    """As in "five deaths per 100,000 people", of which neither number is a figure by itself."""
    if s.word(i + 1) == "per" and i + 2 < len(s) and s[i + 2].amount:
        return True
    return s.word(i - 1) in {"per", "every", "each"} or s.words(i - 2, i) == ["for", "each"]


def _is_converted(s: Sentence, i: int) -> bool:
    """As in "25 billion yen, or some $236 million": the same sum in other money."""
    amount, before = s[i].amount, s[i - 2].amount if i > 1 and s.word(i - 1) == "or" else None
    both = amount is not None and before is not None and amount.kind == before.kind == "money"
    return both and amount is not None and before is not None and amount.unit != before.unit


def _as_votes(s: Sentence, i: int, amount: Amount) -> Amount:
    """As in "by 84 votes to 61", "84 votes in favour", "61 votes against"."""
    against = s.word(i + 1) in {"to", "against"} and i + 2 < len(s) and whole_number(s[i + 2].text)
    if amount.unit != "votes":
        return _of_voters(s, i, amount)
    told = s.words(i + 1, i + 3) in (["in", "favour"], ["in", "favor"])
    alone = s.word(i + 1) == "against" and not against  # "with one vote against"
    return replace(amount, unit="votes-for" if against or told else "votes-against" if alone else "votes")


def _of_voters(s: Sentence, i: int, amount: Amount) -> Amount:
    """As in "153 countries voted for the resolution": so many votes."""
    told = " ".join(s.words(i + 1, i + 4)) if s.gap(i + 1) == " " else ""
    voters = amount.unit.lower() in lexicon.words("those whose votes count")
    unit = next((votes for words, votes in _VOTING.items() if voters and told.startswith(words)), "")
    return replace(amount, unit=unit) if unit else amount


def _as_people(s: Sentence, i: int, amount: Amount) -> Amount:
    """As in "hundreds of thousands have died", where no word says that people are counted."""
    if amount.unit in _SEXES and s.words(i + 1, i + 3) in _OTHER_SEX:
        return replace(amount, unit="people")  # "2,500 men and women"
    vague = amount.unit in lexicon.words("words for nobody knows how many")
    told = vague and not amount.high and befell_some(s, s.first_from(amount.start), i + 1)
    return replace(amount, unit="people") if told else amount


def _is_of_name(s: Sentence, i: int, amount: Amount) -> bool:
    """As in "Falk 4 customers", where the number is that of what has a name."""
    if amount.surface[:1].isdigit() and s.gap(i) == " " and s.word(i - 1) in SMALL:
        return True  # "three 737 aircraft"
    if _AIRLINER.match(amount.surface) and amount.unit.lower().endswith(_AIRCRAFT):
        return True  # "the 787 aircraft"
    before = s[i - 1] if i > 1 and s[i].gap == " " else None
    named = before is not None and before.text != before.low and not before.owns and before.time is None
    few = amount.kind == "quantity" and amount.low == amount.high and len(amount.low) < _DIGITS
    return named and few and amount.surface[:1].isdigit() and s.word(i - 1) not in _EMPTY


def _figure(
    story: Story, s: Sentence, i: int, amount: Amount, states: Sequence[tuple[int, Entity]]
) -> Proposal | None:
    sides = _sides(states, i)
    if not sides or certainty(s, i) == "not":
        return None
    best = best_measure(story, s, amount)
    if best is None or _is_chance(story, *best[:2]):
        return None
    hits, measure, sentence = best
    has_object = "{object}" in sentence
    if has_object and len(sides) < 2:
        return None
    subject, other = _directed(story, s, sentence, sides[0], sides[1]) if has_object else (sides[0], None)
    time = time_of(s, i)
    fields: dict[str, Value] = {
        "measure": measure,
        "subject": subject.id,
        "object": other.id if other else "",
        "value": money(amount, "unclear"),
        "period": time.edtf if time else "",
        "date_why": why_of(time) if time else "",
    }
    return Proposal(
        section="figures",
        rank="likely" if hits > 1 else "possible",
        reason="an amount in a sentence with words of the measure; check which is subject, which object",
        fields={key: value for key, value in fields.items() if value},
        anchors=((amount.start, amount.end), *(((time.start, time.end),) if time else ())),
        surface=amount.surface,
        entities=(subject, *((other,) if other else ())),
    )


def _is_chance(story: Story, hits: int, measure: str) -> bool:
    """Tell whether a measure of many words shares but one with a sentence: "share" stands in many."""
    entry = story.directory.registry.measures[MeasureId(measure)]
    return hits == 1 and len(_stems(f"{entry.name} {entry.sentence}")) > _FEW


def _states(story: Story, s: Sentence) -> list[tuple[int, Entity]]:
    """The states that a sentence names, with the token of each."""
    parties = ((k, party_at(story, s, k) or demonym_at(story, s, k)) for k in range(len(s)) if not s[k].aside)
    return [(k, p.entity) for k, p in parties if p and not p.label and p.entity.kind == "state"]


def _sides(states: Sequence[tuple[int, Entity]], i: int) -> list[Entity]:
    """The states of a sentence, those nearest to a token first."""
    found: dict[str, Entity] = {}
    for _, state in sorted(states, key=lambda known: (abs(known[0] - i), known[0])):
        found.setdefault(state.id, state)
    return list(found.values())


def _directed(story: Story, s: Sentence, sentence: str, one: Entity, other: Entity) -> tuple[Entity, Entity]:
    """Tell subject and object by the preposition that the measure's sentence has before one of them."""
    for role, word in (("subject", "from"), ("object", "to"), ("object", "from"), ("subject", "to")):
        if f"{word} {{{role}}}" in sentence:
            after = {
                p.entity.id
                for k in range(1, len(s))
                if s.word(k - 1) == word and (p := party_at(story, s, k))
            }
            if one.id in after and other.id not in after:
                return (one, other) if role == "subject" else (other, one)
            if other.id in after and one.id not in after:
                return (other, one) if role == "subject" else (one, other)
    return one, other


def best_measure(story: Story, s: Sentence, amount: Amount) -> tuple[int, str, str] | None:
    """Find the measure of the unit that has most words of the sentence: how many, its id, its own one."""
    words = _stems(" ".join(s.word(k) for k in range(len(s))))
    best: tuple[int, str, str] | None = None
    for measure_id, measure in story.directory.registry.measures.items():
        if not _fits(measure, amount) or not {*measure.subjects} & {*measure.objects} & {"actor"}:
            continue
        wanted = _stems(measure.name + " " + measure.sentence)
        hits = len(words & wanted)
        if hits and (best is None or (hits, -len(wanted)) > (best[0], 0)):
            best = hits, measure_id, measure.sentence
    return best


def _stems(text: str) -> set[str]:
    return {word[:6] for word in _WORDS.findall(text.lower()) if word not in _EMPTY}


def _fits(measure: Measure, amount: Amount) -> bool:
    if amount.kind in _UNITS:
        return measure.unit == _UNITS[amount.kind]
    if amount.kind == "money":
        return measure.unit == amount.unit
    unit = measure.unit.lower().rstrip("s")
    people = unit == "people" and amount.unit.lower() in {"", *lexicon.words("units of people")}
    return unit == amount.unit.lower().rstrip("s") or people
